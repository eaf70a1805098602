"""Things: teapot, lamp, armchair, espresso machine, clock, guitar and cake."""

from __future__ import annotations

import math

from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import GOLD, INK, PAPER, STEEL, WOOD, Light, Tones, mix
from engine.storybook.drawing.parts import CREAM, gloss, puffs, smoke
from engine.storybook.drawing.pose import Anchors, Pose


def draw_teapot(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A round teapot with steam at its spout, dotted or with a flower."""
    cloud, shadow = smoke(light)
    puffs(brush, ((0.55, 0.80, 0.032), (0.60, 0.88, 0.042), (0.565, 0.97, 0.034)), cloud, shadow)
    brush.stroke(
        [(-0.26, 0.60), (-0.46, 0.66), (-0.555, 0.46), (-0.44, 0.28), (-0.28, 0.24)], 0.085, 0.075, tones.shade
    )
    brush.stroke([(-0.30, 0.625), (-0.45, 0.655), (-0.53, 0.50)], 0.026, 0.020, gloss(tones, 0.25))
    brush.blob([(0.22, 0.50), (0.38, 0.50), (0.46, 0.68), (0.58, 0.76), (0.585, 0.70), (0.53, 0.42), (0.40, 0.24),
        (0.22, 0.22)], tones.shade)  # fmt: skip
    brush.stroke([(0.37, 0.43), (0.46, 0.58), (0.545, 0.71)], 0.030, 0.020, tones.main)
    brush.box(-0.215, 0.0, 0.215, 0.11, tones.deep, 0.045)
    brush.blob([(0.0, 0.76), (-0.26, 0.68), (-0.395, 0.44), (-0.34, 0.20), (-0.18, 0.065), (0.18, 0.065), (0.34, 0.20),
        (0.395, 0.44), (0.26, 0.68)], tones.main)  # fmt: skip
    brush.blob([(0.14, 0.075), (0.34, 0.20), (0.395, 0.44), (0.27, 0.67), (0.30, 0.42), (0.24, 0.20)], tones.shade)
    if pose.variant > 0.5:
        for x, y in (
            (-0.27, 0.36),
            (-0.13, 0.30),
            (0.03, 0.285),
            (0.18, 0.32),
            (-0.20, 0.485),
            (-0.05, 0.445),
            (0.11, 0.455),
            (0.24, 0.49),
        ):
            brush.circle(x, y, 0.040, tones.light)
    else:
        for index in range(6):
            turn = index * math.pi / 3
            brush.circle(-0.03 + 0.095 * math.cos(turn), 0.37 + 0.095 * math.sin(turn), 0.062, tones.light)
        brush.circle(-0.03, 0.37, 0.052, light.over(GOLD))
        for dx in (-0.20, 0.16):
            brush.ellipse(-0.03 + dx, 0.25, 0.065, 0.030, tones.light, 30 if dx < 0 else -30)
    brush.stroke([(-0.315, 0.50), (-0.25, 0.60), (-0.17, 0.665)], 0.046, 0.030, gloss(tones, 0.55))
    brush.ellipse(0, 0.735, 0.205, 0.045, tones.deep)
    brush.blob([(-0.185, 0.745), (-0.12, 0.835), (0.12, 0.835), (0.185, 0.745), (0.0, 0.722)], tones.main)
    brush.circle(0, 0.880, 0.062, tones.deep)
    brush.circle(-0.018, 0.898, 0.020, gloss(tones, 0.5))
    return Anchors(water=0.20, shadow=(-0.30, 0.30))


def draw_lamp(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A table lamp with a wide shade; it burns from the evening on."""
    brass, wood = light.over((214, 168, 84)), light.over(WOOD)
    brush.ellipse(0.0, 0.045, 0.235, 0.050, tones.deep)
    brush.ellipse(0.0, 0.062, 0.215, 0.042, tones.shade)
    if pose.variant > 0.5:
        brush.blob([(-0.05, 0.06), (-0.165, 0.16), (-0.175, 0.27), (-0.06, 0.40), (0.06, 0.40), (0.175, 0.27),
            (0.165, 0.16), (0.05, 0.06)], tones.main)  # fmt: skip
        brush.blob([(0.05, 0.07), (0.165, 0.16), (0.175, 0.27), (0.06, 0.40), (0.10, 0.25)], tones.shade)
        brush.stroke([(-0.115, 0.18), (-0.115, 0.27), (-0.07, 0.34)], 0.032, 0.022, gloss(tones, 0.5))
    else:
        for y, r in ((0.115, 0.085), (0.225, 0.070), (0.325, 0.058)):
            brush.circle(0.0, y, r, tones.main)
            brush.circle(-0.3 * r, y + 0.3 * r, r * 0.28, gloss(tones, 0.5))
    brush.box(-0.022, 0.38, 0.022, 0.54, brass)
    brush.stroke([(0.13, 0.50), (0.135, 0.34)], 0.010, 0.010, brass)
    brush.circle(0.135, 0.325, 0.022, brass)
    shade, glow = tones.main, mix(tones.main, (255, 240, 170), 0.42)
    lit = light.dark
    brush.ellipse(0.0, 0.485, 0.375, 0.055, (255, 244, 190) if lit else tones.shade)
    brush.polygon([(-0.385, 0.485), (0.385, 0.485), (0.225, 0.985), (-0.225, 0.985)], shade)
    brush.polygon([(0.15, 0.485), (0.385, 0.485), (0.225, 0.985), (0.09, 0.985)], tones.shade if not lit else shade)
    brush.polygon([(-0.20, 0.485), (0.08, 0.485), (0.04, 0.985), (-0.125, 0.985)], glow if lit else gloss(tones, 0.20))
    for x0, x1 in ((-0.20, -0.115), (0.0, 0.0), (0.20, 0.115)):
        brush.stroke([(x0, 0.49), (x1, 0.98)], 0.010, 0.010, tones.shade)
    brush.polygon([(-0.392, 0.465), (0.392, 0.465), (0.377, 0.520), (-0.377, 0.520)], tones.light)
    brush.polygon([(-0.236, 0.955), (0.236, 0.955), (0.226, 0.995), (-0.226, 0.995)], tones.light)
    brush.circle(0.0, 1.020, 0.028, brass)
    brush.circle(0.0, 0.40, 0.026, wood)
    return Anchors(water=0.14, shadow=(-0.24, 0.24))


def draw_armchair(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A deep wing chair with buttons and a cushion."""
    wood = light.over((112, 76, 52))
    for x in (-0.36, 0.36):
        brush.polygon([(x - 0.045, 0.12), (x + 0.045, 0.12), (x + 0.028, 0.0), (x - 0.028, 0.0)], wood)
    brush.blob([(-0.36, 0.30), (-0.40, 0.66), (-0.36, 0.90), (-0.20, 0.985), (0.0, 1.01), (0.20, 0.985), (0.36, 0.90),
        (0.40, 0.66), (0.36, 0.30), (0.0, 0.24)], tones.main)  # fmt: skip
    brush.blob([(-0.27, 0.34), (-0.29, 0.66), (-0.255, 0.85), (0.0, 0.925), (0.255, 0.85), (0.29, 0.66), (0.27, 0.34),
        (0.0, 0.30)], mix(tones.main, tones.shade, 0.85))  # fmt: skip
    brush.blob([(-0.25, 0.37), (-0.265, 0.66), (-0.235, 0.83), (0.0, 0.895), (0.235, 0.83), (0.265, 0.66), (0.25, 0.37),
        (0.0, 0.33)], gloss(tones, 0.10))  # fmt: skip
    for x, y in ((-0.13, 0.76), (0.0, 0.78), (0.13, 0.76), (-0.07, 0.655), (0.07, 0.655)):
        brush.circle(x, y, 0.022, tones.deep)
    brush.stroke([(-0.27, 0.915), (0.0, 0.968), (0.20, 0.94)], 0.030, 0.022, gloss(tones, 0.42))
    brush.box(-0.40, 0.08, 0.40, 0.30, tones.shade, 0.05)
    brush.box(-0.30, 0.265, 0.30, 0.415, gloss(tones, 0.16), 0.065)
    brush.box(-0.295, 0.262, 0.295, 0.312, tones.main, 0.024)
    for side in (-1.0, 1.0):
        x = side * 0.405
        brush.box(x - 0.105, 0.09, x + 0.105, 0.52, tones.main, 0.085)
        brush.circle(x, 0.475, 0.098, tones.shade)
        brush.circle(x - 0.006, 0.482, 0.082, tones.main)
        brush.circle(x - 0.02, 0.50, 0.036, gloss(tones, 0.34))
        brush.box(x - 0.080, 0.105, x + 0.080, 0.37, mix(tones.main, tones.shade, 0.45), 0.05)
    cushion = light.over(CREAM) if tones.main[2] < 225 or tones.main[0] < 225 else light.over((226, 168, 140))
    pillow = brush.placed(0.06 - 0.12 * pose.variant, 0.50, angle=-12 + 24 * pose.variant)
    pillow.blob([(-0.14, -0.115), (0.0, -0.10), (0.14, -0.115), (0.125, 0.0), (0.14, 0.115), (0.0, 0.10),
        (-0.14, 0.115), (-0.125, 0.0)], cushion)  # fmt: skip
    for y in (-0.04, 0.04):
        pillow.stroke([(-0.115, y), (0.115, y)], 0.020, 0.020, tones.main)
    return Anchors(saddle=(0.0, 0.40), seat=0.42, water=0.16, shadow=(-0.46, 0.46))


def draw_espresso_machine(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """An espresso machine with chrome, a gauge, a portafilter and a cup."""
    chrome, dark, bright = light.over((206, 212, 222)), light.over((58, 58, 70)), light.over((240, 243, 248))
    cloud, shadow = smoke(light)
    puffs(brush, ((0.02, 0.415, 0.026), (0.05, 0.475, 0.020)), cloud, shadow)
    for x in (-0.36, 0.36):
        brush.box(x - 0.06, 0.0, x + 0.06, 0.06, dark, 0.02)
    brush.box(-0.47, 0.03, 0.47, 0.17, tones.main, 0.045)
    brush.box(-0.43, 0.105, 0.43, 0.165, dark, 0.02)
    for index in range(9):
        x = -0.40 + 0.1 * index
        brush.box(x - 0.012, 0.11, x + 0.012, 0.16, chrome)
    brush.box(-0.42, 0.14, 0.42, 0.62, tones.shade)
    brush.box(-0.33, 0.17, 0.33, 0.58, mix(tones.shade, INK, 0.45), 0.03)
    brush.box(-0.48, 0.535, 0.48, 0.875, tones.main, 0.075)
    brush.box(-0.42, 0.815, 0.42, 0.850, gloss(tones, 0.45), 0.017)
    brush.box(-0.48, 0.535, 0.48, 0.595, tones.shade, 0.03)
    brush.box(-0.36, 0.865, 0.36, 0.905, chrome, 0.014)
    for x, colour in ((-0.24, tones.light), (-0.06, bright), (0.12, tones.light)):
        brush.polygon([(x - 0.068, 0.985), (x + 0.068, 0.985), (x + 0.045, 0.90), (x - 0.045, 0.90)], colour)
        brush.arc(x + 0.075, 0.945, 0.026, -90, 90, 0.016, colour)
    brush.circle(-0.29, 0.705, 0.100, chrome)
    brush.circle(-0.29, 0.705, 0.080, bright)
    turn = math.radians(30 + 120 * pose.variant)
    brush.stroke([(-0.29, 0.705), (-0.29 + 0.060 * math.cos(turn), 0.705 + 0.060 * math.sin(turn))], 0.018, 0.010,
        light.over((210, 60, 50)))  # fmt: skip
    for x in (0.10, 0.22, 0.34):
        brush.circle(x, 0.705, 0.038, chrome)
        brush.circle(x, 0.705, 0.024, light.over(GOLD) if x > 0.3 else tones.light)
    brush.box(-0.06, 0.655, 0.03, 0.755, tones.light, 0.02)
    brush.box(-0.10, 0.485, 0.12, 0.545, chrome, 0.02)
    brush.box(-0.12, 0.445, 0.14, 0.492, dark, 0.02)
    brush.stroke([(0.12, 0.468), (0.37, 0.455)], 0.052, 0.046, light.over((84, 56, 42)))
    for x in (-0.035, 0.055):
        brush.stroke([(x, 0.44), (x, 0.33)], 0.016, 0.012, light.over((96, 58, 36)))
    brush.stroke([(-0.27, 0.54), (-0.28, 0.36), (-0.23, 0.25)], 0.028, 0.022, chrome)
    brush.polygon([(-0.075, 0.335), (0.095, 0.335), (0.070, 0.175), (-0.050, 0.175)], bright)
    brush.arc(0.10, 0.265, 0.040, -90, 90, 0.022, bright)
    brush.ellipse(0.01, 0.333, 0.080, 0.018, light.over((112, 70, 46)))
    return Anchors(water=0.14, shadow=(-0.44, 0.44))


def draw_clock(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """An alarm clock with two bells."""
    brass, face = light.over((230, 184, 88)), light.over((255, 252, 240))
    for side in (-1.0, 1.0):
        brush.stroke([(side * 0.20, 0.16), (side * 0.285, 0.02)], 0.085, 0.055, tones.deep)
    brush.stroke([(-0.13, 0.93), (0.0, 1.045), (0.13, 0.93)], 0.042, 0.042, tones.deep)
    brush.stroke([(0.0, 0.86), (0.0, 0.955)], 0.036, 0.036, light.over(STEEL))
    brush.circle(0.0, 0.965, 0.042, light.over(STEEL))
    for side in (-1.0, 1.0):
        bell = brush.placed(side * 0.225, 0.86, angle=-side * 33)
        bell.sector(0.0, 0.0, 0.160, 0.150, 0, 180, tones.main)
        bell.box(-0.170, -0.030, 0.170, 0.012, brass, 0.018)
        bell.circle(0.0, 0.158, 0.030, brass)
        bell.stroke([(-0.09, 0.035), (-0.05, 0.10)], 0.030, 0.020, gloss(tones, 0.5))
    brush.circle(0.0, 0.47, 0.425, tones.shade)
    brush.circle(-0.006, 0.476, 0.412, tones.main)
    brush.arc(0.0, 0.476, 0.385, 105, 190, 0.028, gloss(tones, 0.5))
    brush.circle(0.0, 0.47, 0.305, tones.deep)
    brush.circle(0.0, 0.47, 0.285, face)
    for index in range(12):
        turn = index * math.pi / 6
        reach, size = 0.240, 0.024 if index % 3 == 0 else 0.013
        brush.circle(reach * math.cos(turn), 0.47 + reach * math.sin(turn), size,
            light.over(INK) if index % 3 == 0 else tones.shade)  # fmt: skip
    hour = math.radians(90 - 360 * pose.variant)
    minute = math.radians(90 - 360 * ((pose.variant * 12) % 1.0))
    for turn, reach, width in ((hour, 0.145, 0.048), (minute, 0.215, 0.034)):
        brush.stroke([(-0.03 * math.cos(turn), 0.47 - 0.03 * math.sin(turn)),
            (reach * math.cos(turn), 0.47 + reach * math.sin(turn))], width, width * 0.6, light.over(INK))  # fmt: skip
    brush.circle(0.0, 0.47, 0.036, light.over((220, 64, 56)))
    return Anchors(water=0.18, shadow=(-0.28, 0.28))


def draw_guitar(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """An acoustic guitar that leans a little."""
    guitar = brush.placed(0.0, 0.0, angle=-9 + 18 * pose.variant)
    wood, dark, cream = light.over((104, 68, 46)), light.over((58, 42, 38)), light.over(CREAM)
    guitar.polygon([(-0.042, 0.48), (0.042, 0.48), (0.034, 0.96), (-0.034, 0.96)], wood)
    for index in range(5):
        y = 0.62 + 0.07 * index
        guitar.box(-0.040, y, 0.040, y + 0.010, light.over((214, 190, 140)))
    guitar.blob(
        [(-0.050, 0.94), (-0.078, 1.0), (-0.070, 1.12), (0.0, 1.10), (0.070, 1.12), (0.078, 1.0), (0.050, 0.94)], wood
    )
    for side in (-1.0, 1.0):
        for y in (0.985, 1.035, 1.085):
            guitar.circle(side * 0.088, y, 0.022, cream)
    guitar.blob([(0.0, -0.005), (-0.19, 0.0), (-0.325, 0.08), (-0.345, 0.23), (-0.235, 0.365), (-0.225, 0.47),
        (-0.20, 0.565), (-0.10, 0.615), (0.0, 0.60), (0.10, 0.615), (0.20, 0.565), (0.225, 0.47), (0.235, 0.365),
        (0.345, 0.23), (0.325, 0.08), (0.19, 0.0)], tones.deep)  # fmt: skip
    guitar.blob([(0.0, 0.02), (-0.18, 0.025), (-0.295, 0.10), (-0.315, 0.225), (-0.205, 0.365), (-0.198, 0.47),
        (-0.175, 0.545), (-0.09, 0.588), (0.0, 0.575), (0.09, 0.588), (0.175, 0.545), (0.198, 0.47), (0.205, 0.365),
        (0.315, 0.225), (0.295, 0.10), (0.18, 0.025)], tones.main)  # fmt: skip
    guitar.blob(
        [(0.10, 0.035), (0.18, 0.025), (0.295, 0.10), (0.315, 0.225), (0.205, 0.365), (0.215, 0.24), (0.20, 0.12)],
        tones.shade,
    )
    guitar.stroke([(-0.245, 0.17), (-0.235, 0.245), (-0.165, 0.32)], 0.036, 0.026, gloss(tones, 0.5))
    guitar.circle(0.0, 0.385, 0.108, cream)
    guitar.circle(0.0, 0.385, 0.086, dark)
    guitar.blob([(0.07, 0.33), (0.16, 0.36), (0.15, 0.24), (0.05, 0.22)], tones.deep)
    guitar.box(-0.115, 0.135, 0.115, 0.175, wood, 0.016)
    for x in (-0.024, 0.0, 0.024):
        guitar.stroke([(x, 0.155), (x * 0.8, 1.02)], 0.007, 0.007, cream)
    guitar.box(-0.042, 0.485, 0.042, 0.60, wood)
    for x in (-0.024, 0.0, 0.024):
        guitar.stroke([(x, 0.47), (x, 0.62)], 0.007, 0.007, cream)
    return Anchors(water=0.2, shadow=(-0.24, 0.24))


def draw_cake(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A cake of two tiers on a stand, with dripping icing and candles."""
    plate, crumb, cream = light.over((226, 230, 240)), light.over((222, 170, 106)), light.over(CREAM)
    berry = light.over((214, 40, 60))
    brush.polygon([(-0.07, 0.10), (0.07, 0.10), (0.17, 0.0), (-0.17, 0.0)], light.over((196, 202, 216)))
    brush.ellipse(0.0, 0.012, 0.18, 0.030, light.over((176, 184, 200)))
    brush.ellipse(0.0, 0.118, 0.50, 0.062, light.over((186, 194, 210)))
    brush.ellipse(0.0, 0.135, 0.50, 0.060, plate)
    _tier(brush, 0.0, 0.15, 0.415, 0.27, tones, crumb, cream)
    for index in range(7):
        x = -0.36 + 0.12 * index
        brush.circle(x, 0.155 - 0.022 * (1 - (x / 0.42) ** 2), 0.042, tones.light)
    _tier(brush, 0.0, 0.455, 0.265, 0.24, tones, crumb, cream)
    for index in range(5):
        x = -0.22 + 0.11 * index
        brush.circle(x, 0.462 - 0.016 * (1 - (x / 0.28) ** 2), 0.034, tones.light)
    for x in (-0.335, 0.335):
        brush.circle(x, 0.462, 0.050, berry)
        brush.circle(x - 0.014, 0.478, 0.014, light.over((255, 190, 196)))
    count = 3 if pose.variant > 0.4 else 1
    for index in range(count):
        x = (index - (count - 1) / 2) * 0.135
        brush.box(x - 0.022, 0.715, x + 0.022, 0.875,
            light.over(((110, 180, 220), (250, 214, 90), (150, 200, 120))[index]), 0.008)  # fmt: skip
        for y in (0.755, 0.805, 0.85):
            brush.stroke([(x - 0.018, y - 0.012), (x + 0.018, y + 0.012)], 0.013, 0.013, light.over(PAPER))
        brush.blob([(x - 0.032, 0.920), (x, 1.0), (x + 0.032, 0.920), (x, 0.880)], (252, 160, 50))
        brush.blob([(x - 0.015, 0.912), (x, 0.955), (x + 0.015, 0.912), (x, 0.888)], (255, 240, 170))
    return Anchors(saddle=(0.0, 0.70), seat=0.34, water=0.16, shadow=(-0.22, 0.22))


def _tier(brush: Brush, x: float, y: float, half: float, tall: float, tones: Tones, crumb: tuple[int, int, int],
          cream: tuple[int, int, int]) -> None:  # fmt: skip
    """A round layer of sponge and cream, its icing dripping over the edge."""
    brush.ellipse(x, y, half, 0.045, crumb)
    brush.box(x - half, y, x + half, y + tall, crumb)
    brush.box(x - half, y + 0.30 * tall, x + half, y + 0.42 * tall, cream)
    brush.box(x + half * 0.55, y, x + half, y + tall, mix(crumb, (150, 96, 60), 0.35))
    top = y + tall
    drips = 6
    step = 2 * half / drips
    brush.box(x - half - 0.014, top - 0.36 * tall, x + half + 0.014, top, tones.main, 0.02)
    for index in range(drips):
        left = x - half + step * index
        length = tall * (0.30 + 0.26 * ((index * 7 + 3) % 5) / 4)
        brush.box(
            left + 0.1 * step, top - 0.30 * tall - length, left + 0.9 * step, top - 0.2 * tall, tones.main, 0.4 * step
        )
    brush.ellipse(x, top, half + 0.014, 0.055, gloss(tones, 0.30))
    brush.ellipse(x, top - 0.006, half - 0.01, 0.042, tones.main)
