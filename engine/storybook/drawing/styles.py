"""The styles: each makes of a painted scene a picture in its own technique."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image

from engine.storybook.drawing.canvas import Colour
from engine.storybook.drawing.filters import Painted, edges, finished, luma, ramp, soft, vivid
from engine.storybook.drawing.styles_paint import charcoal, gold_relief, watercolour
from engine.storybook.drawing.texture import Pixels, Plane, spread
from engine.storybook.scene import Style, Time

_DUSK: dict[Time, tuple[Colour, ...]] = {
    "dawn": ((32, 10, 76), (112, 40, 146), (226, 90, 168), (255, 152, 176), (255, 216, 190)),
    "day": ((22, 10, 84), (84, 44, 190), (40, 140, 246), (84, 220, 255), (232, 252, 255)),
    "sunset": ((28, 6, 62), (126, 18, 128), (244, 44, 116), (255, 138, 80), (255, 226, 110)),
    "night": ((8, 4, 36), (34, 12, 98), (92, 26, 168), (176, 60, 220), (120, 230, 255)),
}
"""What synthwave makes of dark and bright, by the time of day."""


def _storybook(painted: Painted) -> Image.Image:
    return painted.picture


def _flat(painted: Painted) -> Image.Image:
    """Plain areas in strong colours, as cut from paper; the drawing itself leaves shades and lines out."""
    return finished(vivid(painted.colours(), 1.16))


@lru_cache(maxsize=8)
def _screen(size: int) -> Plane:
    """A halftone screen at 45 degrees, 0 in the middle of each dot and 1 between the dots."""
    x, y = spread(size)
    pitch = np.pi * 21
    wave = np.cos((x + y) * pitch) * np.cos((x - y) * pitch)
    return ((1 - wave) / 2).astype(np.float32)


def _posterised(colours: Pixels, levels: int) -> Pixels:
    """Brightness in a few steps, hue as it was."""
    bright = luma(colours)
    stepped = (np.floor(bright * levels * 0.999) + 0.5) / levels
    bold: Pixels = np.clip(colours * (stepped / np.maximum(bright, 0.04))[..., None], 0, 1)
    return bold


def _pop_art(painted: Painted) -> Image.Image:
    """Loud colours in steps, halftone dots where it is darker, black contours."""
    size = painted.size
    mask = painted.mask()
    colours = vivid(painted.colours(), 1.55)
    bright = luma(colours)
    steps = _posterised(colours, 4)
    dots = np.clip((0.86 - 0.80 * soft(bright, 0.012 * size) - _screen(size)) * (0.09 * size) + 0.5, 0, 1)
    light = np.clip(steps * 0.72 + 0.30, 0, 1)
    ground = light + (np.clip(vivid(steps, 1.4), 0, 1) - light) * (0.75 * dots)[..., None]
    figure = np.clip((_posterised(colours, 5) * 0.6 + colours * 0.4) * 1.06, 0, 1)
    inside = mask[..., None]
    picture = ground * (1 - inside) + figure * inside
    line = (
        np.clip(edges(soft(bright, 0.004 * size)) * (0.055 * size) - 0.75, 0, 1) * (1 - soft(mask, 0.02 * size)) * 0.85
    )
    ring = np.clip(soft(mask, 0.008 * size) * 3, 0, 1) - mask
    black = np.maximum(line, np.clip(ring * 1.4, 0, 1))[..., None]
    return finished(picture * (1 - black) + black * np.array((0.06, 0.05, 0.09), np.float32))


@lru_cache(maxsize=16)
def _grid(size: int, horizon: float) -> Plane:
    """Lines on the ground that run to the horizon, and lines across that grow dense towards it."""
    x, y = spread(size)
    depth = np.clip((y - horizon) / (1 - horizon), 1e-3, 1)
    wide = 0.9 / size / depth**0.4
    lanes = (x - 0.5) / (0.10 + 0.90 * depth)
    along = np.abs(((lanes * 9 + 0.5) % 1.0) - 0.5) / 9 * (0.10 + 0.90 * depth)
    across = np.abs(((1.25 / (depth + 0.13)) % 1.0) - 0.5) * (depth + 0.13) ** 2 / 1.25
    lines = np.clip(1.6 - np.minimum(along, across) / wide, 0, 1)
    grid: Plane = (lines * (y > horizon) * np.clip(depth * 5, 0, 1)).astype(np.float32)
    return grid


@lru_cache(maxsize=16)
def _bars(size: int, horizon: float) -> Plane:
    """Bands across the lower sky, wider further down: what a synthwave sun is cut by."""
    _, y = spread(size)
    share = np.clip(y / horizon, 0, 1)
    cut = ((share * 17) % 1.0) < 0.20 + 0.36 * share
    return np.broadcast_to((cut & (share > 0.28) & (y < horizon)).astype(np.float32), (size, size))


def _synthwave(painted: Painted) -> Image.Image:
    """Neon on violet: a grid on the ground, bars across what shines in the sky, glowing contours."""
    size, scene = painted.size, painted.scene
    mask = painted.mask()
    colours = painted.colours()
    bright = luma(colours)
    mapped = ramp(np.clip(bright * 1.08 - 0.04, 0, 1), _DUSK[scene.time])
    ground = 0.70 * mapped + 0.30 * vivid(colours, 1.5)
    if painted.horizon < 0.95:
        shining = np.clip((bright - soft(bright, 0.16 * size) - 0.05) * 9, 0, 1) * (scene.place != "room")
        ground *= (1 - 0.45 * _bars(size, round(painted.horizon, 2)) * shining)[..., None]
        lines = _grid(size, 0.72 if scene.place == "room" else round(painted.horizon + 0.02, 2))[..., None]
        ground = ground * (1 - 0.25 * lines) + lines * np.array((0.52, 0.14, 0.58), np.float32)
    contour = np.clip(edges(bright) * (0.03 * size) - 0.12, 0, 0.8)
    halo = soft(contour, 0.012 * size)
    neon = (0.60 * contour + 0.55 * halo)[..., None] * np.array((0.20, 0.80, 1.0), np.float32)
    figure = np.clip(vivid(colours, 1.3) * 1.06 - 0.02, 0, 1)
    inside = mask[..., None]
    picture = (ground + neon) * (1 - inside) + figure * inside
    near = soft(mask, 0.010 * size)
    ring = np.clip(np.clip(near * 3, 0, 1) - mask, 0, 1)[..., None]
    glow = np.clip(soft(near, 0.045 * size) - 0.1 - mask, 0, 1)[..., None]
    x, _ = spread(size)
    side = np.clip((x - 0.3) / 0.4, 0, 1)[..., None]
    tube = np.array((0.25, 0.95, 1.0), np.float32) * (1 - side) + np.array((1.0, 0.30, 0.85), np.float32) * side
    return finished(picture * (1 - ring) + tube * ring + tube * glow * 0.8)


STYLES: dict[Style, Callable[[Painted], Image.Image]] = {
    "storybook": _storybook,
    "flat": _flat,
    "watercolour": watercolour,
    "charcoal": charcoal,
    "pop art": _pop_art,
    "synthwave": _synthwave,
    "gold relief": gold_relief,
}


def styled(painted: Painted) -> Image.Image:
    """The scene in its style."""
    return STYLES[painted.scene.style](painted)
