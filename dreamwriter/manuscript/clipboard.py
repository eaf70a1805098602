"""Copy and paste: Markdown and clean HTML out, whatever a person brings in. What comes in is not trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown
import nh3
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextDocumentFragment

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Figure,
    FootnoteDefinition,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Text,
)
from dreamwriter.document.canonical import clean_lines
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.manuscript.gallery import Gallery
from dreamwriter.manuscript.html_reader import read_html
from dreamwriter.manuscript.index import Index
from dreamwriter.manuscript.marks import runs_of, text_runs
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import caption_start
from dreamwriter.manuscript.sheet import Sheet

MAX_CHARACTERS = 4_000_000
"""Longer text is not pasted: it belongs into a file of its own."""
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_MARKDOWN = "text/markdown"

Brought = bytes | QImage | Path
"""A picture that came by paste or drop: encoded, as the system keeps it, or a file. Nobody has looked at it yet."""


class Copied(QMimeData):
    """What was copied. The HTML is made when somebody asks for it."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self._source = write_markdown(blocks)
        self.setText(self._source)
        self.setData(_MARKDOWN, self._source.encode())

    def formats(self) -> list[str]:
        """Markdown, plain text and HTML."""
        return [*super().formats(), "text/html"]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether it can be had as this."""
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferredType: Any) -> Any:
        """Called by Qt."""
        return html_of(self._source) if mimetype == "text/html" else super().retrieveData(mimetype, preferredType)


def copied(gallery: Gallery, cursor: QTextCursor) -> Copied:
    """What is selected, as Markdown and HTML."""
    return Copied(selected_blocks(gallery, cursor))


def selected_blocks(gallery: Gallery, cursor: QTextCursor) -> Blocks:
    """What is selected, in canonical form; also for the model to read."""
    text = QTextDocument()
    text.setUndoRedoEnabled(False)
    QTextCursor(text).insertFragment(QTextDocumentFragment(cursor))
    return Index(text, gallery).blocks()


def html_of(source: str) -> str:
    """Markdown as HTML for other programs, clean."""
    return nh3.clean(markdown.markdown(source, extensions=["tables", "fenced_code", "footnotes", "sane_lists"]))


def pictures_in(mime: QMimeData) -> tuple[Brought, ...]:
    """The pictures that were brought, to be looked at by another thread."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    pictures = tuple(file for file in files if file.suffix.lower() in _SUFFIXES)
    if pictures:
        return pictures
    if mime.hasHtml() or mime.hasText():  # a piece of a page, with a drawing of it beside
        return ()
    for kind in PICTURES:
        if mime.hasFormat(kind):
            return (bytes(mime.data(kind).data()),)
    image = mime.imageData() if mime.hasImage() else None
    return (image,) if isinstance(image, QImage) else ()


def blocks_in(mime: QMimeData) -> Blocks:
    """The words that were brought. Pictures in them are not fetched."""
    if mime.hasFormat(_MARKDOWN):
        source = bytes(mime.data(_MARKDOWN).data()).decode("utf-8", "replace")
        return read_blocks(source) if len(source) <= MAX_CHARACTERS else ()
    if mime.hasHtml():
        blocks = read_html(mime.html())
        if blocks:
            return blocks
    text = mime.text() if mime.hasText() else ""
    return read_blocks(text) if len(text) <= MAX_CHARACTERS else ()


def paste(sheet: Sheet, cursor: QTextCursor, mime: QMimeData, plain: bool = False) -> bool:
    """Put words at the cursor, which has no selection; part of a step. False when there were none.

    Args:
        plain: take the characters as they are, a paragraph for each line.
    """
    form = sheet.form(cursor.block())
    if form.kind in (Kind.CODE, Kind.UNKNOWN):
        text = clean_lines(mime.text())[:MAX_CHARACTERS] if mime.hasText() else ""
        sheet.composer.insert_runs(cursor, text_runs(text, lines=True))
        return bool(text)
    blocks = _plain(mime) if plain else blocks_in(mime)
    if not blocks:
        return False
    if form.kind is Kind.FIGURE and cursor.position() < caption_start(cursor.block()):
        cursor.setPosition(caption_start(cursor.block()))
    inline = form.kind in (Kind.CELL, Kind.FIGURE, Kind.HEADING) and cursor.block().length() != 1
    if inline or form.kind in (Kind.CELL, Kind.FIGURE) or _is_line(blocks):
        sheet.composer.insert_runs(cursor, runs_of(in_line(blocks), sheet.keys))
    else:
        tops = any(isinstance(block, Figure | FootnoteDefinition) for block in blocks)
        sheet.insert_blocks(cursor, _known_figures(blocks, sheet), top=tops)
    return True


def in_line(blocks: Blocks) -> Inlines:
    """The words of blocks as one line, a line break between blocks."""
    out: list[Inline] = []
    for content in _lines(blocks):
        if content:
            out.extend((LineBreak(), *content) if out else content)
    return tuple(out)


def _lines(blocks: Blocks) -> list[Inlines]:
    found: list[Inlines] = []
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content):
                found.append(content)
            case Quote(inner):
                found.extend(_lines(inner))
            case ListBlock(items):
                for item in items:
                    found.extend(_lines(item))
    return found


def _is_line(blocks: Blocks) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _plain(mime: QMimeData) -> Blocks:
    text = clean_lines(mime.text())[:MAX_CHARACTERS] if mime.hasText() else ""
    return tuple(Paragraph((Text(line),)) for line in text.split("\n") if line.strip())


def _known_figures(blocks: Blocks, sheet: Sheet) -> Blocks:
    """Figures of this page come with their picture; a figure from elsewhere has none, so its words come alone."""

    def known(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Figure) or block.target in sheet.gallery.assets:
            return (block,)
        words = block.caption or ((Text(block.alt),) if block.alt else ())
        return (Paragraph(words),) if words else ()

    return tuple(one for block in blocks for one in known(block))
