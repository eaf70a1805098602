"""What came of the demonstrations: pictures, tables of pictures, conversations and articles, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture that the model painted.

    Attributes:
        data: a PNG that carries its recipe.
        words: what it shows, as far as anybody said so; serves as alternative text.
        seed: of its noise.
        caption: the model's own words for it; "" where it said none.
    """

    data: bytes
    words: str
    seed: int
    caption: str = ""


@dataclass(frozen=True)
class Row:
    """Pictures that belong together.

    Attributes:
        asked: the words for the whole row; "" where they stand in the headings.
    """

    asked: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Table:
    """What was given, and what came for each wish.

    Attributes:
        headings: of the columns.
        notes: what a reader should know about it, in whole sentences.
    """

    given: tuple[Picture, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Part = str | Picture
"""Words or a picture, in reading order."""


@dataclass(frozen=True)
class Exchange:
    """What a person said, and what the model answered."""

    said: tuple[Part, ...]
    answered: tuple[Part, ...]


@dataclass(frozen=True)
class Talk:
    """A conversation."""

    exchanges: tuple[Exchange, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """An illustrated article; its words are Markdown as the model wrote them."""

    topic: str
    parts: tuple[Part, ...]
    seed: int
    notes: tuple[str, ...] = ()


Shown = Table | Talk | Article


@dataclass(frozen=True)
class Section:
    """One demonstration, carried out.

    Attributes:
        notes: what a reader should know about all of it.
    """

    title: str
    lead: str
    exhibits: tuple[Shown, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Demo:
    """Everything that a page shows.

    Attributes:
        model: the model's name.
        about: what its makers say of it, and its licence.
        size: width and height of its pictures, in pixels.
        steps, guidance: how they were painted.
        seed: that everything was counted on from.
    """

    model: str
    about: str
    size: tuple[int, int]
    steps: int
    guidance: float
    seed: int
    sections: tuple[Section, ...]
