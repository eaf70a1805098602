"""Grounds that other things lie on: panels with a hairline, the floating card, the separator."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from dreamwriter.widgets.drawing import card_shadow, draw_ground
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import CARD_RADIUS

Edge = Literal["", "left", "right", "top", "bottom"]


class Surface(QFrame):
    """A plain ground in one of the colours of the style sheet.

    Args:
        ground: panel, desk or page.
        edge: where a hairline lies; "" for nowhere.
    """

    def __init__(
        self, ground: Literal["panel", "desk", "page"] = "panel", edge: Edge = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", ground)
        self.setProperty("edge", edge)


class Card(QWidget):
    """What floats: a rounded ground with a shadow. Its shadow lies inside the widget, in the margins of its contents.

    Args:
        look: where the theme comes from.
        radius: of the corners.
        padding: space in pixels between its edge and what lies in it.
    """

    def __init__(self, look: Look, radius: int = CARD_RADIUS, padding: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._radius = radius
        self._shadow = card_shadow(look.theme, radius)
        reach = self.reach
        self.setContentsMargins(reach + padding, reach + padding, reach + padding, reach + self._shadow.drop + padding)
        look.changed.connect(self._dress)

    @property
    def reach(self) -> int:
        """How far the shadow reaches around the card, in pixels; below, `drop` more."""
        return self._shadow.spread

    def height_at(self, width: int) -> int:
        """Height in pixels that its contents want at a width, the shadow included."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.invalidate()
        layout.activate()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, the ground and the hairline."""
        painter = QPainter(self)
        reach = self.reach
        card = self.rect().adjusted(reach, reach, -reach, -reach - self._shadow.drop)
        self._shadow.draw(painter, card)
        theme = self._look.theme
        draw_ground(painter, card, self._radius, theme.colour("page"), theme.colour("line"))

    def _dress(self) -> None:
        self._shadow = card_shadow(self._look.theme, self._radius)
        self.update()


class Separator(QWidget):
    """One hairline, across or down."""

    def __init__(self, look: Look, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._upright = upright
        thin, long = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(thin if upright else long, QSizePolicy.Policy.Preferred if upright else thin)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One pixel thick; an upright one sixteen long at least."""
        return QSize(1, 16) if self._upright else QSize(16, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, a little shorter than its place where it is upright."""
        line = self.rect()
        if self._upright:
            spare = max((line.height() - self._look.theme.length(16)) // 2, 0)
            line = line.adjusted(0, spare, 0, -spare)
        QPainter(self).fillRect(line, self._look.theme.colour("line"))
