"""Edits: what is wished for changes, all else stays, and held-out scenes stay out of training."""

import dataclasses
import random

import pytest

from engine.storybook.edits import ATTRIBUTES, EditCase, compose_example, edit_cases, edit_example, same_subject_example
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, is_held_out


def undone(case: EditCase) -> Scene:
    """The result with every changed attribute put back."""
    subjects = list(case.result.subjects)
    scene = case.result
    for name in case.changed:
        if name in ("place", "time"):
            scene = dataclasses.replace(scene, **{name: getattr(case.scene, name)})
        else:
            old = getattr(case.scene.subjects[case.subject], name)
            subjects[case.subject] = dataclasses.replace(subjects[case.subject], **{name: old})
    return dataclasses.replace(scene, subjects=tuple(subjects))


def test_an_edit_changes_what_it_says_and_keeps_the_rest():
    for case in edit_cases(random.Random(0), 1000, held_out=False):
        assert case.result != case.scene
        assert case.result.look == case.scene.look
        assert undone(case) == case.scene
        for name, value in case.changed.items():
            owner = case.result if name in ("place", "time") else case.result.subjects[case.subject]
            assert getattr(owner, name) == value


def test_every_attribute_is_edited():
    seen = {name for case in edit_cases(random.Random(1), 300) for name in case.changed}
    assert seen == set(ATTRIBUTES)


def test_wishes_say_what_changes():
    for case in edit_cases(random.Random(2), 1000, held_out=False):
        said = parse_caption(case.wish)
        assert said is not None, case.wish
        if "kind" not in case.changed:
            assert said.agrees_with(case.result), case.wish
            assert not said.agrees_with(case.scene), case.wish
        else:
            assert case.changed["kind"] in {subject.kind for subject in said.subjects}, case.wish


@pytest.mark.parametrize("held_out", [False, True])
def test_results_are_held_out_only_where_asked_for(held_out: bool):
    for case in edit_cases(random.Random(3), 400, held_out=held_out):
        assert is_held_out(case.result) is held_out
        assert held_out or not is_held_out(case.scene)


@pytest.mark.parametrize("make", [edit_example, same_subject_example, compose_example])
def test_the_answer_is_a_caption_and_its_picture(make):
    rng = random.Random(4)
    for _ in range(300):
        example = make(rng)
        user, answer = example.turns
        assert (user.role, answer.role) == ("user", "assistant")
        text, scene = answer.content
        assert isinstance(text, str)
        assert isinstance(scene, Scene)
        said = parse_caption(text)
        assert said is not None
        assert said.matches(scene)


def test_the_same_subject_stays_the_same_elsewhere():
    rng = random.Random(5)
    for _ in range(300):
        example = same_subject_example(rng)
        shown = [part for part in example.turns[0].content if isinstance(part, Scene)]
        result = example.turns[1].content[1]
        assert isinstance(result, Scene)
        assert 1 <= len(shown) <= 2
        assert {(s.main.kind, s.main.colour) for s in shown} == {(result.main.kind, result.main.colour)}


def test_composing_keeps_both_subjects_in_order():
    rng = random.Random(6)
    for _ in range(300):
        example = compose_example(rng)
        shown = [part for part in example.turns[0].content if isinstance(part, Scene)]
        result = example.turns[1].content[1]
        assert isinstance(result, Scene)
        assert result.subjects == (shown[0].main, shown[1].main)
        wish = example.turns[0].content[-1]
        assert isinstance(wish, str)
        said = parse_caption(wish.rpartition("Together: ")[2])
        assert said is None or said.agrees_with(result)


def test_captions_are_missing_in_some_edits():
    rng = random.Random(7)
    bare = sum("Caption:" not in str(edit_example(rng).turns[0].content[1]) for _ in range(500))
    assert 100 < bare < 200
