"""The storybook world: what a scene is, and how scenes are drawn at random."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "dog", "cat", "fox", "bear", "rabbit", "horse", "elephant", "owl", "duck", "dolphin",
    "car", "boat", "teapot", "robot", "house", "balloon",
]  # fmt: skip
Colour = Literal["red", "orange", "yellow", "green", "blue", "purple", "white", "black"]
Place = Literal["meadow", "forest", "beach", "snow", "desert", "sea", "mountains", "city"]
Time = Literal["day", "sunset", "night"]
Worn = Literal["none", "top hat", "scarf", "sunglasses"]

KINDS: tuple[Kind, ...] = get_args(Kind)
COLOURS: tuple[Colour, ...] = get_args(Colour)
PLACES: tuple[Place, ...] = get_args(Place)
TIMES: tuple[Time, ...] = get_args(Time)
WORN: tuple[Worn, ...] = get_args(Worn)

CREATURES: tuple[Kind, ...] = (
    "dog", "cat", "fox", "bear", "rabbit", "horse", "elephant", "owl", "duck", "robot",
)  # fmt: skip
"""Subjects with a face and a neck: the ones that can wear something."""


@dataclass(frozen=True)
class Subject:
    """One subject of a scene: what it is, its main colour, and what it wears."""

    kind: Kind
    colour: Colour
    worn: Worn = "none"

    def __post_init__(self) -> None:
        if self.worn != "none" and self.kind not in CREATURES:
            raise ValueError(f"a {self.kind} cannot wear a {self.worn}")


@dataclass(frozen=True)
class Scene:
    """One or two subjects, in a place, at a time of day.

    `subjects[0]` is drawn on the left when there are two. `look` seeds everything that no
    description mentions: position, size, facing, pose, where the trees stand.
    """

    subjects: tuple[Subject, ...]
    place: Place
    time: Time
    look: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.subjects) <= 2:
            raise ValueError(f"a scene has one or two subjects, not {len(self.subjects)}")

    @property
    def main(self) -> Subject:
        """The subject that the scene is about: the first."""
        return self.subjects[0]

    def with_main(self, **changes: str) -> Scene:
        """The same scene with attributes of its first subject replaced."""
        main = dataclasses.replace(self.main, **changes)  # type: ignore[arg-type]
        return dataclasses.replace(self, subjects=(main, *self.subjects[1:]))


def _stable_hash(*words: str) -> int:
    """A small hash that is the same in every process and release (FNV-1a)."""
    value = 2166136261
    for byte in "|".join(words).encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)


def is_held_out(scene: Scene) -> bool:
    """Whether any combination in the scene is kept out of training for good.

    About one in twelve (subject, colour, place), (subject, worn) and (subject, subject)
    combinations. Every single attribute value, and nearly every pair of them, is still seen
    in training: what is measured on held-out scenes is composition, not memory.
    """
    if any(_stable_hash("scp", s.kind, s.colour, scene.place) % 12 == 0 for s in scene.subjects):
        return True
    if any(s.worn != "none" and _stable_hash("skw", s.kind, s.colour, s.worn) % 12 == 0 for s in scene.subjects):
        return True
    if len(scene.subjects) == 2:
        kinds = sorted(s.kind for s in scene.subjects)
        return _stable_hash("pair", *kinds) % 12 == 0
    return False


def random_subject(rng: random.Random, *, worn: float = 0.35) -> Subject:
    """A subject with uniform kind and colour; creatures wear something with odds `worn`."""
    kind = rng.choice(KINDS)
    dressed = kind in CREATURES and rng.random() < worn
    return Subject(kind, rng.choice(COLOURS), rng.choice(WORN[1:]) if dressed else "none")


def random_scene(
    rng: random.Random,
    *,
    held_out: bool | None = False,
    two: float = 0.25,
    worn: float = 0.35,
    accept: Callable[[Scene], bool] | None = None,
) -> Scene:
    """A scene drawn uniformly over the attributes.

    Args:
        rng: the only source of chance.
        held_out: False for training scenes, True for scenes kept out of training, None for any.
        two: odds of a second subject, always of another kind.
        worn: odds that a creature wears something.
        accept: a further condition on the scene.
    """
    while True:
        first = random_subject(rng, worn=worn)
        subjects: tuple[Subject, ...] = (first,)
        if rng.random() < two:
            second = random_subject(rng, worn=worn / 2)
            while second.kind == first.kind:
                second = random_subject(rng, worn=worn / 2)
            subjects = (first, second)
        scene = Scene(subjects, rng.choice(PLACES), rng.choice(TIMES), rng.getrandbits(31))
        if held_out is not None and is_held_out(scene) != held_out:
            continue
        if accept is None or accept(scene):
            return scene
