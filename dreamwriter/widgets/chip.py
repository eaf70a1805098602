"""Chips and choices: a small pill to press, and two ways to choose one of several options from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dreamwriter.widgets.button import ButtonRole, Pressable
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option, option_menu
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import CARD_RADIUS, FIELD_RADIUS, ICON, TARGET, TextRole

OPENING_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)


class Chip(Pressable):
    """A small rounded pill: a sample prompt, or with `set_options` a setting that opens a menu.

    Args:
        look: where the theme comes from.
        text: one to five words.
        icon: name of an icon; "" for none.

    Attributes:
        chosen: emitted with the key when the person chose another option.
    """

    chosen = Signal(str)
    text_role = TextRole.SMALL
    side = 12
    chevron = False

    def __init__(self, look: Look, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, text, ButtonRole.PLAIN, icon, parent)
        self._options: tuple[Option, ...] = ()
        self._prefix = ""
        self._name = ""
        self._value = ""
        self.clicked.connect(self._pressed)

    @property
    def value(self) -> str:
        """Key of the option that holds; "" without options."""
        return self._value

    def set_options(self, options: Sequence[Option], value: str, prefix: str = "", name: str = "") -> None:
        """Turn it into a choice of one.

        Args:
            options: in the order of the menu.
            value: key of the one that holds.
            prefix: words before it, such as "Pictures".
            name: what is chosen, for screen readers, where no prefix says it.

        Raises:
            ValueError: no option has that key.
        """
        self._options = tuple(options)
        self._prefix = prefix
        self._name = name or self._name
        self.set_value(value)

    def set_value(self, value: str) -> None:
        """Show another option as the one that holds; emits nothing.

        Raises:
            ValueError: no option has that key.
        """
        words = next((option.words for option in self._options if option.key == value), None)
        if words is None:
            raise ValueError(f"no option has the key {value!r}")
        self._value = value
        self.setText(f"{self._prefix}: {words}" if self._prefix else words)
        if self._name:
            self.setAccessibleName(f"{self._name}: {words}")
        self.setAccessibleDescription("Opens a menu")
        self.updateGeometry()

    def open_menu(self) -> None:
        """Open the menu of options below."""
        menu = option_menu(self._look, self._options, self._value, self._choose, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down open the menu too."""
        if self._options and event.key() in OPENING_KEYS:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Icon, words and their space."""
        theme = self._look.theme
        across = self.fontMetrics().horizontalAdvance(self.text()) + 2 * theme.length(self.side)
        across += theme.length(ICON + 6) if self._icon else 0
        across += theme.length(ICON + 4) if self.chevron else 0
        return QSize(across, max(theme.length(self._height()), TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its icon and its words."""
        theme = self._look.theme
        self.radius = self._radius()
        painter = QPainter(self)
        self._paint_ground(painter)
        shade: Colour = (
            "faint" if not self.isEnabled() else "ink" if self.underMouse() or not self._recedes() else "muted"
        )
        colour = theme.colour(shade)
        left = theme.length(self.side)
        if self._icon:
            self._paint_icon(painter, left - theme.length(2), colour)
            left += theme.length(ICON + 4)
        right = theme.length(self.side)
        if self.chevron:
            size = theme.length(ICON)
            mark = self._look.icons.pixmap("chevron-down", theme.palette.muted, size, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - right - size + 4, (self.height() - size) // 2, mark)
            right += size
        painter.setPen(colour)
        place = self.rect().adjusted(left, 0, -right + 2, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _pressed(self) -> None:
        if self._options:
            self.open_menu()

    def _choose(self, key: str) -> None:
        if key != self._value:
            self.set_value(key)
            self.chosen.emit(key)

    def _height(self) -> int:
        return TARGET

    def _radius(self) -> int:
        return max(self.height() // 2, CARD_RADIUS)

    def _recedes(self) -> bool:
        return True

    def _dress(self) -> None:
        super()._dress()
        self.setFont(self._look.theme.font(self.text_role))


class Choice(Chip):
    """A field that shows one of several options and opens a menu of them: for settings and dialogs.

    Args:
        look: where the theme comes from.
        name: what is chosen, for screen readers; a label beside it says the same.
        options: in the order of the menu.
        value: key of the one that holds.

    Raises:
        ValueError: no option has that key.
    """

    text_role = TextRole.INTERFACE
    chevron = True

    def __init__(
        self, look: Look, name: str, options: Sequence[Option], value: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent=parent)
        self.set_options(options, value, name=name)

    def sizeHint(self) -> QSize:
        """As wide as the longest option."""
        hint = super().sizeHint()
        words = [self.fontMetrics().horizontalAdvance(option.words) for option in self._options]
        widest = max(words, default=0) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(widest, 0), hint.height())

    def _height(self) -> int:
        return 32

    def _radius(self) -> int:
        return FIELD_RADIUS

    def _recedes(self) -> bool:
        return False
