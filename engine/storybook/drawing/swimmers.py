"""Salmon, dolphin and whale: bodies along a bent spine that swim, leap and float."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.storybook.drawing.canvas import Brush, Colour, Point, Points
from engine.storybook.drawing.faces import eye, line_colour, smile
from engine.storybook.drawing.figure import Figure, Frame, mass
from engine.storybook.drawing.palette import PINK, Light, Tones, mix
from engine.storybook.drawing.pose import Anchors, Pose

_WATER: Colour = (150, 214, 246)


@dataclass(frozen=True)
class Spine:
    """A body's own coordinates, along its spine and across it, bent into an arch.

    Attributes:
        brush: the middle of the body is its origin.
        bend: how far it is bent, in parts of a full turn for one unit of length; positive is an arch.
    """

    brush: Brush
    bend: float

    def at(self, x: float, y: float) -> Frame:
        """The frame of a point of the straight body."""
        curve = self.bend * 2 * math.pi
        if abs(curve) < 1e-6:
            return Frame(x, y)
        turn = x * curve
        radius = 1 / curve
        return Frame(math.sin(turn) * (radius + y), math.cos(turn) * (radius + y) - radius, angle=-math.degrees(turn))

    def along(self, points: Points) -> list[Point]:
        """Points of the straight body, bent."""
        frames = [self.at(x, y) for x, y in points]
        return [(frame.x, frame.y) for frame in frames]

    def blob(self, points: Points, colour: Colour) -> None:
        """Fill a smooth shape of the straight body."""
        self.brush.blob(self.along(points), colour)

    def stroke(self, points: Points, start: float, end: float, colour: Colour) -> None:
        """Draw a line of the straight body."""
        self.brush.stroke(self.along(points), start, end, colour)

    def local(self, x: float, y: float) -> Brush:
        """A brush at a point of the straight body."""
        return self.at(x, y).on(self.brush)


def _drops(figure: Figure, at: tuple[Point, ...]) -> None:
    """Drops of water about one that leaps."""
    colour = figure.over(_WATER)
    for x, y in at:
        figure.brush.blob([(x, y + 0.055), (x + 0.028, y), (x, y - 0.03), (x - 0.028, y)], colour)
        figure.brush.circle(x - 0.008, y - 0.004, 0.01, figure.white)


def _spine(figure: Figure, heights: dict[str, float], bends: dict[str, float], tilts: dict[str, float]) -> Spine:
    action = figure.pose.action
    frame = Frame(0, heights[action], angle=tilts[action] + figure.sway(5))
    return Spine(frame.on(figure.brush), bends[action])


def _salmon_fins(fish: Spine, tones: Tones) -> None:
    """The forked tail and the fins, behind the body."""
    fish.blob([(-0.36, 0.0), (-0.54, 0.20), (-0.60, 0.19), (-0.53, 0.0), (-0.60, -0.19), (-0.54, -0.20)], tones.deep)
    fish.blob(
        [(-0.36, 0.0), (-0.52, 0.155), (-0.565, 0.15), (-0.50, 0.0), (-0.565, -0.15), (-0.52, -0.155)], tones.shade
    )
    fish.brush.polygon(fish.along([(-0.10, 0.12), (-0.11, 0.225), (0.06, 0.265), (0.14, 0.14)]), tones.shade)
    for x, tip in ((-0.06, -0.075), (-0.01, -0.02), (0.04, 0.035)):
        fish.stroke([(x + 0.02, 0.14), (tip, 0.235)], 0.016, 0.016, tones.deep)
    fish.blob([(-0.26, 0.07), (-0.31, 0.135), (-0.26, 0.145), (-0.19, 0.08)], tones.shade)
    for x in (-0.16, 0.10):
        fish.blob([(x + 0.04, -0.11), (x - 0.03, -0.205), (x - 0.08, -0.19), (x - 0.05, -0.11)], tones.shade)


def draw_salmon(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A slim fish with a hooked jaw, spots on its back, a light belly and a forked tail."""
    figure = Figure(brush, tones, pose, light)
    fish = _spine(
        figure,
        {"swim": 0.28, "leap": 0.46, "float": 0.42},
        {"swim": 0.05, "leap": 0.19, "float": 0.05},
        {"swim": 6, "leap": 14, "float": 4},
    )
    _salmon_fins(fish, tones)
    body = [
        (-0.42, 0.035), (-0.22, 0.10), (0.04, 0.165), (0.26, 0.15), (0.42, 0.075), (0.52, 0.01), (0.50, -0.03),
        (0.42, -0.075), (0.24, -0.145), (0.02, -0.155), (-0.22, -0.09), (-0.42, -0.04),
    ]  # fmt: skip
    mass(fish.brush, fish.along(body), tones, 0.98, 0.92)
    fish.blob(
        [
            (0.46, -0.03),
            (0.24, -0.035),
            (0.0, -0.06),
            (-0.22, -0.05),
            (-0.40, -0.035),
            (-0.22, -0.085),
            (0.02, -0.148),
            (0.24, -0.138),
            (0.42, -0.068),
        ],
        tones.light,
    )
    fish.stroke([(0.22, -0.005), (0.0, -0.005), (-0.34, 0.0)], 0.05, 0.025, mix(tones.main, tones.light, 0.5))
    for x, y in (
        (-0.24, 0.06),
        (-0.13, 0.085),
        (-0.03, 0.11),
        (0.08, 0.115),
        (0.03, 0.065),
        (-0.08, 0.055),
        (-0.18, 0.035),
        (0.15, 0.075),
    ):
        fish.local(x, y).circle(0, 0, 0.02, tones.deep)
    fish.stroke([(0.24, 0.11), (0.20, 0.0), (0.235, -0.10)], 0.028, 0.028, tones.deep)
    fish.blob([(0.12, -0.02), (-0.02, -0.06), (-0.05, -0.11), (0.04, -0.11), (0.13, -0.07)], tones.shade)
    fish.stroke([(0.525, 0.0), (0.455, -0.03), (0.39, -0.028), (0.365, -0.005)], 0.024, 0.02, line_colour(figure))
    fish.blob([(0.49, -0.02), (0.545, 0.03), (0.51, -0.05)], tones.light)
    eye(figure, fish.local(0.345, 0.06), 0, 0, 0.06)
    if pose.action == "leap":
        _drops(figure, ((-0.5, 0.56), (-0.28, 0.16), (0.42, 0.16), (0.56, 0.58), (0.05, 0.12)))
    return Anchors(saddle=None, water=0.17, shadow=(-0.3, 0.3))


