"""Takes that are being dreamed for one figure: as soon as one is finished it belongs to the figure."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dreamwriter.document.takes import TakeSource
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import DreamWriterError
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.inserting import describe_take
from dreamwriter.session.picture_run import PictureRun
from dreamwriter.session.pictures import PaintRequest
from dreamwriter.session.progress import Progress
from dreamwriter.session.run import Candidate, Preview

_STAGES = {
    "starting": "The model is waking up …",
    "loading": "The model is being loaded …",
    "describing": "The model says what they show …",
}


class Dreaming(QObject):
    """At most one run at a time. A take that has arrived stays, whatever happens to the run.

    Attributes:
        figure_id: whose takes are being dreamed; "" while nothing is.
        count: how many were asked for.
        previews: the newest preview of each take that has begun and is not finished.

    Signals:
        began(PictureRun): takes are being dreamed.
        moved(): something is different.
        arrived(str, Candidate): a take is finished, and belongs to this figure now.
        noticed(str): a sentence that the person should read.
        failed(DreamWriterError): the run could not go on.
        ended(bool): the run is over; whether it was stopped.
    """

    began = Signal(object)
    moved = Signal()
    arrived = Signal(str, object)
    noticed = Signal(str)
    failed = Signal(object)
    ended = Signal(bool)

    def __init__(self, worker: EngineWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._run: PictureRun | None = None
        self._progress = Progress("starting")
        self.figure_id = ""
        self.count = 0
        self.finished = 0
        self.previews: dict[int, Preview] = {}

    @property
    def running(self) -> bool:
        """Whether takes are being dreamed."""
        return self._run is not None

    @property
    def share(self) -> float | None:
        """How much of all of them is done, 0 to 1; None before that can be said."""
        return self._progress.share if self._progress.stage in ("writing", "painting", "describing") else None

    def start(self, manuscript: Manuscript, figure_id: str, request: PaintRequest, source: TakeSource) -> None:
        """Dream takes for a figure; nothing while others are being dreamed."""
        if self._run is not None:
            return
        run = PictureRun(self._worker, request, source, self)
        self._run, self.figure_id, self.count, self.finished = run, figure_id, request.count, 0
        self._progress = Progress("starting" if self._worker.state.name != "ready" else "reading")
        self.previews.clear()

        def ready(candidate: Candidate) -> None:
            self.previews.pop(candidate.index, None)
            self.finished += 1
            # Kept at once: an engine that ends with the next take cannot take this one along.
            manuscript.add_takes(figure_id, ((candidate.take, candidate.asset),))
            self.arrived.emit(figure_id, candidate)

        def described(candidate: Candidate) -> None:
            describe_take(manuscript, figure_id, candidate.take, candidate.asset)

        run.described.connect(described)
        run.progressed.connect(self._progressed)
        run.preview.connect(self._previewed)
        run.picture_ready.connect(ready)
        run.notice.connect(self.noticed)
        run.finished.connect(lambda _kept, why: self._end(why == "stopped"))
        run.failed.connect(self._failed)
        run.start()
        self.began.emit(run)
        self.moved.emit()

    def stop(self) -> None:
        """Wish that it ends; what has arrived stays."""
        if self._run is not None:
            self._run.stop()

    def abandon(self) -> None:
        """End it now: the text that the takes are for is about to go."""
        if self._run is not None:
            self._run.abandon()

    def words(self) -> str:
        """How far it is, in a sentence."""
        if not self.previews:
            fallback = "The model is reading …" if not self.finished else "The next take begins …"
            return _STAGES.get(self._progress.stage, fallback)
        preview = self.previews[max(self.previews)]
        which = f"take {preview.index + 1} of {self.count}, " if self.count > 1 else ""
        left = preview.seconds_left
        about = f", about {max(round(left), 1)} s" if left is not None else ""
        return f"Painting … {which}step {preview.step} of {preview.steps}{about}"

    def _progressed(self, progress: Progress) -> None:
        self._progress = progress
        self.moved.emit()

    def _previewed(self, preview: Preview) -> None:
        self.previews[preview.index] = preview
        self.moved.emit()

    def _failed(self, error: DreamWriterError) -> None:
        self._end(False)
        self.failed.emit(error)

    def _end(self, stopped: bool) -> None:
        self._run, self.figure_id = None, ""
        self.previews.clear()
        self.moved.emit()
        self.ended.emit(stopped)
