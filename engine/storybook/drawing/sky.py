"""The sky: its colours, sun or moon, stars and clouds."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from engine.storybook.drawing.air import Air, Lamps
from engine.storybook.drawing.canvas import Brush, Colour, gradient, picture_brush
from engine.storybook.drawing.palette import mix

_STARS = 26


@dataclass(frozen=True)
class SkyLook:
    """What chance says of a sky, whatever the time and the weather.

    Attributes:
        sun: the side that the sun or the moon is on, -1 left and 1 right.
        x, y: where it is, 0 to 1 within its range.
        clouds: x, y and width of each cloud, x and y 0 to 1.
        stars: x, y and size of each star.
    """

    sun: float
    x: float
    y: float
    clouds: tuple[tuple[float, float, float], ...]
    stars: tuple[tuple[float, float, float], ...]


def sky_look(rng: random.Random) -> SkyLook:
    """A sky at random."""
    sun = -1.0 if rng.random() < 0.5 else 1.0
    x, y = rng.random(), rng.random()
    turn = rng.random()
    away = 0.5 - sun * 0.34
    clouds = tuple(
        (away + sun * (place + 0.05 * (turn - 0.5) + rng.uniform(-0.06, 0.06)), rng.random(), rng.uniform(0.7, 1.15))
        for place in (-0.06, 0.22, 0.42)
    )
    stars = tuple(
        ((index * 0.618 + rng.uniform(-0.05, 0.05)) % 1.0, rng.random() ** 1.4, rng.uniform(0.6, 1.5))
        for index in range(_STARS)
    )
    return SkyLook(sun, x, y, clouds, stars)


_BANDS = 5
"""Of how many plain bands the sky is made where no shades are wanted."""


@lru_cache(maxsize=32)
def _gradient(stops: tuple[Colour, ...], size: int, horizon: float, plain: bool) -> Image.Image:
    if not plain:
        return gradient(stops, size, horizon)
    picture = Image.new("RGB", (size, size), stops[-1])
    for index in range(_BANDS):
        top, foot = (round(size * horizon * (index + step) / _BANDS) for step in (0, 1))
        picture.paste(colour_at(stops, index / (_BANDS - 1)), (0, top, size, foot))
    return picture


def _moon(brush: Brush, x: float, y: float, radius: float, left: bool, colour: Colour) -> None:
    """A crescent whose open side looks to the middle of the picture."""
    moon = brush.placed(x, y, radius, mirror=not left, angle=-20)
    outer = [(math.cos(turn), math.sin(turn)) for turn in np.linspace(0.25 * math.pi, 1.75 * math.pi, 24)]
    inner = [
        (0.40 + 0.78 * math.cos(turn), 0.78 * math.sin(turn))
        for turn in np.linspace(1.64 * math.pi, 0.36 * math.pi, 20)
    ]
    moon.polygon([*outer, *inner], colour)


def _cumulus(brush: Brush, x: float, y: float, width: float, main: Colour, shade: Colour) -> None:
    """A heap of puffs with a flat foot."""
    puffs = ((-0.34, 0.0, 0.15), (-0.14, -0.10, 0.22), (0.12, -0.13, 0.20), (0.32, 0.0, 0.16), (0.02, 0.0, 0.20))
    for dx, dy, radius in puffs:
        brush.circle(x + dx * width, y + (dy + 0.035) * width, radius * width, shade)
    brush.box(x - 0.48 * width, y - 0.02 * width, x + 0.47 * width, y + 0.17 * width, shade, 0.09 * width)
    for dx, dy, radius in puffs:
        brush.circle(x + (dx - 0.01) * width, y + (dy - 0.01) * width, radius * width * 0.92, main)
    brush.box(x - 0.44 * width, y - 0.02 * width, x + 0.42 * width, y + 0.115 * width, main, 0.065 * width)


def _streaks(brush: Brush, x: float, y: float, width: float, colour: Colour) -> None:
    """Long flat clouds of morning and evening."""
    for dx, dy, half, thick in ((0.0, 0.0, 0.62, 0.034), (0.20, -0.055, 0.42, 0.026), (-0.22, 0.055, 0.40, 0.024)):
        brush.ellipse(x + dx * width, y + dy * width * 1.3, half * width, thick * width * 1.5, colour)


def _heavy(brush: Brush, look: SkyLook, air: Air) -> None:
    """A ceiling of cloud along the top of the picture."""
    dark, main = mix(air.sky[0], (40, 46, 66), 0.22), mix(air.sky[0], air.sky[-1], 0.22)
    if air.weather == "snowfall":
        dark = mix(air.sky[0], (90, 100, 130), 0.16)
    for colour, drop in ((main, 0.05), (dark, 0.0)):
        for index in range(8):
            x, bump = look.stars[index][0], look.stars[index][1]
            brush.ellipse(index / 7 + 0.06 * (x - 0.5), drop + 0.02 + 0.03 * bump, 0.12, 0.075 + 0.035 * bump, colour)


def _sun(brush: Brush, look: SkyLook, air: Air, horizon: float, lamps: Lamps) -> None:
    dim = 0.0 if air.weather == "clear" else 0.62
    x = 0.5 + look.sun * (0.30 + 0.09 * look.x)
    if air.time == "day":
        y, radius, disc, halo = 0.12 + 0.05 * look.y, 0.075, (255, 230, 84), (255, 250, 214)
    elif air.time == "dawn":
        y, radius, disc, halo = horizon - 0.10 + 0.03 * look.y, 0.085, (255, 244, 196), (255, 240, 206)
    else:
        y, radius, disc, halo = horizon - 0.17 + 0.04 * look.y, 0.125, (255, 226, 110), (255, 190, 96)
    strength = (0.65 if air.time == "sunset" else 0.5) * (1 - dim)
    lamps.add(x, y, 0.40, halo, strength)
    row = air.sky[-1] if air.time != "day" else air.sky[0]
    if air.weather in ("rain", "snowfall"):
        if air.time == "day":
            return
        disc = mix(disc, row, 0.35)
    elif air.weather == "fog":
        disc = mix(disc, row, 0.45)
    brush.circle(x, y, radius * 1.28, mix(row, halo, 0.45 * (1 - dim)))
    brush.circle(x, y, radius, disc)


def _night(brush: Brush, look: SkyLook, air: Air, horizon: float, lamps: Lamps) -> None:
    x, y = 0.5 + look.sun * (0.31 + 0.05 * look.x), 0.14 + 0.05 * look.y
    clear = air.weather == "clear"
    if clear:
        for star_x, star_y, size in look.stars:
            top = 0.02 + star_y * (horizon - 0.12)
            if abs(star_x - x) > 0.13 or top > 0.32:
                brush.circle(star_x, top, 0.0062 * size, mix(air.sky[0], (255, 248, 214), 0.55 + 0.28 * size))
    pale = (252, 240, 190) if clear else mix((252, 240, 190), air.sky[0], 0.4)
    lamps.add(x, y, 0.32, (170, 184, 255), 0.34 if clear else 0.2)
    _moon(brush, x, y, 0.088, look.sun < 0, pale)


def draw_sky(brush: Brush, air: Air, look: SkyLook, horizon: float, lamps: Lamps) -> None:
    """Put sun or moon, stars and clouds over the colours of the sky."""
    if air.time == "night":
        _night(brush, look, air, horizon, lamps)
    else:
        _sun(brush, look, air, horizon, lamps)
    if air.weather in ("rain", "snowfall"):
        _heavy(brush, look, air)
        return
    cloud = mix(air.light.cloud, air.sky[0], 0.0 if air.weather == "clear" else 0.55)
    for index, (x, y, width) in enumerate(look.clouds):
        if air.time in ("dawn", "sunset"):
            _streaks(brush, x, 0.10 + 0.24 * y, 0.34 * width, mix(cloud, air.sky[1], 0.18 + 0.12 * index))
        elif air.time == "day" or index < 2:
            shade = mix(cloud, air.sky[0], 0.30)
            _cumulus(brush, x, 0.10 + 0.16 * y, 0.25 * width, cloud, shade)


def sky_picture(air: Air, look: SkyLook, size: int, horizon: float, lamps: Lamps) -> Image.Image:
    """A fresh square RGB picture with nothing but sky, which pales down to the horizon."""
    picture = _gradient(air.sky, size, horizon, air.plain).copy()
    draw_sky(picture_brush(picture), air, look, horizon, lamps)
    return picture


def colour_at(stops: Sequence[Colour], share: float) -> Colour:
    """The colour of the sky at a fraction of the way from its top to the horizon."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    return mix(stops[low], stops[low + 1], place - low)
