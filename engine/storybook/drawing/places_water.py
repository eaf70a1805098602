"""Places with water: beach, sea, pool and river."""

from __future__ import annotations

import math

import numpy as np

from engine.storybook.drawing import flora
from engine.storybook.drawing.canvas import Colour
from engine.storybook.drawing.palette import PAPER, mix
from engine.storybook.drawing.sky import colour_at
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.scene import Place

_DEEP: Colour = (22, 98, 168)
_SHOAL: Colour = (72, 178, 214)


def _water(stage: Stage, top: float, foot: float, far: Colour, near: Colour) -> None:
    """A sheet of water that mirrors the sky far away and shows its own colour near by."""
    air = stage.air
    first, last = air.at(far, 0.55), air.at(near)
    mirrored = colour_at(air.sky, 0.55)
    if air.time in ("dawn", "sunset"):
        last = mix(last, mix(colour_at(air.sky, 0.25), (30, 60, 150), 0.35), 0.45)
    bands = 5 if air.plain else 14
    glossy = {"dawn": 0.62, "day": 0.42, "sunset": 0.78, "night": 0.35}[air.time]
    for index in range(bands):
        share = index / (bands - 1)
        colour = mix(mix(first, last, share), mirrored, glossy * (1 - 0.75 * share) ** 1.3)
        y = top + (foot - top) * share**1.5
        stage.brush.box(-0.01, y, 1.01, foot + 0.01, colour)


def _glitter(stage: Stage, top: float, foot: float) -> None:
    """The path that sun or moon lay on the water."""
    air, look = stage.air, stage.sky
    x = 0.5 + look.sun * (0.31 + 0.07 * look.x)
    strength = {"dawn": 0.75, "day": 0.45, "sunset": 0.9, "night": 0.6}[air.time]
    if air.weather != "clear":
        strength *= 0.3
    colour = {"dawn": (255, 246, 214), "day": (255, 255, 240), "sunset": (255, 214, 120), "night": (214, 220, 255)}[
        air.time
    ]
    for index in range(13):
        share = index / 12
        y = top + 0.008 + (foot - top) * share**1.3
        wobble = 0.018 * math.sin(index * 2.4 + look.y * 6)
        half = 0.028 + 0.030 * share + 0.014 * math.sin(index * 1.7)
        stage.brush.ellipse(x + wobble, y, half, 0.0035 + 0.003 * share, (*colour, round(190 * strength)))


def _waves(stage: Stage, top: float, foot: float, count: int, colour: Colour) -> None:
    """Short curved crests all over the water."""
    rng = stage.rng
    for index in range(count):
        near = (index + rng.random()) / count
        x, y = rng.random(), top + (foot - top) * near**1.3
        half = 0.020 + 0.045 * near
        lift = 0.005 + 0.012 * near
        stage.brush.stroke([(x - half, y), (x - 0.4 * half, y - lift), (x + 0.3 * half, y - 0.4 * lift), (x + half, y)],
            0.004 + 0.006 * near, 0.003, colour)  # fmt: skip


def _beach(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0))
    extra = rng.random()
    brush.blob([(0.5 + side * 0.52, 0.535), (0.5 + side * 0.40, 0.485), (0.5 + side * 0.26, 0.505),
        (0.5 + side * 0.12, 0.535), (0.5 + side * 0.3, 0.545)], air.at((112, 162, 132), 0.8))  # fmt: skip
    _water(stage, 0.53, 0.76, (36, 134, 196), (112, 212, 214))
    _glitter(stage, 0.53, 0.70)
    _waves(stage, 0.56, 0.68, 9, mix(air.at(_SHOAL), air.at(PAPER), 0.6))
    foam, wet, sand = air.at((250, 252, 252)), air.at((206, 170, 118)), air.at((248, 220, 160))
    flora.below(brush, flora.rolling(0.700, 0.010, phase, 1.5), foam)
    flora.below(brush, flora.rolling(0.716, 0.010, phase, 1.5), wet)
    flora.hill(brush, flora.rolling(0.738, 0.011, phase + 0.3, 1.5), air.ground((248, 220, 160)), 0.04)
    for _ in range(26):
        brush.circle(rng.random(), rng.uniform(0.79, 0.99), 0.0035, mix(sand, air.at((150, 110, 70)), 0.4))
    flora.palm(brush, 0.5 - side * rng.uniform(0.40, 0.44), 0.84, rng.uniform(0.58, 0.66), side * 0.10, air)
    other = 0.5 + side * rng.uniform(0.38, 0.43)
    if extra < 0.5:
        _parasol(stage, other, 0.80, side)
    else:
        flora.palm(brush, other + side * 0.03, 0.79, 0.40, -side * 0.08, air, depth=0.15)
        flora.stone(brush, other, 0.80, 0.035, air, (168, 160, 156))


