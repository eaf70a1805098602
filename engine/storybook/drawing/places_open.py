"""Open land: snow, desert and mountains."""

from __future__ import annotations

import random

import numpy as np

from engine.storybook.drawing import flora
from engine.storybook.drawing.air import Air
from engine.storybook.drawing.canvas import Brush, Colour, smooth
from engine.storybook.drawing.palette import mix
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.scene import Place

_SAND: Colour = (236, 176, 104)
_ROCK: Colour = (142, 148, 168)


def _drift(stage: Stage, y: float, height: float, phase: float, depth: float, waves: float = 1.0) -> None:
    """A white hill, blue in its hollows."""
    air = stage.air
    white, hollow = air.at((250, 252, 255), depth), air.at((196, 216, 242), depth)
    if air.time == "sunset":
        white, hollow = mix(white, (250, 208, 226), 0.5), mix(hollow, (170, 130, 196), 0.5)
    line = flora.rolling(y, height, phase, waves)
    for index, share in enumerate((0.0, 0.25, 0.5, 0.8)):
        flora.below(stage.brush, line + np.array((0.0, 0.035 * index)), mix(white, hollow, share))


def _snow(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0))
    _peak(brush, 0.5 + side * 0.22, 0.56, 0.30, 0.34, air, 0.92, rng, snow=0.85)
    _peak(brush, 0.5 - side * 0.16, 0.57, 0.19, 0.30, air, 0.92, rng, snow=0.85)
    _drift(stage, 0.56, 0.022, phase, 0.8, 1.3)
    for index in range(9):
        x = index / 8 + rng.uniform(-0.04, 0.04)
        flora.fir(brush, x, 0.60, rng.uniform(0.09, 0.14), air, depth=0.7, snowy=True)
    _drift(stage, 0.605, 0.020, phase + 2.2, 0.45)
    for x in (0.5 + side * 0.28, 0.5 + side * 0.16, 0.5 - side * 0.34):
        flora.fir(brush, x + rng.uniform(-0.03, 0.03), 0.68, rng.uniform(0.24, 0.32), air, depth=0.3, snowy=True)
    _drift(stage, 0.685, 0.018, phase + 4.0, 0.15, 0.8)
    for edge in (0.06, 0.94):
        flora.fir(brush, edge + rng.uniform(-0.02, 0.02), 0.80, rng.uniform(0.42, 0.54), air, depth=0.05, snowy=True)
    _drift(stage, 0.785, 0.012, phase + 5.2, 0.0, 0.9)
    hollow = air.at((206, 222, 244))
    for _ in range(5):
        brush.ellipse(rng.random(), rng.uniform(0.84, 0.97), rng.uniform(0.05, 0.10), 0.007, hollow)
    if rng.random() < 0.4:
        _snowman(stage, 0.5 - side * rng.uniform(0.34, 0.38), 0.80)


def _snowman(stage: Stage, x: float, y: float) -> None:
    shade, main, _ = stage.air.three((244, 248, 255))
    for dy, r in ((0.035, 0.045), (0.095, 0.033), (0.142, 0.025)):
        stage.brush.circle(x, y - dy, r, shade)
        stage.brush.circle(x + 0.008 * stage.air.sun, y - dy - 0.005, r * 0.84, main)
    stage.brush.polygon([(x, y - 0.146), (x + 0.035, y - 0.138), (x, y - 0.134)], stage.air.at((240, 130, 40)))
    for dx in (-0.009, 0.009):
        stage.brush.circle(x + dx, y - 0.152, 0.004, stage.air.at((40, 40, 50)))
    stage.brush.box(x - 0.028, y - 0.124, x + 0.028, y - 0.110, stage.air.at((120, 150, 190)), 0.006)


def _snow_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    white, hollow = air.at((252, 253, 255)), air.at((204, 220, 244))
    for corner in (0.0, 1.0):
        wide = rng.uniform(0.20, 0.28)
        brush.ellipse(corner, 1.02, wide, 0.085, hollow)
        brush.ellipse(corner, 1.028, wide * 0.94, 0.078, white)
    x = rng.choice((0.09, 0.91))
    for lean in (-0.035, 0.0, 0.04):
        brush.stroke([(x, 0.99), (x + lean, 0.90 - abs(lean))], 0.008, 0.005, air.at((128, 96, 74)))
        brush.circle(x + lean, 0.895 - abs(lean), 0.010, air.at((206, 60, 60)))


