"""Verdicts compared with scenes and with what texts say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.evaluate.agreement import answers, faultless, same, same_pairs, shows, wished_and_kept
from engine.storybook.edits import EditCase
from engine.storybook.judge import Seen, Verdict
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, Subject

SCENE = Scene((Subject("fox", "red", "scarf"), Subject("owl", "blue")), "snow", "night", "fog", relation="beside")
FOX = Seen("fox", "red", "scarf", "none", "stand")
OWL = Seen("owl", "blue", "none", "none", "stand")
SEEN = Verdict((FOX, OWL), "beside", "snow", "night", "fog", "storybook")


def test_a_faultless_judge_sees_the_scene() -> None:
    assert faultless(SCENE) == SEEN
    assert same(SEEN, SCENE)
    assert answers(SEEN, SCENE) == [True] * 15


def test_the_same_scene() -> None:
    swapped = replace(SEEN, subjects=(OWL, FOX))
    assert same(swapped, SCENE)
    behind = replace(SCENE, relation="behind")
    assert same(faultless(behind), behind)
    assert not same(replace(swapped, relation="behind"), behind)
    assert not same(SEEN, behind)
    for name, value in (("place", "sea"), ("time", "day"), ("weather", "rain"), ("style", "flat")):
        assert not same(replace(SEEN, **{name: value}), SCENE)
    for name, value in (("kind", "dog"), ("colour", "blue"), ("worn", "suit"), ("held", "glass"), ("action", "run")):
        assert not same(replace(SEEN, subjects=(replace(FOX, **{name: value}), OWL)), SCENE)


@pytest.mark.parametrize(
    ("changed", "subject", "seen", "wished", "kept"),
    [
        ({"place": "snow"}, 0, SEEN, True, True),
        ({"place": "snow"}, 0, replace(SEEN, place="sea"), False, True),
        ({"place": "snow"}, 0, replace(SEEN, time="day"), True, False),
        ({"place": "snow"}, 0, replace(SEEN, subjects=(OWL, FOX)), True, True),
        ({"colour": "red"}, 0, replace(SEEN, subjects=(replace(FOX, colour="blue"), OWL)), False, True),
        ({"colour": "red"}, 0, replace(SEEN, subjects=(FOX, replace(OWL, colour="red"))), True, False),
        ({"colour": "blue"}, 1, replace(SEEN, subjects=(FOX, replace(OWL, colour="red"))), False, True),
        ({"company": "owl"}, 0, replace(SEEN, subjects=(FOX,), relation="alone"), False, True),
        ({"company": "owl"}, 0, replace(SEEN, subjects=(replace(FOX, kind="dog"), OWL)), True, False),
        ({"time": "night", "weather": "fog"}, 0, replace(SEEN, weather="rain"), False, True),
        ({"relation": "beside"}, 0, replace(SEEN, relation="behind"), False, True),
    ],
)
def test_the_wish_and_the_rest_of_an_edit(
    changed: dict[str, str], subject: int, seen: Verdict, wished: bool, kept: bool
) -> None:
    assert wished_and_kept(seen, EditCase(SCENE, "a wish", changed, SCENE, subject)) == (wished, kept)


def test_colours_count_where_they_can_be_seen() -> None:
    green = replace(SEEN, subjects=(replace(FOX, colour="green"), OWL), style="charcoal")
    drawn = replace(SCENE, style="charcoal")
    assert same(green, drawn)
    assert same_pairs(green, drawn)
    assert answers(green, drawn) == [True] * 13
    assert shows(green, parse_caption("A charcoal sketch of a red fox in the snow."))
    painted = replace(green, style="storybook")
    assert not same(painted, SCENE)
    assert not same_pairs(painted, SCENE)
    assert not shows(painted, parse_caption("A red fox in the snow."))


def test_both_subjects_in_any_order() -> None:
    assert same_pairs(SEEN, SCENE)
    assert same_pairs(replace(SEEN, subjects=SEEN.subjects[::-1]), SCENE)
    assert not same_pairs(replace(SEEN, subjects=(replace(FOX, colour="blue"), replace(OWL, colour="red"))), SCENE)
    assert not same_pairs(replace(SEEN, subjects=SEEN.subjects[:1]), SCENE)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The red fox wearing a scarf and the blue owl in the snow at night.", True),
        ("An owl at night.", True),
        ("An owl in the fog.", True),
        ("An owl in the rain.", False),
        ("A blue owl in the snow by day.", False),
        ("A blue fox.", False),
        ("A fox with a top hat.", False),
        ("A fox that is sleeping.", False),
        ("A red dog in the snow.", False),
        ("The fox is beside the owl.", True),
        ("The fox is behind the owl.", False),
        ("The red fox on the beach.", False),
        ("A charcoal sketch of a fox.", False),
        ("Nothing at all.", False),
    ],
)
def test_what_a_text_says(text: str, there: bool) -> None:
    assert shows(SEEN, parse_caption(text)) is there


def test_what_the_judge_overlooks_counts_against_it() -> None:
    alone = replace(SEEN, subjects=SEEN.subjects[:1], relation="alone", time="day")
    assert answers(alone, SCENE).count(False) == 7
    invented = replace(SCENE, subjects=SCENE.subjects[:1], relation="alone")
    assert answers(SEEN, invented).count(False) == 1
