"""The words below a picture: read as one line, and written by something else than keys."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from dreamwriter.document.blocks import Text
from dreamwriter.manuscript.formats import PARAGRAPH
from dreamwriter.manuscript.marks import Run, runs_of
from dreamwriter.manuscript.properties import LINE
from dreamwriter.manuscript.selection import caption_start
from dreamwriter.manuscript.sheet import Sheet


def caption_of(block: QTextBlock) -> str:
    """The words below the picture of a figure's block, as plain text in one line."""
    return " ".join(block.text().partition(LINE)[2].replace(LINE, " ").split())


def write_caption(sheet: Sheet, block: QTextBlock, text: str) -> None:
    """Other words below a picture; a line of plain text."""
    place = sheet.figure_in(block)
    if place is None:
        return
    cursor = sheet.cursor(place[0] + 1)
    if block.text()[cursor.positionInBlock() : cursor.positionInBlock() + 1] == LINE:
        # The line break stays, and with it the selection of a person who has clicked at the picture.
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    else:
        sheet.composer.insert_runs(cursor, (Run(LINE),))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    sheet.composer.insert_runs(cursor, runs_of((Text(text),), sheet.keys) if text else ())


def leave_caption(sheet: Sheet, block: QTextBlock) -> None:
    """Take the picture away from its words, which become a paragraph."""
    cursor = sheet.cursor(block.position())
    cursor.setPosition(caption_start(block), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    sheet.composer.set_form(cursor.block(), PARAGRAPH)
    sheet.composer.dress(cursor.block(), cursor.block())
