"""The queue of jobs: the reader fills it and wishes jobs to stop, the worker empties it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

from engine.protocol.requests import Request


@dataclass(eq=False)
class Ticket:
    """A job in the queue or in work."""

    number: int
    request: Request
    wish: threading.Event = field(default_factory=threading.Event)


class JobQueue:
    """Jobs in the order of their coming. The reader fills it, the worker empties it."""

    def __init__(self) -> None:
        self._waiting: deque[Ticket] = deque()
        self._current: Ticket | None = None
        self._change = threading.Condition()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether there is nobody any more to work for."""
        return self._closed

    def put(self, ticket: Ticket) -> None:
        """Add a job at the end."""
        with self._change:
            self._waiting.append(ticket)
            self._change.notify_all()

    def take(self) -> Ticket | None:
        """The next job, once there is one; it is the current one until the next call. None when closed."""
        with self._change:
            self._current = None
            self._change.wait_for(lambda: self._waiting or self._closed)
            if not self._closed:
                self._current = self._waiting.popleft()
            return self._current

    def cancel(self, number: int) -> bool:
        """Wish a job to stop. True if it was still waiting: it is out of the queue now, and will not start."""
        with self._change:
            for ticket in self._waiting:
                if ticket.number == number:
                    self._waiting.remove(ticket)
                    return True
            if self._current is not None and self._current.number == number:
                self._current.wish.set()
            return False

    def wait_closed(self, seconds: float) -> bool:
        """Wait until the queue is closed, but not longer than that; whether it is."""
        with self._change:
            return self._change.wait_for(lambda: self._closed, seconds)

    def close(self) -> None:
        """Wish everything to stop."""
        with self._change:
            self._closed = True
            if self._current is not None:
                self._current.wish.set()
            self._change.notify_all()