def _parasol(stage: Stage, x: float, y: float, side: float) -> None:
    brush, air = stage.brush, stage.air
    parasol = brush.placed(x, y, angle=-9 * side)
    parasol.stroke([(0, 0), (0, -0.26)], 0.013, 0.013, air.at((236, 226, 210)))
    red, white = air.three((232, 84, 74)), air.three(PAPER)
    turns = np.radians(np.linspace(180, 360, 7))
    for index in range(6):
        tones = red if index % 2 else white
        a, b = turns[index], turns[index + 1]
        colour = tones[1] if (index < 3) == (air.sun < 0) else tones[0]
        parasol.polygon([(0, -0.37), (0.16 * math.cos(a), -0.235 + 0.11 * math.sin(a) * 0.9),
            (0.16 * math.cos(a), -0.23), (0.16 * math.cos(b), -0.23),
            (0.16 * math.cos(b), -0.235 + 0.11 * math.sin(b) * 0.9)], colour)  # fmt: skip
    parasol.circle(0, -0.37, 0.010, air.at(PAPER))
    brush.blob([(x - side * 0.02 - 0.08, y + 0.03), (x + 0.05, y + 0.015), (x + 0.09, y + 0.045), (x - 0.05, y + 0.06)],
        air.at((110, 176, 214)))  # fmt: skip


def _beach_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    x = rng.choice((0.10, 0.90))
    star = brush.placed(x, 0.955, 0.042, angle=rng.uniform(0, 70))
    arms = [(1.0 if i % 2 else 0.45, i * math.pi / 5) for i in range(10)]
    star.blob([(reach * math.sin(turn), reach * math.cos(turn)) for reach, turn in arms], air.at((240, 128, 88)))
    shade, main, light = air.three((250, 200, 190))
    shell = brush.placed(1 - x, 0.965, 0.036)
    shell.sector(0, 0.2, 1.0, 1.1, 180, 360, main)
    for dx in (-0.55, 0.0, 0.55):
        shell.stroke([(dx * 0.3, 0.2), (dx * 1.2, -0.7 + 0.35 * abs(dx))], 0.12, 0.12, shade)
    shell.circle(0, 0.22, 0.22, light)
    for dx in (0.05, 0.09):
        flora.stone(brush, (1 - x) + (dx if x > 0.5 else -dx), 0.985, 0.016, air, (176, 168, 160))


