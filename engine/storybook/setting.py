"""Where and when in words: places, times of day, weather and styles."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from engine.storybook.scene import ALWAYS_FLYING, WATER, Place, Scene, Style, Time, Weather
from engine.storybook.verbs import Tense

PLACE_NAME: Mapping[Place, str] = {
    "meadow": "the meadow", "forest": "the forest", "jungle": "the jungle", "beach": "the beach", "sea": "the sea",
    "pool": "the pool", "river": "the river", "snow": "the snow", "desert": "the desert",
    "mountains": "the mountains", "wheat field": "the wheat field", "city": "the city", "space": "space",
    "room": "the room",
}  # fmt: skip
AT_PLACE: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("in the meadow", "in a meadow", "in the grass", "in a flowery meadow"),
    "forest": ("in the forest", "in a forest", "in the woods", "deep in the forest"),
    "jungle": ("in the jungle", "in the jungle", "in a jungle", "deep in the jungle"),
    "beach": ("on the beach", "on a beach", "on the sand", "on a sandy beach"),
    "sea": ("in the sea", "in the sea", "in the waves", "out in the sea"),
    "pool": ("in the pool", "in a pool", "in a swimming pool", "in the swimming pool"),
    "river": ("in the river", "in a river", "in a wide river", "in the quiet river"),
    "snow": ("in the snow", "in the snow", "in the deep snow", "in the winter snow"),
    "desert": ("in the desert", "in a desert", "among the dunes", "in the wide desert"),
    "mountains": ("in the mountains", "in the mountains", "high in the mountains", "on a mountain"),
    "wheat field": ("in the wheat field", "in a wheat field", "in the wheat", "in front of a wheat field"),
    "city": ("in the city", "in a city", "in the big city", "in a city street"),
    "space": ("in space", "in space", "in outer space", "out in space"),
    "room": ("in the room", "in a room", "in a cosy room", "in the living room"),
}
"""Where something is; the first one is the plain wording."""
OVER_PLACE: Mapping[Place, tuple[str, ...]] = {
    place: (f"over {name}", f"high over {name}") for place, name in PLACE_NAME.items() if place not in ("space", "room")
}
TO_PLACE: Mapping[Place, str] = {
    "meadow": "to the meadow", "forest": "into the forest", "jungle": "into the jungle", "beach": "to the beach",
    "sea": "to the sea", "pool": "to the pool", "river": "to the river", "snow": "into the snow",
    "desert": "into the desert", "mountains": "into the mountains", "wheat field": "to the wheat field",
    "city": "to the city", "space": "into space", "room": "into the room",
}  # fmt: skip
ON_WATER: Mapping[Place, tuple[str, ...]] = {
    "sea": ("on the sea", "on the waves", "in the sea"), "river": ("on the river", "on a wide river", "in the river"),
    "pool": ("in the pool", "in a swimming pool"),
}  # fmt: skip
ON_SOFA = ("on the sofa in the room", "on the sofa", "on a sofa", "on the sofa in the living room")
"""Where one lies and sleeps in the room."""

AT_TIME: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("at dawn", "early in the morning", "at sunrise", "in the early morning"),
    "day": ("by day", "in the daytime", "during the day", "in the middle of the day"),
    "sunset": ("at sunset", "in the evening", "at dusk", "in the evening light"),
    "night": ("at night", "at night", "by night", "late at night"),
}
UNDER_CLEAR_SKY: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("at first light", "as the sun comes up"), "day": ("on a sunny day", "in the sunshine"),
    "sunset": ("as the sun goes down", "in the last sunlight"), "night": ("under the stars", "in the moonlight"),
}  # fmt: skip
"""More wordings for what is under the open sky in clear weather."""
TIME_CLAUSES: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("it is dawn", "it is early morning"), "day": ("it is day", "it is the middle of the day"),
    "sunset": ("it is evening", "it is sunset"), "night": ("it is night", "it is late at night"),
}  # fmt: skip
TIME_NOUNS: Mapping[Time, str] = {"dawn": "morning", "day": "day", "sunset": "evening", "night": "night"}

IN_WEATHER: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("",),
    "rain": ("in the rain", "in the rain", "in pouring rain", "while it rains"),
    "snowfall": ("in falling snow", "in falling snow", "while it snows", "among falling snowflakes"),
    "fog": ("in the fog", "in the fog", "in thick fog", "in the mist"),
}
WEATHER_AT_WINDOW: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("",),
    "rain": ("with rain at the window", "while it rains outside"),
    "snowfall": ("with falling snow at the window", "while it snows outside"),
    "fog": ("with fog at the window", "with mist at the window"),
}
WEATHER_CLAUSES: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("",), "rain": ("it is raining", "rain is falling"), "snowfall": ("it is snowing", "snow is falling"),
    "fog": ("it is foggy", "there is fog everywhere"),
}  # fmt: skip
WEATHER_ADJECTIVES: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("",), "rain": ("rainy",), "snowfall": ("snowy",), "fog": ("foggy", "misty"),
}  # fmt: skip

IT_IS: Mapping[Time, str] = {
    "dawn": "it is dawn",
    "day": "it is day",
    "sunset": "it is evening",
    "night": "it is night",
}
WEATHER_IS: Mapping[Weather, str] = {
    "clear": "it is clear", "rain": "it is raining", "snowfall": "it is snowing", "fog": "it is foggy",
}  # fmt: skip
"""The plain statements."""

STYLE_NOUNS: Mapping[Style, tuple[str, ...]] = {
    "storybook": ("a storybook picture", "a picture-book painting"),
    "flat": ("a flat drawing", "a flat poster"),
    "watercolour": ("a watercolour", "a watercolour painting"),
    "charcoal": ("a charcoal sketch", "a charcoal drawing"),
    "pop art": ("a pop art print", "a pop art picture"),
    "synthwave": ("a synthwave poster", "a synthwave picture"),
    "gold relief": ("a gold relief", "a golden relief"),
}
IN_STYLE: Mapping[Style, tuple[str, ...]] = {
    "storybook": ("as a storybook picture", "in storybook style"),
    "flat": ("as a flat drawing", "in flat style"),
    "watercolour": ("as a watercolour", "painted in watercolours"),
    "charcoal": ("as a charcoal sketch", "drawn in charcoal"),
    "pop art": ("in pop art style", "as a pop art print"),
    "synthwave": ("in synthwave style", "as a synthwave picture"),
    "gold relief": ("as a gold relief", "as a golden relief"),
}


def _one(phrases: Sequence[str], rng: random.Random | None) -> str:
    return phrases[0] if rng is None else rng.choice(phrases)


def flies(scene: Scene) -> bool:
    """Whether everything in the scene hangs in the air over its place."""
    if len(scene.subjects) == 1:
        return scene.main.action == "fly"
    return all(subject.kind in ALWAYS_FLYING for subject in scene.subjects)


def at_place(scene: Scene, rng: random.Random | None = None) -> str:
    """Where the scene is: "in the snow"; for what flies, "over the snow"; for who lies in the room, "on the sofa"."""
    alone = len(scene.subjects) == 1
    if flies(scene) and scene.place in OVER_PLACE:
        return _one(OVER_PLACE[scene.place], rng)
    if alone and scene.place == "room" and scene.main.action in ("lie", "sleep"):
        return _one(ON_SOFA, rng)
    if alone and scene.place in WATER and scene.main.kind in ("boat", "ship"):
        return _one(ON_WATER[scene.place], rng)
    return _one(AT_PLACE[scene.place], rng)


def at_time(scene: Scene, rng: random.Random | None = None, tense: Tense = "present") -> str:
    """When the scene is: "at night". In space nobody says it."""
    if scene.place == "space":
        return ""
    if rng is None:
        return AT_TIME[scene.time][0]
    open_sky = scene.weather == "clear" and scene.place != "room"
    phrase = rng.choice(AT_TIME[scene.time] + (UNDER_CLEAR_SKY[scene.time] if open_sky else ()))
    return in_tense(phrase, tense)


def in_weather(scene: Scene, rng: random.Random | None = None, tense: Tense = "present") -> str:
    """The weather as words that follow a verb: "in the rain"; "" when it is clear."""
    phrases = (WEATHER_AT_WINDOW if scene.place == "room" else IN_WEATHER)[scene.weather]
    if scene.place == "snow" and scene.weather == "snowfall":
        phrases = phrases[2:]
    return in_tense(_one(phrases, rng), tense)


def in_tense(phrase: str, tense: Tense) -> str:
    """A phrase of time or weather, told in the past where that is wanted: "while it rained"."""
    if tense == "past":
        for now, then in (("rains", "rained"), ("snows", "snowed"), ("comes", "came"), ("goes", "went")):
            phrase = phrase.replace(now, then)
    return phrase


def weather_adjective(scene: Scene, rng: random.Random) -> str:
    """ "rainy" and the like, for a noun of time; "" when it is clear, and in the room, where no weather is."""
    return "" if scene.place == "room" else rng.choice(WEATHER_ADJECTIVES[scene.weather])


def in_style(scene: Scene, rng: random.Random | None = None) -> str:
    """The style as words at the end: "as a charcoal sketch"; "" for the usual one."""
    return "" if scene.style == "storybook" else _one(IN_STYLE[scene.style], rng)


def style_noun(scene: Scene, rng: random.Random | None = None) -> str:
    """The style as what the picture is: "a charcoal sketch"; "" for the usual one."""
    return "" if scene.style == "storybook" else _one(STYLE_NOUNS[scene.style], rng)
