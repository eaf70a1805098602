"""A dot and a few words that tell how something is."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.motion import Turn
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import TARGET, TextRole

DOT = 8
GAP = 8


class Status(StrEnum):
    """How something is."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"


DOT_COLOURS: dict[Status, Colour] = {
    Status.OFF: "muted",
    Status.STARTING: "warning",
    Status.READY: "ok",
    Status.BUSY: "accent",
    Status.FAILED: "danger",
}


class StatusDot(QLabel):
    """A dot with words beside it; the words say the same as the colour, and a screen reader hears a change.

    Off is a ring; starting and busy breathe, unless nothing is to move.

    Args:
        look: where the theme comes from.
        status: how it is.
        words: such as "Storybook · ready".
    """

    def __init__(self, look: Look, status: Status, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._status = status
        self._turn = Turn(look, self)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()
        self.setText(words)
        self._turn.run(status in (Status.STARTING, Status.BUSY))

    @property
    def status(self) -> Status:
        """How it is."""
        return self._status

    def set_status(self, status: Status, words: str) -> None:
        """Tell how it is now."""
        if (status, words) == (self._status, self.text()):
            return
        changed = status != self._status
        self._status = status
        self.setText(words)
        self._turn.run(status in (Status.STARTING, Status.BUSY))
        self.updateGeometry()
        self.update()
        if changed:
            announce(self, words, urgent=status == Status.FAILED)

    def sizeHint(self) -> QSize:
        """Dot and words."""
        theme = self._look.theme
        across = theme.length(DOT + GAP) + self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(across, max(theme.line_height(TextRole.SMALL), TARGET))

    def minimumSizeHint(self) -> QSize:
        """The dot and a few letters."""
        return QSize(self._look.theme.length(DOT + GAP + 24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot and the words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.length(DOT) / 2
        middle = QPointF(radius, self.height() / 2)
        colour = theme.colour(DOT_COLOURS[self._status])
        if self._status == Status.OFF:
            painter.setPen(QPen(colour, 1.5))
            painter.drawEllipse(middle, radius - 1, radius - 1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            breath = 1 - abs(2 * self._turn.level - 1)
            painter.setBrush(QColor.fromRgbF(colour.redF(), colour.greenF(), colour.blueF(), 1 - 0.55 * breath))
            painter.drawEllipse(middle, radius, radius)
        painter.setPen(theme.colour("danger" if self._status == Status.FAILED else "muted"))
        place = self.rect().adjusted(theme.length(DOT + GAP), 0, 0, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.SMALL))
        self.updateGeometry()
        self.update()
