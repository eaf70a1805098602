"""Rain and snow that fall before everything, and fog that lies along the ground."""

from __future__ import annotations

import random

import numpy as np

from engine.storybook.drawing.air import Air
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import mix


def falling(brush: Brush, air: Air, rng: random.Random, count: int, size: float = 1.0) -> None:
    """Streaks of rain or flakes of snow all over the unit square, near ones larger."""
    dice = np.array([rng.random() for _ in range(count * 3)]).reshape(count, 3)
    if air.weather == "rain":
        slant = np.array((-0.028, 0.085)) * size
        ends = np.stack([dice[:, :2] * 1.1 - 0.05, dice[:, :2] * 1.1 - 0.05], axis=1)
        ends[:, 1] += slant * (0.45 + 0.75 * dice[:, 2:])
        colour = (*mix(air.haze, (255, 255, 255), 0.62), 176)
        half = count // 2
        brush.lines(ends[:half], 0.0045 * size, colour)
        brush.lines(ends[half:], 0.0065 * size, colour)
    else:
        white = mix((255, 255, 255), air.haze, 0.30 if air.time == "night" else 0.06)
        for x, y, near in dice.tolist():
            brush.circle(x * 1.04 - 0.02, y * 1.04 - 0.02, (0.0055 + 0.0095 * near**2) * size, white)
