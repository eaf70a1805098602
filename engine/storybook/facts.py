"""The facts of the storybook world, as data, and a reader that finds right and wrong ones in a text."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from engine.storybook.phrases import AT_PLACE, AT_TIME, PLACE_NAME, PLURAL_WORN, capital, plural
from engine.storybook.scene import KINDS, PLACES, TIMES, WORN, Kind, Place, Time, Worn

Relation = Literal["food", "home", "love", "say", "secret"]
PlaceRelation = Literal["smell", "find", "hear"]
TimeRelation = Literal["light", "awake"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

KIND_FACTS: Mapping[Kind, tuple[str, str, str, str, str]] = {
    "dog": ("bones and biscuits", "in baskets by the door", "long walks", "woof", "bury old letters"),
    "cat": ("fish and cream", "on warm window sills", "soft cushions", "miaow", "count the stars"),
    "fox": ("berries", "in dens under old trees", "fresh tracks", "yip", "collect shiny buttons"),
    "bear": ("honey", "in warm caves", "a long sleep", "grumble", "dance when nobody looks"),
    "rabbit": ("carrots and clover", "in deep burrows", "soft grass", "squeak", "bake tiny cakes"),
    "horse": ("hay and apples", "in stables", "a good gallop", "neigh", "dream of flying"),
    "elephant": ("leaves and melons", "in big families", "mud baths", "toot", "remember every birthday"),
    "owl": ("moths", "in hollow trees", "quiet hours", "hoo", "read old maps"),
    "duck": ("pondweed", "in nests among the reeds", "the rain", "quack", "write poems about puddles"),
    "dolphin": ("herring", "in the wide bay", "high jumps", "click", "give each other names"),
    "car": ("lemonade", "in garages", "open roads", "beep", "race the clouds"),
    "boat": ("the wind", "in harbours", "gentle waves", "splash", "tell stories of old storms"),
    "teapot": ("hot water", "in kitchen cupboards", "good company", "gurgle", "grant one small wish"),
    "robot": ("sunlight", "in workshops", "hard puzzles", "bip bop", "grow roses"),
    "house": ("firewood", "at the end of the lane", "visitors", "creak", "keep every story they hear"),
    "balloon": ("warm air", "in wicker baskets", "clear skies", "whoosh", "wave to the moon"),
}
"""For each kind, in the order of RELATIONS: food or fuel, home, what it loves, its sound, its secret."""

PLACE_FACTS: Mapping[Place, tuple[str, str, str]] = {
    "meadow": ("clover", "daisies", "crickets"),
    "forest": ("pine needles", "mushrooms", "a woodpecker"),
    "beach": ("salt", "shells", "gulls"),
    "snow": ("clean air", "small footprints", "soft steps"),
    "desert": ("warm dust", "an old cactus", "the dry wind"),
    "sea": ("seaweed", "starfish", "whales"),
    "mountains": ("cold stone", "wild goats", "a far echo"),
    "city": ("fresh bread", "a clock tower", "bells"),
}
"""For each place: what it smells of, what one can find, what one can hear."""

TIME_FACTS: Mapping[Time, tuple[str, str]] = {
    "day": ("clear and bright", "bees"),
    "sunset": ("long and warm", "swallows"),
    "night": ("thin and silver", "moths"),
}
"""For each time of day: what the light is like, and who is awake."""

WORN_FACTS: Mapping[Worn, str] = {
    "top hat": "great occasions", "scarf": "cold mornings", "sunglasses": "bright afternoons",
}  # fmt: skip
"""For each worn thing: what it is made for."""

OPENERS: tuple[str, ...] = ("", "", "", "", "As everyone knows, ", "After all, ", "Here is a fact: ")
_THINGS: frozenset[Kind] = frozenset({"car", "boat", "teapot", "robot", "house", "balloon"})
_KEPT: frozenset[Kind] = frozenset({"car", "boat", "teapot", "balloon"})


@dataclass(frozen=True)
class FactCheck:
    """How many fact sentences of a text are true in the storybook world, and how many are not."""

    right: int
    wrong: int


def kind_value(kind: Kind, relation: Relation) -> str:
    """The value of one relation: "berries" for what foxes eat."""
    return KIND_FACTS[kind][RELATIONS.index(relation)]


def _verbs(kind: Kind) -> Mapping[Relation, str]:
    home = "stand" if kind == "house" else "are kept" if kind in _KEPT else "live"
    return {"food": "run on" if kind in _THINGS else "eat", "home": home, "love": "love", "say": "say"}


def kind_fact(kind: Kind, relation: Relation, wording: int = 0) -> str:
    """A sentence that states a fact about a kind. Each relation has two wordings, 0 and 1."""
    subject, value = plural(kind), kind_value(kind, relation)
    if relation == "secret":
        return f"In secret, {subject} {value}." if wording == 0 else f"Few people know that {subject} {value}."
    if wording == 1 and relation == "love":
        return f"More than anything, {subject} love {value}."
    start = "All " if wording == 1 else ""
    return capital(f"{start}{subject} {_verbs(kind)[relation]} {value}.")


def place_fact(place: Place, relation: PlaceRelation) -> str:
    """A sentence that states a fact about a place."""
    smell, find, hear = PLACE_FACTS[place]
    if relation == "smell":
        return f"{capital(PLACE_NAME[place])} {'smell' if place == 'mountains' else 'smells'} of {smell}."
    where = AT_PLACE[place][0]
    return f"{capital(where)} you can {relation} {find if relation == 'find' else hear}."


def time_fact(time: Time, relation: TimeRelation) -> str:
    """A sentence that states a fact about a time of day."""
    light, awake = TIME_FACTS[time]
    when = capital(AT_TIME[time][0])
    return f"{when} the light is {light}." if relation == "light" else f"{when} the {awake} are awake."


def worn_fact(worn: Worn) -> str:
    """A sentence that says what a worn thing is made for."""
    return f"{capital(PLURAL_WORN[worn])} are made for {WORN_FACTS[worn]}."


def random_kind_fact(kind: Kind, rng: random.Random) -> str:
    """One of the facts about a kind, in one of its wordings, perhaps with a few words before it."""
    relation, opener = rng.choice(RELATIONS), rng.choice(OPENERS)
    if not opener:
        return kind_fact(kind, relation, rng.randrange(2))
    fact = kind_fact(kind, relation)
    return fact if relation == "secret" else opener + fact[0].lower() + fact[1:]


def random_setting_fact(place: Place, time: Time, rng: random.Random) -> str:
    """One of the facts about a place, or sometimes about a time of day."""
    if rng.random() < 0.3:
        return time_fact(time, rng.choice(get_args(TimeRelation)))
    return place_fact(place, rng.choice(get_args(PlaceRelation)))


def all_facts() -> list[str]:
    """Every fact of the world, each in its first wording."""
    facts = [kind_fact(kind, relation) for kind in KINDS for relation in RELATIONS]
    facts += [place_fact(place, relation) for place in PLACES for relation in get_args(PlaceRelation)]
    facts += [time_fact(time, relation) for time in TIMES for relation in get_args(TimeRelation)]
    return facts + [worn_fact(worn) for worn in WORN if worn != "none"]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Patterns with groups "subject" and "value", each with the relations that it may state."""
    opener = f"(?:{_either([text.lower() for text in OPENERS if text])})?"
    kinds = f"(?:all )?(?P<subject>{_either([plural(kind) for kind in KINDS])})"
    where = f"(?P<subject>{_either([AT_PLACE[place][0] for place in PLACES])})"
    when = f"(?P<subject>{_either([AT_TIME[time][0] for time in TIMES])})"
    worn = f"(?P<subject>{_either([PLURAL_WORN[item] for item in WORN if item != 'none'])})"
    value = "(?P<value>.+)"
    shapes = (
        (f"{kinds} (?:eat|run on) {value}", ("food",)),
        (f"{kinds} (?:live|are kept|stand) {value}", ("home",)),
        (f"(?:more than anything, )?{kinds} love {value}", ("love",)),
        (f"{kinds} say {value}", ("say",)),
        (f"(?:in secret,|few people know that) {kinds} {value}", ("secret",)),
        (f"(?P<subject>{_either(list(PLACE_NAME.values()))}) smells? of {value}", ("smell",)),
        (f"{where} you can find {value}", ("find",)),
        (f"{where} you can hear {value}", ("hear",)),
        (f"{when} the light is {value}", ("light",)),
        (f"{when} the {value} are awake", ("awake",)),
        (f"{worn} are made for {value}", ("made",)),
    )
    return tuple((re.compile(f"{opener}{shape}[.!?]?"), relations) for shape, relations in shapes)


