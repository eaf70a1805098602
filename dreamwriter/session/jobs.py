"""Jobs, one after another on one engine: their events and the engine's states in one stream, and a wish to stop."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.client import EngineClient, EngineState
from dreamwriter.errors import EngineGone
from engine.protocol.events import Cancelled, Finished, JobEvent
from engine.protocol.requests import Request
from engine.protocol.values import Stats

LOOK_SECONDS = 0.1
"""How often a wish to stop is looked at while the engine says nothing."""

Heard = JobEvent | EngineState


class Stop:
    """A wish to stop. May be made at any moment from anywhere, a signal handler included; stays made."""

    def __init__(self) -> None:
        self._wished = threading.Event()

    def wish(self) -> None:
        """Make the wish."""
        self._wished.set()

    @property
    def wished(self) -> bool:
        """Whether the wish was made."""
        return self._wished.is_set()


class Jobs:
    """Does jobs for one person at a time; owns the client, and closes it at the end of a `with` block."""

    def __init__(self, open_channel: Callable[[], Channel], stop: Stop) -> None:
        self.stop = stop
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._client = EngineClient(open_channel, on_state=self._heard.put)

    def __enter__(self) -> Jobs:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def do(self, request: Request, hear: Callable[[Heard], None]) -> Finished | Cancelled:
        """Do one job to its end.

        Args:
            hear: told every state of the engine and every event of the job, in this thread.

        Returns:
            how it ended; `Cancelled` also when the wish to stop was there before the job.

        Raises:
            EngineGone: the engine ended, hung or broke the protocol.
            EngineFailed: the engine could not do the job.
        """
        if self.stop.wished:
            return Cancelled(Stats())
        job = self._client.submit(request, on_event=self._heard.put)
        while not (job.done and self._heard.empty()):
            if self.stop.wished:
                self._client.cancel(job)
            try:
                heard = self._heard.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                continue
            hear(heard)
        for _ in job.events():
            pass  # All events went through `hear`; what is left is the failure, raised in the client's own words.
        if isinstance(job.end, Finished | Cancelled):
            return job.end
        raise EngineGone("The engine ended a job without a word.", "Try again: the engine will be started anew.")
