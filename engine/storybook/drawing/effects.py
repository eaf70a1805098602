"""What light and water do around the subjects: glows, shadows, reflections, foam, mist."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from engine.storybook.drawing.air import Air, Glow, Lamps
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.compose import Placed
from engine.storybook.drawing.palette import PAPER, mix
from engine.storybook.drawing.sprite import Sprite, cut
from engine.storybook.drawing.texture import Pixels, cloudy, spread, vignette
from engine.storybook.scene import Kind

_FLAT = {"dawn": (0.95, 0.15), "day": (0.34, 0.13), "sunset": (1.05, 0.15), "night": (0.50, 0.13)}
"""How far a shadow falls to the side, and how far to the front, of the height that throws it."""
_SUBMERGED = 92
"""How much of a body is seen under water, of 255."""


_SHINING: dict[Kind, tuple[float, float, float]] = {
    "lamp": (0.0, 0.52, 1.05),
    "lighthouse": (0.0, 0.86, 0.95),
    "cake": (0.0, 0.93, 0.55),
    "rocket": (0.0, 0.0, 0.60),
}
"""Where a subject shines in the dark and how far, in its own coordinates."""


def light_of(placed: Placed, lamps: Lamps, size: int) -> None:
    """Let a subject that shines in the dark light up what is around it."""
    if placed.sprite.kind in _SHINING:
        x, y, reach = _SHINING[placed.sprite.kind]
        left, top = placed.sprite.spot((x, y))
        lamps.add(left / size, top / size, reach * placed.sprite.unit / size, (255, 206, 120), 0.85)


def glowing(pixels: Pixels, glows: list[Glow]) -> None:
    """Add the light around lamps, in place."""
    x, y = spread(pixels.shape[0])
    for glow in glows:
        fall = 1 - ((x - glow.x) ** 2 + (y - glow.y) ** 2) / glow.radius**2
        np.maximum(fall, 0, out=fall)
        fall *= fall * glow.strength * 0.8
        light = np.array(glow.colour, np.float32)
        pixels += fall[..., None] * (light - pixels * (light / 255))


def toned(pixels: Pixels, horizon: float) -> None:
    """Darken the corners and the foreground a little, and add the grain of the paint, in place."""
    pixels *= vignette(pixels.shape[0], horizon)[..., None]


def misty(pixels: Pixels, air: Air, look: int, amount: float, low: float, high: float) -> None:
    """Lay mist over the picture between two heights, thickest at the lower one, in place."""
    size = pixels.shape[0]
    _, y = spread(size)
    rise = np.clip((y - high) / (low - high), 0, 1) * np.clip((1.25 - y) / (1.25 - low), 0, 1)
    shift = look % size
    noise = np.roll(cloudy(size, 10, 11, 3), shift, axis=1)
    veil = (rise * (0.45 + 0.75 * noise) * amount)[..., None]
    pixels += np.clip(veil, 0, 0.95) * (np.array(air.haze, np.float32) - pixels)


def cast_shadow(picture: Image.Image, placed: Placed, air: Air, *, indoor: bool) -> None:
    """The long shadow that a subject throws over the ground, and the dark where it touches it."""
    sprite, ground = placed.sprite, placed.ground
    if ground is None:
        return
    size = picture.width
    clear = air.weather == "clear" and not indoor
    mask = Image.new("L", (size, size), 0)
    if clear and placed.resting and air.time in _FLAT:
        aside, flat = _FLAT[air.time]
        top, foot = round(ground), min(size, round(ground + 1.25 * flat * sprite.unit) + 2)
        if foot > top:
            slope = air.sun * aside / flat
            # A point of the strip shows what is that much higher, and aside, on the standing subject.
            strip = sprite.mask(size).transform((size, foot - top), Image.Transform.AFFINE, (1, slope, 0, 0, -1 / flat,
                ground), Image.Resampling.BILINEAR)  # fmt: skip
            strength = {"dawn": 92, "day": 106, "sunset": 118, "night": 100}[air.time]
            mask.paste(strip.point([v * strength // 255 for v in range(256)]), (0, top))
    left, right = sprite.anchors.shadow
    x0, x1 = sorted(sprite.spot((x, 0.0))[0] for x in (left, right))
    lift = 0.0 if placed.resting else 0.35
    half, middle = (x1 - x0) / 2 * (1.12 - lift), (x0 + x1) / 2
    spot = _spot(size, middle, ground, half + 0.02 * size, 0.026 * size, 150 if placed.resting else 96)
    mask = Image.fromarray(np.maximum(np.asarray(mask), spot)).filter(ImageFilter.BoxBlur(0.007 * size))
    dark: Colour = mix((22, 26, 66), air.light.glow, 0.12)
    picture.paste(dark, (0, 0, size, size), mask)


def _spot(size: int, x: float, y: float, half: float, flat: float, strength: int) -> NDArray[np.uint8]:
    line = np.arange(size, dtype=np.float32) + 0.5
    away = ((line[None, :] - x) / half) ** 2 + ((line[:, None] - y) / flat) ** 2
    return (np.clip(1.15 - away, 0, 0.8) * (strength / 0.8)).astype(np.uint8)


def reflect(picture: Image.Image, placed: Placed, air: Air) -> None:
    """What is above the water, upside down, paler and broken by ripples."""
    line = placed.water if placed.water is not None else placed.ground
    if line is None:
        return
    sprite, size = placed.sprite, picture.width
    row = round(line)
    lift = 0 if placed.water is not None else max(0, row - (sprite.top + sprite.image.height))
    upper = sprite.image.crop((0, 0, sprite.image.width, max(1, min(sprite.image.height, row - sprite.top))))
    flipped = upper.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    flipped = flipped.resize((flipped.width, max(1, round(flipped.height * 0.62))), Image.Resampling.BILINEAR)
    rows = np.asarray(flipped)
    height = rows.shape[0]
    wave = np.arange(height, dtype=np.float32)
    offsets = np.round(np.sin(wave * (5.2 / (0.05 * size))) * (0.005 * size + 0.02 * wave)).astype(int)
    columns = (np.arange(rows.shape[1])[None, :] - offsets[:, None]) % rows.shape[1]
    broken = rows[np.arange(height)[:, None], columns].copy()
    fade = 0.42 * (1 - 0.75 * wave / max(1, height)) * (1.0 if lift == 0 else 0.6)
    broken[..., 3] = (broken[..., 3] * fade[:, None]).astype(np.uint8)
    image = Image.fromarray(broken)
    tint = mix(air.at((40, 110, 170)), air.haze, 0.2)
    colours = Image.blend(image.convert("RGB"), Image.new("RGB", image.size, tint), 0.35)
    picture.paste(colours, (sprite.left, row + lift), image.getchannel("A"))


def lay(picture: Image.Image, sprite: Sprite) -> None:
    """Lay a sprite into the picture."""
    picture.paste(sprite.image.convert("RGB"), (sprite.left, sprite.top), sprite.image.getchannel("A"))


def lay_in_water(picture: Image.Image, sprite: Sprite, line: float, water: Colour) -> None:
    """Lay a sprite into the picture whose lower part is seen through water."""
    below = cut(sprite, line + 0.004 * picture.width, keep_above=False)
    alpha = below.image.getchannel("A").point([v * _SUBMERGED // 255 for v in range(256)])
    colours = Image.blend(below.image.convert("RGB"), Image.new("RGB", below.image.size, water), 0.42)
    picture.paste(colours, (below.left, below.top), alpha)
    lay(picture, cut(sprite, line + 0.004 * picture.width, keep_above=True))


def spans(sprite: Sprite, line: float) -> list[tuple[float, float]]:
    """From where to where, in pixels of the picture, the sprite crosses a row; small gaps are bridged."""
    row = round(line) - sprite.top - 1
    if not 0 <= row < sprite.image.height:
        return []
    alpha = np.asarray(sprite.image.getchannel("A"))
    solid = alpha[max(0, row - 1) : row + 1].max(axis=0) > 100
    edges = np.flatnonzero(np.diff(np.concatenate([[False], solid, [False]]).astype(np.int8)))
    found: list[tuple[float, float]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if found and start + sprite.left - found[-1][1] < 0.05 * sprite.unit:
            found[-1] = (found[-1][0], end + sprite.left)
        else:
            found.append((start + sprite.left, end + sprite.left))
    return found


def foam(brush: Brush, sprite: Sprite, line: float, air: Air, size: int) -> None:
    """White water where a body breaks the surface."""
    white = mix(air.at((238, 248, 252)), PAPER, 0.25)
    y = line / size
    for start, end in spans(sprite, line):
        x, half = (start + end) / 2 / size, (end - start) / 2 / size
        outer = half + 0.035
        brush.stroke([(x - outer, y + 0.002), (x - 0.5 * outer, y + 0.014), (x, y + 0.017),
            (x + 0.5 * outer, y + 0.014), (x + outer, y + 0.002)], 0.010, 0.010, white)  # fmt: skip
        for side in (-1.0, 1.0):
            edge = x + side * half
            brush.ellipse(edge, y + 0.004, 0.024, 0.009, white)
            brush.stroke([(edge + side * 0.045, y + 0.022), (edge + side * 0.085, y + 0.018)], 0.005, 0.003, white)
        brush.stroke([(x - 0.6 * outer, y + 0.034), (x, y + 0.040), (x + 0.6 * outer, y + 0.034)], 0.004, 0.004, white)


def pond(brush: Brush, placed: Placed, air: Air, size: int) -> None:
    """The small pond that a swimmer leaps from on land, with its splash."""
    sprite = placed.sprite
    if placed.ground is None:
        return
    left, right = sorted(sprite.spot((x, 0.0))[0] / size for x in (-0.5, 0.5))
    x, half, y = (left + right) / 2, (right - left) / 2 * 1.08, placed.ground / size
    shade, main, light = air.three((66, 158, 212))
    brush.ellipse(x, y + 0.004, half * 1.08, 0.046, mix(air.at((150, 132, 104)), shade, 0.2))
    brush.ellipse(x, y, half * 1.03, 0.041, shade)
    brush.ellipse(x, y + 0.004, half, 0.036, main)
    brush.ellipse(x - 0.3 * half, y - 0.008, 0.30 * half, 0.006, light)
    brush.ellipse(x + 0.25 * half, y + 0.016, 0.36 * half, 0.005, light)
    white = mix(air.at((240, 250, 255)), PAPER, 0.3)
    for dx in (-0.55, 0.55):
        foot = x + dx * half
        brush.ellipse(foot, y - 0.004, 0.19 * half, 0.010, white)
        for turn, reach in ((-0.5, 0.05), (0.0, 0.075), (0.55, 0.055)):
            brush.stroke(
                [(foot + 0.02 * turn, y - 0.008), (foot + 0.05 * turn, y - 0.008 - reach)], 0.010, 0.004, white
            )
            brush.circle(foot + 0.075 * turn, y - 0.022 - reach, 0.006, white)


def puddles(brush: Brush, air: Air, look: int) -> None:
    """Puddles that show the sky."""
    edge, sky = mix(air.at((90, 100, 120)), air.sky[0], 0.4), mix(air.haze, PAPER, 0.18)
    for index in range(4):
        x = ((look >> (3 * index)) % 97) / 97
        y = 0.80 + 0.055 * index + 0.02 * (((look >> (2 * index)) % 13) / 13)
        half = 0.07 + 0.03 * (index % 2)
        brush.ellipse(x, y, half, 0.014, (*edge, 130))
        brush.ellipse(x, y + 0.001, half * 0.9, 0.010, (*sky, 150))
        brush.ellipse(x + 0.25 * half, y + 0.001, half * 0.3, 0.004, (*PAPER, 110))
