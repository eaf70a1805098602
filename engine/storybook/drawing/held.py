"""What creatures hold: an umbrella, a glass, flowers, a newspaper."""

from __future__ import annotations

import math

import numpy as np

from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.figure import Figure
from engine.storybook.drawing.palette import GOLD, INK, WOOD, mix
from engine.storybook.drawing.worn import BLUE, RED, contrasting

_CREAM: Colour = (255, 244, 222)
_STEM: Colour = (50, 136, 66)
_JUICE: Colour = (255, 150, 40)
_GLASS: Colour = (214, 238, 250)
_GREY: Colour = (150, 152, 164)
_CANOPY = 0.5
_PANELS = 6


def draw_held_behind(figure: Figure, hand: Point, top: float) -> None:
    """What of a held thing is behind its holder: the umbrella, that reaches up to `top`."""
    if figure.pose.held == "umbrella":
        _umbrella(figure, hand, (hand[0] - 0.24, top))


def draw_held(figure: Figure, hand: Point) -> None:
    """What of a held thing is before its holder; the hand comes to be drawn over it."""
    brush = figure.brush.placed(*hand)
    if figure.pose.held == "glass":
        _glass(figure, brush)
    elif figure.pose.held == "flowers":
        _flowers(figure, brush)
    elif figure.pose.held == "umbrella":
        wood = figure.over(WOOD)
        lean = (-0.24 * 0.2, 0.2)
        brush.stroke([(-lean[0], -lean[1]), lean], 0.04, 0.04, wood)
        brush.stroke([(-lean[0], -lean[1]), (0.07, -0.27), (0.13, -0.23)], 0.05, 0.05, wood)


def _umbrella(figure: Figure, hand: Point, top: Point) -> None:
    length = math.hypot(top[0] - hand[0], top[1] - hand[1])
    angle = math.degrees(math.atan2(hand[0] - top[0], top[1] - hand[1]))
    brush = figure.brush.placed(*top, angle=angle)
    cloth, pale = contrasting(figure, RED, BLUE), figure.over(_CREAM)
    brush.stroke([(0, 0.07), (0, -length)], 0.04, 0.04, figure.over(WOOD))
    ribs = np.linspace(-1, 1, _PANELS + 1)
    turn = np.linspace(0, np.pi / 2, 9)
    for index in range(_PANELS):
        colour = cloth if index % 2 == 0 else pale
        left, right = ribs[index] * _CANOPY, ribs[index + 1] * _CANOPY
        down = np.stack([left * np.sin(turn), 0.4 * np.cos(turn) - 0.4], axis=1)
        back = np.stack([right * np.sin(turn), 0.4 * np.cos(turn) - 0.4], axis=1)[::-1]
        hem = np.array([[(left * 2 + right) / 3, -0.365], [(left + right * 2) / 3, -0.365]])
        shaded = mix(colour, (40, 20, 70), 0.2 * max(0.0, ribs[index] + 0.35))
        brush.fill(np.concatenate([down, hem, back]), shaded)


def _glass(figure: Figure, brush: Brush) -> None:
    """A tumbler of juice with a straw and a slice of orange."""
    glass, juice = figure.over(_GLASS), figure.over(_JUICE)
    brush.stroke([(0.02, 0.1), (0.09, 0.30), (0.16, 0.32)], 0.03, 0.03, figure.over(RED))
    brush.polygon([(-0.115, 0.22), (0.115, 0.22), (0.085, -0.13), (-0.085, -0.13)], mix(glass, (70, 110, 150), 0.55))
    brush.polygon([(-0.098, 0.215), (0.098, 0.215), (0.07, -0.112), (-0.07, -0.112)], glass)
    brush.polygon([(-0.09, 0.13), (0.09, 0.13), (0.066, -0.10), (-0.066, -0.10)], juice)
    brush.ellipse(0, 0.13, 0.09, 0.022, mix(juice, figure.white, 0.45))
    brush.polygon([(-0.072, 0.10), (-0.045, 0.10), (-0.038, -0.07), (-0.055, -0.07)], mix(juice, figure.white, 0.6))
    brush.circle(-0.105, 0.235, 0.06, juice)
    brush.circle(-0.105, 0.235, 0.04, figure.over((255, 206, 110)))


def _flowers(figure: Figure, brush: Brush) -> None:
    """A bunch of five blossoms."""
    stem = figure.over(_STEM)
    heads = ((-0.13, 0.24), (0.14, 0.25), (-0.03, 0.36), (-0.02, 0.19), (0.16, 0.12))
    for x, y in heads:
        brush.stroke([(0, -0.14), (x, y)], 0.026, 0.026, stem)
    brush.ellipse(-0.09, 0.06, 0.035, 0.08, stem, 40)
    brush.ellipse(0.11, 0.03, 0.035, 0.08, stem, -40)
    petals: tuple[Colour, ...] = ((250, 90, 130), (255, 214, 60), (255, 255, 250), (186, 104, 230), (255, 120, 60))
    for (x, y), petal in zip(heads, petals, strict=True):
        colour = figure.over(petal)
        rim = mix(colour, (60, 20, 70), 0.35)
        for grow, tone in ((0.066, rim), (0.054, colour)):
            for turn in range(5):
                angle = math.radians(90 + 72 * turn)
                brush.circle(x + 0.05 * math.cos(angle), y + 0.05 * math.sin(angle), grow, tone)
        brush.circle(x, y, 0.042, figure.over(GOLD if petal[2] != 60 else (150, 84, 40)))


def draw_newspaper(figure: Figure, x: float, y: float, half: float = 0.34, height: float = 0.36) -> None:
    """An open newspaper seen from outside, its lower edge's middle at (x, y)."""
    brush = figure.brush.placed(x, y)
    paper, edge = figure.white, figure.over((120, 122, 140))
    ink, grey = figure.over(INK), figure.over(_GREY)
    for side in (-1.0, 1.0):
        page = [(0, 0), (side * half, 0.04), (side * half * 1.03, height + 0.04), (0, height)]
        out = [
            (0, -0.02),
            (side * (half + 0.02), 0.02),
            (side * (half * 1.03 + 0.02), height + 0.06),
            (0, height + 0.02),
        ]
        brush.polygon(out, edge)
        brush.polygon(page, paper if side < 0 else mix(paper, edge, 0.16))

    def bar(side: float, start: float, end: float, level: float, thick: float, colour: Colour) -> None:
        ends = [(side * start * half, level * height), (side * end * half, level * height + 0.036 * (end - start))]
        lift = 0.04 * start
        (x0, y0), (x1, y1) = ends
        brush.polygon([(x0, y0 + lift), (x1, y1 + lift), (x1, y1 + lift + thick), (x0, y0 + lift + thick)], colour)

    bar(-1, 0.12, 0.88, 0.78, 0.055, ink)
    bar(-1, 0.12, 0.5, 0.22, 0.16, grey)
    bar(1, 0.12, 0.88, 0.52, 0.13, grey)
    for level in (0.62, 0.46, 0.32, 0.16):
        bar(-1, 0.58, 0.88, level, 0.022, grey)
    for level in (0.84, 0.36, 0.22, 0.1):
        bar(1, 0.12, 0.88, level, 0.022, grey)
    brush.polygon([(-0.008, 0), (0.008, 0), (0.008, height), (-0.008, height)], grey)
