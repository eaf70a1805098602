"""A segmented control: two to four ways of doing a thing, side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from dreamwriter.widgets.drawing import draw_ground, draw_ring
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import CONTROL_RADIUS, FIELD_RADIUS, TARGET, TextRole

EDGE = 3


class SegmentedControl(QWidget):
    """Chooses one of a few options that are all visible; arrow keys move between them.

    Args:
        look: where the theme comes from.
        name: what is chosen, for screen readers.
        options: two to four.
        value: key of the one that holds.

    Attributes:
        chosen: emitted with the key when another one holds.

    Raises:
        ValueError: no option has that key.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, name: str, options: Sequence[Option], value: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._segments: dict[str, _Segment] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        row.setSpacing(0)
        for option in options:
            segment = _Segment(look, option.words)
            segment.setToolTip(option.sentence)
            segment.toggled.connect(lambda on, key=option.key: self._toggled(key, on))
            self._segments[option.key] = segment
            row.addWidget(segment)
        look.changed.connect(self.update)
        self._value = ""
        self.set_value(value)

    @property
    def value(self) -> str:
        """Key of the option that holds."""
        return self._value

    def set_value(self, value: str) -> None:
        """Let another option hold; emits nothing.

        Raises:
            ValueError: no option has that key.
        """
        if value not in self._segments:
            raise ValueError(f"no option has the key {value!r}")
        self._value = value
        self._segments[value].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track."""
        theme = self._look.theme
        track: Colour = "desk" if theme.palette.dark else "hover"
        draw_ground(QPainter(self), self.rect(), FIELD_RADIUS, theme.colour(track))

    def _toggled(self, key: str, on: bool) -> None:
        if on and key != self._value:
            self._value = key
            self.chosen.emit(key)


class _Segment(QRadioButton):
    """One of the options: a radio button, which arrow keys and screen readers know, drawn as a pill."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(words)
        self._look = look
        self._ring = KeyboardRing(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Words and their space."""
        across = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._look.theme.length(10)
        return QSize(across, max(self._look.theme.length(TARGET), TARGET))

    def minimumSizeHint(self) -> QSize:
        """As large as all of it."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of the pill can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, if chosen, and the words."""
        theme = self._look.theme
        painter = QPainter(self)
        if self.isChecked():
            border = theme.colour("line") if not theme.palette.dark else None
            fill = theme.colour("page" if not theme.palette.dark else "pressed")
            draw_ground(painter, self.rect(), CONTROL_RADIUS, fill, border)
        if self._ring.shown:
            draw_ring(painter, self.rect(), CONTROL_RADIUS, theme)
        bright = self.isChecked() or self.underMouse()
        painter.setPen(theme.colour("faint" if not self.isEnabled() else "ink" if bright else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.BUTTON))
        self.updateGeometry()
        self.update()
