"""The nouns of the storybook world: articles, plurals, pronouns, and who a subject is in words."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from engine.storybook.scene import COLOURLESS_STYLES, NATURAL, Held, Kind, Scene, Style, Subject, Worn

Article = Literal["a", "the"]

WORN_NAME: Mapping[Worn, str] = {
    "sunglasses": "sunglasses", "top hat": "a top hat", "scarf": "a scarf", "suit": "a suit",
}  # fmt: skip
HELD_NAME: Mapping[Held, str] = {
    "umbrella": "an umbrella", "glass": "a glass", "newspaper": "a newspaper", "flowers": "a bunch of flowers",
}  # fmt: skip
WORN_PLURAL: Mapping[Worn, str] = {
    "sunglasses": "sunglasses", "top hat": "top hats", "scarf": "scarves", "suit": "suits",
}  # fmt: skip
HELD_PLURAL: Mapping[Held, str] = {
    "umbrella": "umbrellas", "glass": "glasses", "newspaper": "newspapers", "flowers": "bunches of flowers",
}  # fmt: skip
WORN_LINKS: Mapping[Worn, tuple[str, ...]] = {
    "sunglasses": ("wearing", "wearing", "in", "with"), "top hat": ("wearing", "wearing", "in", "with"),
    "scarf": ("wearing", "wearing", "in", "with"), "suit": ("wearing", "in", "in", "dressed in"),
}  # fmt: skip
HELD_LINKS: Mapping[Held, tuple[str, ...]] = {
    "umbrella": ("holding", "holding", "with", "under", "carrying"), "glass": ("holding", "holding", "with"),
    "flowers": ("holding", "holding", "with", "carrying"),
}  # fmt: skip
_PLURALS: Mapping[Kind, str] = {"fox": "foxes", "bus": "buses", "salmon": "salmon"}


def with_article(noun: str) -> str:
    """The noun phrase with "a" or "an" before it."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def plural(kind: Kind) -> str:
    """Foxes for a fox, owls for an owl, salmon for a salmon."""
    return _PLURALS.get(kind, f"{kind}s")


def pronoun(kind: Kind, case: Literal["it", "its", "him"] = "it") -> str:
    """What stands for one of a kind: "it", or "she" for an astronaut; `case` "him" is the object."""
    if kind == "astronaut":
        return "she" if case == "it" else "her"
    return "its" if case == "its" else "it"


def joined(phrases: Sequence[str]) -> str:
    """One phrase, or several with commas and "and" between."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def colour_shows(style: Style) -> bool:
    """Whether a colour can be seen in pictures of a style."""
    return style not in COLOURLESS_STYLES


def colour_needed(subject: Subject, style: Style) -> bool:
    """Whether a whole description has to name the colour: it can be seen, and is not the natural one."""
    return colour_shows(style) and subject.colour != NATURAL[subject.kind]


def bare_noun(subject: Subject, *, coloured: bool = True) -> str:
    """Colour and kind: "red fox"; or the kind alone."""
    return f"{subject.colour} {subject.kind}" if coloured else subject.kind


def possessed(item: str, kind: Kind) -> str:
    """A thing as somebody's own: "its top hat" for "a top hat", "its bunch of flowers"."""
    noun = item.split(" ", 1)[1] if item.startswith(("a ", "an ")) else item
    return f"{pronoun(kind, 'its')} {noun}"


def outfit(subject: Subject, rng: random.Random | None = None, article: Article = "a") -> str:
    """What a subject wears and holds, to follow its noun: "wearing a top hat and holding a glass"; "" for nothing.

    A newspaper is not in it: who holds one reads it, which the verb says.
    """
    held: Held = "none" if subject.held == "newspaper" else subject.held
    worn_link = "" if subject.worn == "none" else _link(WORN_LINKS[subject.worn], rng)
    held_link = "" if held == "none" else _link(HELD_LINKS[held][: 2 if worn_link == "wearing" else None], rng)
    phrases = []
    for link, item in ((worn_link, WORN_NAME.get(subject.worn, "")), (held_link, HELD_NAME.get(held, ""))):
        if link:
            phrases.append(f"{link} {possessed(item, subject.kind) if article == 'the' else item}")
    both_ing = worn_link == "wearing" and held_link in ("holding", "carrying")
    if worn_link == held_link == "with":
        phrases[1] = phrases[1].removeprefix("with ")
    return (" and " if both_ing or worn_link == held_link else " ").join(phrases)


def _link(links: Sequence[str], rng: random.Random | None) -> str:
    return links[0] if rng is None else rng.choice(links)


def noun_phrase(
    subject: Subject, rng: random.Random | None = None, *, article: Article = "a", coloured: bool = True
) -> str:
    """A subject with its article, colour, and what it wears and holds.

    Args:
        subject: who.
        rng: chooses the wording of what is worn and held; None takes the first one.
        article: "a" (or "an" as needed) or "the".
        coloured: whether the colour is named.
    """
    noun = bare_noun(subject, coloured=coloured)
    phrase = with_article(noun) if article == "a" else f"the {noun}"
    return f"{phrase} {outfit(subject, rng, article)}".rstrip()


def named_colours(scene: Scene, rng: random.Random | None = None, natural: float = 0.6) -> tuple[bool, ...]:
    """For each subject, whether its colour is named: never where it cannot be seen, always where it is not the
    natural one, and a natural one with probability `natural` (always without `rng`)."""
    if not colour_shows(scene.style):
        return (False,) * len(scene.subjects)
    return tuple(
        colour_needed(subject, scene.style) or rng is None or rng.random() < natural for subject in scene.subjects
    )
