"""Verbs agree, and say what is done."""

import pytest

from engine.storybook.scene import Scene, Subject
from engine.storybook.verbs import READ, be, scene_verb, verbs_of


def test_forms():
    verb = READ.followed("a newspaper")
    assert verb.finite("present") == "reads a newspaper"
    assert verb.finite("present", 2) == "read a newspaper"
    assert verb.finite("past") == "read a newspaper"
    assert verb.progressive("past", 2) == "were reading a newspaper"
    assert [be("present"), be("present", 2), be("past"), be("past", 2)] == ["is", "are", "was", "were"]


@pytest.mark.parametrize(
    ("subject", "place", "said"),
    [
        (Subject("dog", "black", action="swim"), "sea", "swims"),
        (Subject("teapot", "blue", action="float"), "pool", "floats"),
        (Subject("whale", "blue", action="leap"), "desert", "leaps out of a puddle"),
        (Subject("balloon", "red", action="fly"), "meadow", "flies"),
        (Subject("clock", "brown"), "room", "stands"),
    ],
)
def test_what_one_does(subject: Subject, place: str, said: str):
    assert verbs_of(subject, place)[0].finite("present") == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("relation", "first", "second", "said"),
    [
        ("on", "astronaut", "horse", "rides the horse"),
        ("on", "cat", "armchair", "sits in the armchair"),
        ("on", "frog", "castle", "sits on the castle"),
        ("holding", "bear", "salmon", "holds the salmon"),
        ("above", "owl", "house", "flies above the house"),
        ("behind", "fox", "house", "stands behind the house"),
    ],
)
def test_what_two_do(relation: str, first: str, second: str, said: str):
    actions = {"salmon": "leap"}
    subjects = tuple(Subject(kind, "red", action=actions.get(kind, "stand")) for kind in (first, second))  # type: ignore[arg-type]
    scene = Scene(subjects, "meadow", "day", relation=relation)  # type: ignore[arg-type]
    assert scene_verb(scene, None, f"the {second}").finite("present") == said
