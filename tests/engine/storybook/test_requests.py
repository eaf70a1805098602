"""What people type: wordings that fit, synonyms, and things from outside the world."""

import json
import random
import re
from importlib import resources

import pytest

from engine.storybook.articles import article_case
from engine.storybook.lexicon import find_words
from engine.storybook.outside import (
    CITIES,
    CITY_NOTICES,
    NEAREST_KIND,
    NEAREST_PLACE,
    NOTICES,
    notice,
    outside_coloured,
    outside_plural,
    outside_words,
)
from engine.storybook.reading import parse_caption
from engine.storybook.scene import KINDS, PLACES
from engine.storybook.topics import with_synonyms


def test_topics_are_clean():
    rng = random.Random(0)
    for _ in range(600):
        topic = article_case(rng, "short", 0).topic
        assert not re.search(r"[{}\[\]]|  | [.,?]|\.\.|\?\.", topic), topic
        assert not re.search(r"\ba [aeio]|\ban [bcdfgjklmnpqrstvwxz]", topic, re.IGNORECASE), topic


def test_every_kind_and_place_has_something_near_it_outside():
    assert set(NEAREST_KIND) == set(KINDS)
    assert set(NEAREST_PLACE) == set(PLACES)
    words = [word for table in (NEAREST_KIND, NEAREST_PLACE) for each in table.values() for word in each]
    assert len(set(words)) == len(words) >= 250


def test_outside_words_name_no_kind_of_this_world_but_the_nearest():
    for kind, words in NEAREST_KIND.items():
        for word in words:
            named = {found.value for found in find_words(word.lower()) if found.meaning == "kind"}
            assert named <= {kind}, word


def test_the_article_says_so_in_one_sentence_at_its_start():
    rng = random.Random(1)
    told = 0
    for _ in range(400):
        case = article_case(rng, "short", 1)
        first = str(case.content[0]).split("\n\n")
        opening = next(block for block in first if not block.startswith("#"))
        said = {sentence.split(",")[0].split("{")[0] for sentence in (*NOTICES, *CITY_NOTICES)}
        says = opening.startswith(tuple(said))
        assert says == bool(case.nearest), (case.topic, opening)
        told += says
    assert 20 < told < 120


@pytest.mark.parametrize("held_out", [False, True])
def test_words_kept_out_of_training_are_for_measuring(held_out: bool):
    rng = random.Random(2)
    taught = {outside_words(rng, kind) for kind in KINDS for _ in range(40)}
    kept = {outside_words(rng, kind, held_out=True) for kind in KINDS for _ in range(10)} - {""}
    assert len(kept) >= 20
    assert not taught & kept
    assert not kept & set(CITIES)


def test_a_notice_names_the_nearest_thing():
    rng = random.Random(3)
    assert any("an owl" in notice(rng, "owl") for _ in range(3))
    assert any("the sea" in notice(rng, "sea") for _ in range(3))


def test_synonyms_keep_the_meaning():
    rng = random.Random(4)
    said = {with_synonyms("a red rabbit in the snow", rng) for _ in range(30)}
    assert said == {"a red bunny in the snow", "a red hare in the snow"}
    assert with_synonyms("an owl", rng) == "an owlet"
    assert with_synonyms("something", rng) == "something"


WHAT_THE_WORLD_HAS = (
    "honey", "bamboo", "school trip", "coffee", "cactus", "the moon", "clouds", "bread", "a bed", "a tower", "a parrot",
    "a garage", "corn", "love", "soup", "a pizza", "football", "a piano",
)  # fmt: skip


def test_nothing_that_the_world_has_counts_as_outside():
    words = {word for table in (NEAREST_KIND, NEAREST_PLACE) for each in table.values() for word in each}
    assert not words & set(WHAT_THE_WORLD_HAS)
    kept = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))["outside"]
    assert set(kept) <= words


def test_many_of_what_is_outside():
    assert outside_plural("a wolf") == "wolves"
    assert outside_plural("a superhero") == "superheroes"
    assert outside_plural("a red monkey") == "red monkeys"
    assert outside_plural("a spy") == "spies"
    assert outside_plural("the Queen") == outside_plural("yoga") == outside_plural("a cup of tea") == ""
    assert outside_coloured("an eagle", "red") == "a red eagle"
    assert outside_coloured("Mars", "red") == "Mars"


def test_outside_words_come_with_colours_places_and_in_other_wordings():
    rng = random.Random(5)
    coloured = placed = facts = 0
    for _ in range(3000):
        case = article_case(rng, "short", 0)
        topic, first = case.topic.lower(), case.outline.scenes[0]
        if not case.nearest or case.outline.about != "kind":
            continue
        said = parse_caption(re.sub(r"^.*? about ", "", topic))
        coloured += f" {first.main.colour} " in topic
        if said and said.place and said.place not in re.sub(r" (?:in|on|over) .*", "", topic):
            assert said.place == first.place, topic
            placed += 1
        facts += bool(re.match(r"facts about|all about|a guide to|introduc|what do you know", topic))
    assert coloured > 40
    assert placed > 60
    assert facts > 20
