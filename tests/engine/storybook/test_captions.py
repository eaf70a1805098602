"""Captions say their scenes: there and back through the reader, in right grammar."""

import dataclasses
import random
import re

import pytest

from engine.storybook.asking import wish
from engine.storybook.captions import CaptionLength, canonical_caption, caption, description, plain_sentence
from engine.storybook.chance import Odds, random_scene
from engine.storybook.phrases import colour_shows
from engine.storybook.reading import parse_caption
from engine.storybook.scene import COLOURS, Scene, Subject


def says_exactly(text: str, scene: Scene) -> bool:
    said = parse_caption(text)
    return said is not None and said.matches(scene)


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_captions_of_every_length_say_the_whole_scene(length: CaptionLength):
    rng = random.Random(1)
    for _ in range(1200):
        scene = random_scene(rng, held_out=None)
        text = caption(scene, rng, length, held_out=True)
        assert says_exactly(text, scene), (text, scene)


def test_canonical_captions_and_descriptions_say_the_whole_scene():
    rng = random.Random(2)
    for _ in range(1200):
        scene = random_scene(rng, held_out=None)
        assert says_exactly(canonical_caption(scene), scene), scene
        for length in ("medium", "long"):
            assert says_exactly(description(scene, rng, length, held_out=True), scene), scene  # type: ignore[arg-type]


@pytest.mark.parametrize("tense", ["present", "past"])
def test_plain_sentences_say_all_but_the_style(tense):
    rng = random.Random(3)
    for _ in range(1200):
        scene = dataclasses.replace(random_scene(rng, held_out=None), style="storybook")
        text = plain_sentence(scene, rng, tense, article=rng.choice(("a", "the")))
        assert says_exactly(text, scene), (text, scene)


def test_incomplete_captions_say_less_but_nothing_wrong():
    rng = random.Random(4)
    less = 0
    for _ in range(1500):
        scene = random_scene(rng, held_out=None)
        text = caption(scene, rng, complete=False, held_out=True)
        said = parse_caption(text)
        assert said is not None, text
        assert said.agrees_with(scene), text
        less += not said.matches(scene)
    assert less > 900


def test_colours_that_cannot_be_seen_are_named_in_wishes_only():
    rng = random.Random(5)
    words = re.compile(rf"\b(?:{'|'.join(COLOURS)})\b")
    hidden = Odds(style=1.0)
    scenes = [s for s in (random_scene(rng, odds=hidden) for _ in range(1500)) if not colour_shows(s.style)]
    assert not any(words.search(caption(scene, rng)) for scene in scenes)
    assert not any(words.search(canonical_caption(scene)) for scene in scenes)
    assert any(words.search(wish(scene, rng, ())) for scene in scenes)


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (
            Scene((Subject("fox", "red", "top hat"),), "snow", "night"),
            "A red fox wearing a top hat in the snow at night.",
        ),
        (
            Scene((Subject("dog", "black", action="lie"),), "room", "day", "rain"),
            "A black dog lying on the sofa in the room by day with rain at the window.",
        ),
        (
            Scene((Subject("owl", "orange", action="swim"), Subject("dog", "blue", action="swim")), "sea", "day",
                  relation="beside"),
            "An orange owl beside a blue dog in the sea by day.",
        ),
        (
            Scene((Subject("astronaut", "white"), Subject("horse", "red")), "beach", "sunset", "fog", "charcoal", "on"),
            "An astronaut riding a horse on the beach at sunset in the fog, as a charcoal sketch.",
        ),
        (Scene((Subject("teapot", "blue", action="float"),), "space", "night"), "A blue teapot floating in space."),
        (
            Scene((Subject("whale", "pink", action="leap"),), "desert", "dawn", "snowfall", "pop art"),
            "A pink whale leaping out of a puddle in the desert at dawn in falling snow, in pop art style.",
        ),
    ],
)  # fmt: skip
def test_the_canonical_wording(scene: Scene, said: str):
    assert canonical_caption(scene) == said


def test_articles_before_vowels_and_whole_sentences():
    rng = random.Random(6)
    for _ in range(1000):
        text = caption(random_scene(rng), rng, rng.choice(("short", "medium", "long")))
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou]|  | [.,]|[{}\[\]]", text), text
        assert re.match(r"[A-Z].*\.$", text), text


def test_captions_vary():
    rng = random.Random(7)
    scene = Scene((Subject("fox", "red"),), "snow", "night")
    assert len({caption(scene, rng) for _ in range(300)}) > 90


def test_two_things_with_somebody_are_joined():
    rng = random.Random(11)
    horse = Scene((Subject("horse", "white", "top hat", "glass"),), "snow", "night")
    said = {caption(horse, rng) for _ in range(300)}
    assert any("with a top hat and a glass" in each for each in said)
    assert not any("hat with a glass" in each and "with a top hat with" in each for each in said)
    assert all(parse_caption(each).matches(horse) for each in said)
