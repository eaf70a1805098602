"""The engine as the rest of the program sees it: submit requests, hear events, cancel. No Qt, no torch.

One thread owns the line to the engine. It starts the engine when the first job needs it, hears it, notices when it is
gone, hangs or talks nonsense, and ends its jobs with plain words. The next job starts a new engine.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dreamwriter.engine_client import gone
from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.job import Job
from dreamwriter.errors import EngineFailed, EngineGone
from engine.protocol.codec import violation
from engine.protocol.events import Cancelled, Failed, Finished, JobEvent, JobStarted, ModelState
from engine.protocol.messages import Cancel, Hello, Submit, Told, Upward
from engine.protocol.requests import Request
from engine.protocol.values import Stats
from engine.protocol.wire import ProtocolViolation, pack

PATIENCE_SECONDS = 30.0
CANCEL_PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.2

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EngineState:
    """What a person may know about the engine.

    Attributes:
        name: "off" before the first job and after `close`; "failed" when the engine is gone or its model could not
            be loaded (the next job tries again).
        model: the model's name, "" before it is known.
        progress: 0 to 1 while loading.
        context_tokens: how many tokens the model reads at once; 0 before it is known.
        error: why the engine is gone, or why its model could not be loaded.
    """

    name: Literal["off", "starting", "loading", "ready", "busy", "failed"] = "off"
    model: str = ""
    progress: float = 0.0
    context_tokens: int = 0
    error: EngineGone | EngineFailed | None = None


@dataclass
class _Entry:
    """A job that has not ended, in the client's book."""

    job: Job
    sent: bool = False
    started: bool = False
    cancel_by: float | None = None


