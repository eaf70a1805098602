"""Wishes for another picture, in the words of people: one attribute at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from engine.storybook.phrases import HELD_NAME, WORN_NAME, joined, pronoun, with_article
from engine.storybook.scene import (
    CREATURES,
    SWIMMERS,
    WATER,
    Place,
    Scene,
    Subject,
    Time,
    Weather,
)
from engine.storybook.setting import AT_PLACE, IN_STYLE, ON_SOFA, OVER_PLACE, PLACE_NAME, STYLE_NOUNS, TO_PLACE
from engine.storybook.verbs import scene_verb, verbs_of
from engine.storybook.wording import choose, fill

PLACE_WISHES = (
    "put {it} {there}", "now {there}", "{there}", "{there}, please", "move {it} {to}", "take {it} {to}",
    "let {it} be {there}", "the same picture {there}", "{the} {is} {there}", "{the} {does} {there}",
    "{the} {does} {there}", "now {they} {does} {there}", "change the place: {there}", "I want {it} {there}",
    "can you put {it} {there}?", "same picture but {there}", "change the background to {place}", "what about {there}?",
    "{they} should be {there}", "make {it} {be_doing} {there}",
)  # fmt: skip
WATER_WISHES = (
    "{the} {does} in water", "let {it} {do} in the water", "{doing} in water", "put {it} in the water",
)  # fmt: skip
"""More for the sea, which is what water means when nobody says which."""
SOFA_WISHES = (
    "{the} {does} {sofa}", "let {it} {do} {sofa}", "{doing} {sofa}", "{sofa}, please", "now {they} {does} {sofa}",
    "make {it} {do} {sofa}",
)  # fmt: skip
TIME_WISHES: Mapping[Time, tuple[str, ...]] = {
    "dawn": (
        "at dawn",
        "make it dawn",
        "make it early morning",
        "in the early morning",
        "at sunrise, please",
        "now at sunrise",
    ),
    "day": (
        "by day",
        "make it day",
        "in the daytime, please",
        "change it to day",
        "make it the middle of the day",
        "during the day",
    ),
    "sunset": (
        "at sunset",
        "make it evening",
        "make it sunset",
        "let the sun go down",
        "in the evening light",
        "at dusk",
    ),
    "night": (
        "at night",
        "make it night",
        "by night, please",
        "now at night",
        "change it to night",
        "the same at night",
    ),
}
WEATHER_WISHES: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("clear weather, please", "make the sky clear", "no {old}", "no {old}, please", "stop the {old}"),
    "rain": ("let it rain", "make it rain", "in the rain", "add some rain", "now in pouring rain", "it is raining"),
    "snowfall": ("let it snow", "make it snow", "with falling snow", "add some snowflakes", "now it is snowing"),
    "fog": ("in the fog", "add some fog", "make it foggy", "in thick fog, please", "let there be mist"),
}
STYLE_WISHES = (
    "{as_sketch}", "{as_sketch}, please", "now {as_sketch}", "make it {a_sketch}", "turn this into {a_sketch}",
    "the same {as_sketch}", "redo it {as_sketch}", "show it {as_sketch}", "I want {a_sketch}", "can I have {a_sketch}?",
)  # fmt: skip
COLOUR_WISHES = (
    "make {the} {colour}", "paint {it} {colour}", "make {it} {colour}", "{the} is {colour}", "in {colour}",
    "{a_coloured}", "turn {the} {colour}", "colour {it} {colour}", "change the colour to {colour}", "now in {colour}",
    "{they} should be {colour}", "could {they} be {colour}?", "I prefer {colour}",
)  # fmt: skip
TWO_COLOUR_WISHES = (
    "make {the} {colour}", "paint {the} {colour}", "the {kind} is {colour}", "turn {the} {colour}",
    "{the} should be {colour}",
)  # fmt: skip
WEAR_WISHES = (
    "give {it} {worn}", "{the} wears {worn}", "with {worn}", "wearing {worn}", "put {worn} on {the}", "add {worn}",
    "let {it} wear {worn}", "{the} needs {worn}", "dress {the} in {worn}", "now with {worn}", "{worn} please",
)  # fmt: skip
TWO_WEAR_WISHES = (
    "give {the} {worn}", "{the} wears {worn}", "put {worn} on {the}", "let {the} wear {worn}", "{the} needs {worn}",
)  # fmt: skip
BARE_WISHES = (
    "take off the {item}", "remove the {item}", "without the {item}", "no {item}", "take the {item} off",
    "{the} without the {item}",
)  # fmt: skip
TWO_BARE_WISHES = ("take the {item} off {the}", "{the} without the {item}", "remove the {item} from {the}")
HOLD_WISHES = (
    "give {it} {held}", "{the} holds {held}", "with {held}", "holding {held}", "let {it} hold {held}", "add {held}",
    "put {held} in {its} hand", "now with {held}",
)  # fmt: skip
DROP_WISHES = ("without the {item}", "remove the {item}", "take the {item} away", "no {item}", "put the {item} away")
ACTION_WISHES = (
    "let {it} {do}", "make {it} {do}", "{the} {does}", "now {they} {does}", "{doing}", "{the} is {doing}",
    "{they} should {do}", "can {they} {do}?", "I want to see {it} {do}",
)  # fmt: skip
STAND_WISHES = ("let {it} stand up", "{the} stands there", "make {it} stand", "now {they} stands still")
KIND_WISHES = (
    "turn {the} into {a_new}", "make it {a_new}", "replace {the} with {a_new}", "{a_new} instead of {the}",
    "change {the} into {a_new}", "I would like {a_new} instead", "no, {a_new}",
)  # fmt: skip
TWO_KIND_WISHES = ("turn {the} into {a_new}", "replace {the} with {a_new}", "{a_new} instead of {the}")
COMPANY_WISHES: Mapping[str, tuple[str, ...]] = {
    "beside": ("add {a_new}", "put {a_new} beside {the}", "with {a_new} next to {it}", "{a_new} beside {it}",
               "let {a_new} join {the}"),
    "behind": ("put {the} behind {a_new}", "{the} behind {a_new}", "hide {the} behind {a_new}"),
    "above": ("let {it} fly above {a_new}", "{the} flies over {a_new}", "{the} above {a_new}"),
    "on": ("put {the} on {a_new}", "let {the} ride on {a_new}", "{the} on {a_new}"),
    "holding": ("{the} holds {a_new}", "let {the} hold {a_new}", "{the} holding {a_new}"),
}  # fmt: skip
ALONE_WISHES = (
    "remove the {other}", "without the {other}", "only {the}", "take the {other} away", "just {the}, please",
    "{the} alone",
)  # fmt: skip
RELATION_WISHES: Mapping[str, tuple[str, ...]] = {
    "beside": ("put them side by side", "{the} beside {the_other}", "put {the} next to {the_other}"),
    "behind": ("put {the} behind {the_other}", "{the} behind {the_other}", "hide {the} behind {the_other}"),
    "above": ("let {the} fly above {the_other}", "{the} flies over {the_other}"),
    "on": ("put {the} on {the_other}", "{the} rides on {the_other}", "let {the} sit on {the_other}"),
    "holding": ("{the} holds {the_other}", "let {the} hold {the_other}"),
}  # fmt: skip
WISH_FAMILIES = (
    PLACE_WISHES, WATER_WISHES, SOFA_WISHES, *TIME_WISHES.values(), *WEATHER_WISHES.values(), STYLE_WISHES,
    COLOUR_WISHES, TWO_COLOUR_WISHES, WEAR_WISHES, TWO_WEAR_WISHES, BARE_WISHES, TWO_BARE_WISHES, HOLD_WISHES,
    DROP_WISHES, ACTION_WISHES, STAND_WISHES, KIND_WISHES, TWO_KIND_WISHES, *COMPANY_WISHES.values(), ALONE_WISHES,
    *RELATION_WISHES.values(),
)  # fmt: skip


def wish_for(before: Scene, after: Scene, index: int, name: str, rng: random.Random, *, held_out: bool = False) -> str:
    """One change in words.

    Args:
        before, after: the picture without and with the change.
        index: of the subject that it is about.
        name: the attribute that changes: "place", "time", "weather", "style", "colour", "worn", "held", "action",
            "kind", "company" or "relation".
        rng: the only source of chance.
        held_out: whether wordings may be those that are kept out of training.
    """
    subject = before.subjects[index]
    slots = _subject_slots(before, subject, rng)
    if name == "place":
        return _place_wish(before, after, slots, rng, held_out)
    if name in ("company", "relation"):
        return _company_wish(before, after, slots, name, rng, held_out)
    alone, now = len(before.subjects) == 1, after.subjects[index]
    templates: tuple[str, ...]
    if name == "time":
        templates = TIME_WISHES[after.time]
    elif name == "weather":
        slots["old"] = {"snowfall": "snow"}.get(before.weather, before.weather)
        templates = WEATHER_WISHES[after.weather]
    elif name == "style":
        slots["as_sketch"] = rng.choice([words for words in IN_STYLE[after.style] if words.startswith(("as ", "in "))])
        slots["a_sketch"] = rng.choice(STYLE_NOUNS[after.style])
        templates = STYLE_WISHES
    elif name == "colour":
        slots["colour"], slots["a_coloured"] = now.colour, with_article(f"{now.colour} {subject.kind}")
        templates = COLOUR_WISHES if alone else TWO_COLOUR_WISHES
    elif name == "kind":
        slots["a_new"] = with_article(now.kind)
        templates = KIND_WISHES if alone else TWO_KIND_WISHES
    elif name == "action":
        slots |= _doing_slots(after, rng)
        templates = STAND_WISHES if now.action == "stand" else ACTION_WISHES
    else:
        templates = _dressing(subject, now, name, alone, slots)
    return fill(choose(rng, templates, slots, held_out=held_out), slots)


def _dressing(subject: Subject, now: Subject, name: str, alone: bool, slots: dict[str, str]) -> tuple[str, ...]:
    """The wishes for something to wear or hold, or for nothing; adds what they name to the slots."""
    if name == "worn":
        if now.worn == "none":
            slots["item"] = subject.worn
            return BARE_WISHES if alone else TWO_BARE_WISHES
        slots["worn"] = WORN_NAME[now.worn]
        return WEAR_WISHES if alone else TWO_WEAR_WISHES
    if now.held == "none":
        slots["item"] = subject.held
        return DROP_WISHES
    slots["held"] = HELD_NAME[now.held]
    return HOLD_WISHES


def _subject_slots(scene: Scene, subject: Subject, rng: random.Random) -> dict[str, str]:
    him = pronoun(subject.kind, "him") if rng.random() < 0.5 else "it"
    alone = len(scene.subjects) == 1
    return {
        "the": f"the {subject.kind}", "kind": subject.kind, "its": pronoun(subject.kind, "its"),
        "it": him if alone and rng.random() < 0.5 else f"the {subject.kind}",
        "they": "it" if alone and rng.random() < 0.5 else f"the {subject.kind}",
    }  # fmt: skip


def _doing_slots(after: Scene, rng: random.Random) -> dict[str, str]:
    verb = scene_verb(after, rng)
    return {"do": f"{verb.base}{verb.after}", "does": verb.finite("present"), "doing": verb.participle}


def _place_wish(before: Scene, after: Scene, slots: dict[str, str], rng: random.Random, held_out: bool) -> str:
    """A wish for another place; in water, to swim there, and in the room, perhaps to lie on the sofa."""
    place: Place = after.place
    subjects, many = before.subjects, len(before.subjects) > 1
    main = after.main
    verb = rng.choice(verbs_of(main, place)[:1] if many else verbs_of(main, place))
    count = 2 if many else 1
    all_do = not many or len({subject.action for subject in after.subjects}) == 1
    flying = main.action == "fly" and not many and place in OVER_PLACE
    wet = place in WATER and main.action == "swim"
    slots |= {
        "there": rng.choice(OVER_PLACE[place] if flying else AT_PLACE[place]),
        "to": "" if flying else TO_PLACE[place], "place": PLACE_NAME[place], "is": "are" if many else "is",
        "does": verb.finite("present", count) if all_do else "", "do": f"{verb.base}{verb.after}" if all_do else "",
        "doing": verb.participle if all_do else "", "be_doing": f"{verb.base}{verb.after}" if wet and all_do else "",
    }  # fmt: skip
    if many:
        slots |= {"the": joined([f"the {subject.kind}" for subject in subjects]), "it": "them", "they": "they"}
    if place == "room" and main.action in ("lie", "sleep") and not many and main.action != before.main.action:
        slots["sofa"] = rng.choice(ON_SOFA)
        return fill(choose(rng, SOFA_WISHES, slots, held_out=held_out), slots)
    swims = all(subject.kind in CREATURES + SWIMMERS for subject in subjects)
    if place == "sea" and not flying and all_do and rng.random() < (0.5 if swims else 0.25):
        return fill(choose(rng, WATER_WISHES, slots, held_out=held_out), slots)
    return fill(choose(rng, PLACE_WISHES, slots, held_out=held_out), slots)


def _company_wish(
    before: Scene, after: Scene, slots: dict[str, str], name: str, rng: random.Random, held_out: bool
) -> str:
    """A wish for a second subject, for only one, or for the two to stand otherwise."""
    if len(after.subjects) == 1:
        kept = after.main.kind
        slots |= {"the": f"the {kept}", "other": next(s.kind for s in before.subjects if s.kind != kept)}
        return fill(choose(rng, ALONE_WISHES, slots, held_out=held_out), slots)
    first, second = after.subjects
    slots |= {"the": f"the {first.kind}", "the_other": f"the {second.kind}"}
    if name == "relation":
        return fill(choose(rng, RELATION_WISHES[after.relation], slots, held_out=held_out), slots)
    slots["a_new"] = with_article(f"{second.colour} {second.kind}")
    return fill(choose(rng, COMPANY_WISHES[after.relation], slots, held_out=held_out), slots)


_APART = re.compile(
    r"\?|\bplease\b|^(?:now|the same|same|what about|can|could|redo|no|I|this|just|only|change)\b", re.I
)


def glues(wish: str) -> bool:
    """Whether other words can stand before or after a wish: "make it night", but not "the same at night"."""
    return not _APART.search(wish)


_PHRASE = re.compile(
    r"^(?:in|on|at|by|with|without|as|among|during|over|high|deep|out|a|an|the same|under|wearing|holding)\b"
)


def both(wishes: Sequence[str]) -> str:
    """Two wishes as one: "make it red and let it snow" or "in the city, at night"; "" where they do not go together."""
    phrases = [_PHRASE.search(wish) is not None for wish in wishes]
    if not all(map(glues, wishes)) or any(phrases) != all(phrases):
        return ""
    return (", " if all(phrases) else " and ").join(wishes)


def typed(wish: str, rng: random.Random) -> str:
    """The wish as people type it: mostly small, sometimes a whole sentence."""
    odds = rng.random()
    if odds < 0.7:
        return wish
    return wish[0].upper() + wish[1:] + ("." if odds > 0.85 and wish[-1] not in "?." else "")
