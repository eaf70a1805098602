"""What a page needs to know of the whole document: heading levels without gaps, anchors, the order of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Strong,
    Table,
    plain_text,
)
from dreamwriter.document.document import Document
from dreamwriter.export.characters import printable

DESCRIPTION_LENGTH = 160
"""Characters that search engines show of a description."""


@dataclass(frozen=True)
class HeadingPlace:
    """Where a heading stands in the outline.

    Attributes:
        level: 1 to 6; the first is 1, and none is more than one deeper than the one before, as PDF/UA asks.
        anchor: unique in the document; made of the words, as most Markdown programs make it.
    """

    level: int
    anchor: str


@dataclass(frozen=True)
class Structure:
    """The structure of a document.

    Attributes:
        title: what it is called; never empty.
        adds_title: the title stands in no heading of the text and must be put above it.
        headings: by index of the block among the document's blocks.
        notes: definitions by label, in the order of their numbers. Those that nothing leads to are not in here.
        description: the first paragraph, cut to what a search engine shows; may be "".
    """

    title: str
    adds_title: bool
    headings: Mapping[int, HeadingPlace]
    notes: Mapping[str, FootnoteDefinition]
    description: str


def structure_of(document: Document) -> Structure:
    """Look through a document once."""
    title = _one_line(document.title)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    adds_title = bool(document.metadata.title) and title not in (_one_line(plain_text(h.content)) for h in headings)
    return Structure(
        title or "Untitled",
        adds_title,
        _headings(document.blocks, title if adds_title else ""),
        _notes(document.blocks),
        _description(document.blocks),
    )


def _headings(blocks: Blocks, title: str) -> dict[int, HeadingPlace]:
    open_levels = [0] if title else []
    taken = {_slug(title)} if title else set()
    places = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        places[index] = HeadingPlace(min(len(open_levels), 6), _unique(_slug(plain_text(block.content)), taken))
    return places


def _slug(text: str) -> str:
    """Lower-case words joined by hyphens. Has no colon, so that it never meets the anchor of a footnote."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text.lower())).strip("-_") or "section"


def _unique(anchor: str, taken: set[str]) -> str:
    free, count = anchor, 0
    while free in taken:
        count += 1
        free = f"{anchor}-{count}"
    taken.add(free)
    return free


def _notes(blocks: Blocks) -> dict[str, FootnoteDefinition]:
    """Definitions that can be reached, in reading order: first what the text refers to, then what notes refer to."""
    known: dict[str, FootnoteDefinition] = {}
    for block in blocks:
        if isinstance(block, FootnoteDefinition):
            known.setdefault(block.label, block)
    reached: dict[str, FootnoteDefinition] = {}
    waiting: list[Block] = [block for block in blocks if not isinstance(block, FootnoteDefinition)]
    for block in waiting:  # grows while it is read
        for label in [label for content in inlines_of(block) for label in _labels(content)]:
            if label in known:
                reached[label] = known.pop(label)
                waiting.extend(reached[label].blocks)
    return reached


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Every run of words in a block and in the blocks that it holds, in reading order."""
    match block:
        case Heading(content=content) | Paragraph(content):
            yield content
        case Figure(caption=caption):
            yield caption
        case Table(header=header, rows=rows):
            yield from header
            for row in rows:
                yield from row
        case ListBlock(items):
            for item in items:
                for inner in item:
                    yield from inlines_of(inner)
        case Quote(blocks) | FootnoteDefinition(blocks=blocks):
            for inner in blocks:
                yield from inlines_of(inner)
        case _:
            pass


def walk(content: Inlines) -> Iterator[Inline]:
    """Every inline, with those inside others, in reading order."""
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from walk(inline.content)


def _labels(content: Inlines) -> Iterator[str]:
    return (inline.label for inline in walk(content) if isinstance(inline, FootnoteRef))


def _description(blocks: Blocks) -> str:
    paragraphs = (_one_line(plain_text(block.content)) for block in blocks if isinstance(block, Paragraph))
    text = next(filter(None, paragraphs), "")
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
