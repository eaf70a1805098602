"""What every block of a page must be, whatever was done to it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from dreamwriter.manuscript.properties import OBJECT, Kind
from dreamwriter.manuscript.sheet import Sheet


def assert_whole(sheet: Sheet, when: object = "") -> None:
    """A figure's block begins with its picture, a rule's holds nothing else, and what is in a table is a cell.

    Args:
        when: told when it is not so.
    """
    block = sheet.text.begin()
    while block.isValid():
        kind, text = sheet.form(block).kind, block.text()
        told = f"{when} {kind!r} {text!r}"
        assert (QTextCursor(block).currentTable() is not None) is (kind is Kind.CELL), f"{told}: in a table or outside"
        if kind is Kind.FIGURE:
            assert text.startswith(OBJECT), f"{told}: the picture is not at the start"
        elif kind is Kind.RULE:
            assert text == OBJECT, f"{told}: more than a rule"
        assert (sheet.figure_in(block) is not None) is (kind is Kind.FIGURE), f"{told}: a figure or none"
        block = block.next()
