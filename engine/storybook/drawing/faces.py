"""What faces are made of: eyes, mouths, noses, cheeks, whiskers."""

from __future__ import annotations

import itertools

from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.figure import Figure
from engine.storybook.drawing.palette import INK, PINK, mix

_BLUSH: Colour = (246, 120, 128)
_MOUTH: Colour = (150, 40, 60)


def line_colour(figure: Figure) -> Colour:
    """Of thin lines on the fur: dark, or light where the fur is dark."""
    return INK if sum(figure.tones.main) > 240 else figure.tones.light


def eye(figure: Figure, brush: Brush, x: float, y: float, size: float = 0.06, iris: Colour | None = None) -> None:
    """An eye with a glint, that looks ahead, or down when it reads; closed in sleep.

    Args:
        size: half its width.
        iris: its colour around the pupil; none for a wholly dark eye in white.
    """
    if figure.asleep:
        lashes = [(x - size, y), (x - size * 0.5, y - size * 0.55), (x + size * 0.5, y - size * 0.55), (x + size, y)]
        brush.stroke(lashes, 0.03, 0.03, line_colour(figure))
        return
    reads = figure.pose.action == "read"
    brush.ellipse(x, y, size * 1.16, size * 1.28, INK)
    brush.ellipse(x, y, size, size * 1.12, figure.white)
    dx, dy = (size * 0.12, -size * 0.3) if reads else (size * 0.16 + figure.sway(size * 0.12), 0.0)
    if iris is not None:
        brush.ellipse(x + dx * 0.5, y + dy * 0.3, size * 0.86, size * 0.98, figure.over(iris))
        brush.ellipse(x + dx, y + dy, size * 0.42, size * 0.82, INK)
    else:
        brush.ellipse(x + dx, y + dy, size * 0.7, size * 0.8, INK)
    brush.circle(x + dx + size * 0.24, y + dy + size * 0.34, size * 0.27, figure.white)


def bead(figure: Figure, brush: Brush, x: float, y: float, size: float = 0.05) -> None:
    """A small dark eye with a glint and a pale ring, as toys and small animals have it."""
    if figure.asleep:
        eye(figure, brush, x, y, size)
        return
    if sum(figure.tones.main) < 240:
        brush.circle(x, y, size * 1.3, figure.tones.light)
    brush.circle(x, y, size, INK)
    brush.circle(x + size * 0.3, y + size * 0.34, size * 0.34, figure.white)


def eyes(figure: Figure, brush: Brush, at: tuple[Point, Point], size: float = 0.06, iris: Colour | None = None) -> None:
    """A pair of eyes."""
    for x, y in at:
        eye(figure, brush, x, y, size, iris)


def smile(figure: Figure, brush: Brush, x: float, y: float, width: float, colour: Colour = INK) -> None:
    """A mouth with its middle at (x, y): a small smile, or open with laughter in a merry mood."""
    if figure.pose.mood > 0.6 and not figure.asleep:
        drop = width * 1.15
        brush.blob([(x - width, y + width * 0.3), (x, y), (x + width, y + width * 0.3), (x, y - drop)], _MOUTH)
        brush.ellipse(x, y - drop * 0.62, width * 0.42, width * 0.28, PINK)
    brush.stroke([(x - width, y + width * 0.45), (x, y), (x + width, y + width * 0.45)], 0.024, 0.024, colour)


def cheeks(figure: Figure, brush: Brush, at: tuple[Point, ...], size: float = 0.05) -> None:
    """Rosy cheeks."""
    colour = mix(figure.tones.main, _BLUSH, 0.5)
    for x, y in at:
        brush.ellipse(x, y, size, size * 0.68, figure.over(colour))


def nose(figure: Figure, brush: Brush, x: float, y: float, rx: float, ry: float, colour: Colour = INK) -> None:
    """A nose with a gleam."""
    brush.ellipse(x, y, rx, ry, colour)
    brush.ellipse(x - rx * 0.2, y + ry * 0.4, rx * 0.38, ry * 0.24, mix(colour, figure.white, 0.6))


def whiskers(figure: Figure, brush: Brush, x: float, y: float, inner: float, outer: float) -> None:
    """Two whiskers on each side of (x, y)."""
    colour = line_colour(figure)
    for side in (-1, 1):
        for dy, end in ((0.018, 0.045), (-0.025, -0.035)):
            brush.stroke([(x + side * inner, y + dy), (x + side * outer, y + end)], 0.016, 0.012, colour)


def ear(brush: Brush, root: Point, tip: Point, width: float, outer: Colour, inner: Colour | None) -> None:
    """A pointed ear with a rounded tip, and its inside."""
    (x0, y0), (x1, y1) = root, tip
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
    nx, ny = -(y1 - y0) / length * width, (x1 - x0) / length * width
    for share, colour in ((1.0, outer), (0.55, inner)):
        if colour is None:
            continue
        tx, ty = x0 + (x1 - x0) * (0.5 + share / 2), y0 + (y1 - y0) * (0.5 + share / 2)
        mx, my = x0 + (x1 - x0) * 0.52, y0 + (y1 - y0) * 0.52
        brush.blob(
            [
                (x0 + nx * share, y0 + ny * share),
                (mx + nx * share * 0.72, my + ny * share * 0.72),
                (tx, ty),
                (mx - nx * share * 0.72, my - ny * share * 0.72),
                (x0 - nx * share, y0 - ny * share),
            ],
            colour,
        )


def dreams(figure: Figure, brush: Brush, x: float, y: float) -> None:
    """Two letters z that rise from a sleeper."""
    for dx, dy, size in ((0.0, 0.0, 0.075), (0.12, 0.13, 0.055)):
        left, right, low, high = x + dx - size, x + dx + size, y + dy - size, y + dy + size
        zed = [(left, high), (right, high), (left, low), (right, low)]
        for width, colour in ((0.07, figure.tones.rim), (0.04, figure.white)):
            for start, end in itertools.pairwise(zed):
                brush.stroke([start, end], width, width, colour)


def tongue(figure: Figure, brush: Brush, x: float, y: float, size: float) -> None:
    """A tongue out of the mouth of one who is awake and not wholly calm."""
    if figure.pose.mood > 0.35 and not figure.asleep:
        brush.ellipse(x, y, size, size * 1.5, figure.over((238, 96, 116)))
        brush.stroke([(x, y + size * 0.5), (x, y - size * 0.6)], 0.014, 0.014, figure.over((196, 60, 88)))
