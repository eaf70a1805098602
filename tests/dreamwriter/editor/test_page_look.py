"""The desk looks the same whether all of it is painted or only what has changed."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from dreamwriter.editor.page_look import draw_desk
from dreamwriter.widgets.drawing import page_shadow
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import PAGE_RADIUS

ROOM = QRect(0, 0, 400, 300)
TILE = 37


def painted(look: Look, page: QRect, pieces: list[QRect] | None) -> QImage:
    """The desk, painted at once (None) or piece by piece."""
    image = QImage(ROOM.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    shadow = page_shadow(look.theme, PAGE_RADIUS)
    for piece in pieces or [ROOM]:
        painter.setClipRect(piece)
        draw_desk(painter, ROOM, page, shadow, look.theme, None if pieces is None else piece)
    painter.end()
    return image


def test_a_desk_painted_in_pieces_is_the_desk_painted_at_once(look: Look) -> None:
    tiles = [QRect(x, y, TILE, TILE) for x in range(0, 400, TILE) for y in range(0, 300, TILE)]
    for page in (QRect(60, 28, 280, 200), QRect(60, -5000, 280, 5150), QRect(60, -5000, 280, 90_000)):
        assert painted(look, page, tiles) == painted(look, page, None)
