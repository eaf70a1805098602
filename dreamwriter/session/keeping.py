"""Keeping what was made: where a person wanted it, and if that is not possible, in a safe place instead."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path

from dreamwriter.document.document import Document
from dreamwriter.document.files import save_document
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


def rescue(document: Document, target: Path) -> Path | None:
    """Put a document as a new TextPack into the first place that takes it: beside its target, at home, among the
    temporary files. None if there is no such place."""
    for folder in (target.parent, Path.home(), Path(tempfile.gettempdir())):
        names = (folder / f"{target.stem}-rescued-{number}.textpack" for number in itertools.count(1))
        place = next(name for name in names if not name.exists())
        with contextlib.suppress(CannotSave):
            save_document(document, place)
            return place
    return None
