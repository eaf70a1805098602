"""The world's size, and the combinations that are kept out of training for good."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    KINDS,
    PLACES,
    TIMES,
    WORN,
    Colour,
    Kind,
    Place,
    Scene,
    Subject,
    Worn,
    is_held_out,
    random_scene,
)

HELD_OUT_SHA256 = "dfed159482a3983e0029791ad87ef4bf67a75c97b2b84c5e90c2d25ff2b6b6d2"
"""Of all held-out combinations, one in a line. Measures of models that were trained before it changed mean nothing."""


@cache
def held_out_places() -> tuple[tuple[Kind, Colour, Place], ...]:
    """Every (kind, colour, place) that is kept out of training."""
    every = product(KINDS, COLOURS, PLACES)
    return tuple(words for words in every if is_held_out(Scene((Subject(*words[:2]),), words[2], "day")))


def seen_place(*subjects: tuple[Kind, Colour]) -> Place:
    """A place where training shows all of the subjects, so that nothing is held out because of it."""
    unseen = {place for *subject, place in held_out_places() if tuple(subject) in subjects}
    return next(place for place in PLACES if place not in unseen)


def held_out_worn() -> Iterator[tuple[Kind, Colour, Worn]]:
    """Every (kind, colour, worn) that is kept out of training."""
    for kind, colour, worn in product(CREATURES, COLOURS, WORN[1:]):
        if is_held_out(Scene((Subject(kind, colour, worn),), seen_place((kind, colour)), "day")):
            yield kind, colour, worn


def held_out_pairs() -> Iterator[tuple[Kind, Kind]]:
    """Every two kinds that training never shows together."""
    for first, second in combinations(KINDS, 2):
        place = seen_place((first, "red"), (second, "blue"))
        if is_held_out(Scene((Subject(first, "red"), Subject(second, "blue")), place, "day")):
            yield first, second


def test_the_world_is_large_enough() -> None:
    assert len(set(KINDS)) >= 14
    assert len(set(COLOURS)) >= 8
    assert len(set(PLACES)) >= 6
    assert len(set(TIMES)) >= 3
    assert len(set(WORN) - {"none"}) >= 1
    assert set(CREATURES) <= set(KINDS)


def test_what_is_held_out_never_changes() -> None:
    places, worn, pairs = held_out_places(), tuple(held_out_worn()), tuple(held_out_pairs())
    lines = "\n".join(" ".join(words) for words in (*places, *worn, *pairs))
    assert hashlib.sha256(lines.encode()).hexdigest() == HELD_OUT_SHA256


def test_a_combination_is_held_out_whatever_else_is_in_the_scene() -> None:
    kind, colour, place = held_out_places()[0]
    for time, look in product(TIMES, range(3)):
        assert is_held_out(Scene((Subject(kind, colour),), place, time, look))
    other = next(Subject(other, "red") for other in KINDS if other != kind)
    for subjects in ((Subject(kind, colour), other), (other, Subject(kind, colour))):
        assert is_held_out(Scene(subjects, place, "day"))
    first, second = next(held_out_pairs())
    for left, right in ((first, second), (second, first)):
        assert is_held_out(Scene((Subject(left, "white"), Subject(right, "black")), "city", "night"))


def test_a_twentieth_to_a_quarter_of_all_scenes_is_held_out() -> None:
    rng = random.Random(0)
    scenes = [random_scene(rng, held_out=None) for _ in range(4000)]
    share = sum(map(is_held_out, scenes)) / len(scenes)
    assert 0.05 <= share <= 0.25


def test_training_shows_every_value_of_every_attribute() -> None:
    rng = random.Random(0)
    scenes = [random_scene(rng) for _ in range(2000)]
    assert not any(map(is_held_out, scenes))
    subjects = [subject for scene in scenes for subject in scene.subjects]
    assert {(subject.kind, subject.colour) for subject in subjects} == set(product(KINDS, COLOURS))
    assert {(subject.kind, subject.worn) for subject in subjects} >= set(product(CREATURES, WORN))
    assert {(subject.kind, scene.place) for scene in scenes for subject in scene.subjects} == set(
        product(KINDS, PLACES)
    )
    assert {(scene.place, scene.time) for scene in scenes} == set(product(PLACES, TIMES))


def test_measuring_draws_only_what_is_held_out() -> None:
    rng = random.Random(0)
    assert all(is_held_out(random_scene(rng, held_out=True)) for _ in range(100))
