"""A document as data for the page template: plain lists and dictionaries, which typst reads as JSON.

Nothing of a document ever becomes typst source, so that no text of a model or a paste can act as code.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    RawInline,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Unknown,
)
from dreamwriter.document.document import Document
from dreamwriter.export.characters import printable
from dreamwriter.export.cleaning import text_of
from dreamwriter.export.links import leads_to_web
from dreamwriter.export.pictures import alt_of, room_of
from dreamwriter.export.structure import Structure, walk

Data = dict[str, Any]

MAX_DEPTH = 6
"""Lists and quotes deeper than this are set as if they were not deeper: typst limits how deep it lays out."""
_KEPT_WITH_PICTURE = 700
"""A paragraph of at most this many characters moves to the next page together with the picture below it."""


class PageData:
    """Turns the blocks of one document into data, and collects the pictures that they need.

    Attributes:
        files: pictures by the name that the data calls them by: the hash, so that the kind is told by the content.
    """

    def __init__(self, document: Document, structure: Structure) -> None:
        self.files: dict[str, Asset] = {}
        self._document = document
        self._structure = structure
        self._numbers = {label: f"note-{number}" for number, label in enumerate(structure.notes)}
        self._written: set[str] = set()

    def blocks(self) -> list[Data]:
        """All top-level blocks. Footnotes stand where the text first refers to them."""
        found: list[Data] = []
        for index, block in enumerate(self._document.blocks):
            place = self._structure.headings.get(index)
            if isinstance(block, Heading) and place is not None:
                words = self._words(block.content)
                found.append({"kind": "heading", "level": place.level, "anchor": place.anchor, "words": words})
            elif not (isinstance(block, FootnoteDefinition) and block.label in self._structure.notes):
                if isinstance(block, Figure) and found and _is_short(found[-1]):
                    found[-1]["kept"] = True
                found += self._block(block, 0)
        return found

    def _blocks(self, blocks: Blocks, depth: int) -> list[Data]:
        return [data for block in blocks for data in self._block(block, depth)]

    def _block(self, block: Block, depth: int) -> list[Data]:
        match block:
            case Paragraph(content):
                return [{"kind": "paragraph", "words": self._words(content)}]
            case Heading(content=content):
                return [{"kind": "paragraph", "words": [{"kind": "strong", "words": self._words(content)}]}]
            case ListBlock():
                return self._list(block, depth)
            case Quote(blocks):
                inner = self._blocks(blocks, depth + 1)
                return [{"kind": "quote", "blocks": inner}] if depth < MAX_DEPTH else inner
            case CodeBlock(text):
                return [{"kind": "lines", "text": printable(text)}]
            case Table():
                return [self._table(block)]
            case Figure():
                return [self._figure(block)]
            case ThematicBreak():
                return [{"kind": "pause"}]
            case FootnoteDefinition(blocks=blocks):
                return self._blocks(blocks, depth)
            case Unknown():
                return _foreign(block)

    def _list(self, block: ListBlock, depth: int) -> list[Data]:
        items = [self._blocks(item, depth + 1) for item in block.items]
        if depth >= MAX_DEPTH:
            return [data for item in items for data in item]
        tight = all(sum(data["kind"] == "paragraph" for data in item) <= 1 for item in items)
        return [{"kind": "list", "ordered": block.ordered, "start": block.start, "tight": tight, "items": items}]

    def _table(self, table: Table) -> Data:
        rows = [[self._words(cell) for cell in row] for row in (table.header, *table.rows)]
        return {
            "kind": "table",
            "align": [align or "left" for align in table.align],
            "head": rows[0],
            "rows": rows[1:],
            # PDF/UA allows no link in the copy of the header on the next page.
            "repeat": not any(isinstance(inline, Link | FootnoteRef) for cell in table.header for inline in walk(cell)),
        }

    def _figure(self, figure: Figure) -> Data:
        asset = self._document.asset_of(figure)
        data: Data = {"kind": "figure", "alt": printable(alt_of(self._document, figure)), "file": None}
        if asset is not None:
            data |= {"file": self._file(asset), "room": room_of(asset), "proportion": asset.width / asset.height}
        return data | {"caption": self._words(figure.caption)}

    def _file(self, asset: Asset) -> str:
        self.files[asset.sha256] = asset
        return asset.sha256

    def _words(self, content: Inlines) -> list[Data]:
        return [data for inline in content for data in self._inline(inline)]

    def _inline(self, inline: Inline) -> Iterable[Data]:
        match inline:
            case Text(text):
                return [{"kind": "text", "text": printable(text)}]
            case Emphasis(content):
                return [{"kind": "emphasis", "words": self._words(content)}]
            case Strong(content):
                return [{"kind": "strong", "words": self._words(content)}]
            case Code(text):
                return [{"kind": "code", "text": printable(text)}]
            case Link(content, target):
                return self._link(self._words(content), target)
            case LineBreak():
                return [{"kind": "break"}]
            case FootnoteRef(label):
                return [self._note(label)]
            case InlineImage(target, alt):
                asset = self._document.assets.get(target)
                if asset is None:
                    return [{"kind": "text", "text": printable(alt)}]
                return [{"kind": "image", "file": self._file(asset), "alt": printable(alt) or "Picture"}]
            case RawInline():
                return []

    def _link(self, words: list[Data], target: str) -> list[Data]:
        anchors = {place.anchor for place in self._structure.headings.values()}
        if target.startswith("#") and target[1:] in anchors and words:
            return [{"kind": "jump", "anchor": target[1:], "words": words}]
        if leads_to_web(target) and words:
            return [{"kind": "link", "target": printable(target), "words": words}]
        return words

    def _note(self, label: str) -> Data:
        name = self._numbers.get(label)
        if name is None:
            return {"kind": "text", "text": printable(f"[^{label}]")}
        if label in self._written:
            return {"kind": "again", "note": name}
        self._written.add(label)
        return {"kind": "note", "note": name, "blocks": self._blocks(self._structure.notes[label].blocks, 1)}


def _is_short(data: Data) -> bool:
    return data["kind"] == "paragraph" and sum(_length(words) for words in data["words"]) <= _KEPT_WITH_PICTURE


def _length(words: Data) -> int:
    return len(words.get("text", "")) + sum(map(_length, words.get("words", [])))


def _foreign(block: Unknown) -> list[Data]:
    """What we cannot represent: the words of markup, the source of anything else that a reader would miss."""
    match block.kind:
        case "html":
            text = " ".join(unescape(text_of(block.source)).split())
            return [{"kind": "paragraph", "words": [{"kind": "text", "text": printable(text)}]}] if text else []
        case "other":
            return [{"kind": "lines", "text": printable(block.source)}]
        case "front-matter" | "reference":
            return []
