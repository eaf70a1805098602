"""Letting the model say what a picture shows, as a draft of its alternative text."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dreamwriter.engine_client.worker import Arrival, EngineWorker
from dreamwriter.errors import DreamWriterError, NothingWritten
from dreamwriter.session.alt_text import described_as, fitting_alt, same_words
from dreamwriter.session.progress import Work
from dreamwriter.session.run import Run, Why
from engine.protocol.events import Finished
from engine.protocol.requests import Describe
from engine.protocol.values import PicturePart, TextSettings

_CHARACTERS = 60
USUAL = TextSettings(temperature=0.0)
OTHERWISE = TextSettings(temperature=0.8)
"""For other words than those that the model thinks best."""


class DescribeRun(Run):
    """The model looks at a picture, at its pixels and nothing else."""

    def __init__(
        self,
        worker: EngineWorker,
        picture: bytes,
        caption: str = "",
        before: str = "",
        seed: int = 0,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is asked of the engine yet.

        Args:
            picture: an encoded picture.
            caption: plain text below it, which the description should not repeat.
            before: the last draft, if there is one; then other words are looked for.
        """
        text = OTHERWISE if before else USUAL
        super().__init__(worker, Describe(PicturePart(picture), seed, text), Work(_CHARACTERS), parent=parent)
        self._caption = caption
        self._pieces: list[str] = []
        self._described = ""

    @property
    def alt(self) -> str:
        """What the model said, once it is done; "" where that is no more than the caption."""
        words = self._described
        return "" if not words or same_words(words, self._caption) else fitting_alt(words, self._caption)

    def _take_text(self, piece: str) -> None:
        self._pieces.append(piece)

    def _hear(self, arrival: Arrival) -> None:
        if isinstance(arrival.event, Finished):
            self._described = described_as("".join(self._pieces), arrival.event)
        super()._hear(arrival)

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        if not self.alt and why in ("done", "length"):
            sentence = "The model says no more than the caption does."
            return NothingWritten(sentence, "Write in your own words what the picture shows.")
        return bool(self.alt)
