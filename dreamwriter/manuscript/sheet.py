"""The open page with its pictures: what every change of it is made with, and what makes changes one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from dreamwriter.document.blocks import Block, Figure
from dreamwriter.document.document import Document
from dreamwriter.manuscript.composer import Composer
from dreamwriter.manuscript.containers import Keys, Path
from dreamwriter.manuscript.formats import PARAGRAPH, BlockForm, block_form, char_format, form_of
from dreamwriter.manuscript.gallery import FigureRecord, Gallery
from dreamwriter.manuscript.marks import Form
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.properties import OBJECT, Kind, Property, Thing
from dreamwriter.manuscript.rows import FigureNumber, Leaf, Row, rows_of

ABOVE, BELOW = 92, 260
"""Space above and below the text of the page, with some desk around it, in pixels."""
_MEANING = (Property.MARKS, Property.LINK_TARGET, Property.LINK_TITLE)


class Sheet:
    """A QTextDocument, the gallery of its pictures, and the smallest changes that keep both whole.

    Attributes:
        text: the page; its own undo stack is the only one.
    """

    def __init__(self, text: QTextDocument, gallery: Gallery, style: PageStyle) -> None:
        self.text = text
        self.gallery = gallery
        self.keys = Keys()
        self.composer = Composer(text, style)

    def cursor(self, position: int) -> QTextCursor:
        """A new cursor at a position, kept within the page."""
        cursor = QTextCursor(self.text)
        cursor.setPosition(min(max(position, 0), self.text.characterCount() - 1))
        return cursor

    @contextmanager
    def step(self, join: bool = False) -> Iterator[None]:
        """All changes inside are one step of undo.

        Args:
            join: they belong to the step before.
        """
        cursor = QTextCursor(self.text)
        if join:
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def rows(self, blocks: Iterable[Block], path: Path = (), number: FigureNumber | None = None) -> list[Row]:
        """The leaves of blocks, with new keys.

        Args:
            path: containers in which they will stand.
            number: gives the figures their records; new ones if None.
        """
        rows = rows_of(blocks, self.keys, number or self.figure_number)
        return [_within(row, path) for row in rows] if path else rows

    def load(self, document: Document) -> None:
        """Write a whole document into the page, which is empty."""

        def number(figure: Figure) -> int:
            figure_id = figure.figure_id or self.gallery.new_id()
            history = document.histories.get(figure_id)
            return self.gallery.number(FigureRecord(figure_id, figure.target, figure.alt, figure.title, history))

        for figure in document.figures():
            self.gallery.reserve(figure.figure_id)
        frame = self.text.rootFrame()
        space = frame.frameFormat()
        space.setTopMargin(ABOVE)
        space.setBottomMargin(BELOW)
        frame.setFrameFormat(space)  # here, where undo does not see it
        cursor = QTextCursor(self.text)
        with self.step():
            self.composer.insert(cursor, rows_of(document.blocks, self.keys, number), True)

    def figure_number(self, figure: Figure) -> int:
        """The number of a record for a figure that comes into the page."""
        figure_id = figure.figure_id or self.gallery.new_id()
        return self.gallery.number(FigureRecord(figure_id, figure.target, figure.alt, figure.title))

    def form(self, block: QTextBlock) -> BlockForm:
        """What a block is."""
        return block_form(block.blockFormat())

    def is_blank(self, block: QTextBlock) -> bool:
        """Whether a block is an empty paragraph that other blocks may take the place of."""
        return block.length() == 1 and self.form(block).kind is Kind.PARAGRAPH

    def insert_blocks(
        self, cursor: QTextCursor, blocks: Iterable[Block], top: bool = False, number: FigureNumber | None = None
    ) -> None:
        """Whole blocks at a cursor; a paragraph is split there. The cursor stands behind them afterwards.

        Args:
            top: they may stand only outside of lists, quotes and footnotes.
            number: see `rows`.
        """
        blocks = tuple(blocks)
        if not blocks:
            return
        self.leave_table(cursor)
        form = self.form(cursor.block())
        path = () if top else form.path
        if form.kind in (Kind.FIGURE, Kind.RULE, Kind.CODE, Kind.UNKNOWN):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        empty = self.is_blank(cursor.block())
        if not empty and not cursor.atBlockEnd():
            cursor.insertBlock(cursor.blockFormat())
            self._drop_space(cursor)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            empty = cursor.block().length() == 1
        self.composer.insert(cursor, self.rows(blocks, path, number), empty)
        if cursor.block().next().isValid():
            self.composer.dress(cursor.block().next(), cursor.block().next())

    def _drop_space(self, cursor: QTextCursor) -> None:
        """Take away the space with which the second half of a line begins."""
        if cursor.block().text().startswith(" "):
            cursor.deleteChar()

    def leave_table(self, cursor: QTextCursor) -> None:
        """Move a cursor that stands in a table behind it."""
        table = cursor.currentTable()
        if table is not None:
            cursor.setPosition(table.lastPosition() + 1)

    def room_after(self, cursor: QTextCursor) -> None:
        """Let a cursor stand in the paragraph below its block; there is a new one if something else is there."""
        below = cursor.block().next()
        if not below.isValid() or self.form(below).kind is not Kind.PARAGRAPH or self.form(below).path:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(self.composer.formats.of(PARAGRAPH), QTextCharFormat())
        else:
            cursor.setPosition(below.position())

    def reform(self, start: int, end: int, change: Callable[[Form], Form]) -> None:
        """Change what characters mean; objects in the text stay what they are."""
        found = list(self.formats_between(start, end))
        cursor = QTextCursor(self.text)
        for first, last, format_ in found:
            old = form_of(format_)
            new = change(old)
            if new != old:
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(_with_form(format_, new))

    def formats_between(self, start: int, end: int) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """The stretches of one format between two positions, block by block."""
        block = self.text.findBlock(start)
        while block.isValid() and block.position() < end:
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                place += 1
                first = max(fragment.position(), start)
                last = min(fragment.position() + fragment.length(), end)
                if first < last:
                    yield first, last, fragment.charFormat()
            block = block.next()

    def figure_in(self, block: QTextBlock) -> tuple[int, int] | None:
        """Position of the first picture in a block, and the number of its record."""
        if OBJECT not in block.text():
            return None
        for first, last, format_ in self.formats_between(block.position(), block.position() + block.length() - 1):
            if format_.objectType() == Thing.FIGURE:
                return last - 1 if last - first > 1 else first, format_.intProperty(Property.FIGURE)
        return None

    def set_record(self, block: QTextBlock, record: FigureRecord) -> None:
        """Another record for the figure in a block."""
        place = self.figure_in(block)
        if place is None or self.gallery.record(place[1]) == record:
            return
        cursor = self.cursor(place[0])
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        format_ = QTextCharFormat(cursor.charFormat())
        format_.setProperty(Property.FIGURE, self.gallery.number(record))
        cursor.setCharFormat(format_)

    def remove_block(self, block: QTextBlock) -> QTextCursor:
        """Take a whole block out of the page; an empty paragraph stays where it was the only one.

        Returns:
            A cursor where it was.
        """
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.composer.set_form(cursor.block(), PARAGRAPH)
        if block.next().isValid() and not QTextCursor(block.next()).currentTable():
            form = self.form(block.next())
            cursor.deleteChar()
            self.composer.set_form(cursor.block(), form)
        elif block.previous().isValid() and not QTextCursor(block.previous()).currentTable():
            form = self.form(block.previous())
            cursor.deletePreviousChar()
            self.composer.set_form(cursor.block(), form)
        return cursor


def _within(row: Row, path: Path) -> Row:
    """A leaf with more containers around it."""
    if isinstance(row, Leaf):
        return replace(row, form=row.form.within((*path, *row.form.path)))
    return replace(row, path=(*path, *row.path))


def _with_form(format_: QTextCharFormat, form: Form) -> QTextCharFormat:
    changed = QTextCharFormat(format_)
    for key in (*_MEANING, QTextCharFormat.Property.IsAnchor, QTextCharFormat.Property.AnchorHref):
        changed.clearProperty(key)
    changed.merge(char_format(form))
    return changed
