"""Things: vehicles, buildings, a teapot, and the robot, which has a face like a creature."""

from __future__ import annotations

from engine.storybook.drawing.animals import Anchors, eye
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import GLASS, INK, PAPER, STEEL, WOOD, Tones, mix


def draw_car(brush: Brush, tones: Tones, pose: float) -> None:
    """A small round car seen from its side."""
    brush.blob([(-0.40, 0.32), (-0.26, 0.60), (-0.04, 0.66), (0.16, 0.60), (0.34, 0.34), (0.0, 0.28)], tones.main)
    brush.blob([(-0.27, 0.37), (-0.20, 0.54), (-0.055, 0.58), (-0.055, 0.37)], GLASS)
    brush.blob([(0.015, 0.37), (0.015, 0.58), (0.13, 0.53), (0.245, 0.37)], GLASS)
    brush.blob(
        [
            (-0.54, 0.16),
            (-0.55, 0.32),
            (-0.38, 0.40),
            (0.0, 0.37),
            (0.36, 0.38),
            (0.54, 0.30),
            (0.56, 0.15),
            (0.30, 0.10),
            (-0.30, 0.10),
        ],
        tones.main,
    )
    brush.box(-0.54, 0.11, 0.55, 0.18, tones.shade, 0.03)
    brush.stroke([(-0.07, 0.30), (-0.01, 0.30)], 0.035, 0.035, tones.deep)
    brush.circle(0.49, 0.28, 0.055, (255, 240, 170))
    brush.circle(-0.51, 0.28, 0.04, (240, 90, 80))
    for x in (-0.31, 0.33):
        brush.circle(x, 0.135, 0.145, INK)
        brush.circle(x, 0.135, 0.07, STEEL)


def draw_boat(brush: Brush, tones: Tones, pose: float) -> None:
    """A sailing boat: a hull, a mast and two sails."""
    lean = brush.placed(0, 0, angle=4 - 8 * pose)
    lean.box(-0.045, 0.25, 0.0, 1.0, WOOD)
    lean.polygon([(0.0, 0.99), (0.20, 0.93), (0.0, 0.87)], mix(tones.main, INK, 0.25))
    lean.blob(
        [(-0.07, 0.90), (-0.20, 0.62), (-0.46, 0.36), (-0.26, 0.345), (-0.07, 0.35), (-0.065, 0.62)],
        tones.main,
    )
    lean.blob([(0.03, 0.84), (0.03, 0.60), (0.03, 0.36), (0.22, 0.35), (0.40, 0.37), (0.26, 0.60)], PAPER)
    lean.blob(
        [
            (-0.52, 0.28),
            (-0.25, 0.25),
            (0.20, 0.25),
            (0.56, 0.33),
            (0.46, 0.13),
            (0.30, 0.0),
            (0.0, -0.02),
            (-0.32, 0.0),
            (-0.46, 0.12),
        ],
        tones.main,
    )
    lean.stroke([(-0.46, 0.16), (0.0, 0.145), (0.46, 0.19)], 0.05, 0.05, PAPER if tones.main[2] < 240 else tones.shade)
    lean.blob([(-0.42, 0.08), (0.0, 0.07), (0.42, 0.10), (0.30, 0.0), (0.0, -0.02), (-0.32, 0.0)], tones.shade)


def draw_teapot(brush: Brush, tones: Tones, pose: float) -> None:
    """A round teapot with its spout ahead."""
    brush.stroke([(-0.26, 0.52), (-0.48, 0.56), (-0.52, 0.34), (-0.28, 0.20)], 0.08, 0.08, tones.shade)
    brush.blob(
        [(0.22, 0.42), (0.36, 0.44), (0.44, 0.62), (0.56, 0.66), (0.54, 0.54), (0.48, 0.32), (0.30, 0.16)],
        tones.shade,
    )
    brush.box(-0.20, 0.0, 0.20, 0.10, tones.deep, 0.04)
    brush.ellipse(0, 0.34, 0.37, 0.30, tones.main)
    brush.ellipse(0, 0.60, 0.20, 0.06, tones.deep)
    brush.blob([(-0.18, 0.61), (-0.11, 0.70), (0.11, 0.70), (0.18, 0.61), (0.0, 0.59)], tones.main)
    brush.circle(0, 0.74, 0.06, tones.deep)
    for x, y in ((-0.20, 0.30), (0.0, 0.27), (0.20, 0.30)):
        brush.circle(x, y, 0.062, tones.light)
    brush.ellipse(-0.17, 0.48, 0.08, 0.045, mix(tones.main, PAPER, 0.6), 28)


