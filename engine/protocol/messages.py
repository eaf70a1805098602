"""Messages: what goes through the pipe. Requests and events, each with the job it belongs to. Standard library only.

Down go `Submit`, `Cancel` and `Shutdown`; up come first `Hello`, then `Told` and, every second, `Heartbeat`.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.protocol.events import Event
from engine.protocol.requests import Request

PROTOCOL_VERSION = 2
"""Raised whenever a message, request, event or value changes: both sides must be of one version."""


@dataclass(frozen=True)
class Submit:
    """Put a request in the queue.

    Attributes:
        job: the number by which both sides name this job from now on; never used twice.
    """

    job: int
    request: Request


@dataclass(frozen=True)
class Cancel:
    """Stop a job that runs or waits. A job that has ended already is no concern."""

    job: int


@dataclass(frozen=True)
class Shutdown:
    """Stop everything and end."""


@dataclass(frozen=True)
class Hello:
    """The engine's first word: it is there and listens. The model may still have to be loaded."""

    version: int = PROTOCOL_VERSION


@dataclass(frozen=True)
class Heartbeat:
    """The engine lives, also while a single long step keeps it from telling anything else."""


@dataclass(frozen=True)
class Told:
    """An event.

    Attributes:
        job: the job that it belongs to; None for `ModelState`, which belongs to none.
    """

    job: int | None
    event: Event


Downward = Submit | Cancel | Shutdown
Upward = Hello | Heartbeat | Told
Message = Downward | Upward
