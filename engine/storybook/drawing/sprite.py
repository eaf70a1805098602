"""A subject drawn on a layer of its own, ready to be moved, lit and laid into the picture."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.palette import TONES, Light, mix
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.drawing.subjects import draw_subject
from engine.storybook.scene import Kind, Subject

_LEFT, _RIGHT, _TOP, _FOOT = -1.0, 1.0, 1.62, -0.62
"""What of a subject's own coordinates its layer shows."""
_SHARPEN = [min(255, value * 3) for value in range(256)]


@dataclass(frozen=True)
class Sprite:
    """A drawn subject.

    Attributes:
        kind: which one.
        image: RGBA, in pixels of the picture, cut to what was drawn.
        left, top: where the corner of the image is on the picture, in pixels.
        x, y: where the origin of the subject's own coordinates is on the picture, in pixels.
        unit: how many pixels the subject's unit is long.
        mirror: whether it faces left.
    """

    kind: Kind
    image: Image.Image
    left: int
    top: int
    x: int
    y: int
    unit: float
    mirror: bool
    anchors: Anchors
    rim: Colour

    def spot(self, point: Point) -> Point:
        """Where a point of the subject is on the picture, in pixels."""
        return self.x + self.unit * point[0] * (-1 if self.mirror else 1), self.y - self.unit * point[1]

    def moved(self, x: float, y: float) -> Sprite:
        """The same with its origin at a pixel of the picture."""
        dx, dy = round(x) - self.x, round(y) - self.y
        return dataclasses.replace(self, left=self.left + dx, top=self.top + dy, x=self.x + dx, y=self.y + dy)

    def mask(self, size: int) -> Image.Image:
        """What it covers of a square picture, as a picture of its own."""
        whole = Image.new("L", (size, size), 0)
        whole.paste(self.image.getchannel("A"), (self.left, self.top))
        return whole


def draw_sprite(
    subject: Subject,
    pose: Pose,
    light: Light,
    unit: float,
    *,
    mirror: bool,
    angle: float,
    fine: int,
    plain: bool = False,
) -> Sprite:
    """Draw a subject with its origin at (0, 0).

    Args:
        subject: what to draw.
        pose: how.
        light: of the scene.
        unit: the subject's unit in pixels of the picture.
        mirror: whether it faces left.
        angle: turn in degrees, anticlockwise when it faces right.
        fine: how many pixels of the layer make one of the picture.
        plain: whether parts in shadow are hardly darker than the rest.
    """
    width, height = round((_RIGHT - _LEFT) * unit), round((_TOP - _FOOT) * unit)
    origin_x, origin_y = round(-_LEFT * unit), round(_TOP * unit)
    rim = TONES[subject.colour].rim
    layer = Image.new("RGBA", (width * fine, height * fine), (*rim, 0))
    matrix = np.array([[float(fine), 0.0, 0.0], [0.0, float(fine), 0.0]])
    brush = Brush(ImageDraw.Draw(layer), matrix).placed(origin_x, origin_y, unit, mirror=mirror, up=True)
    if angle:
        brush = brush.placed(0, 0.5, angle=angle).placed(0, -0.5)
    tones = light.tones(TONES[subject.colour])
    if plain:
        tones = dataclasses.replace(tones, shade=mix(tones.shade, tones.main, 0.55))
    anchors = draw_subject(subject.kind, brush, tones, pose, light)
    image = layer.reduce(fine)
    box = image.getchannel("A").getbbox() or (0, 0, 1, 1)
    return Sprite(subject.kind, image.crop(box), box[0] - origin_x, box[1] - origin_y, 0, 0, unit, mirror, anchors, rim)


def modelled(sprite: Sprite, sun: float, strength: float) -> Sprite:
    """The same with a light side towards the sun and a dark one away from it, as a round body has."""
    wide = max(1.0, 0.050 * sprite.unit)
    alpha = sprite.image.getchannel("A")
    margin = round(2 * wide) + 1
    padded = Image.new("L", (alpha.width + 2 * margin, alpha.height + 2 * margin), 0)
    padded.paste(alpha, (margin, margin))
    body = np.asarray(padded.filter(ImageFilter.BoxBlur(wide)), dtype=np.float32) / 255
    step = max(1, round(wide * 0.9))
    side = step if sun > 0 else -step
    rows, columns = slice(margin, -margin), slice(margin, -margin)
    toward = body[margin - step : -margin - step, margin + side : body.shape[1] - margin + side]
    away = body[margin + step : body.shape[0] - margin + step, margin - side : body.shape[1] - margin - side]
    relief = (away - toward) * body[rows, columns]
    pixels = np.asarray(sprite.image).astype(np.float32)
    colours = pixels[..., :3]
    lit = np.maximum(relief, 0)[..., None] * (0.42 * strength)
    dark = np.maximum(-relief, 0)[..., None] * (0.55 * strength)
    colours += (255 - colours) * lit * np.array((1.0, 0.97, 0.86), np.float32)
    colours *= 1 - dark * np.array((1.0, 0.95, 0.72), np.float32)
    return dataclasses.replace(sprite, image=Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))


def dusted(sprite: Sprite) -> Sprite:
    """The same with a little snow on all that looks up."""
    alpha = sprite.image.getchannel("A")
    thick = max(1, round(0.022 * sprite.unit))
    below = ImageChops.offset(alpha, 0, thick)
    below.paste(0, (0, 0, alpha.width, thick))
    snow = ImageChops.subtract(alpha, below).filter(ImageFilter.BoxBlur(0.4)).point([v * 4 // 5 for v in range(256)])
    image = sprite.image.copy()
    white = Image.new("RGB", image.size, (250, 252, 255))
    colours = image.convert("RGB")
    colours.paste(white, (0, 0), snow)
    colours.putalpha(alpha)
    return dataclasses.replace(sprite, image=colours)


def outlined(sprite: Sprite, width: float, colour: Colour | None) -> Sprite:
    """The same with a line around it, `width` in pixels; in its own rim colour where none is given."""
    margin = round(width) + 1
    size = (sprite.image.width + 2 * margin, sprite.image.height + 2 * margin)
    line = colour or sprite.rim
    padded = Image.new("RGBA", size, (*line, 0))
    padded.paste(sprite.image, (margin, margin))
    alpha = padded.getchannel("A")
    wide = alpha.filter(ImageFilter.BoxBlur(width)).point(_SHARPEN)
    base = Image.new("RGB", size, line)
    base.paste(padded.convert("RGB"), (0, 0), alpha)
    base.putalpha(ImageChops.lighter(alpha, wide))
    return dataclasses.replace(sprite, image=base, left=sprite.left - margin, top=sprite.top - margin)


def cut(sprite: Sprite, line: float, *, keep_above: bool) -> Sprite:
    """The same with nothing below, or nothing above, a row of the picture (in pixels, with fractions)."""
    row = line - sprite.top
    ramp = np.clip(row - np.arange(sprite.image.height, dtype=np.float32), 0, 1)
    if not keep_above:
        ramp = 1 - ramp
    alpha = np.asarray(sprite.image.getchannel("A"), dtype=np.float32) * ramp[:, None]
    image = sprite.image.copy()
    image.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    return dataclasses.replace(sprite, image=image)