class EngineClient:
    """One engine, started when it is needed and again after it is gone. All methods may be called from any thread."""

    def __init__(
        self,
        open_channel: Callable[[], Channel],
        *,
        on_state: Callable[[EngineState], None] | None = None,
        patience: float = PATIENCE_SECONDS,
        cancel_patience: float = CANCEL_PATIENCE_SECONDS,
    ) -> None:
        """Nothing is started yet.

        Args:
            open_channel: starts an engine; may raise `EngineGone`.
            on_state: called with every new state, in the client's own thread.
            patience: seconds without any sign of life after which the engine is killed.
            cancel_patience: seconds that the engine may take to stop a job; then it is killed.
        """
        self._open_channel = open_channel
        self._on_state = on_state
        self._patience = patience
        self._cancel_patience = cancel_patience
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()
        self._book: dict[int, _Entry] = {}
        self._channel: Channel | None = None
        self._thread: threading.Thread | None = None
        self._closing = False
        self._state = EngineState()

    def __enter__(self) -> EngineClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def state(self) -> EngineState:
        """The engine's state now."""
        return self._state

    def start(self) -> None:
        """Start the engine now, so that its model is loaded by the time of the first job."""
        with self._lock:
            if self._thread is None:
                self._closing = False
                self._thread = threading.Thread(target=self._run, name="engine client", daemon=True)
                self._thread.start()

    def submit(self, request: Request, on_event: Callable[[JobEvent], None] | None = None) -> Job:
        """Put a request in the engine's queue; starts the engine if there is none.

        Args:
            request: what to do.
            on_event: called with each event, in the client's own thread; then `Job.events` gives nothing.

        Raises:
            EngineFailed: the request is too large to be handed over, or has a value of a wrong type.
        """
        job = Job(next(self._numbers), request, on_event)
        message = Submit(job.number, request)
        try:
            pack(message)
        except ProtocolViolation as error:
            raise EngineFailed(error.sentence, error.advice, error.detail, error.code) from error
        with self._lock:
            entry = self._book[job.number] = _Entry(job)
            self.start()
            if self._channel is not None:
                self._channel.send(message)
                entry.sent = True
        return job

    def cancel(self, job: Job) -> None:
        """Wish a job to stop. Its last event is then `Cancelled`, unless it ends otherwise at the same moment."""
        with self._lock:
            entry = self._book.get(job.number)
            if entry is None or entry.cancel_by is not None:
                return
            entry.cancel_by = time.monotonic() + self._cancel_patience
            if self._channel is not None and entry.sent:
                self._channel.send(Cancel(job.number))

    def close(self) -> None:
        """Cancel what is in work and end the engine. Blocks for a few seconds at most. A later job starts a new one."""
        with self._lock:
            thread, self._closing = self._thread, True
        if thread is None:
            self._show(EngineState())
        elif thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        """Thread: one engine after another, as long as there are jobs that none has begun."""
        while True:
            error = self._run_engine()
            self._settle(error)
            with self._lock:
                if not self._book:
                    self._thread = None
                    return

    def _run_engine(self) -> EngineGone | None:
        """One engine from start to end. None if it is this client that ended it."""
        if self._closing:
            return None
        self._show(EngineState("starting"))
        channel: Channel | None = None
        try:
            channel = self._open_channel()
            self._send_waiting(channel)
            self._listen(channel)
        except EngineGone as error:
            return error
        except Exception as error:  # a mistake of ours must not leave anybody waiting for ever
            logger.exception("the line to the engine broke")
            return gone.ended(repr(error))
        finally:
            with self._lock:
                self._channel = None
            if channel is not None:
                channel.close() if self._closing else channel.kill()
        return None

    def _send_waiting(self, channel: Channel) -> None:
        """Hand a new engine the jobs that came before it was there."""
        with self._lock:
            self._channel = channel
            unwanted = [entry for entry in self._book.values() if entry.cancel_by is not None]
            for entry in unwanted:
                del self._book[entry.job.number]
            for entry in self._book.values():
                channel.send(Submit(entry.job.number, entry.job.request))
                entry.sent = True
        for entry in unwanted:
            entry.job.hear(Cancelled(Stats()))

    def _listen(self, channel: Channel) -> None:
        """Hear the engine until the client is closed, or a wish to cancel was not answered in time."""
        heard = time.monotonic()
        greeted = False
        while not self._closing:
            message = channel.receive(_LOOK_SECONDS)
            now = time.monotonic()
            if message is not None:
                if isinstance(message, Hello) == greeted:
                    raise _babbled("a greeting at the wrong time")
                heard, greeted = now, True
                self._hear(message)
            elif now - heard > self._patience:
                raise gone.silent(self._patience, channel.last_words())
            with self._lock:
                if any(entry.cancel_by is not None and entry.cancel_by < now for entry in self._book.values()):
                    return

    def _hear(self, message: Upward) -> None:
        match message:
            case Told(None, ModelState(name, model, progress, context_tokens, failure)):
                error = None if failure is None else _told(failure)
                self._show(EngineState(name, model, progress, context_tokens, error))
            case Told(int(number), event) if not isinstance(event, ModelState):
                self._pass_on(number, event)
            case Told():
                raise _babbled("an event that belongs to nothing")

    def _pass_on(self, number: int, event: JobEvent) -> None:
        """An event to its job, if it comes in its order."""
        with self._lock:
            entry = self._book.get(number)
            if entry is None or not entry.sent:
                raise _babbled(f"an event of job {number}, which is not in work")
            # A job may end before it starts, but nothing else may happen then, and it starts once.
            if isinstance(event, JobStarted) == entry.started and not isinstance(event, Cancelled | Failed):
                raise _babbled(f"{type(event).__name__} at the wrong time")
            entry.started = True
            if isinstance(event, Finished | Cancelled | Failed):
                del self._book[number]
        entry.job.hear(event)

    def _settle(self, error: EngineGone | None) -> None:
        """After an engine: end its jobs. Those that it had not begun when this client ended it are kept."""
        ends: list[tuple[Job, Cancelled | Failed]] = []
        with self._lock:
            for entry in list(self._book.values()):
                entry.sent = False
                if self._closing or entry.cancel_by is not None:
                    ends.append((entry.job, Cancelled(Stats())))
                elif error is not None or entry.started:
                    ends.append((entry.job, _failed(error or gone.replaced())))
                else:
                    continue
                del self._book[entry.job.number]
        self._show(EngineState() if error is None or self._closing else EngineState("failed", error=error))
        for job, end in ends:
            job.hear(end)

    def _show(self, state: EngineState) -> None:
        if state == self._state:
            return
        self._state = state
        if self._on_state is not None:
            try:
                self._on_state(state)
            except Exception:
                logger.exception("a listener to the engine's state failed")


def _babbled(detail: str) -> EngineGone:
    return gone.babbled(violation(detail), "")


def _told(failure: Failed) -> EngineFailed:
    return EngineFailed(failure.sentence, failure.advice, failure.detail, failure.code)


def _failed(error: EngineGone) -> Failed:
    return Failed(error.code, error.sentence, error.advice, error.detail)
