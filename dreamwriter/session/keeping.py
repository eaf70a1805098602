"""Keeping what was made: where a person wanted it, and if that is not possible, in a safe place instead."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path

from dreamwriter.document.document import Document
from dreamwriter.document.files import save_document
from dreamwriter.document.saving import write_file
from dreamwriter.errors import CannotExport, CannotSave
from dreamwriter.export.export import export


def keep(document: Document, target: Path) -> tuple[str, ...]:
    """Write a document to its target; replaces what is there, for the person named it.

    Returns:
        sentences about the result that the person should read; usually none.

    Raises:
        CannotSave, CannotExport: it could not be written. Where the document is kept instead stands in the advice.
    """
    try:
        return export(document, target)
    except (CannotSave, CannotExport) as error:
        rescued = rescue(document, target)
        if rescued is None:
            raise
        advice = f"{error.advice} The document is kept in {rescued}; `dreamwriter export` turns it into other files."
        raise type(error)(error.sentence, advice, error.detail) from error


def keep_picture(data: bytes, target: Path) -> None:
    """Write a picture file to its target; replaces what is there, for the person named it.

    Raises:
        CannotSave: it could not be written. Where the picture is kept instead stands in the advice.
    """
    try:
        write_file(target, data)
    except CannotSave as error:
        rescued = _rescue(lambda place: write_file(place, data), target, target.suffix)
        if rescued is None:
            raise
        advice = f"{error.advice} The picture is kept in {rescued}."
        raise CannotSave(error.sentence, advice, error.detail) from error


def rescue(document: Document, target: Path) -> Path | None:
    """Put a document as a new TextPack into the first place that takes it: beside its target, at home, among the
    temporary files. None if there is no such place."""
    return _rescue(lambda place: save_document(document, place), target, ".textpack")


def _rescue(write: Callable[[Path], object], target: Path, suffix: str) -> Path | None:
    for folder in (target.parent, Path.home(), Path(tempfile.gettempdir())):
        names = (folder / f"{target.stem}-rescued-{number}{suffix}" for number in itertools.count(1))
        place = next(name for name in names if not name.exists())
        with contextlib.suppress(CannotSave):
            write(place)
            return place
    return None
