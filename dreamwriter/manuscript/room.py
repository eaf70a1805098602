"""Room for words: beside a figure or a rule is a paragraph, made where there is none. Part of a step of undo."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from dreamwriter.manuscript.formats import PARAGRAPH
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import caption_start
from dreamwriter.manuscript.sheet import Sheet


def lacks_room(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Whether something has to be made before characters fit here."""
    block = cursor.block()
    kind = sheet.form(block).kind
    return kind is Kind.RULE or (kind is Kind.FIGURE and cursor.position() < caption_start(block))


def make_room(sheet: Sheet, cursor: QTextCursor) -> None:
    """Let a cursor without a selection stand where words may be."""
    if not lacks_room(sheet, cursor):
        return
    block = cursor.block()
    if cursor.atBlockStart():
        paragraph_above(sheet, cursor)
    elif sheet.form(block).kind is Kind.FIGURE:
        cursor.setPosition(caption_start(block))
    else:
        sheet.room_after(cursor)


def paragraph_above(sheet: Sheet, cursor: QTextCursor) -> None:
    """From the start of a block into a new paragraph above it."""
    form = sheet.form(cursor.block())
    cursor.insertBlock()
    sheet.composer.set_form(cursor.block(), form)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    sheet.composer.set_form(cursor.block(), PARAGRAPH.within(form.path))
