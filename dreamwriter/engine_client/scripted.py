"""A channel without an engine: it plays a script. For tests, demonstrations, and the design of the window."""

from __future__ import annotations

import io
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dreamwriter.engine_client import gone
from dreamwriter.errors import EngineGone
from engine.protocol.events import Cancelled, Failed, Finished, JobEvent, JobStarted, ModelState
from engine.protocol.messages import Cancel, Downward, Heartbeat, Hello, Shutdown, Submit, Told, Upward
from engine.protocol.requests import Measure, Request
from engine.protocol.values import Stats
from engine.protocol.wire import ProtocolViolation, read_down, read_up, write_frame


@dataclass(frozen=True)
class Pause:
    """The engine works silently for some seconds. A wish to cancel is looked at afterwards."""

    seconds: float


@dataclass(frozen=True)
class Crash:
    """The engine's process is gone."""


@dataclass(frozen=True)
class Freeze:
    """The engine stands still for ever: it tells nothing, hears nothing, and has no heartbeat."""


@dataclass(frozen=True)
class Babble:
    """The engine writes these bytes where a frame should be, and then ends."""

    data: bytes


Step = JobEvent | ModelState | Hello | Pause | Crash | Freeze | Babble
Script = Mapping[type, Sequence[Step]] | Callable[[Request], Iterable[Step]]

OPENING: tuple[Step, ...] = (
    Hello(),
    ModelState("starting"),
    ModelState("loading"),
    ModelState("loading", progress=0.5),
    ModelState("ready", "scripted", 1.0, 2048),
)
"""What an engine says from its start until its model is loaded."""


class ScriptedChannel:
    """A channel to an engine that plays a script. What passes goes through the wire format, as with a real one."""

    def __init__(self, script: Script, opening: Sequence[Step] = OPENING) -> None:
        """Args:
        script: what happens between `JobStarted` and the end of a job, for each type of request, or as a function
            of the request. Without an end of its own a job ends with `Finished("stop", ...)`.
        opening: what happens before the first job.
        """
        self._script = script
        self._steps: Iterator[Step] = iter(opening)
        self._job: int | None = None
        self._waiting: deque[Submit] = deque()
        self._wishes: set[int] = set()
        self._told: deque[Upward] = deque()
        self._model = ModelState("ready", "scripted", 1.0, 2048)
        self._busy_until = 0.0
        self._greeted = False
        self._frozen = False
        self._gone: EngineGone | None = None
        self._change = threading.Condition()

    def send(self, message: Downward) -> None:
        """See `Channel.send`."""
        stream = io.BytesIO()
        write_frame(stream, message)
        stream.seek(0)
        with self._change:
            if not self._frozen:
                self._take(read_down(stream))
            self._change.notify_all()

    def receive(self, timeout: float) -> Upward | None:
        """See `Channel.receive`."""
        end = time.monotonic() + timeout
        with self._change:
            while not self._told:
                if self._gone is not None:
                    raise self._gone
                now = time.monotonic()
                wait = self._play(now)
                if self._told or self._gone is not None:
                    continue
                if now >= end:
                    return Heartbeat() if self._greeted and not self._frozen else None
                self._change.wait(min(wait, end - now))
            return self._told.popleft()

    def close(self) -> None:
        """See `Channel.close`."""
        self.kill()

    def kill(self) -> None:
        """See `Channel.kill`."""
        with self._change:
            self._gone = self._gone or gone.ended("")
            self._change.notify_all()

    def last_words(self) -> str:
        """See `Channel.last_words`."""
        return ""

    def _take(self, message: Downward | None) -> None:
        match message:
            case Submit():
                self._waiting.append(message)
            case Cancel(job) if any(waiting.job == job for waiting in self._waiting):
                self._waiting = deque(waiting for waiting in self._waiting if waiting.job != job)
                self._tell(Told(job, Cancelled(Stats())))
            case Cancel(job):
                self._wishes.add(job)
            case Shutdown() | None:
                self._gone = gone.ended("")

    def _play(self, now: float) -> float:
        """One step, if it is time for one; returns in how many seconds there may be another."""
        if self._frozen:
            return float("inf")
        if now < self._busy_until:
            return self._busy_until - now
        step: Step | None = Cancelled(Stats()) if self._job in self._wishes else next(self._steps, None)
        if step is not None:
            self._do(step)
        elif self._job is not None:
            self._do(Finished("stop", Stats()))
        elif self._waiting:
            self._begin(self._waiting.popleft())
        else:
            return float("inf")
        return 0.0

    def _begin(self, submit: Submit) -> None:
        self._job = submit.job
        self._tell(Told(submit.job, JobStarted()))
        if not isinstance(submit.request, Measure):
            self._tell(Told(None, ModelState("busy", self._model.name, 1.0, self._model.context_tokens)))
        if callable(self._script):
            self._steps = iter(self._script(submit.request))
        else:
            steps = self._script.get(type(submit.request))
            unknown = Failed("bad-request", "This is not in the script.", "Add it to the script.")
            self._steps = iter((unknown,) if steps is None else steps)

    def _do(self, step: Step) -> None:
        match step:
            case Pause(seconds):
                self._busy_until = time.monotonic() + seconds
            case Crash():
                self._gone = gone.ended("")
            case Freeze():
                self._frozen = True
            case Babble(data):
                self._babble(data)
            case Hello():
                self._greeted = True
                self._tell(step)
            case ModelState():
                self._model = step
                self._tell(Told(None, step))
            case _:
                self._tell_of_job(step)

    def _tell_of_job(self, event: JobEvent) -> None:
        job = self._job
        if isinstance(event, Finished | Cancelled | Failed):
            self._tell(Told(None, self._model))
            self._job, self._steps = None, iter(())
        self._tell(Told(job, event))

    def _tell(self, message: Upward) -> None:
        stream = io.BytesIO()
        write_frame(stream, message)
        self._hear(stream.getvalue())

    def _babble(self, data: bytes) -> None:
        self._hear(data)
        self._gone = self._gone or gone.ended("")

    def _hear(self, data: bytes) -> None:
        """Read what the engine wrote, as the other side of a pipe would."""
        stream = io.BytesIO(data)
        try:
            while (message := read_up(stream)) is not None:
                self._told.append(message)
        except ProtocolViolation as error:
            self._gone = gone.babbled(error, "")
