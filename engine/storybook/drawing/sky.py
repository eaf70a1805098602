"""The sky by time of day: gradient, sun or moon, stars and clouds."""

from __future__ import annotations

import math
import random
from functools import lru_cache

import numpy as np
from PIL import Image

from engine.storybook.drawing.canvas import Brush, gradient
from engine.storybook.drawing.palette import LIGHTS, Light, mix
from engine.storybook.scene import Time

HORIZON = 0.60
_STARS = (
    (0.08, 0.10),
    (0.26, 0.05),
    (0.40, 0.14),
    (0.58, 0.06),
    (0.74, 0.15),
    (0.90, 0.07),
    (0.16, 0.24),
    (0.86, 0.27),
)


@lru_cache(maxsize=8)
def _gradient(time: Time, size: int) -> Image.Image:
    return gradient(LIGHTS[time].sky, size, HORIZON)


def blank_sky(time: Time, size: int) -> Image.Image:
    """A fresh square RGB picture of `size` pixels with nothing but the colours of the sky."""
    return _gradient(time, size).copy()


def _cloud(brush: Brush, x: float, y: float, width: float, light: Light) -> None:
    white = {"day": (255, 255, 255), "sunset": (255, 190, 170), "night": (84, 96, 156)}[light.time]
    for dx, dy, radius in ((-0.30, 0.0, 0.22), (0.0, -0.12, 0.30), (0.30, 0.0, 0.20)):
        brush.circle(x + dx * width, y + dy * width, radius * width, white)
    brush.box(x - 0.5 * width, y, x + 0.5 * width, y + 0.21 * width, white, 0.09 * width)


def _moon(brush: Brush, x: float, y: float, radius: float, left: bool) -> None:
    """A crescent whose open side looks to the middle of the picture."""
    moon = brush.placed(x, y, radius, mirror=not left, angle=-20)
    outer = [(math.cos(turn), math.sin(turn)) for turn in np.linspace(0.25 * math.pi, 1.75 * math.pi, 24)]
    inner = [
        (0.40 + 0.78 * math.cos(turn), 0.78 * math.sin(turn))
        for turn in np.linspace(1.64 * math.pi, 0.36 * math.pi, 20)
    ]
    moon.polygon([*outer, *inner], (252, 240, 190))


def draw_sky(brush: Brush, light: Light, rng: random.Random) -> None:
    """Put the sun or the moon, stars and clouds into the sky."""
    left = rng.random() < 0.5
    x = rng.uniform(0.12, 0.20) if left else rng.uniform(0.80, 0.88)
    y = rng.uniform(0.13, 0.18)
    if light.time == "day":
        brush.circle(x, y, 0.105, mix(light.sky[0], (255, 240, 180), 0.55))
        brush.circle(x, y, 0.08, (255, 222, 80))
    elif light.time == "sunset":
        y += 0.24
        brush.circle(x, y, 0.145, mix(light.sky[1], (255, 190, 110), 0.55))
        brush.circle(x, y, 0.11, (255, 226, 130))
    else:
        for star_x, star_y in _STARS:
            if abs(star_x - x) > 0.14 or star_y > 0.3:
                dx, dy, size = rng.uniform(-0.03, 0.03), rng.uniform(-0.02, 0.02), rng.uniform(0.013, 0.018)
                brush.circle(star_x + dx, star_y + dy, size, (244, 240, 200))
        _moon(brush, x, y, 0.09, left)
    cloud_y = rng.uniform(0.10, 0.22)
    cloud_x = rng.uniform(0.66, 0.84) if left else rng.uniform(0.16, 0.34)
    _cloud(brush, cloud_x, cloud_y, rng.uniform(0.20, 0.27), light)
    if rng.random() < 0.5 and light.time != "night":
        _cloud(brush, rng.uniform(0.42, 0.58), rng.uniform(0.06, 0.12), 0.15, light)
