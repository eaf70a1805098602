"""The words of the storybook world as people use them, synonyms included, and what each one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from engine.storybook.phrases import HELD_PLURAL, WORN_PLURAL, plural
from engine.storybook.scene import (
    COLOURS,
    KINDS,
    PLACES,
    Action,
    Colour,
    Held,
    Kind,
    Place,
    Style,
    Time,
    Weather,
    Worn,
)

Meaning = Literal["kind", "kinds", "colour", "place", "time", "weather", "style", "worn", "held", "action", ""]
"""What a word tells; "kinds" where it speaks of all of a kind, "" where it tells nothing although it looks so."""

KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    "dog": ("puppy", "hound", "doggy", "doggo"), "corgi": ("welsh corgi",), "cat": ("kitten", "kitty"),
    "fox": ("vixen",), "bear": ("bear cub", "brown bear", "grizzly"), "polar bear": ("ice bear", "polarbear"),
    "panda": ("panda bear",), "teddy bear": ("teddy", "stuffed bear"), "koala": ("koala bear",),
    "rabbit": ("bunny", "hare"), "horse": ("pony", "foal"), "elephant": (), "mammoth": ("woolly mammoth",),
    "owl": ("owlet",), "duck": ("duckling",), "penguin": (), "frog": ("toad",), "turtle": ("tortoise",),
    "robot": (), "astronaut": ("spaceman", "cosmonaut"), "salmon": (), "dolphin": ("porpoise",), "whale": (),
    "car": ("automobile",), "bus": ("coach",), "train": ("locomotive",), "bicycle": ("bike",),
    "boat": ("rowing boat", "rowboat"), "ship": ("steamer", "sailing ship"), "rocket": ("spaceship", "space rocket"),
    "plane": ("aeroplane", "airplane", "aircraft"), "balloon": ("hot-air balloon", "hot air balloon"),
    "house": ("cottage", "cabin"), "castle": ("palace",), "lighthouse": (), "opera house": (), "windmill": (),
    "teapot": ("tea pot",), "lamp": (), "armchair": ("easy chair",),
    "espresso machine": ("coffee machine", "coffee maker"), "clock": ("alarm clock",), "guitar": (),
    "cake": ("birthday cake",),
}  # fmt: skip
"""Other words for each kind, in the singular."""
_PLURALS = {"puppy": "puppies", "doggy": "doggies", "kitty": "kitties", "bunny": "bunnies", "pony": "ponies"}
COLOUR_WORDS: Mapping[Colour, tuple[str, ...]] = {
    "red": ("scarlet", "crimson"), "orange": (), "yellow": (), "green": (), "blue": (), "purple": ("violet", "lilac"),
    "pink": (), "brown": (), "white": ("snow-white",), "black": (),
}  # fmt: skip
PLACE_WORDS: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("meadows", "grass", "grassy", "flowery"),
    "forest": ("forests", "woods", "wood", "woodland"),
    "jungle": ("jungles", "rainforest"),
    "beach": ("beaches", "seaside", "shore", "sand", "sandy"),
    "sea": ("ocean", "in water", "in the water", "into the water", "waves", "seas"),
    "pool": ("swimming pool", "pools"),
    "river": ("rivers", "stream"),
    "snow": ("snowy field", "winter"),
    "desert": ("deserts", "dunes", "dune"),
    "mountains": ("mountain", "peaks", "mountain top", "hilltop"),
    "wheat field": ("wheat fields", "wheat", "cornfield", "field of wheat"),
    "city": ("town", "cities", "street", "streets", "downtown"),
    "space": ("outer space", "into orbit", "in orbit"),
    "room": ("living room", "sofa", "couch", "indoors", "at home"),
}
HINTS = frozenset({"in water", "in the water", "into the water", "sand", "grass", "winter", "street", "streets"})
"""Words that tell a place only where the same sentence names none outright."""
TIME_WORDS: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("sunrise", "morning", "first light", "daybreak", "sun comes up", "sun came up", "sun is coming up"),
    "day": (
        "by day", "daytime", "daylight", "during the day", "middle of the day", "sunny day", "sunshine", "noon",
        "midday", "it is day", "it was day", "make it day", "to day", "rainy day", "foggy day", "snowy day",
        "misty day",
        "day in", "day on", "a day", "day is", "is it day", "it day", "of the day", "sun is shining", "sunny",
    ),
    "sunset": (
        "sundown", "evening", "dusk", "twilight", "last sunlight", "sun goes down", "sun went down",
        "sun is going down", "sun go down", "sun sets", "sun set",
    ),
    "night": ("nights", "tonight", "midnight", "moonlight", "moonlit", "starlight", "starry", "under the stars"),
}  # fmt: skip
WEATHER_WORDS: Mapping[Weather, tuple[str, ...]] = {
    "clear": (
        "clear weather", "clear sky", "sky clear", "weather is clear", "it is clear", "no rain", "no snow", "no fog",
        "stop the rain", "stop the snow", "stop the fog", "not raining", "not snowing", "not foggy",
    ),
    "rain": ("rainy", "raining", "rains", "rained"),
    "snowfall": (
        "falling snow", "snow is falling", "snow was falling", "let snow fall", "snow falls", "snowing", "snows",
        "snowed", "snowflakes", "snowy", "it snow", "to snow",
    ),
    "fog": ("foggy", "mist", "misty"),
}  # fmt: skip
STYLE_WORDS: Mapping[Style, tuple[str, ...]] = {
    "storybook": ("storybook", "picture-book", "picture book", "story book"),
    "flat": ("flat drawing", "flat poster", "flat style", "flat design", "flat colours"),
    "watercolour": ("watercolours", "watercolor", "watercolors", "aquarelle"),
    "charcoal": (), "pop art": ("pop-art", "andy warhol"), "synthwave": ("retrowave", "vaporwave"),
    "gold relief": ("golden relief", "gold reliefs"),
}  # fmt: skip
WORN_WORDS: Mapping[Worn, tuple[str, ...]] = {
    "sunglasses": ("shades", "dark glasses"), "top hat": ("hat", "tophat"), "scarf": ("shawl",),
    "suit": ("business suit",),
}  # fmt: skip
HELD_WORDS: Mapping[Held, tuple[str, ...]] = {
    "umbrella": ("brolly",), "glass": ("drink",), "newspaper": ("daily paper",),
    "flowers": ("bunch of flowers", "bouquet"),
}  # fmt: skip
ACTION_WORDS: Mapping[Action, tuple[str, ...]] = {
    "stand": ("stand", "stands", "stood", "standing"),
    "lie": ("lie", "lies", "lay", "lying", "lie down", "lies down"),
    "sleep": ("sleeps", "sleeping", "slept", "asleep", "nap", "naps", "napped", "napping"),
    "run": (
        "run", "runs", "running", "ran", "gallop", "gallops", "galloped", "galloping", "hop", "hops", "hopped",
        "hopping", "dashes", "dashed", "dashing", "dash",
    ),
    "read": ("read", "reads", "reading"),
    "swim": (
        "swim", "swims", "swimming", "swam", "paddle", "paddles", "paddled", "paddling", "glides through the water",
        "glided through the water", "gliding through the water",
    ),
    "float": (
        "float", "floats", "floated", "floating", "bobs", "bobbed", "bobbing", "drifts", "drifted", "drifting", "drift",
        "sails", "sailed", "sailing",
    ),
    "fly": (
        "fly", "flies", "flew", "flying", "soars", "soared", "soaring", "zooms", "zoomed", "zooming",
        "hangs in the air",
        "hung in the air", "hanging in the air",
    ),
    "leap": ("leap", "leaps", "leapt", "leaping", "jumps", "jumping"),
}  # fmt: skip
NO_MEANING = (
    "good night", "goodnight", "good evening", "good day", "good morning", "one day", "to this day", "every day",
    "some day", "a day off", "that day", "next day", "day after day", "all day", "long way", "once a day",
)  # fmt: skip
"""Words that look as if they told a time."""


@dataclass(frozen=True)
class Word:
    """A word of the world found in a sentence."""

    meaning: Meaning
    value: str
    text: str
    start: int
    end: int


def plural_word(word: str) -> str:
    """The plural of a synonym."""
    return _PLURALS.get(word, f"{word}s")


@cache
def _lexicon() -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[Meaning, str], ...]]]:
    """One pattern of all words of the world, and what each word means."""
    found: dict[str, tuple[tuple[Meaning, str], ...]] = {}

    def add(meaning: Meaning, value: str, words: Iterable[str]) -> None:
        for word in words:
            found[word] = (*found.get(word, ()), (meaning, value))

    for kind in KINDS:
        add("kind", kind, (kind, *KIND_WORDS[kind]))
        add("kinds", kind, {plural(kind), *map(plural_word, KIND_WORDS[kind])} - {kind})
    for colour in COLOURS:
        add("colour", colour, (colour, *COLOUR_WORDS[colour]))
    for place in PLACES:
        add("place", place, (place, *PLACE_WORDS[place]))
    for time, words in TIME_WORDS.items():
        add("time", time, words if time == "day" else (time, *words))
    for weather, words in WEATHER_WORDS.items():
        add("weather", weather, words if weather == "clear" else (weather, *words))
    for style, words in STYLE_WORDS.items():
        add("style", style, words if style in ("storybook", "flat") else (style, *words))
    for worn, words in WORN_WORDS.items():
        add("worn", worn, (worn, *words))
    for held, words in HELD_WORDS.items():
        add("held", held, (held, *words))
    for action, words in ACTION_WORDS.items():
        add("action", action, {action, *words})
    for adjective, weather in (("rainy", "rain"), ("snowy", "snowfall"), ("foggy", "fog"), ("misty", "fog")):
        found[f"{adjective} day"] = (("weather", weather), ("time", "day"))
    added = (*NO_MEANING, *(t for t in (*WORN_PLURAL.values(), *HELD_PLURAL.values()) if t != "sunglasses"))
    for word in added:
        found[word] = (("", ""),)
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"), found


def find_words(sentence: str) -> list[Word]:
    """The words of the world in a lower-case sentence, longest matches first, in order."""
    pattern, meanings = _lexicon()
    return [
        Word(meaning, value, hit.group(), hit.start(), hit.end())
        for hit in pattern.finditer(sentence)
        for meaning, value in meanings[hit.group()]
        if meaning
    ]
