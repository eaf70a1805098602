"""Find and replace in the page: a bar above its text that goes with Esc."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.search import MOST_MATCHES, Match, find_all, replace_all
from dreamwriter.manuscript.selection import select
from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import Button, IconButton
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Card
from dreamwriter.widgets.text_field import ENTER, TextField
from dreamwriter.widgets.theme import FIELD_RADIUS, SMALL, TIGHT, TextRole

WIDTH = 460
SETTLE_MS = 120


class FindBar(Card):
    """Looks for words while they are typed. Enter goes on, Shift+Enter back.

    Args:
        look: where the theme comes from.
        page: the text that is looked through.

    Attributes:
        resized: emitted when it comes, goes, or needs another height.
    """

    resized = Signal()

    def __init__(self, look: Look, page: PageText, manuscript: Manuscript, parent: QWidget | None = None) -> None:
        super().__init__(look, FIELD_RADIUS, 0, parent)
        self._page = page
        self._manuscript = manuscript
        self._matches: list[Match] = []
        self._said = ""
        self.words = TextField(look, "Find", "Find in the page", icon="search")
        self.others = TextField(look, "Replace with", "Replace with", icon="replace")
        self.count = Label(look, "", TextRole.SMALL, "muted")
        self.case = IconButton(look, "case-sensitive", "Match capitals", checkable=True)
        self.whole = IconButton(look, "whole-word", "Whole words only", checkable=True)
        self.back = IconButton(look, "chevron-up", "Previous", "Shift+F3")
        self.on = IconButton(look, "chevron-down", "Next", "F3")
        self._close = IconButton(look, "x", "Close", "Esc")
        self.one = Button(look, "Replace")
        self.all = Button(look, "Replace all")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._lay_out()
        self._connect()
        self.setAccessibleName("Find and replace")
        self.hide()
        self.set_manuscript(manuscript)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Look through another text."""
        self._manuscript = manuscript
        manuscript.changed.connect(self._settle.start)
        self._look_again()

    def open(self, replacing: bool = False) -> None:
        """Come, with the words that are selected; and with a second line for other words if they are to be replaced."""
        cursor = self._page.textCursor()
        chosen = cursor.selectedText()
        if chosen and "\u2029" not in chosen and "\ufffc" not in chosen and len(chosen) < 200:
            self.words.set_text(chosen)
        self._row.setVisible(replacing or (self.isVisible() and not self._row.isHidden()))
        self.show()
        self.raise_()
        self.resized.emit()
        self._look_again()
        field = self.others if replacing and self.words.text() else self.words
        field.edit.selectAll()
        field.setFocus()

    def leave(self) -> None:
        """Go; the page has the keyboard again, and the last match is selected."""
        self._said = ""
        self.hide()
        self._page.setExtraSelections([])
        self._page.setFocus()
        self.resized.emit()

    def step(self, by: int) -> None:
        """Select the next match (1) or the one before (-1), round the ends; where it is closed, it opens."""
        if not self.isVisible() and not self.words.text():
            self.open()
            return
        self._look_again()
        if not self._matches:
            return
        cursor = self._page.textCursor()
        starts = [match.start for match in self._matches]
        if by > 0:
            at = bisect_left(starts, cursor.selectionEnd() if cursor.hasSelection() else cursor.position())
        else:
            at = bisect_left(starts, cursor.selectionStart()) - 1
        self._select(self._matches[at % len(self._matches)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves; Shift+Enter goes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.step(-1)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves from everywhere in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(TIGHT)
        first.addWidget(self.words, 1)
        for widget in (self.count, self.case, self.whole, self.back, self.on, self._close):
            first.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QWidget(self)
        second = QHBoxLayout(self._row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(SMALL)
        second.addWidget(self.others, 1)
        second.addWidget(self.one)
        second.addWidget(self.all)
        self._row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        column.setSpacing(SMALL)
        column.addLayout(first)
        column.addWidget(self._row)

    def _connect(self) -> None:
        self._settle.timeout.connect(self._look_again)
        self.words.edited.connect(lambda _words: self._look_on())
        self.words.submitted.connect(lambda _words: self.step(1))
        self.others.submitted.connect(lambda _words: self._replace_one())
        for toggle in (self.case, self.whole):
            toggle.toggled.connect(lambda _on: self._look_on())
        for field in (self.words, self.others):
            field.edit.installEventFilter(self)
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.one.clicked.connect(self._replace_one)
        self.all.clicked.connect(self._replace_all)
        self._close.clicked.connect(self.leave)
        self._page.verticalScrollBar().valueChanged.connect(lambda _value: self._show_matches())
        self._page.selectionChanged.connect(self._show_count)
        self._look.changed.connect(self._show_matches)

    def _look_on(self) -> None:
        """Other words: the first match from where the cursor is."""
        self._said = ""
        self._look_again()
        cursor = self._page.textCursor()
        if self.isVisible() and self._matches:
            starts = [match.start for match in self._matches]
            self._select(self._matches[bisect_left(starts, cursor.selectionStart()) % len(starts)])

    def _look_again(self) -> None:
        if self.isVisible() or self._matches:
            words = self.words.edit.toPlainText()
            self._matches = find_all(self._manuscript.sheet, words, self.case.isChecked(), self.whole.isChecked())
            for button in (self.back, self.on, self.one, self.all):
                button.setEnabled(bool(self._matches))
            self._show_count()
            self._show_matches()

    def _select(self, match: Match) -> None:
        self._page.setTextCursor(select(self._manuscript.sheet, *match))
        self._page.bring_into_view(self._page.cursorRect())
        self._show_count()
        announce(self, self.count.text())

    def _current(self) -> int:
        """Number of the match that is selected; -1 for none."""
        cursor = self._page.textCursor()
        chosen = Match(cursor.selectionStart(), cursor.selectionEnd())
        at = bisect_left(self._matches, chosen)
        return at if at < len(self._matches) and self._matches[at] == chosen else -1

    def _show_count(self) -> None:
        if not self.isVisible():
            return
        many = f"{len(self._matches):,}" + ("+" if len(self._matches) == MOST_MATCHES else "")
        current = self._current()
        if not self.words.edit.toPlainText():
            words = ""
        elif not self._matches:
            words = self._said or "Not found"
        else:
            words = f"{current + 1:,} of {many}" if current >= 0 else many
        self.count.setText(words)
        self.words.set_wrong(words == "Not found", words)

    def _show_matches(self) -> None:
        """Mark the matches that are in view."""
        if not self.isVisible():
            return
        view = self._page.viewport().rect()
        first = self._page.cursorForPosition(view.topLeft()).position()
        last = self._page.cursorForPosition(view.bottomRight()).position()
        form = QTextCharFormat()
        form.setBackground(self._look.theme.colour("soft_accent"))
        shown = []
        for match in self._matches[bisect_left(self._matches, Match(first, 0)) :]:
            if match.start > last:
                break
            mark = QTextEdit.ExtraSelection()
            mark.cursor = select(self._manuscript.sheet, *match)
            mark.format = form
            shown.append(mark)
        self._page.setExtraSelections(shown)

    def _replace_one(self) -> None:
        """Replace the match that is selected, and go on; else go to one."""
        self._look_again()
        current = self._current()
        if current >= 0:
            others = self.others.edit.toPlainText()
            after = replace_all(self._manuscript.sheet, [self._matches[current]], others)
            self._page.setTextCursor(self._manuscript.sheet.cursor(after))
        self.step(1)

    def _replace_all(self) -> None:
        self._look_again()
        count = len(self._matches)
        if count:
            replace_all(self._manuscript.sheet, self._matches, self.others.edit.toPlainText())
            self._said = f"{count:,} replaced"
            self._look_again()
            announce(self, self.count.text())
