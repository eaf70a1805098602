"""Verdicts compared with scenes and with what texts say."""

import dataclasses

import pytest

from engine.evaluate.agreement import answers, faultless, same_pairs, shows
from engine.storybook.judge import Verdict
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, Subject

SCENE = Scene((Subject("fox", "red", "scarf"), Subject("owl", "blue")), "snow", "night")
SEEN = Verdict((("fox", "red", "scarf"), ("owl", "blue", "none")), "snow", "night")


def test_a_faultless_judge_sees_the_scene() -> None:
    assert faultless(SCENE) == SEEN
    assert all(answers(SEEN, SCENE))
    assert len(answers(SEEN, SCENE)) == 9


def test_both_subjects_in_any_order() -> None:
    assert same_pairs(SEEN, SCENE)
    assert same_pairs(dataclasses.replace(SEEN, subjects=SEEN.subjects[::-1]), SCENE)
    swapped = (("fox", "blue", "none"), ("owl", "red", "none"))
    assert not same_pairs(dataclasses.replace(SEEN, subjects=swapped), SCENE)
    assert not same_pairs(dataclasses.replace(SEEN, subjects=SEEN.subjects[:1]), SCENE)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The red fox wearing a scarf and the blue owl in the snow at night.", True),
        ("An owl at night.", True),
        ("A blue owl in the snow by day.", False),
        ("A blue fox.", False),
        ("A fox with a top hat.", False),
        ("A red dog in the snow.", False),
        ("The red fox on the beach.", False),
        ("Nothing at all.", False),
    ],
)
def test_what_a_text_says(text: str, there: bool) -> None:
    assert shows(SEEN, parse_caption(text)) is there


def test_what_the_judge_overlooks_counts_against_it() -> None:
    alone = dataclasses.replace(SEEN, subjects=SEEN.subjects[:1], time="day")
    assert answers(alone, SCENE).count(False) == 5
    invented = dataclasses.replace(SCENE, subjects=SCENE.subjects[:1])
    assert answers(SEEN, invented).count(False) == 1
