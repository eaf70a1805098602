"""Tensors in files that are not trusted, known by name and shape before any of their numbers are read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from engine.checkpoint.official_config import ADVICE, read_json
from engine.errors import ImportRefused

_DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


@dataclass(frozen=True)
class StoredTensor:
    """One tensor in a file.

    Attributes:
        shape, dtype: as stored; dtype is None for kinds that no weight has.
        read: brings it into memory.
    """

    shape: tuple[int, ...]
    dtype: torch.dtype | None
    read: Callable[[], torch.Tensor]

    @property
    def bytes(self) -> int:
        """Its size in a file."""
        count = 1
        for length in self.shape:
            count *= length
        return count * (self.dtype.itemsize if self.dtype else 4)


Stored = dict[str, StoredTensor]


def open_safetensors(path: Path) -> Stored:
    """The tensors of a safetensors file; mapped, not read.

    Raises:
        ImportRefused: not readable as safetensors.
    """
    try:
        file: Any = safe_open(str(path), framework="pt")
        stored = {}
        for name in file.keys():  # noqa: SIM118 (a handle, not a dictionary)
            view = file.get_slice(name)
            dtype = _DTYPES.get(view.get_dtype())
            stored[name] = StoredTensor(tuple(view.get_shape()), dtype, partial(file.get_tensor, name))
    except (SafetensorError, OSError) as error:
        raise ImportRefused(f"The file {path.name} cannot be read as safetensors.", ADVICE, str(error)) from error
    return stored


def open_torch(path: Path) -> Stored:
    """The tensors of a file that `torch.save` wrote: a flat dictionary, or a single tensor under the name "".

    Mapped where the file's kind allows it. Nothing in it is executed.

    Raises:
        ImportRefused: it holds anything but tensors, would run code, or is damaged.
    """
    try:
        data = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except Exception as error:  # what a damaged or a hostile file makes the loader raise is not for us to foresee
        raise ImportRefused(
            f"The file {path.name} is damaged, or it holds more than tensors; opening that could run code, "
            "so it was not opened.",
            "Do not use this folder unless you trust where it comes from; ask for it in safetensors format.",
            str(error),
        ) from error
    if isinstance(data, torch.Tensor):
        data = {"": data}
    if not isinstance(data, dict):
        raise ImportRefused(f"The file {path.name} does not hold named tensors.", ADVICE)
    odd = [str(name) for name, value in data.items() if not isinstance(name, str) or not _is_plain(value)]
    if odd:
        raise ImportRefused(f"The file {path.name} holds more than tensors: {named(odd)}.", ADVICE)
    return {name: _in_memory(tensor) for name, tensor in data.items()}


def open_language_model(folder: Path) -> Stored:
    """The tensors of `folder`/model.safetensors or pytorch_model.bin, whole or in the parts that an index names.

    Raises:
        ImportRefused: none of them there, or an index that does not fit its parts.
    """
    kinds = (("model.safetensors", open_safetensors), ("pytorch_model.bin", open_torch))
    for name, open_file in kinds:
        index = folder / f"{name}.index.json"
        if index.is_file():
            return _open_parts(index, open_file)
        if (folder / name).is_file():
            return open_file(folder / name)
    raise ImportRefused(
        f"The folder {folder} holds neither model.safetensors nor pytorch_model.bin.", "Choose the model's own folder."
    )


def named(names: Iterable[str], most: int = 12) -> str:
    """Names in a sentence; of many only the first ones and a count."""
    names = sorted(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _open_parts(index: Path, open_file: Callable[[Path], Stored]) -> Stored:
    where = read_json(index).get("weight_map")
    if not isinstance(where, dict) or not all(isinstance(file, str) for file in where.values()):
        raise ImportRefused(f"The file {index.name} does not say which file holds which tensor.", ADVICE)
    stored: Stored = {}
    for file in sorted(set(where.values())):
        path = index.parent / file
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", file) or not path.is_file():
            raise ImportRefused(f"{index.name} names the file {file!r}, which is not in the folder.", ADVICE)
        part = open_file(path)
        twice = set(part) & set(stored)
        if twice:
            raise ImportRefused(f"Several files hold these tensors: {named(twice)}.", ADVICE)
        stored |= part
    lost = set(where) - set(stored)
    if lost:
        raise ImportRefused(f"These tensors are in {index.name} but in no file: {named(lost)}.", ADVICE)
    return stored


def _is_plain(value: object) -> bool:
    return type(value) in (torch.Tensor, torch.nn.Parameter) and value.layout == torch.strided  # type: ignore[attr-defined]


def _in_memory(tensor: torch.Tensor) -> StoredTensor:
    dtype = tensor.dtype if tensor.dtype in _DTYPES.values() else None
    return StoredTensor(tuple(tensor.shape), dtype, tensor.detach)
