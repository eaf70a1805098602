"""Keeping what was made: where a person wanted it, and if that is not possible, in a safe place instead."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dreamwriter.document.document import Document
from dreamwriter.errors import CannotExport, CannotSave
from dreamwriter.export.export import export


def keep(document: Document, target: Path) -> None:
    """Write a document to its target; replaces what is there, for the person named it.

    Raises:
        CannotSave, CannotExport: it could not be written. Where the document is kept instead stands in the advice.
    """
    try:
        export(document, target)
    except (CannotSave, CannotExport) as error:
        rescued = rescue(document, target.stem)
        if rescued is None:
            raise
        advice = f"{error.advice} The document is kept in {rescued}; `dreamwriter export` turns it into other files."
        raise type(error)(error.sentence, advice, error.detail) from error


def rescue(document: Document, name: str) -> Path | None:
    """Put a document as a TextPack into the first place that takes it: the home folder, else the temporary one."""
    for folder in (Path.home(), Path(tempfile.gettempdir())):
        for number in range(1, 100):
            target = folder / f"{name}-rescued-{number}.textpack"
            if target.exists():
                continue
            try:
                export(document, target)
            except (CannotSave, CannotExport):
                break
            return target
    return None
