"""The engine as the window sees it: requests go down, events come up, and nothing is waited for.

The client's blocking calls are made in a thread of their own. What the engine tells is decoded and joined in the
client's thread and comes to listeners in the window's thread, in order.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.client import CANCEL_PATIENCE_SECONDS, PATIENCE_SECONDS, EngineClient, EngineState
from dreamwriter.engine_client.images import read_image
from dreamwriter.engine_client.job import End, Job
from dreamwriter.engine_client.mailbox import Mailbox
from dreamwriter.errors import BadDocument, EngineFailed
from engine.protocol.events import Cancelled, DreamStep, Failed, Finished, JobEvent, Notice, PictureReady, TextPiece
from engine.protocol.requests import Request

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrival:
    """An event of a job, ready to be shown.

    Pieces of text that wait are joined to one; of previews that wait only the newest of a picture comes.

    Attributes:
        event: what the engine told. A picture that cannot be opened comes as a `Notice`.
        image: with `DreamStep`, the preview, where there is one; with `PictureReady`, the picture.
        asset: with `PictureReady`, the picture as documents keep it.
    """

    event: JobEvent
    image: QImage | None = None
    asset: Asset | None = None


Listener = Callable[[Arrival], None]


class WorkerJob:
    """A request on its way, as the window's thread sees it.

    Attributes:
        request: what was asked.
        listener: who is told; None after the end.
        end: its last event, once the listener was told.
    """

    def __init__(self, request: Request | Callable[[], Request], listener: Listener) -> None:
        """Made by `EngineWorker.submit`."""
        self.request = request
        self.listener: Listener | None = listener
        self.end: End | None = None

    @property
    def done(self) -> bool:
        """Whether the job has ended."""
        return self.end is not None


@dataclass(frozen=True)
class _Letter:
    """An arrival of a job, or a state of the engine."""

    job: WorkerJob | None
    content: Arrival | EngineState


class EngineWorker(QObject):
    """Owns the client of one engine. All methods are called in the window's thread and return at once.

    Signals:
        state_changed(EngineState): what a person may know about the engine is different now.
    """

    state_changed = Signal(object)

    def __init__(
        self,
        open_channel: Callable[[], Channel],
        parent: QObject | None = None,
        *,
        patience: float = PATIENCE_SECONDS,
        cancel_patience: float = CANCEL_PATIENCE_SECONDS,
    ) -> None:
        """Nothing is started yet.

        Args:
            open_channel: starts an engine; called in another thread; may raise `EngineGone`.
            patience, cancel_patience: as for `EngineClient`.
        """
        super().__init__(parent)
        self._open_channel = open_channel
        self._state = EngineState()
        self._box: Mailbox[_Letter] = Mailbox(self._read, _joined, self)
        self._client = EngineClient(
            lambda: self._open_channel(),
            on_state=lambda state: self._box.put(_Letter(None, state)),
            patience=patience,
            cancel_patience=cancel_patience,
        )
        self._sent: dict[WorkerJob, Job] = {}
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="engine worker", daemon=True)
        self._closed = False
        self._thread.start()

    @property
    def state(self) -> EngineState:
        """The engine's state, as told last."""
        return self._state

    def start(self) -> None:
        """Start the engine now, so that its model is loaded by the time of the first job."""
        self._order(self._client.start)

    def submit(self, request: Request | Callable[[], Request], listener: Listener) -> WorkerJob:
        """Put a request in the engine's queue; starts the engine if there is none.

        Args:
            request: or what makes it, called in another thread: a long text takes its time to be put into words.
            listener: called with each event, in the window's thread. The last is `Finished`, `Cancelled` or `Failed`,
                and always comes, unless the worker is closed before. An engine that is gone, and a request that
                is too large to be sent, are told as `Failed`, too.
        """
        job = WorkerJob(request, listener)
        self._order(lambda: self._submit(job))
        return job

    def cancel(self, job: WorkerJob) -> None:
        """Wish a job to stop. Its last event is then `Cancelled`, unless it ends otherwise at the same moment."""
        self._order(lambda: self._cancel(job))

    def restart(self, open_channel: Callable[[], Channel] | None = None) -> None:
        """End the engine with its jobs, which are told as cancelled, and start another one.

        Args:
            open_channel: starts the new one, where it is not as the old one; with another model, for instance.
        """

        def do() -> None:
            self._client.close()
            self._open_channel = open_channel or self._open_channel
            self._client.start()

        self._order(do)

    def close(self) -> None:
        """End the engine. Nothing is told any more from this moment on. Returns at once; see `wait`."""
        if not self._closed:
            self._closed = True
            self._box.close()
            self._orders.put(self._client.close)
            self._orders.put(None)

    def wait(self, seconds: float) -> bool:
        """Blocks until a closed engine has ended, at most so long; whether it has. For the end of the program."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _order(self, do: Callable[[], None]) -> None:
        if not self._closed:
            self._orders.put(do)

    def _work(self) -> None:
        """Thread: make the calls that may block."""
        while (do := self._orders.get()) is not None:
            try:
                do()
            except Exception:  # a mistake of ours must not leave the window without an engine
                logger.exception("an order to the engine failed")

    def _submit(self, job: WorkerJob) -> None:
        try:
            request = job.request() if callable(job.request) else job.request
            self._sent[job] = self._client.submit(request, lambda event: self._hear(job, event))
        except EngineFailed as error:
            self._hear(job, Failed(error.code, error.sentence, error.advice, error.detail))
            return
        except Exception as error:  # a mistake of ours must not leave a job without an end
            logger.exception("a request could not be made")
            detail = f"{type(error).__name__}: {error}"
            said = ("Something went wrong inside DreamWriter.", "Try again. The text is as it was.")
            self._hear(job, Failed("mistake", *said, detail))
            return
        for ended in [sent for sent, theirs in self._sent.items() if theirs.done]:
            del self._sent[ended]

    def _cancel(self, job: WorkerJob) -> None:
        if job in self._sent:
            self._client.cancel(self._sent[job])

    def _hear(self, job: WorkerJob, event: JobEvent) -> None:
        """Called in the client's thread."""
        self._box.put(_Letter(job, _arrival(event)))

    def _read(self, letter: _Letter) -> None:
        """Called in the window's thread."""
        if isinstance(letter.content, EngineState):
            self._state = letter.content
            self.state_changed.emit(letter.content)
            return
        assert letter.job is not None, "an arrival without a job"
        job, event = letter.job, letter.content.event
        listener = job.listener
        if isinstance(event, Finished | Cancelled | Failed):
            job.end, job.listener = event, None
        if listener is not None:
            listener(letter.content)


