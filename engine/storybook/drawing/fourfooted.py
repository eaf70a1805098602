"""Bodies on four legs: standing, running, floating."""

from __future__ import annotations

from engine.storybook.drawing.body import Breed, draw_head, draw_tail
from engine.storybook.drawing.canvas import Brush, Point, Points
from engine.storybook.drawing.faces import dreams
from engine.storybook.drawing.figure import Figure, Frame, mass
from engine.storybook.drawing.palette import Tones, mix
from engine.storybook.drawing.pose import Anchors
from engine.storybook.drawing.worn import draw_scarf, draw_suit_front

Leg = tuple[Point, ...]


def draw_fourfooted(figure: Figure, breed: Breed) -> Anchors:
    """Draw a creature on four legs that stands, runs or floats."""
    body, pose = breed.fourfooted, figure.pose
    runs, floats = pose.action == "run", pose.action == "float"
    trunk = Frame(0, body.leg + (0.05 if runs else 0.03 if floats else 0.0), angle=6 if runs else 0)
    draw_tail(
        figure, breed, Frame(-body.long - body.girth * 0.55, body.girth * 0.35, angle=-18 if runs else 0).within(trunk)
    )
    legs = (
        _running_legs(body.long, body.leg, trunk)
        if runs
        else _floating_legs(body.long, body.leg)
        if floats
        else _standing_legs(figure, breed)
    )
    for index in (0, 2):
        _leg(figure, breed, legs[index], far=True, front=index == 2)
    head = (
        Frame(*body.head, angle=figure.sway(5))
        if not runs
        else Frame(body.head[0] + 0.06, body.head[1] + 0.03, angle=-4)
    )
    neck = _trunk(figure, breed, trunk, head)
    _leg(figure, breed, legs[1], far=False, front=False)
    _leg(figure, breed, legs[3], far=False, front=True)
    if breed.cover is not None:
        breed.cover(figure, trunk.on(figure.brush))
    chest = Frame(body.long + body.girth * 0.45, body.girth * 0.72, angle=8).within(trunk)
    if body.collar is not None:
        chest = Frame(body.collar[0], body.collar[1] - body.leg).within(trunk)
        neck = (chest.x, chest.y)
    draw_suit_front(figure, chest, min(body.girth * 1.15, 0.2), min(body.girth * 1.75, 0.28), buttons=False)
    draw_scarf(figure, Frame(neck[0], neck[1], angle=-4), max(body.neck * 0.66, 0.15), min(0.28, neck[1] - 0.07))
    wear = draw_head(figure, breed, head, neck, chest.out((0, -0.1)))
    if figure.asleep:
        dreams(figure, figure.brush, head.x + 0.14, head.y + 0.34)
    back = trunk.out((-body.long * 0.75, body.girth * 0.92))
    reach = body.long + body.girth
    return Anchors(saddle=back, shadow=(-reach, reach), water=0.2, wear=wear)


def _trunk(figure: Figure, breed: Breed, trunk: Frame, head: Frame) -> Point:
    """Draw trunk and neck; tell where the neck's middle is."""
    brush, body = trunk.on(figure.brush), breed.fourfooted
    long, girth = body.long, body.girth
    base = trunk.out((long * 0.92, girth * 0.3))
    top = head.out((-0.03, -0.06))
    figure.brush.stroke([base, top], body.neck * 1.25, body.neck, figure.tones.main)
    points = [
        (-long - girth * 0.72, girth * 0.05), (-long - girth * 0.45, girth * 0.72), (-long * 0.5, girth * 0.96),
        (long * 0.35, girth * 0.92),
        (long, girth * 1.06), (long + girth * 0.68, girth * 0.5), (long + girth * 0.62, -girth * 0.35),
        (long * 0.75, -girth * 0.92),
        (0, -girth * 0.88), (-long * 0.7, -girth * 0.84), (-long - girth * 0.5, -girth * 0.62),
    ]  # fmt: skip
    mass(brush, points, figure.tones, 0.97, 0.86)
    chest = breed.belly(figure)
    if chest is not None:
        brush.blob(
            [
                (long * 0.62, girth * 0.9),
                (long + girth * 0.66, girth * 0.6),
                (long + girth * 0.63, -girth * 0.4),
                (long * 0.85, -girth * 0.86),
                (long * 0.55, -girth * 0.2),
            ],
            chest,
        )
    if breed.markings is not None:
        breed.markings(figure, brush)
    if figure.suited:
        _jacket(figure, brush, long, girth)
    share = 0.55
    return base[0] + (top[0] - base[0]) * share + 0.02, base[1] + (top[1] - base[1]) * share


