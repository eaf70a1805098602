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


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that is `share` of the second and the rest of the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


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


def _tones(main: Colour, shade: Colour) -> Tones:
    return Tones(main, shade, mix(main, (255, 246, 226), 0.76), mix(main, INK, 0.5), mix(main, INK, 0.66))


TONES: dict[ColourName, Tones] = {
    "red": _tones((218, 38, 44), (178, 24, 38)),
    "orange": _tones((246, 126, 22), (214, 98, 12)),
    "yellow": _tones((252, 214, 44), (228, 178, 24)),
    "green": _tones((58, 158, 70), (38, 124, 56)),
    "blue": _tones((40, 104, 214), (26, 78, 174)),
    "purple": _tones((142, 68, 188), (112, 46, 154)),
    "white": Tones((248, 248, 246), (212, 217, 226), (255, 238, 222), (150, 160, 178), (104, 112, 134)),
    "black": Tones((46, 46, 54), (30, 30, 37), (142, 142, 154), (86, 86, 100), (168, 172, 188)),
}


@dataclass(frozen=True)
class Light:
    """What a time of day does to colours.

    Attributes:
        time: the time of day.
        sky: stops of the sky, from the top to the horizon.
        glow: the colour that everything leans towards.
        scenery: how far the scenery leans to the glow.
        subject: how far a subject leans to the glow.
        lamp: the colour of a window.
    """

    time: Time
    sky: tuple[Colour, ...]
    glow: Colour
    scenery: float
    subject: float
    lamp: Colour

    def on(self, colour: Colour) -> Colour:
        """A colour of the scenery in this light."""
        return mix(colour, self.glow, self.scenery)

    def tones(self, tones: Tones) -> Tones:
        """The tones of a subject in this light; an outline stays as it is."""
        main, shade, light, deep = (
            mix(tone, self.glow, self.subject) for tone in (tones.main, tones.shade, tones.light, tones.deep)
        )
        return Tones(main, shade, light, deep, tones.rim)


LIGHTS: dict[Time, Light] = {
    "day": Light("day", ((84, 174, 240), (164, 216, 248), (224, 243, 250)), PAPER, 0.0, 0.0, GLASS),
    "sunset": Light(
        "sunset",
        ((112, 78, 158), (234, 110, 106), (255, 196, 112)),
        (248, 108, 92),
        0.22,
        0.05,
        (255, 214, 120),
    ),
    "night": Light("night", ((14, 20, 62), (34, 46, 104), (66, 80, 142)), (22, 32, 96), 0.50, 0.09, (255, 220, 110)),
}
