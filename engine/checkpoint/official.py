"""The import of an official DreamLLM folder into ours: everything is checked first, then written, then named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

import resources
from engine.checkpoint.folder import CONFIG_FILE, LANGUAGE_MODEL, SCHEDULER, STEMS, TOKENIZER, UNET, VAE, VISION_ENCODER
from engine.checkpoint.official_components import Components, build_components
from engine.checkpoint.official_config import ADVICE, OfficialConfig, read_json, read_official_config
from engine.checkpoint.official_weights import Weights, collect_weights
from engine.checkpoint.stored import Stored
from engine.checkpoint.weights import write_tensors
from engine.errors import BadCheckpoint, ImportRefused
from engine.sequence.tokenizer import Tokenizer

LARGEST_SHARD = 1 << 30
"""Bytes of weights in one file: about as much is in memory at once, twice."""

_SPARE_ROOM = 64 << 20


@dataclass(frozen=True)
class Official:
    """An official folder that was checked.

    Attributes:
        weights: by component; not read yet.
    """

    config: OfficialConfig
    components: Components
    tokenizer: Tokenizer
    weights: list[Weights]

    @property
    def bytes(self) -> int:
        """Of all weights."""
        return sum(tensor.bytes for part in self.weights for tensor in part.tensors.values())


def import_official(
    source: Path, target: Path, configs: Path | None = None, progress: Callable[[float], None] | None = None
) -> None:
    """Turn a folder in the official format into one of ours.

    Tensors keep their numbers and their kind (bfloat16 stays bfloat16). Nothing in the folder is executed. The new
    folder appears under its name only when it is whole: a refused or interrupted import leaves nothing behind.

    Args:
        source: the official folder (config.json, weights, tokenizer).
        target: a folder that does not exist yet, or an empty one.
        configs: where the component configs that config.json names are looked up; None for the folder that holds
            `source`, then those that ship with the program.
        progress: told the share done, 0 to 1.

    Raises:
        ImportRefused: the folder is not exactly what it says it is, the target is taken, or the disk is too small.
    """
    target = target.resolve()
    _refuse_taken(target)
    given = examine(source, configs)
    partial = target.with_name(f".{target.name}.importing")
    _refuse_full_disk(target, given.bytes)
    try:
        # What an import that was killed left behind is in the way of this one only.
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _write_configs(partial, given)
        given.tokenizer.save(partial / TOKENIZER, _longest_text(source.resolve(), given.config))
        _write_weights(partial, given, progress or (lambda share: None))
        if target.exists():
            target.rmdir()
        partial.rename(target)
    except OSError as error:
        raise ImportRefused(
            f"The model could not be written to {target}.", "Check the disk's room and your right to write.", str(error)
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def examine(source: Path, configs: Path | None = None) -> Official:
    """Check an official folder as the import does; nothing is written, and no weight is read (see `import_official`).

    Raises:
        ImportRefused: the folder is not exactly what it says it is.
    """
    source = source.resolve()
    if not source.is_dir():
        raise ImportRefused(f"There is no folder {source}.", "Name the folder that holds the model's config.json.")
    if (source / CONFIG_FILE).is_file():
        raise ImportRefused(f"The folder {source} holds a DreamWriter model already.", "Use it as it is, with --model.")
    read_json(source / "config.json")  # a folder that is no model at all is told so before its parts are looked at
    tokenizer = _load_tokenizer(source)
    config = read_official_config(source, tokenizer.legacy)
    _compare_tokens(config, tokenizer)
    roots = (configs,) if configs else (source.parent, resources.folder() / "configs")
    components = build_components(config, roots)
    return Official(config, components, tokenizer, collect_weights(source, config, components))


def _refuse_taken(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ImportRefused(f"There is already something at {target}.", "Choose a folder that does not exist yet.")


def _refuse_full_disk(target: Path, needed: int) -> None:
    parent = next(folder for folder in target.parents if folder.exists())
    free = shutil.disk_usage(parent).free
    if free < needed + _SPARE_ROOM:
        raise ImportRefused(
            f"The model needs {needed / 1e9:.1f} GB, but only {free / 1e9:.1f} GB are free at {parent}.",
            "Make room, or choose a folder on another disk.",
        )


def _load_tokenizer(source: Path) -> Tokenizer:
    try:
        return Tokenizer.load(source)
    except BadCheckpoint as error:
        raise ImportRefused(error.sentence, ADVICE, error.detail) from error


def _longest_text(source: Path, official: OfficialConfig) -> int:
    """The tokenizer's own limit; files without one get the model's."""
    given = read_json(source / "tokenizer_config.json").get("model_max_length")
    limit = int(official.language["max_position_embeddings"])
    # Where none was set, the official tokenizer writes a number beyond any text.
    return given if isinstance(given, int) and 0 < given < 1 << 24 else limit


def _compare_tokens(official: OfficialConfig, tokenizer: Tokenizer) -> None:
    for name, token in official.dream.special_tokens.items():
        if tokenizer.token_id(name) != token:
            raise ImportRefused(f"config.json and the tokenizer's files give different ids to {name}.", ADVICE)
    if len(tokenizer) > official.language["vocab_size"]:
        raise ImportRefused("The tokenizer has more tokens than the model's vocabulary.", ADVICE)


def _write_configs(folder: Path, given: Official) -> None:
    components = given.components
    kinds = {part.component: _commonest_dtype(part.tensors) for part in given.weights}
    for name, model in ((LANGUAGE_MODEL, components.language_model), (VISION_ENCODER, components.vision_encoder)):
        config = json.loads(model.config.to_json_string(use_diff=False))
        _write_json(folder / name / "config.json", config | {"architectures": [type(model).__name__], **kinds[name]})
    _write_json(folder / VISION_ENCODER / "preprocessor_config.json", components.preprocessor)
    _write_json(folder / UNET / "config.json", components.unet_config)
    _write_json(folder / VAE / "config.json", components.vae_config)
    _write_json(folder / SCHEDULER / "scheduler_config.json", components.scheduler)
    _write_json(folder / CONFIG_FILE, given.config.dream.to_json())


def _write_json(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _commonest_dtype(tensors: Stored) -> dict[str, str]:
    """The entry `dtype` of a stock config."""
    counts: dict[str, int] = {}
    for tensor in tensors.values():
        name = str(tensor.dtype).removeprefix("torch.")
        counts[name] = counts.get(name, 0) + tensor.bytes
    return {"dtype": max(counts, key=lambda name: counts[name])}


def _write_weights(folder: Path, given: Official, progress: Callable[[float], None]) -> None:
    done = 0

    def read(part: Weights) -> Iterator[tuple[str, torch.Tensor]]:
        nonlocal done
        for name, tensor in sorted(part.tensors.items()):
            yield name, tensor.read()
            done += tensor.bytes
            progress(done / given.bytes)

    for part in given.weights:
        write_tensors(folder / part.component, STEMS[part.component], read(part), LARGEST_SHARD)
