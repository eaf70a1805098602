"""Buildings: house, castle, lighthouse, opera house and windmill."""

from __future__ import annotations

import numpy as np

from engine.storybook.drawing.canvas import Brush, Colour, Point, smooth
from engine.storybook.drawing.palette import GOLD, PAPER, WOOD, Light, Tones, mix
from engine.storybook.drawing.parts import CREAM, arch, flag, gloss, puffs, smoke, window
from engine.storybook.drawing.pose import Anchors, Pose

_BRICK: Colour = (176, 92, 74)
_STONE: Colour = (168, 160, 158)


def _flowers(brush: Brush, x: float, y: float, half: float, light: Light) -> None:
    """A window box."""
    brush.box(x - half, y - 0.035, x + half, y, light.over((150, 102, 66)), 0.01)
    for index, colour in enumerate(((244, 96, 120), (255, 214, 90), (250, 246, 240))):
        brush.circle(x + half * (0.66 * index - 0.66), y + 0.012, 0.024, light.over(colour))


def draw_house(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A cottage: steep roof, chimney, two windows with boxes, a round one, a door."""
    cloud, shadow = smoke(light)
    puffs(brush, ((0.27, 1.03, 0.035), (0.315, 1.09, 0.045)), cloud, shadow)
    brush.box(0.20, 0.62, 0.32, 0.98, light.over(_BRICK))
    brush.box(0.18, 0.94, 0.34, 0.995, light.over(mix(_BRICK, WOOD, 0.6)), 0.01)
    for y in (0.76, 0.84):
        brush.box(0.20, y, 0.32, y + 0.014, light.over(mix(_BRICK, PAPER, 0.35)))
    white = light.over(CREAM)
    brush.box(-0.42, 0.0, 0.42, 0.55, tones.main)
    brush.polygon([(-0.42, 0.54), (0.42, 0.54), (0.0, 0.93)], tones.main)
    brush.box(0.30, 0.06, 0.42, 0.52, tones.shade)
    brush.box(-0.44, -0.005, 0.44, 0.075, light.over(_STONE), 0.012)
    roof = tones.deep
    edge = mix(roof, PAPER, 0.22)
    for side in (-1.0, 1.0):
        brush.polygon([(side * 0.545, 0.455), (side * 0.495, 0.57), (0.0, 1.035), (0.0, 0.90)], roof)
        brush.stroke([(side * 0.525, 0.455), (0.0, 0.925)], 0.030, 0.030, edge)
    brush.circle(0, 0.69, 0.090, white)
    brush.circle(0, 0.69, 0.066, light.lamp)
    brush.box(-0.010, 0.62, 0.010, 0.76, white)
    brush.box(-0.07, 0.682, 0.07, 0.698, white)
    arch(brush, 0.0, 0.0, 0.125, 0.43, white)
    arch(brush, 0.0, 0.0, 0.100, 0.40, light.over((134, 84, 54)))
    for x in (-0.035, 0.035):
        brush.box(x - 0.004, 0.02, x + 0.004, 0.36, light.over((100, 62, 42)))
    brush.circle(0.062, 0.19, 0.018, light.over(GOLD))
    for x in (-0.265, 0.265):
        window(brush, x, 0.22, 0.095, 0.21, light, white)
        if pose.variant > 0.5:
            for side in (-1.0, 1.0):
                brush.box(x + side * 0.120 - 0.022, 0.22, x + side * 0.120 + 0.022, 0.43, tones.deep)
        _flowers(brush, x, 0.205, 0.105, light)
    return Anchors(saddle=(-0.02, 0.985), seat=0.32, water=0.16, shadow=(-0.46, 0.46))


def _tower(brush: Brush, x: float, half: float, top: float, tones: Tones, light: Light, wall: Colour) -> None:
    """A round tower under a pointed roof."""
    brush.box(x - half, 0.0, x + half, top, wall)
    brush.box(x + 0.35 * half, 0.0, x + half, top, mix(wall, tones.shade, 0.8))
    brush.box(x - half * 1.16, top - 0.065, x + half * 1.16, top, wall, 0.012)
    roof = tones.deep
    height = half * 2.35
    brush.polygon([(x - half * 1.34, top - 0.005), (x, top + height), (x + half * 1.34, top - 0.005)], roof)
    brush.polygon(
        [(x - half * 0.95, top + 0.012), (x, top + height), (x - half * 0.30, top + 0.012)], mix(roof, PAPER, 0.22)
    )
    arch(brush, x, top - 0.21, half * 0.36, 0.125, tones.rim)
    arch(brush, x, top - 0.203, half * 0.24, 0.105, light.lamp)


def _battlement(brush: Brush, x0: float, x1: float, y: float, teeth: int, colour: Colour) -> None:
    step = (x1 - x0) / (2 * teeth - 1)
    for index in range(teeth):
        left = x0 + 2 * step * index
        brush.box(left, y - 0.01, left + step, y + 0.055, colour)


def draw_castle(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A castle with three towers, battlements, a gate and flags."""
    main, seam = tones.main, mix(tones.main, tones.shade, 0.9)
    cloth = light.over((240, 190, 60) if tones.main[2] > 60 or tones.main[0] < 200 else (70, 130, 210))
    flag(brush, 0.0, 0.98, 0.15, cloth, light, pose.mood)
    brush.box(-0.185, 0.3, 0.185, 0.80, main)
    brush.box(0.07, 0.3, 0.185, 0.80, tones.shade)
    brush.polygon([(-0.25, 0.79), (0.0, 1.04), (0.25, 0.79)], tones.deep)
    brush.polygon([(-0.17, 0.805), (0.0, 1.04), (-0.055, 0.805)], mix(tones.deep, PAPER, 0.22))
    for x in (-0.09, 0.09):
        arch(brush, x, 0.59, 0.048, 0.15, tones.rim)
        arch(brush, x, 0.597, 0.034, 0.13, light.lamp)
    brush.box(-0.44, 0.0, 0.44, 0.46, main)
    _battlement(brush, -0.30, 0.30, 0.46, 4, main)
    brush.box(-0.30, 0.425, 0.30, 0.452, gloss(tones))
    for row, y in enumerate((0.10, 0.20, 0.30, 0.385)):
        for column in range(3):
            x = -0.27 + 0.24 * column + 0.07 * (row % 2)
            if abs(x + 0.04) > 0.14 or y > 0.34:
                brush.box(x, y, x + 0.09, y + 0.034, seam, 0.008)
    for x in (-0.40, 0.40):
        _tower(brush, x, 0.125, 0.66 + 0.05 * (pose.variant > 0.5) * (1 if x > 0 else -1), tones, light, main)
        flag(brush, x, 0.93 + 0.05 * (pose.variant > 0.5) * (1 if x > 0 else -1), 0.12, cloth, light, pose.mood)
    arch(brush, 0.0, 0.0, 0.145, 0.345, tones.rim)
    arch(brush, 0.0, 0.0, 0.115, 0.31, light.over((118, 78, 52)))
    for x in (-0.055, 0.0, 0.055):
        brush.box(x - 0.005, 0.0, x + 0.005, 0.29, light.over((78, 52, 40)))
    for y in (0.08, 0.18):
        brush.box(-0.115, y, 0.115, y + 0.018, light.over((78, 72, 76)))
    return Anchors(saddle=(0.0, 0.985), seat=0.32, water=0.12, shadow=(-0.5, 0.5))


def draw_lighthouse(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A striped tower on a rock, with a lantern under a dome."""
    rock = light.over((132, 128, 134))
    brush.blob([(-0.40, -0.01), (-0.37, 0.075), (-0.22, 0.125), (0.0, 0.14), (0.22, 0.12), (0.38, 0.07), (0.41, -0.01),
        (0.0, -0.03)], rock)  # fmt: skip
    for x, y, r in ((-0.25, 0.06, 0.06), (0.24, 0.05, 0.07)):
        brush.ellipse(x, y, r, r * 0.6, mix(rock, PAPER, 0.22))
    cream = tones.light
    low, top, wide, slim = 0.10, 0.76, 0.205, 0.125

    def at(y: float) -> float:
        return wide + (slim - wide) * (y - low) / (top - low)

    bands = 6
    for index in range(bands):
        y0, y1 = low + (top - low) * index / bands, low + (top - low) * (index + 1) / bands
        colour, dark = (tones.main, tones.shade) if index % 2 == 0 else (cream, mix(cream, tones.shade, 0.35))
        brush.polygon([(-at(y0), y0), (at(y0), y0), (at(y1), y1), (-at(y1), y1)], colour)
        brush.polygon([(0.35 * at(y0), y0), (at(y0), y0), (at(y1), y1), (0.35 * at(y1), y1)], dark)
    arch(brush, 0.0, 0.09, 0.068, 0.175, tones.rim)
    arch(brush, 0.0, 0.09, 0.050, 0.150, light.over((128, 84, 56)))
    for x, y in ((0.0, 0.405), (0.0, 0.600)):
        arch(brush, x, y, 0.040, 0.10, tones.rim)
        arch(brush, x, y + 0.006, 0.028, 0.085, light.lamp)
    iron = tones.deep
    brush.box(-0.195, 0.755, 0.195, 0.795, iron, 0.014)
    for x in (-0.18, -0.11, 0.11, 0.18):
        brush.box(x - 0.009, 0.79, x + 0.009, 0.86, iron)
    brush.box(-0.195, 0.85, 0.195, 0.870, iron, 0.008)
    shine = (255, 236, 140) if light.dark else light.over((255, 244, 196))
    brush.box(-0.105, 0.79, 0.105, 0.94, shine)
    brush.circle(0.0, 0.865, 0.050, (255, 252, 226))
    for x in (-0.105, -0.035, 0.035, 0.105):
        brush.box(x - 0.008, 0.79, x + 0.008, 0.945, iron)
    brush.sector(0.0, 0.935, 0.150, 0.135, 0, 180, tones.main)
    brush.sector(0.0, 0.935, 0.150, 0.135, 0, 62, tones.shade)
    brush.box(-0.165, 0.925, 0.165, 0.950, iron, 0.01)
    brush.circle(0.0, 1.08, 0.026, light.over(GOLD))
    if pose.variant > 0.5:
        brush.box(0.20, 0.04, 0.40, 0.185, light.over(CREAM))
        brush.polygon([(0.175, 0.18), (0.235, 0.27), (0.365, 0.27), (0.425, 0.18)], tones.deep)
        window(brush, 0.30, 0.075, 0.038, 0.075, light, tones.rim)
    return Anchors(water=0.08, shadow=(-0.36, 0.36))


def _shell(
    brush: Brush, foot: float, length: float, tall: float, way: float, tones: Tones, light: Light, base: float
) -> None:
    """A sail of the roof: it rises from its foot and ends in a point that leans the way it looks."""
    tip: Point = (foot + way * length, base + tall)
    front: Point = (foot + way * length * 0.80, base)
    mouth: Point = (foot + way * length * 0.74, base + 0.52 * tall)
    inner: Point = (foot + way * length * 0.66, base)
    back = [(foot, base), (foot + way * 0.03 * length, base + 0.42 * tall), (foot + way * 0.28 * length,
        base + 0.78 * tall), (foot + way * 0.66 * length, base + 0.97 * tall), tip]  # fmt: skip
    glass = light.lamp if light.dark else light.over((112, 146, 170))
    brush.polygon([tip, mouth, inner, (front[0] + way * 0.10 * length, base)], glass)
    outline = _curve(back) + _curve([tip, mouth, inner])
    brush.polygon([(x - way * 0.018, y + 0.014) for x, y in outline], mix(tones.shade, tones.deep, 0.35))
    brush.polygon(outline, tones.main)
    ribs = mix(tones.main, tones.shade, 0.9)
    for share in (0.30, 0.62):
        line = [(foot + way * 0.66 * share * length, base + 0.02), (foot + way * (0.12 + 0.60 * share) * length,
            base + (0.50 + 0.06 * share) * tall), (tip[0] - way * 0.14 * length, tip[1] - 0.045 * tall)]  # fmt: skip
        brush.stroke(line, 0.014, 0.010, ribs)
    brush.stroke([(x + way * 0.012, y - 0.012) for x, y in back[1:-1]], 0.026, 0.016, gloss(tones, 0.5))
    brush.stroke([tip, mouth, inner], 0.018, 0.034, tones.shade)


def _curve(points: list[Point]) -> list[Point]:
    return [(float(x), float(y)) for x, y in smooth(np.array(points), closed=False)]


def draw_opera_house(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """An opera house like Sydney's: a row of sails on broad steps."""
    stone, dark = light.over((214, 186, 160)), light.over((176, 144, 122))
    base = 0.20
    _shell(brush, -0.20, 0.34, 0.42, -1.0, tones, light, base)
    for foot, length, tall in ((-0.36, 0.56, 0.80), (-0.10, 0.48, 0.56), (0.13, 0.41, 0.34)):
        _shell(brush, foot, length, tall, 1.0, tones, light, base)
    brush.polygon([(-0.56, 0.0), (0.58, 0.0), (0.54, 0.12), (0.50, 0.215), (-0.49, 0.215), (-0.53, 0.12)], stone)
    brush.polygon([(-0.50, 0.185), (0.51, 0.185), (0.50, 0.22), (-0.49, 0.22)], mix(stone, PAPER, 0.4))
    for row, y in enumerate((0.03, 0.075, 0.12)):
        brush.stroke([(-0.12 - 0.03 * row, y), (0.30 - 0.03 * row, y)], 0.016, 0.016, dark)
    for index in range(6):
        x = -0.47 + 0.058 * index
        brush.box(x, 0.095, x + 0.036, 0.150, light.lamp if light.dark else light.over((120, 132, 146)))
    for index in range(3):
        x = 0.36 + 0.055 * index
        brush.box(x, 0.095, x + 0.036, 0.150, light.lamp if light.dark else light.over((120, 132, 146)))
    return Anchors(water=0.07, shadow=(-0.54, 0.56))


def draw_windmill(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A windmill with four latticed sails."""
    cream, wood = light.over(CREAM), light.over((140, 98, 64))
    brush.polygon([(-0.315, 0.0), (0.315, 0.0), (0.195, 0.66), (-0.195, 0.66)], tones.main)
    brush.polygon([(0.11, 0.0), (0.315, 0.0), (0.195, 0.66), (0.08, 0.66)], tones.shade)
    brush.polygon([(-0.325, 0.0), (0.325, 0.0), (0.308, 0.07), (-0.308, 0.07)], light.over(_STONE))
    brush.blob(
        [(-0.23, 0.645), (-0.20, 0.77), (-0.07, 0.875), (0.07, 0.875), (0.20, 0.77), (0.23, 0.645), (0.0, 0.63)],
        tones.deep,
    )
    brush.stroke([(-0.29, 0.30), (0.29, 0.30)], 0.034, 0.034, wood)
    arch(brush, 0.0, 0.0, 0.088, 0.235, cream)
    arch(brush, 0.0, 0.0, 0.066, 0.210, light.over((134, 84, 54)))
    window(brush, -0.15, 0.36, 0.055, 0.11, light, cream)
    window(brush, 0.15, 0.36, 0.055, 0.11, light, cream)
    hub: Point = (0.0, 0.715)
    start = 18 + 55 * pose.variant
    for index in range(4):
        sail = brush.placed(*hub, angle=start + 90 * index)
        sail.polygon([(0.15, 0.012), (0.44, 0.012), (0.44, 0.115), (0.17, 0.100)], cream)
        for x in (0.24, 0.31, 0.38):
            sail.stroke([(x, 0.015), (x, 0.105)], 0.010, 0.010, wood)
        sail.stroke([(0.16, 0.058), (0.44, 0.064)], 0.010, 0.010, wood)
        sail.polygon([(0.0, -0.020), (0.455, -0.013), (0.455, 0.020), (0.0, 0.020)], wood)
    brush.circle(*hub, 0.050, tones.deep)
    brush.circle(*hub, 0.026, light.over(GOLD))
    return Anchors(water=0.12, shadow=(-0.28, 0.28))
