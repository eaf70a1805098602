"""A stand-in for a model and its judge that knows every picture, and can be told to get one thing wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from engine.evaluate.agreement import faultless
from engine.evaluate.candidate import Candidate, Written, last_paragraph
from engine.protocol.values import Length
from engine.storybook.articles import article_case
from engine.storybook.judge import Verdict
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene

Slip = Callable[[Verdict], Verdict]
Value = TypeVar("Value", bound=str)


def described(text: str) -> Scene:
    """The scene that a complete caption describes."""
    said = parse_caption(text)
    scene = said.settled() if said else None
    assert scene is not None, text
    return scene


class Oracle(Candidate):
    """Paints what a caption says, edits as the case wants, answers what is expected; a picture's file is a number.

    Args:
        slip: what is seen in a painted picture instead of what should be there.
        said: turns a right answer or article into what it says.
    """

    def __init__(self, slip: Slip = lambda seen: seen, said: Callable[[str], str] = lambda text: text) -> None:
        self.slip, self.said = slip, said
        self.scenes: list[Scene] = []
        self.seen: list[Verdict] = []
        self.expected: list[Scene] = []
        self.answers: list[str] = []

    def paint(self, text: str, seed: int) -> bytes:
        return self._paint(described(text))

    def edit(self, picture: bytes, caption: str, wish: str, seed: int) -> bytes:
        assert {s.kind for s in described(caption).subjects} == {s.kind for s in self.scenes[int(picture)].subjects}
        return self._paint(self.expected[-1])

    def answer(self, picture: bytes, question: str) -> str:
        return self.said(self.answers[-1])

    def write(self, topic: str, length: Length, seed: int) -> Written:
        """A true article about anything, with its pictures."""
        text = ""
        figures = []
        for part in article_case(random.Random(seed), length).content:
            if isinstance(part, str):
                text += part
            else:
                figures.append((last_paragraph(text), self._paint(part)))
        return Written(self.said(text), tuple(figures))

    def draw(self, scene: Scene) -> bytes:
        return self._keep(scene, faultless(scene))

    def judged(self, picture: bytes) -> Verdict:
        return self.seen[int(picture)]

    def psnr(self, scene: Scene) -> float:
        return 30.0

    def _paint(self, scene: Scene) -> bytes:
        return self._keep(scene, self.slip(faultless(scene)))

    def _keep(self, scene: Scene, seen: Verdict) -> bytes:
        self.scenes.append(scene)
        self.seen.append(seen)
        return str(len(self.scenes) - 1).encode()


def other(values: tuple[Value, ...], value: Value) -> Value:
    """The value after this one."""
    return values[(values.index(value) + 1) % len(values)]
