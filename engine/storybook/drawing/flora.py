"""What grows and lies about in the places: trees, grasses, flowers, stones."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np

from engine.storybook.drawing.air import Air
from engine.storybook.drawing.canvas import Array, Brush, Colour, smooth
from engine.storybook.drawing.palette import mix

BARK: Colour = (122, 84, 58)
LEAF: Colour = (70, 148, 70)
PINE: Colour = (44, 108, 76)
SNOW: Colour = (246, 250, 255)
_LINE = np.linspace(0, 1, 33)
_TOP = np.radians(np.linspace(205, 335, 14))
_CAP = np.concatenate(
    [
        np.stack([np.cos(_TOP), np.sin(_TOP)], axis=1),
        np.stack([np.cos(_TOP[::-1]), 0.42 * np.sin(_TOP[::-1]) - 0.24 + 0.06 * np.cos(9 * _TOP[::-1])], axis=1),
    ]
)


def rolling(y: float, height: float, phase: float, waves: float = 1.2) -> Array:
    """A rolling line from the left edge of the picture to the right one, shape (33, 2)."""
    bumps = np.sin(phase + waves * 2 * math.pi * _LINE) + 0.35 * np.sin(2.3 * phase + 9.7 * _LINE)
    return np.stack([_LINE, y - height * bumps], axis=1)


def below(brush: Brush, line: Array, colour: Colour, foot: float = 1.0) -> None:
    """Fill everything from a line across the picture down to `foot`."""
    brush.fill(np.concatenate([line, [(1.0, foot), (0.0, foot)]]), colour)


def hill(brush: Brush, line: Array, tones: tuple[Colour, Colour, Colour], lift: float = 0.03) -> None:
    """A hill whose crest catches the light, paling in three soft bands."""
    shade, main, light = tones
    for index, colour in enumerate((mix(main, light, 0.8), mix(main, light, 0.35), main, mix(main, shade, 0.4))):
        below(brush, line + np.array((0.0, lift * (0.0, 0.5, 1.4, 5.0)[index])), colour)


def sward(
    brush: Brush, rng: random.Random, top: float, count: int, colour: Colour, other: Colour, size: float = 1.0
) -> None:
    """Short blades all over the ground below `top`, longer when nearer."""
    dice = np.array([rng.random() for _ in range(count * 3)]).reshape(count, 3)
    near = dice[:, 1]
    y = top + (1.02 - top) * near
    length = (0.008 + 0.018 * near) * size
    foot = np.stack([dice[:, 0], y], axis=1)
    tip = np.stack([dice[:, 0] + (dice[:, 2] - 0.5) * length, y - length], axis=1)
    ends = np.stack([foot, tip], axis=1)
    half = count // 2
    brush.lines(ends[:half], 0.006 * size, colour)
    brush.lines(ends[half:], 0.006 * size, other)


def tuft(brush: Brush, x: float, y: float, size: float, tones: Sequence[Colour], blades: int = 5) -> None:
    """A bunch of grass blades."""
    for index in range(blades):
        lean = (index / (blades - 1) - 0.5) * 2
        bend = lean * size * 0.75
        height = size * (1.5 - 0.5 * abs(lean))
        colour = tones[index % len(tones)]
        foot = x + lean * size * 0.32
        brush.polygon([(foot - 0.11 * size, y), (foot + 0.35 * bend - 0.06 * size, y - 0.6 * height),
            (x + bend, y - height), (foot + 0.35 * bend + 0.10 * size, y - 0.55 * height), (foot + 0.11 * size, y)],
            colour)  # fmt: skip


def flower(brush: Brush, x: float, y: float, size: float, petal: Colour, heart: Colour, stem: Colour) -> None:
    """A flower with five petals on a stem; its foot is at (x, y)."""
    top = y - 2.6 * size
    brush.stroke([(x, y), (x + 0.15 * size, top)], 0.36 * size, 0.30 * size, stem)
    brush.ellipse(x + 0.45 * size, y - 1.0 * size, 0.5 * size, 0.22 * size, stem, -30)
    for index in range(5):
        turn = index * 1.2566 + 0.3
        brush.circle(
            x + 0.15 * size + 0.62 * size * math.cos(turn), top + 0.62 * size * math.sin(turn), 0.5 * size, petal
        )
    brush.circle(x + 0.15 * size, top, 0.42 * size, heart)


def _cap(brush: Brush, x: float, y: float, radius: float, snow: Colour) -> None:
    """Snow on the top of a round thing, with a wavy lower edge."""
    brush.fill(_CAP * radius + np.array((x, y)), snow)


_CROWN = (
    (0.0, 0.10, 0.27),
    (-0.25, 0.07, 0.21),
    (0.25, 0.07, 0.21),
    (-0.16, -0.15, 0.22),
    (0.16, -0.15, 0.22),
    (0.0, -0.27, 0.20),
)
"""Place and radius of the puffs of a tree's crown, in parts of its height."""


