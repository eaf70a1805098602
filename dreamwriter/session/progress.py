"""How far a job is and how long it will still take, judged from its events."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dreamwriter.engine_client.client import EngineState
from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, JobEvent, JobStarted, PictureReady, TextPiece
from engine.protocol.values import Length, PictureCount

Stage = Literal["starting", "loading", "reading", "writing", "painting", "describing", "saving"]

LOADING_SECONDS = 6.0
CHARACTER_SECONDS = 0.008
PICTURE_SECONDS = 4.0
DESCRIBING_SECONDS = 1.0
"""What each piece of work costs on two CPU cores with the included model. Only the proportions matter much: after
the first seconds what is left is scaled by how quick this machine and model have been so far."""
SURE_AFTER_SECONDS = 2.0
SURE_AFTER_SHARE = 0.1
"""Before both, nothing is said about the time left: it would be a guess that jumps about."""
NEARLY_ALL = 0.95
"""Text may turn out longer than expected; until it ends, no more than this of it counts as done."""

_CHARACTERS: dict[Length, int] = {"short": 450, "medium": 700, "long": 1100}
_PICTURES: dict[Length, int] = {"short": 1, "medium": 2, "long": 3}


@dataclass(frozen=True)
class Work:
    """What a job is expected to consist of.

    Attributes:
        described: each picture is described when all is written, for its alternative text.
    """

    characters: int = 0
    pictures: int = 0
    described: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a job is.

    Attributes:
        share: 0 to 1.
        seconds_left: None before that can be said.
        picture: number of the picture in work, from 1; 0 for none.
    """

    stage: Stage
    share: float = 0.0
    seconds_left: float | None = None
    picture: int = 0
    pictures: int = 0


def article_work(length: Length, pictures: PictureCount) -> Work:
    """What an article of this length is expected to consist of."""
    return Work(_CHARACTERS[length], _PICTURES[length] if pictures == "auto" else pictures, described=True)


class Pace:
    """Counts what is done of some expected work, and how quickly.

    Args:
        clock: seconds on a clock that never goes back.
    """

    def __init__(self, work: Work, clock: Callable[[], float] = time.monotonic) -> None:
        self._work = work
        self._clock = clock
        self._began = clock()
        self._stage: Stage = "starting"
        self._loaded = 0.0
        self._characters = 0
        self._painted = 0.0
        self._picture = 0
        self._described = 0

    def hear(self, heard: JobEvent | EngineState) -> Progress:
        """Take an event in and say how far the job is."""
        match heard:
            case EngineState("loading", progress=share):
                self._stage, self._loaded = "loading", max(self._loaded, share)
            case EngineState("ready" | "busy"):
                self._loaded = 1.0
            case JobStarted():
                self._loaded, self._stage = 1.0, "reading"
            case TextPiece(text) | CaptionPiece(text=text):
                self._stage, self._characters = "writing", self._characters + len(text)
            case DreamStarted(index):
                self._stage, self._picture = "painting", index + 1
            case DreamStep(index, step, steps):
                self._painted = max(self._painted, index + step / steps)
            case PictureReady(index):
                self._painted = max(self._painted, index + 1.0)
            case _:
                pass
        return self.now()

    def describing(self, number: int) -> Progress:
        """The text is finished; the picture of this number (from 1) is being described."""
        self._stage, self._picture, self._described = "describing", number, number - 1
        self._characters = self._work.characters
        return self.now()

    def saving(self) -> Progress:
        """All is made and is being written to the file."""
        return Progress("saving", 1.0, 0.0)

    def now(self) -> Progress:
        """How far the job is at this moment."""
        pictures = max(self._work.pictures, self._picture)
        written = min(self._characters, NEARLY_ALL * self._work.characters)
        if self._stage == "describing":
            pictures, written = round(self._painted), self._work.characters
        described = pictures * DESCRIBING_SECONDS if self._work.described else 0.0
        whole = LOADING_SECONDS + self._work.characters * CHARACTER_SECONDS + pictures * PICTURE_SECONDS + described
        done = (
            self._loaded * LOADING_SECONDS
            + written * CHARACTER_SECONDS
            + self._painted * PICTURE_SECONDS
            + self._described * DESCRIBING_SECONDS
        )
        elapsed = self._clock() - self._began
        share = min(1.0, done / whole)
        sure = elapsed >= SURE_AFTER_SECONDS and share >= SURE_AFTER_SHARE
        left = (whole - done) * elapsed / done if sure else None
        return Progress(self._stage, share, left, self._picture, pictures)
