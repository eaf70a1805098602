"""Drawing what stands in the page without being text: figures in all their states, small pictures, rules, marks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from dreamwriter.manuscript.gallery import FigureRecord, Gallery
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.manuscript.properties import Property, Thing

_TALLEST = 0.66
"""Height of the tallest figure, as a part of the measure."""
_LARGEST = 4.0
"""Small pictures grow by so much at most."""
RADIUS = 6.0
VEIL = 165
"""How opaque the black under white words over a picture is, of 255."""


@dataclass(frozen=True)
class Preview:
    """A picture on its way.

    Attributes:
        image: how it looks so far; None before the first preview.
        step, of: denoising steps done, and in all; 0 of 0 while waiting.
        words: about how long it takes, such as "about 2 s"; "" when unknown.
    """

    image: QImage | None = None
    step: int = 0
    of: int = 0
    words: str = ""


def figure_size(width: int, height: int, measure: float) -> QSize:
    """The size in which a picture of so many pixels is drawn in a page with so wide a line."""
    factor = min(measure / max(width, 1), measure * _TALLEST / max(height, 1), _LARGEST)
    return QSize(max(round(width * factor), 1), max(round(height * factor), 1))


class ObjectPainter(QPyTextObject):
    """Tells Qt how large the objects of a page are, and draws them.

    Attributes:
        measure: width of a line of the page, in pixels.
        previews: pictures on their way, by figure id.
        gallery: the pictures of the page.
    """

    def __init__(self, gallery: Gallery, cache: PictureCache, style: PageStyle, parent: QObject) -> None:
        super().__init__(parent)
        self.style = style
        self.measure = float(style.px(style.measure))
        self.previews: dict[str, Preview] = {}
        self.gallery = gallery
        self._cache = cache

    def intrinsicSize(self, text: QTextDocument, position: int, format_: QTextFormat) -> QSizeF:
        """How much room an object takes."""
        style = self.style
        match format_.objectType():
            case Thing.FIGURE:
                return QSizeF(self._figure_size(self._record(format_)))
            case Thing.INLINE_IMAGE:
                return self._inline_size(format_)
            case Thing.NOTE:
                width = QFontMetricsF(self._font(style.small)).horizontalAdvance(format_.stringProperty(Property.WHAT))
                return QSizeF(width + 4, style.px(style.text))
            case Thing.RULE:
                return QSizeF(self.measure * 0.3, style.px(20))
            case Thing.LITERAL:
                return QSizeF(style.px(5), style.px(style.text))
        return QSizeF(1, 1)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, text: QTextDocument, position: int, format_: QTextFormat
    ) -> None:
        """Draw an object."""
        rect = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        match format_.objectType():
            case Thing.FIGURE:
                self._draw_figure(painter, rect, self._record(format_))
            case Thing.INLINE_IMAGE:
                self._draw_inline(painter, rect, format_)
            case Thing.NOTE:
                painter.setFont(self._font(self.style.small))
                painter.setPen(QColor(self.style.accent))
                top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
                painter.drawText(rect, top, format_.stringProperty(Property.WHAT))
            case Thing.RULE:
                painter.setPen(QPen(QColor(self.style.muted), 1))
                middle = rect.center().y()
                painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
            case Thing.LITERAL if format_.stringProperty(Property.WHAT).strip():
                painter.setPen(QPen(QColor(self.style.muted), 1))
                painter.drawRect(rect.adjusted(0, 2, -1, -2))
        painter.restore()

    def _record(self, format_: QTextFormat) -> FigureRecord:
        return self.gallery.record(format_.intProperty(Property.FIGURE))

    def _font(self, size: int) -> QFont:
        font = QFont(self.style.sans)
        font.setPixelSize(self.style.px(size))
        return font

    def _figure_size(self, record: FigureRecord) -> QSize:
        asset = self.gallery.asset_of(record)
        if record.room is not None:
            return figure_size(*record.room, self.measure)
        if asset is None:
            return QSize(round(self.measure), self.style.px(96))
        return figure_size(asset.width, asset.height, self.measure)

    def _inline_size(self, format_: QTextFormat) -> QSizeF:
        asset = self.gallery.assets.get(format_.stringProperty(Property.WHAT))
        tallest = self.style.px(self.style.text) * 1.4
        if asset is None:
            metrics = QFontMetricsF(self._font(self.style.small))
            words = metrics.elidedText(_words_of(format_), Qt.TextElideMode.ElideRight, 200)
            return QSizeF(metrics.horizontalAdvance(words) + 12, tallest)
        factor = min(tallest / max(asset.height, 1), self.measure / max(asset.width, 1), 1.0)
        return QSizeF(max(asset.width * factor, 1), max(asset.height * factor, 1))

    def _draw_figure(self, painter: QPainter, rect: QRectF, record: FigureRecord) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(rect, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(frame)
        painter.fillRect(rect, QColor(self.style.quiet))
        asset = self.gallery.asset_of(record)
        preview = self.previews.get(record.figure_id)
        if preview is not None:
            self._draw_preview(painter, rect, preview)
        elif record.waiting:
            self._draw_words(painter, rect, "Waiting for the picture …")
        elif asset is None or self._cache.has_failed(asset.sha256):
            why = "This picture is missing." if asset is None else "This picture cannot be shown."
            self._draw_words(painter, rect, f"{why}\n{record.alt}" if record.alt else why)
        else:
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._cache.get(asset.sha256, rect.size().toSize(), ratio)
            if pixmap is not None:
                painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _draw_preview(self, painter: QPainter, rect: QRectF, preview: Preview) -> None:
        if preview.image is not None:
            painter.drawImage(rect, preview.image)
        step = f"Painting … step {preview.step} of {preview.of}" if preview.of else "Waiting for the picture …"
        words = f"{step}, {preview.words}" if preview.words else step
        bar = QRectF(rect.left() + 16, rect.bottom() - 20, rect.width() - 32, 3)
        ground = QRectF(rect.left(), bar.top() - 36, rect.width(), rect.bottom() - bar.top() + 36)
        if preview.image is not None:
            painter.fillRect(ground, QColor(0, 0, 0, VEIL))
        ink = QColor("#FFFFFF") if preview.image is not None else QColor(self.style.muted)
        painter.setPen(ink)
        painter.setFont(self._font(self.style.small))
        line = QRectF(bar.left(), bar.top() - 26, bar.width(), 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(ink)
        faint.setAlpha(90)
        painter.setBrush(faint)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setBrush(ink)
        bar.setWidth(bar.width() * (preview.step / preview.of if preview.of else 0.0))
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _draw_words(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.setPen(QColor(self.style.muted))
        painter.setFont(self._font(self.style.small))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(16, 8, -16, -8), flags, words)

    def _draw_inline(self, painter: QPainter, rect: QRectF, format_: QTextFormat) -> None:
        asset = self.gallery.assets.get(format_.stringProperty(Property.WHAT))
        pixmap = None
        if asset is not None:
            pixmap = self._cache.get(asset.sha256, rect.size().toSize(), painter.device().devicePixelRatioF())
        if pixmap is not None:
            painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.style.quiet))
        painter.drawRoundedRect(rect, 3, 3)
        if asset is None:
            metrics = QFontMetricsF(self._font(self.style.small))
            painter.setPen(QColor(self.style.muted))
            painter.setFont(self._font(self.style.small))
            words = metrics.elidedText(_words_of(format_), Qt.TextElideMode.ElideRight, rect.width() - 8)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def _words_of(format_: QTextFormat) -> str:
    return format_.stringProperty(Property.ALT) or "missing picture"
