"""What a run of the model may do to the open text. The manuscript is one; tests have a plain one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QImage

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take


class PageRun(Protocol):
    """One run that writes into the text, from its beginning to its end: one step to undo."""

    def add_text(self, piece: str) -> None:
        """The next piece of Markdown. Not trusted."""

    def start_picture(self, index: int, width: int, height: int) -> None:
        """A picture of so many pixels will be here in the text; `index` counts the run's pictures from 0."""

    def preview(self, index: int, image: QImage | None, step: int, of: int) -> None:
        """How the picture looks after `step` of `of` steps; no image before the first preview."""

    def finish_picture(self, index: int, asset: Asset, take: Take) -> None:
        """The picture is finished."""

    def set_caption(self, index: int, text: str) -> None:
        """The words below a picture, plain text; may come before or after the picture is finished."""

    def set_alt(self, index: int, alt: str) -> None:
        """What a finished picture shows, plain text in one line."""

    def end(self, kept: bool) -> None:
        """The run is over; placeholders of pictures that were not finished go. Not `kept`: it left nothing at all."""


class Page(Protocol):
    """An open text that the model can write into."""

    def begin_run(self) -> PageRun:
        """Begin a run where the text is to grow; the person may go on typing elsewhere meanwhile."""
