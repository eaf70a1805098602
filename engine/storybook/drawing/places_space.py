"""Space: stars, clouds of light and planets."""

from __future__ import annotations

import math

from PIL import ImageFilter

from engine.storybook.drawing.canvas import Brush, Colour, picture_brush
from engine.storybook.drawing.palette import mix
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.scene import Place

_NEBULAE: tuple[tuple[Colour, Colour], ...] = (((92, 48, 150), (34, 96, 170)), ((150, 50, 124), (52, 64, 168)),
    ((30, 112, 140), (84, 54, 150)))  # fmt: skip
_PLANETS: tuple[Colour, ...] = ((226, 150, 92), (96, 178, 190), (196, 110, 140), (168, 150, 214))


def _planet(brush: Brush, x: float, y: float, radius: float, colour: Colour, sun: float, kind: int) -> None:
    """A ball, lit from one side, with bands, spots, or a ring."""
    dark, pale = mix(colour, (14, 10, 50), 0.55), mix(colour, (255, 244, 220), 0.45)
    brush.circle(x, y, radius * 1.10, mix((20, 18, 70), colour, 0.28))
    if kind == 2:
        brush.ellipse(x, y, radius * 1.85, radius * 0.44, mix(pale, dark, 0.35), -18)
        brush.ellipse(x, y, radius * 1.45, radius * 0.30, mix((20, 18, 70), colour, 0.28), -18)
    brush.circle(x, y, radius, colour)
    if kind == 0:
        for dy, half in ((-0.45, 0.86), (0.05, 0.97), (0.5, 0.82)):
            brush.ellipse(x, y + dy * radius, half * radius, 0.10 * radius, mix(colour, pale, 0.5))
    elif kind == 1:
        for dx, dy, r in ((-0.35, -0.3, 0.26), (0.3, 0.1, 0.34), (-0.2, 0.5, 0.2), (0.35, -0.55, 0.15)):
            brush.circle(x + dx * radius, y + dy * radius, r * radius, mix(colour, dark, 0.35))
    crescent = [(math.cos(t), math.sin(t)) for t in [math.pi * (0.5 + i / 16) for i in range(17)]]
    ball = brush.placed(x, y, radius, mirror=sun < 0, angle=18)
    for depth, tone in ((0.30, mix(colour, dark, 0.5)), (0.62, dark)):
        ball.polygon([*crescent, *[(px * depth, py) for px, py in reversed(crescent)]], tone)
    if kind == 2:
        front = [(1.85 * math.cos(t), 0.44 * math.sin(t)) for t in [math.pi * i / 20 for i in range(21)]]
        back = [(1.45 * math.cos(t), 0.30 * math.sin(t)) for t in [math.pi * i / 20 for i in range(20, -1, -1)]]
        brush.placed(x, y, radius, angle=-18).polygon([*front, *back], mix(pale, colour, 0.2))


def _space(stage: Stage) -> None:
    canvas, brush, rng, look = stage.canvas, stage.brush, stage.rng, stage.sky
    first, second = rng.choice(_NEBULAE)
    small = canvas.resize((48, 48))
    small.paste((12, 10, 40), (0, 0, 48, 48))
    cloud = picture_brush(small)
    turn = rng.uniform(-0.4, 0.4)
    for index in range(9):
        x = 0.06 + 0.11 * index
        y = 0.45 + turn * (x - 0.5) * 1.6 + rng.uniform(-0.10, 0.10)
        cloud.circle(x, y, rng.uniform(0.12, 0.20), mix((16, 14, 52), first if index % 2 else second, 0.55))
    for index in range(5):
        x = 0.15 + 0.17 * index
        cloud.circle(x, 0.45 + turn * (x - 0.5) * 1.6, rng.uniform(0.05, 0.08), mix(first, (236, 170, 230), 0.25))
    soft = small.filter(ImageFilter.GaussianBlur(4)).resize(canvas.size, 3)
    canvas.paste(soft, (0, 0))
    for index in range(70):
        x, y, size = rng.random(), rng.random(), rng.random()
        colour = ((255, 250, 230), (200, 216, 255), (255, 220, 200))[index % 3]
        brush.circle(x, y, 0.0028 + 0.0055 * size**3, mix((30, 30, 90), colour, 0.55 + 0.45 * size))
    for star_x, star_y, size in look.stars[:4]:
        for dx, dy in ((0.024, 0.0035), (0.0035, 0.024)):
            s = size
            y = star_y
            brush.polygon(
                [(star_x - dx * s, y), (star_x, y - dy * s), (star_x + dx * s, y), (star_x, y + dy * s)],
                (255, 252, 236),
            )
    side, kind, hue = look.sun, rng.randrange(3), rng.randrange(4)
    _planet(brush, 0.5 + side * rng.uniform(0.32, 0.38), rng.uniform(0.16, 0.22), rng.uniform(0.085, 0.11),
        _PLANETS[hue], -side, kind)  # fmt: skip
    _planet(brush, 0.5 - side * rng.uniform(0.36, 0.42), rng.uniform(0.60, 0.72), rng.uniform(0.045, 0.06),
        _PLANETS[(hue + 1) % 4], -side, (kind + 1) % 3)  # fmt: skip


def _space_near(stage: Stage) -> None:
    """The edge of a moon with craters, low in the picture."""
    brush, rng, side = stage.brush, stage.rng, stage.sky.sun
    x = 0.5 + rng.uniform(-0.15, 0.15)
    ground, dark, pale = (150, 150, 176), (104, 104, 138), (196, 196, 214)
    brush.circle(x, 1.72, 0.84, pale)
    brush.circle(x - side * 0.008, 1.728, 0.84, ground)
    for dx, dy, r in (
        (-0.30, 0.965, 0.050),
        (0.22, 0.94, 0.035),
        (0.40, 0.985, 0.045),
        (-0.06, 0.975, 0.028),
        (-0.45, 1.0, 0.03),
    ):
        brush.ellipse(x + dx, dy, r, r * 0.38, dark)
        brush.ellipse(x + dx, dy + r * 0.10, r * 0.86, r * 0.26, mix(dark, ground, 0.45))


SPACE_PLACES: dict[Place, PlaceDrawing] = {"space": PlaceDrawing(_space, _space_near, 1.0)}
