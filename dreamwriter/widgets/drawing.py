"""Small drawings that several widgets share: rounded grounds, the keyboard's ring, pictures, the floating shadow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from dreamwriter.widgets.theme import Theme

RING = 2
"""Width in pixels of the ring around what the keyboard speaks to."""


def draw_ground(
    painter: QPainter, rect: QRect, radius: float, fill: QColor | None, border: QColor | None = None, width: float = 1
) -> None:
    """Fill a rounded rectangle and draw its border just inside of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if border is not None else 0
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    radius = min(radius, rect.height() / 2, rect.width() / 2)
    painter.drawRoundedRect(inner, max(radius - inset, 0), max(radius - inset, 0))


def draw_ring(painter: QPainter, rect: QRect, radius: float, theme: Theme, on_accent: bool = False) -> None:
    """Draw the ring of the keyboard just inside of a rectangle; on an accent it is a bright line with a gap."""
    gap = RING if on_accent else 0
    colour = theme.colour("on_accent" if on_accent else "focus")
    draw_ground(painter, rect.adjusted(gap, gap, -gap, -gap), radius - gap, None, colour, RING)


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """The outline of a rounded rectangle."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def fitted(image: QImage, width: int, height: int, ratio: float, cover: bool) -> QPixmap:
    """A picture drawn once at the size in which it is shown.

    Args:
        image: already decoded.
        width: of the place, in the screen's own measure.
        height: of the place.
        ratio: device pixels for each of them.
        cover: fill the place and cut what is over; otherwise the whole picture fits into it.

    Returns:
        a pixmap with that pixel ratio; null for a null image or an empty place.
    """
    across, down = round(width * ratio), round(height * ratio)
    if image.isNull() or across < 1 or down < 1:
        return QPixmap()
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if cover else Qt.AspectRatioMode.KeepAspectRatio
    scaled = image.scaled(across, down, mode, Qt.TransformationMode.SmoothTransformation)
    if cover:
        left, top = (scaled.width() - across) // 2, (scaled.height() - down) // 2
        scaled = scaled.copy(left, top, across, down)
    pixmap = QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class Shadow:
    """The soft shadow under a rounded rectangle, drawn once as a tile and stretched to every size.

    Args:
        colour: of the shadow.
        strength: opacity well inside, 0 to 1; at the edge it is half of that.
        radius: of the rectangle's corners.
        spread: how far it reaches outside of the rectangle, in pixels, and as far inside; `drop` further down.
        drop: how far the shadow lies below.
    """

    def __init__(self, colour: QColor, strength: float, radius: int, spread: int, drop: int) -> None:
        self.spread, self.drop = spread, drop
        self._corner = 2 * spread + radius
        side = 2 * self._corner + 1
        self._tile = QPixmap(side, side)
        self._tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for step in range(2 * spread):
            # each ring replaces the one below it: eight bits are too coarse to add up so many faint layers
            layer = QColor(colour)
            share = (step + 1) / (2 * spread)
            layer.setAlphaF(strength * share * share * (3 - 2 * share))
            painter.setBrush(layer)
            across = side - 2 * step
            painter.drawPath(rounded(QRectF(step, step, across, across), max(radius + spread - step, 1)))
        painter.end()

    def draw(self, painter: QPainter, rect: QRect, exposed: QRect | None = None) -> None:
        """Draw the shadow of `rect`; it reaches `spread` pixels around, moved down by `drop`.

        Args:
            exposed: what has to be painted at all; None for everything.
        """
        outer = rect.adjusted(-self.spread, -self.spread, self.spread, self.spread).translated(QPoint(0, self.drop))
        corner = min(self._corner, outer.width() // 2, outer.height() // 2)
        side = self._tile.width()
        from_x, to_x = _thirds(0, side, corner), _thirds(outer.left(), outer.width(), corner)
        from_y, to_y = _thirds(0, side, corner), _thirds(outer.top(), outer.height(), corner)
        for (sx, sw), (tx, tw) in zip(from_x, to_x, strict=True):
            for (sy, sh), (ty, th) in zip(from_y, to_y, strict=True):
                place = QRect(tx, ty, tw, th)
                if exposed is None or place.intersects(exposed):
                    painter.drawPixmap(place, self._tile, QRect(sx, sy, sw, sh))


def card_shadow(theme: Theme, radius: int) -> Shadow:
    """The shadow of what floats."""
    return Shadow(theme.colour("shadow"), 0.55 if theme.palette.dark else 0.20, radius, 24, 8)


def page_shadow(theme: Theme, radius: int) -> Shadow:
    """The shadow of the page on the desk."""
    return Shadow(theme.colour("shadow"), 0.36 if theme.palette.dark else 0.09, radius, 14, 2)


def _thirds(start: int, length: int, corner: int) -> tuple[tuple[int, int], ...]:
    """Start and length of the first corner, the middle and the last corner."""
    middle = max(length - 2 * corner, 0)
    return (start, corner), (start + corner, middle), (start + corner + middle, corner)
