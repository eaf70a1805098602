"""Questions have exact answers, about every attribute."""

import random
from typing import get_args

from engine.storybook.answers import same_answer
from engine.storybook.chance import is_held_out
from engine.storybook.phrases import colour_shows
from engine.storybook.questions import Meant, interview_example, question_cases, question_example
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene


def test_every_expected_answer_agrees_with_itself_and_with_its_scene():
    for case in question_cases(random.Random(0), 2500, held_out=False):
        assert same_answer(case.expected, case.expected), case
        said = parse_caption(case.expected)
        if not case.expected.startswith(("No, there is no", "None")):
            assert said is None or said.agrees_with(case.scene), case


def test_all_that_can_be_meant_is_asked():
    meant = {case.meant for case in question_cases(random.Random(1), 3000, held_out=False)}
    assert meant == set(get_args(Meant))


def test_questions_can_be_about_held_out_scenes_only():
    assert all(is_held_out(case.scene) for case in question_cases(random.Random(2), 100))
    assert not any(is_held_out(case.scene) for case in question_cases(random.Random(2), 100, held_out=False))


def test_wordings_kept_out_of_training_are_asked_for_measuring_only():
    kept = {"Where was this painted?", "What kind of weather is that?", "How is the picture made?"}
    rng = random.Random(3)
    assert not kept & {case.question for case in question_cases(rng, 4000, held_out=False)}
    assert kept <= {case.question for case in question_cases(rng, 1500)}


def test_other_answers_are_other_answers():
    by_meaning: dict[str, list[str]] = {}
    for case in question_cases(random.Random(4), 1500, held_out=False):
        by_meaning.setdefault(case.meant, []).append(case.expected)
    for meant, answers in by_meaning.items():
        if meant not in ("yes_no", "number", "dressed", "side"):
            assert len({a for a in answers if same_answer(answers[0], a)}) < len(set(answers)), meant


def test_a_hidden_colour_is_said_to_be_hidden():
    for case in question_cases(random.Random(5), 3000, held_out=False):
        if case.meant == "colour":
            assert case.expected.startswith("No colour") != colour_shows(case.scene.style)


def test_the_left_one_is_the_first():
    for case in question_cases(random.Random(6), 2500, held_out=False):
        if case.meant == "side":
            index = 0 if "left" in case.question else 1
            assert case.expected.startswith(f"The {case.scene.subjects[index].kind} is on the")


def test_a_question_shows_its_picture_first():
    user, answer = question_example(random.Random(7)).turns
    assert isinstance(user.content[0], Scene)
    assert len(answer.content) == 1


def test_an_interview_is_about_one_picture_and_asks_nothing_twice():
    for seed in range(200):
        turns = interview_example(random.Random(seed)).turns
        shown = [part for turn in turns for part in turn.content if isinstance(part, Scene)]
        assert len(shown) == 1
        assert isinstance(turns[0].content[0], Scene)
        assert [turn.role for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        asked = [turn.content[-1] for turn in turns[::2]]
        assert len(set(asked)) == len(asked) > 1
