"""Frog and turtle."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, Fourfooted, Upright
from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.faces import cheeks, eyes, line_colour, smile
from engine.storybook.drawing.figure import Figure, Headwear, ball, mass
from engine.storybook.drawing.palette import INK, mix
from engine.storybook.drawing.pets import pale_belly


def _frog_head(figure: Figure, brush: Brush) -> Headwear:
    """Eyes on top of a wide flat head with a very wide mouth."""
    tones = figure.tones
    for x in (-0.135, 0.155):
        brush.circle(x, 0.135, 0.105, tones.shade)
        brush.circle(x, 0.142, 0.096, tones.main)
    mass(
        brush,
        [
            (-0.16, 0.11),
            (0.01, 0.12),
            (0.18, 0.11),
            (0.285, -0.02),
            (0.22, -0.13),
            (0.01, -0.165),
            (-0.20, -0.13),
            (-0.27, -0.02),
        ],
        tones,
    )
    brush.blob(
        [(-0.24, -0.06), (0.01, -0.09), (0.26, -0.06), (0.18, -0.14), (0.01, -0.16), (-0.17, -0.14)], tones.light
    )
    line = line_colour(figure)
    brush.stroke([(-0.225, -0.015), (-0.13, -0.07), (0.01, -0.09), (0.16, -0.07), (0.245, -0.015)], 0.026, 0.026, line)
    if figure.pose.mood > 0.6 and not figure.asleep:
        brush.blob([(-0.09, -0.08), (0.02, -0.09), (0.13, -0.08), (0.02, -0.145)], figure.over((210, 70, 90)))
    for x in (-0.02, 0.05):
        brush.circle(x, 0.005, 0.013, line)
    cheeks(figure, brush, ((-0.20, -0.005), (0.225, -0.005)), 0.042)
    eyes(figure, brush, ((-0.13, 0.15), (0.165, 0.15)), 0.066)
    return Headwear((0.015, 0.235), 0.155, ((-0.13, 0.15), (0.165, 0.15)), 0.1, 0)


def _toes(figure: Figure) -> Colour:
    return mix(figure.tones.main, figure.tones.light, 0.45)


def _frog_trunk(figure: Figure, brush: Brush) -> None:
    """A plump body between great thighs, when it sits as frogs do."""
    tones = figure.tones
    if figure.pose.action in ("stand", "read") and not figure.pose.riding:
        for side in (-1.0, 1.0):
            brush.ellipse(side * 0.215, 0.06, 0.145, 0.115, tones.shade, side * -28)
            brush.ellipse(side * 0.215, 0.07, 0.132, 0.104, tones.main, side * -28)
    pear = [(-0.14, 0.34), (0, 0.38), (0.14, 0.34), (0.2, 0.2), (0.2, 0.06), (0.12, -0.03), (0, -0.05), (-0.12, -0.03)]
    mass(brush, [*pear, (-0.2, 0.06), (-0.2, 0.2)], figure.coat)
    if not figure.suited:
        brush.ellipse(0.02, 0.15, 0.135, 0.16, tones.light)


def _frog_markings(figure: Figure, brush: Brush) -> None:
    for x, y, size in ((-0.12, 0.07, 0.035), (0.0, 0.085, 0.028), (-0.05, 0.02, 0.025)):
        brush.circle(x, y, size, figure.tones.shade)


def _skin(figure: Figure) -> Colour:
    return mix(figure.tones.main, figure.tones.light, 0.5)


def _turtle_head(figure: Figure, brush: Brush) -> Headwear:
    """A bald round head with a wide calm mouth."""
    tones = figure.tones
    ball(brush, 0.02, 0.0, 0.20, 0.175, tones)
    brush.ellipse(0.07, -0.075, 0.135, 0.085, mix(tones.main, tones.light, 0.6))
    for x, y in ((-0.07, 0.12), (-0.02, 0.145), (-0.12, 0.075)):
        brush.circle(x, y, 0.022, tones.shade)
    smile(figure, brush, 0.09, -0.085, 0.085)
    for x in (0.075, 0.125):
        brush.circle(x, -0.035, 0.011, INK)
    cheeks(figure, brush, ((-0.075, -0.055),), 0.042)
    eyes(figure, brush, ((-0.045, 0.04), (0.13, 0.045)), 0.052)
    return Headwear((0.01, 0.145), 0.165, ((-0.04, 0.04), (0.135, 0.04)), 0.082, 0)


def _plates(figure: Figure, brush: Brush) -> None:
    """Plates of a shell whose dome is one unit wide and 0.62 high."""
    tones = figure.tones
    plate = tones.deep
    rows: tuple[tuple[Point, ...], ...] = (
        ((-0.13, 0.50), (0.13, 0.50), (0.20, 0.30), (0.0, 0.16), (-0.20, 0.30)),
        ((-0.19, 0.47), (-0.26, 0.29), (-0.36, 0.16), (-0.40, 0.20), (-0.33, 0.38)),
        ((0.19, 0.47), (0.26, 0.29), (0.36, 0.16), (0.40, 0.20), (0.33, 0.38)),
        ((-0.22, 0.25), (-0.04, 0.12), (-0.08, 0.06), (-0.32, 0.06), (-0.32, 0.13)),
        ((0.22, 0.25), (0.04, 0.12), (0.08, 0.06), (0.32, 0.06), (0.32, 0.13)),
    )
    for points in rows:
        brush.polygon(points, plate)


def _shell(figure: Figure, brush: Brush) -> None:
    """The shell on the back."""
    tones = figure.tones
    dome = [
        (-0.50, 0.03),
        (-0.44, 0.30),
        (-0.24, 0.53),
        (0.0, 0.60),
        (0.24, 0.53),
        (0.44, 0.30),
        (0.50, 0.03),
        (0.0, -0.02),
    ]
    shell = brush.placed(-0.05, -0.08, 0.82)
    mass(shell, dome, tones, 0.97, 0.93)
    _plates(figure, shell)
    rim = mix(tones.main, tones.light, 0.55)
    if figure.suited:
        coat = figure.coat
        mass(
            shell,
            [
                (-0.06, 0.60),
                (0.12, 0.60),
                (0.27, 0.54),
                (0.47, 0.30),
                (0.53, 0.04),
                (0.2, -0.02),
                (-0.10, -0.02),
                (-0.16, 0.3),
            ],
            coat,
        )
        shell.stroke([(-0.05, 0.57), (-0.14, 0.3), (-0.09, 0.05)], 0.03, 0.03, coat.light)
        shell.box(0.02, 0.16, 0.2, 0.2, coat.shade)
    shell.stroke([(-0.5, 0.03), (0.0, -0.03), (0.5, 0.03)], 0.09, 0.09, tones.shade)
    shell.stroke([(-0.5, 0.04), (0.0, -0.015), (0.5, 0.04)], 0.065, 0.065, rim)


def _back_shell(figure: Figure, brush: Brush) -> None:
    """The shell behind one who stands up."""
    tones = figure.tones
    brush.ellipse(0.16, 0.13, 0.3, 0.3, tones.shade)
    brush.ellipse(0.16, 0.14, 0.285, 0.285, mix(tones.main, tones.light, 0.55))
    brush.ellipse(0.16, 0.14, 0.245, 0.25, tones.deep)


def _tail(figure: Figure, brush: Brush) -> None:
    if figure.pose.riding or figure.pose.held != "none":
        _back_shell(figure, brush)
    else:
        brush.stroke([(0.06, -0.06), (-0.08, -0.08)], 0.08, 0.03, figure.tones.main)


def _plastron(figure: Figure) -> Colour | None:
    return figure.tones.light


FROG = Breed(
    _frog_head, None, _toes, pale_belly, trunk=_frog_trunk, lying=0.75, markings=_frog_markings, size=1.08,
    upright=Upright(leg=0.11, tall=0.36, broad=0.21, arm=0.085, thigh=0.13, head=(0.01, 0.48)),
    fourfooted=Fourfooted(leg=0.26, long=0.14, girth=0.16, limb=0.1, neck=0.24, head=(0.22, 0.42), collar=(0.19, 0.27)),
)  # fmt: skip
TURTLE = Breed(
    _turtle_head, _tail, _skin, _plastron, cover=_shell, low_cover=_shell,
    upright=Upright(leg=0.13, tall=0.4, broad=0.2, arm=0.1, thigh=0.14, head=(0.02, 0.53)),
    fourfooted=Fourfooted(leg=0.22, long=0.24, girth=0.12, limb=0.125, neck=0.15, head=(0.44, 0.46)),
)  # fmt: skip
LOW_TURTLE = Breed(
    _turtle_head, _tail, _skin, _plastron, cover=_shell, low_cover=_shell,
    fourfooted=Fourfooted(leg=0.12, long=0.24, girth=0.12, limb=0.12, neck=0.15, head=(0.45, 0.3)),
)  # fmt: skip
