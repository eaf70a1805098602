"""The world's own grammar as a reader: which sentences of a text could have been written in it.

Every sentence of an article comes from a template. Each template becomes a pattern: words as they are, names as
everything that can stand for them, with the right article before it. A sentence is grammatical when a pattern
fits it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from engine.storybook import captions, details, facts, outside, paragraphs, setting, verbs
from engine.storybook.fact_table import COLOUR_FACTS, HELD_FACTS, KIND_FACTS, PLACE_FACTS, STYLE_FACTS, WORN_FACTS
from engine.storybook.phrases import HELD_LINKS, HELD_NAME, HELD_PLURAL, WORN_LINKS, WORN_NAME, WORN_PLURAL, plural
from engine.storybook.prose import fact_pieces, friend_stories, guides, introductions, solo_stories
from engine.storybook.prose.theme import Beat
from engine.storybook.scene import (
    COLOURS,
    KINDS,
    PLACES,
    TIMES,
    WEATHERS,
    Kind,
    Place,
    Scene,
    Subject,
    allowed_actions,
    allowed_relations,
)
from engine.storybook.wording import either, pattern

Key = TypeVar("Key")


@dataclass(frozen=True)
class GrammarCheck:
    """How many sentences of a text are in the world's grammar, and how many are not."""

    right: int
    wrong: int


def is_grammatical(sentence: str) -> bool:
    """Whether one sentence, without marks around it, could have been written in the world."""
    plain = sentence.lower()
    return any(shape.fullmatch(plain) and upper == sentence[:1].isupper() for shape, upper in _shapes())


def check_grammar(text: str) -> GrammarCheck:
    """Count the sentences of a text (its title, headings and captions, too) that are in the world's grammar."""
    verdicts = [is_grammatical(sentence) for sentence in facts.sentences(text)]
    return GrammarCheck(verdicts.count(True), verdicts.count(False))


def _flat(beats: Iterable[Beat]) -> Iterator[str]:
    for beat in beats:
        for piece in beat:
            yield from piece


def _templates() -> Iterator[str]:
    """Every template that an article or a caption may be made of."""
    for family in captions.CAPTION_FAMILIES:
        yield from family
    yield "{Who}[ {doing}] {there}[ {then}][ {weather}][, {in_style}]."
    yield "This picture is {a_sketch}."
    yield "{It_is_night}, and {it_is_raining} outside."
    for theme in solo_stories.SOLO_THEMES + friend_stories.FRIEND_THEMES:
        yield from (*theme.titles, *theme.last, *_flat(theme.beats))
    for leads in (introductions.KIND_LEADS, introductions.PLACE_LEADS, fact_pieces.KIND_LEADS, fact_pieces.PLACE_LEADS):
        yield from _flat(leads.values())
    for beats in (guides.MEETING, guides.CARING, guides.VISITING):
        yield from _flat(beats)
    yield from _flat((introductions.KIND_CLOSINGS, introductions.PLACE_CLOSINGS, introductions.LANDMARKS))
    for fixed in (
        introductions.KIND_POINTERS, introductions.PLACE_POINTERS, fact_pieces.POINTERS, guides.POINTERS,
        introductions.KIND_TITLES, introductions.PLACE_TITLES, introductions.LANDMARK_TITLES, guides.MEETING_TITLES,
        guides.CARING_TITLES, guides.VISITING_TITLES, fact_pieces.KIND_TITLES, fact_pieces.PLACE_TITLES,
        outside.NOTICES, outside.CITY_NOTICES, outside.SHOWN_NOTICES,
    ):  # fmt: skip
        yield from fixed
    yield from _FORMER
    for table in (details.TIME_CHANGES, details.WEATHER_CHANGES, details.PLACE_DETAILS, details.OPEN_SKY_DETAILS,
                  details.TIME_DETAILS, details.WEATHER_DETAILS, fact_pieces.KIND_HEADINGS,
                  fact_pieces.PLACE_HEADINGS):  # fmt: skip
        for sentences in table.values():
            yield from sentences
    for headings in (
        guides.MEETING_HEADINGS,
        guides.CARING_HEADINGS,
        guides.VISITING_HEADINGS,
        paragraphs.STORY_HEADINGS,
    ):
        for pair in headings:
            yield from pair


_FORMER = (
    "On the way {it} found {find} and kept a little of it for luck.",
    "{It} came across {find} and took some of it along for good luck.",
    "It is proud of its {kind}.",
)
"""Sentences that earlier editions of the world wrote, and models that learnt them may still write."""


