"""A box to tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from dreamwriter.widgets.drawing import draw_ground, draw_ring
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import CONTROL_RADIUS, TARGET, TextRole

BOX = 18
GAP = 10
BOX_RADIUS = 4


class CheckBox(QCheckBox):
    """A box with a tick, and words beside it.

    Args:
        look: where the theme comes from.
        text: what is so when it is ticked.
    """

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self._ring = KeyboardRing(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Box, words and the ring around both."""
        theme = self._look.theme
        across = theme.length(BOX + GAP) + self.fontMetrics().horizontalAdvance(self.text()) + 2 * theme.length(4)
        return QSize(across, max(theme.length(TARGET), TARGET))

    def minimumSizeHint(self) -> QSize:
        """As large as all of it."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be pressed too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and ring."""
        theme = self._look.theme
        painter = QPainter(self)
        side = theme.length(BOX)
        box = QRect(theme.length(4), (self.height() - side) // 2, side, side)
        on, usable = self.isChecked(), self.isEnabled()
        if on:
            fill = theme.colour(("accent_hover" if self.underMouse() else "accent") if usable else "faint")
            draw_ground(painter, box, BOX_RADIUS, fill)
            mark = self._look.icons.pixmap(
                "check", theme.palette.on_accent if usable else theme.palette.panel, side - 4, self.devicePixelRatioF()
            )
            painter.drawPixmap(box.left() + 2, box.top() + 2, mark)
        else:
            fill = theme.colour("hover" if self.underMouse() else "page")
            draw_ground(painter, box, BOX_RADIUS, fill, theme.colour("muted" if usable else "line"))
        if self._ring.shown:
            draw_ring(painter, self.rect(), CONTROL_RADIUS, theme)
        painter.setPen(theme.colour("ink" if usable else "faint"))
        words = self.rect().adjusted(box.right() + 1 + theme.length(GAP), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.INTERFACE))
        self.updateGeometry()
        self.update()
