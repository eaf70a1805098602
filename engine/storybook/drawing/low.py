"""Bodies low down: lying, sleeping and swimming, of whatever has four limbs."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, draw_head, draw_tail
from engine.storybook.drawing.canvas import Brush, Points
from engine.storybook.drawing.faces import dreams
from engine.storybook.drawing.figure import Figure, Frame, mass
from engine.storybook.drawing.palette import mix
from engine.storybook.drawing.pose import Anchors
from engine.storybook.drawing.worn import draw_scarf, draw_suit_front

_LYING: Points = (
    (-0.50, 0.12), (-0.46, 0.29), (-0.28, 0.37), (-0.02, 0.34), (0.20, 0.35), (0.32, 0.24), (0.32, 0.08),
    (0.18, 0.005), (-0.1, 0.0), (-0.42, 0.005),
)  # fmt: skip
_LYING_CHEST: Points = ((0.16, 0.34), (0.30, 0.30), (0.325, 0.10), (0.22, 0.02), (0.13, 0.14))
_LYING_JACKET: Points = (
    (-0.18, 0.37), (-0.02, 0.355), (0.20, 0.365), (0.335, 0.25), (0.335, 0.08), (0.2, 0.0), (-0.1, -0.005),
    (-0.2, 0.0), (-0.24, 0.2),
)  # fmt: skip
_SWIMMING: Points = (
    (-0.46, 0.12), (-0.40, 0.25), (-0.18, 0.31), (0.06, 0.32), (0.28, 0.30), (0.34, 0.14), (0.24, -0.04),
    (-0.1, -0.09), (-0.38, -0.03),
)  # fmt: skip
_SWIMMING_CHEST: Points = ((0.18, 0.30), (0.30, 0.27), (0.335, 0.10), (0.22, -0.02), (0.14, 0.12))
_SWIMMING_JACKET: Points = (
    (-0.16, 0.33), (0.06, 0.34), (0.29, 0.315), (0.355, 0.14), (0.25, -0.05), (-0.1, -0.1), (-0.2, 0.1),
)  # fmt: skip
SURFACE = 0.17
"""Height of the water on a swimmer."""


def _drawn_in(points: Points, share: float) -> Points:
    """The points with those left of the origin nearer to it."""
    return [(x * share if x < 0 else x, y) for x, y in points]


def _trunk(figure: Figure, breed: Breed, middle: Frame, body: Points, chest: Points, jacket: Points) -> None:
    """The trunk with its chest and markings, under the jacket of a suit if there is one."""
    brush = figure.brush
    if breed.low_trunk is not None:
        breed.low_trunk(figure, middle.on(brush))
    else:
        mass(brush, _drawn_in(body, breed.lying), figure.tones, 0.97, 0.88)
        breast = breed.belly(figure)
        if breast is not None:
            brush.blob(chest, breast)
    if breed.markings is not None:
        breed.markings(figure, middle.on(brush))
    if figure.suited:
        mass(brush, _drawn_in(jacket, breed.lying), figure.coat, 0.97, 0.88)


def draw_lying(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature that lies on its belly, or sleeps with its head on its paws."""
    brush, tones, limbs = figure.brush, figure.tones, breed.limbs(figure)
    asleep = figure.asleep
    draw_tail(figure, breed, Frame(-0.42 * breed.lying, 0.2, 0.85, angle=-32 if breed.hanging_tail else 14))
    brush.stroke([(0.16, 0.07), (0.50, 0.05)], 0.12, 0.1, limbs.shade)
    brush.ellipse(0.52, 0.05, 0.065, 0.05, mix(breed.paws(figure), limbs.shade, 0.5))
    back = max(0.0, breed.chin - 0.36) * 1.2
    if asleep:
        head = Frame(0.33 - back, 0.05 + breed.chin, angle=-7 + figure.sway(4))
    else:
        head = Frame(0.27 - back, 0.54, angle=figure.sway(6))
        brush.stroke([(0.16, 0.22), (0.25, 0.44)], 0.27, 0.22, tones.main)
    middle = Frame(-0.06 * breed.lying, 0.19)
    _trunk(figure, breed, middle, _LYING, _LYING_CHEST, _LYING_JACKET)
    _hind_leg(figure, breed)
    if breed.low_cover is not None:
        breed.low_cover(figure, middle.on(brush))
    collar = Frame(0.14, 0.32, angle=-58) if asleep else Frame(0.25 - back, 0.32)
    draw_suit_front(figure, collar, 0.19, 0.26, buttons=False)
    neck = Frame(0.09 - back, 0.24, angle=-64) if asleep else Frame(0.22 - back * 1.6, 0.33 - back * 0.5, angle=-6)
    if not asleep:
        draw_scarf(figure, neck, 0.2, 0.2)
    _forelegs(figure, breed)
    chest = (0.0, 0.24) if asleep else collar.out((0, -0.1))
    wear = draw_head(figure, breed, head, (neck.x, neck.y), chest)
    if asleep:
        draw_scarf(figure, neck, 0.15, 0.13)
        dreams(figure, brush, 0.5, 0.68)
    return Anchors(saddle=(-0.12, 0.32), shadow=(-0.5 * breed.lying, 0.56), wear=wear)


