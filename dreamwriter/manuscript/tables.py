"""Rows and columns of a table: adding, removing, aligning. Each call is one step of undo.

The first row is the header; Markdown knows no table without one.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor, QTextTable

from dreamwriter.document.blocks import Align
from dreamwriter.manuscript.formats import BlockForm
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import select
from dreamwriter.manuscript.sheet import Sheet

MOST_COLUMNS = 40


def add_row(sheet: Sheet, cursor: QTextCursor, above: bool = False) -> bool:
    """A row below that of the cursor, or above it; the cursor stands in it afterwards. False outside of tables."""

    def add(table: QTextTable, row: int, column: int) -> None:
        at = row if above else row + 1
        table.insertRows(at, 1)
        beside = row + 1 if above else row
        for each in range(table.columns()):
            _make_cell(sheet, table, at, each, (beside, each))
        cursor.setPosition(table.cellAt(at, column).firstPosition())

    return _change(sheet, cursor, add)


def add_column(sheet: Sheet, cursor: QTextCursor, before: bool = False) -> bool:
    """A column behind that of the cursor, or before it; the cursor stands in it afterwards. False outside of tables."""

    def add(table: QTextTable, row: int, column: int) -> None:
        at = column if before else column + 1
        table.insertColumns(at, 1)
        beside = column + 1 if before else column
        for each in range(table.rows()):
            _make_cell(sheet, table, each, at, (each, beside))
        cursor.setPosition(table.cellAt(row, at).firstPosition())

    table = cursor.currentTable()
    return table is not None and table.columns() < MOST_COLUMNS and _change(sheet, cursor, add)


def remove_row(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Take the row of the cursor away; the last one goes with its table. False outside of tables."""

    def remove(table: QTextTable, row: int, column: int) -> None:
        if table.rows() == 1:
            _remove(sheet, cursor, table)
            return
        table.removeRows(row, 1)
        cursor.setPosition(table.cellAt(min(row, table.rows() - 1), column).firstPosition())

    return _change(sheet, cursor, remove)


def remove_column(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Take the column of the cursor away; the last one goes with its table. False outside of tables."""

    def remove(table: QTextTable, row: int, column: int) -> None:
        if table.columns() == 1:
            _remove(sheet, cursor, table)
            return
        table.removeColumns(column, 1)
        cursor.setPosition(table.cellAt(row, min(column, table.columns() - 1)).firstPosition())

    return _change(sheet, cursor, remove)


def remove_table(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Take the whole table away. False outside of tables."""
    return _change(sheet, cursor, lambda table, row, column: _remove(sheet, cursor, table))


def align_column(sheet: Sheet, cursor: QTextCursor, align: Align) -> bool:
    """Let the words of the column of the cursor stand left, in the middle or right. False outside of tables."""

    def set_align(table: QTextTable, row: int, column: int) -> None:
        for each in range(table.rows()):
            block = table.cellAt(each, column).firstCursorPosition().block()
            last = table.cellAt(each, column).lastCursorPosition().block().blockNumber()
            while block.isValid() and block.blockNumber() <= last:
                sheet.composer.set_form(block, BlockForm(Kind.CELL, align or "", sheet.form(block).path))
                block = block.next()

    return _change(sheet, cursor, set_align)


def _change(sheet: Sheet, cursor: QTextCursor, change: Callable[[QTextTable, int, int], None]) -> bool:
    table = cursor.currentTable()
    if table is None:
        return False
    cursor.clearSelection()
    cell = table.cellAt(cursor)
    with sheet.step():
        change(table, cell.row(), cell.column())
    return True


def _make_cell(sheet: Sheet, table: QTextTable, row: int, column: int, like: tuple[int, int]) -> None:
    """Make a new cell one of ours, standing as its neighbour does."""
    form = sheet.form(table.cellAt(*like).firstCursorPosition().block())
    inside = table.cellAt(row, column).firstCursorPosition()
    sheet.composer.set_form(inside.block(), BlockForm(Kind.CELL, form.detail, form.path))


def _remove(sheet: Sheet, cursor: QTextCursor, table: QTextTable) -> None:
    """Take a table away; the blocks around it stay two."""
    first, last = table.firstPosition() - 1, table.lastPosition() + 1
    above, below = sheet.text.findBlock(first), sheet.text.findBlock(last)
    form, form_below, blank = sheet.form(above), sheet.form(below), above.length() == 1
    whole = select(sheet, first, last)
    whole.removeSelectedText()
    if not blank:
        whole.insertBlock()
        sheet.composer.set_form(whole.block().previous(), form)
    sheet.composer.set_form(whole.block(), form_below)
    sheet.composer.dress(whole.block(), whole.block())
    cursor.setPosition(whole.position())
