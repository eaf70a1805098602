"""How each task is worded for the model: one wording, for prompts and for training alike.

Every function returns the content of a user turn: strings and pictures in reading order. The picture
type is the caller's (a file's bytes when writing, a scene when training), so that what the model was
trained on and what it is asked cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

Picture = TypeVar("Picture")
Length = Literal["short", "medium", "long"]

DESCRIBE = "Describe this picture."
"""The question whose answer serves as alternative text."""


def article(topic: str, length: Length = "medium", pictures: int | None = None) -> tuple[str, ...]:
    """Ask for an illustrated article. `pictures` is a count, or None for as many as the text needs."""
    count = "as needed" if pictures is None else "none" if pictures == 0 else str(pictures)
    return (f"Write an illustrated article.\nTopic: {topic}\nLength: {length}.\nPictures: {count}.",)


def edit(picture: Picture, caption: str, wish: str) -> tuple[str | Picture, ...]:
    """Edit in context: a picture, what it shows ("" where nobody said), and the change wished for.

    The answer is the caption of the new picture, then the picture.
    """
    shown = f"\nCaption: {caption}" if caption else ""
    return (picture, f"{shown}\nChange: {wish}")


def same_subject(references: Sequence[Picture], wish: str) -> tuple[str | Picture, ...]:
    """The subject of one or more reference pictures, somewhere else or otherwise.

    The answer is the caption of the new picture, then the picture.
    """
    return (*references, f"\nThe same subject: {wish}")


def compose(
    first: Picture, first_caption: str, second: Picture, second_caption: str, wish: str
) -> tuple[str | Picture, ...]:
    """Two pictures with their captions ("" where nobody said), to be brought together as wished.

    The answer is the caption of the new picture, then the picture.
    """
    one = f"\nCaption: {first_caption}\n" if first_caption else "\n"
    two = f"\nCaption: {second_caption}\n" if second_caption else "\n"
    return (first, one, second, f"{two}Together: {wish}")


def ask(pictures: Sequence[Picture], question: str) -> tuple[str | Picture, ...]:
    """A question about pictures (or about nothing in sight)."""
    return (*pictures, f"\n{question}" if pictures else question)


def rewrite(passage: str, wish: str = "") -> tuple[str, ...]:
    """Ask for other words for a passage; `wish` says how they should be, "" for just other ones."""
    how = f"Say this in other words, {wish}." if wish else "Say this in other words."
    return (f"{how} Answer with nothing else.\n\n{passage}",)


def describe(picture: Picture) -> tuple[str | Picture, ...]:
    """Ask for one plain sentence that says what a picture shows."""
    return ask([picture], DESCRIBE)
