"""Vehicles on land: car, bus, train and bicycle. All face right."""

from __future__ import annotations

import math

from engine.storybook.drawing.canvas import Brush, Point
from engine.storybook.drawing.palette import GOLD, PAPER, STEEL, Light, Tones, mix
from engine.storybook.drawing.parts import TYRE, gloss, pane, puffs, smoke, wheel
from engine.storybook.drawing.pose import Anchors, Pose


def _headlight(brush: Brush, x: float, y: float, radius: float, light: Light) -> None:
    brush.circle(x, y, radius, light.over(STEEL))
    brush.circle(x, y, radius * 0.76, (255, 240, 160) if light.dark else light.over((255, 246, 206)))


def draw_car(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A small round car of the old kind."""
    main, line = tones.main, tones.deep
    brush.blob(
        [(-0.42, 0.34), (-0.34, 0.56), (-0.16, 0.685), (0.06, 0.70), (0.22, 0.62), (0.36, 0.40), (0.0, 0.30)], main
    )
    brush.stroke([(-0.24, 0.655), (-0.05, 0.692), (0.12, 0.672)], 0.030, 0.030, gloss(tones))
    pane(brush, [(-0.315, 0.395), (-0.075, 0.395), (-0.075, 0.625), (-0.20, 0.60)], light)
    pane(brush, [(-0.015, 0.395), (0.255, 0.395), (0.155, 0.575), (-0.015, 0.628)], light)
    brush.blob([(-0.535, 0.17), (-0.55, 0.30), (-0.47, 0.39), (-0.25, 0.41), (0.10, 0.395), (0.34, 0.405), (0.48, 0.36),
        (0.555, 0.27), (0.55, 0.14), (0.30, 0.095), (-0.30, 0.095)], main)  # fmt: skip
    brush.stroke([(-0.46, 0.355), (-0.1, 0.372), (0.30, 0.368)], 0.026, 0.020, gloss(tones))
    brush.blob([(-0.53, 0.14), (-0.3, 0.175), (0.3, 0.175), (0.55, 0.14), (0.54, 0.105), (0.3, 0.085), (-0.3, 0.085),
        (-0.52, 0.105)], tones.shade)  # fmt: skip
    if pose.variant > 0.5:
        brush.stroke([(-0.52, 0.245), (0.0, 0.25), (0.53, 0.24)], 0.040, 0.040, tones.light)
    brush.stroke([(-0.045, 0.38), (-0.05, 0.20)], 0.012, 0.012, line)
    brush.stroke([(0.285, 0.38), (0.275, 0.30)], 0.012, 0.012, line)
    brush.stroke([(-0.015, 0.325), (0.05, 0.325)], 0.026, 0.026, light.over((232, 236, 242)))
    for x in (-0.315, 0.335):
        brush.sector(x, 0.14, 0.185, 0.19, 0, 180, tones.shade)
        wheel(brush, x, 0.135, 0.135, light, main)
    _headlight(brush, 0.485, 0.285, 0.062, light)
    brush.circle(
        -0.525, 0.285, 0.034, light.over((230, 70, 60)) if main[0] < 200 or main[1] > 90 else light.over((255, 196, 90))
    )
    for x0, x1 in ((-0.58, -0.46), (0.48, 0.59)):
        brush.box(x0, 0.125, x1, 0.175, light.over((226, 230, 236)), 0.022)
    return Anchors(saddle=(-0.06, 0.685), seat=0.36, water=0.24, shadow=(-0.5, 0.5))


def draw_bus(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A bus with two decks."""
    main = tones.main
    brush.box(-0.53, 0.10, 0.53, 0.88, main, 0.09)
    brush.box(-0.48, 0.835, 0.46, 0.872, gloss(tones), 0.018)
    brush.box(-0.53, 0.10, 0.53, 0.20, tones.shade, 0.05)
    for index in range(4):
        x = -0.475 + 0.225 * index
        brush.box(x, 0.605, x + 0.195, 0.785, light.lamp, 0.028)
        if index < 3:
            brush.box(x, 0.295, x + 0.195, 0.465, light.lamp, 0.028)
        if not light.dark:
            for y in (0.605, 0.295)[: 2 if index < 3 else 1]:
                brush.polygon([(x + 0.04, y + 0.02), (x + 0.075, y + 0.02), (x + 0.135, y + 0.155),
                    (x + 0.10, y + 0.155)], mix(light.lamp, PAPER, 0.6))  # fmt: skip
    brush.box(0.445, 0.605, 0.53, 0.785, light.lamp, 0.03)
    brush.box(0.205, 0.175, 0.325, 0.475, tones.deep, 0.02)
    brush.box(0.222, 0.195, 0.308, 0.455, light.lamp, 0.014)
    brush.box(0.259, 0.19, 0.271, 0.46, tones.deep)
    brush.box(0.365, 0.265, 0.535, 0.475, light.lamp, 0.03)
    brush.box(-0.53, 0.515, 0.53, 0.572, tones.light)
    if pose.variant > 0.5:
        for index, colour in enumerate(((240, 196, 70), (90, 160, 200), (236, 120, 110))):
            brush.box(-0.40 + 0.16 * index, 0.522, -0.28 + 0.16 * index, 0.565, light.over(colour), 0.01)
    brush.box(0.345, 0.520, 0.535, 0.568, light.over((44, 44, 56)), 0.012)
    brush.box(0.365, 0.534, 0.515, 0.554, light.over(GOLD))
    _headlight(brush, 0.485, 0.205, 0.042, light)
    brush.box(0.42, 0.095, 0.56, 0.14, light.over((224, 228, 236)), 0.02)
    brush.box(-0.56, 0.095, -0.44, 0.14, light.over((224, 228, 236)), 0.02)
    for x in (-0.315, 0.345):
        brush.sector(x, 0.12, 0.155, 0.155, 0, 180, tones.deep)
        wheel(brush, x, 0.115, 0.115, light, main)
    return Anchors(saddle=(0.0, 0.875), seat=0.38, water=0.26, shadow=(-0.5, 0.5))


def draw_train(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A steam engine under smoke."""
    main, steel, brass = tones.main, light.over((92, 98, 114)), light.over((236, 190, 80))
    lift = 0.03 * pose.variant
    cloud, shadow = smoke(light)
    puffs(brush, ((0.30, 0.86, 0.065), (0.20, 0.95 + lift, 0.085), (0.05, 1.02 + lift, 0.075),
        (-0.07, 1.04 + lift, 0.05)), cloud, shadow)  # fmt: skip
    brush.box(-0.56, 0.17, 0.47, 0.25, steel, 0.02)
    brush.polygon([(0.40, 0.22), (0.58, 0.045), (0.58, 0.02), (0.40, 0.02)], tones.shade)
    for dx in (0.0, 0.05, 0.10):
        brush.stroke([(0.43 + dx, 0.18 - dx), (0.43 + dx * 1.15, 0.035)], 0.014, 0.014, tones.light)
    brush.polygon([(0.275, 0.62), (0.245, 0.80), (0.405, 0.80), (0.375, 0.62)], steel)
    brush.box(0.225, 0.775, 0.425, 0.825, tones.deep, 0.02)
    brush.sector(0.06, 0.62, 0.085, 0.12, 0, 180, brass)
    brush.box(-0.20, 0.26, 0.44, 0.645, main, 0.12)
    brush.box(-0.15, 0.575, 0.38, 0.618, gloss(tones), 0.02)
    brush.box(-0.20, 0.265, 0.42, 0.34, tones.shade, 0.04)
    for x in (-0.04, 0.20):
        brush.box(x - 0.020, 0.262, x + 0.020, 0.643, brass)
    brush.ellipse(0.44, 0.452, 0.055, 0.185, tones.shade)
    brush.ellipse(0.452, 0.452, 0.035, 0.135, tones.deep)
    _headlight(brush, 0.42, 0.66, 0.052, light)
    brush.box(-0.53, 0.24, -0.17, 0.78, main, 0.03)
    brush.box(-0.53, 0.24, -0.17, 0.33, tones.shade)
    brush.box(-0.455, 0.51, -0.245, 0.70, tones.deep, 0.03)
    pane(brush, [(-0.435, 0.53), (-0.265, 0.53), (-0.265, 0.68), (-0.435, 0.68)], light)
    brush.box(-0.53, 0.425, -0.17, 0.455, tones.light)
    brush.box(-0.60, 0.765, -0.10, 0.845, tones.deep, 0.036)
    brush.box(-0.56, 0.81, -0.14, 0.835, mix(tones.deep, PAPER, 0.25), 0.012)
    for x, radius in ((-0.40, 0.150), (-0.10, 0.115), (0.14, 0.115), (0.36, 0.095)):
        _spoked(brush, x, radius + 0.005, radius, tones, light)
    brush.stroke([(-0.40, 0.12), (0.14, 0.10)], 0.036, 0.036, light.over((206, 212, 222)))
    for x in (-0.40, 0.14):
        brush.circle(x, 0.115, 0.026, brass)
    return Anchors(saddle=(-0.35, 0.84), seat=0.34, water=0.22, shadow=(-0.52, 0.52))


def _spoked(brush: Brush, x: float, y: float, radius: float, tones: Tones, light: Light) -> None:
    brush.circle(x, y, radius, light.over(TYRE))
    brush.circle(x, y, radius * 0.80, tones.main)
    brush.circle(x, y, radius * 0.66, light.over((70, 70, 82)))
    for index in range(4):
        turn = index * math.pi / 4 + 0.2
        dx, dy = 0.68 * radius * math.cos(turn), 0.68 * radius * math.sin(turn)
        brush.stroke([(x - dx, y - dy), (x + dx, y + dy)], 0.020, 0.020, tones.main)
    brush.circle(x, y, radius * 0.24, tones.light)


def _tyre(brush: Brush, x: float, radius: float, tones: Tones, light: Light, turn: float) -> None:
    """A bicycle's wheel: tyre, rim and spokes."""
    y = radius
    for index in range(6):
        angle = turn + index * math.pi / 6
        dx, dy = 0.86 * radius * math.cos(angle), 0.86 * radius * math.sin(angle)
        brush.stroke([(x - dx, y - dy), (x + dx, y + dy)], 0.011, 0.011, light.over((196, 202, 214)))
    brush.arc(x, y, radius - 0.024, 0, 360, 0.052, light.over(TYRE))
    brush.arc(x, y, radius - 0.060, 0, 360, 0.024, light.over((206, 212, 222)))
    brush.circle(x, y, 0.040, tones.deep)


def draw_bicycle(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A bicycle with mudguards, a bell and a basket."""
    main, leather = tones.main, light.over((112, 74, 50))
    rear, front, radius = -0.325, 0.345, 0.255
    for x in (rear, front):
        _tyre(brush, x, radius, tones, light, pose.variant)
    brush.arc(rear, radius, radius + 0.020, 28, 172, 0.058, main)
    brush.arc(front, radius, radius + 0.020, 30, 158, 0.058, main)
    crank: Point = (-0.02, 0.235)
    seat, head = (-0.145, 0.60), (0.235, 0.625)
    frame: list[tuple[Point, Point]] = [((rear, radius), crank), ((rear, radius), seat), (crank, seat), (crank, head),
        ((-0.11, 0.50), (0.225, 0.56)), ((0.225, 0.66), (front, radius))]  # fmt: skip
    for start, end in frame:
        brush.stroke([start, end], 0.070, 0.070, main)
    for start, end in frame[3:]:
        shifted = [(x - 0.004, y + 0.014) for x, y in (start, end)]
        brush.stroke(shifted, 0.018, 0.018, gloss(tones, 0.45))
    brush.blob([(rear - 0.02, radius + 0.05), (-0.05, 0.30), (0.05, 0.25), (0.0, 0.165), (-0.10, 0.185),
        (rear, radius - 0.05)], tones.shade)  # fmt: skip
    brush.circle(*crank, 0.060, light.over((206, 212, 222)))
    brush.stroke([(crank[0] - 0.07, 0.155), (crank[0] + 0.07, 0.315)], 0.026, 0.026, light.over((150, 158, 172)))
    for dx, dy in ((-0.085, 0.145), (0.085, 0.325)):
        brush.box(crank[0] + dx - 0.045, dy - 0.016, crank[0] + dx + 0.045, dy + 0.016, light.over(TYRE), 0.012)
    brush.stroke([seat, (-0.165, 0.68)], 0.038, 0.038, light.over((190, 196, 208)))
    brush.blob(
        [(-0.30, 0.715), (-0.27, 0.755), (-0.14, 0.735), (-0.04, 0.72), (-0.05, 0.695), (-0.16, 0.675), (-0.27, 0.665)],
        leather,
    )
    brush.stroke([head, (0.205, 0.76)], 0.042, 0.042, light.over((190, 196, 208)))
    brush.stroke(
        [(0.205, 0.755), (0.27, 0.80), (0.25, 0.845), (0.14, 0.835)], 0.036, 0.036, light.over((190, 196, 208))
    )
    brush.stroke([(0.20, 0.843), (0.12, 0.832)], 0.052, 0.048, leather)
    _basket(brush, pose, light)
    _headlight(brush, 0.315, 0.545, 0.040, light)
    return Anchors(water=0.30, shadow=(-0.5, 0.52))


def _basket(brush: Brush, pose: Pose, light: Light) -> None:
    straw, dark = light.over((214, 166, 104)), light.over((170, 120, 70))
    if pose.variant > 0.4:
        for x, y, colour in (
            (0.36, 0.79, (250, 120, 150)),
            (0.43, 0.82, (255, 214, 80)),
            (0.50, 0.785, (250, 246, 240)),
        ):
            brush.stroke([(x, 0.70), (x, y)], 0.018, 0.018, light.over((84, 150, 76)))
            brush.circle(x, y, 0.042, light.over(colour))
            brush.circle(x, y, 0.016, light.over((222, 150, 50)))
    brush.polygon([(0.295, 0.735), (0.555, 0.735), (0.52, 0.575), (0.33, 0.575)], straw)
    for y in (0.615, 0.665):
        brush.stroke([(0.325 - (y - 0.6) * 0.2, y), (0.53 + (y - 0.6) * 0.2, y)], 0.014, 0.014, dark)
    brush.box(0.28, 0.72, 0.57, 0.752, dark, 0.015)
