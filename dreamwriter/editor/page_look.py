"""How the page looks in a theme, and where it lies on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.painting import RADIUS
from dreamwriter.widgets.drawing import Shadow, draw_ground
from dreamwriter.widgets.theme import MONO, PAGE_RADIUS, SANS, SERIF, Theme

DESK_GAP = 28
"""Desk above and beside the page, in pixels."""
SIDE = 80
"""From the edge of the page to the text."""
LEAST_SIDE = 28
RING, GAP = 3, 2.5
"""Width of the ring around a selected figure, and from its middle to the picture."""
BODY = 17
"""Size of the text for which the sizes of a `PageStyle` are made."""


def page_style(theme: Theme, font_size: int = BODY) -> PageStyle:
    """The look of the page.

    Args:
        font_size: of its text in pixels, before scaling; headings, lines and measure grow with it.
    """
    palette = theme.palette
    return PageStyle(
        serif=SERIF,
        sans=SANS,
        mono=MONO,
        scale=theme.text_scale * font_size / BODY,
        ink=palette.ink,
        muted=palette.muted,
        rule=palette.line,
        quiet=palette.panel if not palette.dark else palette.hover,
        accent=palette.accent,
        soft_accent=palette.soft_accent,
    )


@dataclass(frozen=True)
class PagePlace:
    """Where the page lies across the desk, in pixels of the view.

    Attributes:
        left, width: of the page.
        text_left, text_width: of its lines.
    """

    left: int
    width: int
    text_left: int
    text_width: int


def place_page(room: int, measure: int) -> PagePlace:
    """The page in the middle of `room` pixels; its sides, then its lines give way where there is too little.

    Args:
        measure: wanted width of a line.
    """
    gap = DESK_GAP if room >= measure + 2 * LEAST_SIDE + 2 * DESK_GAP else max(min(DESK_GAP, (room - measure) // 4), 8)
    most = max(room - 2 * gap, 120)
    width = min(measure + 2 * SIDE, most)
    side = max(min((width - measure) // 2, SIDE), LEAST_SIDE)
    left = (room - width) // 2
    return PagePlace(left, width, left + side, width - 2 * side)


def draw_desk(
    painter: QPainter, room: QRect, page: QRect, shadow: Shadow, theme: Theme, exposed: QRect | None = None
) -> None:
    """Draw the desk, and the page on it as far as it is in view.

    Args:
        room: all of the view.
        page: where the page lies; it may reach far beyond the view.
        exposed: what has to be painted at all; None for everything.
    """
    exposed = room if exposed is None else exposed
    shown = page.intersected(room.adjusted(0, -2 * DESK_GAP, 0, 2 * DESK_GAP))
    inner = shown.adjusted(PAGE_RADIUS, PAGE_RADIUS, -PAGE_RADIUS, -PAGE_RADIUS)
    if inner.contains(exposed):  # a line that is typed: nothing but page
        painter.fillRect(exposed, theme.colour("page"))
        return
    painter.fillRect(exposed, theme.colour("desk"))
    shadow.draw(painter, shown, exposed)
    draw_ground(painter, shown, PAGE_RADIUS, theme.colour("page"))


def draw_figure_ring(painter: QPainter, picture: QRectF, theme: Theme) -> None:
    """Draw the ring around a figure that is selected."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), RING))
    painter.drawRoundedRect(picture.adjusted(-GAP, -GAP, GAP, GAP), RADIUS + GAP, RADIUS + GAP)
