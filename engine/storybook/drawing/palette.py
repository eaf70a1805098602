"""Colours: the tones of each subject, and the light of each time of day."""

from __future__ import annotations

from dataclasses import dataclass

from engine.storybook.drawing.canvas import Colour
from engine.storybook.scene import Colour as ColourName
from engine.storybook.scene import Time

INK: Colour = (30, 28, 38)
PAPER: Colour = (255, 253, 246)
PINK: Colour = (240, 150, 160)
BEAK: Colour = (248, 160, 40)
WOOD: Colour = (146, 98, 62)
STEEL: Colour = (150, 158, 172)
GLASS: Colour = (184, 224, 244)
GOLD: Colour = (250, 206, 84)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that is `share` of the second and the rest of the first."""
    (r, g, b), (s, h, c) = first, second
    return round(r + (s - r) * share), round(g + (h - g) * share), round(b + (c - b) * share)


def filtered(colour: Colour, glass: Colour) -> Colour:
    """A colour seen through coloured glass."""
    (r, g, b), (s, h, c) = colour, glass
    return r * s // 255, g * h // 255, b * c // 255


@dataclass(frozen=True)
class Tones:
    """The tones of one subject colour.

    Attributes:
        main: the colour itself; covers most of the body.
        shade: parts further away or in shadow.
        light: muzzle, belly, patches.
        deep: manes, socks, roofs.
        rim: the outline, visible against any background.
    """

    main: Colour
    shade: Colour
    light: Colour
    deep: Colour
    rim: Colour


def _tones(main: Colour, shade: Colour, deep: Colour | None = None) -> Tones:
    deep = deep or mix(main, INK, 0.5)
    return Tones(main, shade, mix(main, (255, 246, 226), 0.76), deep, mix(deep, INK, 0.4))


TONES: dict[ColourName, Tones] = {
    "red": _tones((218, 36, 42), (174, 22, 38)),
    "orange": _tones((248, 128, 20), (216, 98, 12), (160, 70, 22)),
    "yellow": _tones((253, 216, 42), (232, 178, 20), (186, 122, 22)),
    "green": _tones((56, 160, 68), (34, 122, 56)),
    "blue": _tones((38, 104, 216), (24, 76, 172)),
    "purple": _tones((138, 62, 190), (106, 42, 152)),
    "pink": _tones((250, 140, 184), (228, 104, 156), (178, 60, 116)),
    "brown": _tones((132, 82, 46), (102, 60, 34)),
    "white": Tones((249, 249, 247), (212, 218, 228), (255, 240, 224), (150, 160, 178), (92, 100, 124)),
    "black": Tones((46, 46, 54), (28, 28, 36), (146, 146, 158), (88, 88, 102), (170, 174, 190)),
}


@dataclass(frozen=True)
class Light:
    """What a time of day does to colours.

    Attributes:
        time: the time of day.
        sky: stops of the sky, from the top to the horizon.
        glass: the colour of the light itself, through which all scenery is seen.
        glow: the colour that the air adds.
        air: how much of the glow is in a colour of the scenery.
        tint: the colour of the light on subjects, gentler, so that their colours can be told.
        lamp: the colour of a window.
        cloud: the colour of a cloud.
    """

    time: Time
    sky: tuple[Colour, ...]
    glass: Colour
    glow: Colour
    air: float
    tint: Colour
    lamp: Colour
    cloud: Colour

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.time in ("sunset", "night")

    def on(self, colour: Colour) -> Colour:
        """A colour of the scenery in this light; at night colours are kept from turning grey."""
        red, green, blue = mix(filtered(colour, self.glass), self.glow, self.air)
        if self.time != "night":
            return red, green, blue
        grey = (3 * red + 5 * green + 2 * blue) // 10
        return tuple(min(255, max(0, grey + (part - grey) * 3 // 2)) for part in (red, green, blue))  # type: ignore[return-value]

    def over(self, colour: Colour) -> Colour:
        """A colour of a subject's own, not one of its tones, in this light; lamps and lit windows stay as they are."""
        return filtered(colour, self.tint)

    def tones(self, tones: Tones) -> Tones:
        """The tones of a subject in this light; an outline stays as it is."""
        main, shade, light, deep = (
            filtered(tone, self.tint) for tone in (tones.main, tones.shade, tones.light, tones.deep)
        )
        return Tones(main, shade, light, deep, tones.rim)


LIGHTS: dict[Time, Light] = {
    "dawn": Light(
        "dawn",
        sky=((142, 168, 224), (206, 190, 222), (250, 206, 200), (255, 234, 192)),
        glass=(244, 224, 236),
        glow=(252, 214, 214),
        air=0.14,
        tint=(252, 244, 248),
        lamp=(206, 214, 236),
        cloud=(255, 226, 222),
    ),
    "day": Light(
        "day",
        sky=((66, 158, 236), (138, 204, 248), (214, 240, 250)),
        glass=(255, 255, 255),
        glow=PAPER,
        air=0.0,
        tint=(255, 255, 255),
        lamp=GLASS,
        cloud=(255, 255, 255),
    ),
    "sunset": Light(
        "sunset",
        sky=((78, 52, 134), (176, 70, 132), (242, 106, 84), (255, 186, 86)),
        glass=(255, 206, 176),
        glow=(236, 84, 76),
        air=0.11,
        tint=(255, 240, 226),
        lamp=(255, 214, 120),
        cloud=(255, 158, 128),
    ),
    "night": Light(
        "night",
        sky=((10, 14, 52), (24, 34, 92), (52, 66, 132)),
        glass=(120, 136, 194),
        glow=(26, 36, 96),
        air=0.14,
        tint=(224, 228, 246),
        lamp=(255, 220, 110),
        cloud=(70, 82, 146),
    ),
}
