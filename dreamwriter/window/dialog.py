"""The frame of every dialog: a heading, what it is about, and a row of buttons with the one to take at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import BROAD, HUGE, LARGE, SMALL, WIDE, TextRole


class Dialog(QDialog):
    """A dialog that belongs to its window and does not stop the program; Esc closes it.

    Args:
        look: where the theme comes from.
        title: what it is about; also its heading.
        width: in pixels at scale 1.

    Attributes:
        body: where its contents go.
    """

    def __init__(self, look: Look, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._width = width
        self.setWindowTitle(title.rstrip("?"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading = Label(look, title, TextRole.H3, wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(LARGE)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SMALL)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(BROAD, WIDE, BROAD, WIDE)
        column.setSpacing(LARGE)
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        column.addSpacing(SMALL)
        column.addLayout(self._buttons)
        look.changed.connect(self._widen)
        self._widen()

    def add_button(self, words: str, role: ButtonRole = ButtonRole.PLAIN, leading: bool = False) -> Button:
        """Add a button at the right end of the row, or at its left end; a primary one is pressed by Enter."""
        button = Button(self._look, words, role)
        button.setAutoDefault(False)
        button.setDefault(role == ButtonRole.PRIMARY)
        self._buttons.insertWidget(0 if leading else self._buttons.count(), button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Be tall enough from the beginning."""
        super().showEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Stay tall enough when something is shown that was not there before."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """Qt does not ask for the height of wrapped words in a window of its own."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        room = self.screen().availableGeometry().height() - HUGE  # for the frame of the window
        if min(needed, room) > self.height():
            self.resize(self.width(), min(needed, room))

    def _widen(self) -> None:
        self.setMinimumWidth(min(self._look.theme.length(self._width), self._width + 240))


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """An area that scrolls down where its contents are taller, without a frame.

    Args:
        name: what is in it, for screen readers.
    """
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    for ground in (inside, area.viewport()):  # a scroll area lets its widget fill the ground
        ground.setAutoFillBackground(False)
    return area
