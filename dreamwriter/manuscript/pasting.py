"""What was brought, put into the page: words into lines, blocks between blocks, figures with their takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtGui import QTextCursor

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
    Table,
    Text,
)
from dreamwriter.manuscript.brought import Pasted
from dreamwriter.manuscript.marks import runs_of, text_runs
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import caption_start
from dreamwriter.manuscript.sheet import Sheet


def insert_pasted(sheet: Sheet, cursor: QTextCursor, pasted: Pasted, there: Callable[[str], bool]) -> tuple[str, ...]:
    """Put what was brought at a cursor, which has no selection; part of a step.

    Args:
        there: whether a figure with an id is in the page; then a copy of it comes, else the figure itself.

    Returns:
        The ids of the figures that came.
    """
    form = sheet.form(cursor.block())
    if form.kind in (Kind.CODE, Kind.UNKNOWN) and not pasted.records:
        sheet.composer.insert_runs(cursor, text_runs(pasted.text, lines=True))
        return ()
    for asset in pasted.assets:
        sheet.gallery.add_asset(asset)
    blocks = _known_figures(pasted.blocks, pasted)
    if not blocks:
        return ()
    if form.kind is Kind.FIGURE and cursor.position() < caption_start(cursor.block()):
        cursor.setPosition(caption_start(cursor.block()))
    if form.kind in (Kind.CELL, Kind.FIGURE) or (form.kind is Kind.HEADING and cursor.block().length() != 1):
        sheet.composer.insert_runs(cursor, runs_of(in_line(blocks), sheet.keys))
        blocks = tuple(block for block in blocks if isinstance(block, Figure))
        if blocks and form.kind is Kind.HEADING:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    elif len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        sheet.composer.insert_runs(cursor, runs_of(blocks[0].content, sheet.keys))
        return ()
    return _insert_blocks(sheet, cursor, blocks, pasted, there) if blocks else ()


def in_line(blocks: Blocks) -> Inlines:
    """The words of blocks as one line, a line break between blocks."""
    out: list[Inline] = []
    for content in _lines(blocks):
        if content:
            out.extend((LineBreak(), *content) if out else content)
    return tuple(out)


def _insert_blocks(
    sheet: Sheet, cursor: QTextCursor, blocks: Blocks, pasted: Pasted, there: Callable[[str], bool]
) -> tuple[str, ...]:
    came: list[str] = []

    def number(figure: Figure) -> int:
        record = pasted.records[figure.figure_id]
        if not pasted.own or there(record.figure_id) or record.figure_id in came:
            record = replace(record, figure_id=sheet.gallery.new_id())
        came.append(record.figure_id)
        return sheet.gallery.number(record)

    tops = any(isinstance(block, Figure | FootnoteDefinition) for block in blocks)
    sheet.insert_blocks(cursor, blocks, top=tops, number=number)
    if isinstance(blocks[-1], Figure):
        sheet.room_after(cursor)
    return tuple(came)


def _lines(blocks: Blocks) -> list[Inlines]:
    found: list[Inlines] = []
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content):
                found.append(content)
            case Quote(inner) | FootnoteDefinition(_, inner):
                found.extend(_lines(inner))
            case ListBlock(items):
                for item in items:
                    found.extend(_lines(item))
            case Table(_, header, rows):
                found.extend(_row(cells) for cells in (header, *rows))
    return found


def _row(cells: Iterable[Inlines]) -> Inlines:
    """The cells of a row as one line."""
    out: list[Inline] = []
    for content in cells:
        if content:
            out.extend((Text(" "), *content) if out else content)
    return tuple(out)


def _known_figures(blocks: Blocks, pasted: Pasted) -> Blocks:
    """A figure without a record has no picture either, so its words come alone."""

    def known(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Figure) or block.figure_id in pasted.records:
            return (block,)
        words = block.caption or ((Text(block.alt),) if block.alt else ())
        return (Paragraph(words),) if words else ()

    return tuple(one for block in blocks for one in known(block))
