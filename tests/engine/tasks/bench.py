"""A place to run tasks at: a tiny model with its reader, and ways to look at what comes out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PIL import Image

from engine.generate.reader import Reader
from engine.model.loaded import Loaded
from engine.protocol.events import JobEvent, TextPiece
from engine.protocol.requests import Request
from engine.protocol.values import PicturePart
from engine.tasks.run import run
from tests.engine.tiny import tiny_model

Kind = TypeVar("Kind")


@dataclass
class Bench:
    """A loaded model and the reader that its jobs share."""

    loaded: Loaded = field(default_factory=tiny_model)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.loaded.model)

    def run(self, request: Request, cancelled: Callable[[], bool] = lambda: False) -> list[JobEvent]:
        """All events of a job."""
        return list(run(request, self.loaded, self.reader, cancelled))


def of_kind(events: list[JobEvent], kind: type[Kind]) -> list[Kind]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def text_of(events: list[JobEvent]) -> str:
    """The text of a job."""
    return "".join(event.text for event in of_kind(events, TextPiece))


def picture(colour: str = "red", caption: str = "") -> PicturePart:
    """A small plain picture."""
    file = io.BytesIO()
    Image.new("RGB", (20, 16), colour).save(file, "PNG")
    return PicturePart(file.getvalue(), caption)
