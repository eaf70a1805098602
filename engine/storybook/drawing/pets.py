"""Dog, corgi, cat, fox and rabbit."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, Fourfooted, Upright
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.faces import cheeks, ear, eyes, nose, smile, tongue, whiskers
from engine.storybook.drawing.figure import Figure, Headwear, ball, mass
from engine.storybook.drawing.palette import PINK, mix

_CAT_EYES: Colour = (196, 226, 84)


def light(figure: Figure) -> Colour:
    """The light tone: of paws and muzzles."""
    return figure.tones.light


def deep(figure: Figure) -> Colour:
    """The deep tone: of socks and hooves."""
    return figure.tones.deep


def pale_belly(figure: Figure) -> Colour | None:
    """A belly in the light tone."""
    return figure.tones.light


def _dog_head(figure: Figure, brush: Brush) -> Headwear:
    """Hanging ears, a patch about one eye, a broad muzzle, the tongue out."""
    tones = figure.tones
    brush.blob([(0.15, 0.19), (0.26, 0.16), (0.31, -0.04), (0.25, -0.16), (0.18, -0.02)], tones.deep)
    ball(brush, 0, 0, 0.235, 0.225, tones)
    brush.ellipse(-0.09, 0.06, 0.095, 0.11, tones.deep, 12)
    brush.ellipse(0.075, -0.085, 0.165, 0.125, tones.shade)
    brush.ellipse(0.075, -0.075, 0.158, 0.117, tones.light)
    tongue(figure, brush, 0.11, -0.185, 0.045)
    smile(figure, brush, 0.085, -0.135, 0.075)
    nose(figure, brush, 0.10, -0.015, 0.068, 0.05)
    eyes(figure, brush, ((-0.085, 0.06), (0.115, 0.075)), 0.058)
    brush.blob([(-0.20, 0.20), (-0.09, 0.19), (-0.13, 0.02), (-0.18, -0.15), (-0.28, -0.14), (-0.29, 0.05)], tones.deep)
    return Headwear((0.0, 0.2), 0.2, ((-0.085, 0.06), (0.125, 0.07)), 0.088, 4)


def _dog_tail(figure: Figure, brush: Brush) -> None:
    wag = figure.sway(0.08)
    brush.stroke([(0.06, -0.02), (-0.08, 0.08), (-0.10 - wag, 0.30)], 0.11, 0.07, figure.tones.main)
    brush.stroke([(-0.095 - wag * 0.8, 0.24), (-0.10 - wag, 0.31)], 0.078, 0.066, figure.tones.light)


def _dog_markings(figure: Figure, brush: Brush) -> None:
    brush.ellipse(-0.16, 0.065, 0.115, 0.07, figure.tones.deep, -8)


def _corgi_head(figure: Figure, brush: Brush) -> Headwear:
    """Very large upright ears, a white blaze down to the muzzle, round cheeks, the tongue out."""
    tones = figure.tones
    inner = mix(tones.light, PINK, 0.65)
    ear(brush, (0.15, 0.12), (0.25, 0.42), 0.10, tones.main, inner)
    ear(brush, (-0.14, 0.12), (-0.25, 0.42), 0.11, tones.main, inner)
    mass(
        brush,
        [
            (-0.17, 0.17),
            (0.02, 0.21),
            (0.20, 0.16),
            (0.275, -0.03),
            (0.22, -0.15),
            (0.06, -0.21),
            (-0.16, -0.17),
            (-0.265, -0.04),
        ],
        tones,
    )
    brush.blob(
        [
            (-0.02, 0.19),
            (0.08, 0.19),
            (0.09, 0.06),
            (0.21, -0.06),
            (0.17, -0.16),
            (0.06, -0.195),
            (-0.06, -0.16),
            (-0.10, -0.06),
            (-0.01, 0.06),
        ],
        tones.light,
    )
    cheeks(figure, brush, ((-0.17, -0.07), (0.235, -0.06)), 0.04)
    tongue(figure, brush, 0.075, -0.165, 0.048)
    smile(figure, brush, 0.06, -0.115, 0.08)
    nose(figure, brush, 0.065, -0.02, 0.055, 0.042)
    eyes(figure, brush, ((-0.105, 0.055), (0.17, 0.06)), 0.052)
    return Headwear((0.0, 0.175), 0.17, ((-0.10, 0.055), (0.165, 0.055)), 0.088, 0)


def _corgi_tail(figure: Figure, brush: Brush) -> None:
    brush.circle(-0.01, 0.05, 0.07, figure.tones.light)


def _fox_head(figure: Figure, brush: Brush) -> Headwear:
    """Pointed ears with dark tips, a wide face with light cheeks, the nose at its point."""
    tones = figure.tones
    for side in (-1.0, 1.0):
        x = 0.03 + side * 0.16
        brush.polygon([(x - 0.115, 0.08), (x + side * 0.07, 0.40), (x + 0.115, 0.08)], tones.main)
        tip = (x + side * 0.07, 0.40)
        brush.polygon([(tip[0] - 0.048, 0.27), tip, (tip[0] + 0.048, 0.27), (tip[0], 0.25)], tones.deep)
        brush.polygon(
            [(x - 0.055, 0.10), (x + side * 0.045, 0.265), (x + 0.06, 0.10)], mix(tones.light, tones.shade, 0.25)
        )
    mass(
        brush,
        [
            (-0.17, 0.15),
            (0.03, 0.19),
            (0.23, 0.15),
            (0.36, -0.06),
            (0.20, -0.13),
            (0.09, -0.24),
            (-0.04, -0.19),
            (-0.30, -0.07),
        ],
        tones,
    )
    brush.blob(
        [(-0.30, -0.075), (-0.14, -0.03), (-0.01, -0.10), (0.085, -0.24), (-0.04, -0.195), (-0.18, -0.15)], tones.light
    )
    brush.blob(
        [(0.36, -0.065), (0.24, -0.03), (0.15, -0.10), (0.095, -0.24), (0.18, -0.16), (0.27, -0.12)], tones.light
    )
    smile(figure, brush, 0.065, -0.175, 0.06)
    nose(figure, brush, 0.085, -0.115, 0.055, 0.042)
    eyes(figure, brush, ((-0.095, 0.035), (0.185, 0.035)), 0.052)
    return Headwear((0.03, 0.15), 0.18, ((-0.09, 0.035), (0.18, 0.035)), 0.088, 0)


def _fox_tail(figure: Figure, brush: Brush) -> None:
    """A great brush with a white tip."""
    tones, lift = figure.tones, figure.sway(0.06)
    bush = [
        (0.06, -0.03),
        (-0.14, -0.08),
        (-0.30, 0.04),
        (-0.34, 0.24 + lift),
        (-0.22, 0.38 + lift),
        (-0.13, 0.20),
        (-0.02, 0.08),
    ]
    mass(brush, bush, tones, 0.95, 0.93)
    tip = [
        (-0.335, 0.19 + lift),
        (-0.34, 0.29 + lift),
        (-0.22, 0.385 + lift),
        (-0.165, 0.25 + lift),
        (-0.22, 0.21 + lift),
        (-0.27, 0.25 + lift),
    ]
    brush.blob(tip, tones.light)


def _cat_head(figure: Figure, brush: Brush) -> Headwear:
    """Pointed ears, a wide round face, slit eyes, long whiskers, stripes on the forehead."""
    tones = figure.tones
    for side in (-1.0, 1.0):
        x = 0.02 + side * 0.17
        brush.polygon([(x - 0.12, 0.07), (x + side * 0.07, 0.345), (x + 0.12, 0.07)], tones.main)
        brush.polygon([(x - 0.058, 0.12), (x + side * 0.05, 0.265), (x + 0.06, 0.12)], mix(PINK, tones.main, 0.15))
    ball(brush, 0.02, 0, 0.275, 0.215, tones)
    for dx in (-0.06, 0.0, 0.06):
        brush.stroke([(0.03 + dx, 0.20 - abs(dx) * 0.3), (0.03 + dx * 0.7, 0.125)], 0.03, 0.018, tones.deep)
    brush.ellipse(-0.005, -0.105, 0.085, 0.07, tones.light)
    brush.ellipse(0.115, -0.105, 0.085, 0.07, tones.light)
    whiskers(figure, brush, 0.055, -0.095, 0.15, 0.36)
    smile(figure, brush, 0.055, -0.135, 0.06)
    brush.polygon([(0.012, -0.04), (0.098, -0.04), (0.055, -0.088)], figure.over((232, 100, 124)))
    eyes(figure, brush, ((-0.10, 0.03), (0.165, 0.03)), 0.066, _CAT_EYES)
    return Headwear((0.02, 0.17), 0.185, ((-0.09, 0.03), (0.16, 0.03)), 0.092, 0)


def _cat_tail(figure: Figure, brush: Brush) -> None:
    """A long tail held up in a hook."""
    tones, sway = figure.tones, figure.sway(0.07)
    line = [(0.05, -0.03), (-0.12, 0.03), (-0.15, 0.22), (-0.08 + sway, 0.40), (-0.18 + sway, 0.50)]
    brush.stroke(line, 0.095, 0.07, tones.main)
    brush.stroke([(-0.105 + sway, 0.455), (-0.18 + sway, 0.50)], 0.076, 0.07, tones.deep)


def _cat_markings(figure: Figure, brush: Brush) -> None:
    for x in (-0.20, -0.09, 0.02):
        brush.stroke([(x, 0.135), (x - 0.015, 0.02)], 0.045, 0.02, figure.tones.deep)


def _rabbit_head(figure: Figure, brush: Brush) -> Headwear:
    """Very long ears, round cheeks, a pink nose and two teeth."""
    tones, tip = figure.tones, figure.sway(0.07)
    for side, dx in ((1.0, tip), (-1.0, 0.0)):
        line = [(side * 0.10, 0.12), (side * 0.13, 0.30), (side * 0.16 + dx, 0.50)]
        brush.stroke(line, 0.125, 0.115, tones.shade if side > 0 else tones.main)
        brush.stroke(
            [(side * 0.115, 0.2), (side * 0.13, 0.30), (side * 0.155 + dx, 0.48)], 0.055, 0.055, figure.over(PINK)
        )
    ball(brush, 0, 0, 0.235, 0.205, tones)
    brush.ellipse(-0.025, -0.10, 0.095, 0.078, tones.light)
    brush.ellipse(0.105, -0.10, 0.095, 0.078, tones.light)
    brush.box(0.008, -0.205, 0.072, -0.135, figure.white, 0.015)
    brush.stroke([(0.04, -0.14), (0.04, -0.2)], 0.014, 0.014, tones.deep)
    cheeks(figure, brush, ((-0.165, -0.055), (0.20, -0.055)), 0.042)
    smile(figure, brush, 0.04, -0.125, 0.06)
    nose(figure, brush, 0.04, -0.045, 0.045, 0.034, figure.over((232, 96, 130)))
    eyes(figure, brush, ((-0.085, 0.04), (0.145, 0.045)), 0.056)
    return Headwear((0.01, 0.165), 0.17, ((-0.08, 0.04), (0.145, 0.04)), 0.088, 0)


def _rabbit_tail(figure: Figure, brush: Brush) -> None:
    brush.circle(-0.05, 0.0, 0.105, figure.tones.rim if figure.tones.main == figure.tones.light else figure.tones.shade)
    brush.circle(-0.05, 0.012, 0.09, figure.tones.light)


_SMALL = Upright(leg=0.15, tall=0.38, broad=0.19, arm=0.1, thigh=0.13, head=(0.03, 0.56))
DOG = Breed(_dog_head, _dog_tail, light, pale_belly, markings=_dog_markings, upright=_SMALL)
CORGI = Breed(
    _corgi_head, _corgi_tail, light, pale_belly, upright=_SMALL,
    fourfooted=Fourfooted(leg=0.28, long=0.31, girth=0.165, limb=0.115, neck=0.26, head=(0.33, 0.58)),
)  # fmt: skip
FOX = Breed(
    _fox_head, _fox_tail, deep, pale_belly, upright=_SMALL,
    fourfooted=Fourfooted(leg=0.34, long=0.22, girth=0.135, limb=0.095, neck=0.2, head=(0.25, 0.62)),
)  # fmt: skip
CAT = Breed(
    _cat_head, _cat_tail, light, pale_belly, markings=_cat_markings, upright=_SMALL,
    fourfooted=Fourfooted(leg=0.34, long=0.23, girth=0.14, limb=0.1, neck=0.2, head=(0.23, 0.64)),
)  # fmt: skip
RABBIT = Breed(
    _rabbit_head, _rabbit_tail, light, pale_belly, lying=0.85,
    upright=Upright(leg=0.1, tall=0.36, broad=0.2, arm=0.1, thigh=0.15, head=(0.03, 0.52)),
    fourfooted=Fourfooted(leg=0.28, long=0.2, girth=0.16, limb=0.11, neck=0.2, head=(0.26, 0.54)),
)  # fmt: skip
