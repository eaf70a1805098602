"""Animals of house and farm, and what every creature shares: a face and where worn things sit.

Every subject is drawn facing right, standing on y = 0 and about one unit tall, with y upwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.storybook.drawing.canvas import Brush, Point
from engine.storybook.drawing.palette import BEAK, INK, PAPER, PINK, Tones, mix


@dataclass(frozen=True)
class Anchors:
    """Where worn things sit on a creature.

    Attributes:
        crown: middle of the brim of a hat.
        hat: half the width of the brim.
        lean: turn of the hat in degrees, anticlockwise.
        eyes: the two places of lenses, the nearer eye first.
        lens: radius of a lens.
        neck: middle of the scarf.
        collar: half the length of the scarf around the neck.
        slope: turn of the scarf in degrees, anticlockwise.
    """

    crown: Point
    hat: float
    lean: float
    eyes: tuple[Point, Point]
    lens: float
    neck: Point
    collar: float
    slope: float = 0.0


def eye(brush: Brush, x: float, y: float, size: float = 0.07) -> None:
    """An eye that looks ahead, with a glint."""
    brush.ellipse(x, y, size, size * 1.12, PAPER)
    brush.circle(x + size * 0.16, y - size * 0.04, size * 0.72, INK)
    brush.circle(x + size * 0.38, y + size * 0.30, size * 0.26, PAPER)


def smile(brush: Brush, x: float, y: float, width: float) -> None:
    """A smiling mouth about (x, y)."""
    brush.stroke([(x - width, y + width * 0.5), (x, y), (x + width, y + width * 0.5)], 0.028, 0.028, INK)


def legs(brush: Brush, feet: tuple[float, ...], top: float, width: float, tones: Tones, swing: float) -> None:
    """Four legs from `top` down to the ground; the first two are the far ones."""
    for index, x in enumerate(feet):
        far = index < 2
        step = swing if index % 2 else -swing
        colour = tones.shade if far else tones.main
        brush.stroke([(x, top), (x + step, width * 0.45)], width * 1.15, width, colour)


def draw_dog(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A standing dog with hanging ears and a raised tail."""
    wag = 0.12 * pose
    brush.stroke([(-0.30, 0.42), (-0.45, 0.52), (-0.46 - wag, 0.76)], 0.12, 0.08, tones.main)
    legs(brush, (-0.20, 0.18, -0.30, 0.08), 0.32, 0.12, tones, 0.03 * pose)
    brush.blob(
        [
            (-0.38, 0.36),
            (-0.32, 0.52),
            (-0.05, 0.51),
            (0.16, 0.60),
            (0.27, 0.50),
            (0.23, 0.28),
            (-0.05, 0.22),
            (-0.32, 0.23),
        ],
        tones.main,
    )
    for x in (-0.30, 0.08):
        brush.ellipse(x + (0.03 * pose if x > 0 else -0.03 * pose) + 0.02, 0.045, 0.09, 0.05, tones.light)
    brush.ellipse(0.44, 0.70, 0.07, 0.15, tones.shade, 16)
    brush.ellipse(0.24, 0.71, 0.23, 0.21, tones.main)
    brush.ellipse(0.36, 0.61, 0.17, 0.115, tones.light)
    brush.ellipse(0.40, 0.50, 0.045, 0.065, PINK)
    smile(brush, 0.38, 0.545, 0.075)
    brush.ellipse(0.43, 0.67, 0.07, 0.05, INK)
    eye(brush, 0.22, 0.76)
    eye(brush, 0.38, 0.77, 0.06)
    brush.blob([(0.02, 0.88), (0.12, 0.86), (0.11, 0.66), (0.03, 0.50), (-0.07, 0.56), (-0.06, 0.76)], tones.deep)
    return Anchors((0.23, 0.90), 0.22, 4, ((0.23, 0.76), (0.40, 0.77)), 0.085, (0.19, 0.47), 0.19, -4)


