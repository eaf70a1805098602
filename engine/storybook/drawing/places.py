"""The eight places: scenery in layers from far to near."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.palette import PAPER, WOOD, Light, mix
from engine.storybook.scene import Place

Scenery = Callable[[Brush, Light, random.Random], Colour]

_LEAF: Colour = (62, 138, 70)
_PINE: Colour = (40, 100, 66)


def _ridge(brush: Brush, y: float, height: float, phase: float, colour: Colour, waves: float = 1.2) -> None:
    """Fill everything below a rolling line."""
    line = [
        (
            i / 24,
            y - height * math.sin(phase + waves * 2 * math.pi * i / 24) - 0.3 * height * math.sin(2.3 * phase + i / 3),
        )
        for i in range(25)
    ]
    brush.polygon([*line, (1.0, 1.0), (0.0, 1.0)], colour)


def _tree(brush: Brush, x: float, y: float, size: float, crown: Colour, trunk: Colour) -> None:
    brush.box(x - 0.05 * size, y - 0.5 * size, x + 0.05 * size, y, trunk)
    brush.circle(x - 0.15 * size, y - 0.56 * size, 0.21 * size, crown)
    brush.circle(x + 0.15 * size, y - 0.56 * size, 0.21 * size, crown)
    brush.circle(x, y - 0.78 * size, 0.25 * size, crown)


def _fir(brush: Brush, x: float, y: float, size: float, needles: Colour, trunk: Colour, cap: Colour | None) -> None:
    brush.box(x - 0.05 * size, y - 0.18 * size, x + 0.05 * size, y, trunk)
    for low, half, high in ((0.14, 0.30, 0.56), (0.38, 0.24, 0.78), (0.60, 0.17, 1.0)):
        brush.polygon(
            [(x - half * size, y - low * size), (x, y - high * size), (x + half * size, y - low * size)],
            needles,
        )
        if cap is not None:
            tip = (high - low) * 0.52
            half_tip = half * 0.52
            brush.polygon(
                [
                    (x - half_tip * size, y - (high - tip) * size),
                    (x, y - high * size),
                    (x + half_tip * size, y - (high - tip) * size),
                ],
                cap,
            )


def _tuft(brush: Brush, x: float, y: float, size: float, colour: Colour) -> None:
    for dx, tip in ((-0.5, -0.9), (0.0, 0.1), (0.5, 0.9)):
        brush.polygon(
            [(x + (dx - 0.3) * size, y), (x + tip * size, y - 1.5 * size), (x + (dx + 0.3) * size, y)], colour
        )


def _edges(rng: random.Random, count: int, margin: float) -> list[float]:
    """Places along the picture that leave its middle free, from left to right."""
    left = [rng.uniform(0.02, margin) for _ in range(count)]
    right = [rng.uniform(1 - margin, 0.98) for _ in range(count)]
    return sorted(left + right)


def meadow(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Green hills with flowers."""
    phase = rng.uniform(0, 6.28)
    _ridge(brush, 0.56, 0.05, phase, light.on((146, 204, 130)))
    _ridge(brush, 0.64, 0.04, phase + 2.0, light.on((150, 212, 96)))
    _tree(brush, rng.choice((0.09, 0.91)), 0.66, 0.22, light.on((92, 172, 84)), light.on(WOOD))
    ground = light.on((128, 196, 74))
    _ridge(brush, 0.75, 0.02, phase + 4.0, ground)
    colours = [(255, 255, 255), (250, 120, 160), (255, 226, 80)]
    for index, x in enumerate((0.06, 0.19, 0.33, 0.66, 0.80, 0.94)):
        flower_x, flower_y = (
            x + rng.uniform(-0.03, 0.03),
            rng.uniform(0.89, 0.95) if index % 2 else rng.uniform(0.79, 0.84),
        )
        brush.stroke([(flower_x, flower_y), (flower_x, flower_y + 0.045)], 0.016, 0.016, light.on((76, 150, 60)))
        brush.circle(flower_x, flower_y, 0.026, mix(colours[index % 3], light.glow, light.scenery * 0.5))
        brush.circle(flower_x, flower_y, 0.010, light.on((250, 170, 40)))
    return ground


