"""Wordings: templates with slots and parts that may be left out, and which of them are kept out of training.

A template is English with names in braces, such as "{Who} {does} {there}[ {then}].". A name that begins with a
capital stands for the same value with its first letter capital. What stands in square brackets is left out where
a name in it has no value.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

NAME = re.compile(r"\{(\w+)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")

Slots = Mapping[str, str]


def capital(text: str) -> str:
    """The text with its first letter upper case."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with its first letter lower case."""
    return text[:1].lower() + text[1:]


def fill(template: str, slots: Slots) -> str:
    """The template with every name replaced by its value.

    Raises:
        KeyError: a name outside of brackets has no value.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return slots[name] if name in slots else capital(slots[lowered(name)])

    def part(found: re.Match[str]) -> str:
        return found[1] if all(slots.get(lowered(name)) for name in NAME.findall(found[1])) else ""

    return NAME.sub(value, OPTIONAL.sub(part, template))


@cache
def needed(template: str) -> frozenset[str]:
    """The names that must have a value, in lower case."""
    return frozenset(lowered(name) for name in NAME.findall(OPTIONAL.sub("", template)))


@cache
def names(template: str) -> frozenset[str]:
    """All names in a template, in lower case."""
    return frozenset(lowered(name) for name in NAME.findall(template))


@cache
def kept_wordings() -> frozenset[str]:
    """Every template that training never uses: "wordings" in `held_out.json` beside this file."""
    data = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))
    return frozenset(wording for family in data["wordings"].values() for wording in family)


@cache
def _sorted_out(templates: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The templates that are taught, and those that are kept out of training."""
    kept = kept_wordings()
    return tuple(t for t in templates if t not in kept), tuple(t for t in templates if t in kept)


def choose(rng: random.Random, templates: Sequence[str], slots: Slots | None = None, *, held_out: bool = False) -> str:
    """One of the templates, as it is.

    Args:
        rng: the only source of chance.
        templates: a wording that stands there twice is chosen twice as often.
        slots: only templates that find all their values here.
        held_out: half of the time one that is kept out of training, if there is any; otherwise never.

    Raises:
        IndexError: none of them fits.
    """
    taught, kept = _sorted_out(tuple(templates))
    if slots is not None:
        there = {name for name, value in slots.items() if value}
        taught = tuple(t for t in taught if needed(t) <= there)
        kept = tuple(t for t in kept if needed(t) <= there)
    if held_out and kept and (not taught or rng.random() < 0.5):
        return rng.choice(kept)
    return rng.choice(taught)


def say(rng: random.Random, templates: Sequence[str], slots: Slots, *, held_out: bool = False) -> str:
    """One of the templates that find their values, filled. Arguments and errors as `choose`."""
    return fill(choose(rng, templates, slots, held_out=held_out), slots)


def pattern(template: str, patterns: Mapping[str, str]) -> str:
    """The template as a regular expression for lower-case text; `patterns` has one for each name, groups and all."""
    parts: list[str] = []
    for piece in re.split(r"(\{\w+\}|\[|\])", template):
        if piece == "[":
            parts.append("(?:")
        elif piece == "]":
            parts.append(")?")
        elif found := NAME.fullmatch(piece):
            parts.append(patterns[lowered(found[1])])
        else:
            parts.append(re.escape(piece.lower()))
    return "".join(parts)


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, in lower case, the longest first."""
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"
