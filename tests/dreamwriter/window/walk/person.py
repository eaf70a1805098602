"""Somebody at the keyboard of one program: presses, clicks, waits, and looks at what is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from dreamwriter.app import Program
from dreamwriter.document.images import image_targets
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.clipboard import selected_blocks
from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import caption_start, select
from dreamwriter.window.main_window import MainWindow
from tests.dreamwriter.window.walk.muse import Muse
from tests.dreamwriter.window.walk.sight import WORD, May, Sight, Timeline, see

PATIENCE_MS = 30_000
NO_KEYS = Qt.KeyboardModifier.NoModifier
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Person:
    """One person with one program.

    Args:
        program: it has been started.
        folder: for files.
        state_folder: of the program.
        muse: the engine where it is not the real one.

    Attributes:
        number: of what is being done now.
    """

    def __init__(self, program: Program, folder: Path, state_folder: Path, muse: Muse | None = None) -> None:
        self.program = program
        self.folder = folder
        self.state_folder = state_folder
        self.muse = muse
        self.number = 0
        self.runs = 0
        self.timeline = Timeline(self.see())
        self._typed = 0

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.program.window

    @property
    def page(self) -> PageText:
        """The text on its desk."""
        return self.program.window.page.text

    @property
    def manuscript(self) -> Manuscript:
        """What is open."""
        return self.program.page.manuscript

    def word(self) -> str:
        """One that was never written before."""
        self._typed += 1
        return f"w{self.number}q{self._typed}z"

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS, times: int = 1) -> None:
        """Press a key on the page."""
        for _ in range(times):
            QTest.keyClick(self.page, key, keys)

    def type(self, text: str) -> None:
        """Type on the page; line ends are Enter."""
        for char in text:
            if char == "\n":
                self.key(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.page, char)

    def act(self, name: str) -> bool:
        """Choose an action of the menus, where it can be chosen."""
        action = self.window.acts[name]
        enabled = action.isEnabled()
        action.trigger()
        return enabled

    def press(self, button: QAbstractButton) -> bool:
        """Click a button, where it can be seen and used."""
        if not (button.isVisible() and button.isEnabled()):
            return False
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return True

    def press_words(self, widget: QWidget, words: str) -> bool:
        """Click the button with these words."""
        found = next((each for each in widget.findChildren(QAbstractButton) if each.text() == words), None)
        return found is not None and self.press(found)

    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        return found if isinstance(found, QDialog) else None

    def wait(self, condition: Callable[[], bool], what: str = "") -> None:
        """Let the program work until something is the case."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not condition():
            assert not deadline.hasExpired(), f"waited too long for {what or condition}"
            self.rest(5)

    def rest(self, milliseconds: int = 0) -> None:
        """Let the program work for a moment."""
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if milliseconds:
            QTest.qWait(milliseconds)

    def files_read(self) -> None:
        """Wait until pictures that were brought are on the page."""
        read: list[bool] = []
        self.program.background.do(lambda: None, lambda _: read.append(True))
        self.wait(lambda: bool(read), "the reading of files")

    # The cursor

    @property
    def last(self) -> int:
        """The last position of the text."""
        return self.manuscript.text.characterCount() - 1

    def cursor(self) -> QTextCursor:
        """Where the person stands."""
        return self.page.textCursor()

    def stand(self, position: int, anchor: int | None = None) -> None:
        """Put the cursor somewhere, or select from an anchor."""
        cursor = self.manuscript.sheet.cursor(position if anchor is None else anchor)
        if anchor is not None:
            cursor.setPosition(min(max(position, 0), self.last), QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)

    def take_keyboard(self) -> None:
        """Put the keyboard on the page, which a dialog that was just closed may still have."""
        self.window.activateWindow()
        self.page.setFocus()
        self.wait(self.page.hasFocus, "the keyboard on the page")

    def leave_word(self) -> None:
        """Go to the start of the word of the cursor: what is written into the middle of a word parts it."""
        cursor = self.cursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
        self.page.setTextCursor(cursor)

    def click(self, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click on the page."""
        QTest.mouseClick(self.page.viewport(), button, NO_KEYS, place)

    def click_figure(self, entry: FigureEntry) -> bool:
        """Click on the picture of a figure, once it is in view."""
        self.page.go_to(entry.position)
        self.rest()
        place = self.page.figure_rect(entry).center().toPoint()
        if not self.page.viewport().rect().contains(place):
            self.page.select_figure(entry.record.figure_id)
            return False
        self.click(place)
        return True

    # What is there

    def at_risk(self, reach: int = 0) -> May:
        """What a change of the selection may take away; also of so many characters around it."""
        cursor = self.cursor()
        start, end = cursor.selectionStart() - reach, cursor.selectionEnd() + reach
        block = self.manuscript.text.findBlock(start)
        figure = block.contains(end) and self.manuscript.sheet.form(block).kind is Kind.FIGURE
        if figure and start < caption_start(block):  # it goes with its caption
            start, end = block.position(), block.position() + block.length() - 1
        text = _WIDE.sub("xx", self.manuscript.text.toPlainText())
        words = {found[0] for found in WORD.finditer(text) if found.start() < end + 1 and found.end() > start - 1}
        words.update(WORD.findall(cursor.selectedText()))  # cells that are selected are in no order
        document, sheet = self.manuscript.snapshot(), self.manuscript.sheet
        within = select(sheet, max(start, 0), min(end + 1, self.last))
        targets = image_targets((*selected_blocks(sheet.gallery, within), *selected_blocks(sheet.gallery, cursor)))
        pictures = {document.assets[target].sha256 for target in targets if target in document.assets}
        taken = {take.asset for history in document.histories.values() for take in history.takes}
        return May(frozenset(words), frozenset(pictures - taken))

    def see(self) -> Sight:
        """What is there now."""
        return see(self.manuscript)
