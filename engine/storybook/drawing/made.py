"""Robot and astronaut: made and dressed up, with bodies like those of creatures on two legs."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, Upright
from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.faces import eyes, smile
from engine.storybook.drawing.figure import Figure, Headwear, ball, mass
from engine.storybook.drawing.palette import GOLD, INK, STEEL, Tones, mix

_SCREEN: Colour = (22, 40, 62)
_GLOW: Colour = (110, 244, 255)
_SKIN: Colour = (255, 208, 168)
_HAIR: Colour = (110, 64, 40)
_VISOR: Colour = (196, 230, 250)


def _steel(figure: Figure) -> Tones:
    return Tones(
        figure.over(STEEL),
        figure.over((106, 114, 132)),
        figure.over((214, 220, 230)),
        figure.over((80, 86, 104)),
        figure.tones.rim,
    )


def _steel_paw(figure: Figure) -> Colour:
    return figure.over((196, 202, 214))


def _robot_head(figure: Figure, brush: Brush) -> Headwear:
    """A box with a lit screen for a face, an antenna and knobs for ears."""
    tones, steel = figure.tones, _steel(figure)
    brush.stroke([(0, 0.18), (0, 0.32)], 0.03, 0.03, steel.shade)
    brush.circle(0, 0.345, 0.055, figure.over((250, 70, 70)))
    brush.circle(-0.015, 0.36, 0.018, figure.white)
    for side in (-1.0, 1.0):
        brush.box(side * 0.25 - 0.05, -0.08, side * 0.25 + 0.05, 0.08, steel.shade, 0.025)
        brush.box(side * 0.25 - 0.035, -0.06, side * 0.25 + 0.035, 0.08, steel.main, 0.02)
    brush.box(-0.245, -0.20, 0.245, 0.20, tones.shade, 0.07)
    brush.box(-0.235, -0.175, 0.235, 0.20, tones.main, 0.065)
    brush.box(-0.20, 0.15, 0.02, 0.175, mix(tones.main, figure.white, 0.4), 0.012)
    brush.box(-0.175, -0.14, 0.195, 0.125, _SCREEN, 0.05)
    if figure.asleep:
        for x in (-0.075, 0.10):
            brush.box(x - 0.05, 0.0, x + 0.05, 0.028, _GLOW, 0.012)
    else:
        low = -0.025 if figure.pose.action == "read" else 0.0
        for x in (-0.075, 0.10):
            brush.circle(x, 0.03 + low, 0.056, _GLOW)
            brush.circle(x + 0.012, 0.03 + low * 1.6, 0.026, _SCREEN)
    width = 0.05 + 0.03 * figure.pose.mood
    brush.stroke([(0.012 - width, -0.07), (0.012, -0.098), (0.012 + width, -0.07)], 0.026, 0.026, _GLOW)
    return Headwear((0, 0.2), 0.19, ((-0.075, 0.03), (0.105, 0.03)), 0.09, 0)


def _robot_trunk(figure: Figure, brush: Brush) -> None:
    """A box with a panel of lights and a dial."""
    coat, steel = figure.coat, _steel(figure)
    brush.box(-0.08, 0.30, 0.08, 0.46, steel.shade)
    brush.box(-0.215, -0.05, 0.215, 0.38, coat.shade, 0.06)
    brush.box(-0.205, -0.02, 0.205, 0.38, coat.main, 0.055)
    if figure.suited:
        return
    brush.box(-0.14, 0.07, 0.15, 0.30, steel.main, 0.03)
    brush.box(-0.125, 0.085, 0.135, 0.285, steel.light, 0.025)
    brush.circle(-0.055, 0.205, 0.05, INK)
    brush.circle(-0.055, 0.205, 0.038, figure.white)
    brush.stroke([(-0.055, 0.205), (-0.03, 0.225)], 0.016, 0.016, INK)
    for index, colour in enumerate(((240, 70, 70), (250, 204, 60), (80, 200, 100))):
        brush.circle(0.075, 0.25 - index * 0.055, 0.024, figure.over(colour))
    brush.box(-0.10, 0.11, 0.03, 0.135, steel.shade, 0.01)


def _robot_arm(figure: Figure, brush: Brush, bend: tuple[Point, Point, Point]) -> None:
    """Rings of steel with a gripping hand."""
    steel = _steel(figure)
    sleeve = figure.coat if figure.suited else steel
    brush.stroke(bend, 0.11, 0.1, steel.deep)
    brush.stroke(bend, 0.09, 0.08, sleeve.main)
    (x0, y0), (x1, y1), (x, y) = bend
    if not figure.suited:
        for share in (0.35, 0.65):
            brush.circle(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 0.028, steel.shade)
            brush.circle(x1 + (x - x1) * share, y1 + (y - y1) * share, 0.026, steel.shade)
    brush.circle(x, y, 0.075, steel.deep)
    brush.circle(x, y, 0.062, figure.tones.main)


def _astronaut_head(figure: Figure, brush: Brush) -> Headwear:
    """A round helmet with a friendly face behind its visor."""
    tones = figure.tones
    for side in (-1.0, 1.0):
        brush.ellipse(side * 0.255, -0.01, 0.05, 0.085, figure.over(STEEL))
    brush.stroke([(-0.2, 0.16), (-0.24, 0.32)], 0.024, 0.024, figure.over(STEEL))
    brush.circle(-0.242, 0.335, 0.034, figure.over((250, 80, 70)))
    ball(brush, 0, 0, 0.265, 0.25, tones)
    brush.ellipse(0.03, -0.01, 0.205, 0.185, figure.over(GOLD))
    brush.ellipse(0.03, -0.01, 0.185, 0.166, figure.over(_VISOR))
    brush.ellipse(0.035, -0.035, 0.145, 0.135, figure.over(_SKIN))
    brush.blob(
        [
            (-0.11, -0.01),
            (-0.09, 0.08),
            (0.03, 0.115),
            (0.15, 0.085),
            (0.18, 0.0),
            (0.12, 0.05),
            (0.02, 0.045),
            (-0.05, 0.06),
        ],
        figure.over(_HAIR),
    )
    blush = figure.over((250, 150, 130))
    for x in (-0.045, 0.135):
        brush.ellipse(x, -0.075, 0.032, 0.022, blush)
    smile(figure, brush, 0.05, -0.10, 0.045, figure.over((150, 50, 50)))
    eyes(figure, brush, ((-0.02, -0.015), (0.105, -0.012)), 0.035)
    brush.blob([(-0.125, 0.03), (-0.09, 0.10), (-0.02, 0.135), (-0.05, 0.09), (-0.10, 0.02)], figure.white)
    return Headwear((0, 0.225), 0.2, ((-0.035, -0.005), (0.115, -0.005)), 0.075, 0)


def _astronaut_trunk(figure: Figure, brush: Brush) -> None:
    """A padded suit with a control box, stripes and a flag."""
    coat, tones = figure.coat, figure.tones
    mass(
        brush,
        [
            (-0.19, 0.36),
            (0, 0.41),
            (0.19, 0.36),
            (0.215, 0.16),
            (0.17, -0.04),
            (0, -0.06),
            (-0.17, -0.04),
            (-0.215, 0.16),
        ],
        coat,
    )
    if figure.suited:
        return
    steel = figure.over(STEEL)
    brush.box(-0.10, 0.13, 0.13, 0.28, steel, 0.03)
    brush.box(-0.085, 0.145, 0.115, 0.265, figure.over((226, 230, 238)), 0.025)
    brush.circle(-0.045, 0.205, 0.026, figure.over((240, 74, 74)))
    brush.circle(0.02, 0.205, 0.026, figure.over((70, 140, 240)))
    brush.circle(0.08, 0.205, 0.02, figure.over((90, 200, 110)))
    brush.stroke([(-0.17, 0.04), (0, 0.015), (0.17, 0.04)], 0.04, 0.04, tones.deep)


def _pack(figure: Figure, brush: Brush) -> None:
    """The pack on the back, seen behind the shoulder."""
    steel = figure.over(STEEL)
    brush.box(-0.15, -0.03, 0.12, 0.34, figure.over((100, 108, 126)), 0.05)
    brush.box(-0.14, 0.0, 0.11, 0.33, steel, 0.045)
    brush.box(-0.11, 0.2, -0.06, 0.28, figure.over((240, 74, 74)), 0.015)


def _lying_pack(figure: Figure, brush: Brush) -> None:
    """The pack on the back of one who lies or swims."""
    brush.box(-0.22, 0.08, 0.12, 0.25, figure.over((100, 108, 126)), 0.05)
    brush.box(-0.21, 0.10, 0.11, 0.24, figure.over(STEEL), 0.045)
    brush.box(-0.16, 0.14, -0.08, 0.20, figure.over((240, 74, 74)), 0.015)


def _lying_robot(figure: Figure, brush: Brush) -> None:
    """The robot's box laid down."""
    tones, steel = figure.tones, _steel(figure)
    brush.box(-0.30, -0.17, 0.36, 0.16, tones.shade, 0.06)
    brush.box(-0.30, -0.14, 0.355, 0.16, tones.main, 0.055)
    brush.box(-0.21, -0.04, 0.02, 0.10, steel.main, 0.03)
    brush.box(-0.195, -0.025, 0.005, 0.085, steel.light, 0.025)
    for index, colour in enumerate(((240, 70, 70), (250, 204, 60), (80, 200, 100))):
        brush.circle(-0.145 + index * 0.052, 0.03, 0.022, figure.over(colour))


