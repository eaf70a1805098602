"""Captions say their scenes: there and back through the reader, in right grammar."""

import random
import re

import pytest

from engine.storybook.captions import CaptionLength, canonical_caption, caption, description
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, Subject, random_scene


def says_exactly(text: str, scene: Scene) -> bool:
    said = parse_caption(text)
    return said is not None and said.matches(scene)


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_captions_of_every_length_say_the_whole_scene(length: CaptionLength):
    rng = random.Random(1)
    for _ in range(1500):
        scene = random_scene(rng, held_out=None)
        text = caption(scene, rng, length)
        assert says_exactly(text, scene), (text, scene)


def test_canonical_captions_and_descriptions_say_the_whole_scene():
    rng = random.Random(2)
    for _ in range(1500):
        scene = random_scene(rng, held_out=None)
        assert says_exactly(canonical_caption(scene), scene), scene
        assert says_exactly(description(scene, rng), scene), scene


def test_incomplete_captions_say_less_but_nothing_wrong():
    rng = random.Random(3)
    for _ in range(1500):
        scene = random_scene(rng, held_out=None)
        text = caption(scene, rng, complete=False)
        said = parse_caption(text)
        assert said is not None, text
        assert said.agrees_with(scene), text
        assert not said.matches(scene), text


def test_the_canonical_wording():
    fox = Scene((Subject("fox", "red", "top hat"),), "snow", "night")
    assert canonical_caption(fox) == "A red fox wearing a top hat in the snow at night."
    both = Scene((Subject("owl", "orange"), Subject("dog", "blue", "sunglasses")), "sea", "day")
    assert canonical_caption(both) == "An orange owl and a blue dog wearing sunglasses in the sea by day."


def test_articles_before_vowels_and_whole_sentences():
    rng = random.Random(4)
    for _ in range(1000):
        text = caption(random_scene(rng), rng, rng.choice(("short", "medium", "long")))
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou]|  ", text), text
        assert re.match(r"[A-Z].*\.$", text), text


def test_captions_vary():
    rng = random.Random(5)
    scene = Scene((Subject("fox", "red"),), "snow", "night")
    assert len({caption(scene, rng) for _ in range(200)}) > 60
