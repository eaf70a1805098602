"""Where pasted and dropped things come into an open page, and where a selection is moved within it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QTextCursor

from dreamwriter.manuscript.brought import Clip, Pasted, clip_of, read_clip
from dreamwriter.manuscript.clipboard import selected
from dreamwriter.manuscript.keyboard import Keyboard
from dreamwriter.manuscript.mark_operations import set_link
from dreamwriter.manuscript.pasting import insert_pasted
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import blocks_between, is_object
from dreamwriter.manuscript.sheet import Sheet


class Intake(QObject):
    """Takes things into one page. Each call is one step of undo.

    Args:
        there: whether a figure with an id is in the page.
    """

    brought = Signal(object, object)
    """A `Clip` that another thread should read, and the cursor where it goes to; answered by `take_in`."""
    refused = Signal(object)
    """The `DreamWriterError` of something that was brought and cannot be taken in."""

    def __init__(self, sheet: Sheet, keyboard: Keyboard, there: Callable[[str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._keyboard = keyboard
        self._there = there

    def paste(self, cursor: QTextCursor, mime: QMimeData, plain: bool = False) -> None:
        """Put what a person brought in the place of the selection.

        What takes time to read is only handed on, by `brought`. An address makes a link of the selected words.

        Args:
            plain: the characters only.
        """
        clip = clip_of(mime, self._sheet.gallery, plain)
        if clip.address and cursor.hasSelection() and self._are_words(cursor):
            set_link(self._sheet, cursor, clip.address)
            cursor.setPosition(cursor.selectionEnd())
        elif clip.light:
            self.take_in(cursor, read_clip(clip))
        else:
            self.bring(cursor, clip)

    def bring(self, cursor: QTextCursor, clip: Clip) -> None:
        """Have something read elsewhere, and then taken in."""
        self.brought.emit(clip, QTextCursor(cursor))

    def take_in(self, cursor: QTextCursor, pasted: Pasted) -> tuple[str, ...]:
        """Put what was read in the place of the selection, or below a figure that is selected.

        Returns:
            The ids of new figures.
        """
        came: tuple[str, ...] = ()
        if pasted.blocks or pasted.text:
            with self._sheet.step():
                if is_object(cursor):
                    self._keyboard.leave_object(cursor)
                elif cursor.hasSelection():
                    self._keyboard.remove_selection(cursor)
                came = insert_pasted(self._sheet, cursor, pasted, self._there)
        if pasted.refused is not None:
            self.refused.emit(pasted.refused)
        return came

    def move(self, moved: QTextCursor, target: QTextCursor) -> tuple[str, ...]:
        """Take what is selected to another place, outside of the selection. Figures stay what they are.

        Returns:
            The ids of the figures that were moved.
        """
        chosen = selected(self._sheet.gallery, moved)
        records = {figure_id: self._sheet.gallery.record(number) for figure_id, number in chosen.figures()}
        words = moved.selection().toPlainText()
        with self._sheet.step():
            self._keyboard.remove_selection(moved)
            # None of the figures is there any more; the page tells so only after the step.
            return insert_pasted(self._sheet, target, Pasted(words, chosen.blocks, records, own=True), lambda _: False)

    def _are_words(self, cursor: QTextCursor) -> bool:
        """Whether a selection is words that can lead somewhere."""
        kinds = {self._sheet.form(block).kind for block in blocks_between(cursor)}
        return kinds <= {Kind.PARAGRAPH, Kind.HEADING, Kind.CELL}
