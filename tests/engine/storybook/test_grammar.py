"""The world's grammar takes what the world writes, and nothing else."""

import random
import re

import pytest

from engine.sequence.instructions import Length
from engine.storybook.articles import article_case
from engine.storybook.captions import caption
from engine.storybook.chance import random_scene
from engine.storybook.grammar import GrammarCheck, check_grammar, is_grammatical


def test_every_sentence_of_every_article_is_grammatical():
    rng = random.Random(0)
    for index in range(200):
        length: Length = rng.choice(("short", "medium", "long"))
        case = article_case(rng, length, held_out=index % 4 == 0)
        text = "".join(part for part in case.content if isinstance(part, str))
        found = check_grammar(text)
        assert found.wrong == 0, [s for s in re.split(r"(?<=[.!?])\s", text) if not is_grammatical(s)]
        assert found.right > 5


def test_every_caption_is_grammatical():
    rng = random.Random(1)
    for _ in range(500):
        text = caption(random_scene(rng), rng, rng.choice(("short", "medium", "long")))
        assert check_grammar(text).wrong == 0, text


@pytest.mark.parametrize(
    "sentence",
    [
        "The fox stand in the snow.",
        "An fox stands in the snow.",
        "A owl stands in the snow at night.",
        "The fox stands the snow.",
        "the fox stands in the snow.",
        "A red red fox stands in the snow.",
        "Foxes eats berries and mice.",
        "A fox are in the snow.",
        "The fox stands in the snow at night at night.",
        "So the fox went foxes.",
        "The fox wearing scarf stands in the snow.",
        "Once upon a time the fox.",
    ],
)
def test_what_is_wrong_is_found(sentence: str):
    assert not is_grammatical(sentence)


def test_sentences_are_counted():
    assert check_grammar("# Meet the fox\n\nA red fox sleeps in the snow. A fox sleep snow.") == GrammarCheck(2, 1)


def test_sentences_of_earlier_editions_are_still_read():
    assert is_grammatical("On the way it found wild goats and kept a little of it for luck.")
    assert is_grammatical("It is proud of its castle.")
    assert is_grammatical("A white horse with a top hat with a glass stands in the snow at night.")
    assert is_grammatical("A white horse with a top hat and a glass stands in the snow at night.")
