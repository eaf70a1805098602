"""Horse, elephant and mammoth."""

from __future__ import annotations

import itertools

from engine.storybook.drawing.body import Breed, Fourfooted, Upright
from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.faces import cheeks, eyes, smile
from engine.storybook.drawing.figure import Figure, Headwear, ball, limb, mass
from engine.storybook.drawing.palette import INK, PINK, mix
from engine.storybook.drawing.pets import deep

_IVORY: Colour = (255, 246, 220)


def _mane(figure: Figure) -> Colour:
    """Of mane and tail: plainly other than the coat, light on a dark horse."""
    return figure.tones.deep


def _horse_head(figure: Figure, brush: Brush) -> Headwear:
    """A long head with a soft pale nose, upright ears, a blaze, and a mane down the neck."""
    tones, mane = figure.tones, _mane(figure)
    brush.blob(
        [
            (-0.02, 0.16),
            (-0.14, 0.14),
            (-0.25, 0.0),
            (-0.34, -0.22),
            (-0.36, -0.40),
            (-0.24, -0.33),
            (-0.18, -0.16),
            (-0.08, 0.0),
        ],
        mane,
    )
    for root, tip, colour in (((0.08, 0.10), (0.12, 0.26), tones.shade), ((-0.05, 0.10), (-0.05, 0.28), tones.main)):
        brush.polygon([(root[0] - 0.055, root[1]), tip, (root[0] + 0.055, root[1])], colour)
    mass(
        brush,
        [
            (-0.14, 0.10),
            (0.0, 0.15),
            (0.12, 0.11),
            (0.21, -0.04),
            (0.31, -0.14),
            (0.32, -0.26),
            (0.22, -0.32),
            (0.10, -0.27),
            (-0.04, -0.17),
            (-0.16, -0.08),
        ],
        tones,
        0.97,
        0.93,
    )
    brush.blob(
        [(0.215, -0.10), (0.31, -0.14), (0.32, -0.26), (0.22, -0.315), (0.12, -0.27), (0.13, -0.17)], tones.light
    )
    brush.blob([(0.03, 0.13), (0.09, 0.09), (0.20, -0.06), (0.16, -0.08), (0.07, 0.03)], tones.light)
    for x, y in ((0.20, -0.19), (0.275, -0.175)):
        brush.ellipse(x, y, 0.018, 0.024, INK, -20)
    smile(figure, brush, 0.225, -0.262, 0.055)
    brush.blob([(-0.04, 0.17), (0.07, 0.19), (0.06, 0.09), (0.02, 0.06), (-0.03, 0.10)], mane)
    cheeks(figure, brush, ((-0.01, -0.10),), 0.05)
    eyes(figure, brush, ((-0.025, 0.02), (0.125, 0.035)), 0.05)
    return Headwear((0.02, 0.13), 0.16, ((-0.02, 0.02), (0.13, 0.025)), 0.08, -4)


def _horse_tail(figure: Figure, brush: Brush) -> None:
    sway = figure.sway(0.05)
    brush.blob(
        [
            (0.05, 0.03),
            (-0.10, 0.06),
            (-0.19, -0.08),
            (-0.20 - sway, -0.32),
            (-0.12 - sway, -0.42),
            (-0.08, -0.24),
            (-0.02, -0.08),
        ],
        _mane(figure),
    )


def _trunk(figure: Figure, brush: Brush, line: list[Point], thick: float) -> None:
    """The trunk of an elephant, with rings."""
    limb(brush, line, thick, thick * 0.52, figure.tones)
    for (x, y), (next_x, next_y) in itertools.pairwise(line[1:]):
        dx, dy = (next_y - y) * 0.28, (x - next_x) * 0.28
        brush.stroke([(x - dx, y - dy), (x + dx, y + dy)], 0.018, 0.018, figure.tones.shade)


def _tusk(figure: Figure, brush: Brush, line: list[Point], thick: float) -> None:
    brush.stroke(line, thick + 0.03, 0.05, figure.over((170, 150, 120)))
    brush.stroke(line, thick, 0.026, figure.over(_IVORY))


def _elephant_head(figure: Figure, brush: Brush) -> Headwear:
    """Very large ears, a raised trunk and short tusks."""
    tones = figure.tones
    inner = mix(tones.main, PINK, 0.55)
    for points, inside in (
        ([(0.13, 0.16), (0.30, 0.24), (0.40, 0.06), (0.33, -0.14), (0.18, -0.12)], 0.62),
        ([(-0.10, 0.16), (-0.28, 0.28), (-0.44, 0.16), (-0.45, -0.08), (-0.32, -0.24), (-0.14, -0.14)], 0.68),
    ):
        x, y = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
        brush.blob(points, tones.shade)
        brush.blob([(x + (px - x) * 0.9, y + (py - y) * 0.9 + 0.008) for px, py in points], tones.main)
        brush.blob([(x + (px - x) * inside, y + (py - y) * inside) for px, py in points], figure.over(inner))
    ball(brush, 0, 0.01, 0.225, 0.215, tones)
    lift = figure.sway(0.06)
    _tusk(figure, brush, [(0.14, -0.12), (0.21, -0.2), (0.28, -0.18)], 0.05)
    _trunk(figure, brush, [(0.07, -0.05), (0.09, -0.22), (0.18, -0.36), (0.32, -0.36), (0.38, -0.24 + lift)], 0.16)
    _tusk(figure, brush, [(-0.02, -0.14), (0.0, -0.23), (0.07, -0.245)], 0.055)
    cheeks(figure, brush, ((-0.12, -0.06),), 0.05)
    eyes(figure, brush, ((-0.075, 0.06), (0.12, 0.065)), 0.05)
    return Headwear((0.0, 0.19), 0.18, ((-0.07, 0.055), (0.13, 0.06)), 0.085, 0)


