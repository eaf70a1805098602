"""What a person can choose when a document is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dreamwriter.errors import DreamWriterError

Paper = Literal["a4", "us-letter"]
Style = Literal["book", "modern"]
Progress = Callable[[float], None]
"""Told how much of an export is done, 0 to 1."""


@dataclass(frozen=True)
class ExportOptions:
    """How a document is published.

    Attributes:
        paper: page size of a PDF.
        style: "book" is set in a serif, "modern" without serifs.
        colophon: say in a quiet line at the end that pictures were made by a model. The marks that programs read
            are always there.
    """

    paper: Paper = "a4"
    style: Style = "book"
    colophon: bool = True


class ExportStopped(DreamWriterError):
    """The person does not want the export any more; nothing was written. Not an error to be shown."""

    code = "stopped"

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was written.", "")


def no_progress(fraction: float) -> None:
    """Nobody wants to know."""