def _statements() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every way to tell a fact, with the patterns of its names."""
    kinds = {name: either(facts.kind_slots(kind)[name] for kind in KINDS) for name in facts.kind_slots("dog")}
    places = {name: either(facts.place_slots(place)[name] for place in PLACES) for name in facts.place_slots("sea")}
    times = {name: either(facts.time_slots(time)[name] for time in TIMES) for name in facts.time_slots("day")}
    sky = {name: either(facts.weather_slots(each)[name] for each in WEATHERS) for name in facts.weather_slots("fog")}
    tables = (
        (facts.KIND_STATEMENTS, kinds), (facts.PLACE_STATEMENTS, places), (facts.TIME_STATEMENTS, times),
        (facts.WEATHER_STATEMENTS, sky),
    )  # fmt: skip
    for statements, slots in tables:
        for wordings in statements.values():
            for wording in wordings:
                yield wording, slots
                for opener in facts.OPENERS:
                    yield opener + wording, slots
    yield facts.COLOUR_STATEMENTS[0], {"colour": either(COLOURS), "thing": either(COLOUR_FACTS.values())}
    made = either([*WORN_FACTS.values(), *HELD_FACTS.values()])
    yield facts.MADE_STATEMENTS[0], {"items": either([*WORN_PLURAL.values(), *HELD_PLURAL.values()]), "made": made}
    for sentence in STYLE_FACTS.values():
        yield sentence, {}


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """A pattern for each sentence of each template, and whether the sentence begins with a capital."""
    names = _names()
    found: dict[tuple[str, bool], None] = {}
    for template in dict.fromkeys(_templates()):
        for sentence in facts.sentences(template):
            found[pattern(sentence, names), _begins_large(sentence)] = None
    for template, slots in _statements():
        found[pattern(template, slots), True] = None
    return tuple((re.compile(source), upper) for source, upper in found)


def _begins_large(sentence: str) -> bool:
    return sentence.lstrip("{[")[:1].isupper()


def _article(noun: str) -> str:
    """A noun with the article that its first letter wants."""
    return rf"(?:a(?= [^aeiou])|an(?= [aeiou])) {noun}"


@cache
def _names() -> Mapping[str, str]:
    """What can stand for each name in a template."""
    colour, kind, kinds = either(COLOURS), either(KINDS), either(plural(kind) for kind in KINDS)
    noun = rf"(?:{colour} )?{kind}"
    the, a_noun = f"the {kind}", _article(noun)
    who = rf"(?:{a_noun}|the {noun})(?: {_outfits()})?"
    finite, ing, related_finite, related_ing, plural_finite = _verb_forms()
    does = rf"(?:{finite}|{related_finite} {who})"
    doing = rf"(?:{ing}|(?:{related_ing}|on|in|beside|next to|behind|holding|carrying|hugging) {who})"
    there = either(
        [*_places(setting.AT_PLACE), *_places(setting.OVER_PLACE), *_places(setting.ON_WATER), *setting.ON_SOFA]
    )
    to_place, place = either(setting.TO_PLACE.values()), either(setting.PLACE_NAME.values())
    names = {
        "who": who, "simple": who, "other": who, "bare_who": rf"(?:{a_noun}|the {noun})", "both": f"{who} and {who}",
        "does": does, "does_it": does, "doing": doing,
            "do": rf"{plural_finite} (?:side by side|next to each other|together)",
        "does_the": f"{related_finite} {the}", "the_who": the, "they": f"they {plural_finite}", "has_on": _has_on(),
        "there": there, "to_place": to_place, "to_goal": to_place, "place": place, "goal": place,
        "place_its": "(?:its|their)", "place_is": rf"{place} (?:is|are)",
        "it": "(?:it|she)", "its": "(?:its|her)", "him": "(?:it|her)", "itself": "(?:itself|herself)",
        "the": the, "hero": f"the {noun}", "a_hero": a_noun, "a_friend": a_noun, "the_friend": the,
            "a_kind": _article(kind),
        "kind": kind, "kinds": kinds, "friend_kind": kind, "colour": colour,
            "nearest": rf"(?:{_article(kind)}|{place})",
        "the_rain": either(word for word in paragraphs.RAIN.values() if word),
    }  # fmt: skip
    things = [thing for theme in solo_stories.SOLO_THEMES + friend_stories.FRIEND_THEMES for thing in theme.things]
    names |= {"thing": either(a for a, _ in things if a), "the_thing": either(the for _, the in things if the)}
    for fact in ("sound", "love"):
        names[fact] = either(getattr(each, fact) for each in KIND_FACTS.values())
    names |= {"friend_sound": names["sound"], "friend_it": names["it"], "friend_itself": names["itself"]}
    for fact in ("find", "hear", "smell"):
        names[fact] = either(getattr(each, fact) for each in PLACE_FACTS.values())
    names["was_hear"] = f"(?:was|were) {names['hear']}"
    went = (*paragraphs.STEPS_ON, *paragraphs.SETS_OFF, *paragraphs.COMES)
    names["went"] = f"(?:{'|'.join(pattern(way, names) for way in went)})"
    return names | _sky_names()


def _places(table: Mapping[Place, tuple[str, ...]]) -> Iterator[str]:
    for phrases in table.values():
        yield from phrases


def _outfits() -> str:
    worn = [f"{link} {item}" for key, links in WORN_LINKS.items() for link in links for item in _own(WORN_NAME[key])]
    held = [f"{link} {item}" for key, links in HELD_LINKS.items() for link in links for item in _own(HELD_NAME[key])]
    things = either(item for held_name in HELD_NAME.values() for item in _own(held_name))
    return rf"(?:{either(worn)}(?: (?:and )?{either(held)}| and {things})?|{either(held)})"


def _own(item: str) -> tuple[str, ...]:
    """A thing, and the same as somebody's own: "a scarf", "its scarf", "her scarf"."""
    noun = re.sub(r"^an? ", "", item)
    return item, f"its {noun}", f"her {noun}"


