"""Bodies on two legs: standing, sitting to read, riding, running, floating; arms that rest, wave, hold and carry."""

from __future__ import annotations

from dataclasses import dataclass

from engine.storybook.drawing.body import Breed, draw_head, draw_tail
from engine.storybook.drawing.canvas import Colour, Point
from engine.storybook.drawing.figure import Figure, Frame, limb, mass, paw
from engine.storybook.drawing.held import draw_held, draw_held_behind, draw_newspaper
from engine.storybook.drawing.pose import Anchors
from engine.storybook.drawing.winged import draw_owl_wings
from engine.storybook.drawing.worn import draw_scarf, draw_suit_front

Arm = tuple[Point, Point]
"""Elbow and hand, from the hips."""


@dataclass(frozen=True)
class _Posture:
    """Where the hips and the limbs are.

    Attributes:
        hips: frame of the trunk.
        near, far: the left and the right arm as seen.
        acting: whether arms are in front of the head.
    """

    hips: Frame
    near: Arm
    far: Arm
    acting: bool = False


def _posture(figure: Figure, breed: Breed) -> _Posture:
    pose, body = figure.pose, breed.upright
    b, t = body.broad, body.tall
    rest: Arm = ((-b * 1.12, t * 0.56), (-b * 1.12 - 0.02, t * 0.26))
    other: Arm = ((b * 1.12, t * 0.56), (b * 1.12 + 0.02, t * 0.26))
    if pose.riding:
        return _Posture(
            Frame(0, 0.02), ((-b * 0.7, t * 0.45), (b * 0.5, t * 0.36)), ((b * 1.2, t * 0.5), (b * 1.25, t * 0.4))
        )
    if pose.carrying:
        hips = Frame(-0.10, 0.05 if breed.sits else body.leg)
        return _Posture(
            hips, ((-b * 0.4, t * 0.34), (b * 1.25, t * 0.50)), ((b * 1.3, t * 0.4), (b * 1.8, t * 0.5)), True
        )
    if pose.action == "read":
        return _Posture(
            Frame(0, 0.05), ((-b * 1.45, t * 0.3), (-0.33, t * 0.3)), ((b * 1.45, t * 0.3), (0.37, t * 0.3)), True
        )
    if pose.action == "run":
        return _Posture(
            Frame(-0.03, body.leg + 0.05, angle=-12),
            ((-b * 1.35, t * 0.5), (-b * 1.75, t * 0.72)),
            ((b * 1.3, t * 0.42), (b * 1.8, t * 0.5)),
        )
    if pose.action == "float":
        return _Posture(
            Frame(0, body.leg + 0.03),
            ((-b * 1.3, t * 0.9), (-b * 1.75, t * 1.08)),
            ((b * 1.35, t * 0.75), (b * 1.85, t * 0.66)),
        )
    if pose.action == "fly":
        return _Posture(Frame(0, 0.2), rest, other)
    hips = Frame(0, 0.05 if breed.sits else body.leg)
    if pose.held != "none":
        return _Posture(
            hips,
            rest,
            ((b * 1.2, t * 0.44), (b + 0.22, t * 0.44) if pose.held == "flowers" else (b + 0.19, t * 0.56)),
            True,
        )
    if pose.variant > 0.62:
        return _Posture(hips, rest, ((b * 1.3 + 0.06, t * 0.74), (b * 1.3 + 0.13, t * 1.18)), True)
    if pose.variant < 0.2:
        return _Posture(
            hips, ((-b * 1.25, t * 0.45), (-b * 0.85, t * 0.2)), ((b * 1.25, t * 0.45), (b * 0.85, t * 0.2))
        )
    return _Posture(hips, rest, other)


