"""The whole corpus: every kind can be made, shares add up, and nothing held out is ever taught."""

import random
import re
from typing import get_args

import pytest

from engine.storybook.corpus import MAKERS, MIXTURES, CorpusStage, document_text, plain_text, sample_example
from engine.storybook.example import ExampleKind
from engine.storybook.facts import check_facts
from engine.storybook.scene import Scene, is_held_out


@pytest.mark.parametrize("kind", get_args(ExampleKind))
def test_no_held_out_scene_is_ever_taught(kind: ExampleKind):
    rng = random.Random(0)
    for _ in range(500):
        example = sample_example(rng, kind)
        assert example.kind == kind
        scenes = [part for turn in example.turns for part in turn.content if isinstance(part, Scene)]
        assert not any(is_held_out(scene) for scene in scenes)
        assert check_facts(plain_text(example)).wrong == 0


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
        [sample_example(random.Random(seed), kind) for kind in MAKERS for seed in range(20)] for _ in range(2)
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
    assert 550 < len(words) < 900
