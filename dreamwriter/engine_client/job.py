"""A job as the one who submitted it sees it: its events as they come, and its end."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator

from dreamwriter.errors import EngineFailed, EngineGone
from engine.protocol.events import Cancelled, Failed, Finished, JobEvent
from engine.protocol.requests import Request

logger = logging.getLogger(__name__)

End = Finished | Cancelled | Failed
_LOOK_SECONDS = 0.25
"""A wait without end cannot be interrupted by Ctrl-C on every system; many short ones can."""


class Job:
    """A request on its way.

    Attributes:
        number: how the client and the engine name it.
        request: what was asked.
        end: its last event, once it has come. An engine that is gone ends its jobs with `Failed("engine-gone", ...)`.
    """

    def __init__(self, number: int, request: Request, on_event: Callable[[JobEvent], None] | None) -> None:
        """Made by `EngineClient.submit`."""
        self.number = number
        self.request = request
        self.end: End | None = None
        self._on_event = on_event
        self._events: queue.SimpleQueue[JobEvent] = queue.SimpleQueue()
        self._done = threading.Event()

    @property
    def done(self) -> bool:
        """Whether the job has ended."""
        return self._done.is_set()

    def events(self) -> Iterator[JobEvent]:
        """The events as they come, up to `Finished` or `Cancelled`. Blocks between them.

        May be left, by Ctrl-C for instance, and called again: it goes on with the next event. Has nothing to give when
        the job was submitted with a callback.

        Raises:
            EngineGone: the engine ended, hung or broke the protocol.
            EngineFailed: the engine could not do the job; the words are its own.
        """
        while True:
            try:
                event = self._events.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if self.done and self._events.empty():
                    break
                continue
            if isinstance(event, Failed):
                break
            yield event
            if isinstance(event, Finished | Cancelled):
                return
        self._raise_failure()

    def wait(self, timeout: float | None = None) -> End | None:
        """Wait for the end of the job; None if it does not come within `timeout` seconds."""
        self._done.wait(timeout)
        return self.end

    def hear(self, event: JobEvent) -> None:
        """Called by the client, in its own thread, for each event."""
        if isinstance(event, Finished | Cancelled | Failed):
            self.end = event
        if self._on_event is None:
            self._events.put(event)
        else:
            try:
                self._on_event(event)
            except Exception:
                logger.exception("a listener to a job failed")
        if self.end is not None:
            self._done.set()

    def _raise_failure(self) -> None:
        match self.end:
            case Failed(EngineGone.code, sentence, advice, detail):
                raise EngineGone(sentence, advice, detail)
            case Failed(code, sentence, advice, detail):
                raise EngineFailed(sentence, advice, detail, code)
