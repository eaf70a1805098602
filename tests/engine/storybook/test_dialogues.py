"""Dialogues alternate, and every picture in them is what was said."""

import random
import re

from engine.storybook.chance import random_scene
from engine.storybook.dialogues import dialogue_example, fact_exchange, introduction, title_of
from engine.storybook.facts import check_facts, judge_fact
from engine.storybook.reading import parse_caption
from engine.storybook.scene import KINDS, Scene


def test_dialogues_alternate_and_open_with_the_user():
    rng = random.Random(0)
    dreamed = asked = 0
    for _ in range(400):
        turns = dialogue_example(rng).turns
        assert [turn.role for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        assert 4 <= len(turns) <= 12
        for turn in turns[1::2]:
            asked += len(turn.content) == 1
            for text, scene in zip(turn.content, turn.content[1:], strict=False):
                said = parse_caption(str(text).rpartition("Here is ")[2])
                assert isinstance(scene, Scene)
                assert said is not None
                assert said.matches(scene), text
                dreamed += 1
    assert dreamed > 300
    assert asked > 300


def test_dialogues_tell_no_wrong_facts():
    rng = random.Random(1)
    for _ in range(300):
        answers = [str(part) for turn in dialogue_example(rng).turns[1::2] for part in turn.content]
        assert check_facts(" ".join(answers)).wrong == 0


def test_questions_about_the_world_are_answered_with_facts():
    rng = random.Random(2)
    for _ in range(400):
        question, answer = fact_exchange(rng.choice(KINDS), rng)
        assert question[0].isupper()
        assert judge_fact(answer) is True


def test_an_introduction_says_what_is_there_and_what_it_is():
    rng = random.Random(3)
    for _ in range(200):
        scene = random_scene(rng)
        text = introduction(scene, rng)
        assert text.startswith("This is ")
        assert check_facts(text).right >= 2
        said = parse_caption(text)
        assert said is not None
        assert said.matches(scene), text


def test_titles_of_pictures_agree_with_them():
    rng = random.Random(4)
    for _ in range(300):
        scene = random_scene(rng)
        title = title_of(scene, rng)
        said = parse_caption(title)
        assert said is not None
        assert said.agrees_with(scene), title
        assert title.startswith("The ")
        assert not title.endswith(".")


def test_small_talk_is_at_the_ends():
    rng = random.Random(5)
    openings = {"Hello. What would you like to read or see?"}
    closings = {"You are welcome.", "Goodbye. Come back soon."}
    heard = 0
    for _ in range(1500):
        answers = [turn.content[0] for turn in dialogue_example(rng).turns[1::2]]
        heard += bool(openings & set(answers)) + bool(closings & set(answers))
        assert not openings & set(answers[1:])
        assert not closings & set(answers[:-1])
    assert heard > 80


def test_wishes_in_dialogues_are_not_glued():
    rng = random.Random(6)
    for _ in range(2000):
        for turn in dialogue_example(rng).turns[::2]:
            said = str(turn.content[-1]).lower()
            assert not re.search(
                r"now now|now the same|but (?:now|the same|no )|and (?:now now|the same|could|can|what about)", said
            ), said