def _thin_tail(figure: Figure, brush: Brush) -> None:
    sway = figure.sway(0.05)
    brush.stroke([(0.04, 0.0), (-0.08, -0.04), (-0.11 - sway, -0.2)], 0.05, 0.035, figure.tones.main)
    brush.ellipse(-0.115 - sway, -0.22, 0.03, 0.05, figure.tones.deep)


def _nails(figure: Figure) -> Colour:
    return figure.tones.main


def _mammoth_head(figure: Figure, brush: Brush) -> Headwear:
    """A high shaggy crown of hair, small ears, a hanging trunk and two huge curved tusks."""
    tones = figure.tones
    brush.blob([(-0.12, 0.08), (-0.25, 0.09), (-0.29, -0.06), (-0.18, -0.11)], tones.shade)
    _tusk(figure, brush, [(0.13, -0.12), (0.24, -0.30), (0.42, -0.32), (0.51, -0.14)], 0.07)
    ball(brush, 0.0, 0.02, 0.22, 0.225, tones)
    tuft = [(-0.20, 0.10), (-0.19, 0.24), (-0.10, 0.33), (0.0, 0.37), (0.10, 0.34), (0.19, 0.24), (0.21, 0.09)]
    brush.blob(
        [*tuft, (0.16, 0.17), (0.10, 0.10), (0.05, 0.19), (-0.02, 0.11), (-0.07, 0.19), (-0.14, 0.10)], tones.deep
    )
    _trunk(figure, brush, [(0.07, -0.04), (0.09, -0.2), (0.10, -0.34), (0.17, -0.44), (0.24, -0.42)], 0.16)
    _tusk(figure, brush, [(-0.01, -0.13), (0.04, -0.33), (0.22, -0.42), (0.35, -0.27)], 0.078)
    cheeks(figure, brush, ((-0.12, -0.06),), 0.045)
    eyes(figure, brush, ((-0.065, 0.04), (0.12, 0.045)), 0.045)
    return Headwear((0.0, 0.31), 0.18, ((-0.06, 0.04), (0.125, 0.04)), 0.08, 0)


def _fringe(brush: Brush, half: float, top: float, low: float, locks: int, colour: Colour) -> None:
    """Hair that hangs in pointed locks from `top` down to `low`."""
    points: list[Point] = [(-half, top)]
    step = 2 * half / locks
    for index in range(locks):
        x = -half + index * step
        points += [(x, low + (top - low) * 0.62), (x + step * 0.42, low + (0.03 if index % 2 else 0.0))]
    brush.polygon([*points, (half, low + (top - low) * 0.62), (half, top)], colour)


def _shag(figure: Figure, brush: Brush) -> None:
    """Long hair that hangs from the belly over the legs."""
    if figure.suited:
        _fringe(brush.placed(-0.22, 0.0), 0.16, -0.04, -0.30, 4, figure.tones.deep)
        return
    _fringe(brush, 0.36, -0.02, -0.33, 8, figure.tones.deep)
    _fringe(brush, 0.37, 0.02, -0.21, 8, figure.tones.main)


def _low_shag(figure: Figure, brush: Brush) -> None:
    if not figure.suited:
        _fringe(brush.placed(-0.02, 0.0), 0.36, 0.06, -0.19, 8, figure.tones.deep)
        _fringe(brush.placed(-0.02, 0.0), 0.37, 0.12, -0.09, 8, figure.tones.main)


def _shaggy_trunk(figure: Figure, brush: Brush) -> None:
    """A trunk on two legs with hair that hangs from it."""
    mass(
        brush,
        [
            (-0.16, 0.45),
            (0, 0.48),
            (0.16, 0.45),
            (0.23, 0.28),
            (0.25, 0.1),
            (0.16, -0.03),
            (0, -0.05),
            (-0.16, -0.03),
            (-0.25, 0.1),
            (-0.23, 0.28),
        ],
        figure.coat,
    )
    if not figure.suited:
        _fringe(brush, 0.235, 0.12, -0.1, 6, figure.tones.deep)
        _fringe(brush, 0.235, 0.2, 0.0, 6, figure.tones.main)


HORSE = Breed(
    _horse_head, _horse_tail, deep, chin=0.3, toes=False, hanging_tail=True,
    upright=Upright(leg=0.2, tall=0.46, broad=0.21, arm=0.11, thigh=0.14, head=(0.0, 0.70)),
    fourfooted=Fourfooted(leg=0.46, long=0.25, girth=0.16, limb=0.085, neck=0.18, head=(0.36, 0.86)),
)  # fmt: skip
ELEPHANT = Breed(
    _elephant_head, _thin_tail, _nails, chin=0.42, hanging_tail=True,
    upright=Upright(leg=0.16, tall=0.46, broad=0.25, arm=0.14, thigh=0.18, head=(0.02, 0.64)),
    fourfooted=Fourfooted(leg=0.42, long=0.21, girth=0.23, limb=0.17, neck=0.3, head=(0.24, 0.68), collar=(0.17, 0.50)),
)  # fmt: skip
MAMMOTH = Breed(
    _mammoth_head, _thin_tail, _nails, cover=_shag, low_cover=_low_shag, trunk=_shaggy_trunk,
    chin=0.47, hanging_tail=True,
    upright=Upright(leg=0.16, tall=0.46, broad=0.25, arm=0.14, thigh=0.18, head=(0.02, 0.62)),
    fourfooted=Fourfooted(leg=0.44, long=0.2, girth=0.24, limb=0.17, neck=0.34, head=(0.22, 0.68), collar=(0.09, 0.49)),
)  # fmt: skip
