"""Two pictures compared: side by side, or one over the other with a divider that is dragged."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from dreamwriter.widgets.drawing import RING, draw_ground, fitted, rounded
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import CONTROL_RADIUS, FIELD_RADIUS, SMALL, TARGET, TextRole

STEPS = 1000
STEP, BIG_STEP = 20, 100
VEIL = 0.75
"""Opacity of the ground under words over a picture; white on it stays readable over any picture."""


class CompareMode(StrEnum):
    """How two pictures are shown."""

    SIDE_BY_SIDE = "side-by-side"
    SLIDER = "slider"


class CompareView(QWidget):
    """Two decoded pictures and what they are called.

    Args:
        look: where the theme comes from.
        mode: how they are shown at first.
    """

    def __init__(self, look: Look, mode: CompareMode = CompareMode.SLIDER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._mode = mode
        self._images = (QImage(), QImage())
        self._names = ("", "")
        self._pixmaps: dict[tuple[int, int, int, float], QPixmap] = {}
        self.divider = Divider(look, self)
        self.divider.valueChanged.connect(self.update)
        self.setFocusProxy(self.divider)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._settle)
        self._settle()

    @property
    def mode(self) -> CompareMode:
        """How they are shown."""
        return self._mode

    def set_mode(self, mode: CompareMode) -> None:
        """Show them the other way."""
        self._mode = mode
        self._settle()

    def set_images(self, before: QImage, after: QImage, before_name: str = "Before", after_name: str = "After") -> None:
        """Show two decoded pictures; they need not be of one size."""
        self._images = (before, after)
        self._names = (before_name, after_name)
        self._pixmaps.clear()
        self.setAccessibleName(f"{before_name} and {after_name}")
        self.divider.setAccessibleName(f"Divider between {before_name} and {after_name}")
        self._settle()

    def sizeHint(self) -> QSize:
        """Room for a picture of 480 pixels, or two of half that."""
        return QSize(480, 480 if self._mode == CompareMode.SLIDER else 240)

    def minimumSizeHint(self) -> QSize:
        """Small, but still two pictures."""
        return QSize(160, 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures anew."""
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both pictures and their names."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        places = self._places()
        if self._mode == CompareMode.SIDE_BY_SIDE:
            for which, place in enumerate(places):
                self._paint_picture(painter, which, place, place)
        else:
            place = places[0]
            cut = self._cut(place)
            left, right = QRect(place), QRect(place)
            left.setRight(cut - 1)
            right.setLeft(cut)
            self._paint_picture(painter, 0, place, left)
            self._paint_picture(painter, 1, place, right)
            painter.fillRect(QRectF(cut - 1, place.top(), 2, place.height()), self._look.theme.colour("on_picture"))
        for which, place in enumerate(places):
            self._paint_name(painter, which, place)

    def _paint_picture(self, painter: QPainter, which: int, place: QRect, shown: QRect) -> None:
        key = (which, place.width(), place.height(), self.devicePixelRatioF())
        if key not in self._pixmaps:
            self._pixmaps[key] = fitted(self._images[which], *key[1:], cover=True)
        painter.save()
        painter.setClipPath(rounded(QRectF(place), FIELD_RADIUS))
        painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        if self._pixmaps[key].isNull():
            painter.fillRect(shown, self._look.theme.colour("hover"))
        painter.drawPixmap(place.topLeft(), self._pixmaps[key])
        painter.restore()

    def _paint_name(self, painter: QPainter, which: int, place: QRect) -> None:
        if not self._names[which]:
            return
        theme = self._look.theme
        painter.setFont(theme.font(TextRole.SMALL))
        metrics = painter.fontMetrics()
        most = place.width() // 2 - 4 * SMALL if self._mode == CompareMode.SLIDER else place.width() - 4 * SMALL
        words = metrics.elidedText(self._names[which], Qt.TextElideMode.ElideRight, max(most, 0))
        across, height = metrics.horizontalAdvance(words) + 2 * theme.length(8), theme.length(24)
        at_right = self._mode == CompareMode.SLIDER and which == 1
        left = place.right() + 1 - SMALL - across if at_right else place.left() + SMALL
        tag = QRect(left, place.bottom() + 1 - SMALL - height, across, height)
        veil = theme.colour("veil")
        veil.setAlphaF(VEIL)
        draw_ground(painter, tag, CONTROL_RADIUS, veil)
        painter.setPen(theme.colour("on_picture"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _places(self) -> tuple[QRect, QRect]:
        """Where the two pictures lie; with the slider both in one place. They keep the shape of the first."""
        both = self._mode == CompareMode.SLIDER
        half = self.width() if both else (self.width() - SMALL) // 2
        room = QRect(0, 0, half, self.height())
        shape = self._images[0].size() if not self._images[0].isNull() else QSize(1, 1)
        size = shape.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        top = (self.height() - size.height()) // 2
        if both:
            place = QRect((self.width() - size.width()) // 2, top, size.width(), size.height())
            return place, place
        first = QRect(half - size.width(), top, size.width(), size.height())
        return first, QRect(half + SMALL, top, size.width(), size.height())

    def _cut(self, place: QRect) -> int:
        return place.left() + round(place.width() * self.divider.value() / STEPS)

    def _settle(self) -> None:
        self.divider.setVisible(self._mode == CompareMode.SLIDER)
        self.divider.setGeometry(self._places()[0])
        self.update()


class Divider(QSlider):
    """The divider: a slider, which the keyboard and screen readers know, lying over the pictures.

    Arrow keys move it by a fiftieth, Page Up and Page Down by a tenth, Home and End to the ends.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._ring = KeyboardRing(self)
        self.setRange(0, STEPS)
        self.setSingleStep(STEP)
        self.setPageStep(BIG_STEP)
        self.setValue(STEPS // 2)
        self.setMinimumSize(0, 0)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The divider comes to the pointer."""
        self._move_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And follows it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more to do."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As a slider does; Shift takes large steps."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -BIG_STEP, Qt.Key.Key_Right: BIG_STEP}
        if shift and Qt.Key(event.key()) in steps:
            self.setValue(self.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the knob; the line is drawn with the pictures."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = max(theme.length(TARGET), TARGET) / 2
        # at the ends the knob stays whole, and the line goes on without it
        across = min(max(self.width() * self.value() / STEPS, radius + RING), self.width() - radius - RING)
        middle = QPointF(across, self.height() / 2)
        ringed = self._ring.shown
        painter.setBrush(theme.colour("page"))
        painter.setPen(QPen(theme.colour("focus" if ringed else "line"), RING if ringed else 1))
        painter.drawEllipse(middle, radius, radius)
        size = theme.length(16)
        mark = self._look.icons.pixmap("move-horizontal", theme.palette.ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), mark)

    def _move_to(self, event: QMouseEvent) -> None:
        if self.width() > 0:
            self.setValue(round(STEPS * event.position().x() / self.width()))
