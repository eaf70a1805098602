"""Facts told in sentences, and a reader that finds right and wrong ones in a text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from engine.storybook.fact_table import (
    COLOUR_FACTS,
    FRIENDS,
    HELD_FACTS,
    KIND_FACTS,
    PLACE_FACTS,
    STYLE_FACTS,
    TIME_FACTS,
    WEATHER_FACTS,
    WORN_FACTS,
    FoodVerb,
)
from engine.storybook.phrases import HELD_PLURAL, WORN_PLURAL, plural, with_article
from engine.storybook.scene import KINDS, Kind, Place, Time, Weather
from engine.storybook.setting import AT_PLACE, AT_TIME, PLACE_NAME
from engine.storybook.wording import NAME, capital, either, fill, lowered, pattern

Relation = Literal["being", "food", "home", "size", "sound", "habit", "love", "friend"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

KIND_STATEMENTS: Mapping[Relation, tuple[str, ...]] = {
    "being": ("{A_kind} is {being}.", "The {kind} is {being}.", "In short, {a_kind} is {being}."),
    "food": (
        "{Kinds} {feed} {food}.", "All {kinds} {feed} {food}.", "{A_kind} {feeds} {food}.",
        "What {kinds} {feed} is simple: {food}.",
    ),
    "home": ("{Kinds} {stay} {home}.", "Most {kinds} {stay} {home}.",
        "You may already know that {kinds} {stay} {home}."),
    "size": ("{A_kind} is {size}.", "{Kinds} are {size}.", "If you measure it, {a_kind} is {size}."),
    "sound": ("{Kinds} say {sound}.", "{A_kind} says {sound}.", "If something says {sound}, it is {a_kind}."),
    "habit": ("{Kinds} {habit}.", "Few people know that {kinds} {habit}.", "It is true that {kinds} {habit}."),
    "love": (
        "{Kinds} love {love}.", "{A_kind} loves {love}.", "More than anything, {kinds} love {love}.",
        "Nothing makes {kinds} happier than {love}.",
    ),
    "friend": (
        "{Kinds} and {friends} are the best of friends.", "The best friends of {kinds} are {friends}.",
        "{Kinds} are best friends with {friends}.",
    ),
}  # fmt: skip
"""How a fact about a kind is told; the first wording is the plain one."""
PLACE_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "being": ("{Place_is} {being}.", "Everyone says that {place_is} {being}."),
    "smell": ("{Place_smells} of {smell}.", "{There} it smells of {smell}."),
    "find": ("{There} you can find {find}.", "With a little luck you find {find} {there}."),
    "hear": ("{There} you can hear {hear}.", "Listen, and you can hear {hear} {there}."),
    "good": ("{Place_is} good for {good}.", "There is no better place for {good} than {place}."),
}
TIME_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "light": ("{Then} the light is {light}.", "The light {then} is {light}."),
    "awake": ("{Then} the {awake} are awake.", "The {awake} are awake {then}."),
    "good": ("{Time} is good for {good}.", "There is no better time for {good} than {time}."),
}
WEATHER_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "does": ("{Weather} {does}.", "Everyone knows that {weather} {does}."),
    "good": ("{Weather} is good for {good}.", "There is no better weather for {good} than {weather}."),
}
COLOUR_STATEMENTS = ("{Colour} is the colour of {thing}.",)
MADE_STATEMENTS = ("{Items} are made for {made}.",)
OPENERS = ("As everyone knows, ", "After all, ", "By the way, ", "Here is a fact: ", "Remember: ")
"""What may come before a statement."""
OPENED = ("{Kinds} ", "{A_kind} ", "{Place_", "{There}", "{Then}", "{Time}", "{Weather}")
"""How statements begin that an opener may come before."""

TIME_NAMES: Mapping[Time, str] = {"dawn": "dawn", "day": "the day", "sunset": "the evening", "night": "the night"}
WEATHER_NAMES: Mapping[Weather, str] = {
    "clear": "a clear sky", "rain": "rain", "snowfall": "falling snow", "fog": "fog",
}  # fmt: skip
_FEEDS: Mapping[FoodVerb, str] = {"eat": "eats", "run on": "runs on", "need": "needs"}
_PLURAL_PLACES: tuple[Place, ...] = ("mountains",)


@dataclass(frozen=True)
class FactCheck:
    """How many fact sentences of a text are true in the storybook world, and how many are not."""

    right: int
    wrong: int


def kind_slots(kind: Kind) -> dict[str, str]:
    """The values of all names that a statement about a kind may use."""
    facts = KIND_FACTS[kind]
    return {
        "kind": kind, "a_kind": with_article(kind), "kinds": plural(kind), "being": facts.being, "food": facts.food,
        "feed": facts.feeds, "feeds": _FEEDS[facts.feeds], "home": facts.home, "stay": facts.stays,
        "size": facts.size, "sound": facts.sound, "habit": facts.habit, "love": facts.love,
        "friends": plural(FRIENDS[kind]),
    }  # fmt: skip


def place_slots(place: Place) -> dict[str, str]:
    """The values of all names that a statement about a place may use."""
    facts, name, many = PLACE_FACTS[place], PLACE_NAME[place], place in _PLURAL_PLACES
    return {
        "place": name, "place_its": "their" if many else "its", "place_is": f"{name} {'are' if many else 'is'}",
        "place_smells": f"{name} {'smell' if many else 'smells'}", "there": AT_PLACE[place][0],
        "being": facts.being, "smell": facts.smell, "find": facts.find, "hear": facts.hear, "good": facts.good,
    }  # fmt: skip


def time_slots(time: Time) -> dict[str, str]:
    """The values of all names that a statement about a time of day may use."""
    facts = TIME_FACTS[time]
    return {"then": AT_TIME[time][0], "time": TIME_NAMES[time], "light": facts.light, "awake": facts.awake,
            "good": facts.good}  # fmt: skip


def weather_slots(weather: Weather) -> dict[str, str]:
    """The values of all names that a statement about a weather may use."""
    does, good = WEATHER_FACTS[weather]
    return {"weather": WEATHER_NAMES[weather], "does": does, "good": good}


def kind_fact(kind: Kind, relation: Relation, wording: int = 0) -> str:
    """A sentence that states a fact about a kind; wordings count from 0, the plain one."""
    return fill(KIND_STATEMENTS[relation][wording], kind_slots(kind))


def random_kind_fact(kind: Kind, rng: random.Random, relation: Relation | None = None) -> str:
    """A fact about a kind in one of its wordings, now and then with a few words before it."""
    chosen = rng.choice(RELATIONS) if relation is None else relation
    template = rng.choice(KIND_STATEMENTS[chosen])
    return _opened(template, fill(template, kind_slots(kind)), rng)


def opened_kind_fact(kind: Kind, relation: Relation, rng: random.Random) -> str:
    """A fact about a kind as a remark in passing: "After all, foxes walk on tiptoe."."""
    return rng.choice(OPENERS[:3]) + kind_fact(kind, relation).replace(capital(plural(kind)), plural(kind), 1)


def random_place_fact(place: Place, rng: random.Random, relation: str | None = None) -> str:
    """A fact about a place in one of its wordings."""
    template = rng.choice(PLACE_STATEMENTS[relation or rng.choice(tuple(PLACE_STATEMENTS))])
    return _opened(template, fill(template, place_slots(place)), rng)


def random_sky_fact(time: Time, weather: Weather, rng: random.Random) -> str:
    """A fact about a time of day, or about a weather if it is not clear."""
    if weather != "clear" and rng.random() < 0.5:
        template = rng.choice(rng.choice(tuple(WEATHER_STATEMENTS.values())))
        return fill(template, weather_slots(weather))
    template = rng.choice(rng.choice(tuple(TIME_STATEMENTS.values())))
    return _opened(template, fill(template, time_slots(time)), rng)


def _opened(template: str, sentence: str, rng: random.Random) -> str:
    if template.startswith(OPENED) and rng.random() < 0.25:
        return rng.choice(OPENERS) + lowered(sentence)
    return sentence


def all_facts() -> list[str]:
    """Every fact of the world, each in its plain wording."""
    facts = [kind_fact(kind, relation) for kind in KINDS for relation in RELATIONS]
    facts += [fill(wordings[0], place_slots(place)) for place in PLACE_FACTS for wordings in PLACE_STATEMENTS.values()]
    facts += [fill(wordings[0], time_slots(time)) for time in TIME_FACTS for wordings in TIME_STATEMENTS.values()]
    facts += [
        fill(wordings[0], weather_slots(weather))
        for weather in WEATHER_FACTS
        for wordings in WEATHER_STATEMENTS.values()
    ]
    facts += [fill(COLOUR_STATEMENTS[0], {"colour": colour, "thing": thing}) for colour, thing in COLOUR_FACTS.items()]
    made = {WORN_PLURAL[worn]: value for worn, value in WORN_FACTS.items()}
    made |= {HELD_PLURAL[held]: value for held, value in HELD_FACTS.items()}
    facts += [fill(MADE_STATEMENTS[0], {"items": items, "made": value}) for items, value in made.items()]
    return [*facts, *STYLE_FACTS.values()]


@dataclass(frozen=True)
class _Shape:
    """One wording of one relation, as a pattern with a group "value"."""

    pattern: re.Pattern[str]
    subject: str
    truths: Mapping[str, str]


@cache
def _shapes() -> tuple[_Shape, ...]:
    kinds, places = {kind: kind_slots(kind) for kind in KINDS}, {place: place_slots(place) for place in PLACE_FACTS}
    times, weathers = {time: time_slots(time) for time in TIME_FACTS}, {w: weather_slots(w) for w in WEATHER_FACTS}
    shapes: list[_Shape] = []
    for relation, wordings in KIND_STATEMENTS.items():
        if relation == "food":
            # "A fox runs on the beach" is no statement about food
            for verb in _FEEDS:
                fed = [row for row in kinds.values() if verb != "run on" or row["feed"] == verb]
                shapes += _shapes_of(wordings, relation, fed, {"feed": verb, "feeds": _FEEDS[verb]})
            continue
        shapes += _shapes_of(wordings, "friends" if relation == "friend" else relation, kinds.values())
    for tables, slots in ((PLACE_STATEMENTS, places), (TIME_STATEMENTS, times), (WEATHER_STATEMENTS, weathers)):
        for aspect, wordings in tables.items():
            shapes += _shapes_of(wordings, aspect, slots.values())
    colours = [{"colour": colour, "thing": thing} for colour, thing in COLOUR_FACTS.items()]
    made = [{"items": WORN_PLURAL[worn], "made": value} for worn, value in WORN_FACTS.items()]
    made += [{"items": HELD_PLURAL[held], "made": value} for held, value in HELD_FACTS.items()]
    return (*shapes, *_shapes_of(COLOUR_STATEMENTS, "thing", colours), *_shapes_of(MADE_STATEMENTS, "made", made))


_FREE_VALUES = {
    "being": r"(?:a|an|the) \w.*", "size": r"(?:as|no) \w.*", "light": r"\w.*", "awake": r"\w+",
}  # fmt: skip
"""What the value of a relation may look like; values of all others may be anything."""


def _shapes_of(
    wordings: Sequence[str], value: str, slots: Iterable[Mapping[str, str]], fixed: Mapping[str, str] | None = None
) -> list[_Shape]:
    """A shape for each wording; `fixed` gives names a single value, and only rows that have it are right."""
    rows = list(slots)
    right = [row for row in rows if all(row[name] == wanted for name, wanted in (fixed or {}).items())]
    free = _FREE_VALUES.get(value, r"\w.*")
    if value in ("habit", "does") or (value == "being" and "place" in rows[0]):
        free = either(row[value].split(" ")[0] for row in rows) + r"\b.*"
    opener = f"(?:{'|'.join(re.escape(text.lower()) for text in OPENERS)})?"
    shapes = []
    for wording in wordings:
        names = [lowered(name) for name in NAME.findall(wording)]
        subject = next(name for name in names if name not in (value, "feed", "feeds", "stay"))
        patterns = {
            name: either([fixed[name]] if fixed and name in fixed else [r[name] for r in rows]) for name in names
        }
        patterns[subject] = f"(?P<subject>{patterns[subject]})"
        patterns[value] = f"(?P<value>{free})"
        compiled = re.compile(opener + pattern(wording.rstrip("."), patterns) + r"[.!?]?")
        shapes.append(_Shape(compiled, subject, {row[subject].lower(): row[value].lower() for row in right}))
    return shapes


def sentences(text: str) -> list[str]:
    """The sentences of a text, headings and emphasis marks stripped."""
    return [part.strip(" *_#\"'") for part in re.findall(r"[^.!?\n]+[.!?]?", text) if part.strip(" *_#\"'")]


def judge_fact(sentence: str) -> bool | None:
    """Whether a sentence states a true fact; None when it states no fact at all.

    A sentence counts as a fact when it has the form of one ("Foxes eat ..."), whatever its value.
    """
    plain = sentence.lower().strip()
    if plain.rstrip(".") in _style_facts():
        return True
    verdict: bool | None = None
    for shape in _shapes():
        found = shape.pattern.fullmatch(plain)
        if found:
            if shape.truths.get(found["subject"]) == found["value"].rstrip(".!?"):
                return True
            verdict = False
    return verdict


@cache
def _style_facts() -> frozenset[str]:
    return frozenset(fact.lower().rstrip(".") for fact in STYLE_FACTS.values())


def check_facts(text: str) -> FactCheck:
    """Count the fact sentences of a text that are right and wrong."""
    verdicts = [judge_fact(sentence) for sentence in sentences(text)]
    return FactCheck(verdicts.count(True), verdicts.count(False))