def draw_dolphin(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A beaked, smiling dolphin with a curved fin on its back and a light belly."""
    figure = Figure(brush, tones, pose, light)
    body = _spine(
        figure,
        {"swim": 0.33, "leap": 0.48, "float": 0.42},
        {"swim": 0.14, "leap": 0.23, "float": 0.09},
        {"swim": 10, "leap": 12, "float": 2},
    )
    body.blob([(-0.44, 0.0), (-0.53, 0.13), (-0.63, 0.15), (-0.57, 0.0), (-0.62, -0.12), (-0.52, -0.11)], tones.shade)
    body.blob([(-0.08, 0.14), (-0.13, 0.26), (-0.19, 0.34), (-0.02, 0.30), (0.10, 0.15)], tones.deep)
    body.blob([(-0.05, 0.14), (-0.10, 0.25), (-0.14, 0.31), (-0.02, 0.275), (0.085, 0.15)], tones.main)
    shape = [
        (-0.50, 0.02), (-0.26, 0.10), (0.0, 0.175), (0.22, 0.18), (0.36, 0.125), (0.42, 0.045), (0.57, 0.015),
        (0.575, -0.03), (0.42, -0.075), (0.24, -0.145), (0.0, -0.145), (-0.26, -0.075), (-0.50, -0.025),
    ]  # fmt: skip
    mass(body.brush, body.along(shape), tones, 0.98, 0.92)
    body.blob(
        [
            (0.50, -0.03),
            (0.34, -0.045),
            (0.20, -0.03),
            (0.0, -0.06),
            (-0.20, -0.06),
            (-0.34, -0.05),
            (-0.2, -0.085),
            (0.0, -0.138),
            (0.24, -0.138),
            (0.40, -0.075),
        ],
        tones.light,
    )
    body.blob([(0.16, -0.05), (0.02, -0.14), (-0.04, -0.25), (0.06, -0.23), (0.18, -0.12)], tones.deep)
    body.blob([(0.155, -0.055), (0.03, -0.14), (-0.015, -0.22), (0.06, -0.21), (0.17, -0.12)], tones.shade)
    body.stroke([(0.56, -0.005), (0.45, -0.02), (0.36, -0.045), (0.315, -0.02)], 0.026, 0.022, line_colour(figure))
    local = body.local(0.285, -0.015)
    local.ellipse(0, -0.01, 0.042, 0.028, figure.over(mix(tones.main, PINK, 0.6)))
    eye(figure, body.local(0.295, 0.065), 0, 0, 0.058)
    body.stroke([(0.0, 0.135), (0.16, 0.145)], 0.03, 0.022, mix(tones.main, figure.white, 0.3))
    if pose.action == "leap":
        _drops(figure, ((-0.52, 0.54), (-0.24, 0.15), (0.42, 0.15), (0.56, 0.58), (0.1, 0.1)))
    back = body.along([(0.03, 0.17)])[0]
    lift = {"swim": 0.33, "leap": 0.48, "float": 0.42}[pose.action]
    return Anchors(saddle=(back[0], back[1] + lift), water=0.17, shadow=(-0.4, 0.42))


def draw_whale(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """A huge round whale with a pleated belly, its flukes up and a fountain on its head."""
    figure = Figure(brush, tones, pose, light)
    lift = {"swim": 0.30, "leap": 0.44, "float": 0.40}[pose.action]
    body = Frame(0, lift, angle={"swim": 0.0, "leap": 16.0, "float": 4.0}[pose.action] + figure.sway(3)).on(brush)
    wag = figure.sway(0.04)
    for points in (
        [(-0.47, 0.26), (-0.52, 0.42 + wag), (-0.44, 0.53 + wag), (-0.30, 0.50 + wag), (-0.36, 0.38), (-0.42, 0.26)],
        [(-0.47, 0.26), (-0.52, 0.40 + wag), (-0.62, 0.44 + wag), (-0.68, 0.36 + wag), (-0.58, 0.30), (-0.50, 0.24)],
    ):
        body.blob(points, tones.deep)
        middle = (sum(x for x, _ in points) / 6, sum(y for _, y in points) / 6)
        body.blob(
            [(middle[0] + (x - middle[0]) * 0.84, middle[1] + (y - middle[1]) * 0.84) for x, y in points], tones.main
        )
    shape = [
        (-0.52, 0.33), (-0.42, 0.31), (-0.30, 0.15), (-0.12, 0.25), (0.14, 0.29), (0.40, 0.20), (0.53, 0.0),
        (0.48, -0.18), (0.22, -0.28), (-0.10, -0.26), (-0.36, -0.12), (-0.50, 0.10),
    ]  # fmt: skip
    mass(body, shape, tones, 0.97, 0.92)
    body.blob(
        [
            (0.515, -0.06),
            (0.34, -0.08),
            (0.14, -0.10),
            (-0.08, -0.15),
            (-0.26, -0.16),
            (-0.08, -0.25),
            (0.20, -0.268),
            (0.45, -0.18),
        ],
        tones.light,
    )
    groove = mix(tones.light, tones.shade, 0.5)
    for drop in (0.045, 0.09):
        body.stroke([(0.46, -0.085 - drop), (0.22, -0.115 - drop), (0.02, -0.145 - drop * 0.8)], 0.018, 0.014, groove)
    body.blob([(0.14, -0.10), (0.0, -0.20), (-0.10, -0.35), (0.04, -0.34), (0.16, -0.22)], tones.deep)
    body.blob([(0.135, -0.11), (0.01, -0.20), (-0.07, -0.32), (0.04, -0.315), (0.15, -0.21)], tones.shade)
    body.ellipse(0.10, 0.19, 0.15, 0.05, mix(tones.main, figure.white, 0.16), -3)
    body.stroke([(0.52, -0.055), (0.38, -0.075), (0.26, -0.06)], 0.026, 0.024, line_colour(figure))
    smile(figure, body, 0.24, -0.055, 0.0, tones.deep)
    body.ellipse(0.265, -0.015, 0.05, 0.032, figure.over(mix(tones.main, PINK, 0.6)))
    eye(figure, body, 0.30, 0.06, 0.062)
    _fountain(figure, body)
    if pose.action == "leap":
        _drops(figure, ((-0.46, 0.28), (0.52, 0.2), (-0.2, 0.06), (-0.58, 0.62)))
    return Anchors(saddle=(-0.13, lift + 0.23), seat=0.42, water=0.2, shadow=(-0.42, 0.46))


def _fountain(figure: Figure, body: Brush) -> None:
    water = figure.over(_WATER)
    edge = mix(water, (30, 90, 170), 0.45)
    for grow, colour in ((0.026, edge), (0.0, water)):
        body.stroke([(0.22, 0.26), (0.22, 0.42)], 0.05 + grow, 0.06 + grow, colour)
        for side in (-1.0, 1.0):
            body.stroke(
                [(0.22, 0.36), (0.22 + side * 0.06, 0.47), (0.22 + side * 0.14, 0.43)], 0.06 + grow, 0.05 + grow, colour
            )
            body.circle(0.22 + side * 0.17, 0.35, 0.026 + grow / 2, colour)
