"""Things that a person puts into the page: figures, tables, footnotes, rules, small pictures. Each is one step."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import (
    Block,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Inlines,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
)
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.gallery import FigureRecord
from dreamwriter.manuscript.marks import Run, runs_of
from dreamwriter.manuscript.properties import OBJECT, Kind, Property, Thing
from dreamwriter.manuscript.sheet import Sheet

EMPTY_NOTE = "…"
"""What stands in a footnote until somebody writes it."""


def insert_figure(
    sheet: Sheet, cursor: QTextCursor, asset: Asset, take: Take | None = None, alt: str = "", caption: str = ""
) -> str:
    """A picture with its caption, below the words at the cursor; the cursor stands below it afterwards.

    Args:
        take: how the picture came to be; None for one from elsewhere.

    Returns:
        The id of the figure.
    """
    sheet.gallery.add_asset(asset)
    history = FigureHistory((take,), 0) if take is not None else None
    record = FigureRecord(sheet.gallery.new_id(), asset.target, alt, "", history)
    with sheet.step():
        insert_block(sheet, cursor, Figure(asset.target, alt, (), "", record.figure_id))
        figure = cursor.block().previous()
        place = sheet.figure_in(figure)
        if place is not None:
            sheet.set_record(figure, record)
            if caption:
                inside = sheet.cursor(place[0] + 2)
                sheet.composer.insert_runs(inside, runs_of((Text(caption),), sheet.keys))
    return record.figure_id


def insert_block(sheet: Sheet, cursor: QTextCursor, block: Block) -> None:
    """One block that stands alone, part of a step; the cursor stands in the paragraph below it afterwards.

    What is selected stays.
    """
    cursor.setPosition(cursor.selectionEnd())
    sheet.insert_blocks(cursor, (block,), top=True)
    if not isinstance(block, Table):
        sheet.room_after(cursor)


def insert_table(sheet: Sheet, cursor: QTextCursor, rows: int = 3, columns: int = 3) -> None:
    """An empty table; the cursor stands in its first cell afterwards.

    Args:
        rows: the header included; at least 1.
        columns: at least 1.
    """
    row: tuple[Inlines, ...] = ((),) * max(columns, 1)
    with sheet.step():
        insert_block(sheet, cursor, Table((None,) * len(row), row, (row,) * (max(rows, 1) - 1)))
    inside = sheet.cursor(cursor.position() - 1)
    table = inside.currentTable()
    if table is not None:
        cursor.setPosition(table.firstPosition())


def insert_rule(sheet: Sheet, cursor: QTextCursor) -> None:
    """A line between two parts of the text."""
    with sheet.step():
        insert_block(sheet, cursor, ThematicBreak())


def insert_footnote(sheet: Sheet, cursor: QTextCursor) -> str:
    """A footnote mark at the cursor and its text at the end of the page, where the cursor stands afterwards.

    Returns:
        The label of the footnote.
    """
    label = _new_label(sheet)
    with sheet.step():
        cursor.setPosition(cursor.selectionEnd())
        kind = sheet.form(cursor.block()).kind
        if kind in (Kind.CODE, Kind.UNKNOWN, Kind.RULE):
            sheet.room_after(cursor)
        if kind is Kind.FIGURE and cursor.positionInBlock() < 2:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        sheet.composer.insert_runs(cursor, runs_of((FootnoteRef(label),), sheet.keys))
        cursor.setPosition(add_note(sheet, label).position())
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return label


def add_note(sheet: Sheet, label: str) -> QTextBlock:
    """The text of a footnote, at the end of the page, part of a step; the one that is there if there is one."""
    there = notes(sheet).get(label)
    if there is not None:
        return there
    end = sheet.cursor(sheet.text.characterCount())
    # A definition with a word in it, since an empty one would be nothing.
    sheet.insert_blocks(end, (FootnoteDefinition(label, (Paragraph((Text(EMPTY_NOTE),)),)),), top=True)
    return end.block()


def notes(sheet: Sheet) -> dict[str, QTextBlock]:
    """The first block of each footnote's text, by label."""
    found: dict[str, QTextBlock] = {}
    block = sheet.text.begin()
    while block.isValid():
        for container in sheet.form(block).path:
            if container.kind == "note":
                found.setdefault(container.label, block)
        block = block.next()
    return found


def note_at(sheet: Sheet, position: int) -> str:
    """Label of the footnote mark before or behind a position, or of the footnote whose text is there; "" for none."""
    for at in (position, position + 1):
        cursor = sheet.cursor(at)
        if cursor.charFormat().objectType() == Thing.NOTE and not cursor.atBlockStart():
            return cursor.charFormat().stringProperty(Property.WHAT)
    path = sheet.form(sheet.text.findBlock(position)).path
    return next((each.label for each in path if each.kind == "note"), "")


def other_end(sheet: Sheet, position: int) -> int | None:
    """From a footnote mark to its text, and from the text to the first mark: a position; None where there is none."""
    label = note_at(sheet, position)
    block = sheet.text.findBlock(position)
    if any(each.kind == "note" and each.label == label for each in sheet.form(block).path):
        return _mark_of(sheet, label)
    note = notes(sheet).get(label)
    return None if note is None else note.position()


def _mark_of(sheet: Sheet, label: str) -> int | None:
    for _, last, format_ in sheet.formats_between(0, sheet.text.characterCount()):
        if format_.objectType() == Thing.NOTE and format_.stringProperty(Property.WHAT) == label:
            return last
    return None


def insert_inline_image(sheet: Sheet, cursor: QTextCursor, asset: Asset, alt: str = "") -> None:
    """A small picture in the line."""
    sheet.gallery.add_asset(asset)
    with sheet.step():
        sheet.composer.insert_runs(cursor, (Run(OBJECT, thing=Thing.INLINE_IMAGE, what=asset.target, alt=alt),))


def _new_label(sheet: Sheet) -> str:
    """The smallest number that is no label yet."""
    taken: set[str] = set()
    block = sheet.text.begin()
    while block.isValid():
        taken.update(each.label for each in sheet.form(block).path if each.label)
        if OBJECT in block.text():
            for _, _, format_ in sheet.formats_between(block.position(), block.position() + block.length() - 1):
                if format_.objectType() == Thing.NOTE:
                    taken.add(format_.stringProperty(Property.WHAT))
        block = block.next()
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)
