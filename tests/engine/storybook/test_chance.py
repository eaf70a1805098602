"""Scenes at random, and the combinations that are kept out of training for good."""

from __future__ import annotations

import hashlib
import random
from importlib import resources
from itertools import product

from engine.storybook.chance import Odds, held_out_combinations, is_held_out, random_scene
from engine.storybook.scene import (
    COLOURLESS_STYLES,
    COLOURS,
    CREATURES,
    KINDS,
    PLACES,
    RELATIONS,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Scene,
    Subject,
)

HELD_OUT_SHA256 = "12fe41b170d478c2d93bb052a9cb9a2373d05f8bdf21f7a23384819a1d8b30a2"
"""Of `held_out.json`. Measures of models that were trained before it changed mean nothing."""


def test_what_is_held_out_never_changes() -> None:
    data = (resources.files("engine.storybook") / "held_out.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == HELD_OUT_SHA256


def test_the_list_speaks_of_this_world() -> None:
    kept = held_out_combinations()
    assert {kind for kind, _ in kept.kind_place | kept.kind_colour | kept.kind_worn} <= set(KINDS)
    assert {place for _, place in kept.kind_place} <= set(PLACES)
    assert {colour for _, colour in kept.kind_colour} <= set(COLOURS)
    assert {worn for _, worn in kept.kind_worn} <= set(WORN[1:])
    assert all(first < second and {first, second} <= set(KINDS) for first, second in kept.pairs)


def test_a_combination_is_held_out_whatever_else_is_in_the_scene() -> None:
    for time, weather, style, colour in product(TIMES, WEATHERS, STYLES, COLOURS):
        assert is_held_out(Scene((Subject("dog", colour),), "city", time, weather, style))
    assert is_held_out(Scene((Subject("cat", "orange"),), "snow", "day"))
    assert is_held_out(Scene((Subject("bear", "brown", "suit"),), "snow", "day"))
    for first, second in (("dog", "penguin"), ("penguin", "dog")):
        pair = Subject(first, "red"), Subject(second, "blue")
        assert is_held_out(Scene(pair, "snow", "day", relation="beside"))
    assert not is_held_out(Scene((Subject("dog", "red"),), "snow", "day"))
    assert not is_held_out(Scene((Subject("cat", "orange"),), "snow", "day", style="charcoal"))


def test_a_share_of_all_scenes_is_held_out() -> None:
    rng = random.Random(0)
    share = sum(is_held_out(random_scene(rng, held_out=None)) for _ in range(4000)) / 4000
    assert 0.05 <= share <= 0.25


def test_training_shows_every_value_of_every_attribute() -> None:
    rng = random.Random(0)
    scenes = [random_scene(rng) for _ in range(12_000)]
    assert not any(map(is_held_out, scenes))
    subjects = [subject for scene in scenes for subject in scene.subjects]
    kept = held_out_combinations()
    seen = {(s.kind, s.colour) for scene in scenes if scene.style not in COLOURLESS_STYLES for s in scene.subjects}
    assert seen == set(product(KINDS, COLOURS)) - kept.kind_colour
    assert {(s.kind, s.worn) for s in subjects} >= set(product(CREATURES, WORN)) - kept.kind_worn
    shown = {(subject.kind, scene.place) for scene in scenes for subject in scene.subjects}
    assert shown == set(product(KINDS, PLACES)) - kept.kind_place
    assert {scene.relation for scene in scenes} == set(RELATIONS)
    assert {(scene.weather, scene.style) for scene in scenes} == set(product(WEATHERS, STYLES))


def test_measuring_draws_only_what_is_held_out() -> None:
    rng = random.Random(0)
    assert all(is_held_out(random_scene(rng, held_out=True)) for _ in range(100))


def test_odds_are_kept() -> None:
    rng = random.Random(1)
    plain = Odds(two=0.0, worn=0.0, held=0.0, action=0.0, weather=0.0, style=0.0)
    for _ in range(200):
        scene = random_scene(rng, odds=plain)
        assert len(scene.subjects) == 1
        assert (scene.main.worn, scene.main.held) == ("none", "none")
        assert (scene.weather, scene.style) == ("clear", "storybook")
    assert all(len(random_scene(rng, odds=Odds(two=1.0)).subjects) == 2 for _ in range(50))
