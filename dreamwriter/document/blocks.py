"""The words of a document: inline runs and blocks, all frozen values. Standard library only.

Text values hold what a person reads, never Markdown source: no escapes, no entities. A soft line break
of the source is a space here; a hard one is `LineBreak`. Blocks compare by content, so that two parses of
the same page are equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"] | None
UnknownKind = Literal["html", "front-matter", "reference", "other"]


@dataclass(frozen=True)
class Text:
    """Plain characters in one line."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """Stressed words, usually italic. Holds no further `Emphasis`, at any depth."""

    content: Inlines


@dataclass(frozen=True)
class Strong:
    """Important words, usually bold. Holds no further `Strong`, at any depth."""

    content: Inlines


@dataclass(frozen=True)
class Code:
    """A short piece of code in a line; not empty."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. Holds no further `Link`.

    Attributes:
        target: address as written, not trusted: it may be any scheme.
        title: shown by some programs when the pointer rests on it; may be "".
    """

    content: Inlines
    target: str
    title: str = ""


@dataclass(frozen=True)
class LineBreak:
    """A line break that the writer wanted."""


@dataclass(frozen=True)
class FootnoteRef:
    """A mark that leads to the `FootnoteDefinition` of the same label; there may be none."""

    label: str


@dataclass(frozen=True)
class InlineImage:
    """A small picture inside a line of text.

    Attributes:
        target: key into `Document.assets`, or an address that is never fetched.
        alt: what it shows, in plain words.
    """

    target: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True)
class RawInline:
    """HTML inside a line that we do not understand, kept as it was written. Not trusted."""

    source: str


Inline = Text | Emphasis | Strong | Code | Link | LineBreak | FootnoteRef | InlineImage | RawInline
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    content: Inlines


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; not empty."""

    content: Inlines


@dataclass(frozen=True)
class ListBlock:
    """A list, with bullets or numbers.

    Attributes:
        items: the blocks of each item, any but figures and footnote definitions; an item may be empty.
        start: number of the first item of an ordered list, >= 0; 1 for bullets.
    """

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """Words of somebody else. Holds any blocks but figures and footnote definitions."""

    blocks: Blocks


@dataclass(frozen=True)
class CodeBlock:
    """Lines of code, without the newline after the last.

    Attributes:
        language: one word, or "".
    """

    text: str
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A table with one header row.

    Attributes:
        align: one entry for each column; at least one column.
        header: one cell for each column.
        rows: each with one cell for each column.
    """

    align: tuple[Align, ...]
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A picture in the page, with its caption. Only at the top level of a document.

    Attributes:
        target: key into `Document.assets` ("assets/NAME"), or an address that is never fetched.
        alt: what the picture shows, for those who do not see it; never the caption again.
        caption: words below the picture, without `Emphasis` (all of it is set in italics); may be empty.
        title: tooltip of the Markdown image; may be "".
        figure_id: key into `Document.histories`; no part of the content, so it does not count in comparisons.
    """

    target: str
    alt: str = ""
    caption: Inlines = ()
    title: str = ""
    figure_id: str = field(default="", compare=False)


@dataclass(frozen=True)
class ThematicBreak:
    """A pause between parts of the text, usually a line."""


@dataclass(frozen=True)
class FootnoteDefinition:
    """The text of a footnote. Stands anywhere at the top level.

    Attributes:
        label: one word without brackets.
        blocks: any blocks but figures and footnote definitions; at least one.
    """

    label: str
    blocks: Blocks


@dataclass(frozen=True)
class Unknown:
    """Source that we cannot represent, kept exactly (with "\\n" line ends, no blank lines around). Not trusted.

    Attributes:
        kind: "html" (markup or a comment), "front-matter" (settings of other programs, first in the file),
            "reference" (link addresses, invisible), "other" (Markdown beyond ours, such as code inside a list).
    """

    source: str
    kind: UnknownKind = "other"


Block = (
    Heading | Paragraph | ListBlock | Quote | CodeBlock | Table | Figure | ThematicBreak | FootnoteDefinition | Unknown
)
Blocks = tuple[Block, ...]


def plain_text(content: Iterable[Inline]) -> str:
    """The characters that a reader sees, marks left out; line breaks become spaces."""
    pieces: list[str] = []
    for inline in content:
        match inline:
            case Text(text) | Code(text):
                pieces.append(text)
            case Emphasis(inner) | Strong(inner) | Link(inner):
                pieces.append(plain_text(inner))
            case LineBreak():
                pieces.append(" ")
            case InlineImage(alt=alt):
                pieces.append(alt)
            case FootnoteRef() | RawInline():
                pass
    return "".join(pieces)