def draw_cat(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A sitting cat with pointed ears, whiskers and a long tail."""
    brush.stroke([(-0.16, 0.07), (-0.40, 0.08), (-0.48, 0.30), (-0.38 - 0.12 * pose, 0.52)], 0.11, 0.10, tones.shade)
    brush.blob(
        [(-0.28, 0.06), (-0.26, 0.30), (-0.14, 0.52), (0.14, 0.52), (0.24, 0.28), (0.26, 0.05), (0.0, 0.0)],
        tones.main,
    )
    brush.ellipse(0.04, 0.32, 0.11, 0.18, tones.light)
    brush.ellipse(-0.08, 0.05, 0.11, 0.065, tones.light)
    brush.ellipse(0.14, 0.05, 0.11, 0.065, tones.light)
    for side in (-1.0, 1.0):
        x = 0.02 + side * 0.17
        brush.polygon([(x - 0.12, 0.76), (x + side * 0.10, 1.04), (x + 0.12, 0.80)], tones.main)
        brush.polygon([(x - 0.055, 0.82), (x + side * 0.065, 0.955), (x + 0.06, 0.84)], PINK)
    brush.ellipse(0.02, 0.69, 0.30, 0.235, tones.main)
    brush.ellipse(0.05, 0.59, 0.14, 0.09, tones.light)
    for y, end in ((0.61, 0.645), (0.565, 0.545)):
        brush.stroke([(-0.10, y), (-0.37, end)], 0.024, 0.024, tones.rim)
        brush.stroke([(0.19, y), (0.43, end)], 0.024, 0.024, tones.rim)
    brush.polygon([(0.005, 0.655), (0.105, 0.655), (0.055, 0.60)], mix(PINK, (200, 60, 90), 0.4))
    smile(brush, 0.055, 0.545, 0.06)
    eye(brush, -0.08, 0.73, 0.075)
    eye(brush, 0.17, 0.73, 0.075)
    return Anchors((0.02, 0.895), 0.21, 0, ((-0.08, 0.73), (0.17, 0.73)), 0.105, (0.01, 0.46), 0.19)


def draw_rabbit(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A sitting rabbit with very long ears."""
    brush.circle(-0.27, 0.14, 0.10, tones.light)
    for side in (-1.0, 1.0):
        tip = side * 0.17 + (0.06 * pose if side > 0 else 0.0)
        brush.stroke([(side * 0.10, 0.62), (side * 0.13, 0.82), (tip, 1.01)], 0.13, 0.12, tones.main)
        brush.stroke([(side * 0.115, 0.70), (side * 0.13, 0.82), (tip, 0.99)], 0.055, 0.055, PINK)
    brush.ellipse(0.0, 0.24, 0.26, 0.25, tones.main)
    brush.ellipse(0.02, 0.22, 0.16, 0.17, tones.light)
    brush.ellipse(-0.16, 0.05, 0.16, 0.065, tones.shade)
    brush.ellipse(0.18, 0.05, 0.16, 0.065, tones.shade)
    brush.ellipse(0.02, 0.55, 0.25, 0.20, tones.main)
    brush.ellipse(0.05, 0.475, 0.13, 0.085, tones.light)
    brush.box(0.02, 0.385, 0.095, 0.45, PAPER)
    brush.ellipse(0.055, 0.525, 0.045, 0.032, mix(PINK, (200, 60, 90), 0.4))
    smile(brush, 0.055, 0.45, 0.055)
    eye(brush, -0.07, 0.59)
    eye(brush, 0.16, 0.59)
    return Anchors((0.02, 0.72), 0.19, 0, ((-0.065, 0.59), (0.16, 0.59)), 0.095, (0.01, 0.355), 0.20)


def draw_horse(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A standing horse with long legs, a long neck and a mane."""
    brush.stroke([(-0.36, 0.56), (-0.50, 0.48), (-0.50 - 0.05 * pose, 0.20)], 0.09, 0.12, tones.deep)
    legs(brush, (-0.22, 0.20, -0.32, 0.08), 0.44, 0.095, tones, 0.035 * pose)
    for index, x in enumerate((-0.22, 0.20, -0.32, 0.08)):
        step = 0.035 * pose if index % 2 else -0.035 * pose
        brush.box(x + step - 0.06, 0.0, x + step + 0.06, 0.065, tones.deep, 0.02)
    brush.blob(
        [
            (-0.40, 0.50),
            (-0.36, 0.63),
            (-0.12, 0.60),
            (0.10, 0.64),
            (0.26, 0.56),
            (0.24, 0.40),
            (0.0, 0.35),
            (-0.32, 0.37),
        ],
        tones.main,
    )
    brush.stroke([(0.10, 0.52), (0.21, 0.70), (0.27, 0.88)], 0.28, 0.20, tones.main)
    brush.stroke([(-0.01, 0.62), (0.07, 0.78), (0.15, 0.97)], 0.12, 0.12, tones.deep)
    brush.polygon([(0.18, 0.92), (0.21, 1.07), (0.29, 0.95)], tones.main)
    brush.stroke([(0.28, 0.87), (0.48, 0.72)], 0.23, 0.16, tones.main)
    brush.ellipse(0.50, 0.705, 0.115, 0.095, tones.light, -36)
    brush.circle(0.545, 0.73, 0.022, INK)
    brush.stroke([(0.44, 0.645), (0.53, 0.645)], 0.024, 0.024, INK)
    eye(brush, 0.33, 0.87, 0.065)
    brush.stroke([(0.17, 1.0), (0.27, 0.985), (0.31, 0.93)], 0.06, 0.03, tones.deep)
    return Anchors((0.26, 0.975), 0.18, -22, ((0.33, 0.87), (0.46, 0.83)), 0.08, (0.155, 0.62), 0.17, -28)


def draw_duck(brush: Brush, tones: Tones, pose: float) -> Anchors:
    """A duck with a wide bill and a pointed tail."""
    bill = (255, 206, 60) if tones.main[0] > 215 and tones.main[1] < 160 else BEAK
    for x in (-0.10, 0.06):
        brush.stroke([(x, 0.14), (x, 0.03)], 0.05, 0.05, bill)
        brush.ellipse(x + 0.05, 0.025, 0.085, 0.03, bill)
    brush.blob(
        [
            (-0.54, 0.50),
            (-0.40, 0.40),
            (-0.12, 0.43),
            (0.12, 0.46),
            (0.32, 0.42),
            (0.34, 0.22),
            (0.12, 0.08),
            (-0.22, 0.09),
            (-0.44, 0.24),
        ],
        tones.main,
    )
    brush.stroke([(0.18, 0.36), (0.20, 0.66)], 0.25, 0.22, tones.main)
    brush.ellipse(0.20, 0.70, 0.20, 0.185, tones.main)
    brush.blob([(0.34, 0.73), (0.46, 0.70), (0.57, 0.67), (0.55, 0.61), (0.42, 0.60), (0.32, 0.62)], bill)
    brush.stroke([(0.36, 0.655), (0.54, 0.645)], 0.022, 0.022, mix(bill, INK, 0.5))
    lift = 0.05 * pose
    brush.blob(
        [(-0.36, 0.34 + lift), (-0.16, 0.38), (0.10, 0.34), (0.10, 0.22), (-0.10, 0.17), (-0.28, 0.22)],
        tones.shade,
    )
    eye(brush, 0.25, 0.75, 0.065)
    return Anchors((0.19, 0.86), 0.19, 4, ((0.24, 0.75), (0.40, 0.76)), 0.085, (0.19, 0.47), 0.17)