def _lying_astronaut(figure: Figure, brush: Brush) -> None:
    """The astronaut's padded trunk laid down."""
    shape = [
        (-0.32, -0.06),
        (-0.28, 0.10),
        (0.0, 0.16),
        (0.26, 0.15),
        (0.37, 0.04),
        (0.36, -0.12),
        (0.2, -0.18),
        (-0.26, -0.17),
    ]
    mass(brush, shape, figure.tones, 0.97, 0.88)
    brush.stroke([(-0.22, 0.10), (-0.25, -0.02), (-0.22, -0.14)], 0.04, 0.04, figure.tones.deep)


def _main(figure: Figure) -> Colour:
    return figure.tones.main


def _glove(figure: Figure) -> Colour:
    return figure.tones.deep


ROBOT = Breed(
    _robot_head, None, _steel_paw, limbs=_steel, trunk=_robot_trunk, low_trunk=_lying_robot, arm=_robot_arm,
    hands=_main, toes=False,
    upright=Upright(leg=0.2, tall=0.4, broad=0.225, arm=0.1, thigh=0.11, head=(0.0, 0.6)),
)  # fmt: skip
ASTRONAUT = Breed(
    _astronaut_head, _pack, _glove, trunk=_astronaut_trunk, low_cover=_lying_pack, low_trunk=_lying_astronaut,
    toes=False,
    upright=Upright(leg=0.19, tall=0.4, broad=0.215, arm=0.125, thigh=0.15, head=(0.0, 0.61)),
)  # fmt: skip