def tree(brush: Brush, x: float, y: float, size: float, air: Air, rng: random.Random, *, leaf: Colour = LEAF,
         depth: float = 0.0) -> None:  # fmt: skip
    """A tree with a round crown of puffs; `size` is its height."""
    shade, main, light = air.three(leaf, depth)
    dark, bark, _ = air.three(BARK, depth)
    crown_y = y - 0.64 * size
    brush.polygon([(x - 0.075 * size, y), (x - 0.04 * size, y - 0.5 * size), (x + 0.04 * size, y - 0.5 * size),
        (x + 0.085 * size, y)], bark)  # fmt: skip
    brush.polygon([(x - air.sun * 0.075 * size, y), (x - air.sun * 0.04 * size, y - 0.5 * size),
        (x - air.sun * 0.01 * size, y - 0.5 * size), (x - air.sun * 0.02 * size, y)], dark)  # fmt: skip
    brush.stroke([(x, y - 0.36 * size), (x + 0.14 * size, y - 0.50 * size)], 0.045 * size, 0.03 * size, bark)
    puffs = [
        (x + (dx + rng.uniform(-0.03, 0.03)) * size, crown_y + (dy + rng.uniform(-0.03, 0.03)) * size, r * size)
        for dx, dy, r in _CROWN
    ]
    for px, py, r in puffs:
        brush.circle(px - air.sun * 0.02 * size, py + 0.035 * size, r, shade)
    for px, py, r in puffs:
        brush.circle(px + air.sun * 0.012 * size, py - 0.012 * size, r * 0.9, main)
    glint = mix(main, light, 0.55)
    for px, py, r in (puffs[0], *puffs[3:]):
        brush.ellipse(px + air.sun * 0.30 * r, py - 0.36 * r, r * 0.50, r * 0.36, glint, air.sun * 24)
    if air.snowing and depth < 0.8:
        for px, py, r in puffs[3:]:
            _cap(brush, px, py - 0.06 * r, 0.92 * r, air.at(SNOW, depth))


def fir(brush: Brush, x: float, y: float, size: float, air: Air, *, needle: Colour = PINE, depth: float = 0.0,
        snowy: bool = False) -> None:  # fmt: skip
    """A fir of four hanging tiers; `size` is its height."""
    shade, main, light = air.three(needle, depth)
    brush.box(x - 0.035 * size, y - 0.16 * size, x + 0.035 * size, y, air.at(BARK, depth))
    cap = air.at(SNOW, depth)
    for low, half, high in ((0.10, 0.27, 0.48), (0.30, 0.22, 0.66), (0.48, 0.17, 0.84), (0.66, 0.12, 1.0)):
        left, right, top, foot = x - half * size, x + half * size, y - high * size, y - low * size
        dip = 0.045 * size
        brush.polygon([(left, foot), (x, top), (right, foot), (x + 0.5 * half * size, foot - 0.3 * dip),
            (x + 0.12 * half * size, foot + dip), (x - 0.42 * half * size, foot - 0.2 * dip)], main)  # fmt: skip
        far = x - air.sun * half * size
        brush.polygon([(far, foot), (x, top), (x - air.sun * 0.2 * half * size, foot + 0.6 * dip)], shade)
        sunny = x + air.sun * half * size
        if snowy or air.snowing:
            brush.polygon([(x, top), (x + 0.66 * half * size, foot - 0.14 * size),
                (x + 0.30 * half * size, foot - 0.135 * size), (x + 0.05 * half * size, foot - 0.09 * size),
                (x - 0.28 * half * size, foot - 0.14 * size), (x - 0.66 * half * size, foot - 0.12 * size)],
                cap)  # fmt: skip
        elif depth < 0.7:
            brush.polygon([(sunny, foot), (x, top), (x + air.sun * 0.62 * half * size, foot - 0.2 * dip)], light)


def palm(brush: Brush, x: float, y: float, size: float, lean: float, air: Air, *, depth: float = 0.0) -> None:
    """A palm with a ringed trunk and eight feathered fronds; `lean` is how far its top is aside."""
    shade, main, light = air.three((54, 146, 78), depth)
    dark, bark, pale = air.three((162, 118, 76), depth)
    top = (x + lean * size, y - 0.72 * size)
    knee = (x + lean * 0.25 * size, y - 0.40 * size)
    brush.stroke([(x, y), knee, top], 0.085 * size, 0.055 * size, bark)
    for index in range(6):
        share = (index + 0.7) / 6.5
        px = (1 - share) ** 2 * x + 2 * share * (1 - share) * knee[0] + share**2 * top[0]
        py = (1 - share) ** 2 * y + 2 * share * (1 - share) * knee[1] + share**2 * top[1]
        brush.stroke(
            [(px - 0.034 * size, py), (px + 0.034 * size, py + 0.012 * size)], 0.014 * size, 0.014 * size, dark
        )
    fronds = ((-0.30, 0.22), (0.30, 0.22), (-0.42, 0.04), (0.42, 0.04), (-0.34, -0.13), (0.34, -0.13), (-0.14, -0.22),
        (0.16, -0.22))  # fmt: skip
    for index, (dx, dy) in enumerate(fronds):
        colour = shade if index < 2 else (light if index in (4, 5) else main)
        tip = (top[0] + dx * size, top[1] + (dy + 0.10) * size)
        bow = (top[0] + 0.55 * dx * size, top[1] + (dy * 0.5 - 0.09) * size)
        under = (top[0] + 0.50 * dx * size, top[1] + (dy * 0.5 + 0.03) * size)
        outline = np.array([top, bow, tip])
        back = np.array([tip, under, top])
        points = np.concatenate([smooth(outline, closed=False), smooth(back, closed=False)])
        brush.fill(points, colour)
    for dx in (-0.035, 0.035):
        brush.circle(top[0] + dx * size, top[1] + 0.045 * size, 0.034 * size, pale if dx > 0 else dark)


