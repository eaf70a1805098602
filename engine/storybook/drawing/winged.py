"""Bodies of birds: standing on two legs beneath a level trunk, running, resting, swimming and flying."""

from __future__ import annotations

from dataclasses import dataclass

from engine.storybook.drawing.body import Breed, draw_head
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.faces import dreams
from engine.storybook.drawing.figure import Figure, Frame, mass
from engine.storybook.drawing.palette import BEAK, INK, mix
from engine.storybook.drawing.pose import Anchors
from engine.storybook.drawing.worn import draw_scarf, draw_suit_front


@dataclass(frozen=True)
class Bird:
    """How a bird is built where its trunk is level.

    Attributes:
        breed: its head, and all of it where it is upright.
        leg: height of the trunk's lower side as it stands.
        breast: colour of the breast, if it is not that of the back.
        flippers: whether it has flippers and no feathers to fly.
    """

    breed: Breed
    leg: float = 0.16
    breast: Colour | None = None
    flippers: bool = False


def draw_level(figure: Figure, bird: Bird, breast: Colour | None) -> Anchors:
    """Draw a bird whose trunk is level: any pose of a duck, and how owl and penguin rest, swim and fly."""
    action = figure.pose.action
    asleep, flies = figure.asleep, action == "fly"
    rise = {"stand": bird.leg, "run": bird.leg + 0.03, "float": bird.leg, "fly": 0.15, "swim": -0.10}.get(action, 0.0)
    trunk = Frame(0, rise, angle=9 if flies else 5 if action == "run" else 0)
    brush = trunk.on(figure.brush)
    if flies:
        _raised_wing(figure, Frame(0.15, 0.27, angle=-36 - figure.sway(5)).within(trunk), far=True)
    _legs(figure, bird, trunk)
    _trunk(figure, bird, brush, breast)
    head = Frame(0.27, 0.33 if asleep else 0.56, angle=-6 if asleep else figure.sway(5))
    if flies:
        head = Frame(0.38, 0.44, angle=-6)
    head = head.within(Frame(trunk.x, trunk.y))
    if not asleep:
        base = trunk.out((0.17, 0.22))
        figure.brush.stroke([base, (head.x - 0.03, head.y - 0.08)], 0.29, 0.24, figure.tones.main)
        if breast is not None:
            figure.brush.stroke([(base[0] + 0.07, base[1] - 0.03), (head.x + 0.03, head.y - 0.1)], 0.16, 0.14, breast)
    if figure.suited:
        _jacket(figure, brush)
    collar = Frame(0.25, 0.35).within(trunk)
    if not asleep:
        draw_suit_front(figure, collar, 0.19, 0.26, buttons=False)
    if flies:
        _raised_wing(figure, Frame(0.08, 0.27, angle=-2 + figure.sway(10)).within(trunk), far=False)
    else:
        _folded_wing(figure, bird, brush, lifted=action in ("run", "float"))
    scarf = Frame(head.x - 0.2, head.y - 0.04, angle=-64) if asleep else Frame(head.x - 0.02, head.y - 0.21, angle=-5)
    if not asleep:
        draw_scarf(figure, scarf, 0.185, 0.24)
    chest = trunk.out((0.0, 0.33)) if asleep else collar.out((0, -0.1))
    wear = draw_head(figure, bird.breed, head, (scarf.x, scarf.y), chest)
    if asleep:
        draw_scarf(figure, scarf, 0.15, 0.13)
        dreams(figure, figure.brush, 0.5, 0.68)
    hand = (0.56, 0.2) if figure.pose.carrying else None
    return Anchors(hand=hand, shadow=(-0.3, 0.34), water=0.08 if action == "swim" else 0.2, wear=wear)


def _trunk(figure: Figure, bird: Bird, brush: Brush, breast: Colour | None) -> None:
    tones = figure.tones
    brush.blob([(-0.24, 0.34), (-0.44, 0.40), (-0.52, 0.36), (-0.46, 0.22), (-0.28, 0.08)], tones.shade)
    brush.blob([(-0.24, 0.36), (-0.43, 0.43), (-0.51, 0.40), (-0.45, 0.28), (-0.28, 0.14)], tones.main)
    body = [
        (-0.38, 0.22),
        (-0.24, 0.36),
        (0.0, 0.38),
        (0.22, 0.40),
        (0.35, 0.26),
        (0.30, 0.08),
        (0.10, -0.005),
        (-0.16, 0.01),
        (-0.32, 0.09),
    ]
    mass(brush, body, tones, 0.96, 0.87)
    if breast is not None:
        brush.blob(
            [(0.18, 0.36), (0.33, 0.30), (0.335, 0.16), (0.26, 0.05), (0.08, 0.01), (-0.08, 0.02), (0.10, 0.12)], breast
        )


def _jacket(figure: Figure, brush: Brush) -> None:
    points = [
        (-0.12, 0.40),
        (0.0, 0.395),
        (0.22, 0.415),
        (0.365, 0.27),
        (0.31, 0.07),
        (0.10, -0.015),
        (-0.12, 0.0),
        (-0.18, 0.2),
    ]
    mass(brush, points, figure.coat, 0.97, 0.88)


