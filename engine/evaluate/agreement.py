"""Whether a picture, as the judge sees it, shows what it should."""

from __future__ import annotations

from engine.storybook.judge import Verdict
from engine.storybook.reading import PartialScene, PartialSubject
from engine.storybook.scene import Scene


def faultless(scene: Scene) -> Verdict:
    """What a judge without fault sees in a picture of the scene."""
    subjects = tuple((subject.kind, subject.colour, subject.worn) for subject in scene.subjects)
    return Verdict(subjects, scene.place, scene.time)


def same_pairs(verdict: Verdict, scene: Scene) -> bool:
    """Whether exactly the scene's subjects are there, each in its own colour, in any order."""
    there = sorted((subject.kind, subject.colour) for subject in scene.subjects)
    return sorted((kind, colour) for kind, colour, _ in verdict.subjects) == there


def shows(verdict: Verdict, said: PartialScene | None) -> bool:
    """Whether everything that a text says is there. A text that says nothing agrees with no picture."""
    if said is None or said.place not in (None, verdict.place) or said.time not in (None, verdict.time):
        return False
    return all(any(_fits(subject, there) for there in verdict.subjects) for subject in said.subjects)


def answers(verdict: Verdict, scene: Scene) -> list[bool]:
    """The judge's single answers on a picture of the scene, right or wrong: how many subjects, of each the kind,
    colour and what it wears, then place and time. A subject that it overlooks is three wrong answers."""
    right = faultless(scene)
    given = [len(verdict.subjects) == len(right.subjects), verdict.place == right.place, verdict.time == right.time]
    for index, subject in enumerate(right.subjects):
        seen = verdict.subjects[index] if index < len(verdict.subjects) else ("", "", "")
        given += [a == b for a, b in zip(seen, subject, strict=True)]
    return given


def _fits(said: PartialSubject, there: tuple[str, str, str]) -> bool:
    wished = (said.kind, said.colour, said.worn)
    return all(value in (None, seen) for value, seen in zip(wished, there, strict=True))
