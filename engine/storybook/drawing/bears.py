"""Bear, polar bear, panda, teddy bear and koala."""

from __future__ import annotations

import math

from engine.storybook.drawing.body import Breed, Fourfooted, Upright
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.faces import bead, cheeks, eyes, nose, smile
from engine.storybook.drawing.figure import Figure, Headwear, ball, mass
from engine.storybook.drawing.palette import INK, Tones, mix
from engine.storybook.drawing.pets import light, pale_belly


def _round_ear(brush: Brush, x: float, y: float, size: float, outer: Colour, inner: Colour) -> None:
    brush.circle(x, y, size, outer)
    brush.circle(x, y - size * 0.12, size * 0.58, inner)


def _bear_head(figure: Figure, brush: Brush) -> Headwear:
    """Small round ears, a brow, a long light muzzle that stands out with a big nose."""
    tones = figure.tones
    for x in (-0.17, 0.19):
        _round_ear(brush, x, 0.175, 0.075, tones.main, tones.deep)
    mass(
        brush,
        [
            (-0.15, 0.19),
            (0.02, 0.225),
            (0.18, 0.185),
            (0.26, 0.0),
            (0.22, -0.15),
            (0.03, -0.21),
            (-0.18, -0.16),
            (-0.25, 0.0),
        ],
        tones,
    )
    brush.ellipse(0.085, -0.10, 0.145, 0.115, tones.shade)
    brush.ellipse(0.09, -0.085, 0.138, 0.108, tones.light)
    smile(figure, brush, 0.10, -0.135, 0.07)
    nose(figure, brush, 0.11, -0.02, 0.075, 0.055)
    eyes(figure, brush, ((-0.085, 0.055), (0.14, 0.06)), 0.048)
    return Headwear((0.01, 0.195), 0.2, ((-0.08, 0.05), (0.145, 0.055)), 0.085, 0)


def _claws(figure: Figure) -> Colour:
    return figure.tones.deep


def _stub(figure: Figure, brush: Brush) -> None:
    brush.circle(-0.02, 0.02, 0.06, figure.tones.main)


def _polar_head(figure: Figure, brush: Brush) -> Headwear:
    """A small flat head with a long dark-nosed snout to the right, and tiny ears far apart."""
    tones = figure.tones
    for x in (-0.145, 0.085):
        _round_ear(brush, x, 0.135, 0.055, tones.main, tones.deep)
    mass(
        brush,
        [
            (-0.14, 0.13),
            (-0.02, 0.165),
            (0.10, 0.13),
            (0.20, 0.03),
            (0.36, -0.02),
            (0.395, -0.10),
            (0.32, -0.17),
            (0.10, -0.165),
            (-0.12, -0.16),
            (-0.20, -0.02),
        ],
        tones,
    )
    brush.blob(
        [(0.20, -0.02), (0.36, -0.025), (0.39, -0.10), (0.31, -0.16), (0.20, -0.15), (0.16, -0.08)],
        mix(tones.main, tones.light, 0.6),
    )
    nose(figure, brush, 0.36, -0.035, 0.06, 0.052)
    brush.stroke([(0.37, -0.09), (0.33, -0.125), (0.22, -0.115)], 0.024, 0.024, INK)
    cheeks(figure, brush, ((-0.06, -0.06),), 0.045)
    eyes(figure, brush, ((-0.03, 0.045), (0.14, 0.055)), 0.044)
    return Headwear((-0.03, 0.135), 0.165, ((-0.03, 0.04), (0.155, 0.045)), 0.078, 0)


def _marks(figure: Figure) -> Colour:
    """The dark parts of a panda; light ones where its colour is black."""
    return figure.over(INK) if sum(figure.tones.main) > 200 else figure.tones.light


def _mark_tones(figure: Figure) -> Tones:
    marks = _marks(figure)
    edge = mix(marks, figure.tones.main, 0.3)
    return Tones(marks, edge, edge, edge, figure.tones.rim)


