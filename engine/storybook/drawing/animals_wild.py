"""Animals of the wild."""

from __future__ import annotations

from engine.storybook.drawing.animals import Anchors, eye, legs, smile
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import BEAK, INK, PAPER, PINK, WOOD, Tones, mix


def draw_fox(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A standing fox with a brush of a tail, a pointed face and dark socks."""
    sway = 0.06 * pose
    brush.blob(
        [
            (-0.22, 0.30),
            (-0.42, 0.28),
            (-0.60, 0.46),
            (-0.62 + sway, 0.74),
            (-0.50 + sway, 0.88),
            (-0.40, 0.66),
            (-0.28, 0.46),
        ],
        tones.main,
    )
    brush.blob([(-0.62 + sway, 0.72), (-0.50 + sway, 0.89), (-0.425, 0.70), (-0.52, 0.63)], tones.light)
    feet = (-0.12, 0.22, -0.22, 0.12)
    legs(brush, feet, 0.28, 0.10, tones, 0.03 * pose)
    for index, x in enumerate(feet):
        step = 0.03 * pose if index % 2 else -0.03 * pose
        brush.stroke([(x + step, 0.13), (x + step, 0.05)], 0.105, 0.11, tones.deep)
    brush.blob(
        [
            (-0.30, 0.30),
            (-0.26, 0.44),
            (0.0, 0.42),
            (0.22, 0.50),
            (0.30, 0.36),
            (0.22, 0.20),
            (0.0, 0.19),
            (-0.24, 0.19),
        ],
        tones.main,
    )
    brush.blob([(0.14, 0.46), (0.31, 0.44), (0.30, 0.32), (0.22, 0.24), (0.13, 0.32)], tones.light)
    _fox_head(brush, tones)
    return Anchors((0.22, 0.82), 0.20, 0, ((0.11, 0.685), (0.35, 0.685)), 0.095, (0.21, 0.385), 0.16)


def _fox_head(brush: Brush, tones: Tones) -> None:
    """Pointed ears with dark tips, a wide face with light cheeks, a nose at its point."""
    for side in (-1.0, 1.0):
        x = 0.22 + side * 0.17
        brush.polygon([(x - 0.11, 0.74), (x + side * 0.06, 1.0), (x + 0.11, 0.74)], tones.main)
        brush.polygon(
            [(x + side * 0.06 - 0.048, 0.90), (x + side * 0.06, 1.0), (x + side * 0.06 + 0.048, 0.90)],
            tones.deep,
        )
    brush.blob(
        [
            (-0.10, 0.62),
            (0.04, 0.80),
            (0.22, 0.83),
            (0.40, 0.80),
            (0.54, 0.62),
            (0.36, 0.52),
            (0.24, 0.43),
            (0.08, 0.52),
        ],
        tones.main,
    )
    brush.blob([(-0.09, 0.615), (0.08, 0.645), (0.21, 0.56), (0.24, 0.43), (0.08, 0.52)], tones.light)
    brush.blob([(0.53, 0.615), (0.38, 0.645), (0.27, 0.56), (0.24, 0.43), (0.38, 0.52)], tones.light)
    brush.ellipse(0.24, 0.455, 0.06, 0.045, INK)
    eye(brush, 0.11, 0.685, 0.062)
    eye(brush, 0.35, 0.685, 0.062)


def draw_bear(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A bear that sits like a toy, broad and round."""
    for side in (-1.0, 1.0):
        brush.stroke([(side * 0.24, 0.50), (side * 0.39, 0.40), (side * 0.40, 0.26)], 0.16, 0.15, tones.shade)
    brush.ellipse(0, 0.32, 0.34, 0.32, tones.main)
    brush.ellipse(0.01, 0.32, 0.21, 0.22, tones.light)
    for side in (-1.0, 1.0):
        brush.ellipse(side * 0.28, 0.10, 0.155, 0.105, tones.main)
        brush.ellipse(side * 0.29, 0.095, 0.085, 0.06, tones.light)
    if pose > 0.5:
        brush.stroke([(0.24, 0.50), (0.42, 0.58), (0.46, 0.72)], 0.16, 0.15, tones.main)
    for side in (-1.0, 1.0):
        brush.circle(side * 0.23, 0.92, 0.105, tones.main)
        brush.circle(side * 0.23, 0.92, 0.055, tones.light)
    brush.ellipse(0, 0.75, 0.30, 0.245, tones.main)
    brush.ellipse(0.03, 0.66, 0.155, 0.115, tones.light)
    brush.ellipse(0.035, 0.71, 0.06, 0.042, INK)
    smile(brush, 0.035, 0.615, 0.07)
    eye(brush, -0.12, 0.79, 0.06)
    eye(brush, 0.16, 0.79, 0.06)
    return Anchors((0, 0.96), 0.22, 0, ((-0.11, 0.79), (0.16, 0.79)), 0.10, (0, 0.52), 0.23)


def draw_elephant(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """An elephant with a great ear; the trunk hangs or is raised."""
    brush.stroke([(-0.38, 0.54), (-0.50, 0.44), (-0.49, 0.30)], 0.05, 0.06, tones.shade)
    feet = (-0.20, 0.20, -0.31, 0.07)
    legs(brush, feet, 0.32, 0.17, tones, 0.02 * pose)
    brush.blob(
        [
            (-0.44, 0.46),
            (-0.36, 0.70),
            (-0.08, 0.78),
            (0.18, 0.74),
            (0.28, 0.52),
            (0.20, 0.28),
            (-0.10, 0.22),
            (-0.36, 0.26),
        ],
        tones.main,
    )
    for x in feet[2:]:
        step = 0.02 * pose if x > 0 else -0.02 * pose
        brush.ellipse(x + step, 0.03, 0.085, 0.035, tones.light)
    if pose > 0.5:
        brush.stroke([(0.38, 0.58), (0.52, 0.50), (0.60, 0.62), (0.58, 0.80)], 0.19, 0.10, tones.main)
    else:
        brush.stroke([(0.40, 0.58), (0.50, 0.40), (0.47, 0.22), (0.56, 0.12)], 0.20, 0.10, tones.main)
    brush.stroke([(0.36, 0.48), (0.42, 0.39), (0.50, 0.38)], 0.065, 0.03, PAPER)
    brush.ellipse(0.28, 0.66, 0.23, 0.22, tones.main)
    brush.blob([(0.14, 0.86), (-0.04, 0.88), (-0.16, 0.70), (-0.08, 0.46), (0.08, 0.44), (0.16, 0.62)], tones.shade)
    brush.blob(
        [(0.08, 0.79), (-0.03, 0.80), (-0.09, 0.68), (-0.04, 0.54), (0.05, 0.53), (0.10, 0.64)],
        mix(tones.light, PINK, 0.35),
    )
    eye(brush, 0.28, 0.71, 0.065)
    eye(brush, 0.42, 0.71, 0.055)
    return Anchors((0.28, 0.865), 0.20, -4, ((0.27, 0.71), (0.43, 0.71)), 0.085, (0.21, 0.43), 0.19, 12)


def draw_owl(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """An owl on a stump, with great eyes and ear tufts."""
    brush.box(-0.25, -0.02, 0.25, 0.15, WOOD, 0.03)
    brush.ellipse(0, 0.15, 0.25, 0.045, mix(WOOD, PAPER, 0.45))
    for side in (-1.0, 1.0):
        brush.polygon([(side * 0.28, 0.74), (side * 0.29, 1.02), (side * 0.04, 0.88)], tones.main)
    brush.blob(
        [
            (-0.30, 0.72),
            (-0.18, 0.90),
            (0.0, 0.92),
            (0.18, 0.90),
            (0.30, 0.72),
            (0.30, 0.42),
            (0.18, 0.18),
            (-0.18, 0.18),
            (-0.30, 0.42),
        ],
        tones.main,
    )
    brush.ellipse(0, 0.36, 0.165, 0.17, tones.light)
    for x, y in ((-0.08, 0.42), (0.08, 0.42), (0.0, 0.31)):
        brush.stroke([(x - 0.045, y + 0.02), (x, y - 0.02), (x + 0.045, y + 0.02)], 0.032, 0.032, tones.shade)
    spread = 0.05 * pose
    for side in (-1.0, 1.0):
        brush.blob(
            [
                (side * 0.27, 0.58),
                (side * (0.37 + spread), 0.44),
                (side * (0.33 + spread), 0.20),
                (side * 0.19, 0.28),
                (side * 0.18, 0.46),
            ],
            tones.shade,
        )
        brush.ellipse(side * 0.09, 0.165, 0.075, 0.035, BEAK)
    for side in (-1.0, 1.0):
        brush.circle(side * 0.135, 0.71, 0.145, tones.light)
    for side in (-1.0, 1.0):
        eye(brush, side * 0.13, 0.71, 0.105)
    brush.polygon([(-0.055, 0.66), (0.055, 0.66), (0.0, 0.55)], BEAK)
    return Anchors((0, 0.895), 0.21, 0, ((-0.135, 0.71), (0.135, 0.71)), 0.125, (0, 0.515), 0.26)


def draw_dolphin(brush: Brush, tones: Tones, pose: float) -> None:
    """A dolphin in the middle of a leap."""
    lean = brush.placed(0, 0.5, angle=10 - 20 * pose).placed(0, -0.5)
    lean.blob([(-0.06, 0.70), (-0.22, 0.95), (-0.27, 0.92), (-0.27, 0.62)], tones.shade)
    lean.polygon([(-0.38, 0.42), (-0.62, 0.40), (-0.52, 0.27), (-0.50, 0.08), (-0.34, 0.28)], tones.shade)
    lean.blob(
        [
            (0.60, 0.47),
            (0.47, 0.56),
            (0.36, 0.68),
            (0.16, 0.78),
            (-0.10, 0.76),
            (-0.30, 0.60),
            (-0.46, 0.34),
            (-0.40, 0.28),
            (-0.22, 0.40),
            (0.02, 0.47),
            (0.24, 0.46),
            (0.42, 0.44),
        ],
        tones.main,
    )
    lean.blob(
        [(0.50, 0.45), (0.30, 0.54), (0.06, 0.55), (-0.16, 0.48), (-0.22, 0.40), (0.02, 0.47), (0.24, 0.46)],
        tones.light,
    )
    lean.blob([(0.16, 0.54), (0.20, 0.44), (0.06, 0.26), (0.0, 0.28), (0.04, 0.50)], tones.shade)
    lean.stroke([(0.57, 0.475), (0.44, 0.50), (0.38, 0.54)], 0.024, 0.024, tones.rim)
    eye(lean, 0.32, 0.62, 0.06)
