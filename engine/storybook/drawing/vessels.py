"""Vehicles on water and in the air: boat, ship, rocket, plane and balloon. All face right, the rocket up."""

from __future__ import annotations

import math

from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import GOLD, PAPER, STEEL, WOOD, Light, Tones, mix
from engine.storybook.drawing.parts import CREAM, flag, gloss, puffs, smoke
from engine.storybook.drawing.pose import Anchors, Pose


def draw_boat(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A sailing boat with two sails; the larger one has its colour."""
    lean = brush.placed(0, 0, angle=3 - 6 * pose.variant)
    wood, cloth = light.over(WOOD), tones.light
    lean.stroke([(-0.035, 0.22), (-0.035, 1.0)], 0.046, 0.034, wood)
    flag(lean, -0.035, 0.90, 0.17, tones.deep, light, pose.mood)
    lean.blob(
        [(-0.075, 0.90), (-0.20, 0.68), (-0.42, 0.42), (-0.46, 0.365), (-0.26, 0.35), (-0.075, 0.355), (-0.07, 0.62)],
        tones.main,
    )
    lean.polygon([(-0.40, 0.45), (-0.075, 0.50), (-0.073, 0.58), (-0.315, 0.545)], cloth)
    lean.stroke([(-0.14, 0.70), (-0.11, 0.80)], 0.030, 0.022, gloss(tones))
    lean.blob(
        [(0.005, 0.86), (0.0, 0.60), (0.005, 0.375), (0.22, 0.365), (0.42, 0.38), (0.26, 0.58), (0.12, 0.76)],
        light.over(CREAM),
    )
    lean.blob([(0.20, 0.365), (0.42, 0.38), (0.30, 0.53), (0.20, 0.44)], light.over((236, 222, 196)))
    lean.stroke([(-0.48, 0.345), (0.10, 0.335)], 0.032, 0.032, wood)
    lean.blob([(-0.53, 0.305), (-0.25, 0.265), (0.20, 0.265), (0.57, 0.345), (0.48, 0.16), (0.32, 0.02), (0.0, -0.01),
        (-0.34, 0.02), (-0.47, 0.13)], tones.main)  # fmt: skip
    lean.blob([(-0.44, 0.10), (0.0, 0.085), (0.42, 0.12), (0.30, 0.015), (0.0, -0.01), (-0.33, 0.02)], tones.shade)
    lean.stroke([(-0.49, 0.215), (0.0, 0.185), (0.50, 0.245)], 0.042, 0.042, cloth)
    lean.stroke([(-0.52, 0.300), (-0.25, 0.268), (0.20, 0.268), (0.555, 0.338)], 0.030, 0.030, wood)
    return Anchors(saddle=(0.13, 0.22), seat=0.36, rim=0.275, water=0.14, shadow=(-0.38, 0.38))


def draw_ship(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A steamer with white decks and two funnels."""
    white, grey, dark = light.over(CREAM), light.over((214, 210, 206)), tones.deep
    cloud, shadow = smoke(light)
    drift = 0.04 * pose.variant
    for x, top in ((-0.26, 0.0), (-0.05, 0.03)):
        puffs(brush, ((x - 0.02, 0.90 + top, 0.040), (x - 0.09 - drift, 0.95 + top, 0.055),
            (x - 0.17 - drift, 0.975 + top, 0.040)), cloud, shadow)  # fmt: skip
        brush.polygon(
            [(x - 0.075, 0.56), (x - 0.085, 0.85 + top), (x + 0.055, 0.85 + top), (x + 0.075, 0.56)], tones.main
        )
        brush.polygon(
            [(x - 0.082, 0.75 + top), (x - 0.085, 0.85 + top), (x + 0.055, 0.85 + top), (x + 0.062, 0.75 + top)], dark
        )
        brush.polygon(
            [(x - 0.080, 0.69 + top), (x - 0.082, 0.74 + top), (x + 0.062, 0.74 + top), (x + 0.066, 0.69 + top)],
            tones.light,
        )
    brush.box(-0.38, 0.52, 0.16, 0.64, white, 0.02)
    brush.box(-0.44, 0.39, 0.27, 0.54, grey, 0.02)
    brush.box(-0.44, 0.40, 0.27, 0.545, white, 0.02)
    brush.polygon([(0.085, 0.62), (0.20, 0.62), (0.20, 0.72), (0.105, 0.72)], white)
    brush.box(0.115, 0.645, 0.195, 0.695, light.lamp)
    brush.box(0.075, 0.715, 0.225, 0.74, tones.main, 0.01)
    for index in range(5):
        brush.box(-0.345 + 0.09 * index, 0.555, -0.295 + 0.09 * index, 0.605, light.lamp, 0.012)
    for index in range(7):
        brush.circle(-0.385 + 0.095 * index, 0.470, 0.026, light.lamp)
    brush.stroke([(0.40, 0.42), (0.40, 0.70)], 0.022, 0.014, light.over(WOOD))
    flag(brush, -0.515, 0.40, 0.20, tones.main, light, pose.mood)
    brush.blob([(-0.56, 0.415), (-0.40, 0.385), (0.0, 0.380), (0.35, 0.40), (0.60, 0.475), (0.53, 0.25), (0.43, 0.02),
        (0.30, 0.0), (-0.38, 0.0), (-0.46, 0.05), (-0.535, 0.25)], tones.main)  # fmt: skip
    brush.polygon([(-0.47, 0.10), (0.455, 0.10), (0.42, 0.01), (0.36, 0.0), (-0.42, 0.0), (-0.455, 0.035)], tones.shade)
    brush.stroke([(-0.495, 0.13), (0.465, 0.13)], 0.030, 0.030, tones.light)
    brush.stroke(
        [(-0.55, 0.395), (-0.40, 0.372), (0.0, 0.368), (0.35, 0.388), (0.58, 0.455)], 0.032, 0.026, gloss(tones)
    )
    for index in range(6):
        x = -0.39 + 0.135 * index
        brush.circle(x, 0.265, 0.036, tones.light)
        brush.circle(x, 0.265, 0.024, light.lamp if light.dark else light.over((96, 150, 186)))
    brush.stroke([(0.475, 0.33), (0.455, 0.23)], 0.020, 0.020, light.over(STEEL))
    brush.arc(0.452, 0.235, 0.035, 180, 360, 0.020, light.over(STEEL))
    return Anchors(saddle=(0.30, 0.37), seat=0.30, rim=0.395, water=0.12, shadow=(-0.48, 0.48))


def draw_rocket(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A round-bellied rocket that stands on its flame."""
    body = brush.placed(0.0, 0.0, angle=-8 + 10 * (pose.variant - 0.5))
    length = 0.05 * pose.mood
    for half, low, colour in (
        (0.125, -0.06 - length, (240, 96, 40)),
        (0.085, 0.0 - length, (252, 180, 50)),
        (0.045, 0.06, (255, 246, 190)),
    ):
        body.blob(
            [(-half, 0.18), (-half * 0.72, 0.10), (0.0, low), (half * 0.72, 0.10), (half, 0.18), (0.0, 0.22)], colour
        )
    for side in (-1.0, 1.0):
        body.blob([(side * 0.17, 0.46), (side * 0.33, 0.34), (side * 0.385, 0.14), (side * 0.36, 0.095),
            (side * 0.27, 0.155), (side * 0.13, 0.22)], tones.deep)  # fmt: skip
    body.box(-0.115, 0.145, 0.115, 0.215, light.over((110, 116, 132)), 0.025)
    body.blob([(-0.15, 0.195), (-0.225, 0.42), (-0.205, 0.66), (-0.115, 0.88), (0.0, 1.035), (0.115, 0.88),
        (0.205, 0.66), (0.225, 0.42), (0.15, 0.195), (0.0, 0.185)], tones.main)  # fmt: skip
    body.blob([(0.06, 0.20), (0.15, 0.195), (0.225, 0.42), (0.205, 0.66), (0.115, 0.88), (0.0, 1.035), (0.085, 0.80),
        (0.125, 0.50)], tones.shade)  # fmt: skip
    body.blob([(-0.145, 0.81), (-0.07, 0.93), (0.0, 1.035), (0.07, 0.93), (0.145, 0.81), (0.0, 0.775)], tones.deep)
    body.stroke([(-0.155, 0.46), (-0.145, 0.64), (-0.105, 0.75)], 0.036, 0.026, gloss(tones, 0.45))
    body.blob([(-0.208, 0.325), (0.0, 0.30), (0.208, 0.325), (0.192, 0.255), (0.0, 0.23), (-0.192, 0.255)], tones.light)
    body.circle(0.0, 0.60, 0.125, light.over((236, 238, 244)))
    body.circle(0.0, 0.60, 0.090, light.lamp if light.dark else light.over((116, 190, 230)))
    body.sector(0.0, 0.60, 0.09, 0.09, 100, 220, mix(light.lamp, PAPER, 0.55))
    for index in range(4):
        turn = math.pi * (0.25 + 0.5 * index)
        body.circle(0.107 * math.cos(turn), 0.60 + 0.107 * math.sin(turn), 0.013, light.over(STEEL))
    body.circle(0.0, 0.395, 0.040, tones.light)
    body.blob([(-0.035, 0.31), (-0.045, 0.20), (0.0, 0.115), (0.045, 0.20), (0.035, 0.31)], tones.deep)
    return Anchors(water=0.3, shadow=(-0.22, 0.22))


def draw_plane(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A small round aeroplane, with a propeller or with an engine under its wing."""
    plane = brush.placed(0.03, 0.44, 0.88, angle=7 + 6 * (pose.variant - 0.5)).placed(0.0, -0.44)
    main, metal = tones.main, light.over((214, 220, 230))
    plane.polygon([(0.02, 0.52), (-0.10, 0.80), (0.02, 0.80), (0.21, 0.53)], tones.shade)
    plane.blob([(-0.40, 0.46), (-0.52, 0.74), (-0.58, 0.86), (-0.46, 0.86), (-0.36, 0.72), (-0.24, 0.52)], main)
    plane.polygon([(-0.555, 0.80), (-0.465, 0.80), (-0.415, 0.71), (-0.515, 0.71)], tones.light)
    plane.blob([(-0.58, 0.52), (-0.30, 0.57), (0.10, 0.585), (0.36, 0.555), (0.52, 0.45), (0.53, 0.37), (0.40, 0.29),
        (0.05, 0.245), (-0.25, 0.30), (-0.48, 0.42)], main)  # fmt: skip
    plane.blob(
        [(-0.52, 0.445), (-0.2, 0.36), (0.15, 0.33), (0.52, 0.39), (0.40, 0.29), (0.05, 0.245), (-0.25, 0.30)],
        tones.shade,
    )
    plane.stroke([(-0.54, 0.475), (-0.2, 0.405), (0.15, 0.385), (0.525, 0.415)], 0.034, 0.034, tones.light)
    plane.stroke([(-0.30, 0.548), (0.08, 0.562)], 0.022, 0.022, gloss(tones))
    plane.blob([(0.30, 0.555), (0.36, 0.545), (0.475, 0.475), (0.43, 0.46), (0.30, 0.47)], light.lamp)
    for index in range(4):
        plane.circle(-0.265 + 0.125 * index, 0.485 + 0.004 * index, 0.036, tones.light)
        plane.circle(-0.265 + 0.125 * index, 0.485 + 0.004 * index, 0.028, light.lamp)
    plane.polygon([(-0.58, 0.545), (-0.70, 0.62), (-0.60, 0.64), (-0.38, 0.535)], tones.deep)
    plane.blob([(0.20, 0.375), (-0.02, 0.375), (-0.22, 0.17), (-0.34, 0.06), (-0.20, 0.075), (0.04, 0.22)], tones.deep)
    if pose.variant > 0.5:
        plane.ellipse(0.545, 0.41, 0.045, 0.055, metal)
        for turn in (24, 114):
            plane.ellipse(0.575, 0.41, 0.018, 0.20, light.over((92, 84, 86)), turn - 20)
        plane.circle(0.580, 0.41, 0.032, light.over(GOLD))
    else:
        plane.box(-0.06, 0.115, 0.16, 0.215, metal, 0.048)
        plane.ellipse(0.155, 0.165, 0.022, 0.044, light.over((84, 88, 102)))
    return Anchors(water=0.36, shadow=(-0.3, 0.3))


def draw_balloon(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A hot-air balloon with bright gores and a wicker basket."""
    lean = brush.placed(0, 0, angle=3 - 6 * pose.variant)
    rope, wicker, dark = light.over((112, 88, 66)), light.over((196, 142, 84)), light.over((146, 98, 56))
    for side in (-1.0, 1.0):
        lean.stroke([(side * 0.105, 0.15), (side * 0.17, 0.40)], 0.020, 0.020, rope)
        lean.stroke([(side * 0.05, 0.15), (side * 0.07, 0.38)], 0.014, 0.014, rope)
    lean.circle(0.0, 0.235, 0.030, (255, 220, 120))
    lean.box(-0.135, -0.01, 0.135, 0.165, wicker, 0.035)
    for y in (0.035, 0.085):
        lean.box(-0.130, y, 0.130, y + 0.018, dark)
    lean.box(-0.155, 0.135, 0.155, 0.180, dark, 0.02)
    for side in (-1.0, 1.0):
        lean.circle(side * 0.15, 0.075, 0.034, light.over((222, 196, 150)))
    lean.blob([(-0.15, 0.355), (-0.33, 0.54), (-0.415, 0.76), (-0.31, 1.0), (0.0, 1.10), (0.31, 1.0), (0.415, 0.76),
        (0.33, 0.54), (0.15, 0.355), (0.0, 0.335)], tones.main)  # fmt: skip
    lean.blob([(0.13, 0.355), (0.24, 0.54), (0.29, 0.76), (0.21, 0.99), (0.12, 1.08), (0.31, 1.0), (0.415, 0.76),
        (0.33, 0.54), (0.15, 0.355)], tones.shade)  # fmt: skip
    lean.blob([(-0.06, 0.345), (-0.12, 0.54), (-0.145, 0.76), (-0.105, 0.98), (0.0, 1.10), (0.105, 0.98), (0.145, 0.76),
        (0.12, 0.54), (0.06, 0.345)], tones.light)  # fmt: skip
    if pose.variant > 0.5:
        lean.blob(
            [(-0.39, 0.65), (0.0, 0.615), (0.39, 0.65), (0.415, 0.745), (0.0, 0.705), (-0.415, 0.745)], tones.deep
        )
        star = [(0.085 * (1.0 if i % 2 == 0 else 0.45), math.pi * (0.5 + i / 5)) for i in range(10)]
        lean.polygon([(r * math.cos(t), 0.86 + r * math.sin(t)) for r, t in star], tones.main)
    lean.stroke([(-0.31, 0.72), (-0.295, 0.86), (-0.23, 0.965)], 0.040, 0.030, gloss(tones, 0.42))
    lean.blob([(-0.15, 0.355), (0.0, 0.335), (0.15, 0.355), (0.205, 0.415), (0.0, 0.395), (-0.205, 0.415)], tones.deep)
    return Anchors(water=0.1, shadow=(-0.2, 0.2))
