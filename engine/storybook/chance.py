"""Scenes at random, and which combinations are kept out of training for good."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from engine.storybook.scene import (
    COLOURLESS_STYLES,
    COLOURS,
    CREATURES,
    HELD,
    KINDS,
    NATURAL,
    PLACES,
    STYLES,
    TIMES,
    WATER,
    WEATHERS,
    WORN,
    Action,
    Held,
    Kind,
    Place,
    Relation,
    Scene,
    Subject,
    allowed_actions,
    allowed_relations,
)


@dataclass(frozen=True)
class HeldOut:
    """Combinations that no training scene shows; each single value, and most pairs, are still seen.

    What is measured on scenes with one of them is composition, not memory.

    Attributes:
        kind_place: subjects and places.
        kind_colour: subjects and colours.
        kind_worn: subjects and things worn.
        pairs: two subjects in one scene, in alphabetical order.
    """

    kind_place: frozenset[tuple[str, str]]
    kind_colour: frozenset[tuple[str, str]]
    kind_worn: frozenset[tuple[str, str]]
    pairs: frozenset[tuple[str, str]]


@cache
def held_out_combinations() -> HeldOut:
    """The list in `held_out.json` beside this file."""
    data = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))
    names = ("kind_place", "kind_colour", "kind_worn", "pairs")
    return HeldOut(**{name: frozenset((a, b) for a, b in data[name]) for name in names})


def is_held_out(scene: Scene) -> bool:
    """Whether any combination in the scene is kept out of training for good. A colour counts where it can be seen."""
    kept = held_out_combinations()
    coloured = scene.style not in COLOURLESS_STYLES
    for subject in scene.subjects:
        if (subject.kind, scene.place) in kept.kind_place or (subject.kind, subject.worn) in kept.kind_worn:
            return True
        if coloured and (subject.kind, subject.colour) in kept.kind_colour:
            return True
    if len(scene.subjects) == 1:
        return False
    first, second = sorted(subject.kind for subject in scene.subjects)
    return (first, second) in kept.pairs


@dataclass(frozen=True)
class Odds:
    """How often a scene has what is not usual, each 0 to 1.

    Attributes:
        two: a second subject, always of another kind.
        related: these two are not simply beside each other, where they can be something else.
        worn, held: a creature wears, or holds, something.
        action: a subject does something other than the usual, where it can.
        weather: it is not clear.
        style: it is not drawn in the usual style.
        natural: a subject has its natural colour, besides the times when chance gives it that.
    """

    two: float = 0.25
    related: float = 0.5
    worn: float = 0.3
    held: float = 0.15
    action: float = 0.3
    weather: float = 0.35
    style: float = 0.3
    natural: float = 0.15


USUAL = Odds()


def random_scene(
    rng: random.Random,
    *,
    held_out: bool | None = False,
    odds: Odds = USUAL,
    accept: Callable[[Scene], bool] | None = None,
) -> Scene:
    """A scene drawn uniformly over the attributes.

    Args:
        rng: the only source of chance.
        held_out: False for training scenes, True for scenes kept out of training, None for any.
        odds: of what is not usual.
        accept: a further condition on the scene.
    """
    while True:
        place = rng.choice(PLACES)
        space = place == "space"
        subjects, relation = _subjects(rng, place, odds)
        scene = Scene(
            subjects,
            place,
            "night" if space else rng.choice(TIMES),
            "clear" if space or rng.random() >= odds.weather else rng.choice(WEATHERS[1:]),
            rng.choice(STYLES[1:]) if rng.random() < odds.style else "storybook",
            relation,
            rng.getrandbits(31),
        )
        if held_out is not None and is_held_out(scene) != held_out:
            continue
        if accept is None or accept(scene):
            return scene


def _subjects(rng: random.Random, place: Place, odds: Odds) -> tuple[tuple[Subject, ...], Relation]:
    first = rng.choice(KINDS)
    if rng.random() >= odds.two:
        return (_subject(rng, first, place, odds, alone=True),), "alone"
    related = rng.random() < odds.related
    while True:
        second = rng.choice([kind for kind in KINDS if kind != first])
        relations = allowed_relations(first, second)
        if not related or len(relations) > 1:
            break
    relation: Relation = rng.choice(relations[1:]) if related else "beside"
    return tuple(_subject(rng, kind, place, odds, alone=False) for kind in (first, second)), relation


def _subject(rng: random.Random, kind: Kind, place: Place, odds: Odds, *, alone: bool) -> Subject:
    colour = NATURAL[kind] if rng.random() < odds.natural else rng.choice(COLOURS)
    actions = allowed_actions(kind, place)
    action: Action = actions[0]
    held: Held = "none"
    if alone and len(actions) > 1 and rng.random() < odds.action:
        action = rng.choice(actions[1:])
    if action == "read":
        held = "newspaper"
    elif alone and action == "stand" and kind in CREATURES and place not in WATER and rng.random() < odds.held:
        held = rng.choice([each for each in HELD if each not in ("none", "newspaper")])
    worn = rng.choice(WORN[1:]) if kind in CREATURES and rng.random() < odds.worn else "none"
    return Subject(kind, colour, worn, held, action)
