"""The server: requests come down one stream, events go up another, one worker does the jobs one after another.

Three threads: the caller's own works, a reader hears new jobs and wishes to cancel during work, a third lets the
heart beat. It knows no model: a runner is handed in.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from engine.errors import BadRequest, EngineError, ProtocolViolation
from engine.protocol.events import Cancelled, Failed, Finished, JobEvent, JobStarted, ModelState
from engine.protocol.messages import Cancel, Heartbeat, Hello, Shutdown, Submit, Told, Upward
from engine.protocol.requests import LoadModel, Measure, Request
from engine.protocol.values import Stats
from engine.protocol.wire import read_down, write_frame
from engine.serve.jobs import JobQueue, Ticket

State = Literal["starting", "loading", "ready", "busy", "failed"]

HEARTBEAT_SECONDS = 1.0
GRACE_SECONDS = 0.7
"""How long the worker may take to end after the pipe has closed; then it is left to die."""
PROGRESS_STEP = 0.01
DETAIL_CHARACTERS = 8000

_NO_MEMORY = Failed(
    "out-of-memory",
    "The machine has too little memory for what was asked.",
    "Close other programs, or ask for fewer or smaller pictures.",
)


@dataclass(frozen=True)
class ModelFacts:
    """What is told about a model that has been loaded: its name, and how many tokens it reads at once."""

    name: str
    context_tokens: int


class Runner(Protocol):
    """What does the work. It holds at most one model, and is used by one thread."""

    def load(self, folder: Path, progress: Callable[[float], None]) -> ModelFacts:
        """Replace the model by the one in `folder`; after an error there is none.

        Args:
            folder: a model folder.
            progress: to be called with 0 to 1 now and then; it may raise, which must be let through.
        """

    def run(self, request: Request, cancelled: Callable[[], bool]) -> Iterator[JobEvent]:
        """The events of a job between `JobStarted` and its end, `Finished` or `Cancelled` included."""


class _Stopped(Exception):
    """Loading was not wished any more."""


class Server:
    """One engine at one pipe."""

    def __init__(self, runner: Runner, model: Path, upward: BinaryIO) -> None:
        """Args: who does the work, the model folder to begin with, and the stream to tell events on."""
        self._runner = runner
        self._folder = model
        self._facts: ModelFacts | None = None
        self._upward = upward
        self._writing = threading.Lock()
        self._queue = JobQueue()

    def tell(self, message: Upward) -> None:
        """Send a message up. If nobody listens any more, everything is stopped."""
        with self._writing:
            try:
                write_frame(self._upward, message)
            except OSError:
                self._queue.close()

    def listen(self, downward: BinaryIO) -> None:
        """Hear messages until the pipe closes or `Shutdown` comes; then stop everything."""
        try:
            while (message := read_down(downward)) is not None and not isinstance(message, Shutdown):
                if isinstance(message, Submit):
                    self._queue.put(Ticket(message.job, message.request))
                elif isinstance(message, Cancel) and self._queue.cancel(message.job):
                    self.tell(Told(message.job, Cancelled(Stats())))
        except (ProtocolViolation, OSError) as error:
            print(f"{error} ({getattr(error, 'detail', '')})", file=sys.stderr, flush=True)
        finally:
            self._queue.close()

    def work(self) -> None:
        """Load the model, then do jobs until everything is stopped."""
        self._tell_state("starting")
        try:
            self._load(self._folder, lambda: self._queue.closed)
        except _Stopped:
            return
        except Exception:  # was told; the first job tries again
            traceback.print_exc()
        while (ticket := self._queue.take()) is not None:
            self._do(ticket)

    def beat(self, seconds: float) -> None:
        """Show life until everything is stopped."""
        while not self._queue.wait_closed(seconds):
            self.tell(Heartbeat())

    def _do(self, ticket: Ticket) -> None:
        """One job, from its start to exactly one end."""
        self.tell(Told(ticket.number, JobStarted()))
        start = time.monotonic()
        end: JobEvent
        try:
            end = self._attend(ticket)
        except _Stopped:
            end = Cancelled(Stats(seconds=time.monotonic() - start))
        except Exception as error:  # the engine outlives its mistakes
            end = _failure(error)
        if self._facts is not None:
            self._tell_state("ready")
        self.tell(Told(ticket.number, end))

    def _attend(self, ticket: Ticket) -> JobEvent:
        """Do a job and tell its events; the last one is returned instead."""
        start = time.monotonic()
        if isinstance(ticket.request, LoadModel):
            self._change_model(ticket.request.path, ticket.wish.is_set)
            return Finished("stop", Stats(seconds=time.monotonic() - start))
        if self._facts is None:
            self._load(self._folder, ticket.wish.is_set)
        if not isinstance(ticket.request, Measure):  # done in a moment: nothing that anybody has to wait for
            self._tell_state("busy")
        for event in self._runner.run(ticket.request, ticket.wish.is_set):
            if isinstance(event, Finished | Cancelled | Failed):
                return event
            self.tell(Told(ticket.number, event))
        raise RuntimeError("the job stopped without an end")

    def _change_model(self, path: str, stopped: Callable[[], bool]) -> None:
        """Load another model. If that fails, the next job goes back to the one before."""
        folder = Path(path)
        if not folder.is_absolute():
            raise BadRequest("A model must be named by the whole path of its folder.", "Give the whole path.", path)
        self._load(folder, stopped)
        self._folder = folder

    def _load(self, folder: Path, stopped: Callable[[], bool]) -> None:
        """Load the model in `folder`, telling how it goes. After an error there is no model."""
        told = 0.0

        def progress(share: float) -> None:
            nonlocal told
            if stopped():
                raise _Stopped
            if share - told >= PROGRESS_STEP:
                told = share
                self._tell_state("loading", min(share, 1.0))

        self._facts = None
        self._tell_state("loading")
        try:
            self._facts = self._runner.load(folder, progress)
        except _Stopped:
            self._tell_state("failed")
            raise
        except Exception as error:
            self.tell(Told(None, ModelState("failed", failure=_failure(error))))
            raise
        self._tell_state("ready")

    def _tell_state(self, state: State, progress: float = 0.0) -> None:
        facts = self._facts
        if facts is None:
            self.tell(Told(None, ModelState(state, progress=progress)))
        else:
            self.tell(Told(None, ModelState(state, facts.name, 1.0, facts.context_tokens)))


def serve(
    runner: Runner,
    model: Path,
    downward: BinaryIO,
    upward: BinaryIO,
    heartbeat: float = HEARTBEAT_SECONDS,
    abandon: Callable[[], None] = lambda: None,
) -> None:
    """Be an engine at a pipe, until the pipe closes or `Shutdown` comes.

    Args:
        runner: who does the work.
        model: the model folder to load first.
        downward, upward: where messages come from, and where they go.
        heartbeat: seconds between signs of life.
        abandon: called when the pipe has closed and the work does not end within `GRACE_SECONDS`.
    """
    server = Server(runner, model, upward)
    ended = threading.Event()

    def listen() -> None:
        server.listen(downward)
        if not ended.wait(GRACE_SECONDS):
            abandon()

    server.tell(Hello())
    threading.Thread(target=listen, name="reader", daemon=True).start()
    threading.Thread(target=server.beat, args=(heartbeat,), name="heart", daemon=True).start()
    try:
        server.work()
    finally:
        ended.set()


def _failure(error: Exception) -> Failed:
    """An error in a person's words."""
    if isinstance(error, EngineError):
        return Failed(error.code, error.sentence, error.advice, error.detail)
    return _NO_MEMORY if isinstance(error, MemoryError) else _unexpected(error)


def _unexpected(error: Exception) -> Failed:
    return Failed(
        "engine-error",
        "Something went wrong in the engine that should not have.",
        "Try again; if it happens again, please report it with the details.",
        "".join(traceback.format_exception(error))[-DETAIL_CHARACTERS:],
    )
