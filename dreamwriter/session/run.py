"""A run: one thing that the model does for a person, from the asking to its end, as signals for those who show it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take, TakeSource
from dreamwriter.engine_client.client import EngineState
from dreamwriter.engine_client.worker import Arrival, EngineWorker, WorkerJob
from dreamwriter.errors import DreamWriterError, EngineFailed, EngineGone
from dreamwriter.session.alt_text import fitting_alt
from dreamwriter.session.progress import Pace, Work
from engine.protocol.events import (
    Cancelled,
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Failed,
    Finished,
    JobStarted,
    Notice,
    PictureReady,
    TextPiece,
)
from engine.protocol.requests import Request
from engine.protocol.values import Recipe, Stats

STOP_MILLISECONDS = 900
"""A run ends so soon after a wish to stop, even when the engine is in the middle of a long step."""
SURE_AFTER_STEPS = 2

Why = Literal["done", "length", "stopped"]
"""How a run ended: the model came to its end, ran into a limit of its length, or a person stopped it."""


@dataclass(frozen=True)
class Preview:
    """How a picture looks by now.

    Attributes:
        index: which picture of the run, from 0.
        image: None before the first preview.
        seconds_left: for this picture; None before that can be said.
    """

    index: int
    image: QImage | None
    step: int
    steps: int
    seconds_left: float | None


@dataclass(frozen=True)
class Candidate:
    """A finished picture of a run, ready to be put into the page.

    Attributes:
        index: which picture of the run, from 0.
        image: decoded, in its own size.
        take: how it came to be, with what the model says that it shows.
    """

    index: int
    asset: Asset
    image: QImage
    take: Take


class Run(QObject):
    """Started once, ends once: with `finished` or with `failed`. Lives in the window's thread.

    Signals:
        started(): the engine has begun; before it may have to load its model.
        progressed(Progress): how far all of it is.
        text(str): the next piece of text.
        picture_started(int, int, int): index, width and height of a picture that begins.
        preview(Preview): a picture sharpens.
        picture_ready(Candidate): a picture is finished. Its caption may still come.
        caption(int, str): index and words of what the model says that a picture shows.
        notice(str): a sentence that the person should read; the run goes on.
        finished(bool, str): whether anything is kept, and a `Why`.
        failed(DreamWriterError): the run is over; what was finished before is kept.
    """

    started = Signal()
    progressed = Signal(object)
    text = Signal(str)
    picture_started = Signal(int, int, int)
    preview = Signal(object)
    picture_ready = Signal(object)
    caption = Signal(int, str)
    notice = Signal(str)
    finished = Signal(bool, str)
    failed = Signal(object)

    def __init__(
        self,
        worker: EngineWorker,
        request: Request,
        work: Work,
        source: TakeSource = "generated",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is asked of the engine yet.

        Args:
            work: what it is expected to consist of, for the time left.
            source: "edited" when the pictures come from a human's picture.
            parent: owns the run; the worker where none is given. What Qt knows of a run goes with its end.
            clock: seconds on a clock that never goes back.
        """
        super().__init__(parent or worker)  # an object without one could end in a background thread
        self.request = request
        self._whole: Callable[[], Request] | None = None
        self.stats = Stats()
        self._worker = worker
        self._source: TakeSource = source
        self._clock = clock
        self._pace = Pace(work, clock)
        self._job: WorkerJob | None = None
        self._ended = False
        self._stopping = False
        self._captions: dict[int, str] = {}
        self._newest: dict[int, QImage] = {}
        self._painting_since = clock()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(STOP_MILLISECONDS)
        self._patience.timeout.connect(self._stop_waiting)

    def ask_whole(self, whole: Callable[[], Request]) -> None:
        """Ask this instead of `request`, which then lacks what takes time to make.

        Args:
            whole: called in another thread.
        """
        self._whole = whole

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._job is not None and not self._ended

    def start(self) -> None:
        """Ask the engine."""
        assert self._job is None, "a run is started once"
        self._worker.state_changed.connect(self._hear_state)
        self._job = self._worker.submit(self._whole or self.request, self._hear)

    def stop(self) -> None:
        """Wish that it ends; it does within a second, and keeps what is there. May be called again."""
        if self.running and not self._stopping and self._job is not None:
            self._stopping = True
            self._worker.cancel(self._job)
            self._patience.start()

    def abandon(self) -> None:
        """End now, without waiting for the engine: what the run works on is about to go, or has to be whole."""
        if self.running and self._job is not None:
            self._worker.cancel(self._job)
            self._end("stopped")

    # What kinds of runs do differently.

    def _take_text(self, piece: str) -> None:
        """A piece of text has come."""

    def _take_start(self, index: int, width: int, height: int) -> None:
        """A picture begins."""

    def _take_preview(self, preview: Preview) -> None:
        """A picture sharpens."""

    def _take_caption(self, index: int, caption: str) -> None:
        """The words of a picture have come."""

    def _take_picture(self, candidate: Candidate) -> None:
        """A picture is finished."""

    def _complete(self, why: Why) -> None:
        """The engine came to its end; by default so does the run."""
        self._end(why)

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        """The run ends now (`why` is None after a failure). Whether anything is kept, or what was wrong with it."""
        return True

    # What all runs do.

    def _hear_state(self, state: EngineState) -> None:
        if not self._ended:
            self.progressed.emit(self._pace.hear(state))

    def _hear(self, arrival: Arrival) -> None:
        if self._ended:
            return
        self.progressed.emit(self._pace.hear(arrival.event))
        match arrival.event:
            case JobStarted():
                self.started.emit()
            case Finished(reason, stats):
                self.stats = stats
                self._complete("done" if reason == "stop" else "length")
            case Cancelled(stats):
                self.stats = stats
                self._end("stopped")
            case Failed(code, sentence, advice, detail):
                gone = code == EngineGone.code
                error = EngineGone(sentence, advice, detail) if gone else EngineFailed(sentence, advice, detail, code)
                self._end(None, error)
            case _:
                self._hear_part(arrival)

    def _hear_part(self, arrival: Arrival) -> None:
        """An event that brings something to show."""
        match arrival.event:
            case Notice(sentence=sentence):
                self.notice.emit(sentence)
            case TextPiece(text):
                self._take_text(text)
                self.text.emit(text)
            case CaptionPiece(index, text):
                self._captions[index] = text
                self._take_caption(index, text)
                self.caption.emit(index, text)
            case DreamStarted(index, width, height):
                self._painting_since = self._clock()
                self._take_start(index, width, height)
                self.picture_started.emit(index, width, height)
            case DreamStep(index, step, steps):
                if arrival.image is not None:
                    self._newest[index] = arrival.image
                preview = Preview(index, self._newest.get(index), step, steps, self._seconds_left(step, steps))
                self._take_preview(preview)
                self.preview.emit(preview)
            case PictureReady(index, _, recipe) if arrival.asset is not None and arrival.image is not None:
                self._newest.pop(index, None)
                candidate = Candidate(index, arrival.asset, arrival.image, self._take(index, arrival.asset, recipe))
                self._take_picture(candidate)
                self.picture_ready.emit(candidate)

    def _take(self, index: int, asset: Asset, recipe: Recipe) -> Take:
        caption = self._caption_of(index)
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        return Take(asset.sha256, self._source, caption, created, False, recipe, fitting_alt("", caption), True)

    def _caption_of(self, index: int) -> str:
        # Several takes share one condition, and so the caption of the first.
        return self._captions.get(index, self._captions.get(0, "") if self._shares_caption() else "")

    def _shares_caption(self) -> bool:
        """Whether all pictures of the run show the same."""
        return False

    def _seconds_left(self, step: int, steps: int) -> float | None:
        if step < SURE_AFTER_STEPS:
            return None
        return (self._clock() - self._painting_since) / step * (steps - step)

    def _stop_waiting(self) -> None:
        if not self._ended:
            self._end("stopped")

    def _end(self, why: Why | None, error: DreamWriterError | None = None) -> None:
        self._ended = True
        self._patience.stop()
        self._worker.state_changed.disconnect(self._hear_state)
        kept = self._close(why)
        if isinstance(kept, DreamWriterError):
            error, kept = error or kept, False
        if error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(kept, why)
        self.deleteLater()