def _arrival(event: JobEvent) -> Arrival:
    """An event with its pictures decoded. What an engine sends as a picture is not trusted."""
    match event:
        case DreamStep(preview=preview) if preview:
            return Arrival(event, read_image(preview))
        case PictureReady(index, data):
            try:
                asset = read_asset(data, f"Picture {index + 1}")
            except BadDocument as error:
                return Arrival(Notice("bad-picture", error.sentence))
            image = read_image(data)
            if image is None:
                return Arrival(Notice("bad-picture", f"Picture {index + 1} cannot be shown."))
            return Arrival(event, image, asset)
    return Arrival(event)


def _joined(first: _Letter, second: _Letter) -> _Letter | None:
    """One letter for two in a row, where nothing is lost that a person would see."""
    match first.content, second.content:
        case EngineState("loading"), EngineState("loading"):
            return second
        case Arrival(TextPiece(one)), Arrival(TextPiece(other)) if first.job is second.job:
            return replace(first, content=Arrival(TextPiece(one + other)))
        case Arrival(DreamStep(index)), Arrival(DreamStep(newer)) if first.job is second.job and index == newer:
            assert isinstance(first.content, Arrival)
            assert isinstance(second.content, Arrival)
            return replace(second, content=replace(second.content, image=second.content.image or first.content.image))
    return None
