"""Other words for a passage, shown to be taken or left, or asked for again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Separator
from dreamwriter.widgets.theme import SMALL, TIGHT, TextRole

TALLEST = 190
"""Pixels of a proposal before it scrolls, at scale 1."""
WISHES = ("Shorter", "Longer")
"""Ways to ask again that every model can follow."""
COMING, READY, ANEW, SAME = "Looking for other words …", "In other words", "Written anew", "The same words came again"


class Proposal(QWidget):
    """A passage in other words.

    Attributes:
        accepted: emitted when the person takes it.
        rejected: emitted when the person leaves it.
        again: emitted when the person wants another one, with how it should be; "" for as before.
    """

    accepted = Signal()
    rejected = Signal()
    again = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._heading = Label(look, COMING, TextRole.SMALL, "muted")
        self._words = Label(look, "", TextRole.BODY, wrap=True)
        self._note = Label(look, "", TextRole.SMALL, "muted", wrap=True)
        self._take = Button(look, "Use these words", ButtonRole.PLAIN, "check")
        self._leave = Button(look, "Keep mine", ButtonRole.QUIET)
        self._more = [Button(look, words, ButtonRole.QUIET) for words in ("Try again", *WISHES)]
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Other words")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._words)
        self._scroll.viewport().setAutoFillBackground(False)
        self._words.setAutoFillBackground(False)
        self._take.clicked.connect(self.accepted)
        self._leave.clicked.connect(self.rejected)
        for button, wish in zip(self._more, ("", *WISHES), strict=True):
            button.clicked.connect(lambda _checked=False, wish=wish: self.again.emit(wish))
        row = FlowLayout(gap=SMALL)
        for button in (self._take, self._leave, *self._more):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._heading)
        column.addWidget(self._scroll)
        column.addWidget(self._note)
        column.addSpacing(TIGHT)
        column.addLayout(row)
        column.addSpacing(TIGHT)
        column.addWidget(Separator(look))
        self.setAccessibleName("Proposal")
        self.clear()

    @property
    def words(self) -> str:
        """The proposal so far."""
        return self._words.text()

    @property
    def note(self) -> str:
        """What is said about it."""
        return self._note.text()

    @property
    def ready(self) -> bool:
        """Whether it can be taken."""
        return self._take.isEnabled()

    def clear(self) -> None:
        """Nothing has come yet."""
        self._words.clear()
        self._heading.setText(COMING)
        self._note.hide()
        self._note.clear()
        self._take.setEnabled(False)
        self._take.set_role(ButtonRole.PLAIN)
        for button in self._more:
            button.setEnabled(False)

    def show_words(self, words: str, width: int) -> None:
        """Show the proposal as far as it has come.

        Args:
            width: that there is for it, in pixels.
        """
        self._words.setText(words)
        most = self._look.theme.length(TALLEST)
        self._scroll.setFixedHeight(min(self._words.heightForWidth(width - 12) + 4, most))
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def set_ready(self, note: str = "", same: bool = False) -> None:
        """It is complete.

        Args:
            note: what should be known about it; "" for nothing.
            same: it is what the page says already, so there is nothing to take.
        """
        self._heading.setText(SAME if same else ANEW if note else READY)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._take.setEnabled(not same)
        self._take.set_role(ButtonRole.PLAIN if same else ButtonRole.PRIMARY)
        for button in self._more:
            button.setEnabled(True)
        announce(self, f"{self._heading.text()}. {self._words.text()} {note}".strip())
