"""A scene becomes a picture."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from engine.storybook.drawing import effects
from engine.storybook.drawing.air import Air, Lamps, air_of
from engine.storybook.drawing.canvas import picture_brush
from engine.storybook.drawing.compose import Composer, Placed
from engine.storybook.drawing.filters import Painted
from engine.storybook.drawing.manner import MANNERS, Manner
from engine.storybook.drawing.places import PLACES
from engine.storybook.drawing.pose import Pose
from engine.storybook.drawing.sky import SkyLook, sky_look, sky_picture
from engine.storybook.drawing.sprite import Sprite, cut, draw_sprite, dusted, modelled, outlined
from engine.storybook.drawing.stage import PlaceDrawing, Stage
from engine.storybook.drawing.styles import styled
from engine.storybook.drawing.texture import picture_of, pixels_of
from engine.storybook.drawing.weather import falling
from engine.storybook.scene import Scene, Subject

_FINE = 400
"""About as many pixels wide are pictures drawn before they are made small."""


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
    return _Rendering(scene, size).picture()


class _Rendering:
    """One scene while it is drawn."""

    def __init__(self, scene: Scene, size: int) -> None:
        self.scene, self.size = scene, size
        self.fine = max(2, min(4, round(_FINE / size)))
        self.place: PlaceDrawing = PLACES[scene.place]
        self.manner: Manner = MANNERS[scene.style]
        self.look: SkyLook = sky_look(self._chance(1))
        self.air: Air = air_of(scene.time, scene.weather, self.look.sun, self.manner.plain)
        self.lamps = Lamps()

    def _chance(self, stream: int) -> random.Random:
        """Chance for one part of the scene, so that what changes in one leaves the others where they are."""
        return random.Random(self.scene.look * 16 + stream)

    def picture(self) -> Image.Image:
        party = Composer(self.scene, self.size, self.place.water, self._sprite).placed()
        if self.air.light.dark:
            for placed in party:
                effects.light_of(placed, self.lamps, self.size)
        picture = self._backdrop()
        self._lay(picture, party)
        figures = Image.new("L", picture.size, 0)
        for placed in party:
            seen = placed.sprite if placed.water is None else cut(placed.sprite, placed.water, keep_above=True)
            figures = ImageChops.lighter(figures, seen.mask(self.size))
        self._foreground(picture, party)
        return styled(Painted(picture, figures, self.scene, self.place.horizon))

    def _backdrop(self) -> Image.Image:
        scene, air = self.scene, self.air
        outside = Lamps() if self.place.indoor else self.lamps
        canvas = sky_picture(air, self.look, self.size * self.fine, self.place.horizon, outside)
        brush = picture_brush(canvas)
        self.place.back(Stage(canvas, brush, air, self.look, self.lamps, self._chance(2)))
        if air.wet and self.place.water is None and not self.place.indoor:
            effects.puddles(brush, air, scene.look)
        pixels = pixels_of(canvas.reduce(self.fine)).copy()
        if self.manner.glow:
            effects.glowing(pixels, self.lamps.glows)
            effects.toned(pixels, self.place.horizon)
        if not self.place.indoor:
            if scene.weather == "fog":
                effects.misty(pixels, air, scene.look, 0.62, self.place.horizon + 0.08, 0.15)
            elif scene.time == "dawn" and scene.weather == "clear" and self.manner.glow:
                effects.misty(pixels, air, scene.look, 0.34, self.place.horizon + 0.04, self.place.horizon - 0.14)
        return picture_of(pixels)

    def _sprite(self, subject: Subject, pose: Pose, unit: float, mirror: bool, angle: float) -> Sprite:
        fine = min(4, max(2, self.fine))
        return draw_sprite(
            subject, pose, self.air.light, unit, mirror=mirror, angle=angle, fine=fine, plain=self.manner.plain
        )

    def _finished(self, sprite: Sprite) -> Sprite:
        if self.manner.volume:
            sprite = modelled(sprite, self.air.sun, self.manner.volume)
        if self.air.snowing and not self.place.indoor:
            sprite = dusted(sprite)
        if self.manner.outline:
            sprite = outlined(sprite, self.manner.outline * self.size, self.manner.line)
        return sprite

    def _lay(self, picture: Image.Image, party: list[Placed]) -> None:
        """Shadows and reflections first, then the subjects."""
        space = self.scene.place == "space"
        for placed in party:
            if self.place.water is not None:
                effects.reflect(picture, placed, self.air)
            elif not space and self.manner.shadow:
                effects.cast_shadow(picture, placed, self.air, indoor=self.place.indoor)
        water = self.air.at((34, 120, 180))
        for placed in party:
            if placed.pond:
                fine = picture.resize((self.size * self.fine,) * 2, Image.Resampling.NEAREST)
                effects.pond(picture_brush(fine), placed, self.air, self.size)
                picture.paste(fine.reduce(self.fine))
            sprite = self._finished(placed.sprite)
            if placed.water is None:
                effects.lay(picture, sprite)
            else:
                effects.lay_in_water(picture, sprite, placed.water, water)

    def _foreground(self, picture: Image.Image, party: list[Placed]) -> None:
        """Foam, what stands before the subjects, rain or snow, and the last of the mist."""
        air, size = self.air, self.size
        layer = Image.new("RGBA", (size * self.fine,) * 2, (*air.haze, 0))
        brush = picture_brush(layer)
        for placed in party:
            if placed.water is not None:
                effects.foam(brush, placed.sprite, placed.water, air, size)
        self.place.near(Stage(layer, brush, air, self.look, Lamps(), self._chance(3)))
        layer = layer.reduce(self.fine)
        picture.paste(layer.convert("RGB"), (0, 0), layer.getchannel("A"))
        if self.place.indoor or air.weather == "clear":
            return
        if air.weather == "fog":
            pixels = pixels_of(picture).copy()
            effects.misty(pixels, air, self.scene.look, 0.30, 0.92, 0.45)
            picture.paste(picture_of(pixels))
            return
        fine = picture.resize((size * 2,) * 2, Image.Resampling.NEAREST)
        falling(picture_brush(fine), air, self._chance(4), 54 if air.wet else 62)
        picture.paste(fine.reduce(2))
