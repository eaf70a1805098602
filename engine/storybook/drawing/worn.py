"""What creatures wear: a top hat, sunglasses, a scarf, and the front of a suit with shirt and tie."""

from __future__ import annotations

from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.figure import Figure, Frame, Headwear
from engine.storybook.drawing.palette import mix

RED: Colour = (222, 40, 50)
BLUE: Colour = (40, 104, 220)
_CREAM: Colour = (255, 244, 222)
_FELT: Colour = (40, 38, 50)
_EDGE: Colour = (112, 112, 134)
_LENS: Colour = (18, 18, 28)
_GLEAM: Colour = (146, 178, 214)


def contrasting(figure: Figure, first: Colour, second: Colour) -> Colour:
    """Whichever of two colours is further from that of the figure, in the light."""
    main = figure.tones.main
    far = max((first, second), key=lambda colour: sum((a - b) ** 2 for a, b in zip(colour, main, strict=True)))
    return figure.over(far)


def draw_headwear(figure: Figure, brush: Brush, headwear: Headwear) -> None:
    """Whatever the figure wears on its head; the brush is that of the head."""
    if figure.pose.worn == "sunglasses":
        _sunglasses(figure, brush, headwear)
    elif figure.pose.worn == "top hat":
        _top_hat(figure, brush, headwear)


def _top_hat(figure: Figure, brush: Brush, headwear: Headwear) -> None:
    hat = brush.placed(*headwear.crown, headwear.brim, angle=headwear.lean)
    felt, edge = figure.over(_FELT), figure.over(_EDGE)
    hat.ellipse(0, -0.03, 1.08, 0.29, edge)
    hat.ellipse(0, 0.03, 1.0, 0.22, felt)
    hat.polygon([(-0.62, 0.04), (-0.72, 1.24), (0.72, 1.24), (0.62, 0.04)], felt)
    hat.polygon([(-0.5, 0.5), (-0.58, 1.2), (-0.36, 1.2), (-0.3, 0.5)], mix(felt, edge, 0.45))
    hat.polygon([(-0.62, 0.08), (-0.65, 0.46), (0.65, 0.46), (0.62, 0.08)], contrasting(figure, RED, BLUE))
    hat.ellipse(0, 1.24, 0.72, 0.17, edge)
    hat.ellipse(0, 1.24, 0.6, 0.11, mix(felt, edge, 0.4))


def _sunglasses(figure: Figure, brush: Brush, headwear: Headwear) -> None:
    (x0, y0), (x1, y1) = headwear.eyes
    size = headwear.lens
    dark = sum(figure.tones.main) < 240
    frame = figure.over((250, 200, 60) if dark else (44, 40, 54))
    brush.stroke([(x0, y0 + size * 0.4), (x1, y1 + size * 0.4)], size * 0.42, size * 0.42, frame)
    brush.stroke([(x0, y0 + size * 0.4), (x0 - size * 1.75, y0 + size * 0.6)], size * 0.4, size * 0.3, frame)
    for x, y in headwear.eyes:
        lens = brush.placed(x, y, size)
        for grow, colour in ((1.16, frame), (0.92, _LENS)):
            outline = [(-1.1, 0.72), (0, 0.84), (1.1, 0.72), (1.02, -0.5), (0.1, -1.0), (-0.95, -0.6)]
            lens.blob([(px * grow, py * grow) for px, py in outline], colour)
        lens.polygon([(-0.6, 0.5), (-0.1, 0.62), (-0.5, -0.5), (-0.8, -0.2)], figure.over(_GLEAM))


def draw_scarf(figure: Figure, neck: Frame, half: float, hang: float = 0.28) -> None:
    """A striped scarf about a neck.

    Args:
        figure: who wears it, if it does.
        neck: its origin is the middle of the scarf.
        half: half of the scarf's length about the neck.
        hang: how far its ends hang down.
    """
    if figure.pose.worn != "scarf":
        return
    cloth = contrasting(figure, RED, BLUE)
    stripe, fold = figure.over(_CREAM), mix(cloth, (20, 10, 40), 0.3)
    width = 0.125
    ends = neck.out((half * 0.36, 0.0))
    tails = figure.brush.placed(*ends)
    tails.stroke([(half * 0.1, 0.0), (half * 0.2, -hang - 0.03)], width * 0.95, width * 1.05, fold)
    tails.stroke([(-half * 0.04, 0.0), (0.0, -hang)], width * 0.95, width * 1.05, cloth)
    for drop in (hang - 0.04, hang - 0.13):
        tails.polygon([(-0.06, -drop), (0.06, -drop), (0.06, -drop + 0.035), (-0.06, -drop + 0.035)], stripe)
    scarf = neck.on(figure.brush)
    band = [(-half, 0.05), (-half * 0.45, -0.015), (half * 0.45, -0.015), (half, 0.05)]
    scarf.stroke([(x, y - 0.018) for x, y in band], width, width, fold)
    scarf.stroke(band, width, width, cloth)
    for share in (-0.72, -0.24, 0.24, 0.72):
        x, y = share * half, -0.012 + 0.07 * share**2
        scarf.stroke([(x, y + 0.045), (x + 0.012, y - 0.045)], 0.034, 0.034, stripe)


def draw_suit_front(figure: Figure, collar: Frame, width: float, height: float, *, buttons: bool = True) -> None:
    """Shirt, tie, lapels and buttons; the origin of the frame is the middle of the collar, height goes down from it."""
    if not figure.suited:
        return
    brush = collar.on(figure.brush)
    shirt, tie = figure.white, figure.over(RED)
    cloth = figure.coat
    half, low = width / 2, -height
    brush.polygon(
        [(-half, 0.03), (half, 0.03), (half * 0.35, low * 0.62), (0, low * 0.78), (-half * 0.35, low * 0.62)], shirt
    )
    for side in (-1.0, 1.0):
        lapel = [
            (side * half * 1.25, 0.035),
            (side * half * 0.78, 0.04),
            (0, low * 0.72),
            (side * half * 0.32, low * 0.78),
        ]
        brush.polygon([*lapel, (side * half * 1.15, low * 0.30)], cloth.light)
    brush.polygon(
        [(-0.028, low * 0.16), (0.028, low * 0.16), (0.048, low * 0.56), (0, low * 0.72), (-0.048, low * 0.56)], tie
    )
    brush.polygon([(-0.05, 0.025), (0.05, 0.025), (0.026, low * 0.2), (-0.026, low * 0.2)], mix(tie, (60, 0, 20), 0.25))
    for side in (-1.0, 1.0):
        brush.polygon([(0.0, 0.0), (side * half * 0.9, 0.05), (side * half * 0.62, low * 0.24)], shirt)
    if buttons:
        for share in (0.86, 1.0):
            brush.circle(0, low * share, 0.018, cloth.deep)
