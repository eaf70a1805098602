"""What can be done with a picture: five modes, named by what they do, and the request that each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take, TakeSource
from dreamwriter.session.picture_run import more_takes
from dreamwriter.session.pictures import PaintRequest
from engine.protocol.requests import Compose, EditPicture, SameSubject, Vary
from engine.protocol.values import PicturePart


class Mode(StrEnum):
    """A way to come to new takes."""

    CHANGE = "change"
    ELSEWHERE = "elsewhere"
    COMBINE = "combine"
    VARIATION = "variation"
    MORE = "more"


@dataclass(frozen=True)
class ModeWords:
    """What a person reads about a mode.

    Attributes:
        name: one or two words.
        sentence: what it does.
        wish: the placeholder of the field for a wish; "" where there is nothing to wish for.
        references: how many other pictures can be brought.
    """

    name: str
    sentence: str
    wish: str
    references: int = 0


MODES: dict[Mode, ModeWords] = {
    Mode.CHANGE: ModeWords("Change it", "The same picture, with a change.", "the fox wears a red scarf"),
    Mode.ELSEWHERE: ModeWords("Elsewhere", "What it shows, in another place.", "the fox on the beach", 3),
    Mode.COMBINE: ModeWords("Combine", "This picture and another one become one.", "the fox sits by the house", 1),
    Mode.VARIATION: ModeWords("Variation", "Painted again, nearer or further away.", "what it shows (or nothing)"),
    Mode.MORE: ModeWords("More takes", "The same words, painted again.", ""),
}

STRENGTHS: tuple[tuple[float, str], ...] = (
    (0.35, "It stays close to this one."),
    (0.55, "Some of it changes."),
    (0.75, "Most of it changes."),
    (1.01, "It is nearly a new picture."),
)
"""Sentences for how much of a picture is painted again, below each share."""


@dataclass(frozen=True)
class Reference:
    """A picture that the model reads.

    Attributes:
        caption: what it shows, where somebody said so.
        human: a model did not make it all.
    """

    asset: Asset
    caption: str = ""
    human: bool = True


@dataclass(frozen=True)
class Wish:
    """All that a person said about new takes.

    Attributes:
        strength: (0, 1]; only for variations.
        references: other pictures, in order.
        count: how many takes.
    """

    mode: Mode
    words: str = ""
    references: tuple[Reference, ...] = ()
    strength: float = 0.5
    count: int = 3


def request_of(wish: Wish, subject: Reference, take: Take, seed: int) -> PaintRequest:
    """What is asked of the engine. While a second picture is `missing`, the first stands in for it.

    Args:
        subject: the picture that is looked at.
        take: how it came to be.
    """
    picture = _part(subject)
    others = tuple(_part(reference) for reference in wish.references)
    match wish.mode:
        case Mode.CHANGE:
            return EditPicture(picture, wish.words, wish.count, seed)
        case Mode.ELSEWHERE:
            return SameSubject((picture, *others), wish.words, wish.count, seed)
        case Mode.COMBINE:
            return Compose(picture, others[0] if others else picture, wish.words, wish.count, seed)
        case Mode.VARIATION:
            return Vary(picture, wish.strength, wish.words, wish.count, seed)
        case Mode.MORE:
            return more_takes(take, wish.count, seed)


def missing(wish: Wish, take: Take) -> str:
    """What has to be said before anything can be dreamed, as a sentence; "" when all is there."""
    if wish.mode is Mode.COMBINE and not wish.references:
        return "Add the other picture."
    if wish.mode in (Mode.CHANGE, Mode.ELSEWHERE, Mode.COMBINE) and not wish.words:
        return "Say what you wish for."
    said = take.caption or take.alt or (take.recipe is not None and take.recipe.conditioned_on)
    if wish.mode is Mode.MORE and not said:
        return "Write a caption first: it is what the model reads."
    return ""


def source_of(wish: Wish, subject: Reference) -> TakeSource:
    """Where the new takes come from: "edited" as soon as one of the pictures that are read is a human's."""
    read = () if wish.mode is Mode.MORE else (subject, *wish.references)
    return "edited" if any(reference.human for reference in read) else "generated"


def strength_words(strength: float) -> str:
    """A strength as a plain sentence."""
    return next(words for below, words in STRENGTHS if strength < below)


def _part(reference: Reference) -> PicturePart:
    return PicturePart(reference.asset.data, reference.caption)