def bush(brush: Brush, x: float, y: float, size: float, air: Air, *, leaf: Colour = LEAF, depth: float = 0.0) -> None:
    """A low heap of leaves; its foot is at (x, y)."""
    shade, main, light = air.three(leaf, depth)
    puffs = ((-0.55, -0.28, 0.34), (0.0, -0.46, 0.46), (0.55, -0.26, 0.36), (0.0, -0.2, 0.42))
    for dx, dy, r in puffs:
        brush.circle(x + dx * size, y + dy * size, r * size, shade)
    for dx, dy, r in puffs[:3]:
        brush.circle(x + (dx + 0.03 * air.sun) * size, y + (dy - 0.03) * size, r * size * 0.86, main)
        brush.circle(x + (dx + 0.12 * air.sun) * size, y + (dy - 0.14) * size, r * size * 0.42, mix(main, light, 0.5))
    if air.snowing:
        _cap(brush, x, y - 0.46 * size, 0.46 * size, air.at(SNOW, depth))


def stone(
    brush: Brush, x: float, y: float, size: float, air: Air, colour: Colour = (150, 150, 158), depth: float = 0.0
) -> None:
    """A round stone, dark below and bright above."""
    shade, main, light = air.three(colour, depth)
    brush.blob([(x - size, y), (x - 0.75 * size, y - 0.55 * size), (x - 0.1 * size, y - 0.85 * size),
        (x + 0.7 * size, y - 0.6 * size), (x + size, y), (x, y + 0.12 * size)], shade)  # fmt: skip
    side = 0.10 * air.sun * size
    brush.blob([(x - 0.78 * size + side, y - 0.12 * size), (x - 0.6 * size + side, y - 0.55 * size),
        (x - 0.05 * size + side, y - 0.82 * size), (x + 0.6 * size + side, y - 0.55 * size),
        (x + 0.72 * size + side, y - 0.16 * size), (x + side, y - 0.10 * size)], main)  # fmt: skip
    brush.ellipse(
        x + 0.22 * air.sun * size, y - 0.60 * size, 0.36 * size, 0.14 * size, air.at(SNOW) if air.snowing else light
    )


def mushroom(brush: Brush, x: float, y: float, size: float, air: Air) -> None:
    """A red mushroom with white dots."""
    brush.box(x - 0.28 * size, y - 1.1 * size, x + 0.28 * size, y, air.at((250, 240, 220)), 0.15 * size)
    brush.blob([(x - 0.95 * size, y - 0.95 * size), (x - 0.6 * size, y - 1.75 * size), (x, y - 2.05 * size),
        (x + 0.6 * size, y - 1.75 * size), (x + 0.95 * size, y - 0.95 * size), (x, y - 0.85 * size)],
        air.at((216, 58, 50)))  # fmt: skip
    for dx, dy, r in ((-0.42, -1.35, 0.17), (0.10, -1.65, 0.19), (0.48, -1.22, 0.15)):
        brush.circle(x + dx * size, y + dy * size, r * size, air.at((255, 250, 240)))


def leaf(brush: Brush, x: float, y: float, length: float, angle: float, tones: tuple[Colour, Colour, Colour]) -> None:
    """A great leaf with a bright rib that grows from (x, y); the angle is in degrees, 0 right, 90 up."""
    shade, main, light = tones
    blade = brush.placed(x, y, length, angle=-angle)
    blade.blob([(0.0, 0.0), (0.25, -0.20), (0.62, -0.20), (1.0, 0.0), (0.62, 0.18), (0.25, 0.18)], main)
    blade.blob([(0.0, 0.0), (0.25, 0.18), (0.62, 0.18), (1.0, 0.0), (0.6, 0.02), (0.3, 0.02)], shade)
    blade.stroke([(0.0, 0.0), (0.92, 0.0)], 0.045, 0.02, light)


def fern(brush: Brush, x: float, y: float, size: float, tones: tuple[Colour, Colour, Colour]) -> None:
    """A fan of narrow arching leaves."""
    for index, turn in enumerate((158, 22, 130, 50, 90)):
        colour = tones[index % 3]
        dx, dy = math.cos(math.radians(turn)) * size, math.sin(math.radians(turn)) * size
        brush.stroke([(x, y), (x + 0.6 * dx, y - dy * 0.85 - 0.10 * size), (x + 1.05 * dx, y - 0.75 * dy)], 0.16 * size,
            0.03 * size, colour)  # fmt: skip
