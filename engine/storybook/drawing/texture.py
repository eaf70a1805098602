"""Textures that every picture of a size shares: mist, paper and vignette. Made once, then only read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.floating[Any]]
"""One value a pixel, shape (height, width)."""
Pixels = NDArray[np.floating[Any]]
"""Colours 0 to 255, shape (height, width, 3)."""


def pixels_of(picture: Image.Image) -> Pixels:
    """An RGB picture as numbers."""
    return np.asarray(picture, dtype=np.float32)


def picture_of(pixels: Pixels) -> Image.Image:
    """Numbers as an RGB picture."""
    return Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))


@lru_cache(maxsize=64)
def cloudy(size: int, cells: int, seed: int, wide: int = 1) -> Plane:
    """Smooth noise 0 to 1 with `cells` bumps from top to bottom and `cells / wide` from left to right."""
    rng = np.random.default_rng(seed)
    grid = rng.random((cells + 1, cells // wide + 1)).astype(np.float32)
    noise = np.asarray(Image.fromarray(grid).resize((size, size), Image.Resampling.BICUBIC))
    low, high = float(noise.min()), float(noise.max())
    plane: Plane = (noise - low) / (high - low)
    plane.flags.writeable = False
    return plane


@lru_cache(maxsize=16)
def grain(size: int, seed: int = 5) -> Plane:
    """Fine noise about 0, one grain a 128th of the picture, at most about 1."""
    rng = np.random.default_rng(seed)
    cells = min(size, 160)
    fine = Image.fromarray(rng.normal(0, 0.4, (cells, cells)).astype(np.float32))
    plane: Plane = np.array(fine.resize((size, size), Image.Resampling.BICUBIC), dtype=np.float32)
    plane.flags.writeable = False
    return plane


@lru_cache(maxsize=16)
def spread(size: int) -> tuple[Plane, Plane]:
    """The x and the y of each pixel's middle in parts of the picture, shapes (1, size) and (size, 1)."""
    line = ((np.arange(size) + 0.5) / size).astype(np.float32)
    return line[None, :], line[:, None]


@lru_cache(maxsize=16)
def vignette(size: int, horizon: float) -> Plane:
    """A factor for each pixel: darker to the corners and down the foreground, with the grain of gouache."""
    x, y = spread(size)
    corners = np.clip(((x - 0.5) ** 2 + (y - 0.5) ** 2) * 2 - 0.35, 0, None)
    ground = np.clip((y - horizon) / (1 - horizon + 1e-6), 0, 1)
    plane: Plane = 1.0 - 0.12 * corners - 0.09 * ground**1.5 + 0.012 * grain(size)
    plane = plane * (1.0 + 0.05 * (cloudy(size, 6, 3) - 0.5))
    plane.flags.writeable = False
    return plane
