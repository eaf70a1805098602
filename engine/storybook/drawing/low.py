"""Bodies low down: lying, sleeping and swimming, of whatever has four limbs."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, draw_head, draw_tail
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.faces import dreams
from engine.storybook.drawing.figure import Figure, Frame, mass
from engine.storybook.drawing.palette import mix
from engine.storybook.drawing.pose import Anchors
from engine.storybook.drawing.worn import draw_scarf, draw_suit_front


def draw_lying(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature that lies on its belly, or sleeps with its head on its paws."""
    brush, tones, limbs = figure.brush, figure.tones, breed.limbs(figure)
    asleep = figure.asleep
    paws = breed.paws(figure)
    draw_tail(figure, breed, Frame(-0.42, 0.2, 0.85, angle=-32 if breed.hanging_tail else 14))
    brush.stroke([(0.16, 0.07), (0.50, 0.05)], 0.12, 0.1, limbs.shade)
    brush.ellipse(0.52, 0.05, 0.065, 0.05, mix(paws, limbs.shade, 0.5))
    great = max(0.0, breed.chin - 0.36) * 1.2
    head = (
        Frame(0.33 - great, 0.05 + breed.chin, angle=-7 + figure.sway(4))
        if asleep
        else Frame(0.27 - great, 0.54, angle=figure.sway(6))
    )
    if not asleep:
        brush.stroke([(0.16, 0.22), (0.25, 0.44)], 0.27, 0.22, tones.main)
    body = [
        (-0.50, 0.12), (-0.46, 0.29), (-0.28, 0.37), (-0.02, 0.34), (0.20, 0.35), (0.32, 0.24), (0.32, 0.08),
        (0.18, 0.005), (-0.1, 0.0), (-0.42, 0.005),
    ]  # fmt: skip
    mass(brush, body, tones, 0.97, 0.88)
    chest = breed.belly(figure)
    if chest is not None:
        brush.blob([(0.16, 0.34), (0.30, 0.30), (0.325, 0.10), (0.22, 0.02), (0.13, 0.14)], chest)
    if breed.markings is not None:
        breed.markings(figure, brush.placed(-0.06, 0.19))
    if figure.suited:
        _jacket(figure, brush)
    brush.ellipse(-0.27, 0.16, 0.175, 0.165, limbs.shade)
    brush.ellipse(-0.275, 0.17, 0.16, 0.152, limbs.main)
    brush.ellipse(-0.16, 0.045, 0.13, 0.052, limbs.shade)
    brush.ellipse(-0.155, 0.05, 0.118, 0.046, paws)
    if breed.low_cover is not None:
        breed.low_cover(figure, brush.placed(-0.06, 0.19))
    collar = Frame(0.25, 0.32)
    if not asleep:
        draw_suit_front(figure, collar, 0.19, 0.26, buttons=False)
    draw_scarf(figure, Frame(0.22, 0.33, angle=-6) if not asleep else Frame(0.15, 0.25, angle=-52), 0.19)
    _forelegs(figure, breed, brush)
    wear = draw_head(figure, breed, head, collar.out((0, 0.02)), collar.out((0, -0.1)))
    if asleep:
        dreams(figure, brush, 0.5, 0.68)
    return Anchors(saddle=(-0.12, 0.32), shadow=(-0.5, 0.56), wear=wear)


def _jacket(figure: Figure, brush: Brush) -> None:
    coat = figure.coat
    points = [
        (-0.18, 0.37), (-0.02, 0.355), (0.20, 0.365), (0.335, 0.25), (0.335, 0.08), (0.2, 0.0), (-0.1, -0.005),
        (-0.2, 0.0), (-0.24, 0.2),
    ]  # fmt: skip
    mass(brush, points, coat, 0.97, 0.88)


def _forelegs(figure: Figure, breed: Breed, brush: Brush) -> None:
    limbs, paws = breed.limbs(figure), breed.paws(figure)
    brush.stroke([(0.13, 0.09), (0.42, 0.045)], 0.15, 0.115, limbs.shade)
    brush.stroke([(0.13, 0.10), (0.42, 0.05)], 0.13, 0.1, limbs.main)
    if figure.suited:
        brush.stroke([(0.13, 0.10), (0.36, 0.058)], 0.13, 0.125, figure.white)
        brush.stroke([(0.12, 0.10), (0.33, 0.065)], 0.15, 0.14, figure.coat.main)
    brush.ellipse(0.44, 0.045, 0.08, 0.05, limbs.shade)
    brush.ellipse(0.445, 0.05, 0.07, 0.044, paws)


SURFACE = 0.17
"""Height of the water on a swimmer."""


def draw_swimming(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature that swims: its back and its head above the water, a paw in front, its legs below."""
    brush, tones, limbs = figure.brush, figure.tones, breed.limbs(figure)
    paws = breed.paws(figure)
    kick = figure.sway(0.04)
    draw_tail(figure, breed, Frame(-0.40, 0.19, 0.85, angle=-32 if breed.hanging_tail else -4))
    for x, reach in ((-0.32, -0.16 - kick), (-0.22, -0.1 + kick)):
        brush.stroke([(x, 0.08), (x + reach, -0.12)], 0.13, 0.1, limbs.shade)
    brush.stroke([(0.18, 0.12), (0.42, 0.16 + kick), (0.54, 0.10)], 0.12, 0.1, limbs.shade)
    brush.stroke([(0.12, 0.18), (0.24, 0.42)], 0.3, 0.22, tones.main)
    body = [
        (-0.46, 0.12),
        (-0.40, 0.25),
        (-0.18, 0.31),
        (0.06, 0.32),
        (0.28, 0.30),
        (0.34, 0.14),
        (0.24, -0.04),
        (-0.1, -0.09),
        (-0.38, -0.03),
    ]
    mass(brush, body, tones, 0.97, 0.88)
    chest = breed.belly(figure)
    if chest is not None:
        brush.blob([(0.18, 0.30), (0.30, 0.27), (0.335, 0.10), (0.22, -0.02), (0.14, 0.12)], chest)
    if figure.suited:
        mass(
            brush,
            [(-0.16, 0.33), (0.06, 0.34), (0.29, 0.315), (0.355, 0.14), (0.25, -0.05), (-0.1, -0.1), (-0.2, 0.1)],
            figure.coat,
            0.97,
            0.88,
        )
    elif breed.markings is not None:
        breed.markings(figure, brush.placed(-0.06, 0.15))
    if breed.low_cover is not None:
        breed.low_cover(figure, brush.placed(-0.06, 0.15))
    collar = Frame(0.25, 0.34)
    draw_suit_front(figure, collar, 0.19, 0.26, buttons=False)
    draw_scarf(figure, Frame(0.21, 0.35, angle=-5), 0.19)
    head = Frame(0.26, 0.56, angle=figure.sway(4))
    wear = draw_head(figure, breed, head, collar.out((0, 0.02)), collar.out((0, -0.08)))
    stroke = [(0.06, 0.20), (0.28, 0.20 - kick), (0.42, 0.21 - kick)]
    brush.stroke(stroke, 0.15, 0.125, (figure.coat if figure.suited else limbs).shade)
    brush.stroke(stroke, 0.125, 0.1, (figure.coat if figure.suited else limbs).main)
    brush.circle(0.45, 0.21 - kick, 0.064, limbs.shade)
    brush.circle(0.45, 0.215 - kick, 0.055, paws)
    hand = (0.5, 0.24) if figure.pose.carrying else None
    return Anchors(saddle=(-0.16, 0.28), hand=hand, room=0.42, shadow=(-0.46, 0.5), water=SURFACE, wear=wear)
