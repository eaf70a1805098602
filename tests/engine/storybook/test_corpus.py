"""The whole corpus: every kind can be made, shares add up, and nothing held out is ever taught."""

import json
import random
import re
from importlib import resources
from typing import get_args

import pytest

from engine.storybook.chance import is_held_out
from engine.storybook.corpus import MAKERS, MIXTURES, CorpusStage, document_text, sample_example
from engine.storybook.example import ExampleKind
from engine.storybook.facts import check_facts
from engine.storybook.phrases import HELD_NAME, WORN_NAME, plural
from engine.storybook.scene import COLOURS, HELD, KINDS, PLACES, WORN, Scene
from engine.storybook.setting import AT_PLACE, ON_SOFA, PLACE_NAME, STYLE_NOUNS
from engine.storybook.wording import NAME, either, kept_wordings, pattern


def kept_with_slots() -> list[re.Pattern[str]]:
    """What people say in wordings with names that are kept out of training, as patterns."""
    noun = rf"(?:{either(COLOURS)} )?{either(KINDS)}"
    a_noun, the, there = f"an? {noun}", f"the {either(KINDS)}", either(w for each in AT_PLACE.values() for w in each)
    names = {
        "x": rf"{a_noun}(?: {there})?", "kinds": either(map(plural, KINDS)), "a_kind": f"an? {either(KINDS)}",
        "kind": either(KINDS), "place": either(PLACE_NAME.values()), "there": there, "colour": either(COLOURS),
        "it": rf"(?:it|her|him|them|{the})", "they": rf"(?:it|she|they|{the})", "the": the,
        "worn": either(WORN_NAME.values()), "held": either(HELD_NAME.values()), "item": either((*WORN, *HELD)),
        "a_sketch": either(w for each in STYLE_NOUNS.values() for w in each), "a_new": a_noun,
        "place_its": "(?:its|their)", "sofa": either(ON_SOFA), "do": r"(?!be )[a-z]+(?: [a-z]+){0,3}",
        "side": "(?:left|right)",
        "a": the, "b": the, "first": either(KINDS), "second": either(KINDS), "scene": there, "wish": r"make it \w+",
    }  # fmt: skip
    kept = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))["wordings"]
    asked = [each for family, wordings in kept.items() if family != "captions" for each in wordings]
    return [re.compile(pattern(each.rstrip(".?"), names)) for each in asked if NAME.search(each)]


@pytest.mark.parametrize("kind", get_args(ExampleKind))
def test_nothing_held_out_is_ever_taught(kind: ExampleKind):
    rng = random.Random(0)
    whole = {wording for wording in kept_wordings() if not NAME.search(wording) and len(wording) > 12}
    slotted = kept_with_slots()
    for _ in range(300):
        example = sample_example(rng, kind)
        assert example.kind == kind
        scenes = [part for turn in example.turns for part in turn.content if isinstance(part, Scene)]
        assert not any(is_held_out(scene) for scene in scenes)
        asked = [str(part).strip() for turn in example.turns if turn.role == "user" for part in turn.content]
        assert not whole & set(asked)
        for line in (line for text in asked for line in text.lower().split("\n")):
            said = re.sub(r"^(?:topic|change|together|the same subject): ", "", line).rstrip(".?")
            assert not [each.pattern for each in slotted if each.fullmatch(said)], line
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