def _folded_wing(figure: Figure, bird: Bird, brush: Brush, *, lifted: bool) -> None:
    tones = figure.coat if figure.suited else figure.tones
    wing = brush.placed(0.08, 0.28, angle=-38 if lifted else 0)
    if bird.flippers:
        wing.stroke([(0.02, 0.0), (-0.14, -0.11), (-0.24, -0.18)], 0.15, 0.06, tones.shade)
        wing.stroke([(0.02, 0.01), (-0.14, -0.09), (-0.22, -0.155)], 0.12, 0.045, tones.main)
        return
    outline = [
        (0.06, 0.02),
        (-0.10, 0.055),
        (-0.30, 0.03),
        (-0.44, 0.05),
        (-0.38, -0.05),
        (-0.26, -0.13),
        (-0.08, -0.15),
        (0.05, -0.09),
    ]
    wing.blob([(x * 1.05, y * 1.1 - 0.008) for x, y in outline], tones.deep)
    wing.blob(outline, mix(tones.main, tones.shade, 0.35))
    for x, y in ((-0.12, -0.07), (-0.20, -0.02), (-0.27, -0.065)):
        wing.stroke([(x + 0.06, y + 0.03), (x, y - 0.02), (x - 0.06, y + 0.03)], 0.02, 0.02, tones.deep)


def _raised_wing(figure: Figure, root: Frame, *, far: bool) -> None:
    """A wing held up with its feathers spread; its root is the shoulder, its tips are above and to the left."""
    tones, coat = figure.tones, figure.coat
    brush = root.on(figure.brush)
    colour = mix(tones.main, tones.shade, 0.6) if far else tones.main
    tips = ((-0.40, 0.16), (-0.45, 0.27), (-0.47, 0.38), (-0.46, 0.49), (-0.41, 0.60))
    for x, y in tips:
        brush.stroke([(x * 0.5, y * 0.55), (x, y)], 0.155, 0.085, tones.deep)
    for x, y in tips:
        brush.stroke([(x * 0.4, y * 0.5), (x * 0.76, y * 0.78)], 0.15, 0.085, colour)
    outline = [
        (0.11, -0.06),
        (0.09, 0.16),
        (-0.06, 0.36),
        (-0.23, 0.42),
        (-0.33, 0.30),
        (-0.30, 0.12),
        (-0.16, -0.04),
        (0.0, -0.10),
    ]
    edge = tones.deep if not far else tones.shade
    brush.blob([(x * 1.06, y * 1.06) for x, y in outline], edge)
    brush.blob(outline, (coat.shade if far else coat.main) if figure.suited else colour)
    for x, y in ((-0.06, 0.10), (-0.13, 0.22), (-0.22, 0.14), (-0.20, 0.31)):
        brush.stroke([(x + 0.04, y + 0.025), (x - 0.01, y - 0.005), (x - 0.02, y + 0.055)], 0.02, 0.02, edge)


def draw_owl_wings(figure: Figure, shoulders: Frame) -> None:
    """Both wings of an owl that flies towards us, behind its trunk."""
    for mirror in (False, True):
        brush = figure.brush.placed(shoulders.x, shoulders.y, 0.78, mirror=mirror)
        beat = figure.sway(14)
        _raised_wing(
            Figure(brush, figure.tones, figure.pose, figure.light), Frame(-0.15, -0.04, angle=26 + beat), far=False
        )


def _legs(figure: Figure, bird: Bird, trunk: Frame) -> None:
    brush, action = figure.brush, figure.pose.action
    beak = figure.over(BEAK)
    dark = mix(beak, INK, 0.25)
    if action in ("lie", "sleep"):
        for x in (-0.02, 0.14):
            brush.ellipse(x + 0.05, 0.025, 0.085, 0.032, beak)
        return
    if action == "fly":
        for y, colour in ((0.07, dark), (0.02, beak)):
            brush.stroke([trunk.out((-0.18, y + 0.04)), trunk.out((-0.42, y))], 0.05, 0.045, colour)
            brush.ellipse(*trunk.out((-0.46, y)), 0.07, 0.035, colour, 20)
        return
    reach = {"run": 0.19, "float": 0.12, "swim": 0.04}.get(action, figure.sway(0.025) + 0.02)
    for x, colour in ((0.10 + reach, dark), (-0.06 - reach, beak)):
        foot = 0.0 if action != "run" or x > 0 else 0.06
        start = trunk.out((x * 0.5, 0.05))
        brush.stroke([start, (x, trunk.y * 0.4 + foot), (x, min(trunk.y - 0.08, 0.03) + foot)], 0.05, 0.045, colour)
        y = min(trunk.y - 0.08, 0.025) + foot
        brush.polygon([(x - 0.04, y + 0.03), (x + 0.14, y - 0.02), (x + 0.10, y - 0.035), (x - 0.05, y - 0.03)], colour)
