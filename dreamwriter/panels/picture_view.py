"""One picture, whole, on a quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamwriter.widgets.drawing import draw_ground, fitted, rounded
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import FIELD_RADIUS, ICON

HEIGHT = 228
SMALLEST = 96


class PictureView(QWidget):
    """Shows a decoded picture as large as its place allows.

    Args:
        look: where the theme comes from.
        height: of the place at most, in pixels at scale 1.

    Signals:
        menu_wanted(QPoint): a right click or the menu key, with a place on the screen.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, height: int = HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._height = height
        self._image = QImage()
        self._pixmap = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)

    @property
    def image(self) -> QImage:
        """What it shows."""
        return self._image

    def set_image(self, image: QImage | None, name: str) -> None:
        """Show another picture, or a quiet ground while there is none."""
        self._image = image if image is not None else QImage()
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel usually is."""
        return QSize(304, self.heightForWidth(304))

    def minimumSizeHint(self) -> QSize:
        """Small."""
        return QSize(SMALLEST, SMALLEST)

    def hasHeightForWidth(self) -> bool:
        """It keeps the shape of the picture."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels at a width: that of the picture, never more than the place."""
        most = self._look.theme.length(self._height)
        if self._image.isNull():
            return min(most, width)
        shape = self._image.size()
        return max(min(round(width * shape.height() / shape.width()), most), SMALLEST // 2)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu."""
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the picture in its middle."""
        theme = self._look.theme
        painter = QPainter(self)
        draw_ground(painter, self.rect(), FIELD_RADIUS, theme.colour("hover"))
        ratio = self.devicePixelRatioF()
        if self._image.isNull():
            size = theme.length(ICON + 8)
            mark = self._look.icons.pixmap("image", theme.palette.faint, size, ratio)
            painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, mark)
            return
        room = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QPoint((self.width() - room.width()) // 2, (self.height() - room.height()) // 2)
        if self._pixmap.deviceIndependentSize().toSize() != room:
            self._pixmap = fitted(self._image, room.width(), room.height(), ratio, cover=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(rounded(QRectF(self.rect()), FIELD_RADIUS))
        painter.drawPixmap(place, self._pixmap)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
