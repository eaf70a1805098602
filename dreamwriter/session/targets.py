"""Whether something can be written where a person wants it, asked before minutes of work go into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dreamwriter.errors import BadUse, CannotSave

DOCUMENT_SUFFIXES = (".textpack", ".textbundle", ".html", ".pdf", ".md")
"""As in `dreamwriter.export.export`, which is too heavy to be loaded for this."""
PICTURE_SUFFIXES = (".png",)


def check_target(target: Path, suffixes: Sequence[str]) -> None:
    """Make sure that a file of one of these kinds can be written there.

    Raises:
        BadUse: the name's suffix is none of `suffixes`.
        CannotSave: there is no such folder, or it may not be written, or a folder or protected file is in the way.
    """
    if target.suffix.lower() not in suffixes:
        wanted = suffixes[0] if len(suffixes) == 1 else f"{', '.join(suffixes[:-1])} or {suffixes[-1]}"
        raise BadUse(
            f"The name {target.name!r} is of no kind that can be written here.", f"Choose one that ends in {wanted}."
        )
    if target.is_dir() and target.suffix.lower() != ".textbundle":
        raise CannotSave(f"{target} is a folder, not a file.", "Choose another name.")
    if not target.parent.is_dir():
        raise CannotSave(f"There is no folder {target.parent}.", "Make the folder first, or choose another one.")
    if target.exists() and not os.access(target, os.W_OK):
        raise CannotSave(f"{target} is protected against writing.", "Choose another name, or lift the protection.")
    try:
        # Trying is the only sure test: rights, full disks and read-only disks all answer here.
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        raise CannotSave(
            f"Nothing can be written in {target.parent.absolute()}: {error.strerror}.",
            "Choose another folder, or change the rights of this one.",
            str(error),
        ) from error


def numbered(target: Path, count: int) -> list[Path]:
    """The names of `count` files: the target itself, or NAME-1.png, NAME-2.png ... for several."""
    if count == 1:
        return [target]
    return [target.with_stem(f"{target.stem}-{number}") for number in range(1, count + 1)]