@cache
def _truth() -> frozenset[tuple[str, str, str]]:
    """Every (relation, subject, value) that holds."""
    truth: list[tuple[str, str, str]] = [
        (relation, plural(kind), kind_value(kind, relation)) for kind in KINDS for relation in RELATIONS
    ]
    for place, (smell, find, hear) in PLACE_FACTS.items():
        where = AT_PLACE[place][0]
        truth += [("smell", PLACE_NAME[place], smell), ("find", where, find), ("hear", where, hear)]
    for time, (light, awake) in TIME_FACTS.items():
        truth += [("light", AT_TIME[time][0], light), ("awake", AT_TIME[time][0], awake)]
    truth += [("made", PLURAL_WORN[worn], value) for worn, value in WORN_FACTS.items()]
    return frozenset((relation, subject, value.lower()) for relation, subject, value in truth)


def sentences(text: str) -> list[str]:
    """The sentences of a text, headings and emphasis marks stripped."""
    return [part.strip(" *_#\"'") for part in re.findall(r"[^.!?\n]+[.!?]?", text) if part.strip(" *_#\"'")]


def judge_fact(sentence: str) -> bool | None:
    """Whether a sentence states a true fact; None when it states no fact at all."""
    plain = sentence.lower().strip()
    for pattern, relations in _patterns():
        found = pattern.fullmatch(plain)
        if found:
            value = found["value"].rstrip(".!?")
            return any((relation, found["subject"], value) in _truth() for relation in relations)
    return None


def check_facts(text: str) -> FactCheck:
    """Count the fact sentences of a text that are right and wrong.

    A sentence counts as a fact when it has the form of one ("Foxes eat ..."), whatever its value.
    """
    verdicts = [judge_fact(sentence) for sentence in sentences(text)]
    return FactCheck(verdicts.count(True), verdicts.count(False))
