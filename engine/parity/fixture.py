"""A parity fixture: an official checkpoint, inputs, and what the official code computed from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from engine.errors import BadRequest

JSON = "json:"
"""Begins the names of quantities in golden.json; names of arrays in golden.safetensors have no prefix."""


class Fixture:
    """The golden quantities by name.

    Attributes:
        folder: where `checkpoint/` and `inputs/` are.
        config: the official config.json.
        facts: golden.json without the notes on arrays.
        arrays: golden.safetensors.
    """

    def __init__(self, folder: Path) -> None:
        """Read the golden files.

        Raises:
            BadRequest: the folder is no fixture.
        """
        self.folder = folder
        try:
            self.facts: dict[str, Any] = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
            self.config: dict[str, Any] = json.loads((self.checkpoint / "config.json").read_text(encoding="utf-8"))
            self.arrays: dict[str, torch.Tensor] = load_file(folder / "golden.safetensors")
        except (OSError, ValueError, SafetensorError) as error:
            raise BadRequest(
                f"The folder {folder} is no parity fixture.",
                "Name one with checkpoint/, golden.json and golden.safetensors.",
                str(error),
            ) from error
        self.notes: dict[str, dict[str, Any]] = self.facts.pop("arrays", {})

    @property
    def checkpoint(self) -> Path:
        """The official checkpoint's folder."""
        return self.folder / "checkpoint"

    @property
    def pictures(self) -> list[Path]:
        """The input pictures in order of their numbers."""
        return sorted((self.folder / "inputs").glob("*.png"), key=lambda path: (len(path.name), path.name))

    def note(self, name: str) -> str:
        """What the fixture says about an array."""
        return str(self.notes.get(name, {}).get("desc", ""))

    def named_pictures(self, name: str) -> list[int]:
        """The input pictures that the note on an array speaks of: `image 1`, `images used: [2, 0]`."""
        said = re.findall(r"\bimages?(?: used:)? *\[?(\d+(?:(?:, *| and )\d+)*)", self.note(name))
        return [int(number) for numbers in said for number in re.findall(r"\d+", numbers)]

    def under(self, prefix: str) -> Iterator[str]:
        """The names of the arrays that begin with a prefix, without it."""
        for name in sorted(self.arrays):
            if name.startswith(prefix):
                yield name[len(prefix) :]

    def with_kind(self, prefix: str, kind: str) -> list[str]:
        """The middles of the names `<prefix><middle>.<kind>`."""
        return [name.removesuffix(f".{kind}") for name in self.under(prefix) if name.endswith(f".{kind}")]

    def quantities(self) -> list[str]:
        """The name of every quantity: each array, and each leaf of golden.json."""
        return [
            *self.arrays,
            *(name for name in self.notes if name not in self.arrays),
            *_leaves(JSON[:-1], self.facts),
        ]


def _leaves(path: str, value: object) -> Iterator[str]:
    """Paths of what is no dictionary and no list of dictionaries; an empty one is a leaf too."""
    separator = "" if path == JSON[:-1] else "."
    start = JSON if path == JSON[:-1] else path + separator
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(f"{start}{key}", inner)
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        for number, inner in enumerate(value):
            yield from _leaves(f"{start}{number}", inner)
    else:
        yield path
