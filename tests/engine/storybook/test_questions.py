"""Questions have exact answers, compared by what they mean; dialogues and patterns have their form."""

import random

import pytest

from engine.storybook.questions import dialogue_example, few_shot_example, question_cases, question_example, same_answer
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, is_held_out


def test_every_expected_answer_agrees_with_itself_and_with_its_scene():
    for case in question_cases(random.Random(0), 1500):
        assert same_answer(case.expected, case.expected)
        said = parse_caption(case.expected)
        if not case.expected.startswith("No, there is no"):
            assert said is None or said.agrees_with(case.scene), case


def test_all_that_can_be_meant_is_asked():
    meant = {case.meant for case in question_cases(random.Random(1), 600)}
    assert meant == {"colour", "kind", "place", "time", "worn", "number", "side", "yes_no"}


def test_questions_can_be_about_held_out_scenes_only():
    assert all(is_held_out(case.scene) for case in question_cases(random.Random(2), 100))
    assert not any(is_held_out(case.scene) for case in question_cases(random.Random(2), 100, held_out=False))


@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("The fox is red.", "It is red.", True),
        ("The fox is red.", "The fox is blue.", False),
        ("It is a fox.", "A red fox.", True),
        ("It is a fox.", "It is a dog.", False),
        ("The fox is in the snow.", "in the snow", True),
        ("The fox is in the snow.", "The fox is in the sea.", False),
        ("It is evening.", "The sun is going down.", True),
        ("It is evening.", "It is day.", False),
        ("The fox wears a top hat.", "It wears a hat.", True),
        ("The fox wears a top hat.", "It wears nothing.", False),
        ("The fox wears nothing.", "Nothing at all.", True),
        ("The fox wears nothing.", "The fox wears a scarf.", False),
        ("Yes, it is night.", "Yes.", True),
        ("Yes, it is night.", "No, it is day.", False),
        ("There are two: a fox and an owl.", "Two.", True),
        ("There are two: a fox and an owl.", "There is one: a fox.", False),
        ("The fox is on the left.", "The fox.", True),
        ("The fox is on the left.", "The owl is on the left.", False),
        ("The fox is red.", "I do not know.", False),
        ("The fox is red.", "", False),
    ],
)
def test_answers_are_compared_by_what_they_mean(expected: str, given: str, same: bool):
    assert same_answer(expected, given) is same


def test_a_question_shows_its_picture_first():
    user, answer = question_example(random.Random(3)).turns
    assert isinstance(user.content[0], Scene)
    assert len(answer.content) == 1


def test_dialogues_alternate_and_open_with_the_user():
    rng = random.Random(4)
    dreamed = 0
    for _ in range(300):
        turns = dialogue_example(rng).turns
        assert [turn.role for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        assert 4 <= len(turns) <= 8
        for turn in turns[1::2]:
            for text, scene in zip(turn.content, turn.content[1:], strict=False):
                said = parse_caption(str(text))
                assert isinstance(scene, Scene)
                assert said is not None
                assert said.matches(scene)
                dreamed += 1
    assert dreamed > 50


def test_patterns_show_three_pictures_and_go_on():
    rng = random.Random(5)
    for _ in range(200):
        user, answer = few_shot_example(rng).turns
        scenes = [part for part in user.content if isinstance(part, Scene)]
        assert len(scenes) == 3
        assert str(user.content[-1]).endswith("This is")
        said = parse_caption(str(answer.content[0]))
        assert said is not None
        assert said.agrees_with(scenes[2])