def _jacket(figure: Figure, brush: Brush, long: float, girth: float) -> None:
    """The jacket of a suit on the front of a trunk."""
    coat = figure.coat
    points: Points = [
        (-long * 0.45, girth * 0.98), (long * 0.35, girth * 0.98), (long, girth * 1.12),
        (long + girth * 0.72, girth * 0.55),
        (long + girth * 0.66, -girth * 0.4), (long * 0.75, -girth * 0.98), (0, -girth * 0.95),
        (-long * 0.5, -girth * 0.93), (-long * 0.62, 0),
    ]  # fmt: skip
    mass(brush, points, coat, 0.97, 0.88)
    brush.stroke(
        [(-long * 0.44, girth * 0.86), (-long * 0.54, 0), (-long * 0.44, -girth * 0.8)], 0.022, 0.022, coat.light
    )
    brush.circle(long * 0.15, -girth * 0.35, 0.02, coat.light)
    brush.box(-long * 0.2, -girth * 0.5, long * 0.3, -girth * 0.32, coat.shade)


def _standing_legs(figure: Figure, breed: Breed) -> tuple[Leg, ...]:
    body = breed.fourfooted
    step = figure.sway(0.035)
    lifted = figure.pose.variant > 0.7
    foot, y = body.limb * 0.5, body.leg - body.girth * 0.2
    hind, fore = -body.long - body.girth * 0.16, body.long + body.girth * 0.2
    return (
        ((hind + 0.12, y), (hind + 0.12 + step, foot)),
        ((hind, y), (hind - 0.02 - step, foot)),
        ((fore + 0.02, y), (fore + 0.05 - step, foot)),
        ((fore - 0.10, y), (fore - 0.05, y * 0.6), (fore - 0.06, foot + 0.08))
        if lifted
        else ((fore - 0.10, y), (fore - 0.11 + step, foot)),
    )


def _running_legs(long: float, leg: float, trunk: Frame) -> tuple[Leg, ...]:
    hind, fore = trunk.out((-long - 0.02, -0.04)), trunk.out((long + 0.02, -0.05))
    reach = leg * 0.62
    return (
        (hind, (hind[0] - reach * 0.35, hind[1] - reach * 0.7), (hind[0] - reach * 1.15, hind[1] - reach * 0.95)),
        (hind, (hind[0] - reach * 0.15, hind[1] - reach * 0.9), (hind[0] - reach * 0.85, hind[1] - reach * 1.35)),
        (fore, (fore[0] + reach * 0.6, fore[1] - reach * 0.2), (fore[0] + reach * 1.25, fore[1] - reach * 0.35)),
        (fore, (fore[0] + reach * 0.35, fore[1] - reach * 0.6), (fore[0] + reach * 1.1, fore[1] - reach * 1.0)),
    )


def _floating_legs(long: float, leg: float) -> tuple[Leg, ...]:
    reach = leg * 0.8
    return (
        ((-long + 0.06, leg - 0.05), (-long - 0.02, leg - reach)),
        ((-long - 0.04, leg - 0.04), (-long - reach * 0.75, leg - reach * 0.75)),
        ((long + 0.03, leg - 0.04), (long + reach * 0.75, leg - reach * 0.5)),
        ((long - 0.06, leg - 0.05), (long + reach * 0.2, leg - reach * 0.95)),
    )


def _leg(figure: Figure, breed: Breed, bend: Leg, *, far: bool, front: bool) -> None:
    """A leg with its foot; a front one in a sleeve where a suit is worn."""
    brush, tones = figure.brush, breed.limbs(figure)
    thick = breed.fourfooted.limb
    colour = tones.shade if far else tones.main
    (x0, y0), (x, y) = bend[-2], bend[-1]
    brush.stroke(bend, thick * 1.3, thick, colour)
    sock = breed.paws(figure)
    low = (x0 + (x - x0) * 0.62, y0 + (y - y0) * 0.62)
    if sock not in (tones.main, figure.tones.main):
        brush.stroke([low, (x, y)], thick * 1.02, thick * 1.04, mix(sock, tones.shade, 0.35) if far else sock)
    if figure.suited and front:
        _sleeve(figure, brush, bend, thick, figure.coat, far=far)
    foot = mix(sock, tones.shade, 0.5) if far else sock
    brush.ellipse(x + thick * 0.2, y - thick * 0.12, thick * 0.72, thick * 0.42, foot)
    if not far and breed.toes:
        for across in (0.35, 0.62):
            toe = x + thick * across
            brush.stroke([(toe, y - thick * 0.12), (toe, y - thick * 0.4)], 0.016, 0.016, tones.deep)


def _sleeve(figure: Figure, brush: Brush, bend: Leg, thick: float, coat: Tones, *, far: bool) -> None:
    share = 0.72
    (x0, y0), (x, y) = bend[-2], bend[-1]
    end = (x0 + (x - x0) * share, y0 + (y - y0) * share)
    brush.stroke(
        [*bend[:-1], (x0 + (x - x0) * (share + 0.08), y0 + (y - y0) * (share + 0.08))],
        thick * 1.3,
        thick * 1.12,
        figure.white,
    )
    brush.stroke([*bend[:-1], end], thick * 1.4, thick * 1.24, coat.shade if far else coat.main)
