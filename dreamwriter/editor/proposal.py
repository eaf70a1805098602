"""Other words for a passage, shown to be taken or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Separator
from dreamwriter.widgets.theme import SMALL, TextRole

TALLEST = 190
"""Pixels of a proposal before it scrolls, at scale 1."""


class Proposal(QWidget):
    """A passage in other words.

    Attributes:
        accepted: emitted when the person takes it.
        rejected: emitted when the person leaves it.
    """

    accepted = Signal()
    rejected = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = Label(look, "", TextRole.BODY, wrap=True)
        self._take = Button(look, "Use these words", ButtonRole.PLAIN, "check")
        self._leave = Button(look, "Keep mine", ButtonRole.QUIET)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._words)
        self._scroll.viewport().setAutoFillBackground(False)
        self._words.setAutoFillBackground(False)
        self._take.clicked.connect(self.accepted)
        self._leave.clicked.connect(self.rejected)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._take)
        row.addWidget(self._leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(Label(look, "In other words", TextRole.SMALL, "muted"))
        column.addWidget(self._scroll)
        column.addLayout(row)
        column.addWidget(Separator(look))
        self.setAccessibleName("Proposal")

    @property
    def words(self) -> str:
        """The proposal so far."""
        return self._words.text()

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

    def set_ready(self, ready: bool) -> None:
        """Whether it is complete and can be taken."""
        self._take.setEnabled(ready)
        self._take.set_role(ButtonRole.PRIMARY if ready else ButtonRole.PLAIN)
