"""The air of a scene: what time, weather and distance do to the colours of the scenery."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from engine.storybook.drawing.canvas import Colour
from engine.storybook.drawing.palette import LIGHTS, PAPER, Light, filtered, mix
from engine.storybook.scene import Time, Weather


@dataclass(frozen=True)
class Glow:
    """Light around a lamp, in parts of the picture.

    Attributes:
        strength: 0 to 1, what of its colour is added in the middle.
    """

    x: float
    y: float
    radius: float
    colour: Colour
    strength: float


@dataclass(frozen=True)
class Air:
    """What lies between the eye and the scenery.

    Attributes:
        sky: stops of the sky from the top to the horizon, in this weather.
        haze: what far things fade into.
        veil: how much of the haze is before the nearest and before the furthest things, 0 to 1.
        damp: the glass that clouds put before all colours.
        sun: the side that the light comes from, -1 left and 1 right.
        plain: whether every thing has one tone only.
    """

    light: Light
    weather: Weather
    sky: tuple[Colour, ...]
    haze: Colour
    veil: tuple[float, float]
    damp: Colour
    sun: float
    plain: bool = False

    @property
    def time(self) -> Time:
        """The time of day."""
        return self.light.time

    def ground(self, colour: Colour, depth: float = 0.0) -> tuple[Colour, Colour, Colour]:
        """The same three of the ground, with a thin white cover while it snows."""
        shade, main, light = self.three(colour, depth)
        if not self.snowing:
            return shade, main, light
        snow = self.at((246, 250, 255), depth)
        return mix(shade, snow, 0.30), mix(main, snow, 0.42), mix(light, snow, 0.80)

    @property
    def snowing(self) -> bool:
        """Whether snow lies on what is near."""
        return self.weather == "snowfall"

    @property
    def wet(self) -> bool:
        """Whether there are puddles."""
        return self.weather == "rain"

    def at(self, colour: Colour, depth: float = 0.0) -> Colour:
        """A colour of the scenery, `depth` 0 (near) to 1 (at the horizon) away."""
        seen = filtered(self.light.on(colour), self.damp)
        near, far = self.veil
        return mix(seen, self.haze, near + (far - near) * depth)

    def three(self, colour: Colour, depth: float = 0.0) -> tuple[Colour, Colour, Colour]:
        """The same in shadow, in plain light, and on the light's side."""
        main = self.at(colour, depth)
        bright = mix(self.light.sky[-1], PAPER, 0.4) if self.light.time != "night" else (150, 170, 230)
        share = 0.24 if self.weather == "clear" else 0.14
        dark = 0.30
        if self.plain:
            share, dark = share * 0.25, 0.09
        return mix(main, self.at((24, 40, 74), depth), dark), main, mix(main, bright, share)

    def shine(self, colour: Colour, depth: float = 0.0) -> Colour:
        """A colour that gives light of its own, such as a lit window."""
        near, far = self.veil
        return mix(colour, self.haze, 0.6 * (near + (far - near) * depth))


_CLOUDY: dict[Weather, tuple[Colour, float]] = {
    "clear": (PAPER, 0.0),
    "rain": ((132, 138, 152), 0.84),
    "snowfall": ((208, 214, 226), 0.86),
    "fog": ((226, 226, 226), 0.92),
}
"""The colour of a clouded sky by day, and how much of it covers the sky's own."""
_VEILS: dict[Weather, tuple[float, float]] = {
    "clear": (0.0, 0.52),
    "rain": (0.05, 0.66),
    "snowfall": (0.06, 0.66),
    "fog": (0.16, 0.88),
}
_DAMP: dict[Weather, Colour] = {
    "clear": (255, 255, 255),
    "rain": (196, 206, 222),
    "snowfall": (236, 240, 248),
    "fog": (236, 238, 242),
}


@lru_cache(maxsize=64)
def air_of(time: Time, weather: Weather, sun: float, plain: bool = False) -> Air:
    """The air at a time of day in some weather, with the light from one side; plain where shades are not wanted."""
    light = LIGHTS[time]
    cloud, share = _CLOUDY[weather]
    cover = mix(filtered(cloud, light.glass), light.glow, light.air * 0.8)
    if weather == "fog" and time == "night":
        cover = mix(cover, (150, 162, 196), 0.30)
    sky = tuple(
        mix(stop, mix(cover, stop, 0.12), share * (1 - (0.22 if light.time != "day" else 0.0) * rank))
        for rank, stop in ((index / (len(light.sky) - 1), stop) for index, stop in enumerate(light.sky))
    )
    if weather == "rain":
        sky = tuple(filtered(stop, (226, 230, 238)) for stop in sky)
    return Air(light, weather, sky, sky[-1], _VEILS[weather], _DAMP[weather], sun, plain)


@dataclass
class Lamps:
    """The glows that a scenery hands to the composition while it is drawn."""

    glows: list[Glow] = field(default_factory=list)

    def add(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Let something glow about (x, y)."""
        self.glows.append(Glow(x, y, radius, colour, strength))
