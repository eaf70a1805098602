"""Owl, duck and penguin: their heads, wings and trunks."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, Upright
from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.faces import cheeks, eyes
from engine.storybook.drawing.figure import Figure, Headwear, ball, mass
from engine.storybook.drawing.palette import BEAK, INK, Tones, mix

_AMBER: Colour = (255, 196, 50)


def _main(figure: Figure) -> Colour:
    return figure.tones.main


def _feet(figure: Figure) -> Colour:
    return figure.over(BEAK)


def _feet_tones(figure: Figure) -> Tones:
    beak = figure.over(BEAK)
    dark = mix(beak, INK, 0.25)
    return Tones(beak, dark, mix(beak, figure.white, 0.4), dark, figure.tones.rim)


def _beak(figure: Figure) -> tuple[Colour, Colour]:
    """A beak and its shadow; a deeper orange where the creature is orange or yellow itself."""
    red, green, blue = figure.tones.main
    warm = red > 200 and green > 90 and blue < 90
    beak = figure.over((226, 84, 30) if warm else BEAK)
    return beak, mix(beak, INK, 0.3)


def _owl_head(figure: Figure, brush: Brush) -> Headwear:
    """Ear tufts, two large discs with amber eyes, a small hooked beak."""
    tones = figure.tones
    for side in (-1.0, 1.0):
        brush.polygon([(side * 0.06, 0.15), (side * 0.245, 0.33), (side * 0.255, 0.05)], tones.deep)
    ball(brush, 0, 0, 0.265, 0.215, tones)
    brush.polygon([(-0.07, 0.205), (0.10, 0.205), (0.02, 0.04)], tones.deep)
    for x in (-0.105, 0.13):
        brush.circle(x, 0.01, 0.132, tones.shade)
        brush.circle(x, 0.015, 0.122, tones.light)
    eyes(figure, brush, ((-0.095, 0.02), (0.13, 0.02)), 0.078, _AMBER)
    beak, dark = _beak(figure)
    brush.polygon([(-0.035, -0.03), (0.075, -0.03), (0.025, -0.125)], dark)
    brush.polygon([(-0.028, -0.025), (0.068, -0.025), (0.022, -0.10)], beak)
    return Headwear((0.01, 0.185), 0.185, ((-0.095, 0.02), (0.13, 0.02)), 0.104, 0)


def feathers(figure: Figure, brush: Brush, at: tuple[Point, ...], size: float) -> None:
    """Small dark curves on the breast."""
    for x, y in at:
        brush.stroke(
            [(x - size, y + size * 0.5), (x, y - size * 0.4), (x + size, y + size * 0.5)],
            0.022,
            0.022,
            figure.tones.shade,
        )


def _owl_trunk(figure: Figure, brush: Brush) -> None:
    coat = figure.coat
    mass(
        brush,
        [
            (-0.17, 0.36),
            (0, 0.41),
            (0.17, 0.36),
            (0.235, 0.18),
            (0.16, -0.03),
            (0, -0.07),
            (-0.16, -0.03),
            (-0.235, 0.18),
        ],
        coat,
    )
    if not figure.suited:
        brush.ellipse(0.01, 0.16, 0.15, 0.19, figure.tones.light)
        feathers(
            figure,
            brush,
            ((-0.06, 0.22), (0.07, 0.22), (0.005, 0.15), (-0.075, 0.08), (0.085, 0.08), (0.005, 0.02)),
            0.038,
        )


def _wing_arm(figure: Figure, brush: Brush, bend: tuple[Point, Point, Point]) -> None:
    """A wing used as an arm: broad, with three feathers at its tip."""
    coat = figure.coat
    (x0, y0), (x1, y1), (x, y) = bend
    brush.stroke(bend, 0.14, 0.12, coat.shade)
    for dx, dy in ((0.05, -0.045), (0.0, -0.065), (-0.05, -0.045)):
        brush.stroke([(x1, y1), (x + dx, y + dy)], 0.075, 0.05, figure.tones.shade)
    brush.stroke([(x0, y0), (x1, y1), (x1 + (x - x1) * 0.8, y1 + (y - y1) * 0.8)], 0.115, 0.1, coat.main)
    brush.circle(x, y, 0.055, figure.tones.main)


def _flipper(figure: Figure, brush: Brush, bend: tuple[Point, Point, Point]) -> None:
    """A flipper: narrow and pointed."""
    coat = figure.coat
    (x1, y1), (x, y) = bend[1:]
    brush.stroke(bend, 0.125, 0.075, coat.shade)
    brush.stroke(bend, 0.10, 0.055, coat.main)
    if figure.suited:
        cuff = (x1 + (x - x1) * 0.55, y1 + (y - y1) * 0.55)
        brush.stroke([cuff, (x, y)], 0.09, 0.07, figure.white)
        brush.stroke([(x1 + (x - x1) * 0.75, y1 + (y - y1) * 0.75), (x, y)], 0.085, 0.06, figure.tones.main)


def _owl_tail(figure: Figure, brush: Brush) -> None:
    brush.blob([(0.08, 0.08), (-0.06, 0.02), (-0.10, -0.10), (0.02, -0.11), (0.12, -0.02)], figure.tones.deep)


def _duck_head(figure: Figure, brush: Brush) -> Headwear:
    """A round head with a broad flat beak and a curl of down."""
    tones = figure.tones
    brush.stroke([(-0.01, 0.17), (-0.02, 0.26), (0.05, 0.285)], 0.05, 0.03, tones.main)
    brush.stroke([(-0.04, 0.17), (-0.08, 0.24), (-0.06, 0.28)], 0.045, 0.028, tones.main)
    ball(brush, -0.02, 0.0, 0.215, 0.20, tones)
    beak, dark = _beak(figure)
    if figure.pose.mood > 0.45 and not figure.asleep:
        brush.blob([(0.05, -0.08), (0.20, -0.10), (0.27, -0.15), (0.17, -0.19), (0.06, -0.145)], dark)
    brush.blob(
        [
            (0.02, -0.035),
            (0.12, 0.0),
            (0.22, -0.02),
            (0.36, -0.045),
            (0.38, -0.095),
            (0.27, -0.12),
            (0.12, -0.115),
            (0.03, -0.10),
        ],
        dark,
    )
    brush.blob(
        [
            (0.03, -0.03),
            (0.12, 0.008),
            (0.22, -0.01),
            (0.355, -0.04),
            (0.36, -0.075),
            (0.26, -0.095),
            (0.12, -0.09),
            (0.04, -0.08),
        ],
        beak,
    )
    brush.ellipse(0.16, -0.02, 0.014, 0.01, dark)
    cheeks(figure, brush, ((-0.09, -0.075),), 0.048)
    eyes(figure, brush, ((-0.06, 0.055), (0.10, 0.062)), 0.052)
    return Headwear((-0.02, 0.17), 0.165, ((-0.055, 0.05), (0.11, 0.055)), 0.08, 0)


def _duck_trunk(figure: Figure, brush: Brush) -> None:
    ball(brush, 0, 0.16, 0.22, 0.225, figure.coat)
    if not figure.suited:
        brush.ellipse(0.02, 0.15, 0.15, 0.165, mix(figure.tones.main, figure.tones.light, 0.6))


def _duck_tail(figure: Figure, brush: Brush) -> None:
    brush.blob(
        [(0.10, 0.10), (-0.06, 0.10), (-0.17, 0.18), (-0.14, 0.03), (-0.02, -0.06), (0.10, -0.04)], figure.tones.main
    )


def front(figure: Figure) -> Colour:
    """The white front of a penguin; cream on a white one."""
    return figure.over((255, 236, 200)) if min(figure.tones.main) > 190 else figure.white


def _penguin_head(figure: Figure, brush: Brush) -> Headwear:
    """A dark cap over a white heart of a face, a short beak."""
    tones, white = figure.tones, front(figure)
    ball(brush, 0, 0, 0.245, 0.225, tones)
    brush.blob(
        [
            (-0.17, 0.0),
            (-0.155, 0.09),
            (-0.07, 0.125),
            (0.03, 0.06),
            (0.13, 0.125),
            (0.205, 0.09),
            (0.215, 0.0),
            (0.15, -0.14),
            (0.03, -0.19),
            (-0.11, -0.14),
        ],
        white,
    )
    cheeks(figure, brush, ((-0.105, -0.075), (0.165, -0.075)), 0.042)
    eyes(figure, brush, ((-0.07, 0.03), (0.125, 0.035)), 0.048)
    beak, dark = _beak(figure)
    brush.blob([(-0.025, -0.035), (0.035, -0.01), (0.10, -0.03), (0.13, -0.065), (0.04, -0.105), (-0.02, -0.075)], dark)
    brush.blob(
        [(-0.02, -0.03), (0.035, -0.006), (0.095, -0.028), (0.125, -0.058), (0.04, -0.065), (-0.018, -0.06)], beak
    )
    return Headwear((0.0, 0.19), 0.185, ((-0.07, 0.03), (0.13, 0.03)), 0.086, 0)


def _penguin_trunk(figure: Figure, brush: Brush) -> None:
    mass(
        brush,
        [
            (-0.15, 0.42),
            (0, 0.46),
            (0.15, 0.42),
            (0.235, 0.22),
            (0.21, 0.02),
            (0, -0.06),
            (-0.21, 0.02),
            (-0.235, 0.22),
        ],
        figure.coat,
    )
    if not figure.suited:
        brush.blob(
            [
                (-0.10, 0.40),
                (0.02, 0.42),
                (0.12, 0.40),
                (0.185, 0.2),
                (0.155, 0.03),
                (0.01, -0.035),
                (-0.14, 0.03),
                (-0.165, 0.2),
            ],
            front(figure),
        )
        brush.blob(
            [(-0.13, 0.08), (0.01, 0.03), (0.15, 0.08), (0.155, 0.03), (0.01, -0.035), (-0.14, 0.03)],
            mix(front(figure), figure.tones.shade, 0.16),
        )


def _penguin_tail(figure: Figure, brush: Brush) -> None:
    brush.polygon([(0.12, 0.05), (-0.03, -0.10), (0.12, -0.08)], figure.tones.shade)


OWL = Breed(
    _owl_head, _owl_tail, _feet, limbs=_feet_tones, trunk=_owl_trunk, arm=_wing_arm, hands=_main, toes=False,
    upright=Upright(leg=0.1, tall=0.4, broad=0.23, arm=0.1, thigh=0.07, head=(0.0, 0.53)),
)  # fmt: skip
DUCK = Breed(
    _duck_head, _duck_tail, _feet, limbs=_feet_tones, trunk=_duck_trunk, arm=_wing_arm, hands=_main, toes=False,
    upright=Upright(leg=0.14, tall=0.37, broad=0.21, arm=0.1, thigh=0.06, head=(0.02, 0.55)),
)  # fmt: skip
PENGUIN = Breed(
    _penguin_head, _penguin_tail, _feet, limbs=_feet_tones, trunk=_penguin_trunk, arm=_flipper, hands=_main, toes=False,
    upright=Upright(leg=0.08, tall=0.46, broad=0.225, arm=0.1, thigh=0.08, head=(0.01, 0.60)),
)  # fmt: skip
