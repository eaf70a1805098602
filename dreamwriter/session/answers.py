"""Asking: a question about a picture, answered in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dreamwriter.session.jobs import Heard, Jobs
from dreamwriter.session.progress import Pace, Progress, Work
from engine.protocol.events import Finished, TextPiece
from engine.protocol.requests import Ask
from engine.protocol.values import PicturePart, Stats, TextPart, Turn

_ANSWER_CHARACTERS = 60


@dataclass(frozen=True)
class Answer:
    """An answer.

    Attributes:
        complete: False when it was stopped in the middle.
        cut: the model ran into the limit of its length.
    """

    text: str
    complete: bool
    cut: bool
    stats: Stats


def ask(jobs: Jobs, picture: PicturePart, question: str, seed: int, show: Callable[[Progress], None]) -> Answer:
    """Ask a question about a picture.

    Raises:
        EngineGone: the engine ended, hung or broke the protocol.
        EngineFailed: the engine could not answer.
    """
    pace = Pace(Work(_ANSWER_CHARACTERS))
    pieces: list[str] = []

    def hear(heard: Heard) -> None:
        if isinstance(heard, TextPiece):
            pieces.append(heard.text)
        show(pace.hear(heard))

    end = jobs.do(Ask((Turn("user", (picture, TextPart(question))),), seed=seed), hear)
    finished = isinstance(end, Finished)
    cut = isinstance(end, Finished) and end.reason == "length"
    return Answer("".join(pieces).strip(), finished, cut, end.stats)
