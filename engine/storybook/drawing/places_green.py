"""Green places: meadow, forest, jungle and wheat field."""

from __future__ import annotations

import math

import numpy as np

from engine.storybook.drawing import flora
from engine.storybook.drawing.air import Air
from engine.storybook.drawing.canvas import Colour
from engine.storybook.drawing.palette import mix
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.scene import Place

_FLOWERS: tuple[tuple[Colour, Colour], ...] = (((255, 252, 246), (252, 196, 52)), ((250, 120, 160), (255, 224, 120)),
    ((255, 222, 84), (222, 130, 40)), ((178, 130, 226), (255, 226, 120)), ((236, 84, 72), (70, 44, 50)))  # fmt: skip


def _meadow(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side, fence = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0)), rng.random() < 0.45
    flora.hill(brush, flora.rolling(0.535, 0.030, phase, 1.4), air.ground((120, 178, 150), 0.95), 0.02)
    flora.hill(brush, flora.rolling(0.585, 0.035, phase + 2.0, 1.0), air.ground((126, 190, 104), 0.62), 0.025)
    for index in range(5):
        x = 0.5 + side * (0.10 + 0.09 * index) + rng.uniform(-0.02, 0.02)
        flora.tree(brush, x, 0.60 + rng.uniform(-0.01, 0.015), rng.uniform(0.07, 0.10), air, rng, depth=0.55)
    flora.hill(brush, flora.rolling(0.655, 0.026, phase + 3.6, 0.8), air.ground((134, 200, 84), 0.28), 0.03)
    tree_x = 0.5 - side * rng.uniform(0.37, 0.42)
    flora.tree(brush, tree_x, 0.70, rng.uniform(0.36, 0.42), air, rng, leaf=(86, 164, 70), depth=0.12)
    flora.bush(brush, tree_x + side * 0.10, 0.71, 0.045, air, leaf=(82, 156, 74), depth=0.12)
    if fence:
        _fence(stage, 0.5 + side * 0.26, side)
    flora.hill(brush, flora.rolling(0.765, 0.014, phase + 5.0, 0.8), air.ground((118, 190, 66)), 0.035)
    flora.sward(brush, rng, 0.78, 90, air.at((92, 166, 56)), air.at((158, 218, 92)))
    first = rng.randrange(len(_FLOWERS))
    stem = air.at((74, 146, 56))
    for index in range(15):
        x, y = rng.random(), rng.uniform(0.79, 0.97)
        petal, heart = _FLOWERS[(first + index % 3) % len(_FLOWERS)]
        flora.flower(brush, x, y, 0.007 + 0.014 * (y - 0.76) / 0.2, air.at(petal), air.at(heart), stem)


def _fence(stage: Stage, x: float, side: float) -> None:
    dark, wood, _ = stage.air.three((196, 160, 116), 0.15)
    for bar in (0.045, 0.085):
        stage.brush.stroke([(x - 0.14 * side, 0.765 - bar), (0.5 + 0.56 * side, 0.755 - bar)], 0.014, 0.014, dark)
    for index in range(5):
        post = x + side * (-0.12 + 0.085 * index)
        stage.brush.box(post - 0.010, 0.655, post + 0.010, 0.78, wood, 0.006)


def _meadow_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    shade, main, light = air.three((70, 150, 54))
    first = rng.randrange(len(_FLOWERS))
    for corner in (0.03, 0.97):
        for index in range(3):
            x = corner + (0.055 * index if corner < 0.5 else -0.055 * index) + rng.uniform(-0.015, 0.015)
            flora.tuft(brush, x, 1.02, 0.052 - 0.009 * index, (shade, main, light))
        petal, heart = _FLOWERS[(first + (corner > 0.5)) % len(_FLOWERS)]
        flora.flower(brush, corner + (0.05 if corner < 0.5 else -0.05), 1.0, 0.026, air.at(petal), air.at(heart), shade)


