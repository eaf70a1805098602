"""Tensors of one part in safetensors files: one file, or shards with an index, as the stock libraries lay them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from engine.errors import BadCheckpoint

Shapes = dict[str, tuple[int, ...]]
ADVICE = "Choose another model folder, or import the model again."
_NAMED = 8
"""How many complaints are written out in full."""


def write_tensors(
    folder: Path, stem: str, tensors: Iterable[tuple[str, Tensor]], max_shard_bytes: int = 5 * 2**30
) -> None:
    """Write a part's tensors.

    Args:
        stem: "model" for transformers' parts and ours, "diffusion_pytorch_model" for diffusers' parts.
        tensors: names and tensors; taken one after another, at most one shard is held at a time.
        max_shard_bytes: a file grows no larger, unless a single tensor does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shards: list[Path] = []
    places: list[tuple[str, int]] = []
    total = 0
    for number, shard in enumerate(_shards(tensors, max_shard_bytes)):
        shards.append(folder / f"{stem}.part-{number}.tmp")
        write_file(shards[-1], shard)
        places += [(name, number) for name in shard]
        total += sum(_size(tensor) for tensor in shard.values())
    if len(shards) == 1:
        shards[0].replace(folder / f"{stem}.safetensors")
        return
    names = [f"{stem}-{number + 1:05d}-of-{len(shards):05d}.safetensors" for number in range(len(shards))]
    for shard_file, name in zip(shards, names, strict=True):
        shard_file.replace(folder / name)
    index = {"metadata": {"total_size": total}, "weight_map": {name: names[number] for name, number in places}}
    (folder / f"{stem}.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", "utf-8")


def write_file(path: Path, tensors: dict[str, Tensor]) -> None:
    """Write one safetensors file, which others may read as far as the umask allows it.

    Args:
        tensors: contiguous, and none shares its storage with another.
    """
    path.touch()
    mode = path.stat().st_mode
    save_file(tensors, path, metadata={"format": "pt"})
    path.chmod(mode)  # safetensors puts a new file in the place of the old, for its owner's eyes alone


def _shards(tensors: Iterable[tuple[str, Tensor]], limit: int) -> Iterator[dict[str, Tensor]]:
    shard: dict[str, Tensor] = {}
    for name, tensor in tensors:
        if shard and sum(_size(other) for other in shard.values()) + _size(tensor) > limit:
            yield shard
            shard = {}
        # a copy, since safetensors refuses tensors that share their storage
        shard[name] = tensor.detach().cpu().clone(memory_format=torch.contiguous_format)
    yield shard


def _size(tensor: Tensor) -> int:
    return tensor.numel() * tensor.element_size()


def weight_files(folder: Path, stem: str) -> list[Path]:
    """The files that hold a part's tensors.

    Raises:
        BadCheckpoint: there are none, or the index is damaged or points out of the folder.
    """
    single, index = folder / f"{stem}.safetensors", folder / f"{stem}.safetensors.index.json"
    if single.is_file():
        return [single]
    try:
        names = sorted(set(json.loads(index.read_text("utf-8"))["weight_map"].values()))
    except FileNotFoundError as error:
        sentence = f"The model has no weights for its part {folder.name!r}."
        raise BadCheckpoint(sentence, ADVICE, str(single)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadCheckpoint(f"The list of weights of {folder.name!r} is damaged.", ADVICE, str(error)) from error
    for name in names:
        if not isinstance(name, str) or Path(name).name != name or not (folder / name).is_file():
            raise BadCheckpoint(f"The model lacks the file {name!r} of its part {folder.name!r}.", ADVICE)
    return [folder / name for name in names]


def read_tensors(folder: Path, stem: str) -> Iterator[tuple[str, Tensor]]:
    """A part's names and tensors, one after another, on the CPU.

    Raises:
        BadCheckpoint: a file is missing or damaged.
    """
    for path in weight_files(folder, stem):
        try:
            with safe_open(path, framework="pt") as file:
                for name in file.keys():  # noqa: SIM118 - not a mapping
                    yield name, file.get_tensor(name)
        except (OSError, SafetensorError) as error:
            raise BadCheckpoint(f"The file {path.name} of {folder.name!r} is damaged.", ADVICE, str(error)) from error


def tensor_shapes(folder: Path, stem: str) -> Shapes:
    """Names and shapes of a part's tensors; their numbers are not read.

    Raises:
        BadCheckpoint: a file is missing or damaged.
    """
    shapes: Shapes = {}
    for path in weight_files(folder, stem):
        try:
            with safe_open(path, framework="pt") as file:
                shapes |= {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
        except (OSError, SafetensorError) as error:
            raise BadCheckpoint(f"The file {path.name} of {folder.name!r} is damaged.", ADVICE, str(error)) from error
    return shapes


def compare_shapes(found: Mapping[str, tuple[int, ...]], expected: Mapping[str, tuple[int, ...]]) -> list[str]:
    """What does not fit, a line for each tensor; empty when all tensors are there in the right shapes."""
    complaints = [f"{name} is missing" for name in expected if name not in found]
    complaints += [f"{name} is not part of the model" for name in found if name not in expected]
    complaints += [
        f"{name} has shape {list(shape)} instead of {list(expected[name])}"
        for name, shape in found.items()
        if name in expected and tuple(shape) != tuple(expected[name])
    ]
    return complaints


def refuse_misfits(part: str, complaints: list[str]) -> None:
    """Refuse a part whose tensors do not fit.

    Raises:
        BadCheckpoint: there are complaints; the first few are in the sentence, all in the detail.
    """
    if complaints:
        more = f", and {len(complaints) - _NAMED} more" if len(complaints) > _NAMED else ""
        sentence = f"The weights of {part!r} do not fit: {'; '.join(complaints[:_NAMED])}{more}."
        raise BadCheckpoint(sentence, ADVICE, "\n".join(complaints))


def fill(
    module: torch.nn.Module,
    folder: Path,
    stem: str,
    dtype: torch.dtype,
    device: str | torch.device,
    rename: Callable[[str], str] = str,
    advance: Callable[[int], None] = lambda _: None,
    convert: Callable[[str, Tensor], Tensor] | None = None,
) -> None:
    """Put stored tensors into a module whose parameters are on the meta device.

    Args:
        rename: a stored name to the module's own.
        advance: told how many bytes of tensors have been brought in since the last call.
        convert: makes of a stored tensor, by the module's own name for it, the one that the module holds; None for
            one of `dtype`.

    Raises:
        BadCheckpoint: tensors are missing, left over or misshapen; they are named.
    """
    expected = {name: tuple(tensor.shape) for name, tensor in module.state_dict().items()}
    found = {rename(name): shape for name, shape in tensor_shapes(folder, stem).items()}
    refuse_misfits(folder.name, compare_shapes(found, expected))
    tensors: dict[str, Tensor] = {}
    for name, tensor in read_tensors(folder, stem):
        if not tensor.is_floating_point():
            refuse_misfits(folder.name, [f"{name} holds {str(tensor.dtype).removeprefix('torch.')} numbers"])
        held = tensor.to(dtype) if convert is None else convert(rename(name), tensor)
        tensors[rename(name)] = held.to(device)
        advance(_size(tensor))
    module.load_state_dict(tensors, strict=True, assign=True)
    for buffer_name, buffer in module.named_buffers():
        owner, _, own_name = buffer_name.rpartition(".")
        setattr(module.get_submodule(owner), own_name, buffer.to(device))
