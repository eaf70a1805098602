"""The world's size, and which scenes there can be."""

from __future__ import annotations

from itertools import product

import pytest

from engine.storybook.scene import (
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
    Scene,
    Subject,
    allowed_actions,
    allowed_relations,
)


def test_the_world_is_large_enough() -> None:
    assert len(set(KINDS)) >= 40
    assert len(set(COLOURS)) == 10
    assert len(set(PLACES)) >= 14
    assert (len(TIMES), len(WEATHERS), len(STYLES)) == (4, 4, 7)
    assert len(WORN) >= 5
    assert len(HELD) >= 4
    assert set(NATURAL) == set(KINDS)
    assert set(CREATURES) <= set(KINDS)


def test_everyone_can_do_something_everywhere() -> None:
    for kind, place in product(KINDS, PLACES):
        for action in allowed_actions(kind, place):
            held = "newspaper" if action == "read" else "none"
            assert Scene((Subject(kind, "red", held=held, action=action),), place, "night").main.action == action


def test_any_two_can_be_beside_each_other() -> None:
    for first, second in product(KINDS, KINDS):
        assert allowed_relations(first, second)[:2] == ("beside", "behind")


@pytest.mark.parametrize(
    ("subjects", "setting", "why"),
    [
        ((), ("sea", "day"), "one or two subjects"),
        ((Subject("dog", "red"),), ("sea", "day"), "does not stand in the sea"),
        ((Subject("dog", "red", action="fly"),), ("snow", "day"), "does not fly"),
        ((Subject("teapot", "red", action="float"),), ("space", "day"), "in space it is a clear night"),
        ((Subject("dog", "red"), Subject("cat", "red")), ("snow", "day"), "not alone"),
        (
            (Subject("dog", "red"), Subject("cat", "red", action="run")),
            ("snow", "day", "clear", "flat", "beside"),
            "usual",
        ),
        ((Subject("dog", "red"), Subject("cat", "red")), ("snow", "day", "clear", "flat", "holding"), "not holding"),
    ],
)  # fmt: skip
def test_scenes_that_cannot_be(subjects: tuple[Subject, ...], setting: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Scene(subjects, *setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ({"kind": "car", "worn": "scarf"}, "cannot wear"),
        ({"kind": "dog", "held": "newspaper"}, "held to be read"),
        ({"kind": "dog", "action": "read"}, "held to be read"),
        ({"kind": "dog", "held": "glass", "action": "run"}, "nothing can be held"),
    ],
)
def test_subjects_that_cannot_be(attributes: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Subject(**{"colour": "red", **attributes})  # type: ignore[arg-type]


def test_water_is_for_swimming_and_floating() -> None:
    for place in WATER:
        assert allowed_actions("dog", place) == ("swim",)
        assert allowed_actions("house", place) == ("float",)
        assert allowed_actions("balloon", place) == ("fly",)


def test_the_main_subject_is_the_first() -> None:
    scene = Scene((Subject("dog", "red"), Subject("cat", "blue")), "snow", "day", relation="beside")
    assert scene.main.kind == "dog"
    changed = scene.with_main(colour="green")
    assert changed.subjects == (Subject("dog", "green"), Subject("cat", "blue"))
