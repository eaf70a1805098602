"""Places that people built: the city and the room."""

from __future__ import annotations

import random

from engine.storybook.drawing import flora
from engine.storybook.drawing.air import Lamps, air_of
from engine.storybook.drawing.canvas import Brush, Colour, picture_brush
from engine.storybook.drawing.palette import GOLD, PAPER, WOOD, mix
from engine.storybook.drawing.sky import sky_picture
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.drawing.weather import falling
from engine.storybook.scene import Place

_WALLS: tuple[Colour, ...] = (
    (206, 132, 112),
    (126, 142, 176),
    (222, 190, 146),
    (158, 132, 164),
    (136, 166, 150),
    (214, 162, 128),
)
_LAMPLIGHT: Colour = (255, 214, 130)

SEAT = 0.775
"""Height of the sofa's seat, from the top of the picture."""


def _skyline(stage: Stage, depth: float, tall: float, colour: Colour) -> None:
    """Far towers, a few with a point."""
    brush, air, rng = stage.brush, stage.air, stage.rng
    main = air.at(colour, depth)
    x = -0.04
    while x < 1.0:
        width, height, kind = rng.uniform(0.07, 0.12), tall * rng.uniform(0.55, 1.0), rng.random()
        brush.box(x, 0.72 - height, x + width, 0.74, main)
        if kind < 0.25:
            brush.polygon([(x, 0.721 - height), (x + width / 2, 0.66 - height), (x + width, 0.721 - height)], main)
        elif kind < 0.5:
            brush.box(x + width * 0.46, 0.65 - height, x + width * 0.54, 0.73 - height, main)
        elif kind < 0.75:
            brush.box(x + width * 0.2, 0.69 - height, x + width * 0.8, 0.73 - height, main)
        x += width * 0.96


def _front(stage: Stage, x0: float, x1: float, top: float, wall: Colour, lit: random.Random) -> None:
    """A house front with cornice, rows of windows and a shop."""
    brush, air = stage.brush, stage.air
    shade, main, light = air.three(wall, 0.1)
    brush.box(x0, top, x1, 0.79, main)
    edge = 0.022 if air.sun < 0 else -0.022
    brush.box(x1 - 0.022 if air.sun < 0 else x0, top, x1 if air.sun < 0 else x0 + 0.022, 0.79, mix(main, shade, 0.7))
    brush.box(x0 - 0.008, top - 0.014, x1 + 0.008, top + 0.012, light)
    brush.box(x0 - 0.008, top + 0.010, x1 + 0.008, top + 0.018, shade)
    if air.snowing:
        brush.box(x0 - 0.010, top - 0.026, x1 + 0.010, top - 0.008, air.at(flora.SNOW), 0.008)
    columns = 3 if x1 - x0 > 0.17 else 2
    step = (x1 - x0 - 0.03) / columns
    rows = int((0.655 - top) / 0.085)
    dark = mix(main, (28, 34, 66), 0.62)
    for row in range(rows):
        for column in range(columns):
            x, y = x0 + 0.015 + step * (column + 0.5) + edge * 0.2, top + 0.042 + 0.085 * row
            burns = lit.random() < 0.62
            glass = air.shine(_LAMPLIGHT) if air.light.dark and burns else air.at((176, 214, 236), 0.1)
            if air.light.dark and not burns:
                glass = dark
            brush.box(x - 0.019, y - 0.004, x + 0.019, y + 0.050, light)
            brush.box(x - 0.015, y, x + 0.015, y + 0.046, glass)
            brush.box(x - 0.015, y + 0.020, x + 0.015, y + 0.024, light)
    _shop(stage, x0, x1, lit)


def _shop(stage: Stage, x0: float, x1: float, lit: random.Random) -> None:
    """Shop window, door and a striped awning at the foot of a front."""
    brush, air = stage.brush, stage.air
    hue = ((206, 76, 70), (58, 128, 130), (84, 120, 188), (226, 160, 60))[lit.randrange(4)]
    glass = air.shine(_LAMPLIGHT) if air.light.dark else air.at((190, 222, 236), 0.1)
    wood = air.at((96, 66, 52), 0.1)
    brush.box(x0 + 0.012, 0.695, x1 - 0.012, 0.79, wood)
    brush.box(x0 + 0.022, 0.705, x1 - 0.07, 0.770, glass)
    brush.box(x1 - 0.058, 0.705, x1 - 0.024, 0.79, mix(glass, wood, 0.35))
    stripes = 6
    width = (x1 - x0) / stripes
    for index in range(stripes):
        colour = air.at(hue if index % 2 else PAPER, 0.08)
        left = x0 + width * index
        brush.polygon([(left, 0.672), (left + width, 0.672), (left + width, 0.708), (left, 0.708)], colour)
        brush.ellipse(left + width / 2, 0.708, width / 2, 0.010, colour)