def draw_robot(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A boxy robot with an aerial."""
    for side in (-1.0, 1.0):
        brush.stroke([(side * 0.12, 0.22), (side * 0.12, 0.08)], 0.10, 0.10, STEEL)
        brush.box(side * 0.13 - 0.11, 0.0, side * 0.13 + 0.11, 0.085, tones.deep, 0.04)
    hand = 0.66 if pose > 0.5 else 0.24
    brush.stroke([(-0.22, 0.46), (-0.37, 0.40), (-0.38, 0.26)], 0.08, 0.08, STEEL)
    brush.stroke([(0.22, 0.46), (0.37, 0.45), (0.40, hand)], 0.08, 0.08, STEEL)
    brush.circle(-0.38, 0.24, 0.075, tones.shade)
    brush.circle(0.40, hand, 0.075, tones.shade)
    brush.box(-0.07, 0.48, 0.07, 0.62, STEEL)
    brush.box(-0.26, 0.16, 0.26, 0.53, tones.main, 0.06)
    brush.box(-0.15, 0.25, 0.17, 0.43, tones.light, 0.03)
    for x, lamp in ((-0.075, (226, 70, 70)), (0.01, (250, 200, 60)), (0.095, (80, 180, 110))):
        brush.circle(x, 0.34, 0.036, lamp)
    brush.box(-0.025, 0.86, 0.025, 1.0, STEEL)
    brush.circle(0, 1.0, 0.055, (250, 200, 60))
    for side in (-1.0, 1.0):
        brush.box(side * 0.32 - 0.04, 0.66, side * 0.32 + 0.04, 0.79, STEEL, 0.02)
    brush.box(-0.30, 0.57, 0.30, 0.89, tones.main, 0.08)
    brush.box(-0.13, 0.605, 0.17, 0.665, PAPER, 0.02)
    for x in (-0.045, 0.02, 0.085):
        brush.box(x - 0.012, 0.605, x + 0.012, 0.665, INK)
    eye(brush, -0.11, 0.765, 0.08)
    eye(brush, 0.15, 0.765, 0.08)
    return Anchors((0, 0.89), 0.23, 0, ((-0.11, 0.765), (0.15, 0.765)), 0.11, (0, 0.535), 0.20)


def draw_house(brush: Brush, tones: Tones, pose: float, lamp: tuple[int, int, int]) -> None:
    """A house with a door, two windows and a chimney."""
    brush.box(0.18, 0.66, 0.32, 1.0, mix(WOOD, (170, 60, 50), 0.4))
    brush.box(0.155, 0.95, 0.345, 1.02, mix(WOOD, INK, 0.3))
    brush.box(-0.40, 0.0, 0.40, 0.58, tones.main)
    brush.polygon([(-0.40, 0.55), (0.40, 0.55), (0.0, 0.96)], tones.main)
    brush.box(-0.40, 0.0, 0.40, 0.06, tones.shade)
    brush.stroke([(-0.49, 0.52), (0.0, 0.96), (0.49, 0.52)][:2], 0.12, 0.12, tones.deep)
    brush.stroke([(0.0, 0.96), (0.49, 0.52)], 0.12, 0.12, tones.deep)
    brush.circle(0, 0.68, 0.085, PAPER)
    brush.circle(0, 0.68, 0.058, lamp)
    brush.box(-0.09, 0.0, 0.11, 0.36, mix(WOOD, INK, 0.15), 0.04)
    brush.circle(0.065, 0.18, 0.024, (250, 210, 90))
    for x in (-0.245, 0.265):
        brush.box(x - 0.10, 0.20, x + 0.10, 0.42, PAPER, 0.015)
        brush.box(x - 0.072, 0.228, x + 0.072, 0.392, lamp)
        brush.box(x - 0.014, 0.22, x + 0.014, 0.40, PAPER)


def draw_balloon(brush: Brush, tones: Tones, pose: float) -> None:
    """A hot-air balloon with light gores and a basket."""
    lean = brush.placed(0, 0, angle=3 - 6 * pose)
    for side in (-1.0, 1.0):
        lean.stroke([(side * 0.10, 0.16), (side * 0.17, 0.38)], 0.024, 0.024, mix(WOOD, INK, 0.3))
    lean.box(-0.13, -0.02, 0.13, 0.17, WOOD, 0.04)
    lean.box(-0.15, 0.13, 0.15, 0.18, mix(WOOD, PAPER, 0.35), 0.02)
    lean.blob(
        [
            (-0.16, 0.33),
            (-0.36, 0.54),
            (-0.41, 0.76),
            (-0.27, 1.0),
            (0.0, 1.09),
            (0.27, 1.0),
            (0.41, 0.76),
            (0.36, 0.54),
            (0.16, 0.33),
            (0.0, 0.31),
        ],
        tones.main,
    )
    lean.blob(
        [
            (-0.06, 0.34),
            (-0.115, 0.70),
            (-0.07, 1.04),
            (0.0, 1.07),
            (0.07, 1.04),
            (0.115, 0.70),
            (0.06, 0.34),
            (0.0, 0.325),
        ],
        tones.light,
    )
    lean.blob(
        [(0.13, 0.34), (0.28, 0.64), (0.24, 1.0), (0.34, 0.91), (0.41, 0.74), (0.35, 0.54), (0.16, 0.335)],
        tones.shade,
    )
    lean.blob([(-0.16, 0.33), (0.0, 0.31), (0.16, 0.33), (0.20, 0.40), (0.0, 0.38), (-0.20, 0.40)], tones.deep)
