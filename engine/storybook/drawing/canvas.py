"""A brush that fills smooth shapes on a Pillow image through an affine transform."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
Points = Sequence[Point]

_ROUND = 36
_CIRCLE = np.stack(
    [np.cos(np.linspace(0, 2 * np.pi, _ROUND, False)), np.sin(np.linspace(0, 2 * np.pi, _ROUND, False))],
    axis=1,
)
_STEPS = np.linspace(0, 1, 7)[:-1]
_CATMULL_ROM = 0.5 * np.stack(
    [
        -_STEPS + 2 * _STEPS**2 - _STEPS**3,
        2 - 5 * _STEPS**2 + 3 * _STEPS**3,
        _STEPS + 4 * _STEPS**2 - 3 * _STEPS**3,
        -(_STEPS**2) + _STEPS**3,
    ],
    axis=1,
)


def _smooth(padded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom samples between `padded[1]` and `padded[-2]`, shape ((n - 3) * 6, 2)."""
    windows = np.stack([padded[:-3], padded[1:-2], padded[2:-1], padded[3:]], axis=1)
    samples: NDArray[np.float64] = np.einsum("sk,nkd->nsd", _CATMULL_ROM, windows)
    return samples.reshape(-1, 2)


class Brush:
    """Fills shapes given in local coordinates; where they land is the brush's affine transform.

    The transform is the 2 x 3 matrix that sends a local point to a pixel.
    """

    def __init__(self, draw: ImageDraw.ImageDraw, matrix: NDArray[np.float64]) -> None:
        self._draw = draw
        self._linear = matrix[:, :2].T.copy()
        self._offset = matrix[:, 2].copy()

    def placed(
        self,
        x: float,
        y: float,
        scale: float = 1.0,
        *,
        angle: float = 0.0,
        mirror: bool = False,
        up: bool = False,
    ) -> Brush:
        """A brush whose origin is here at (x, y).

        Args:
            x: origin in the coordinates of this brush.
            y: origin in the coordinates of this brush.
            scale: length of the new unit in units of this brush.
            angle: turn in degrees, from the new x axis towards the new y axis.
            mirror: whether the new x axis points left.
            up: whether the new y axis points against the one of this brush.
        """
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        sx, sy = (-scale if mirror else scale), (-scale if up else scale)
        local = np.array([[sx * cos, -sx * sin], [sy * sin, sy * cos]])
        linear = self._linear.T @ local
        offset = np.array([x, y]) @ self._linear + self._offset
        return Brush(self._draw, np.concatenate([linear, offset[:, None]], axis=1))

    def fill(self, points: NDArray[np.float64], colour: Colour) -> None:
        """Fill the polygon of local points, shape (n, 2)."""
        self._draw.polygon((points @ self._linear + self._offset).ravel().tolist(), fill=colour)

    def polygon(self, points: Points, colour: Colour) -> None:
        """Fill a polygon with straight edges."""
        self.fill(np.array(points, dtype=np.float64), colour)

    def blob(self, points: Points, colour: Colour) -> None:
        """Fill the smooth closed curve through the points."""
        corners = np.array(points, dtype=np.float64)
        self.fill(_smooth(np.concatenate([corners[-1:], corners, corners[:2]])), colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour, angle: float = 0.0) -> None:
        """Fill an ellipse about (x, y), turned by `angle` degrees."""
        points = _CIRCLE * (rx, ry)
        if angle:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            points = points @ np.array([[cos, sin], [-sin, cos]])
        self.fill(points + np.array([x, y]), colour)

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle about (x, y)."""
        self.fill(_CIRCLE * radius + (x, y), colour)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, radius: float = 0.0) -> None:
        """Fill a rectangle with rounded corners."""
        if not radius:
            self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour)
            return
        signs = np.sign(np.round(_CIRCLE, 9))
        half = np.array([abs(x1 - x0) / 2 - radius, abs(y1 - y0) / 2 - radius])
        middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
        self.fill(_CIRCLE * radius + signs * half + middle, colour)

    def stroke(self, points: Points, start: float, end: float, colour: Colour) -> None:
        """Fill a smooth line with round ends whose width goes from `start` to `end`."""
        corners = np.array(points, dtype=np.float64)
        if len(corners) == 2:
            curve = corners
        else:
            first, last = 2 * corners[0] - corners[1], 2 * corners[-1] - corners[-2]
            curve = np.concatenate([_smooth(np.vstack([first, corners, last])), corners[-1:]])
        along = np.gradient(curve, axis=0)
        along /= np.hypot(along[:, 0], along[:, 1])[:, None]
        normals = np.stack([-along[:, 1], along[:, 0]], axis=1)
        sides = normals * np.linspace(start / 2, end / 2, len(curve))[:, None]
        self.fill(np.concatenate([curve + sides, (curve - sides)[::-1]]), colour)
        self.circle(*points[0], start / 2, colour)
        self.circle(*points[-1], end / 2, colour)


def picture_brush(image: Image.Image) -> Brush:
    """A brush on a square image: (0, 0) is the top left corner, (1, 1) the bottom right one."""
    width = float(image.width)
    return Brush(ImageDraw.Draw(image), np.array([[width, 0.0, 0.0], [0.0, width, 0.0]]))


def gradient(stops: Sequence[Colour], size: int, reach: float) -> Image.Image:
    """A square picture that runs through the stops from its top to the fraction `reach` of its height."""
    rows = np.linspace(0, (len(stops) - 1) / reach, size)
    channels = np.array(stops, dtype=np.float64)
    column = np.stack([np.interp(rows, np.arange(len(stops)), channels[:, c]) for c in range(3)], axis=1)
    return Image.fromarray(column[:, None].round().astype(np.uint8)).resize((size, size), Image.Resampling.NEAREST)
