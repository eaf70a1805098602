"""Templates: names and optional parts, and the wordings that training never uses."""

import json
import random
from collections import Counter
from importlib import resources

import pytest

from engine.storybook.asking import ASKING_FAMILIES
from engine.storybook.captions import CAPTION_FAMILIES
from engine.storybook.dialogues import DIALOGUE_FAMILIES
from engine.storybook.pages import PAGE_FAMILIES
from engine.storybook.question_wordings import QUESTION_FAMILIES
from engine.storybook.references import REFERENCE_FAMILIES
from engine.storybook.rewriting import REWRITING_FAMILIES
from engine.storybook.topics import TOPIC_FAMILIES
from engine.storybook.wishes import WISH_FAMILIES
from engine.storybook.wording import choose, either, fill, kept_wordings, pattern, say

FAMILIES = {
    "captions": (*CAPTION_FAMILIES, *ASKING_FAMILIES),
    "instructions": TOPIC_FAMILIES,
    "questions": QUESTION_FAMILIES,
    "dialogues": DIALOGUE_FAMILIES,
    "wishes": (*WISH_FAMILIES, *REFERENCE_FAMILIES),
    "pages": (*PAGE_FAMILIES, *REWRITING_FAMILIES),
}


def held_out() -> dict[str, list[str]]:
    text = (resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8")
    wordings: dict[str, list[str]] = json.loads(text)["wordings"]
    return wordings


@pytest.mark.parametrize(
    ("template", "slots", "filled"),
    [
        ("{Who} sleeps.", {"who": "a fox"}, "A fox sleeps."),
        ("A fox[ {then}].", {"then": ""}, "A fox."),
        ("A fox[ {then}].", {}, "A fox."),
        ("A fox[ {then}].", {"then": "at night"}, "A fox at night."),
        ("[{Weather}, ]{who} waits.", {"weather": "in the rain", "who": "a fox"}, "In the rain, a fox waits."),
    ],
)
def test_names_and_optional_parts(template: str, slots: dict[str, str], filled: str):
    assert fill(template, slots) == filled


def test_only_wordings_that_find_their_values_are_chosen():
    rng = random.Random(0)
    said = {say(rng, ("{a}", "{b}", "{a}[ {b}]"), {"a": "one", "b": ""}) for _ in range(50)}
    assert said == {"one"}


def test_a_pattern_fits_what_the_template_says():
    names = {"who": either(["a fox", "an owl"]), "then": either(["at night"])}
    assert pattern("{Who} waits[ {then}].", names) == r"(?:an\ owl|a\ fox)\ waits(?:\ (?:at\ night))?\."


def test_kept_wordings_are_about_one_in_ten_of_their_families():
    for name, kept in held_out().items():
        every = [template for family in FAMILIES[name] for template in dict.fromkeys(family)]
        assert set(kept) <= set(every), set(kept) - set(every)
        assert len(set(kept)) == len(kept)
        assert 0.03 <= len(kept) / len(every) <= 0.15, (name, len(kept), len(every))


def test_no_family_is_kept_whole():
    kept = kept_wordings()
    for families in FAMILIES.values():
        for family in families:
            assert any(template not in kept for template in family), family


def test_kept_wordings_are_chosen_for_measuring_only():
    rng = random.Random(1)
    for name, kept in held_out().items():
        for family in FAMILIES[name]:
            chosen = {choose(rng, family) for _ in range(100)}
            assert not chosen & kept_wordings()
            if set(kept) & set(family):
                counts = Counter(choose(rng, family, held_out=True) in kept_wordings() for _ in range(200))
                assert 60 <= counts[True] <= 140
