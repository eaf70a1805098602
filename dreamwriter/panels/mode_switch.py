"""The switch between the modes: five pills in one track, in as many rows as the width needs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QWidget

from dreamwriter.panels.modes import MODES, Mode
from dreamwriter.widgets.drawing import draw_ground, draw_ring
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import CONTROL_RADIUS, FIELD_RADIUS, TARGET, TextRole

EDGE = 3


class ModeSwitch(QWidget):
    """Chooses one mode; arrow keys move between them. Like a segmented control, but never wider than its place.

    Args:
        look: where the theme comes from.

    Signals:
        chosen(str): the person chose another mode.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = 0
        self._value = Mode.CHANGE
        self.setAccessibleName("What to do with the picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._grid.setSpacing(0)
        self._pills: dict[Mode, _Pill] = {}
        for mode, words in MODES.items():
            pill = _Pill(look, words.name)
            pill.setToolTip(words.sentence)
            pill.toggled.connect(lambda on, mode=mode: self._toggled(mode, on))
            self._pills[mode] = pill
        self._arrange(3)
        self._pills[self._value].setChecked(True)
        look.changed.connect(self._fit)

    @property
    def value(self) -> Mode:
        """The mode that holds."""
        return self._value

    def set_value(self, mode: Mode) -> None:
        """Let another mode hold; emits nothing."""
        self._value = mode
        self._pills[mode].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as the words need."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """One column wide, as high as it is now."""
        return QSize(self._widest() + 2 * EDGE, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track."""
        theme = self._look.theme
        track: Colour = "desk" if theme.palette.dark else "hover"
        draw_ground(QPainter(self), self.rect(), FIELD_RADIUS, theme.colour(track))

    def _widest(self) -> int:
        return max(pill.sizeHint().width() for pill in self._pills.values())

    def _fit(self) -> None:
        most = max((self.width() - 2 * EDGE) // self._widest(), 1)
        self._arrange(5 if most >= 5 else min(most, 3))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        pills = list(self._pills.values())
        rows = [pills[start : start + columns] for start in range(0, len(pills), columns)]
        for row, filled in enumerate(rows):
            span = 6 * columns // len(filled) if len(filled) else 1
            for place, pill in enumerate(filled):
                self._grid.addWidget(pill, row, place * span, 1, span)
        self.updateGeometry()

    def _toggled(self, mode: Mode, on: bool) -> None:
        if on and mode is not self._value:
            self._value = mode
            self.chosen.emit(mode.value)


class _Pill(QRadioButton):
    """One of the modes: a radio button, which arrow keys and screen readers know, drawn as a pill."""

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
        across = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._look.theme.length(8)
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
            border = None if theme.palette.dark else theme.colour("line")
            draw_ground(painter, self.rect(), CONTROL_RADIUS,
                        theme.colour("pressed" if theme.palette.dark else "page"), border)  # fmt: skip
        if self._ring.shown:
            draw_ring(painter, self.rect(), CONTROL_RADIUS, theme)
        bright = self.isChecked() or self.underMouse()
        painter.setPen(theme.colour("faint" if not self.isEnabled() else "ink" if bright else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.BUTTON))
        self.updateGeometry()
        self.update()