def _forest(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    gap = rng.uniform(0.42, 0.58)
    flora.below(brush, flora.rolling(0.50, 0.02, rng.uniform(0, 6.28)), air.at((92, 142, 112), 0.9))
    for index in range(11):
        x = index / 10 + rng.uniform(-0.02, 0.02)
        height = 0.24 + 0.42 * min(1.0, abs(x - gap) * 2.2) + rng.uniform(-0.03, 0.03)
        flora.fir(brush, x, 0.70, height, air, needle=(72, 128, 96), depth=0.72)
    flora.below(brush, flora.rolling(0.685, 0.006, 1.0), air.at((104, 150, 92), 0.5))
    for x in (0.17, 0.33, 0.69, 0.84):
        spot, height, pine = x + rng.uniform(-0.03, 0.03), rng.uniform(0.50, 0.60), rng.random() < 0.5
        if pine:
            flora.fir(brush, spot, 0.74, height, air, needle=(50, 114, 78), depth=0.32)
        else:
            flora.tree(brush, spot, 0.74, height * 0.95, air, rng, leaf=(76, 146, 74), depth=0.32)
    flora.hill(brush, flora.rolling(0.735, 0.010, rng.uniform(0, 6.28)), air.ground((98, 142, 66)), 0.03)
    _path(stage, gap)
    flora.sward(brush, rng, 0.76, 60, air.at((70, 118, 52)), air.at((132, 168, 76)))
    for side in (-1.0, 1.0):
        _trunk(stage, 0.5 + side * rng.uniform(0.43, 0.475), rng.uniform(0.85, 0.90), side)
    x = 0.5 + rng.choice((-1, 1)) * rng.uniform(0.30, 0.36)
    for dx, size in ((0.0, 0.026), (0.05, 0.019)):
        flora.mushroom(brush, x + dx, 0.80 + size, size, air)


def _path(stage: Stage, gap: float) -> None:
    colour = stage.air.at((190, 164, 116), 0.06)
    stage.brush.blob(
        [(gap - 0.02, 0.735), (gap + 0.02, 0.735), (0.62, 0.82), (0.80, 1.03), (0.20, 1.03), (0.38, 0.82)], colour
    )


def _trunk(stage: Stage, x: float, y: float, side: float) -> None:
    """A great near trunk that leaves the picture at its top, with leaves hanging in."""
    brush, air = stage.brush, stage.air
    dark, bark, pale = air.three((112, 78, 56))
    brush.polygon([(x - 0.10, y + 0.02), (x - 0.055, y - 0.10), (x - 0.05, -0.02), (x + 0.05, -0.02),
        (x + 0.055, y - 0.10), (x + 0.10, y + 0.02), (x + 0.02, y - 0.015), (x - 0.03, y - 0.012)], bark)  # fmt: skip
    shadow = -air.sun
    brush.polygon([(x + shadow * 0.10, y + 0.02), (x + shadow * 0.055, y - 0.10), (x + shadow * 0.05, -0.02),
        (x + shadow * 0.018, -0.02), (x + shadow * 0.022, y - 0.12)], dark)  # fmt: skip
    for row in range(5):
        top = 0.24 + 0.12 * row
        brush.stroke([(x - 0.012, top), (x - 0.006, top + 0.055)], 0.008, 0.008, dark if row % 2 else pale)
    shade, main, light = air.three((54, 124, 62))
    for dx, dy, r in ((0.02, 0.02, 0.13), (-0.12, 0.0, 0.10), (-0.05, 0.12, 0.10), (0.04, 0.17, 0.08)):
        brush.circle(x - side * -dx, dy + 0.02, r, shade)
        brush.circle(x - side * -dx, dy - 0.005, r * 0.9, main)
        brush.circle(x - side * -dx + 0.02 * air.sun, dy - 0.02, r * 0.5, light)


def _forest_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    tones = air.three((60, 126, 60))
    for corner in (0.05, 0.95):
        flora.fern(brush, corner + rng.uniform(-0.03, 0.03), 1.03, rng.uniform(0.12, 0.15), tones)
    flora.stone(brush, rng.choice((0.17, 0.83)), 1.0, 0.05, air, (136, 138, 132))


def _thicket(stage: Stage, depth: float, reach: float, colour: Colour) -> None:
    """Leaves on both sides from top to bottom, which leave a gap in the middle."""
    brush, air, rng = stage.brush, stage.air, stage.rng
    shade, main, light = air.three(colour, depth)
    glint = mix(main, light, 0.7)
    for side in (-1.0, 1.0):
        edge = 0.5 + side * 0.5
        spots = []
        for row in range(7):
            y = -0.02 + 0.12 * row
            inward = reach * (1.15 - 0.5 * (row / 6 - 0.35) ** 2 * 4 + rng.uniform(-0.22, 0.22))
            spots.append((edge - side * inward, y, rng.uniform(0.085, 0.115)))
        for x, y, r in spots:
            brush.circle(x, y + 0.014, r, shade)
        brush.polygon([(edge, -0.05), *((x, y) for x, y, _ in spots), (edge, 0.80)], main)
        for x, y, r in spots:
            brush.circle(x + side * 0.008, y - 0.004, r * 0.93, main)
            brush.ellipse(x - side * r * 0.40, y - 0.1 * r, r * 0.34, r * 0.15, glint, side * 20)


def _jungle(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    flora.below(brush, flora.rolling(0.52, 0.03, rng.uniform(0, 6.28), 2.2), air.at((122, 190, 130), 0.85))
    _thicket(stage, 0.72, 0.26, (96, 178, 112))
    for x, lean in ((0.30, 0.10), (0.71, -0.10)):
        flora.palm(brush, x + rng.uniform(-0.04, 0.04), 0.74, rng.uniform(0.50, 0.58), lean, air, depth=0.40)
    for index in range(6):
        size, x = rng.uniform(0.10, 0.13), index / 5 + rng.uniform(-0.03, 0.03)
        flora.bush(brush, x, 0.74, size, air, leaf=(64, 158, 88) if index % 2 else (96, 178, 70), depth=0.42)
    _thicket(stage, 0.22, 0.12, (52, 146, 74))
    flora.hill(brush, flora.rolling(0.755, 0.012, rng.uniform(0, 6.28), 1.6), air.ground((88, 162, 58)), 0.03)
    flora.sward(brush, rng, 0.77, 60, air.at((54, 126, 46)), air.at((136, 200, 74)))
    if air.weather == "clear":
        _shafts(stage)
    _canopy(stage)
    for side in (-1.0, 1.0):
        base = 0.5 + side * 0.50
        for index, (turn, length) in enumerate(((100, 0.24), (66, 0.27), (36, 0.24), (84, 0.20))):
            colour = ((46, 146, 74), (78, 172, 62), (36, 126, 84), (116, 190, 66))[index]
            angle = turn if side < 0 else 180 - turn
            reach = length + rng.uniform(-0.03, 0.03)
            flora.leaf(brush, base, 0.88 + 0.03 * index, reach, angle, air.three(colour))
        x = 0.5 + side * rng.uniform(0.34, 0.42)
        petal = ((240, 70, 110), (255, 150, 40), (250, 214, 60))[rng.randrange(3)]
        flora.flower(
            brush, x, rng.uniform(0.76, 0.80), 0.024, air.at(petal), air.at((255, 236, 150)), air.at((46, 120, 56))
        )


def _shafts(stage: Stage) -> None:
    """Beams of light that fall through the gap."""
    air = stage.air
    strength = {"dawn": 40, "day": 46, "sunset": 40, "night": 18}[air.time]
    colour = {"dawn": (255, 236, 214), "day": (255, 252, 214), "sunset": (255, 196, 120), "night": (180, 200, 255)}[
        air.time
    ]
    for index in range(3):
        top = 0.5 + air.sun * (0.10 - 0.12 * index)
        foot = top - air.sun * 0.26
        wide = 0.035 + 0.015 * (index % 2)
        stage.brush.polygon([(top - 0.5 * wide, -0.02), (top + 0.5 * wide, -0.02), (foot + 1.6 * wide, 0.80),
            (foot - 1.6 * wide, 0.80)], (*colour, strength))  # fmt: skip


def _canopy(stage: Stage) -> None:
    """Great leaves in the upper corners, and vines that hang between them."""
    brush, air, rng = stage.brush, stage.air, stage.rng
    vine = air.at((74, 126, 50), 0.1)
    sag = rng.uniform(0.10, 0.15)
    for index, (x0, x1, drop) in enumerate(((0.06, 0.48, sag), (0.40, 0.96, sag * 0.75))):
        line = [(x0, -0.02), (x0 + 0.28 * (x1 - x0), drop * 0.85), (x0 + 0.6 * (x1 - x0), drop * 0.95), (x1, -0.02)]
        brush.stroke(line, 0.012, 0.012, vine)
        for row in range(3):
            brush.ellipse(
                line[1][0] + 0.07 * row, drop * 0.96 + 0.012, 0.010, 0.022, vine, 20 - 40 * (row % 2) + 10 * index
            )
    for x, side in ((0.13, 1.0), (0.86, -1.0)):
        spot, drop = x + rng.uniform(-0.03, 0.03), rng.uniform(0.30, 0.42)
        brush.stroke([(spot, -0.02), (spot + 0.02 * side, drop * 0.5), (spot, drop)], 0.012, 0.009, vine)
        for row in range(4):
            brush.ellipse(spot + (0.018 if row % 2 else -0.014), drop * (0.40 + 0.19 * row), 0.018, 0.010, vine, 25)
    for side in (-1.0, 1.0):
        corner = 0.5 + side * 0.52
        for index, (turn, length) in enumerate(((-72, 0.26), (-48, 0.30), (-22, 0.27), (2, 0.22))):
            colour = ((38, 126, 66), (60, 156, 66), (92, 176, 62), (44, 138, 76))[index]
            angle = turn if side < 0 else 180 - turn
            flora.leaf(brush, corner, -0.03, length + rng.uniform(-0.03, 0.03), angle, air.three(colour))


def _jungle_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    for side in (-1.0, 1.0):
        base = 0.5 + side * 0.53
        for index, (turn, length) in enumerate(((74, 0.17), (44, 0.21), (18, 0.19))):
            angle = turn if side < 0 else 180 - turn
            colour = ((30, 112, 62), (52, 142, 54), (28, 104, 70))[index]
            flora.leaf(brush, base, 1.02, length + rng.uniform(-0.02, 0.02), angle, air.three(colour))


def _straw(air: Air, colour: Colour, depth: float = 0.0) -> tuple[Colour, Colour, Colour]:
    """The tones of ripe wheat, golden even under the moon."""
    shade, main, light = air.ground(colour, depth)
    if air.time != "night":
        return shade, main, light
    return mix(shade, (150, 110, 50), 0.20), mix(main, (196, 150, 66), 0.30), mix(light, (220, 180, 96), 0.34)


def _wheat(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    phase, side = rng.uniform(0, 6.28), rng.choice((-1.0, 1.0))
    flora.hill(brush, flora.rolling(0.545, 0.020, phase, 1.2), air.ground((120, 168, 140), 0.95), 0.02)
    flora.hill(brush, flora.rolling(0.585, 0.018, phase + 2.4), air.ground((170, 186, 96), 0.65), 0.02)
    for index in range(6):
        x = 0.5 + side * (0.12 + 0.07 * index) + rng.uniform(-0.01, 0.01)
        flora.tree(brush, x, 0.60, rng.uniform(0.06, 0.09), air, rng, depth=0.5)
    shade, main, light = _straw(air, (238, 192, 70))
    flora.hill(brush, flora.rolling(0.625, 0.012, phase + 4.0, 0.7), _straw(air, (240, 200, 88), 0.2), 0.03)
    middle = 0.5 + rng.uniform(-0.12, 0.12)
    foot = np.linspace(-1.3, 2.3, 19)
    for index, x in enumerate(foot):
        top = middle + (x - 0.5) * 0.16
        colour = mix(main, shade, 0.55) if index % 2 else mix(main, light, 0.35)
        brush.polygon([(top, 0.64), (top + 0.016, 0.64), (x + 0.10, 1.02), (x - 0.0, 1.02)], colour)
    for _ in range(2):
        x = 0.5 - side * rng.uniform(0.24, 0.44)
        _bale(stage, x, rng.uniform(0.665, 0.70))
    dice = np.array([rng.random() for _ in range(260)]).reshape(130, 2)
    top = 0.67 + 0.33 * dice[:, 1] ** 2
    size = 0.010 + 0.026 * dice[:, 1]
    ends = np.stack([np.stack([dice[:, 0] + 0.2 * size, top - size], 1), np.stack([dice[:, 0], top + size], 1)], axis=1)
    brush.lines(ends[::2], 0.009, shade)
    brush.lines(ends[1::2], 0.009, light)


def _bale(stage: Stage, x: float, y: float) -> None:
    shade, main, light = _straw(stage.air, (222, 172, 70), 0.2)
    stage.brush.ellipse(x + 0.03, y, 0.055, 0.052, shade)
    stage.brush.ellipse(x, y, 0.050, 0.052, main)
    for r in (0.036, 0.020):
        stage.brush.arc(x, y, r, 0, 360, 0.006, shade)
    stage.brush.circle(x, y, 0.008, light)


def _wheat_near(stage: Stage) -> None:
    brush, air, rng = stage.brush, stage.air, stage.rng
    shade, main, light = _straw(air, (226, 172, 52))
    for index in range(18):
        x = (index / 17) ** 1.0 + rng.uniform(-0.02, 0.02)
        edge = abs(x - 0.5) * 2
        height = 0.06 + 0.15 * edge**2 + rng.uniform(0, 0.03)
        lean = rng.uniform(-0.03, 0.03)
        brush.stroke([(x, 1.02), (x + lean * 0.4, 1.0 - height * 0.6), (x + lean, 1.0 - height)], 0.009, 0.007, shade)
        ear = brush.placed(x + lean, 1.0 - height, 1.0, angle=math.degrees(lean) * 6)
        for row in range(4):
            for side in (-1.0, 1.0):
                colour = light if side == air.sun else main
                ear.ellipse(side * 0.010, -0.016 * row, 0.009, 0.015, colour, 22 * side)
        ear.ellipse(0.0, -0.066, 0.008, 0.017, main)


GREEN_PLACES: dict[Place, PlaceDrawing] = {
    "meadow": PlaceDrawing(_meadow, _meadow_near, 0.58),
    "forest": PlaceDrawing(_forest, _forest_near, 0.62),
    "jungle": PlaceDrawing(_jungle, _jungle_near, 0.64),
    "wheat field": PlaceDrawing(_wheat, _wheat_near, 0.60),
}
