"""A scene becomes a picture."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from engine.storybook.drawing import animals, animals_wild, things
from engine.storybook.drawing.animals import Anchors
from engine.storybook.drawing.canvas import Brush, Colour, picture_brush
from engine.storybook.drawing.palette import INK, LIGHTS, TONES, Light, Tones, mix
from engine.storybook.drawing.places import PLACES
from engine.storybook.drawing.sky import blank_sky, draw_sky
from engine.storybook.drawing.worn import draw_worn
from engine.storybook.scene import Kind, Scene, Subject

_SUPERSAMPLE = 3
_GROUND = 0.88
_WATERLINE = 0.76
_SUBMERGED = 76
"""How much of a body still shows under water, of 255."""
_RIM = 0.0115
"""Width of the outline in parts of the picture."""
_SHARPEN = [min(255, value * 3) for value in range(256)]

_CREATURES: dict[Kind, Callable[[Brush, Tones, float], Anchors]] = {
    "dog": animals.draw_dog, "cat": animals.draw_cat, "rabbit": animals.draw_rabbit, "horse": animals.draw_horse,
    "duck": animals.draw_duck, "fox": animals_wild.draw_fox, "bear": animals_wild.draw_bear,
    "elephant": animals_wild.draw_elephant, "owl": animals_wild.draw_owl, "robot": things.draw_robot,
}  # fmt: skip
_OTHERS: dict[Kind, Callable[[Brush, Tones, float], None]] = {
    "dolphin": animals_wild.draw_dolphin, "car": things.draw_car, "boat": things.draw_boat,
    "teapot": things.draw_teapot, "balloon": things.draw_balloon,
}  # fmt: skip
_LIFT: dict[Kind, float] = {"balloon": 0.15, "dolphin": 0.03}
_GROWTH: dict[Kind, float] = {
    "rabbit": 1.03, "teapot": 1.02, "duck": 0.98, "dog": 0.97, "fox": 0.97, "horse": 0.96,
    "elephant": 0.96, "dolphin": 0.93, "house": 0.98, "owl": 0.98,
}  # fmt: skip
_CENTRE: dict[Kind, float] = {"fox": 0.05, "elephant": -0.06, "horse": -0.02}
"""Where a subject is moved to, along its own x axis, to balance its tail or its trunk."""
_DRAUGHT: dict[Kind, float] = {
    "boat": 0.11,
    "duck": 0.15,
    "car": 0.19,
    "teapot": 0.15,
    "house": 0.12,
    "owl": 0.20,
    "horse": 0.30,
}
"""How deep a subject sits in the water, of its own unit."""


@dataclass(frozen=True)
class _Stand:
    """Where one subject is drawn: its foot, its size, its facing and pose."""

    x: float
    y: float
    scale: float
    mirror: bool
    pose: float


def _stands(scene: Scene) -> list[_Stand]:
    stands = []
    for index, subject in enumerate(scene.subjects):
        rng = random.Random(scene.look * 2 + index + 1)
        shift, grow, turn, pose = rng.uniform(-1, 1), rng.uniform(-1, 1), rng.random(), rng.random()
        if len(scene.subjects) == 1:
            x, scale = 0.5 + 0.05 * shift, 0.60 + 0.025 * grow
        else:
            x, scale = (0.26, 0.74)[index] + 0.008 * shift, 0.398 + 0.01 * grow
        lift = _LIFT.get(subject.kind, 0.0)
        y, scale, mirror = _GROUND - lift, scale * _GROWTH.get(subject.kind, 1.0), turn < 0.5
        if scene.place == "sea" and not lift:
            y = _WATERLINE + _DRAUGHT.get(subject.kind, 0.24) * scale
        x += _CENTRE.get(subject.kind, 0.0) * scale * (-1 if mirror else 1)
        stands.append(_Stand(x, y, scale, mirror, pose))
    return stands


def _draw_shadow(brush: Brush, scene: Scene, subject: Subject, stand: _Stand, ground: Colour) -> None:
    """The shadow on the ground, and the pool that a dolphin leaps from."""
    light = LIGHTS[scene.time]
    if scene.place == "sea":
        brush.ellipse(stand.x, _WATERLINE + 0.05, 0.46 * stand.scale, 0.05, mix(ground, INK, 0.12))
        return
    width = 0.26 if subject.kind == "balloon" else 0.48
    if subject.kind == "dolphin":
        brush.ellipse(stand.x, _GROUND + 0.01, 0.58 * stand.scale, 0.055, light.on((226, 244, 250)))
        brush.ellipse(stand.x, _GROUND + 0.012, 0.53 * stand.scale, 0.042, light.on((74, 164, 214)))
        return
    brush.ellipse(stand.x, _GROUND + 0.005, (width + 0.06) * stand.scale, 0.046, mix(ground, INK, 0.12))
    brush.ellipse(stand.x, _GROUND + 0.003, width * stand.scale, 0.034, mix(ground, INK, 0.26))


def _draw_subject(brush: Brush, subject: Subject, pose: float, light: Light) -> None:
    tones = light.tones(TONES[subject.colour])
    if subject.kind in _CREATURES:
        draw_worn(brush, _CREATURES[subject.kind](brush, tones, pose), subject)
    elif subject.kind == "house":
        things.draw_house(brush, tones, pose, light.lamp)
    else:
        _OTHERS[subject.kind](brush, tones, pose)


def _water_mask(scene: Scene, size: int) -> Image.Image:
    """What of a body shows at sea: all of it above the waterline, a trace below."""
    mask = Image.new("L", (size * _SUPERSAMPLE,) * 2, 255)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((0, round(_WATERLINE * mask.height), mask.width, mask.height), fill=_SUBMERGED)
    return mask.reduce(_SUPERSAMPLE)


def _add_subject(picture: Image.Image, scene: Scene, subject: Subject, stand: _Stand) -> None:
    size = picture.width
    light = LIGHTS[scene.time]
    rim = TONES[subject.colour].rim
    layer = Image.new("RGBA", (size * _SUPERSAMPLE,) * 2, (*rim, 0))
    brush = picture_brush(layer).placed(stand.x, stand.y, stand.scale, mirror=stand.mirror, up=True)
    _draw_subject(brush, subject, stand.pose, light)
    layer = layer.reduce(_SUPERSAMPLE)
    body = layer.getchannel("A")
    outline = body.filter(ImageFilter.BoxBlur(_RIM * size)).point(_SHARPEN)
    if scene.place == "sea":
        mask = _water_mask(scene, size)
        body, outline = ImageChops.multiply(body, mask), ImageChops.multiply(outline, mask)
    picture.paste(rim, (0, 0, size, size), outline)
    picture.paste(layer.convert("RGB"), (0, 0), body)


def _add_foam(picture: Image.Image, scene: Scene, stands: list[_Stand]) -> None:
    """White water where bodies break the surface."""
    size = picture.width
    foam = LIGHTS[scene.time].on((226, 244, 252))
    layer = Image.new("RGBA", (size * _SUPERSAMPLE,) * 2, (*foam, 0))
    brush = picture_brush(layer)
    for subject, stand in zip(scene.subjects, stands, strict=True):
        if subject.kind == "balloon":
            continue
        half = (0.34 if subject.kind in ("cat", "rabbit", "owl", "robot", "bear") else 0.48) * stand.scale
        for dx in (-0.66, 0.0, 0.66):
            x, width = stand.x + dx * half, 0.36 * half
            line = [(x - width, _WATERLINE - 0.012), (x, _WATERLINE + 0.014), (x + width, _WATERLINE - 0.012)]
            brush.stroke(line, 0.026, 0.026, foam)
    layer = layer.reduce(_SUPERSAMPLE)
    picture.paste(layer.convert("RGB"), (0, 0), layer.getchannel("A"))


def render(scene: Scene, size: int = 128) -> Image.Image:
    """Draw a scene.

    Args:
        scene: what to draw; the same scene always gives the same pixels.
        size: width and height of the picture in pixels, at least 16.

    Returns:
        An RGB picture of size x size pixels.

    Raises:
        ValueError: if the size is below 16.
    """
    if size < 16:
        raise ValueError(f"a picture is at least 16 pixels wide, not {size}")
    light = LIGHTS[scene.time]
    rng = random.Random(scene.look * 2)
    canvas = blank_sky(scene.time, size * _SUPERSAMPLE)
    brush = picture_brush(canvas)
    draw_sky(brush, light, rng)
    ground = PLACES[scene.place](brush, light, rng)
    stands = _stands(scene)
    for subject, stand in zip(scene.subjects, stands, strict=True):
        _draw_shadow(brush, scene, subject, stand, ground)
    picture = canvas.reduce(_SUPERSAMPLE)
    for subject, stand in zip(scene.subjects, stands, strict=True):
        _add_subject(picture, scene, subject, stand)
    if scene.place == "sea":
        _add_foam(picture, scene, stands)
    return picture