def _panda_head(figure: Figure, brush: Brush) -> Headwear:
    """Dark round ears and dark slanted patches about the eyes."""
    tones, marks = figure.tones, _marks(figure)
    for x in (-0.19, 0.21):
        brush.circle(x, 0.175, 0.095, marks)
    ball(brush, 0.01, 0, 0.275, 0.225, tones)
    brush.ellipse(-0.095, 0.015, 0.078, 0.10, marks, -32)
    brush.ellipse(0.145, 0.02, 0.075, 0.098, marks, 32)
    cheeks(figure, brush, ((-0.175, -0.085), (0.215, -0.085)), 0.042)
    smile(figure, brush, 0.035, -0.135, 0.06)
    nose(figure, brush, 0.035, -0.07, 0.055, 0.038)
    eyes(figure, brush, ((-0.08, 0.03), (0.13, 0.035)), 0.043)
    return Headwear((0.01, 0.19), 0.195, ((-0.085, 0.025), (0.14, 0.03)), 0.088, 0)


def _panda_markings(figure: Figure, brush: Brush) -> None:
    """The dark band over the shoulders."""
    brush.blob([(0.06, 0.15), (0.24, 0.155), (0.34, 0.04), (0.30, -0.10), (0.14, -0.14), (0.08, 0.0)], _marks(figure))


def _stitches(brush: Brush, x: float, low: float, high: float, colour: Colour) -> None:
    steps = 5
    for index in range(steps):
        y = low + (high - low) * (index + 0.25) / steps
        brush.stroke([(x, y), (x, y + (high - low) * 0.5 / steps)], 0.018, 0.018, colour)


def _teddy_head(figure: Figure, brush: Brush) -> Headwear:
    """Big round ears, button eyes, a seam down the forehead, a stitched mouth."""
    tones = figure.tones
    for x in (-0.205, 0.215):
        _round_ear(brush, x, 0.16, 0.115, tones.main, tones.light)
    ball(brush, 0.005, 0, 0.265, 0.235, tones)
    _stitches(brush, 0.01, 0.06, 0.215, tones.deep)
    brush.ellipse(0.03, -0.09, 0.135, 0.105, tones.light)
    brush.stroke([(0.03, -0.06), (0.03, -0.13)], 0.022, 0.022, INK)
    smile(figure, brush, 0.03, -0.145, 0.06)
    brush.polygon([(-0.035, -0.025), (0.095, -0.025), (0.03, -0.085)], figure.over((92, 46, 40)))
    cheeks(figure, brush, ((-0.175, -0.06), (0.21, -0.06)), 0.042)
    for x in (-0.105, 0.14):
        bead(figure, brush, x, 0.035, 0.043)
    return Headwear((0.0, 0.2), 0.19, ((-0.10, 0.035), (0.14, 0.035)), 0.09, 0)


def _teddy_trunk(figure: Figure, brush: Brush) -> None:
    """A plump belly with a seam and a sewn-on patch."""
    coat = figure.coat
    ball(brush, 0, 0.19, 0.225, 0.24, coat)
    if figure.suited:
        return
    brush.ellipse(0.01, 0.17, 0.15, 0.165, figure.tones.light)
    _stitches(brush, 0.02, 0.05, 0.31, figure.tones.deep)
    _patch(figure, brush.placed(-0.085, 0.12, angle=12))


def _patch(figure: Figure, brush: Brush) -> None:
    """A sewn-on patch of cloth."""
    cloth = figure.over((228, 70, 80) if figure.tones.main[2] > figure.tones.main[0] else (70, 130, 220))
    brush.box(-0.052, -0.052, 0.052, 0.052, figure.white)
    brush.box(-0.042, -0.042, 0.042, 0.042, cloth)


def _teddy_markings(figure: Figure, brush: Brush) -> None:
    """The seam along the side, and the patch."""
    for index in range(6):
        x = -0.30 + 0.09 * index
        brush.stroke([(x, 0.11), (x + 0.045, 0.11)], 0.018, 0.018, figure.tones.deep)
    _patch(figure, brush.placed(-0.02, 0.02, angle=12))


