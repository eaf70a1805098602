"""What several styles do to pixels: brightness, blurs, edges, ramps of colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from engine.storybook.drawing.canvas import Colour
from engine.storybook.drawing.texture import Pixels, Plane
from engine.storybook.scene import Scene


@dataclass(frozen=True)
class Painted:
    """A scene as it was painted, before its style.

    Attributes:
        picture: RGB.
        figures: where subjects are, 255 inside; an L picture of the same size.
        horizon: where the sky ends, from the top.
    """

    picture: Image.Image
    figures: Image.Image
    scene: Scene
    horizon: float

    @property
    def size(self) -> int:
        """Width and height in pixels."""
        return self.picture.width

    def colours(self) -> Pixels:
        """The picture, 0 to 1, as a copy of its own."""
        return np.asarray(self.picture, dtype=np.float32) / 255

    def mask(self) -> Plane:
        """The figures, 0 to 1."""
        return np.asarray(self.figures, dtype=np.float32) / 255


def finished(colours: Pixels) -> Image.Image:
    """Colours of 0 to 1 as a picture."""
    return Image.fromarray((np.clip(colours, 0, 1) * 255 + 0.5).astype(np.uint8))


def luma(colours: Pixels) -> Plane:
    """How bright each pixel is."""
    return colours @ np.array((0.30, 0.58, 0.12), np.float32)


def soft(plane: Plane, radius: float) -> Plane:
    """The mean over a square of `radius` pixels to each side, of values 0 to 1, in 256 steps."""
    picture = Image.fromarray((np.clip(plane, 0, 1) * 255 + 0.5).astype(np.uint8))
    mean: Plane = np.asarray(picture.filter(ImageFilter.BoxBlur(max(1, round(radius)))), dtype=np.float32)
    return mean * np.float32(1 / 255)


def smooth_mean(plane: Plane, radius: float) -> Plane:
    """The same without steps, of any values; slower."""
    reach = max(1, round(radius))
    wide = 2 * reach + 1
    padded = np.pad(plane, ((reach + 1, reach), (reach + 1, reach)), mode="edge").astype(np.float32, copy=False)
    rows = np.cumsum(padded, axis=0, dtype=np.float32)
    columns = np.cumsum(rows[wide:] - rows[:-wide], axis=1, dtype=np.float32)
    mean: Plane = (columns[:, wide:] - columns[:, :-wide]) * np.float32(1 / wide**2)
    return mean


def slopes(plane: Plane) -> tuple[Plane, Plane]:
    """How fast a plane rises to the right and downwards, by pixel."""
    right, down = np.zeros_like(plane), np.zeros_like(plane)
    right[:, 1:-1] = (plane[:, 2:] - plane[:, :-2]) / 2
    down[1:-1] = (plane[2:] - plane[:-2]) / 2
    return right, down


def edges(plane: Plane) -> Plane:
    """How sharply a plane changes."""
    right, down = slopes(plane)
    steep: Plane = np.sqrt(right * right + down * down)
    return steep


def vivid(colours: Pixels, amount: float) -> Pixels:
    """The same with colours further from grey by a factor."""
    grey = luma(colours)[..., None]
    return np.clip(grey + (colours - grey) * np.float32(amount), 0, 1)


def ramp(plane: Plane, stops: Sequence[Colour]) -> Pixels:
    """The colour between the stops for each value of 0 to 1."""
    table = np.array(stops, np.float32) / 255
    places = np.linspace(0, 1, len(stops))
    fine = np.stack([np.interp(np.linspace(0, 1, 256), places, table[:, c]) for c in range(3)], axis=1)
    looked: Pixels = fine.astype(np.float32)[(np.clip(plane, 0, 1) * 255).astype(np.uint8)]
    return looked
