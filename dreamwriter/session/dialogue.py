"""A dialogue about the page or about pictures: questions, examples, "show me ..."; answers in words and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from dreamwriter.document.takes import Take
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import DreamWriterError, NothingWritten
from dreamwriter.session.alt_text import fitting_alt
from dreamwriter.session.describing_run import DescribingRun
from dreamwriter.session.progress import Work
from dreamwriter.session.run import Candidate, Why
from engine.protocol.requests import Ask
from engine.protocol.values import Part, PictureCount, PicturePart, TextPart, Turn

MOST_TURNS = 24
"""Older turns are not sent any more; the model would hardly ever have room for them."""
_ANSWER_CHARACTERS = 60

AnswerPart = str | Candidate
"""Words, or a picture."""


class AskRun(DescribingRun):
    """One question and its answer."""

    def __init__(self, worker: EngineWorker, request: Ask, answered: Callable[[AskRun], None]) -> None:
        """Made by `Dialogue.ask`."""
        count = 1 if request.pictures == "auto" else request.pictures
        super().__init__(worker, request, Work(_ANSWER_CHARACTERS, count, described=True), request.seed)
        self._answered = answered
        self._parts: list[AnswerPart] = []

    @property
    def answer(self) -> tuple[AnswerPart, ...]:
        """The answer so far: words and pictures in reading order."""
        parts = (part.strip() if isinstance(part, str) else part for part in self._parts)
        return tuple(part for part in parts if part)

    def _take_text(self, piece: str) -> None:
        if self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += piece
        else:
            self._parts.append(piece)

    def _take_picture(self, candidate: Candidate) -> None:
        super()._take_picture(candidate)
        self._parts.append(candidate)

    def _take_caption(self, index: int, caption: str) -> None:
        self._change_take(index, lambda take: replace(take, caption=caption, alt=fitting_alt("", caption)))

    def _take_alt(self, index: int, alt: str) -> None:
        self._change_take(index, lambda take: replace(take, alt=alt))

    def _change_take(self, index: int, change: Callable[[Take], Take]) -> None:
        for place, part in enumerate(self._parts):
            if isinstance(part, Candidate) and part.index == index:
                self._parts[place] = replace(part, take=change(part.take))

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        self._answered(self)
        if not self.answer and why in ("done", "length"):
            return NothingWritten("The model has no answer to this.", "Ask in other words.")
        return bool(self.answer)


class Dialogue(QObject):
    """What was said so far. One question at a time.

    Attributes:
        turns: the questions that were answered, and their answers, oldest first.
    """

    def __init__(self, worker: EngineWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns: tuple[Turn, ...] = ()
        self._worker = worker

    def ask(self, parts: Sequence[Part], pictures: PictureCount = "auto", seed: int = 0) -> AskRun:
        """A run that asks something; start it when it is connected.

        Args:
            parts: the question, with the pictures or the text that it is about before it, in reading order. Examples
                are a picture and its sentence in turn.
            pictures: how many the answer may hold; "auto" for as the model sees fit.
        """
        question = Turn("user", tuple(parts))

        def answered(run: AskRun) -> None:
            if run.answer:
                self.turns = (*self.turns, question, Turn("assistant", tuple(map(_spoken, run.answer))))[-MOST_TURNS:]

        return AskRun(self._worker, Ask((*self.turns, question), pictures, seed), answered)

    def forget(self) -> None:
        """Begin a new dialogue."""
        self.turns = ()


def _spoken(part: AnswerPart) -> Part:
    return TextPart(part) if isinstance(part, str) else PicturePart(part.asset.data, part.take.caption)
