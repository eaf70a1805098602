"""A brush that fills smooth shapes on a Pillow image through an affine transform."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Tint = tuple[int, int, int, int]
"""A colour and how much it covers, 0 to 255. Only the brush of a picture can lay one over what is there."""
Point = tuple[float, float]
Points = Sequence[Point]
Array = NDArray[np.float64]


def _circle(count: int) -> Array:
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([np.cos(turns), np.sin(turns)], axis=1)


_CIRCLE = _circle(36)
_DOT = _circle(12)
_DOT_PIXELS = 5.0
"""Up to this radius a circle needs no more corners than a dot has."""
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


def smooth(corners: Array, *, closed: bool) -> Array:
    """Catmull-Rom samples along the corners, six for each piece; shape (n, 2)."""
    if closed:
        padded = np.concatenate([corners[-1:], corners, corners[:2]])
    else:
        first, last = 2 * corners[:1] - corners[1:2], 2 * corners[-1:] - corners[-2:-1]
        padded = np.concatenate([first, corners, last])
    windows = np.stack([padded[:-3], padded[1:-2], padded[2:-1], padded[3:]], axis=1)
    samples: Array = np.matmul(_CATMULL_ROM, windows).reshape(-1, 2)
    return samples if closed else np.concatenate([samples, corners[-1:]])


@lru_cache(maxsize=2048)
def _closed(points: tuple[Point, ...]) -> Array:
    """The closed curve through points; most shapes are drawn with the same ones again and again."""
    return smooth(np.array(points, dtype=np.float64), closed=True)


class Brush:
    """Fills shapes given in local coordinates; where they land is the brush's affine transform.

    The transform is the 2 x 3 matrix that sends a local point to a pixel.
    """

    def __init__(self, draw: ImageDraw.ImageDraw, matrix: Array, veil: ImageDraw.ImageDraw | None = None) -> None:
        self._draw = draw
        self._veil = veil
        self._linear = matrix[:, :2].T.copy()
        self._offset = matrix[:, 2].copy()
        self.pixels = math.sqrt(abs(float(np.linalg.det(self._linear))))
        """How many pixels of the image one unit is long."""

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
        return Brush(self._draw, np.concatenate([linear, offset[:, None]], axis=1), self._veil)

    def spot(self, x: float, y: float) -> Point:
        """The pixel, with fractions, where a local point lands."""
        landed = np.array([x, y]) @ self._linear + self._offset
        return float(landed[0]), float(landed[1])

    def fill(self, points: Array, colour: Colour | Tint) -> None:
        """Fill the polygon of local points, shape (n, 2)."""
        draw = self._draw
        if len(colour) == 4:
            if self._veil is None:
                raise ValueError("a layer takes no tints")
            draw = self._veil
        draw.polygon((points @ self._linear + self._offset).ravel().tolist(), fill=colour)

    def polygon(self, points: Points, colour: Colour | Tint) -> None:
        """Fill a polygon with straight edges."""
        self.fill(np.array(points, dtype=np.float64), colour)

    def blob(self, points: Points, colour: Colour | Tint) -> None:
        """Fill the smooth closed curve through the points."""
        self.fill(_closed(tuple(points)), colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour | Tint, angle: float = 0.0) -> None:
        """Fill an ellipse about (x, y), turned by `angle` degrees."""
        points = (_DOT if max(rx, ry) * self.pixels < _DOT_PIXELS else _CIRCLE) * (rx, ry)
        if angle:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            points = points @ np.array([[cos, sin], [-sin, cos]])
        self.fill(np.add(points, (x, y)), colour)

    def circle(self, x: float, y: float, radius: float, colour: Colour | Tint) -> None:
        """Fill a circle about (x, y)."""
        self.fill((_DOT if radius * self.pixels < _DOT_PIXELS else _CIRCLE) * radius + (x, y), colour)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, width: float, colour: Colour | Tint
    ) -> None:
        """Fill a piece of a ring about (x, y), from the angle `start` to `end` in degrees."""
        turns = np.radians(np.linspace(start, end, max(8, round(abs(end - start) / 8))))
        ray = np.stack([np.cos(turns), np.sin(turns)], axis=1)
        ring = np.concatenate([ray * (radius + width / 2), ray[::-1] * (radius - width / 2)])
        self.fill(np.add(ring, (x, y)), colour)

    def sector(self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: Colour | Tint) -> None:
        """Fill the part of an ellipse about (x, y) that lies between two angles, cut by the straight chord."""
        turns = np.radians(np.linspace(start, end, max(8, round(abs(end - start) / 8))))
        self.fill(np.stack([x + rx * np.cos(turns), y + ry * np.sin(turns)], axis=1), colour)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Colour | Tint, radius: float = 0.0) -> None:
        """Fill a rectangle with rounded corners."""
        if not radius:
            self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour)
            return
        signs = np.sign(np.round(_CIRCLE, 9))
        half = np.array([abs(x1 - x0) / 2 - radius, abs(y1 - y0) / 2 - radius])
        middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
        self.fill(_CIRCLE * radius + signs * half + middle, colour)

    def stroke(self, points: Points, start: float, end: float, colour: Colour | Tint) -> None:
        """Fill a smooth line with round ends whose width goes from `start` to `end`."""
        corners = np.array(points, dtype=np.float64)
        curve = corners if len(corners) == 2 else smooth(corners, closed=False)
        steps = curve[1:] - curve[:-1]
        along = np.concatenate([steps[:1], steps[1:] + steps[:-1], steps[-1:]])
        along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
        normals = np.stack([-along[:, 1], along[:, 0]], axis=1)
        sides = normals * np.linspace(start / 2, end / 2, len(curve))[:, None]
        self.fill(np.concatenate([curve + sides, (curve - sides)[::-1]]), colour)
        if len(colour) == 3:
            for (x, y), width in ((points[0], start), (points[-1], end)):
                if width * self.pixels > 1.5:
                    self.circle(x, y, width / 2, colour)

    def lines(self, ends: Array, width: float, colour: Colour | Tint) -> None:
        """Many straight thin lines at once; `ends` has shape (n, 2, 2)."""
        draw = self._veil if len(colour) == 4 and self._veil is not None else self._draw
        pixels = max(1, round(width * self.pixels))
        for line in (ends.reshape(-1, 2) @ self._linear + self._offset).reshape(-1, 4).tolist():
            draw.line(line, fill=colour, width=pixels)


def picture_brush(image: Image.Image) -> Brush:
    """A brush on a square image: (0, 0) is the top left corner, (1, 1) the bottom right one.

    On an RGB image it takes tints too; on a layer with alpha it does not.
    """
    width = float(image.width)
    veil = ImageDraw.Draw(image, "RGBA") if image.mode == "RGB" else None
    return Brush(ImageDraw.Draw(image), np.array([[width, 0.0, 0.0], [0.0, width, 0.0]]), veil)


def gradient(stops: Sequence[Colour], size: int, reach: float) -> Image.Image:
    """A square picture that runs through the stops from its top to the fraction `reach` of its height."""
    rows = np.linspace(0, (len(stops) - 1) / reach, size)
    channels = np.array(stops, dtype=np.float64)
    column = np.stack([np.interp(rows, np.arange(len(stops)), channels[:, c]) for c in range(3)], axis=1)
    return Image.fromarray(column[:, None].round().astype(np.uint8)).resize((size, size), Image.Resampling.NEAREST)