def _dune(brush: Brush, y: float, height: float, phase: float, waves: float, air: Air, depth: float) -> None:
    """A dune: lit along its crest, with a shaded lee side that falls from each top in a curve."""
    shade, main, light = air.ground(_SAND, depth)
    line = flora.rolling(y, height, phase, waves)
    flora.below(brush, line, mix(main, light, 0.75))
    flora.below(brush, line + np.array((0.0, 0.012)), mix(main, light, 0.25))
    tops = np.flatnonzero((line[1:-1, 1] < line[:-2, 1]) & (line[1:-1, 1] <= line[2:, 1])) + 1
    away = -air.sun
    for top in tops.tolist():
        x, crest = line[top]
        part = line[top:] if away > 0 else line[: top + 1][::-1]
        part = part[np.abs(part[:, 0] - x) < 0.34]
        foot = float(part[-1, 0])
        low = crest + 3.2 * height + 0.05
        inner = [(foot, low + 0.02), (x + away * 0.16, low), (x + away * 0.05, crest + 1.9 * height + 0.02),
            (x + away * 0.045, crest + 0.9 * height)]  # fmt: skip
        brush.fill(np.concatenate([part, smooth(np.array([*inner, (x, crest)]), closed=False)]), mix(main, shade, 0.42))
    flora.below(brush, line + np.array((0.0, 0.12)), main)


def cactus(brush: Brush, x: float, y: float, size: float, air: Air, depth: float, flip: float = 1.0) -> None:
    """A column with two raised arms, ribs, and a flower on its top."""
    shade, main, light = air.three((76, 148, 82), depth)
    arms = (
        [(x, y), (x, y - size)],
        [(x, y - 0.36 * size), (x - flip * 0.26 * size, y - 0.38 * size), (x - flip * 0.28 * size, y - 0.70 * size)],
        [(x, y - 0.52 * size), (x + flip * 0.25 * size, y - 0.54 * size), (x + flip * 0.26 * size, y - 0.84 * size)],
    )
    for points, width in zip(arms, (0.24, 0.14, 0.14), strict=True):
        brush.stroke(points, width * size, width * size, shade)
    for points, width in zip(arms, (0.24, 0.14, 0.14), strict=True):
        moved = [(px + air.sun * 0.02 * size, py) for px, py in points]
        brush.stroke(moved, width * size * 0.78, width * size * 0.78, main)
    brush.stroke([(x + air.sun * 0.06 * size, y - 0.05 * size), (x + air.sun * 0.06 * size, y - 0.96 * size)],
        0.035 * size, 0.035 * size, light)  # fmt: skip
    brush.circle(x, y - 1.10 * size, 0.055 * size, air.at((244, 110, 150), depth))


def _desert(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0))
    _mesa(brush, 0.5 + side * rng.uniform(0.26, 0.34), 0.57, rng.uniform(0.15, 0.20), air)
    if rng.random() < 0.6:
        _mesa(brush, 0.5 - side * rng.uniform(0.30, 0.40), 0.57, 0.10, air)
    _dune(brush, 0.565, 0.028, phase, 1.3, air, 0.75)
    _dune(brush, 0.625, 0.036, phase + 2.2, 0.9, air, 0.4)
    cactus(brush, 0.5 + side * rng.uniform(0.28, 0.34), 0.70, rng.uniform(0.14, 0.18), air, 0.35, side)
    _dune(brush, 0.735, 0.026, phase + 4.2, 0.7, air, 0.08)
    cactus(brush, 0.5 - side * rng.uniform(0.37, 0.42), 0.82, rng.uniform(0.34, 0.44), air, 0.0, -side)
    ripple = mix(air.at(_SAND), air.at((150, 96, 60)), 0.30)
    for row in range(5):
        y = 0.82 + 0.04 * row
        start = rng.uniform(-0.1, 0.6)
        brush.stroke([(start, y), (start + 0.16, y - 0.010), (start + 0.34, y + 0.004)], 0.003, 0.006, ripple)
    flora.stone(brush, 0.5 + side * 0.36, 0.84, 0.035, air, (196, 132, 92))
    flora.stone(brush, 0.5 + side * 0.43, 0.855, 0.05, air, (188, 122, 84))


def _mesa(brush: Brush, x: float, y: float, height: float, air: Air) -> None:
    """A table mountain in red layers."""
    shade, main, light = air.three((214, 128, 84), 0.72)
    half = height * 0.85
    brush.polygon([(x - 1.5 * half, y + 0.03), (x - 1.02 * half, y - 0.55 * height), (x - 0.9 * half, y - height),
        (x + 0.85 * half, y - height), (x + half, y - 0.5 * height), (x + 1.5 * half, y + 0.03)], main)  # fmt: skip
    dark = -air.sun
    brush.polygon([(x + dark * 1.5 * half, y + 0.03), (x + dark * half, y - 0.52 * height),
        (x + dark * 0.87 * half, y - height), (x + dark * 0.45 * half, y - height), (x + dark * 0.5 * half, y + 0.03)],
        shade)  # fmt: skip
    for share in (0.94, 0.66):
        brush.box(x - half * 0.9, y - share * height - 0.008, x + half * 0.86, y - share * height + 0.004, mix(main,
            light, 0.5))  # fmt: skip


