"""Facts: every wording is recognised as true, and swapped values as wrong."""

import random
import re

import pytest

from engine.storybook.chance import held_out_combinations
from engine.storybook.fact_table import FRIENDS, KIND_FACTS, PLACE_FACTS
from engine.storybook.facts import (
    KIND_STATEMENTS,
    RELATIONS,
    FactCheck,
    all_facts,
    check_facts,
    judge_fact,
    kind_fact,
    random_kind_fact,
    random_place_fact,
    random_sky_fact,
)
from engine.storybook.scene import KINDS, PLACES, TIMES, WEATHERS


def test_a_few_hundred_facts_all_of_them_different():
    facts = all_facts()
    assert 400 <= len(facts) == len(set(facts))


def test_every_fact_in_every_wording_is_right():
    facts = all_facts()
    facts += [kind_fact(k, r, i) for k in KINDS for r in RELATIONS for i in range(len(KIND_STATEMENTS[r]))]
    assert [fact for fact in facts if judge_fact(fact) is not True] == []


def test_random_facts_with_openers_are_right():
    rng = random.Random(0)
    facts = [random_kind_fact(rng.choice(KINDS), rng) for _ in range(500)]
    facts += [random_place_fact(rng.choice(PLACES), rng) for _ in range(200)]
    facts += [random_sky_fact(rng.choice(TIMES), rng.choice(WEATHERS), rng) for _ in range(200)]
    assert check_facts(" ".join(facts)) == FactCheck(900, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Foxes eat fish and cream.",
        "Foxes need berries and mice.",
        "As everyone knows, all cars run on honey.",
        "It is true that owls dance when nobody looks.",
        "Owls dance when nobody looks.",
        "A fox is a quiet animal with soft paws.",
        "A fox is as big as a melon.",
        "The best friends of foxes are owls.",
        "The forest smells of salt.",
        "In the sea you can hear bells.",
        "At night the bees are awake.",
        "Rain hides the tops of the towers.",
        "Red is the colour of plums.",
        "Scarves are made for great occasions.",
    ],
)
def test_swapped_values_are_wrong(sentence: str):
    assert judge_fact(sentence) is False


@pytest.mark.parametrize(
    "sentence",
    [
        "A fox is in the snow.",
        "A fox is swimming in the sea at night.",
        "A turtle runs on a sandy beach.",
        "The fox said yip.",
        "Rain is falling.",
        "The fox is wearing a scarf.",
    ],
)
def test_what_is_seen_is_no_fact(sentence: str):
    assert judge_fact(sentence) is None


def test_facts_are_counted_among_other_sentences():
    text = "# All about foxes\n\nOnce there was a fox. Foxes eat berries and mice. After all, foxes say moo. It slept."
    assert check_facts(text) == FactCheck(1, 1)


def test_friendship_is_mutual_and_friends_can_be_shown_together():
    pairs = held_out_combinations().pairs
    assert set(FRIENDS) == set(KINDS) == set(KIND_FACTS)
    for kind, friend in FRIENDS.items():
        assert FRIENDS[friend] == kind != friend
        assert tuple(sorted((kind, friend))) not in pairs
    assert set(PLACE_FACTS) == set(PLACES)


def test_no_two_kinds_share_a_fact():
    for name in ("being", "food", "home", "size", "sound", "habit", "love"):
        values = [getattr(facts, name) for facts in KIND_FACTS.values()]
        assert len(set(values)) == len(values)
    assert all(re.match(r"(?:an?|the) ", facts.being) for facts in KIND_FACTS.values())
