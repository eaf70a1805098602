"""A toast: a few words at the foot of the page that go away by themselves, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import Button, ButtonRole, IconButton
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Card
from dreamwriter.widgets.theme import FIELD_RADIUS, LARGE, MEDIUM, SMALL

SHOWN_MS = 8_000


class Toast(Card):
    """Floats in the middle of the foot of its parent, above what lies there already.

    It stays while the pointer or the keyboard is on it.

    Args:
        look: where the theme comes from.
        parent: over which it floats.
        shown_ms: how long it stays, in milliseconds.

    Attributes:
        acted: emitted when the person pressed its button.
        gone: emitted when it went away without that.
    """

    acted = Signal()
    gone = Signal()

    def __init__(self, look: Look, parent: QWidget, shown_ms: int = SHOWN_MS) -> None:
        super().__init__(look, radius=FIELD_RADIUS, padding=0, parent=parent)
        self._foot = 0
        self._words = Label(look)
        self._act = Button(look, "", ButtonRole.QUIET)
        self._close = IconButton(look, "x", "Close", "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, SMALL, SMALL, SMALL)
        row.setSpacing(MEDIUM)
        for widget in (self._words, self._act, self._close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(shown_ms)
        self._clock.timeout.connect(self._time_is_up)
        self._act.clicked.connect(self._pressed)
        self._close.clicked.connect(self._leave)
        look.changed.connect(self._place)
        parent.installEventFilter(self)
        self.hide()

    def show_words(self, words: str, action: str = "") -> None:
        """Show a few words and perhaps a button, in place of the last; let screen readers say them.

        Args:
            words: what was done, such as "Take deleted".
            action: words of the button, such as "Undo"; "" for none.
        """
        self._words.setText(words)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self._place()
        self._clock.start()
        announce(self, f"{words}. {action}" if action else words)

    def set_foot(self, pixels: int) -> None:
        """How much of the foot of its parent is covered by something else."""
        self._foot = pixels
        self._place()

    def leave(self) -> None:
        """Go away; nothing when it is not there."""
        if not self.isHidden():
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when what lies below changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        if self.isVisible():
            self._clock.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _time_is_up(self) -> None:
        if self._act.hasFocus() or self._close.hasFocus():
            self._clock.start()
        else:
            self._leave()

    def _pressed(self) -> None:
        self._clock.stop()
        self.hide()
        self.acted.emit()

    def _leave(self) -> None:
        self._clock.stop()
        self.hide()
        self.gone.emit()

    def _place(self) -> None:
        below = self.parentWidget()
        if below is None:
            return
        hint = self.sizeHint()
        across = min(hint.width(), below.width())
        top = max(below.height() - self._foot - hint.height(), 0)
        self.setGeometry((below.width() - across) // 2, top, across, hint.height())
