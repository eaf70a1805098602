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
from engine.storybook.reading import PartialScene, parse_caption
from engine.storybook.scene import Scene, Subject

Slip = Callable[[Scene], Scene]
Value = TypeVar("Value", bound=str)


def whole_scene(said: PartialScene | None) -> Scene:
    """The scene that a complete caption describes."""
    assert said is not None
    assert said.place is not None
    assert said.time is not None
    subjects = []
    for subject in said.subjects:
        assert subject.kind is not None
        assert subject.colour is not None
        subjects.append(Subject(subject.kind, subject.colour, subject.worn or "none"))
    return Scene(tuple(subjects), said.place, said.time)


class Oracle(Candidate):
    """Paints what a caption says, edits as the case wants, answers what is expected; a picture's file is a number.

    Args:
        slip: what it paints instead of the right scene.
        said: turns a right answer or article into what it says.
    """

    def __init__(self, slip: Slip = lambda scene: scene, said: Callable[[str], str] = lambda text: text) -> None:
        self.slip, self.said = slip, said
        self.scenes: list[Scene] = []
        self.expected: list[Scene] = []
        self.answers: list[str] = []

    def paint(self, text: str, seed: int) -> bytes:
        return self._keep(self.slip(whole_scene(parse_caption(text))))

    def edit(self, picture: bytes, caption: str, wish: str, seed: int) -> bytes:
        assert whole_scene(parse_caption(caption)).subjects == self.scenes[int(picture)].subjects
        return self._keep(self.slip(self.expected[-1]))

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
                figures.append((last_paragraph(text), self._keep(self.slip(part))))
        return Written(self.said(text), tuple(figures))

    def draw(self, scene: Scene) -> bytes:
        return self._keep(scene)

    def judged(self, picture: bytes) -> Verdict:
        return faultless(self.scenes[int(picture)])

    def psnr(self, scene: Scene) -> float:
        return 30.0

    def _keep(self, scene: Scene) -> bytes:
        self.scenes.append(scene)
        return str(len(self.scenes) - 1).encode()


def other(values: tuple[Value, ...], value: Value) -> Value:
    """The value after this one."""
    return values[(values.index(value) + 1) % len(values)]
