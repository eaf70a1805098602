"""The flat row of leaves into the page: blocks, runs, lists and tables of a QTextDocument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from dreamwriter.manuscript.containers import Path, ends_list, marked_list
from dreamwriter.manuscript.formats import INDENT, PARAGRAPH, BlockForm, BlockFormats, block_form, run_format
from dreamwriter.manuscript.marks import Run
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.rows import Row, TableLeaf

_PLAIN = QTextCharFormat()
_TABLE_LINE = QColor(128, 122, 112, 110)
"""The lines of tables, clear enough on the light page and on the dark one."""


class Composer:
    """Writes leaves into one page and keeps the drawn lists in step with the containers of blocks."""

    def __init__(self, text: QTextDocument, style: PageStyle) -> None:
        self.formats = BlockFormats(style)
        self._text = text
        self._lists: dict[tuple[int, str, int], int] = {}

    def insert(self, cursor: QTextCursor, rows: Sequence[Row], empty: bool) -> None:
        """Write leaves at a cursor, which stands behind them afterwards.

        Args:
            empty: the cursor stands in an empty block that becomes the first leaf; else it stands at the end of
                a block, and the first leaf gets a new one.
        """
        before = _path_before(cursor.block()) if empty else block_form(cursor.blockFormat()).path
        for row in rows:
            if isinstance(row, TableLeaf):
                self._insert_table(cursor, row, empty)
                before = row.path
            else:
                if not empty:
                    cursor.insertBlock(QTextBlockFormat(), _PLAIN)
                cursor.setBlockFormat(self._format(cursor, row.form, before))
                cursor.setBlockCharFormat(_PLAIN)
                self.insert_runs(cursor, row.runs)
                before = row.form.path
            empty = isinstance(row, TableLeaf)
        if empty and rows:
            self.set_form(cursor.block(), PARAGRAPH)

    def insert_runs(self, cursor: QTextCursor, runs: Iterable[Run]) -> None:
        """Write runs at a cursor."""
        for run in runs:
            cursor.insertText(run.text, run_format(run))

    def set_form(self, block: QTextBlock, form: BlockForm) -> None:
        """Make a block something else; its characters stay."""
        cursor = QTextCursor(block)
        format_ = self._format(cursor, form, _path_before(block))
        if format_ != block.blockFormat():
            cursor.setBlockFormat(format_)

    def dress(self, first: QTextBlock, last: QTextBlock) -> None:
        """Let the room and the list marks of some blocks, and of the one below, agree with what they are."""
        block, end = first, last.next().blockNumber() if last.next().isValid() else last.blockNumber()
        while block.isValid() and block.blockNumber() <= end:
            self.set_form(block, block_form(block.blockFormat()))
            block = block.next()

    def _format(self, cursor: QTextCursor, form: BlockForm, before: Path) -> QTextBlockFormat:
        container = marked_list(form.path, before)
        format_ = self.formats.of(form, ends_list(before, form.path))
        if container is None:
            return format_
        key = (container.key, container.kind, container.start)
        if key not in self._lists:
            self._lists[key] = cursor.createList(self.formats.list_of(container)).objectIndex()
        format_.setObjectIndex(self._lists[key])
        return format_

    def _insert_table(self, cursor: QTextCursor, leaf: TableLeaf, empty: bool) -> None:
        if empty:
            self.set_form(cursor.block(), BlockForm(path=leaf.path))
        table = cursor.insertTable(len(leaf.rows), len(leaf.rows[0]), self._table_format(leaf.path))
        for number, row in enumerate(leaf.rows):
            for column, cell in enumerate(row):
                inside = table.cellAt(number, column).firstCursorPosition()
                inside.setBlockFormat(self.formats.of(cell.form))
                self.insert_runs(inside, cell.runs)
        cursor.setPosition(table.lastPosition() + 1)
        self.set_form(cursor.block(), BlockForm(path=leaf.path))

    def _table_format(self, path: Path) -> QTextTableFormat:
        format_ = QTextTableFormat()
        format_.setHeaderRowCount(1)
        format_.setCellPadding(6)
        format_.setCellSpacing(0)
        format_.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        format_.setBorder(1)
        format_.setBorderCollapse(True)
        format_.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format_.setBorderBrush(QBrush(_TABLE_LINE))
        format_.setTopMargin(8)
        format_.setBottomMargin(22)
        format_.setLeftMargin(INDENT * len(path))
        return format_


def _path_before(block: QTextBlock) -> Path:
    """The containers of the block above."""
    above = block.previous() if block.isValid() else block
    return block_form(above.blockFormat()).path if above.isValid() else ()
