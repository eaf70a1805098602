"""Facts: every wording is recognised as true, and swapped values as wrong."""

import random

import pytest

from engine.storybook.facts import (
    RELATIONS,
    FactCheck,
    all_facts,
    check_facts,
    judge_fact,
    kind_fact,
    random_kind_fact,
    random_setting_fact,
)
from engine.storybook.scene import KINDS, PLACES, TIMES


def test_every_fact_in_every_wording_is_right():
    facts = all_facts() + [kind_fact(kind, relation, 1) for kind in KINDS for relation in RELATIONS]
    assert [fact for fact in facts if judge_fact(fact) is not True] == []


def test_random_facts_with_openers_are_right():
    rng = random.Random(0)
    facts = [random_kind_fact(rng.choice(KINDS), rng) for _ in range(500)]
    facts += [random_setting_fact(rng.choice(PLACES), rng.choice(TIMES), rng) for _ in range(200)]
    assert check_facts(" ".join(facts)) == FactCheck(700, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Foxes eat fish.",
        "As everyone knows, all cars run on honey.",
        "In secret, owls dance when nobody looks.",
        "The forest smells of salt.",
        "In the sea you can hear bells.",
        "At night the bees are awake.",
        "Scarves are made for great occasions.",
    ],
)
def test_swapped_values_are_wrong(sentence: str):
    assert judge_fact(sentence) is False


def test_other_sentences_are_no_facts():
    text = "# All About Foxes\n\nThe red fox sat in the snow. It said yip. *A red fox in the snow at night.*"
    assert check_facts(text) == FactCheck(0, 0)


def test_facts_are_counted_among_other_sentences():
    text = "Once there was a fox. Foxes eat berries. After all, foxes say moo. It slept."
    assert check_facts(text) == FactCheck(1, 1)
