"""Python-Markdown's element tree to blocks, for one chunk of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dreamwriter.document.blocks import (
    Align,
    Block,
    Blocks,
    Heading,
    Inlines,
    Paragraph,
    Table,
    ThematicBreak,
)
from dreamwriter.document.inline_reader import References, read_inlines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ALIGN: dict[str, Align] = {
    "text-align: left;": "left",
    "text-align: center;": "center",
    "text-align: right;": "right",
}


class CannotRepresent(Exception):
    """The tree holds something that blocks have no word for. Never leaves this room."""


class TreeReader:
    """Parses chunks with one Python-Markdown parser.

    Of Python-Markdown only the block parser runs. HTML, code, lists, quotes and footnotes are cut out before
    (`chunks`), by the rules of CommonMark that other programs follow, and inline source becomes runs by
    `inline_reader`.
    """

    def __init__(self, references: References) -> None:
        # Loaded with the first text to read: an empty page has to wait for nothing.
        from markdown import Markdown
        from markdown.extensions.tables import TableExtension

        self.references = references
        self.parser = Markdown(extensions=[TableExtension()]).parser
        for name in ("code", "quote", "reference", "hashheader", "indent", "olist", "ulist"):
            self.parser.blockprocessors.deregister(name)

    def inlines(self, source: str) -> Inlines:
        """Inline runs of one piece of source."""
        return read_inlines(source, self.references)

    def read_text(self, lines: Sequence[str]) -> Blocks:
        """Paragraphs, underlined headings, rules and tables.

        Raises:
            CannotRepresent: the tree holds anything else.
        """
        stripped = [line.lstrip(" \t") for line in lines]
        blocks: list[Block] = []
        for element in self._parse(stripped):
            block = self._block(element)
            if isinstance(block, Table) and len(stripped) == 2:
                block = Table(block.align, block.header, ())
            blocks.append(block)
        return tuple(blocks)

    def _parse(self, lines: Sequence[str]) -> Element:
        from xml.etree.ElementTree import Element

        root = Element("div")
        self.parser.parseChunk(root, "\n".join(lines).replace("\t", "    "))
        return root

    def _block(self, element: Element) -> Block:
        match element.tag:
            case "p":
                return Paragraph(self.inlines(element.text or ""))
            case "h1" | "h2":
                return Heading(int(element.tag[1]), self.inlines(element.text or ""))
            case "hr":
                return ThematicBreak()
            case "table":
                return self._table(element)
        raise CannotRepresent(element.tag)

    def _table(self, element: Element) -> Table:
        header = element.findall("./thead/tr/th")
        align = tuple(_ALIGN.get(cell.get("style", "")) for cell in header)
        rows = (tuple(self._cell(cell) for cell in row) for row in element.findall("./tbody/tr"))
        return Table(align, tuple(self._cell(cell) for cell in header), tuple(rows))

    def _cell(self, element: Element) -> Inlines:
        return self.inlines((element.text or "").replace("\\|", "|"))
