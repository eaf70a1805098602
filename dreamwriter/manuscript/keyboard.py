"""What Enter, Backspace, Delete, Tab and plain characters do to the page, beyond what Qt does by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from dreamwriter.manuscript.block_operations import indent, outdent
from dreamwriter.manuscript.containers import Path
from dreamwriter.manuscript.formats import PARAGRAPH, BlockForm, char_format, form_of
from dreamwriter.manuscript.habits import after_character, before_enter
from dreamwriter.manuscript.marks import Form
from dreamwriter.manuscript.properties import LINE, OBJECT, Kind
from dreamwriter.manuscript.selection import caption_start, is_object, select, text_before
from dreamwriter.manuscript.sheet import Sheet
from dreamwriter.manuscript.tables import add_row

_ALONE = (Kind.FIGURE, Kind.RULE)


class Done(Enum):
    """What became of a key."""

    CHANGED = "changed"
    SELECTED = "selected"
    """The cursor selects a figure or rule now; asked for again, it goes."""
    NOTHING = "nothing"


@dataclass
class _Typing:
    """Where the last character was typed, to know whether the next one goes on with it."""

    end: int = -1
    word: bool = False


@dataclass
class _Composing:
    """How the page was when an input method began in the place of a selection."""

    steps: int = -1
    position: int = -1
    format: QTextCharFormat = field(default_factory=QTextCharFormat)


class Keyboard:
    """The keys of one page. Each call may move the cursor, which the editor then takes over."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._typing = _Typing()
        self._composing = _Composing()

    def type_text(self, cursor: QTextCursor, text: str, habits: bool = True) -> None:
        """Characters that a person typed. A word is one step of undo, as is each of the typing habits.

        A figure or rule that is selected stays; what is typed goes below it.

        Args:
            text: without line ends.
            habits: whether Markdown that is typed takes effect.
        """
        if is_object(cursor):
            with self._sheet.step():
                self.leave_object(cursor)
                self._insert(cursor, text)
        elif cursor.hasSelection():
            with self._sheet.step():
                self.remove_selection(cursor)
                self._insert(cursor, text)
        elif not self._room(cursor) and self._goes_on(cursor, text):
            self._insert(cursor, text)  # Qt joins it to what was typed before
        else:
            with self._sheet.step():
                self._make_room(cursor)
                self._insert(cursor, text)
        self._typing = _Typing(cursor.position(), not text[-1:].isspace())
        if habits and len(text) == 1 and after_character(self._sheet, cursor, text):
            self._typing = _Typing()

    def begin_composing(self, cursor: QTextCursor) -> None:
        """An input method begins to compose in the place of the selection, which goes; `compose` joins that step."""
        if not cursor.hasSelection():
            return
        format_ = cursor.charFormat()
        with self._sheet.step():
            if is_object(cursor):
                format_ = QTextCharFormat()
                self.leave_object(cursor)
            else:
                self.remove_selection(cursor)
        self._composing = _Composing(self._sheet.text.availableUndoSteps(), cursor.position(), format_)

    def compose(self, cursor: QTextCursor, text: str) -> None:
        """Words that an input method has composed: one step of undo with what had to go for them."""
        begun, self._composing = self._composing, _Composing()
        if begun.position != cursor.position() or begun.steps != self._sheet.text.availableUndoSteps():
            self.type_text(cursor, text)
            return
        with self._sheet.step(join=True):
            cursor.setCharFormat(begun.format)
            self._insert(cursor, text)
        self._typing = _Typing(cursor.position(), not text[-1:].isspace())

    def enter(self, cursor: QTextCursor, soft: bool = False) -> None:
        """Enter: a new paragraph, item or line of code. With Shift (`soft`), a line break."""
        self._typing = _Typing()
        if before_enter(self._sheet, cursor):
            return
        with self._sheet.step():
            if is_object(cursor):
                self.leave_object(cursor)
                return
            if cursor.hasSelection():
                self.remove_selection(cursor)
            self._enter(cursor, soft)

    def backspace(self, cursor: QTextCursor) -> Done:
        """Backspace. At the start of a block it leads out of lists, quotes and headings before it joins blocks."""
        self._typing = _Typing()
        if cursor.hasSelection():
            with self._sheet.step():
                self.remove_selection(cursor)
            return Done.CHANGED
        block = cursor.block()
        form = self._sheet.form(block)
        if form.kind is Kind.FIGURE and cursor.position() <= caption_start(block):
            return self._select_object(cursor, block)
        if not cursor.atBlockStart():
            if form.kind is Kind.RULE:
                return self._select_object(cursor, block)
            with self._sheet.step():
                cursor.deletePreviousChar()
            return Done.CHANGED
        if form.kind is Kind.CELL:
            return Done.NOTHING
        above = block.previous()
        if form.kind in (Kind.HEADING, Kind.CODE) or form.path:
            with self._sheet.step():
                self._lead_out(block, form, above)
            return Done.CHANGED
        if not above.isValid() or QTextCursor(above).currentTable() is not None:
            return self._drop_blank(cursor, block)
        if self._sheet.form(above).kind in _ALONE:
            if block.length() == 1 and block.next().isValid():
                with self._sheet.step():
                    self._sheet.remove_block(block)
            return self._select_object(cursor, above)
        with self._sheet.step():
            self._join(cursor, above, block)
        return Done.CHANGED

    def delete(self, cursor: QTextCursor) -> Done:
        """Delete. At the end of a block it joins the next one, or selects the figure or rule there."""
        self._typing = _Typing()
        if cursor.hasSelection() or not cursor.atBlockEnd():
            with self._sheet.step():
                if cursor.hasSelection():
                    self.remove_selection(cursor)
                elif self._sheet.form(cursor.block()).kind in _ALONE and cursor.positionInBlock() < 2:
                    return self._select_object(cursor, cursor.block())
                else:
                    cursor.deleteChar()
            return Done.CHANGED
        block, below = cursor.block(), cursor.block().next()
        if not below.isValid() or cursor.currentTable() is not None or QTextCursor(below).currentTable() is not None:
            return Done.NOTHING
        if self._sheet.form(below).kind in _ALONE:
            return self._select_object(cursor, below)
        if self._sheet.form(block).kind in _ALONE:
            return Done.NOTHING
        cursor.setPosition(below.position())
        with self._sheet.step():
            self._join(cursor, block, below)
        return Done.CHANGED

    def tab(self, cursor: QTextCursor, back: bool = False) -> bool:
        """Tab and Shift+Tab: deeper into a list and out again, from cell to cell. False where they do nothing."""
        self._typing = _Typing()
        table = cursor.currentTable()
        if table is not None:
            move = QTextCursor.MoveOperation.PreviousCell if back else QTextCursor.MoveOperation.NextCell
            if not cursor.movePosition(move) and not back and add_row(self._sheet, cursor):
                table = cursor.currentTable()
                cursor.setPosition(table.cellAt(table.cellAt(cursor).row(), 0).firstPosition())
            return True
        if self._sheet.form(cursor.block()).kind is Kind.CODE and not back:
            with self._sheet.step():
                cursor.insertText("    ")
            return True
        return outdent(self._sheet, cursor) if back else indent(self._sheet, cursor)

    def remove_selection(self, cursor: QTextCursor) -> None:
        """Take away what is selected, part of a step. A caption never joins a paragraph."""
        sheet, start, end = self._sheet, cursor.selectionStart(), cursor.selectionEnd()
        first, last = sheet.text.findBlock(start), sheet.text.findBlock(end)
        first_form, last_form = sheet.form(first), sheet.form(last)
        whole = start == first.position()
        if first == last and first_form.kind in _ALONE:
            if whole:
                cursor.setPosition(sheet.remove_block(first).position())
                return
            start = max(start, caption_start(first))
            cursor.setPosition(start)
            cursor.setPosition(max(end, start), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if first == last:
            return
        keeps_figure = last_form.kind is Kind.FIGURE and end <= last.position()
        block = cursor.block()
        if whole and block.length() == 1:
            sheet.composer.set_form(block, PARAGRAPH)
        elif whole and (last_form.kind not in _ALONE or keeps_figure):
            sheet.composer.set_form(block, last_form)
        elif whole:
            sheet.composer.set_form(block, PARAGRAPH)
        elif first_form.kind in _ALONE or keeps_figure:
            cursor.insertBlock()
            sheet.composer.set_form(cursor.block(), last_form if keeps_figure else _words(last_form))
            cursor.setPosition(start)
        else:
            sheet.composer.set_form(block, first_form)
        sheet.composer.dress(cursor.block(), cursor.block())

    def leave_object(self, cursor: QTextCursor) -> None:
        """From a figure or rule that is selected into an empty paragraph below it, part of a step."""
        block = self._sheet.text.findBlock(cursor.selectionStart())
        cursor.setPosition(block.position())
        if block.next().isValid() and self._sheet.is_blank(block.next()):
            cursor.setPosition(block.next().position())
        else:
            self._new_below(cursor)

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        cursor.insertText(text, self._format(cursor))

    def _format(self, cursor: QTextCursor) -> QTextCharFormat:
        """Links, code and raw markup do not grow at their ends; strong words and emphasis do.

        Code grows while it is being typed.
        """
        form = form_of(cursor.charFormat())
        if not form.marks or (not cursor.atBlockEnd() and self._inside(cursor, form)):
            return char_format(form)
        chosen = form_of(self._sheet.cursor(cursor.position()).charFormat()).marks != form.marks
        if form.has("code") and not chosen and cursor.position() != self._typing.end:
            form = form.without("code")
        return char_format(form.without("link", "raw") if form.has("link") or form.has("raw") else form)

    def _inside(self, cursor: QTextCursor, form: Form) -> bool:
        after = self._sheet.cursor(cursor.position() + 1)
        return form_of(after.charFormat()).marks == form.marks

    def _goes_on(self, cursor: QTextCursor, text: str) -> bool:
        same_place = cursor.position() == self._typing.end
        return same_place and (self._typing.word or text.isspace()) and self._sheet.text.isUndoAvailable()

    def _room(self, cursor: QTextCursor) -> bool:
        """Whether something has to be made before characters fit here."""
        block = cursor.block()
        kind = self._sheet.form(block).kind
        return kind is Kind.RULE or (kind is Kind.FIGURE and cursor.position() < caption_start(block))

    def _make_room(self, cursor: QTextCursor) -> None:
        """Let the cursor stand where words may be: before and after a figure is a paragraph, not the figure."""
        if not self._room(cursor):
            return
        block = cursor.block()
        if cursor.atBlockStart():
            self._paragraph_above(cursor)
        elif self._sheet.form(block).kind is Kind.FIGURE:
            cursor.setPosition(caption_start(block))
        else:
            self._sheet.room_after(cursor)

    def _paragraph_above(self, cursor: QTextCursor) -> None:
        form = self._sheet.form(cursor.block())
        cursor.insertBlock()
        self._sheet.composer.set_form(cursor.block(), form)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        self._sheet.composer.set_form(cursor.block(), PARAGRAPH.within(form.path))

    def _enter(self, cursor: QTextCursor, soft: bool) -> None:
        sheet, block = self._sheet, cursor.block()
        form = sheet.form(block)
        if form.kind in (Kind.CODE, Kind.UNKNOWN) and not soft:
            self._enter_code(cursor, block)
        elif soft or form.kind is Kind.CELL:
            if form.kind not in _ALONE or (cursor.position() >= caption_start(block) and form.kind is Kind.FIGURE):
                cursor.insertText(LINE, char_format(form_of(cursor.charFormat())))
        elif form.kind in _ALONE:
            if cursor.atBlockStart():
                self._paragraph_above(cursor)
                cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
            else:
                self._new_below(cursor)
        elif block.length() == 1 and form.path:
            self._leave_container(cursor, block, form)
        else:
            self._split(cursor, block, form)

    def _split(self, cursor: QTextCursor, block: QTextBlock, form: BlockForm) -> None:
        """Two blocks of one; what comes after a heading is a paragraph, and after an item another item."""
        at_start, at_end = cursor.atBlockStart(), cursor.atBlockEnd()
        typed = char_format(form_of(cursor.charFormat()).without("link", "code", "raw"))
        path = _next_item(form.path, self._sheet.keys.new) if _begins_item(self._sheet, block) else form.path
        kind = form.within(path) if not at_end else BlockForm(path=path)
        cursor.insertBlock()
        if not at_end and cursor.block().text().startswith(" "):
            cursor.deleteChar()
        if at_start and not at_end and form.kind is Kind.HEADING:
            self._sheet.composer.set_form(cursor.block().previous(), BlockForm(path=form.path))
        self._sheet.composer.set_form(cursor.block(), kind)
        self._sheet.composer.dress(cursor.block(), cursor.block())
        if at_end:
            cursor.setCharFormat(typed)

    def _enter_code(self, cursor: QTextCursor, block: QTextBlock) -> None:
        """A new line, as deep as this one; Enter in an empty last line leaves the code."""
        before = text_before(self._sheet, cursor)
        above, _, last = before.rpartition(LINE)
        if cursor.atBlockEnd() and not last.strip() and above.strip():
            select(self._sheet, cursor.position() - len(last) - 1, cursor.position()).removeSelectedText()
            self._new_below(cursor)
            return
        cursor.insertText(LINE + last[: len(last) - len(last.lstrip(" \t"))])

    def _new_below(self, cursor: QTextCursor) -> None:
        """A new paragraph below a block that is not split."""
        path = self._sheet.form(cursor.block()).path
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock()
        self._sheet.composer.set_form(cursor.block(), PARAGRAPH.within(path))
        cursor.setCharFormat(QTextCharFormat())

    def _leave_container(self, cursor: QTextCursor, block: QTextBlock, form: BlockForm) -> None:
        """Enter in an empty item or an empty line of a quote leads one container out."""
        if form.path[-1].is_list and outdent(self._sheet, cursor):
            return
        self._sheet.composer.set_form(block, form.within(form.path[:-1]))
        self._sheet.composer.dress(block, block)

    def _lead_out(self, block: QTextBlock, form: BlockForm, above: QTextBlock) -> None:
        """Backspace at a start: heading and code to paragraph, then out of the item, the quote, the note."""
        if form.kind in (Kind.HEADING, Kind.CODE):
            self._sheet.composer.set_form(block, BlockForm(path=form.path))
        elif form.path[-1].is_list and not _begins_item(self._sheet, block):
            self._join(QTextCursor(block), above, block)
        else:
            self._sheet.composer.set_form(block, form.within(form.path[:-1]))
        self._sheet.composer.dress(block, block)

    def _join(self, cursor: QTextCursor, above: QTextBlock, block: QTextBlock) -> None:
        """The words of a block behind those of the one above, which stays what it is, unless it is empty."""
        form = self._sheet.form(above) if above.length() > 1 else self._sheet.form(block)
        cursor.deletePreviousChar()
        self._sheet.composer.set_form(cursor.block(), form)
        self._sheet.composer.dress(cursor.block(), cursor.block())

    def _drop_blank(self, cursor: QTextCursor, block: QTextBlock) -> Done:
        if not self._sheet.is_blank(block) or not block.next().isValid() or not block.previous().isValid():
            return Done.NOTHING
        if QTextCursor(block.next()).currentTable() is not None:
            return Done.NOTHING
        with self._sheet.step():
            cursor.setPosition(self._sheet.remove_block(block).position())
        return Done.CHANGED

    def _select_object(self, cursor: QTextCursor, block: QTextBlock) -> Done:
        at = block.position() + max(block.text().find(OBJECT), 0)
        cursor.setPosition(at)
        cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        return Done.SELECTED


def _begins_item(sheet: Sheet, block: QTextBlock) -> bool:
    """Whether a bullet or number stands before a block."""
    path = sheet.form(block).path
    above = sheet.form(block.previous()).path if block.previous().isValid() else ()
    return bool(path) and path[-1].is_list and path[-1] not in above


def _next_item(path: Path, new_key: Callable[[], int]) -> Path:
    return (*path[:-1], replace(path[-1], item=new_key()))


def _words(form: BlockForm) -> BlockForm:
    """A block of words that came out of a figure's caption is a paragraph."""
    return PARAGRAPH.within(form.path) if form.kind in _ALONE else form
