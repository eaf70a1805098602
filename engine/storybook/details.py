"""What else can be seen: sentences on places, times and weather that name no subject, colour or other place."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from engine.storybook.scene import Place, Scene, Time, Weather

PLACE_DETAILS: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("Daisies grow all around.", "The hills are soft and round.", "Everything is in bloom."),
    "forest": ("Tall trees rise on every side.", "The trees are close and quiet.", "It smells of pine needles."),
    "jungle": ("Vines hang from every branch.", "The leaves are as big as tables.", "The air is warm and damp."),
    "beach": ("Small shells are everywhere.", "The surf comes and goes.", "The sand is soft and warm."),
    "sea": ("There is no land in sight.", "The swell rolls gently.", "Foam dances on the swell."),
    "pool": ("The tiles shine.", "The water is clear to the bottom.", "A ladder leads into the water."),
    "river": ("Reeds grow on the bank.", "The water is always on its way.", "Smooth pebbles line the bank."),
    "snow": ("Everything is soft and still.", "The fir trees wear thick caps.", "The ground is cold and smooth."),
    "desert": ("A cactus keeps watch.", "The dunes roll on and on.", "Nothing else is there for miles."),
    "mountains": ("The peaks are high and grand.", "The rocks are old and still.", "The air is thin and fresh."),
    "wheat field": ("The ears sway gently.", "The stalks reach up high.", "The grain is almost ripe."),
    "city": ("Tall towers make a wall of windows.", "There are many small windows.", "The streets are wide."),
    "space": ("Stars twinkle everywhere.", "Far planets turn slowly.", "There is no sound at all."),
    "room": ("There is a soft carpet.", "A picture hangs on the wall.", "It is warm and tidy."),
}
OPEN_SKY_DETAILS: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("The sun is coming up.", "The first light is pale and soft."),
    "day": ("The sun is shining.", "The sky is clear and bright."),
    "sunset": ("The sun is going down.", "The evening sky is glowing."),
    "night": ("The moon is up.", "The stars are out."),
}
"""For what is outdoors in clear weather."""
TIME_DETAILS: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("The morning is still young.", "It is the beginning of a new morning."),
    "day": ("The day is long.", "It is the best part of the day."),
    "sunset": ("The evening is quiet.", "It will soon be dark, but it is still evening."),
    "night": ("The night is dark and quiet.", "Most others are in bed at night."),
}
WEATHER_DETAILS: Mapping[Weather, tuple[str, ...]] = {
    "clear": (), "rain": ("The rain drums softly.", "Drops of rain come down like beads."),
    "snowfall": ("Snowflakes come down like feathers.", "The snowflakes make no sound."),
    "fog": ("The fog hides everything far away.", "The mist is as soft as wool."),
}  # fmt: skip
TIME_CHANGES: Mapping[Time, tuple[str, ...]] = {
    "dawn": ("Then a new morning came.", "At last the night was over.", "The sky grew pale in the east."),
    "day": ("Soon the day was bright.", "The sun climbed higher.", "Now it was the middle of the day."),
    "sunset": ("Slowly the evening came.", "The shadows grew long.", "Then the sun went down."),
    "night": ("It grew dark.", "One by one the stars came out.", "Then the night came."),
}
"""How stories tell that another time of day has come."""
WEATHER_CHANGES: Mapping[Weather, tuple[str, ...]] = {
    "clear": ("After a while the sky was clear again.", "The clouds moved on.", "The weather grew friendly again."),
    "rain": ("Then it began to rain.", "Soon the first drops of rain fell.", "The clouds opened, and rain came down."),
    "snowfall": ("Then it began to snow.", "The first snowflakes came down.", "Soon the air was full of snowflakes."),
    "fog": ("Then the fog came.", "A thick fog came up.", "Soon there was fog on all sides."),
}


_OF_CLEAR_SKY = (
    "The sky grew pale in the east.", "Soon the day was bright.", "The sun climbed higher.", "The shadows grew long.",
    "Then the sun went down.", "One by one the stars came out.",
)  # fmt: skip
_TELLING = re.compile(r"\b(?:sun|stars?|moon|morning|day|evening|night|light|rain|snow\w*|fog|mist)\b")


def time_changes(scene: Scene) -> tuple[str, ...]:
    """How a story tells that the scene's time of day has come: of sun and stars only where the sky is clear."""
    found = TIME_CHANGES[scene.time]
    return found if scene.weather == "clear" else tuple(each for each in found if each not in _OF_CLEAR_SKY)


def sky_detail(scene: Scene, rng: random.Random) -> str:
    """A sentence on the weather or the time of day; "" in space."""
    if scene.place == "space":
        return ""
    if scene.place != "room":
        if scene.weather != "clear":
            return rng.choice(WEATHER_DETAILS[scene.weather])
        if rng.random() < 0.7:
            return rng.choice(OPEN_SKY_DETAILS[scene.time])
    return rng.choice(TIME_DETAILS[scene.time])


def details(scene: Scene, rng: random.Random, count: int, said: str = "") -> list[str]:
    """Up to `count` different sentences about a scene's surroundings, none of which repeats what was said already."""
    found = rng.sample(PLACE_DETAILS[scene.place], count)
    sky = sky_detail(scene, rng)
    repeated = set(_TELLING.findall(said.lower())).intersection(_TELLING.findall(sky.lower()))
    if sky and not repeated:
        found[-1] = sky
    rng.shuffle(found)
    return found