def _koala_head(figure: Figure, brush: Brush) -> Headwear:
    """Great fluffy ears at the sides and a tall dark nose."""
    tones = figure.tones
    tuft = mix(tones.light, figure.white, 0.4)
    for side in (-1.0, 1.0):
        x, y = 0.015 + side * 0.265, 0.085
        for turn in range(0, 360, 40):
            angle = math.radians(turn)
            brush.circle(
                x + 0.085 * math.cos(angle), y + 0.085 * math.sin(angle), 0.065, tones.shade if side > 0 else tones.main
            )
        brush.circle(x, y, 0.09, tones.main)
        for dx, dy, size in ((0.0, -0.01, 0.062), (0.045, -0.055, 0.045), (-0.04, 0.035, 0.04)):
            brush.circle(x + side * dx, y + dy, size, tuft)
    ball(brush, 0.015, 0, 0.245, 0.205, tones)
    brush.ellipse(0.03, -0.14, 0.10, 0.055, tuft)
    cheeks(figure, brush, ((-0.14, -0.075), (0.185, -0.075)), 0.042)
    smile(figure, brush, 0.03, -0.155, 0.05)
    nose(figure, brush, 0.035, -0.03, 0.062, 0.092)
    for x in (-0.095, 0.145):
        bead(figure, brush, x, 0.03, 0.04)
    return Headwear((0.015, 0.165), 0.18, ((-0.095, 0.03), (0.15, 0.03)), 0.085, 0)


BEAR = Breed(
    _bear_head, _stub, _claws, pale_belly, size=1.06,
    upright=Upright(leg=0.16, tall=0.48, broad=0.25, arm=0.135, thigh=0.175, head=(0.03, 0.63)),
    fourfooted=Fourfooted(leg=0.36, long=0.25, girth=0.2, limb=0.15, neck=0.3, head=(0.32, 0.62)),
)  # fmt: skip
POLAR_BEAR = Breed(
    _polar_head, _stub, size=1.0,
    upright=Upright(leg=0.16, tall=0.5, broad=0.25, arm=0.135, thigh=0.175, head=(-0.05, 0.66)),
    fourfooted=Fourfooted(leg=0.40, long=0.25, girth=0.22, limb=0.16, neck=0.27, head=(0.36, 0.78)),
)  # fmt: skip
PANDA = Breed(
    _panda_head, _stub, _marks, lying=0.9, limbs=_mark_tones, markings=_panda_markings,
    upright=Upright(leg=0.13, tall=0.44, broad=0.26, arm=0.115, thigh=0.15, head=(0.02, 0.6)),
    fourfooted=Fourfooted(leg=0.34, long=0.23, girth=0.19, limb=0.14, neck=0.28, head=(0.3, 0.58)),
)  # fmt: skip
TEDDY_BEAR = Breed(
    _teddy_head, None, light, pale_belly, trunk=_teddy_trunk, markings=_teddy_markings, lying=0.86, sits=True,
    toes=False,
    upright=Upright(leg=0.14, tall=0.4, broad=0.22, arm=0.125, thigh=0.15, head=(0.01, 0.58)),
    fourfooted=Fourfooted(leg=0.3, long=0.2, girth=0.17, limb=0.13, neck=0.24, head=(0.26, 0.56)),
)  # fmt: skip
KOALA = Breed(
    _koala_head, None, limbs=lambda figure: figure.tones, belly=pale_belly, size=1.05, lying=0.82,
    upright=Upright(leg=0.11, tall=0.38, broad=0.21, arm=0.125, thigh=0.15, head=(0.01, 0.56)),
    fourfooted=Fourfooted(leg=0.28, long=0.19, girth=0.165, limb=0.125, neck=0.24, head=(0.25, 0.52)),
)  # fmt: skip
