"""Runs that paint: when all is painted, the model says what each picture shows, for those who do not see it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dreamwriter.document.takes import TakeSource
from dreamwriter.engine_client.worker import Arrival, EngineWorker
from dreamwriter.session.alt_text import described_as, fitting_alt
from dreamwriter.session.progress import Work
from dreamwriter.session.run import Candidate, Run, Why
from engine.protocol.events import Cancelled, Failed, Finished, TextPiece
from engine.protocol.requests import Describe, Request
from engine.protocol.values import PicturePart


class DescribingRun(Run):
    """Describes its pictures at its end, one after another. Until then each has a plain sentence.

    Stopped, failed or left without an engine, it keeps the descriptions that are there.
    """

    def __init__(
        self,
        worker: EngineWorker,
        request: Request,
        work: Work,
        seed: int,
        source: TakeSource = "generated",
        parent: QObject | None = None,
    ) -> None:
        """Nothing is asked of the engine yet.

        Args:
            seed: for the descriptions.
            work, source: see `Run`.
        """
        super().__init__(worker, request, work, source, parent)
        self._seed = seed
        self._painted: dict[int, bytes] = {}
        self._undescribed: list[int] = []
        self._description = ""
        self._why: Why = "done"

    def _take_alt(self, index: int, alt: str) -> None:
        """What a picture shows, in one line."""

    def _take_picture(self, candidate: Candidate) -> None:
        self._painted[candidate.index] = candidate.asset.data

    def _complete(self, why: Why) -> None:
        self._why = why
        self._undescribed = sorted(self._painted)
        self._describe_next()

    def _describe_next(self) -> None:
        """Let the model say what the next picture shows; after the last one the run is over."""
        if not self._undescribed or self._stopping:
            self._end("stopped" if self._undescribed else self._why)
            return
        index = self._undescribed[0]
        self._description = ""
        self.progressed.emit(self._pace.describing(index + 1))
        request = Describe(PicturePart(self._painted[index]), self._seed)
        self._job = self._worker.submit(request, self._hear_description)

    def _hear_description(self, arrival: Arrival) -> None:
        if self._ended:
            return
        match arrival.event:
            case TextPiece(text):
                self._description += text
            case Finished() as end:
                index = self._undescribed.pop(0)
                self._take_alt(index, fitting_alt(described_as(self._description, end), self._caption_of(index)))
                self._describe_next()
            case Cancelled():
                self._end("stopped")
            case Failed(sentence=sentence):
                self.notice.emit(f"The pictures could not all be described. {sentence}")
                self._end(self._why)
