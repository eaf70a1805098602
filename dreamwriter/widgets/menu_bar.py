"""The menu bar: its letters for the keyboard are marked only while Alt is held or the keyboard is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QStyle, QStyleOptionMenuItem, QStylePainter, QWidget

_ENDS = (QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate)


class MenuBar(QMenuBar):
    """As Qt's own, quieter. Where the system has a bar for menus, that one is used.

    Attributes:
        marked: the letters are underlined now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for Alt, and while it is held for its end."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt and not self.marked:
                self._mark(True)
                QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one
        elif self.marked and event.type() in _ENDS:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
            handled = super().eventFilter(watched, event)
            self._mark(self.hasFocus())
            return handled
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._mark(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles."""
        painter = QStylePainter(self)
        for action in self.actions():
            option = QStyleOptionMenuItem()
            self.initStyleOption(option, action)
            option.rect = self.actionGeometry(action)
            if not self.marked:
                option.text = without_marks(action.text())
            if not option.rect.isEmpty():
                painter.drawControl(QStyle.ControlElement.CE_MenuBarItem, option)

    def _mark(self, marked: bool) -> None:
        if marked != self.marked:
            self.marked = marked
            self.update()


def without_marks(words: str) -> str:
    """Words of a menu as the style draws them without an underlined letter."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&&")
