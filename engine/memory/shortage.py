"""Telling a shortage of memory from other errors: torch says it in several ways."""

from __future__ import annotations

import torch

from engine.errors import OutOfMemory

_WORDS = ("not enough memory", "can't allocate memory", "out of memory")


def shortage(error: Exception) -> OutOfMemory | None:
    """The error in a person's words where it is that there is too little memory; None where it is another one."""
    if not isinstance(error, MemoryError | torch.OutOfMemoryError):
        said = str(error).lower()
        if not isinstance(error, RuntimeError) or not any(words in said for words in _WORDS):
            return None
    return OutOfMemory(
        "There is not enough memory for this.",
        "Choose a smaller picture, close other programs, or choose a smaller model.",
        str(error),
    )
