"""A small picture of a document, for lists of documents."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamwriter.widgets.drawing import draw_ground, fitted, rounded
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import CONTROL_RADIUS

WIDTH, HEIGHT = 112, 70


class DocumentPicture(QWidget):
    """The first picture of a document, or a quiet sheet where it has none. It never decodes anything.

    Args:
        look: where the theme comes from.
        image: decoded; None for a document without pictures.
    """

    def __init__(self, look: Look, image: QImage | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = image
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """Sixteen to ten."""
        return QSize(self._look.theme.length(WIDTH), self._look.theme.length(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or the sheet."""
        theme, ratio = self._look.theme, self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._image is None or self._image.isNull():
            draw_ground(painter, self.rect(), CONTROL_RADIUS, theme.colour("page"), theme.colour("line"))
            size = theme.length(22)
            mark = self._look.icons.pixmap("file-text", theme.palette.muted, size, ratio)
            painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, mark)
            return
        if self._pixmap.isNull():
            self._pixmap = fitted(self._image, self.width(), self.height(), ratio, cover=True)
        painter.setClipPath(rounded(QRectF(self.rect()), CONTROL_RADIUS))
        painter.drawPixmap(QRect(0, 0, self.width(), self.height()), self._pixmap)

    def _dress(self) -> None:
        self._pixmap = QPixmap()
        self.updateGeometry()
        self.update()