def _sea(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    side = rng.choice((-1.0, 1.0))
    island = 0.5 + side * rng.uniform(0.30, 0.40)
    rocky = rng.random() < 0.4
    if rocky:
        for dx, w, h in ((-0.05, 0.07, 0.11), (0.04, 0.06, 0.07)):
            brush.blob([(island + dx - w, 0.53), (island + dx - 0.5 * w, 0.53 - 0.8 * h),
                (island + dx + 0.2 * w, 0.53 - h), (island + dx + w, 0.53)], air.at((124, 130, 146), 0.55))  # fmt: skip
    else:
        brush.ellipse(island, 0.532, 0.15, 0.030, air.at((238, 214, 160), 0.5))
        brush.ellipse(island, 0.520, 0.11, 0.028, air.at((104, 166, 104), 0.5))
        flora.palm(brush, island - 0.02, 0.515, 0.15, 0.06, air, depth=0.5)
        flora.palm(brush, island + 0.03, 0.518, 0.11, 0.10, air, depth=0.5)
    _water(stage, 0.525, 1.0, (40, 126, 190), _DEEP)
    _glitter(stage, 0.525, 0.98)
    crest = mix(air.at((70, 160, 216)), air.at(PAPER), 0.35)
    phase = rng.uniform(0, 6.28)
    for index in range(4):
        y = 0.60 + 0.105 * index
        line = flora.rolling(y, 0.008 + 0.004 * index, phase + 1.9 * index, 2.4 + 0.3 * index)
        veil = (*mix(air.at(_DEEP), (8, 30, 80), 0.35), 46)
        brush.fill(np.concatenate([line, [(1.0, y + 0.075), (0.0, y + 0.075)]]), veil)
    _waves(stage, 0.55, 1.0, 26, crest)


def _water_near(stage: Stage) -> None:
    """A little swell along the bottom."""
    air = stage.air
    phase = stage.rng.uniform(0, 6.28)
    flora.below(stage.brush, flora.rolling(0.972, 0.008, phase, 2.2), mix(air.at(_DEEP), air.at(PAPER), 0.45))
    flora.below(stage.brush, flora.rolling(0.980, 0.008, phase, 2.2), mix(air.at(_DEEP), (6, 40, 100), 0.12))


def _pool(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    side = rng.choice((-1.0, 1.0))
    chair = rng.random()
    for index in range(9):
        colour = (88, 164, 84) if index % 2 else (70, 148, 80)
        flora.bush(
            brush, index / 8 + rng.uniform(-0.02, 0.02), 0.56, rng.uniform(0.10, 0.13), air, leaf=colour, depth=0.4
        )
    brush.box(0, 0.505, 1, 0.60, air.at((244, 236, 222), 0.25))
    brush.box(0, 0.505, 1, 0.518, air.at((214, 200, 182), 0.25))
    flora.palm(brush, 0.5 - side * 0.44, 0.60, 0.48, side * 0.06, air, depth=0.2)
    deck = air.at((240, 222, 196), 0.1)
    brush.box(0, 0.575, 1, 0.70, deck)
    line = mix(deck, air.at((150, 120, 90)), 0.35)
    for index in range(9):
        x = index / 8
        brush.polygon([(0.5 + (x - 0.5) * 0.9, 0.575), (0.5 + (x - 0.5) * 0.9 + 0.005, 0.575),
            (0.5 + (x - 0.5) * 1.15 + 0.007, 0.66), (0.5 + (x - 0.5) * 1.15, 0.66)], line)  # fmt: skip
    if chair < 0.6:
        _lounger(stage, 0.5 + side * 0.36, 0.615, side)
    else:
        _parasol(stage, 0.5 + side * 0.40, 0.625, side)
    rim, tile = air.at((252, 252, 250)), air.at((64, 150, 206))
    brush.box(-0.1, 0.640, 1.1, 0.665, rim)
    brush.box(-0.1, 0.660, 1.1, 0.700, tile)
    for index in range(17):
        brush.box(index / 16 - 0.003, 0.662, index / 16 + 0.003, 0.700, mix(tile, rim, 0.5))
    brush.box(-0.1, 0.678, 1.1, 0.683, mix(tile, rim, 0.5))
    _water(stage, 0.695, 1.0, (96, 214, 228), (44, 176, 220))
    _caustics(stage, 0.71)
    _ladder(stage, 0.5 - side * 0.33)
    _lane(stage, 0.735)


def _caustics(stage: Stage, top: float) -> None:
    """The bright net that light weaves on the bottom of a pool."""
    colour = (*mix(stage.air.at((150, 236, 240)), stage.air.at(PAPER), 0.5), 120)
    phase = stage.rng.uniform(0, 6.28)
    for row in range(6):
        y = top + 0.012 + 0.29 * (row / 6) ** 1.35
        scale = 0.006 + 0.004 * row
        for flip in (1.0, -1.0):
            x = np.linspace(-0.02, 1.02, 22)
            wave = y + flip * scale * np.sin(phase + row * 1.3 + x * (34 - 3.2 * row))
            stage.brush.lines(np.stack([np.stack([x[:-1], wave[:-1]], 1), np.stack([x[1:], wave[1:]], 1)], axis=1),
                0.004 + 0.0007 * row, colour)  # fmt: skip


def _ladder(stage: Stage, x: float) -> None:
    dark, steel, light = stage.air.three((196, 204, 216))
    for dx in (-0.035, 0.035):
        stage.brush.stroke([(x + dx - 0.01, 0.67), (x + dx - 0.012, 0.60), (x + dx + 0.01, 0.60),
            (x + dx + 0.01, 0.76)], 0.011, 0.011, dark if dx < 0 else light)  # fmt: skip
    for y in (0.69, 0.725):
        stage.brush.box(x - 0.025, y - 0.005, x + 0.045, y + 0.005, steel)


def _lane(stage: Stage, y: float) -> None:
    """A rope of floats across the pool."""
    for index in range(30):
        colour = stage.air.at((236, 84, 74) if (index // 2) % 2 else (252, 252, 250))
        stage.brush.ellipse(index / 29, y + 0.003 * math.sin(index * 0.9), 0.015, 0.008, colour)


def _lounger(stage: Stage, x: float, y: float, side: float) -> None:
    dark, main, light = stage.air.three((250, 190, 84), 0.1)
    stage.brush.polygon([(x - 0.09, y), (x + 0.05, y), (x + side * 0.10, y - 0.085), (x + side * 0.085, y - 0.09),
        (x + side * 0.03, y - 0.02), (x - 0.09, y - 0.02)], main)  # fmt: skip
    for dx in (-0.08, 0.04):
        stage.brush.box(x + dx, y - 0.002, x + dx + 0.009, y + 0.028, dark)
    stage.brush.stroke([(x - 0.08, y - 0.016), (x + 0.03, y - 0.016)], 0.008, 0.008, light)


def _pool_near(stage: Stage) -> None:
    brush, air = stage.brush, stage.air
    rim, edge = air.at((250, 246, 238)), air.at((208, 196, 180))
    brush.box(-0.1, 0.968, 1.1, 1.1, rim)
    brush.box(-0.1, 0.960, 1.1, 0.968, edge)
    shift = stage.rng.uniform(0, 0.12)
    for index in range(9):
        x = index * 0.125 + shift
        brush.box(x, 0.970, x + 0.005, 1.0, edge)


def _river(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0))
    bend = 0.5 + side * 0.10
    flora.hill(brush, flora.rolling(0.50, 0.04, phase, 1.3), air.ground((112, 168, 140), 0.92), 0.02)
    flora.hill(brush, flora.rolling(0.555, 0.018, phase + 2.0, 1.0), air.ground((118, 178, 96), 0.6), 0.02)
    for index in range(10):
        x = index / 9 + rng.uniform(-0.03, 0.03)
        if abs(x - bend) > 0.10:
            flora.tree(brush, x, 0.585, rng.uniform(0.11, 0.16), air, rng, leaf=(88, 154, 78), depth=0.5)
    flora.hill(brush, flora.rolling(0.59, 0.006, phase), air.ground((126, 188, 82), 0.25), 0.03)
    shallow, deep = air.at((96, 178, 206), 0.12), air.at((40, 124, 176))
    mirrored = colour_at(air.sky, 0.5)
    banks = air.at((156, 128, 88))
    left = [(bend - 0.03, 0.592), (bend - side * 0.02 - 0.06, 0.625), (0.5 + side * 0.02 - 0.20, 0.66), (0.10, 0.71),
        (-0.05, 0.79)]  # fmt: skip
    right = [(bend + 0.03, 0.592), (bend - side * 0.02 + 0.06, 0.625), (0.5 + side * 0.02 + 0.20, 0.66), (0.90, 0.71),
        (1.05, 0.79)]  # fmt: skip
    from engine.storybook.drawing.canvas import smooth

    edge = np.concatenate([smooth(np.array(left), closed=False), [(-0.05, 1.05), (1.05, 1.05)],
        smooth(np.array(right), closed=False)[::-1]])  # fmt: skip
    brush.fill(edge + np.array((0.0, -0.010)), banks)
    brush.fill(edge, mix(shallow, mirrored, 0.35))
    for index, share in enumerate((0.3, 0.6, 0.85, 1.0)):
        inner = 0.5 + (edge - 0.5) * np.array((0.94 - 0.03 * index, 1.0)) + np.array((0.0, 0.025 * (index + 1)))
        brush.fill(inner, mix(mix(shallow, mirrored, 0.35 * (1 - share)), deep, share * 0.9))
    flow = mix(shallow, air.at(PAPER), 0.55)
    for index in range(16):
        y = 0.68 + 0.31 * (index / 16)
        spread = 0.16 + 1.1 * (y - 0.64)
        x = 0.5 + rng.uniform(-1, 1) * min(0.48, spread)
        half = 0.03 + 0.08 * (y - 0.64)
        brush.stroke([(x - half, y), (x, y + 0.007), (x + half, y)], 0.004, 0.006, flow)
    _glitter(stage, 0.66, 0.96)
    for edge_side in (-1.0, 1.0):
        base = 0.5 + edge_side * 0.47
        _reeds(stage, base, 0.76, 0.17)
        flora.stone(brush, base - edge_side * 0.06, 0.755, 0.032, air, (150, 150, 152))
    flora.tree(brush, 0.5 - side * 0.43, 0.685, rng.uniform(0.40, 0.46), air, rng, leaf=(74, 152, 74), depth=0.1)


def _reeds(stage: Stage, x: float, y: float, size: float) -> None:
    """Reeds with brown heads."""
    brush, air, rng = stage.brush, stage.air, stage.rng
    shade, main, light = air.three((96, 158, 70))
    for index in range(7):
        foot, lean = x + rng.uniform(-0.05, 0.05), rng.uniform(-0.035, 0.035)
        height = size * rng.uniform(0.6, 1.05)
        brush.stroke([(foot, y), (foot + lean * 0.4, y - height * 0.6), (foot + lean, y - height)], 0.010, 0.004,
            (shade, main, light)[index % 3])  # fmt: skip
        if index % 3 == 0:
            brush.stroke([(foot + lean * 0.9, y - height * 0.98), (foot + lean * 0.7, y - height * 0.76)], 0.018, 0.018,
                air.at((124, 80, 48)))  # fmt: skip


def _river_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    tones = air.three((92, 164, 64))
    for side in (-1.0, 1.0):
        corner = 0.5 + side * 0.5
        brush.ellipse(corner, 1.03, 0.17, 0.075, tones[0])
        brush.ellipse(corner, 1.036, 0.165, 0.07, tones[1])
        for index in range(3):
            flora.tuft(brush, corner - side * 0.05 * index, 0.985 + 0.012 * index, 0.045, tones)
    x = 0.5 + rng.choice((-1, 1)) * 0.27
    flora.stone(brush, x, 0.985, 0.035, air, (150, 150, 154))
    pad = 1 - x
    brush.ellipse(pad, 0.96, 0.045, 0.013, air.at((70, 150, 76)))
    brush.ellipse(pad + 0.055, 0.972, 0.03, 0.009, air.at((92, 168, 80)))
    brush.circle(pad, 0.948, 0.012, air.at((250, 170, 200)))


WATER_PLACES: dict[Place, PlaceDrawing] = {
    "beach": PlaceDrawing(_beach, _beach_near, 0.54),
    "sea": PlaceDrawing(_sea, _water_near, 0.53, 0.765),
    "pool": PlaceDrawing(_pool, _pool_near, 0.56, 0.790),
    "river": PlaceDrawing(_river, _river_near, 0.56, 0.785),
}
