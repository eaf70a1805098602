"""What a selection or a cursor stands on: blocks, marks, figures. Nothing is changed in here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor

from dreamwriter.manuscript.formats import BlockForm, form_of
from dreamwriter.manuscript.marks import PLAIN, Form, MarkKind
from dreamwriter.manuscript.properties import LINE, OBJECT, Kind, Thing
from dreamwriter.manuscript.sheet import Sheet


@dataclass(frozen=True)
class Standing:
    """What the toolbar shows about a cursor.

    Attributes:
        form: of the block.
        marks: kinds of mark around the cursor, or around all selected characters.
        link: target of the link at the cursor; "" for none.
        figure: number of the record of the figure in the block; -1 for none.
    """

    form: BlockForm
    marks: frozenset[MarkKind]
    link: str = ""
    figure: int = -1


def standing(sheet: Sheet, cursor: QTextCursor) -> Standing:
    """What a cursor stands on."""
    block = sheet.text.findBlock(cursor.selectionStart())
    found = sheet.figure_in(block)
    if cursor.hasSelection():
        forms = [form for _, _, form in text_forms(sheet, cursor.selectionStart(), cursor.selectionEnd())]
        form = forms[0] if forms else PLAIN
        kinds = [frozenset(mark.kind for mark in each.marks) for each in forms]
        marks = frozenset.intersection(*kinds) if kinds else frozenset()
    else:
        form = form_of(cursor.charFormat())
        marks = frozenset(mark.kind for mark in form.marks)
    return Standing(sheet.form(block), marks, form.target if "link" in marks else "", found[1] if found else -1)


def blocks_between(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The blocks of a selection, or the block of the cursor."""
    block = cursor.document().findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    first = block.blockNumber()
    while block.isValid() and (block.position() < end or block.blockNumber() == first):
        yield block
        block = block.next()


def text_forms(sheet: Sheet, start: int, end: int) -> Iterator[tuple[int, int, Form]]:
    """Stretches of characters that can carry marks: not code blocks, not pictures of figures."""
    for first, last, format_ in sheet.formats_between(start, end):
        kind = sheet.form(sheet.text.findBlock(first)).kind
        if kind not in (Kind.CODE, Kind.UNKNOWN, Kind.RULE) and format_.objectType() not in (Thing.FIGURE, Thing.RULE):
            yield first, last, form_of(format_)


def is_object(cursor: QTextCursor) -> bool:
    """Whether exactly the picture of a figure, or a rule, is selected."""
    if cursor.selectedText() != OBJECT:
        return False
    there = QTextCursor(cursor.document())
    there.setPosition(cursor.selectionEnd())  # the format of a cursor is that of the character before it
    return there.charFormat().objectType() in (Thing.FIGURE, Thing.RULE)


def caption_start(block: QTextBlock) -> int:
    """Position of the first character of a figure's caption (its end when it is empty)."""
    text = block.text()
    at = text.find(OBJECT) + 1
    # Before the caption stand an object and a line break, one unit of Qt's positions each.
    return block.position() + at + (1 if text[at : at + 1] == LINE else 0)


def text_before(sheet: Sheet, cursor: QTextCursor) -> str:
    """The characters of a block before the cursor."""
    return select(sheet, cursor.block().position(), cursor.position()).selectedText()


def units(text: str) -> int:
    """How many of Qt's positions a text takes; characters beyond the first plane take two."""
    return len(text.encode("utf-16-le")) // 2


def select(sheet: Sheet, start: int, end: int) -> QTextCursor:
    """A cursor that selects from one position to another."""
    cursor = sheet.cursor(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