def _hind_leg(figure: Figure, breed: Breed) -> None:
    """The near hind leg of one who lies: folded, or stretched out behind one with a stiff trunk."""
    brush, limbs, paws = figure.brush, breed.limbs(figure), breed.paws(figure)
    if breed.low_trunk is not None:
        brush.stroke([(-0.30, 0.08), (-0.52, 0.07)], 0.13, 0.12, limbs.shade)
        brush.stroke([(-0.30, 0.09), (-0.52, 0.08)], 0.11, 0.1, limbs.main)
        brush.ellipse(-0.56, 0.10, 0.055, 0.1, limbs.shade)
        brush.ellipse(-0.565, 0.10, 0.045, 0.088, paws)
        return
    x = -0.27 * breed.lying
    brush.ellipse(x, 0.16, 0.175, 0.165, limbs.shade)
    brush.ellipse(x - 0.005, 0.17, 0.16, 0.152, limbs.main)
    brush.ellipse(x + 0.11, 0.045, 0.13, 0.052, limbs.shade)
    brush.ellipse(x + 0.115, 0.05, 0.118, 0.046, paws)


def _forelegs(figure: Figure, breed: Breed) -> None:
    brush, limbs, paws = figure.brush, breed.limbs(figure), breed.paws(figure)
    brush.stroke([(0.13, 0.09), (0.42, 0.045)], 0.15, 0.115, limbs.shade)
    brush.stroke([(0.13, 0.10), (0.42, 0.05)], 0.13, 0.1, limbs.main)
    if figure.suited:
        brush.stroke([(0.13, 0.10), (0.36, 0.058)], 0.13, 0.125, figure.white)
        brush.stroke([(0.12, 0.10), (0.33, 0.065)], 0.15, 0.14, figure.coat.main)
    hand = (breed.hands or breed.paws)(figure)
    brush.ellipse(0.44, 0.045, 0.08, 0.05, limbs.shade)
    brush.ellipse(0.445, 0.05, 0.07, 0.044, hand if breed.toes else paws)


def draw_swimming(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature that swims: its back and its head above the water, a paw in front, its legs below."""
    brush, limbs = figure.brush, breed.limbs(figure)
    kick = figure.sway(0.04)
    draw_tail(figure, breed, Frame(-0.40, 0.19, 0.85, angle=-32 if breed.hanging_tail else -4))
    for x, reach in ((-0.32, -0.16 - kick), (-0.22, -0.1 + kick)):
        brush.stroke([(x, 0.08), (x + reach, -0.12)], 0.13, 0.1, limbs.shade)
    brush.stroke([(0.18, 0.12), (0.42, 0.16 + kick), (0.54, 0.10)], 0.12, 0.1, limbs.shade)
    brush.stroke([(0.12, 0.18), (0.24, 0.42)], 0.3, 0.22, figure.tones.main)
    middle = Frame(-0.06, 0.13)
    _trunk(figure, breed, middle, _SWIMMING, _SWIMMING_CHEST, _SWIMMING_JACKET)
    if breed.low_cover is not None:
        breed.low_cover(figure, middle.on(brush))
    collar = Frame(0.25, 0.34)
    draw_suit_front(figure, collar, 0.19, 0.26, buttons=False)
    draw_scarf(figure, Frame(0.21, 0.35, angle=-5), 0.19)
    wear = draw_head(
        figure, breed, Frame(0.26, 0.56, angle=figure.sway(4)), collar.out((0, 0.02)), collar.out((0, -0.08))
    )
    _paddle(brush, figure, breed, kick)
    hand = (0.58, 0.2) if figure.pose.carrying else None
    return Anchors(saddle=(-0.16, 0.28), hand=hand, shadow=(-0.46, 0.5), water=SURFACE, wear=wear)


def _paddle(brush: Brush, figure: Figure, breed: Breed, kick: float) -> None:
    """The near arm of a swimmer, forward on the water."""
    arm, limbs = figure.coat if figure.suited else breed.limbs(figure), breed.limbs(figure)
    line = [(0.06, 0.20), (0.28, 0.20 - kick), (0.42, 0.21 - kick)]
    brush.stroke(line, 0.15, 0.125, arm.shade)
    brush.stroke(line, 0.125, 0.1, arm.main)
    brush.circle(0.45, 0.21 - kick, 0.064, limbs.shade)
    brush.circle(0.45, 0.215 - kick, 0.055, (breed.hands or breed.paws)(figure))
