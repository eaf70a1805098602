"""Fonts and colours of the page, laid over the text without being part of it: no step of undo, no change when saved."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from dreamwriter.manuscript.formats import BlockForm, block_form
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.properties import Kind, Property


class _Ranged(Protocol):
    start: int
    length: int
    format: QTextCharFormat


class Dresser(QSyntaxHighlighter):
    """Dresses one block at a time, whenever it changed."""

    def __init__(self, text: QTextDocument, style: PageStyle) -> None:
        super().__init__(text)
        self._style = style
        self._made: dict[tuple[Kind, str, str], QTextCharFormat | None] = {}

    def set_style(self, style: PageStyle) -> None:
        """Another look for the whole page."""
        self._style = style
        self._made.clear()
        self.rehighlight()

    def dress_headers(self) -> None:
        """Dress the first rows of tables again: a row may have become the header, or not be it any more."""
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                for row in range(min(2, frame.rows())):
                    for column in range(frame.columns()):
                        self.rehighlightBlock(frame.cellAt(row, column).firstCursorPosition().block())

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each block that changed."""
        block = self.currentBlock()
        form = block_form(block.blockFormat())
        detail = self._detail(form)
        ranges: list[_Ranged] = block.textFormats()  # type: ignore[assignment]  # FormatRange has no stub of its own
        for each in ranges:
            marks = each.format.stringProperty(Property.MARKS)
            made = self._format(form.kind, detail, "".join(one[0] for one in marks.split(" ")) if marks else "")
            if made is not None:
                self.setFormat(each.start, each.length, made)

    def _detail(self, form: BlockForm) -> str:
        if form.kind is Kind.CELL:
            cell = QTextCursor(self.currentBlock())
            table = cell.currentTable()
            return "header" if table is not None and table.cellAt(cell).row() == 0 else ""
        if form.kind is Kind.HEADING:
            return form.detail
        return "note" if form.path and form.path[0].kind == "note" else ""

    def _format(self, kind: Kind, detail: str, marks: str) -> QTextCharFormat | None:
        """The look of characters; None for plain text.

        Args:
            marks: the letters of the marks around them.
        """
        key = (kind, detail, marks)
        if key not in self._made:
            made = self._make(kind, detail, marks)
            self._made[key] = made if made.propertyCount() else None
        return self._made[key]

    def _make(self, kind: Kind, detail: str, marks: str) -> QTextCharFormat:
        style, format_ = self._style, QTextCharFormat()
        size = self._size(kind, detail)
        if kind in (Kind.CODE, Kind.UNKNOWN) or "c" in marks or "r" in marks:
            format_.setFontFamilies([style.mono, "monospace"])
            format_.setFontFixedPitch(True)
            size = style.code if size == style.text else size * 0.86
        if size != style.text:
            format_.setProperty(QTextCharFormat.Property.FontPixelSize, style.px(size))
        if "s" in marks or detail == "header" or kind is Kind.HEADING:
            format_.setFontWeight(QFont.Weight.DemiBold)
        if "e" in marks or kind is Kind.FIGURE:
            format_.setFontItalic(True)
        if kind in (Kind.UNKNOWN, Kind.FIGURE) or "r" in marks:
            format_.setForeground(QColor(style.muted))
        if "l" in marks:
            format_.setForeground(QColor(style.accent))
            format_.setFontUnderline(True)
        return format_

    def _size(self, kind: Kind, detail: str) -> float:
        style = self._style
        if kind is Kind.HEADING:
            return style.headings[int(detail or "1") - 1]
        if kind is Kind.FIGURE:
            return style.caption
        return style.caption if detail in ("note", "header") or kind in (Kind.CELL, Kind.UNKNOWN) else style.text