def _lamppost(stage: Stage, x: float, y: float, size: float) -> None:
    brush, air = stage.brush, stage.air
    iron = air.at((62, 70, 84))
    brush.stroke([(x, y), (x, y - size)], 0.018 * size / 0.4, 0.012 * size / 0.4, iron)
    brush.box(x - 0.022, y - 0.014, x + 0.022, y, iron, 0.006)
    top = y - size
    bulb = _LAMPLIGHT if air.light.dark or air.wet else air.at((244, 240, 226))
    brush.polygon([(x - 0.020, top), (x - 0.028, top - 0.055), (x + 0.028, top - 0.055), (x + 0.020, top)], bulb)
    brush.polygon([(x - 0.034, top - 0.053), (x, top - 0.082), (x + 0.034, top - 0.053)], iron)
    if air.light.dark or air.wet:
        stage.lamps.add(x, top - 0.03, 0.20, (255, 206, 120), 0.75 if air.time == "night" else 0.4)


def _city(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    lit = random.Random(rng.getrandbits(30))
    _skyline(stage, 0.85, 0.42, (150, 168, 206))
    _skyline(stage, 0.55, 0.30, (138, 146, 184))
    walls = list(_WALLS)
    rng.shuffle(walls)
    tops = (0.20, 0.42, 0.46, 0.24)
    for index, (x0, x1) in enumerate(((-0.04, 0.17), (0.17, 0.345), (0.665, 0.835), (0.835, 1.05))):
        _front(stage, x0, x1, tops[index] + rng.uniform(-0.05, 0.05), walls[index], lit)
    flora.tree(brush, 0.42 + rng.uniform(-0.01, 0.01), 0.785, 0.17, air, rng, depth=0.3)
    flora.tree(brush, 0.59 + rng.uniform(-0.01, 0.01), 0.785, 0.15, air, rng, depth=0.3)
    kerb, pavement = air.at((236, 230, 220)), air.at((208, 202, 196))
    brush.box(0, 0.785, 1, 1, pavement)
    brush.box(0, 0.785, 1, 0.797, mix(pavement, air.at((120, 116, 124)), 0.4))
    joint = mix(pavement, air.at((120, 116, 124)), 0.35)
    for index in range(11):
        x = (index - 5) * 0.11
        brush.polygon(
            [(0.5 + x, 0.797), (0.5 + x + 0.003, 0.797), (0.5 + x * 1.25 + 0.004, 0.915), (0.5 + x * 1.25, 0.915)],
            joint,
        )
    brush.box(0, 0.850, 1, 0.853, joint)
    brush.box(0, 0.912, 1, 0.926, kerb)
    brush.box(0, 0.926, 1, 1, air.at((104, 108, 122)))
    offset = rng.uniform(0, 0.2)
    for index in range(-1, 5):
        brush.box(index * 0.25 + offset, 0.960, index * 0.25 + offset + 0.13, 0.974, air.at(PAPER))
    side = rng.choice((-1.0, 1.0))
    _lamppost(stage, 0.5 + side * 0.42, 0.845, 0.40)
    _lamppost(stage, 0.5 - side * 0.30, 0.810, 0.27)
    if air.snowing:
        for _ in range(9):
            brush.ellipse(rng.random(), rng.uniform(0.80, 0.90), rng.uniform(0.05, 0.10), 0.010, air.at(flora.SNOW))


def _city_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    x = rng.choice((0.09, 0.91))
    shade, main, light = air.three((190, 112, 84))
    brush.polygon([(x - 0.055, 0.925), (x + 0.055, 0.925), (x + 0.042, 1.0), (x - 0.042, 1.0)], main)
    brush.box(x - 0.062, 0.915, x + 0.062, 0.935, light if air.sun else shade, 0.006)
    flora.bush(brush, x, 0.925, 0.055, air, leaf=(80, 156, 84))
    for dx, dy in ((-0.03, -0.03), (0.01, -0.045), (0.04, -0.02)):
        brush.circle(x + dx, 0.925 + dy, 0.010, air.at((250, 120, 150)))


_PAPERS: tuple[tuple[Colour, Colour], ...] = (((238, 222, 190), (228, 206, 168)), ((206, 222, 214), (190, 210, 202)),
    ((226, 206, 210), (214, 190, 198)), ((210, 218, 232), (196, 206, 224)))  # fmt: skip
_SOFAS: tuple[Colour, ...] = ((86, 140, 144), (196, 132, 92), (146, 122, 158), (112, 138, 104))


def _wall(stage: Stage, paper: tuple[Colour, Colour], striped: bool) -> None:
    brush, air = stage.brush, stage.air
    brush.box(0, 0, 1, 0.72, air.at(paper[0]))
    stripe = air.at(paper[1])
    if striped:
        for index in range(13):
            brush.box(index * 0.08, 0, index * 0.08 + 0.035, 0.72, stripe)
    else:
        for row in range(8):
            for column in range(11):
                brush.ellipse(0.1 * column + 0.05 * (row % 2), 0.04 + 0.09 * row, 0.011, 0.015, stripe)
    brush.box(0, 0.66, 1, 0.72, air.at((250, 246, 238)))
    brush.box(0, 0.657, 1, 0.664, air.at((214, 206, 196)))
    shade, main, light = air.three((190, 140, 96))
    brush.box(0, 0.715, 1, 1, main)
    brush.box(0, 0.715, 1, 0.735, mix(main, shade, 0.7))
    for index in range(5):
        y = 0.735 + 0.265 * (index / 5) ** 1.3
        brush.box(0, y, 1, y + 0.003, shade)
        for board in range(3):
            x = (board * 0.37 + index * 0.21) % 1.0
            brush.box(x, y, x + 0.004, y + 0.05 + 0.01 * index, shade)
            brush.box(x + 0.05, y + 0.018, x + 0.22, y + 0.021, mix(main, light, 0.5))


def _window(stage: Stage, x: float) -> None:
    """A window on the sky of the hour, with the weather outside, and curtains."""
    air, brush = stage.air, stage.brush
    left, top, wide, high = x - 0.165, 0.085, 0.33, 0.36
    pixels = stage.canvas.width
    size = round(max(wide, high) * pixels)
    outside = air_of(air.time, air.weather, air.sun, air.plain)
    look = stage.sky
    view = sky_picture(outside, look, size, 0.92, Lamps())
    outer = picture_brush(view)
    flora.hill(outer, flora.rolling(0.84, 0.03, look.y * 6, 1.0), outside.three((110, 170, 100), 0.5), 0.05)
    for spot in (0.2, 0.72):
        flora.tree(outer, spot, 0.92, 0.24, outside, random.Random(round(look.x * 1e6)), depth=0.3)
    if air.weather in ("rain", "snowfall"):
        falling(outer, outside, random.Random(round(look.y * 1e6)), 26, 2.4)
    corner_x, corner_y = round(left * pixels), round(top * pixels)
    stage.canvas.paste(view.crop((0, 0, round(wide * pixels), round(high * pixels))), (corner_x, corner_y))
    shade, frame, _ = air.three((250, 248, 242))
    right, foot = left + wide, top + high
    for box in ((left - 0.014, top - 0.016, right + 0.014, top), (left - 0.014, top, left, foot),
                (right, top, right + 0.014, foot), (x - 0.007, top, x + 0.007, foot),
                (left, top + 0.165, right, top + 0.177)):  # fmt: skip
        brush.box(*box, frame)
    brush.box(left - 0.035, foot, right + 0.035, foot + 0.024, frame)
    brush.box(left - 0.030, foot + 0.024, right + 0.030, foot + 0.032, shade)
    _curtains(stage, left, right, foot)


def _curtains(stage: Stage, left: float, right: float, foot: float) -> None:
    brush, air = stage.brush, stage.air
    shade, main, light = air.three(((214, 132, 112), (118, 150, 176), (220, 176, 104))[stage.rng.randrange(3)])
    for edge, way in ((left, 1.0), (right, -1.0)):
        brush.blob([(edge - way * 0.045, 0.06), (edge + way * 0.060, 0.06), (edge + way * 0.05, 0.20),
            (edge - way * 0.005, 0.32), (edge + way * 0.012, foot + 0.05), (edge - way * 0.05, foot + 0.05),
            (edge - way * 0.04, 0.25)], main)  # fmt: skip
        for dx, colour in ((-0.02, shade), (0.008, light)):
            brush.stroke([(edge + way * (dx + 0.012), 0.07), (edge + way * dx, 0.26),
                (edge + way * (dx - 0.016), foot + 0.035)], 0.009, 0.009, colour)  # fmt: skip
        brush.stroke([(edge - way * 0.045, 0.315), (edge + way * 0.012, 0.325)], 0.014, 0.014, air.at(GOLD))
    brush.box(left - 0.065, 0.046, right + 0.065, 0.062, air.at(WOOD), 0.007)


def _frame(stage: Stage, x: float, y: float, kind: int) -> None:
    """A small painting on the wall."""
    brush, air = stage.brush, stage.air
    brush.box(x - 0.062, y - 0.05, x + 0.062, y + 0.05, air.at((176, 128, 74)))
    brush.box(
        x - 0.050, y - 0.038, x + 0.050, y + 0.038, air.at(((204, 228, 240), (250, 236, 204), (216, 232, 206))[kind])
    )
    brush.polygon([(x - 0.050, y + 0.038), (x - 0.02, y - 0.012), (x + 0.012, y + 0.02), (x + 0.03, y),
        (x + 0.050, y + 0.03), (x + 0.050, y + 0.038)],
        air.at(((108, 148, 180), (196, 130, 96), (96, 146, 98))[kind]))  # fmt: skip
    brush.circle(x + 0.028, y - 0.020, 0.010, air.at((246, 190, 90)))


def _plant(stage: Stage, x: float) -> None:
    brush, air = stage.brush, stage.air
    tones = air.three((78, 150, 86))
    for turn, length in ((150, 0.13), (30, 0.13), (122, 0.19), (58, 0.19), (90, 0.21)):
        flora.leaf(brush, x, 0.685, length, turn, tones)
    shade, main, light = air.three((204, 118, 84))
    brush.polygon([(x - 0.058, 0.685), (x + 0.058, 0.685), (x + 0.042, 0.775), (x - 0.042, 0.775)], main)
    brush.box(x - 0.066, 0.672, x + 0.066, 0.695, light, 0.006)
    brush.polygon([(x - air.sun * 0.058, 0.695), (x - air.sun * 0.030, 0.695), (x - air.sun * 0.022, 0.775),
        (x - air.sun * 0.042, 0.775)], shade)  # fmt: skip


def _sconce(stage: Stage, x: float) -> None:
    """A hanging lamp; it burns from the evening on and when the sky is dark."""
    brush, air = stage.brush, stage.air
    burns = air.light.dark or air.weather != "clear"
    brush.stroke([(x, -0.01), (x, 0.12)], 0.006, 0.006, air.at((70, 64, 66)))
    shade = (255, 226, 150) if burns else air.at((240, 226, 200))
    brush.polygon([(x - 0.030, 0.12), (x + 0.030, 0.12), (x + 0.085, 0.205), (x - 0.085, 0.205)], shade)
    brush.box(x - 0.088, 0.200, x + 0.088, 0.212, (255, 244, 200) if burns else air.at((214, 192, 160)), 0.005)
    brush.box(x - 0.032, 0.108, x + 0.032, 0.124, air.at((150, 112, 74)), 0.004)
    if burns:
        stage.lamps.add(x, 0.22, 0.48, (255, 204, 120), 0.72 if air.time == "night" else 0.38)


def _sofa(brush: Brush, tones: tuple[Colour, Colour, Colour], cushion: Colour, foot: Colour) -> None:
    """A wide sofa whose seat is at `SEAT`."""
    shade, main, light = tones
    for x in (0.17, 0.81):
        brush.box(x, 0.845, x + 0.022, 0.875, foot)
    brush.box(0.13, 0.555, 0.87, 0.80, main, 0.05)
    brush.box(0.14, 0.556, 0.86, 0.590, light, 0.017)
    for x0, x1 in ((0.185, 0.495), (0.505, 0.815)):
        brush.box(x0, 0.605, x1, 0.80, mix(main, shade, 0.35), 0.03)
        brush.box(x0 + 0.006, 0.610, x1 - 0.006, 0.78, mix(main, light, 0.22), 0.03)
    brush.box(0.15, 0.79, 0.85, 0.855, shade, 0.02)
    for x0, x1 in ((0.175, 0.497), (0.503, 0.825)):
        brush.box(x0, 0.755, x1, 0.815, mix(main, light, 0.55), 0.022)
        brush.box(x0 + 0.003, 0.790, x1 - 0.003, 0.817, main, 0.012)
    for x in (0.095, 0.825):
        brush.box(x, 0.665, x + 0.085, 0.855, mix(main, shade, 0.25), 0.036)
        brush.box(x + 0.004, 0.665, x + 0.081, 0.735, mix(main, light, 0.4), 0.034)
    pillow = brush.placed(0.245, 0.705, angle=14)
    pillow.box(-0.055, -0.05, 0.055, 0.05, cushion, 0.022)
    pillow.box(-0.047, -0.042, 0.035, 0.03, mix(cushion, light, 0.4), 0.02)


def _room(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    side = rng.choice((-1.0, 1.0))
    paper, striped = rng.choice(_PAPERS), rng.random() < 0.5
    sofa, picture = rng.choice(_SOFAS), rng.randrange(3)
    _wall(stage, paper, striped)
    _window(stage, 0.5 + side * 0.245)
    _frame(stage, 0.5 - side * 0.11, 0.30 + rng.uniform(-0.02, 0.02), picture)
    _frame(stage, 0.5 - side * 0.39, 0.39 + rng.uniform(-0.02, 0.02), (picture + 1) % 3)
    _sconce(stage, 0.5 - side * 0.28)
    _plant(stage, 0.5 + side * 0.445)
    _sofa(brush, air.three(sofa), air.at((240, 206, 120)), air.at((110, 76, 54)))
    rug, trim = air.at((206, 130, 112) if sofa[0] < 130 else (120, 142, 176)), air.at((246, 232, 208))
    brush.ellipse(0.5, 0.935, 0.47, 0.072, trim)
    brush.ellipse(0.5, 0.935, 0.445, 0.062, rug)
    brush.ellipse(0.5, 0.935, 0.37, 0.046, mix(rug, trim, 0.55))
    brush.ellipse(0.5, 0.935, 0.35, 0.041, rug)
    if air.weather == "clear" and air.time != "night":
        x = 0.5 + side * 0.245
        colour = {"dawn": (255, 226, 200, 70), "day": (255, 250, 220, 76), "sunset": (255, 170, 100, 96)}[air.time]
        for pane in (-0.085, 0.085):
            brush.polygon([(x + pane - side * 0.08 - 0.075, 0.868), (x + pane - side * 0.08 + 0.075, 0.868),
                (x + pane - side * 0.15 + 0.09, 0.985), (x + pane - side * 0.15 - 0.09, 0.985)], colour)  # fmt: skip


def _room_near(stage: Stage) -> None:
    """Books on the floor, or a ball of wool."""
    brush, air, rng = stage.brush, stage.air, stage.rng
    x = rng.choice((0.07, 0.93))
    if rng.random() < 0.5:
        for index, colour in enumerate(((90, 128, 168), (196, 104, 90), (226, 184, 104))):
            shift = rng.uniform(-0.012, 0.012)
            brush.box(
                x - 0.07 + shift, 0.965 - 0.026 * index, x + 0.07 + shift, 0.990 - 0.026 * index, air.at(colour), 0.005
            )
            brush.box(x - 0.055 + shift, 0.971 - 0.026 * index, x + 0.067 + shift, 0.984 - 0.026 * index, air.at(PAPER))
        return
    shade, main, light = air.three((216, 120, 140))
    brush.circle(x, 0.955, 0.042, main)
    for turn in (0.0, 40.0, 80.0):
        brush.arc(x, 0.955, 0.028, turn, turn + 150, 0.006, shade if turn else light)
    brush.stroke([(x, 0.99), (x + (0.07 if x < 0.5 else -0.07), 0.98), (x + (0.10 if x < 0.5 else -0.10), 1.0)], 0.006,
        0.006, main)  # fmt: skip


BUILT_PLACES: dict[Place, PlaceDrawing] = {
    "city": PlaceDrawing(_city, _city_near, 0.66),
    "room": PlaceDrawing(_room, _room_near, 0.6, indoor=True),
}