def draw_upright(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature on two legs, in any pose but lying and swimming."""
    pose, body = figure.pose, breed.upright
    posture = _posture(figure, breed)
    hips = posture.hips
    b, t = body.broad, body.tall
    shoulders = (hips.out((-b * 0.74, t * 0.82)), hips.out((b * 0.74, t * 0.82)))
    arms = tuple((hips.out(elbow), hips.out(hand)) for elbow, hand in (posture.near, posture.far))
    hand = arms[1][1]
    draw_held_behind(figure, hand, min(1.46, hips.y + body.head[1] + 0.70))
    if pose.action == "fly":
        draw_owl_wings(figure, Frame(0, t * 0.8).within(hips))
    droop = 0 if not breed.hanging_tail else -72 if pose.action == "read" else -28
    draw_tail(figure, breed, Frame(hips.x - b * 0.8, hips.y + 0.08, angle=droop))
    sits = not pose.riding and (pose.action == "read" or (breed.sits and pose.action == "stand"))
    if not sits:
        _legs(figure, breed, hips)
    _trunk(figure, breed, hips)
    collar = Frame(0.02, t * 0.93).within(hips)
    draw_suit_front(figure, collar, b * 1.1, t * 0.8)
    reads = pose.held == "newspaper"
    if pose.action != "fly" and (reads or not posture.acting):
        for shoulder, (elbow, end) in zip(shoulders, arms, strict=True):
            _arm(figure, breed, (shoulder, elbow, end))
    if pose.riding:
        _hanging_leg(figure, breed, hips)
    draw_scarf(figure, Frame(0.01, t * 0.93).within(hips), b * 0.92)
    if sits:
        _soles(figure, breed, hips)
    x, y = body.head
    head = Frame(x, y + (0.06 if reads else 0.0), angle=figure.sway(5)).within(hips)
    wear = draw_head(figure, breed, head, collar.out((0, 0)), collar.out((0, -0.06 if reads else -0.2)))
    if pose.held == "newspaper":
        draw_newspaper(figure, hips.x + 0.02, hips.y - 0.02, height=t * 0.62)
    elif pose.held != "none":
        draw_held(figure, hand)
    if posture.acting and not reads and pose.action != "fly":
        for shoulder, (elbow, end) in zip(shoulders, arms, strict=True):
            _arm(figure, breed, (shoulder, elbow, end))
    if reads:
        for _, end in arms:
            _hand(figure, breed, end)
    rest = (hand[0], hand[1] + 0.05) if pose.carrying else None
    return Anchors(hand=rest, room=0.42, shadow=(-b * 1.3, b * 1.4), water=hips.y + 0.2, wear=wear)


def _trunk(figure: Figure, breed: Breed, hips: Frame) -> None:
    brush, body = hips.on(figure.brush), breed.upright
    b, t = body.broad, body.tall
    if breed.trunk is not None:
        breed.trunk(figure, brush)
        return
    pear = [
        (-b * 0.62, t * 0.98), (0, t * 1.06), (b * 0.62, t * 0.98), (b * 0.92, t * 0.6), (b, t * 0.22),
        (b * 0.62, -0.03), (0, -0.06), (-b * 0.62, -0.03), (-b, t * 0.22), (-b * 0.92, t * 0.6),
    ]  # fmt: skip
    mass(brush, pear, figure.coat)
    belly = breed.belly(figure)
    if belly is not None and not figure.suited:
        brush.ellipse(0.02, t * 0.42, b * 0.64, t * 0.43, belly)


def _legs(figure: Figure, breed: Breed, hips: Frame) -> None:
    brush, body, pose = figure.brush, breed.upright, figure.pose
    b, thigh, tones = body.broad, body.thigh, breed.limbs(figure)
    x, y = hips.x, hips.y
    if pose.riding:
        brush.stroke(
            [(x + b * 0.4, y + 0.05), (x + b * 1.0, y + 0.03), (x + b * 1.05, y - 0.1)], thigh, thigh * 0.8, tones.shade
        )
        return
    if pose.action == "run":
        stride = min(b, body.leg + 0.06)
        brush.stroke(
            [(x - b * 0.4, y), (x - stride, y - 0.05), (x - stride * 1.85, y - 0.02)], thigh, thigh * 0.85, tones.shade
        )
        brush.ellipse(x - stride * 1.95, y - 0.03, 0.055, 0.095, breed.paws(figure), 15)
        limb(
            brush,
            [(x + b * 0.4, y + 0.02), (x + stride * 1.2, y), (x + stride * 1.35, 0.07)],
            thigh,
            thigh * 0.85,
            tones,
        )
        paw(brush, x + stride * 1.5, 0.06, 0.1, 0.055, breed.paws(figure), _toe_line(figure, breed), 12)
        return
    if pose.action == "fly":
        for x in (-0.07, 0.09):
            brush.ellipse(x, y - 0.07, 0.06, 0.05, breed.paws(figure))
        return
    spread = 1.15 if pose.action == "float" else 0.62
    for side in (-1.0, 1.0):
        foot = (x + side * b * spread, 0.0 if pose.action == "float" else 0.06)
        limb(brush, [(x + side * b * 0.5, y + 0.03), foot], thigh * 1.05, thigh, tones)
        paw(
            brush,
            foot[0] + 0.025,
            foot[1] - 0.005,
            max(thigh * 0.72, 0.08),
            0.058,
            breed.paws(figure),
            _toe_line(figure, breed),
            side * 8 if spread > 1 else 0,
        )


def _hanging_leg(figure: Figure, breed: Breed, hips: Frame) -> None:
    """The near leg of a rider, over the side of whom it rides."""
    brush, body, tones = figure.brush, breed.upright, breed.limbs(figure)
    x, y, b, thigh = hips.x, hips.y, body.broad, body.thigh
    limb(
        brush,
        [(x - b * 0.1, y + 0.06), (x + b * 0.62, y + 0.02), (x + b * 0.6, y - 0.16)],
        thigh * 1.05,
        thigh * 0.8,
        tones,
    )
    paw(brush, x + b * 0.75, y - 0.2, 0.085, 0.055, breed.paws(figure), _toe_line(figure, breed))


def _toe_line(figure: Figure, breed: Breed) -> Colour:
    return breed.limbs(figure).deep if breed.toes else breed.paws(figure)


def _soles(figure: Figure, breed: Breed, hips: Frame) -> None:
    """The soles of one who sits with its feet to us."""
    brush, tones = figure.brush, breed.limbs(figure)
    reach = max(breed.upright.broad * 1.05, 0.2)
    for side in (-1.0, 1.0):
        x = hips.x + side * reach
        brush.ellipse(x, 0.09, 0.115, 0.105, tones.shade)
        brush.ellipse(x, 0.10, 0.098, 0.092, breed.paws(figure))
        brush.ellipse(x, 0.085, 0.055, 0.045, tones.light if breed.paws(figure) != tones.light else tones.shade)


def _arm(figure: Figure, breed: Breed, bend: tuple[Point, Point, Point]) -> None:
    brush, thick = figure.brush, breed.upright.arm
    if breed.arm is not None:
        breed.arm(figure, brush, bend)
        return
    tones = figure.coat if figure.suited else breed.limbs(figure)
    limb(brush, bend, thick * 1.1, thick * 0.92, tones)
    (x0, y0), (x, y) = bend[1:]
    if figure.suited:
        brush.circle(x0 + (x - x0) * 0.85, y0 + (y - y0) * 0.85, thick * 0.56, figure.white)
    _hand(figure, breed, (x, y))


def _hand(figure: Figure, breed: Breed, at: Point) -> None:
    thick = breed.upright.arm
    figure.brush.circle(*at, thick * 0.62, breed.limbs(figure).shade)
    figure.brush.circle(at[0], at[1] + 0.008, thick * 0.54, (breed.hands or breed.paws)(figure))