def forest(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Trees near and far, as many as fit."""
    far, near, trunk = light.on((104, 160, 112)), light.on((54, 122, 66)), light.on((116, 78, 54))
    for index in range(8):
        _fir(brush, index / 7, 0.70, rng.uniform(0.36, 0.46), far, far, None)
    _ridge(brush, 0.68, 0.01, 0.0, light.on((84, 144, 84)))
    for index, x in enumerate((0.22, 0.50, 0.78)):
        _tree(
            brush,
            x + rng.uniform(-0.04, 0.04),
            0.74,
            rng.uniform(0.46, 0.54),
            light.on((72, 142, 78)) if index % 2 else near,
            trunk,
        )
    ground = light.on((96, 134, 66))
    _ridge(brush, 0.75, 0.012, rng.uniform(0, 6.28), ground)
    for x in (rng.uniform(-0.01, 0.04), rng.uniform(0.96, 1.01)):
        _tree(brush, x, 0.84, rng.uniform(0.60, 0.70), light.on((40, 102, 58)), light.on((92, 62, 46)))
    mushroom = rng.choice((0.10, 0.90))
    brush.box(mushroom - 0.018, 0.885, mushroom + 0.018, 0.935, light.on(PAPER), 0.01)
    brush.blob(
        [(mushroom - 0.05, 0.895), (mushroom, 0.84), (mushroom + 0.05, 0.895), (mushroom, 0.90)],
        light.on((222, 62, 54)),
    )
    return ground


def _palm(brush: Brush, x: float, y: float, lean: float, light: Light) -> None:
    top = (x + lean, y - 0.46)
    brush.stroke([(x, y), (x + lean * 0.35, y - 0.24), top], 0.055, 0.035, light.on((156, 110, 70)))
    for dx, dy in ((-0.20, 0.04), (0.20, 0.04), (-0.13, -0.09), (0.14, -0.09), (-0.13, 0.14), (0.13, 0.14)):
        brush.stroke(
            [top, (top[0] + dx * 0.6, top[1] + dy - 0.045), (top[0] + dx, top[1] + dy + 0.02)],
            0.05,
            0.018,
            light.on((58, 150, 84)),
        )


def _parasol(brush: Brush, x: float, y: float, light: Light) -> None:
    brush.stroke([(x, y), (x, y - 0.30)], 0.022, 0.022, light.on(PAPER))
    brush.blob(
        [
            (x - 0.17, y - 0.27),
            (x - 0.12, y - 0.38),
            (x, y - 0.43),
            (x + 0.12, y - 0.38),
            (x + 0.17, y - 0.27),
            (x, y - 0.26),
        ],
        light.on((236, 84, 76)),
    )
    brush.blob(
        [
            (x - 0.055, y - 0.265),
            (x - 0.05, y - 0.38),
            (x, y - 0.43),
            (x + 0.05, y - 0.38),
            (x + 0.055, y - 0.265),
        ],
        light.on(PAPER),
    )


def beach(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Sand, a strip of sea, and a palm or a parasol."""
    brush.box(0, 0.54, 1, 0.80, light.on((40, 152, 204)))
    brush.box(0, 0.60, 1, 0.80, light.on((82, 188, 214)))
    ground = light.on((250, 228, 172))
    phase = rng.uniform(0, 6.28)
    _ridge(brush, 0.695, 0.012, phase, light.on(PAPER), 1.6)
    _ridge(brush, 0.72, 0.012, phase, ground, 1.6)
    left = rng.random() < 0.5
    x = rng.uniform(0.06, 0.11) if left else rng.uniform(0.89, 0.94)
    if rng.random() < 0.55:
        _palm(brush, x, 0.82, 0.05 if left else -0.05, light)
    else:
        _parasol(brush, x + (0.04 if left else -0.04), 0.82, light)
    other = 1 - x
    star = brush.placed(other, 0.92, 0.05)
    arms = [(1.0 if i % 2 else 0.45, i * math.pi / 5) for i in range(10)]
    star.polygon([(reach * math.sin(turn), reach * math.cos(turn)) for reach, turn in arms], light.on((240, 140, 90)))
    return ground


def snow(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """White ground and firs under snow."""
    phase = rng.uniform(0, 6.28)
    _ridge(brush, 0.58, 0.045, phase, light.on((206, 224, 240)))
    gleam = 0.0 if light.time == "day" else 0.18
    ground = mix(light.on((240, 246, 252)), PAPER, gleam)
    white = mix(light.on((250, 252, 255)), PAPER, gleam)
    for x in _edges(rng, 2, 0.30):
        _fir(brush, x, 0.70, rng.uniform(0.24, 0.30), light.on((74, 130, 112)), light.on(WOOD), white)
    _ridge(brush, 0.70, 0.02, phase + 2.5, ground)
    for x in (rng.uniform(0.03, 0.09), rng.uniform(0.91, 0.97)):
        _fir(brush, x, 0.82, rng.uniform(0.40, 0.50), light.on((48, 106, 92)), light.on(WOOD), white)
    for x in (0.14, 0.36, 0.62, 0.84):
        brush.circle(x + rng.uniform(-0.06, 0.06), rng.uniform(0.06, 0.40), 0.016, mix(white, PAPER, 0.7))
    brush.ellipse(rng.uniform(0.1, 0.9), 1.0, 0.30, 0.06, light.on((220, 232, 246)))
    return ground


def _cactus(brush: Brush, x: float, y: float, size: float, colour: Colour) -> None:
    brush.stroke([(x, y), (x, y - size)], 0.26 * size, 0.24 * size, colour)
    brush.stroke(
        [(x, y - 0.40 * size), (x - 0.32 * size, y - 0.42 * size), (x - 0.33 * size, y - 0.75 * size)],
        0.15 * size,
        0.15 * size,
        colour,
    )
    brush.stroke(
        [(x, y - 0.55 * size), (x + 0.31 * size, y - 0.57 * size), (x + 0.32 * size, y - 0.88 * size)],
        0.15 * size,
        0.15 * size,
        colour,
    )


def desert(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Dunes and cactuses."""
    phase = rng.uniform(0, 6.28)
    _ridge(brush, 0.58, 0.05, phase, light.on((240, 186, 118)), 1.0)
    _ridge(brush, 0.65, 0.045, phase + 2.2, light.on((230, 164, 92)), 0.9)
    left = rng.random() < 0.5
    far, near = (0.91, 0.09) if left else (0.09, 0.91)
    _cactus(brush, far + rng.uniform(-0.03, 0.03), 0.72, rng.uniform(0.18, 0.22), light.on((98, 158, 84)))
    ground = light.on((222, 148, 76))
    _ridge(brush, 0.755, 0.02, phase + 4.4, ground)
    _cactus(brush, near + rng.uniform(-0.02, 0.03), 0.84, rng.uniform(0.34, 0.42), light.on((62, 132, 74)))
    stone = rng.choice((0.28, 0.74))
    brush.blob(
        [(stone - 0.06, 0.95), (stone - 0.03, 0.90), (stone + 0.04, 0.905), (stone + 0.07, 0.95)],
        light.on((178, 112, 66)),
    )
    return ground


def sea(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Open water below, sky above."""
    brush.box(0, 0.52, 1, 1, light.on((58, 148, 206)))
    island = rng.choice((0.10, 0.90))
    brush.blob(
        [(island - 0.13, 0.525), (island - 0.05, 0.475), (island + 0.06, 0.46), (island + 0.13, 0.525)],
        light.on((110, 160, 120)),
    )
    phase = rng.uniform(0, 6.28)
    for index, colour in enumerate(((46, 134, 196), (36, 118, 182), (28, 102, 166))):
        _ridge(brush, 0.60 + 0.11 * index, 0.014, phase + 1.9 * index, light.on(colour), 2.6)
    for x, y in ((0.10, 0.66), (0.88, 0.64), (0.16, 0.90), (0.50, 0.94), (0.84, 0.88)):
        wave_x, wave_y = x + rng.uniform(-0.05, 0.05), y + rng.uniform(-0.015, 0.015)
        brush.stroke(
            [(wave_x - 0.055, wave_y), (wave_x, wave_y - 0.022), (wave_x + 0.055, wave_y)],
            0.018,
            0.018,
            light.on((196, 230, 246)),
        )
    return light.on((28, 102, 166))


def mountains(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """Great grey peaks with white caps."""
    rock, dark, white = light.on((150, 156, 172)), light.on((116, 122, 142)), light.on((248, 250, 255))
    shift = rng.uniform(-0.05, 0.05)
    for x, top, half in (
        (0.50 + shift * 2, 0.26, 0.42),
        (0.12 + shift, 0.20, 0.36),
        (0.90 + shift, 0.16, 0.40),
    ):
        peak = top + rng.uniform(-0.03, 0.03)
        height = 0.74 - peak
        brush.polygon([(x - half, 0.74), (x, peak), (x + half, 0.74)], rock)
        brush.polygon([(x, peak), (x + half, 0.74), (x + half * 0.12, 0.74), (x - 0.03, peak + 0.45 * height)], dark)
        cap = 0.30
        brush.polygon(
            [(x, peak), (x + half * cap, peak + height * cap), (x + half * 0.10, peak + height * (cap - 0.07)),
             (x - half * 0.06, peak + height * (cap + 0.05)), (x - half * cap, peak + height * cap)],
            white,
        )  # fmt: skip
    _ridge(brush, 0.68, 0.02, rng.uniform(0, 6.28), light.on((122, 142, 120)))
    ground = light.on((152, 166, 134))
    _ridge(brush, 0.76, 0.016, rng.uniform(0, 6.28), ground)
    for x in (rng.uniform(0.04, 0.14), rng.uniform(0.86, 0.96)):
        y = rng.uniform(0.88, 0.94)
        brush.blob([(x - 0.08, y), (x - 0.05, y - 0.06), (x + 0.03, y - 0.075), (x + 0.08, y)], dark)
    return ground


def city(brush: Brush, light: Light, rng: random.Random) -> Colour:
    """A skyline with windows, a pavement and a road."""
    for index in range(6):
        height = rng.uniform(0.34, 0.50)
        brush.box(index / 5 - 0.09, 0.78 - height, index / 5 + 0.08, 0.78, light.on((164, 178, 206)))
    walls = [(196, 130, 112), (122, 136, 166), (214, 182, 142), (148, 122, 150)]
    rng.shuffle(walls)
    for index, x in enumerate((0.09, 0.335, 0.665, 0.91)):
        top = rng.uniform(0.26, 0.36) if index in (0, 3) else rng.uniform(0.40, 0.48)
        brush.box(x - 0.105, top, x + 0.105, 0.78, light.on(walls[index]))
        brush.box(x - 0.115, top - 0.012, x + 0.115, top + 0.018, mix(light.on(walls[index]), (30, 28, 38), 0.25))
        for row in range(int((0.72 - top) / 0.095)):
            for column in (-0.06, 0.0, 0.06):
                lit = light.time == "day" or rng.random() < 0.7
                window = light.lamp if lit else mix(light.on(walls[index]), (30, 28, 38), 0.35)
                y = top + 0.05 + 0.095 * row
                brush.box(x + column - 0.02, y, x + column + 0.02, y + 0.055, window)
    ground = light.on((196, 192, 188))
    brush.box(0, 0.76, 1, 1, ground)
    brush.box(0, 0.92, 1, 1, light.on((104, 106, 118)))
    offset = rng.uniform(0, 0.2)
    for index in range(-1, 5):
        brush.box(index * 0.25 + offset, 0.952, index * 0.25 + offset + 0.13, 0.976, light.on(PAPER))
    return ground


PLACES: dict[Place, Scenery] = {
    "meadow": meadow, "forest": forest, "beach": beach, "snow": snow,
    "desert": desert, "sea": sea, "mountains": mountains, "city": city,
}  # fmt: skip
"""Draws the scenery of a place over the sky and returns the colour of its ground."""
