"""What every creature is drawn with: its figure, shaded shapes, frames of its parts, and what a head tells."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.storybook.drawing.canvas import Array, Brush, Colour, Point, Points, smooth
from engine.storybook.drawing.palette import PAPER, Light, Tones, mix
from engine.storybook.drawing.pose import Pose

_SUIT = Tones((70, 78, 118), (48, 54, 88), (104, 114, 158), (38, 42, 70), (30, 30, 50))


@dataclass(frozen=True)
class Figure:
    """A creature while it is drawn.

    Attributes:
        brush: in the creature's own coordinates.
        tones: of its colour, in the light of the scene.
        pose: what it does, wears and holds.
        light: of the scene.
    """

    brush: Brush
    tones: Tones
    pose: Pose
    light: Light

    @property
    def asleep(self) -> bool:
        """Whether its eyes are closed."""
        return self.pose.action == "sleep" and not self.pose.riding

    @property
    def suited(self) -> bool:
        """Whether it wears a suit."""
        return self.pose.worn == "suit"

    @property
    def coat(self) -> Tones:
        """Tones of its trunk and arms: of the suit where there is one."""
        return self.light.tones(_SUIT) if self.suited else self.tones

    @property
    def white(self) -> Colour:
        """White of an eye or a shirt, in the light."""
        return self.light.over(PAPER)

    def over(self, colour: Colour) -> Colour:
        """A colour of its own in the light."""
        return self.light.over(colour)

    def sway(self, reach: float) -> float:
        """A share of `reach`, -reach to reach, by the variant of the pose."""
        return (2 * self.pose.variant - 1) * reach


@dataclass(frozen=True)
class Frame:
    """Coordinates of a part: its origin, size and turn in those of the whole."""

    x: float
    y: float
    scale: float = 1.0
    angle: float = 0.0

    def on(self, brush: Brush) -> Brush:
        """A brush in these coordinates."""
        return brush.placed(self.x, self.y, self.scale, angle=self.angle)

    def out(self, point: Point) -> Point:
        """A point of these coordinates in those of the whole."""
        turn = math.radians(self.angle)
        cos, sin = math.cos(turn) * self.scale, math.sin(turn) * self.scale
        x, y = point
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos

    def within(self, outer: Frame) -> Frame:
        """This frame, given in the coordinates of `outer`, in those of the whole."""
        x, y = outer.out((self.x, self.y))
        return Frame(x, y, self.scale * outer.scale, self.angle + outer.angle)


@dataclass(frozen=True)
class Headwear:
    """Where a hat and sunglasses sit on a head, in its own coordinates.

    Attributes:
        crown: middle of the brim.
        brim: half the width of the brim.
        eyes: the places of the lenses, the one further from the nose first.
        lens: radius of a lens.
        lean: turn of the hat in degrees, anticlockwise.
    """

    crown: Point
    brim: float
    eyes: tuple[Point, Point]
    lens: float
    lean: float = 0.0


HeadDrawing = Callable[[Figure, Brush], Headwear]
"""Draws a head that looks to the right; the origin is the middle of the skull, one unit is one of the creature's."""
PartDrawing = Callable[[Figure, Brush], None]
"""Draws a tail from its root, or markings on a trunk."""


def _raised(points: Array, across: float, up: float) -> Array:
    """The points drawn together towards the top of their middle."""
    low, high = points.min(axis=0), points.max(axis=0)
    pin = np.array([(low[0] + high[0]) / 2, high[1]])
    raised: Array = (points - pin) * (across, up) + pin
    return raised


def mass(brush: Brush, points: Points, tones: Tones, across: float = 0.95, up: float = 0.9) -> None:
    """A smooth body through the points, shaded at its underside."""
    curve = smooth(np.array(points, dtype=np.float64), closed=True)
    brush.fill(curve, tones.shade)
    brush.fill(_raised(curve, across, up), tones.main)


def ball(brush: Brush, x: float, y: float, rx: float, ry: float, tones: Tones, angle: float = 0.0) -> None:
    """An ellipse shaded at its underside, with a soft light on top."""
    brush.ellipse(x, y, rx, ry, tones.shade, angle)
    brush.ellipse(x, y + 0.085 * ry, rx * 0.94, ry * 0.9, tones.main, angle)
    brush.ellipse(x - 0.22 * rx, y + 0.42 * ry, rx * 0.5, ry * 0.36, mix(tones.main, PAPER, 0.13), angle + 8)


def limb(brush: Brush, points: Points, start: float, end: float, tones: Tones) -> None:
    """An arm or a leg in front of a body: its edge is in shade."""
    brush.stroke(points, start + 0.026, end + 0.026, tones.shade)
    brush.stroke(points, start, end, tones.main)


def paw(brush: Brush, x: float, y: float, rx: float, ry: float, colour: Colour, line: Colour, angle: float = 0) -> None:
    """A foot with two short lines between its toes."""
    brush.ellipse(x, y, rx, ry, colour, angle)
    foot = brush.placed(x, y, angle=angle)
    for across in (0.25, 0.62):
        foot.stroke([(rx * across, -ry * 0.1), (rx * (across + 0.1), -ry * 0.62)], 0.018, 0.018, line)
