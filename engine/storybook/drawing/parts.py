"""Parts that vehicles, buildings and things share: wheels, windows, smoke."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.storybook.drawing.canvas import Brush, Colour, Points
from engine.storybook.drawing.palette import INK, PAPER, STEEL, Light, Tones, mix

TYRE: Colour = (38, 36, 44)
CREAM: Colour = (252, 244, 226)


def gloss(tones: Tones, share: float = 0.34) -> Colour:
    """The body colour where light falls on it."""
    return mix(tones.main, PAPER, share)


def dark_line(tones: Tones) -> Colour:
    """A line that is seen on the body colour."""
    return tones.deep


def wheel(brush: Brush, x: float, y: float, radius: float, light: Light, hub: Colour, *, spokes: int = 5) -> None:
    """A tyre with a hub cap in a colour."""
    brush.circle(x, y, radius, light.over(TYRE))
    brush.circle(x, y, radius * 0.66, light.over(STEEL))
    brush.circle(x, y, radius * 0.54, light.over((226, 230, 236)))
    for index in range(spokes):
        turn = index * 2 * math.pi / spokes + 0.3
        brush.circle(
            x + 0.36 * radius * math.cos(turn), y + 0.36 * radius * math.sin(turn), radius * 0.09, light.over(STEEL)
        )
    brush.circle(x, y, radius * 0.22, hub)


def pane(brush: Brush, points: Points, light: Light, *, glint: bool = True) -> None:
    """A window of any shape that shows the sky by day and lamplight in the dark; points start at the lower left."""
    brush.polygon(points, light.lamp)
    if glint and not light.dark:
        (x0, y0), (x1, y1) = points[0], points[2]
        wide, high = x1 - x0, y1 - y0
        brush.polygon([(x0 + 0.18 * wide, y0 + 0.1 * high), (x0 + 0.36 * wide, y0 + 0.1 * high),
            (x0 + 0.62 * wide, y0 + 0.88 * high), (x0 + 0.44 * wide, y0 + 0.88 * high)], mix(light.lamp, PAPER,
            0.6))  # fmt: skip


def window(brush: Brush, x: float, y: float, half: float, tall: float, light: Light, frame: Colour) -> None:
    """A framed window with a cross; (x, y) is the middle of its foot."""
    brush.box(x - half, y, x + half, y + tall, frame)
    edge = 0.24 * half
    brush.box(x - half + edge, y + edge, x + half - edge, y + tall - edge, light.lamp)
    brush.box(x - 0.10 * half, y, x + 0.10 * half, y + tall, frame)
    brush.box(x - half, y + 0.50 * tall, x + half, y + 0.50 * tall + 0.2 * half, frame)


def arch(brush: Brush, x: float, y: float, half: float, tall: float, colour: Colour) -> None:
    """A doorway with a round top; (x, y) is the middle of its foot, `tall` goes up to the crown."""
    brush.box(x - half, y, x + half, y + tall - half, colour)
    brush.circle(x, y + tall - half, half, colour)


def puffs(brush: Brush, spots: Sequence[tuple[float, float, float]], colour: Colour, shade: Colour) -> None:
    """Smoke or steam: puffs given by place and radius."""
    for x, y, radius in spots:
        brush.circle(x, y - 0.12 * radius, radius, shade)
    for x, y, radius in spots:
        brush.circle(x + 0.06 * radius, y + 0.08 * radius, radius * 0.86, colour)


def smoke(light: Light) -> tuple[Colour, Colour]:
    """Colours of smoke and of its shadow side."""
    bright = light.over(mix(light.cloud, PAPER, 0.5))
    return bright, mix(bright, (110, 116, 140), 0.35)


def flag(brush: Brush, x: float, y: float, size: float, cloth: Colour, light: Light, sway: float) -> None:
    """A pennant on a pole; (x, y) is the foot of the pole."""
    brush.stroke([(x, y), (x, y + size)], 0.022, 0.016, light.over((110, 96, 92)))
    brush.polygon([(x, y + size), (x + 0.74 * size, y + (0.74 + 0.08 * sway) * size), (x, y + 0.48 * size)], cloth)


def ink(light: Light) -> Colour:
    """The darkest colour, in the light of the scene."""
    return light.over(INK)
