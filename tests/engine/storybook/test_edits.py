"""Edits: what is wished for changes, all else stays, and what is held out stays out of training."""

import dataclasses
import random
import re

import pytest

from engine.storybook.chance import is_held_out
from engine.storybook.edits import ATTRIBUTES, EditCase, edit_case, edit_cases, edit_example, edit_of, held_out_edits
from engine.storybook.reading import parse_caption
from engine.storybook.scene import KINDS, Scene, Subject, allowed_actions

OF_SCENE = ("place", "time", "weather", "style", "relation")


def follows(before: Subject, after: Subject, scene: Scene) -> bool:
    """Whether a subject only does something else because the place or the company wants it."""
    return dataclasses.replace(after, action=before.action, held=before.held) == before and (
        after.action == allowed_actions(after.kind, scene.place)[0]
    )


def unwished(case: EditCase) -> list[str]:
    """What has changed without being wished for."""
    found = []
    implied = {"time", "weather"} if case.changed.get("place") == "space" else set()
    for name in ("place", "time", "weather", "style", "look"):
        if name not in case.changed and name not in implied and getattr(case.scene, name) != getattr(case.result, name):
            found.append(name)
    if "company" in case.changed or "kind" in case.changed:
        return found
    for index, (before, after) in enumerate(zip(case.scene.subjects, case.result.subjects, strict=True)):
        wished = {n: getattr(before, n) for n in case.changed if n not in OF_SCENE} if index == case.subject else {}
        if "action" in wished:
            wished["held"] = before.held
        restored = dataclasses.replace(after, **wished)
        if restored != before and not follows(before, restored, case.result):
            found.append(f"subject {index}")
    return found


def test_an_edit_changes_what_it_says_and_keeps_the_rest():
    for case in edit_cases(random.Random(0), 800, held_out=False):
        assert case.result != case.scene
        assert unwished(case) == [], case
        for name, value in case.changed.items():
            if name == "company":
                kinds = [subject.kind for subject in case.result.subjects]
                assert value in kinds if value != "none" else len(kinds) == 1
            else:
                owner = case.result if name in OF_SCENE else case.result.subjects[case.subject]
                assert getattr(owner, name) == value


def test_every_attribute_is_edited():
    seen = {name for case in edit_cases(random.Random(1), 500) for name in case.changed}
    assert seen == set(ATTRIBUTES)


def test_wishes_say_what_changes():
    for case in edit_cases(random.Random(2), 1000, held_out=False):
        if not {"kind", "company", "relation"} & set(case.changed):
            said = parse_caption(case.wish)
            assert said is not None, case.wish
            assert said.agrees_with(case.result), case.wish


@pytest.mark.parametrize("held_out", [False, True])
def test_what_is_held_out_only_where_asked_for(held_out: bool):
    for case in edit_cases(random.Random(3), 300, held_out=held_out):
        changed_kinds = {
            name: [s.kind for at, s in enumerate(case.scene.subjects) if at == case.subject or name in OF_SCENE]
            for name in case.changed
        }
        unseen = any((name, kind) in held_out_edits() for name, kinds in changed_kinds.items() for kind in kinds)
        assert (is_held_out(case.result) or unseen) == held_out
        assert held_out or not is_held_out(case.scene)


def test_held_out_edits_are_about_one_in_ten():
    assert 0.05 <= len(held_out_edits()) / (len(KINDS) * len(ATTRIBUTES)) <= 0.15
    assert all(name in ATTRIBUTES and kind in KINDS for name, kind in held_out_edits())


def test_who_is_put_into_the_sea_swims():
    dog = Scene((Subject("dog", "black", action="sleep"),), "beach", "day", look=5)
    rng = random.Random(4)
    moved = [c for c in (edit_of(dog, rng) for _ in range(2500)) if c and dict(c.changed) == {"place": "sea"}]
    assert moved
    for case in moved:
        assert case.result == Scene((Subject("dog", "black", action="swim"),), "sea", "day", look=5)
    assert {"the dog swims in water", "put it in the water"} & {case.wish.lower().rstrip(".") for case in moved}


def test_the_demonstrated_wishes_are_taught():
    wanted = {
        "make it night", "let it snow", "now with a scarf", "as a charcoal sketch", "in pop art style",
        "paint it green",
    }  # fmt: skip
    rng = random.Random(5)
    said = {edit_case(rng).wish.lower().rstrip(".") for _ in range(12000)}
    assert wanted <= said, wanted - said
    assert any("lies on a sofa" in wish for wish in said)
    assert any("remove the top hat" in wish for wish in said)


def test_the_answer_is_a_caption_and_its_picture():
    rng = random.Random(6)
    for _ in range(200):
        user, answer = edit_example(rng).turns
        assert (user.role, answer.role) == ("user", "assistant")
        text, scene = answer.content
        assert isinstance(text, str)
        assert isinstance(scene, Scene)
        said = parse_caption(text)
        assert said is not None
        assert said.matches(scene)


def test_captions_are_missing_in_some_edits():
    rng = random.Random(7)
    bare = sum("Caption:" not in str(edit_example(rng).turns[0].content[1]) for _ in range(500))
    assert 100 < bare < 200


def test_two_wishes_are_two_that_can_be_joined():
    for case in edit_cases(random.Random(8), 2500, held_out=False):
        if len(case.changed) > 1 and " and " in case.wish:
            wish = case.wish.lower()
            assert not re.search(r"please and|\band (?:now|the same|what|can|could|as|at|in|by|with)\b|\?", wish), wish