def _desert_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    x = rng.choice((0.10, 0.90))
    tones = air.three((150, 140, 82))
    flora.tuft(brush, x, 1.0, 0.05, tones, 7)
    flora.stone(brush, 1 - x + rng.uniform(-0.03, 0.03), 1.0, 0.055, air, (190, 124, 88))
    brush.circle(x + (0.06 if x < 0.5 else -0.06), 0.985, 0.035, air.at((96, 156, 88)))
    for dx in (-0.02, 0.0, 0.02):
        foot = x + (0.06 if x < 0.5 else -0.06)
        brush.stroke([(foot + dx, 0.962), (foot + dx * 1.2, 1.0)], 0.005, 0.005, air.at((58, 116, 66)))


def _peak(
    brush: Brush, x: float, foot: float, height: float, half: float, air: Air, depth: float, rng: random.Random,
    snow: float = 0.42,
) -> None:  # fmt: skip
    """A mountain: a lit and a shaded flank that meet in a broken ridge, and a white cap of `snow` of its height."""
    shade, main, light = air.three(_ROCK, depth)
    top = foot - height
    spine = [(x, top)]
    for step in range(1, 6):
        spine.append((x + rng.uniform(-0.05, 0.05) * half + 0.04 * half * (step % 2), top + height * step / 5))
    dark_side, lit_side = x - air.sun * half, x + air.sun * half
    brush.polygon([(lit_side, foot), (x, top), (dark_side, foot)], mix(main, light, 0.4))
    brush.polygon([(dark_side, foot), *spine], mix(main, shade, 0.9))
    white, blue = air.at((252, 253, 255), depth), air.at((188, 206, 236), depth)
    jag = [rng.uniform(-0.04, 0.04) for _ in range(6)]
    edge = snow * height
    reach = half * snow
    lit = [(x, top), (x + air.sun * reach, top + edge)]
    lit += [
        (x + air.sun * reach * share, top + edge * (0.86 if index % 2 == 0 else 1.12) + jag[index] * height)
        for index, share in enumerate((0.72, 0.48, 0.24))
    ]
    lit.append((x, top + edge * 0.95))
    brush.polygon(lit, white)
    dark = [(x, top), (x - air.sun * reach, top + edge)]
    dark += [
        (x - air.sun * reach * share, top + edge * (0.82 if index % 2 == 0 else 1.08) + jag[index + 3] * height)
        for index, share in enumerate((0.70, 0.42, 0.18))
    ]
    dark.append((x, top + edge * 0.95))
    brush.polygon(dark, blue)


def _mountains(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    side = rng.choice((-1.0, 1.0))
    for x, height, half in ((0.5 - side * 0.06, 0.34, 0.34), (0.5 + side * 0.34, 0.30, 0.30)):
        _peak(brush, x + rng.uniform(-0.04, 0.04), 0.70, height + 0.06, half, air, 0.80, rng)
    _peak(brush, 0.5 - side * rng.uniform(0.32, 0.38), 0.74, rng.uniform(0.52, 0.58), 0.44, air, 0.42, rng)
    _peak(brush, 0.5 + side * rng.uniform(0.42, 0.50), 0.74, rng.uniform(0.42, 0.50), 0.40, air, 0.36, rng)
    shade, main, _ = air.three((120, 156, 112), 0.35)
    flora.hill(
        brush, flora.rolling(0.68, 0.018, rng.uniform(0, 6.28)), (shade, main, air.at((156, 184, 124), 0.3)), 0.02
    )
    for index in range(10):
        x = rng.uniform(0.0, 0.34) if index % 2 else rng.uniform(0.66, 1.0)
        flora.fir(brush, x, 0.715 + 0.01 * (index % 3), rng.uniform(0.10, 0.15), air, depth=0.3)
    flora.hill(brush, flora.rolling(0.765, 0.014, rng.uniform(0, 6.28)), air.ground((146, 170, 104)), 0.03)
    flora.sward(brush, rng, 0.78, 60, air.at((112, 138, 82)), air.at((178, 194, 130)))
    for _ in range(5):
        x = 0.5 + rng.choice((-1, 1)) * rng.uniform(0.26, 0.48)
        flora.stone(brush, x, rng.uniform(0.80, 0.90), rng.uniform(0.018, 0.035), air, (146, 150, 162))


def _mountains_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    flip = rng.choice((0.0, 1.0))
    for x, size in ((0.02, 0.09), (0.11, 0.05)):
        flora.stone(brush, abs(flip - x), 1.01, size, air, (138, 142, 156))
    tones = air.three((104, 132, 74))
    flora.tuft(brush, abs(flip - 0.93), 1.01, 0.04, tones)
    stem = air.at((90, 124, 70))
    for dx in (0.88, 0.97):
        flora.flower(brush, abs(flip - dx), 1.0, 0.018, air.at((120, 130, 232)), air.at((250, 240, 190)), stem)


OPEN_PLACES: dict[Place, PlaceDrawing] = {
    "snow": PlaceDrawing(_snow, _snow_near, 0.58),
    "desert": PlaceDrawing(_desert, _desert_near, 0.60),
    "mountains": PlaceDrawing(_mountains, _mountains_near, 0.66),
}
