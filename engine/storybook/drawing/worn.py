"""What creatures wear: a top hat, a scarf, sunglasses."""

from __future__ import annotations

import math

from engine.storybook.drawing.animals import Anchors
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.palette import PAPER
from engine.storybook.scene import Subject

_FELT: Colour = (42, 40, 50)
_FELT_EDGE: Colour = (104, 104, 122)
_RED: Colour = (214, 40, 48)
_BLUE: Colour = (44, 100, 210)
_GOLD: Colour = (250, 200, 60)
_LENS: Colour = (22, 22, 32)
_GLEAM: Colour = (132, 158, 190)


def _top_hat(brush: Brush, anchors: Anchors, band: Colour) -> None:
    hat = brush.placed(*anchors.crown, anchors.hat, angle=anchors.lean)
    hat.ellipse(0, -0.02, 1.06, 0.27, _FELT_EDGE)
    hat.ellipse(0, 0.02, 1.0, 0.20, _FELT)
    hat.polygon([(-0.62, 0.04), (-0.70, 1.30), (0.70, 1.30), (0.62, 0.04)], _FELT)
    hat.polygon([(-0.62, 0.08), (-0.645, 0.44), (0.645, 0.44), (0.62, 0.08)], band)
    hat.ellipse(0, 1.30, 0.70, 0.16, _FELT_EDGE)


def _scarf(brush: Brush, anchors: Anchors, cloth: Colour) -> None:
    scarf = brush.placed(*anchors.neck, angle=anchors.slope)
    half, width = anchors.collar, 0.125
    upright = -math.radians(anchors.slope) * 0.12
    knot = half * 0.45
    scarf.stroke([(knot, -0.02), (knot + 0.03 + upright, -0.24)], width, width * 0.95, cloth)
    scarf.stroke([(knot - 0.02 + upright * 0.6, -0.165), (knot + 0.075 + upright * 0.6, -0.165)], 0.05, 0.05, PAPER)
    scarf.stroke([(-half, 0.035), (-half * 0.4, -0.02), (half * 0.4, -0.02), (half, 0.035)], width, width, cloth)
    for x in (-0.62, 0.0, 0.62):
        y = -0.025 + 0.05 * abs(x) ** 2
        scarf.stroke([(half * x - 0.008, y - 0.05), (half * x + 0.008, y + 0.05)], 0.048, 0.048, PAPER)


def _sunglasses(brush: Brush, anchors: Anchors, frame: Colour) -> None:
    (x0, y0), (x1, y1) = anchors.eyes
    size = anchors.lens
    brush.stroke([(x0, y0 + size * 0.3), (x1, y1 + size * 0.3)], 0.05, 0.05, frame)
    brush.stroke([(x0, y0 + size * 0.3), (x0 - size * 1.7, y0 + size * 0.45)], 0.04, 0.03, frame)
    for x, y in anchors.eyes:
        lens = brush.placed(x, y, size)
        lens.blob([(-1.2, 0.75), (0, 0.92), (1.2, 0.75), (1.05, -0.5), (0, -1.1), (-1.05, -0.5)], frame)
        lens.blob([(-0.95, 0.55), (0, 0.68), (0.95, 0.55), (0.8, -0.4), (0, -0.84), (-0.8, -0.4)], _LENS)
        lens.stroke([(-0.45, -0.15), (0.1, 0.38)], 0.32, 0.32, _GLEAM)


def draw_worn(brush: Brush, anchors: Anchors, subject: Subject) -> None:
    """Put what the subject wears on the creature that was just drawn."""
    if subject.worn == "top hat":
        _top_hat(brush, anchors, _GOLD if subject.colour == "red" else _RED)
    elif subject.worn == "scarf":
        _scarf(brush, anchors, _BLUE if subject.colour == "red" else _RED)
    elif subject.worn == "sunglasses":
        _sunglasses(brush, anchors, PAPER if subject.colour == "black" else _LENS)
