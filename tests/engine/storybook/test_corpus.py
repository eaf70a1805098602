"""The whole corpus: every kind can be made, shares add up, and nothing held out is ever taught."""

import random
import re
from typing import get_args

import pytest

from engine.storybook.chance import is_held_out
from engine.storybook.corpus import MAKERS, MIXTURES, CorpusStage, document_text, sample_example
from engine.storybook.example import ExampleKind
from engine.storybook.facts import check_facts
from engine.storybook.phrases import plural
from engine.storybook.scene import COLOURS, KINDS, PLACES, Scene
from engine.storybook.wording import NAME, kept_wordings


@pytest.mark.parametrize("kind", get_args(ExampleKind))
def test_nothing_held_out_is_ever_taught(kind: ExampleKind):
    rng = random.Random(0)
    whole = {wording for wording in kept_wordings() if not NAME.search(wording) and len(wording) > 12}
    for _ in range(300):
        example = sample_example(rng, kind)
        assert example.kind == kind
        scenes = [part for turn in example.turns for part in turn.content if isinstance(part, Scene)]
        assert not any(is_held_out(scene) for scene in scenes)
        asked = [str(part).strip() for turn in example.turns if turn.role == "user" for part in turn.content]
        assert not whole & set(asked)
        answers = [str(part) for turn in example.turns if turn.role == "assistant" for part in turn.content]
        assert check_facts(" ".join(answers)).wrong == 0


@pytest.mark.parametrize("stage", get_args(CorpusStage))
def test_shares_add_up_and_are_drawn(stage: CorpusStage):
    shares = MIXTURES[stage]
    assert sum(shares.values()) == pytest.approx(1.0)
    rng = random.Random(1)
    assert {sample_example(rng, stage=stage).kind for _ in range(1500)} == set(shares)


def test_every_kind_has_a_maker_and_is_taught():
    assert set(MAKERS) == set(get_args(ExampleKind))
    assert set(MIXTURES["instruction"]) == set(get_args(ExampleKind))


def test_same_seed_same_examples():
    first, second = (
        [sample_example(random.Random(seed), kind) for kind in MAKERS for seed in range(15)] for _ in range(2)
    )
    assert first == second


def test_documents_are_words_in_a_small_vocabulary():
    rng = random.Random(2)
    words: set[str] = set()
    for _ in range(3000):
        text = document_text(rng)
        assert text.strip()
        assert text.isascii()
        words.update(re.findall(r"[a-z']+", text.lower()))
    assert 1400 < len(words) < 2100


def test_titles_are_taught_for_every_kind_colour_and_place():
    rng = random.Random(3)
    titles = "\n".join(
        line for _ in range(2500) for line in document_text(rng).split("\n") if line.startswith("# ")
    ).lower()
    for kind in KINDS:
        assert len(re.findall(rf"\b(?:{kind}|{plural(kind)})\b", titles)) >= 8, kind
    for word in (*COLOURS, *(place for place in PLACES if place != "space")):
        assert len(re.findall(rf"\b{word}\b", titles)) >= 8, word