def _has_on() -> str:
    worn, held = either(WORN_NAME.values()), either(HELD_NAME.values())
    return rf"(?:(?:is wearing|wears) {worn}|is wearing {worn} and holding {held}|(?:is holding|holds) {held})"


def _sky_names() -> dict[str, str]:
    """The names of times, weathers and styles."""
    present = [*_values(setting.AT_TIME), *_values(setting.UNDER_CLEAR_SKY)]
    weather = [*_values(setting.IN_WEATHER), *_values(setting.WEATHER_AT_WINDOW)]
    adjectives = either(word for word in _values(setting.WEATHER_ADJECTIVES) if word)
    sketch = either(_values(setting.STYLE_NOUNS))
    return {
        "then": either([*present, *(setting.in_tense(words, "past") for words in present)]),
        "weather": either(words for each in weather if each for words in (each, setting.in_tense(each, "past"))),
        "it_is_night": either(_values(setting.TIME_CLAUSES)),
        "it_is_raining": either(words for words in _values(setting.WEATHER_CLAUSES) if words),
        "a_night": rf"(?:an evening|a (?:{adjectives} )?{either(setting.TIME_NOUNS.values())})",
        "in_style": either(_values(setting.IN_STYLE)), "a_sketch": sketch, "a_picture": rf"(?:{sketch}|a picture)",
    }  # fmt: skip


def _values(table: Mapping[Key, tuple[str, ...]]) -> list[str]:
    return [words for phrases in table.values() for words in phrases]


@cache
def _verb_forms() -> tuple[str, str, str, str, str]:
    """Finite forms and participles of what one subject does; the same of one with regard to another, whose name
    follows; what two do together."""
    alone: dict[verbs.Verb, None] = {}
    related: dict[verbs.Verb, None] = {}
    for place in PLACES:
        for kind in KINDS:
            for action in allowed_actions(kind, place):
                subject = Subject(kind, "red", held="newspaper" if action == "read" else "none", action=action)
                alone |= dict.fromkeys(verbs.verbs_of(subject, place))
        for first in KINDS:
            for second in _OTHERS:
                related |= dict.fromkeys(_related(first, second, place))
    together = {verb.finite(tense, 2) for verb in alone for tense in ("present", "past")} | {"are", "were"}
    return (
        either(_finite(alone)), either(verb.participle for verb in alone), either(_finite(related)),
        either(verb.participle for verb in related), either(together),
    )  # fmt: skip


def _finite(found: Iterable[verbs.Verb]) -> Iterator[str]:
    for verb in found:
        yield from (verb.finite("present"), verb.finite("past"), verb.progressive("present"), verb.progressive("past"))


_OTHERS: tuple[Kind, ...] = ("horse", "armchair", "house", "cake", "bus", "salmon", "cat")
"""One of every sort that one can be on, or hold."""


def _related(first: Kind, second: Kind, place: Place) -> Iterator[verbs.Verb]:
    """What one kind may do with regard to another in a place."""
    subjects = tuple(Subject(kind, "red", action=allowed_actions(kind, place)[0]) for kind in (first, second))
    for relation in allowed_relations(first, second):
        yield from verbs.related_verbs(Scene(subjects, place, "night", relation=relation))
