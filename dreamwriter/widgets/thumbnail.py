"""A small picture to choose: rounded, with a ring when chosen, a star, and a line of progress while it arrives."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from dreamwriter.widgets.drawing import RING, draw_ground, fitted, rounded
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import CONTROL_RADIUS

SIDE = 72
EDGE = 5
"""Room around the picture, in pixels, for the ring and a gap."""
BADGE = 20
FAR = 1 << 20
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -FAR, Qt.Key.Key_End: FAR}


class Thumbnail(QPushButton):
    """A small picture that can be chosen. It is given a decoded picture and never decodes one.

    Args:
        look: where the theme comes from.
        name: what it shows, for screen readers and as a tooltip.
        image: decoded; a null image is a quiet placeholder.
        side: of the picture, in pixels at scale 1.

    Attributes:
        opened: emitted at Enter or a double click.
        walked: emitted with the steps to another picture beside it: arrow keys, Home, End.
        delete_wanted: emitted at Delete.
    """

    opened = Signal()
    walked = Signal(int)
    delete_wanted = Signal()

    def __init__(
        self, look: Look, name: str, image: QImage | None = None, side: int = SIDE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._image = image if image is not None else QImage()
        self._side = side
        self._starred = False
        self._share: float | None = None
        self._pixmap = QPixmap()
        self._ring = KeyboardRing(self)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._describe)
        look.changed.connect(self._dress)
        self._describe()

    @property
    def starred(self) -> bool:
        """Whether it bears a star."""
        return self._starred

    @property
    def image(self) -> QImage:
        """What it shows."""
        return self._image

    def set_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self._pixmap = QPixmap()
        self.update()

    def set_name(self, name: str) -> None:
        """Say what it shows."""
        self._name = name
        self._describe()

    def set_starred(self, starred: bool) -> None:
        """Give it a star or take it away."""
        self._starred = starred
        self._describe()
        self.update()

    def set_share(self, share: float | None) -> None:
        """How much of it has arrived, 0 to 1; None when it is whole."""
        self._share = share
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """The picture and the room for its ring."""
        side = self._look.theme.length(self._side) + 2 * EDGE
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """As large as all of it."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens, Delete asks."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.walked.emit(STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, ring, star and progress."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        self._paint_picture(painter, place)
        if self.isChecked():
            draw_ground(painter, self.rect(), CONTROL_RADIUS + EDGE, None, theme.colour("accent"), RING)
        elif self._ring.shown:
            draw_ground(painter, self.rect(), CONTROL_RADIUS + EDGE, None, theme.colour("focus"), RING)
        if self.isChecked() and self._ring.shown:
            draw_ground(painter, place, CONTROL_RADIUS, None, theme.colour("focus"), RING)
        if self._starred:
            self._paint_star(painter, place)
        if self._share is not None:
            self._paint_share(painter, place, self._share)

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        if self._image.isNull():
            draw_ground(painter, place, CONTROL_RADIUS, theme.colour("hover"), theme.colour("line"))
            size = theme.length(20)
            mark = self._look.icons.pixmap("image", theme.palette.faint, size, ratio)
            painter.drawPixmap(place.center().x() - size // 2, place.center().y() - size // 2, mark)
            return
        wanted = QSize(round(place.width() * ratio), round(place.height() * ratio))
        if self._pixmap.size() != wanted:
            self._pixmap = fitted(self._image, place.width(), place.height(), ratio, cover=True)
        painter.save()
        painter.setClipPath(rounded(QRectF(place), CONTROL_RADIUS))
        painter.drawPixmap(place.topLeft(), self._pixmap)
        if self.underMouse():
            light = theme.colour("on_picture")
            light.setAlphaF(0.12)
            painter.fillRect(place, light)
        painter.restore()

    def _paint_star(self, painter: QPainter, place: QRect) -> None:
        theme = self._look.theme
        side = theme.length(BADGE)
        badge = QRect(place.right() - side - 2, place.top() + 4, side, side)
        draw_ground(painter, badge, side / 2, theme.colour("page"))
        size = side - theme.length(8)
        mark = self._look.icons.pixmap("star", theme.palette.accent, size, self.devicePixelRatioF(), filled=True)
        painter.drawPixmap(badge.left() + (side - size) // 2, badge.top() + (side - size) // 2, mark)

    def _paint_share(self, painter: QPainter, place: QRect, share: float) -> None:
        theme = self._look.theme
        line = QRectF(place.left() + 8, place.bottom() - 10, place.width() - 16, 3)
        bright = theme.colour("muted" if self._image.isNull() else "on_picture")
        track = QColor(bright)
        track.setAlphaF(0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(track)
        painter.drawRoundedRect(line, 1.5, 1.5)
        painter.setBrush(bright)
        line.setWidth(line.width() * min(max(share, 0.0), 1.0))
        painter.drawRoundedRect(line, 1.5, 1.5)

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        self.setToolTip(self._name)
        states = [
            *(["chosen"] if self.isChecked() else []),
            *(["starred"] if self._starred else []),
            *([f"{round(self._share * 100)} % there"] if self._share is not None else []),
        ]
        self.setAccessibleDescription(", ".join(states))

    def _dress(self) -> None:
        self._pixmap = QPixmap()
        self.updateGeometry()
        self.update()
