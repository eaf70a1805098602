"""Patterns by example have their form, and go on rightly."""

import random

from engine.storybook.patterns import few_shot_example
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene


def test_patterns_go_on_with_what_the_last_picture_shows():
    rng = random.Random(0)
    seen = set()
    for _ in range(500):
        user, answer = few_shot_example(rng).turns
        scenes = [part for part in user.content if isinstance(part, Scene)]
        text = str(answer.content[0])
        assert text.strip() == text != ""
        if scenes:
            assert 3 <= len(scenes) <= 4
            said = parse_caption(text)
            assert said is None or said.agrees_with(scenes[-1]), (user.content, text)
        seen.add(len(scenes))
    assert seen == {0, 3, 4}


def test_patterns_in_words_end_open():
    rng = random.Random(1)
    words = [e for e in (few_shot_example(rng) for _ in range(400)) if len(e.turns[0].content) == 1]
    assert len(words) > 20
    for example in words:
        lines = str(example.turns[0].content[0]).split("\n")
        assert lines[-1].endswith(":")
        assert all(": " in line for line in lines[:-1])


def test_the_demonstrated_pattern():
    rng = random.Random(2)
    asked = ["".join(p for p in few_shot_example(rng).turns[0].content if isinstance(p, str)) for _ in range(300)]
    assert any(words.strip().endswith("This is") for words in asked)
    assert any(
        "This is a Corgi." in words or "This is a Fox." in words or "This is an Owl." in words for words in asked
    )
