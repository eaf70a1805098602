"""The small grammar of the storybook world: articles, plurals, verbs, and phrases of place and time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.storybook.scene import Kind, Place, Scene, Subject, Time, Worn

Tense = Literal["present", "past"]


@dataclass(frozen=True)
class Verb:
    """The forms of a verb that stories need: stand, stands, stood, standing."""

    base: str
    third: str
    past: str
    ing: str

    def form(self, tense: Tense, count: int) -> str:
        """The form that agrees with `count` subjects in `tense`."""
        if tense == "past":
            return self.past
        return self.third if count == 1 else self.base


STAND = Verb("stand", "stands", "stood", "standing")
SIT = Verb("sit", "sits", "sat", "sitting")
WAIT = Verb("wait", "waits", "waited", "waiting")
REST = Verb("rest", "rests", "rested", "resting")
TROT = Verb("trot", "trots", "trotted", "trotting")
HOP = Verb("hop", "hops", "hopped", "hopping")
WALK = Verb("walk", "walks", "walked", "walking")
WADDLE = Verb("waddle", "waddles", "waddled", "waddling")
LEAP = Verb("leap", "leaps", "leapt", "leaping")
SWIM = Verb("swim", "swims", "swam", "swimming")
FLOAT = Verb("float", "floats", "floated", "floating")
SAIL = Verb("sail", "sails", "sailed", "sailing")
FLY = Verb("fly", "flies", "flew", "flying")
HANG = Verb("hang", "hangs", "hung", "hanging")
PLAY = Verb("play", "plays", "played", "playing")

ON_LAND: Mapping[Kind, tuple[Verb, ...]] = {
    "dog": (STAND, SIT, WAIT, TROT),
    "cat": (SIT, STAND, WAIT, REST),
    "fox": (STAND, SIT, WAIT, TROT),
    "bear": (STAND, SIT, REST, WALK),
    "rabbit": (SIT, HOP, WAIT),
    "horse": (STAND, WAIT, TROT),
    "elephant": (STAND, WAIT, WALK),
    "owl": (SIT, REST, WAIT),
    "duck": (STAND, SIT, WADDLE, WAIT),
    "dolphin": (LEAP, PLAY, REST),
    "car": (STAND, WAIT),
    "boat": (REST, WAIT),
    "teapot": (STAND, WAIT),
    "robot": (STAND, WAIT, WALK),
    "house": (STAND,),
    "balloon": (FLOAT, FLY, HANG),
}
AT_SEA: Mapping[Kind, tuple[Verb, ...]] = {
    "duck": (SWIM, FLOAT),
    "owl": (FLOAT, REST),
    "dolphin": (SWIM, LEAP, PLAY),
    "car": (FLOAT,),
    "boat": (FLOAT, SAIL),
    "teapot": (FLOAT,),
    "robot": (FLOAT, SWIM),
    "house": (FLOAT, STAND),
    "balloon": (FLOAT, FLY, HANG),
}
TOGETHER: tuple[Verb, ...] = (STAND, WAIT, REST)
TOGETHER_AT_SEA: tuple[Verb, ...] = (FLOAT,)

PLACE_NAME: Mapping[Place, str] = {
    "meadow": "the meadow", "forest": "the forest", "beach": "the beach", "snow": "the snow",
    "desert": "the desert", "sea": "the sea", "mountains": "the mountains", "city": "the city",
}  # fmt: skip
AT_PLACE: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("in the meadow", "in the meadow", "in the grass", "in a flowery meadow"),
    "forest": ("in the forest", "in the forest", "in the woods", "among the trees"),
    "beach": ("on the beach", "on the beach", "on the sand", "on a sandy beach"),
    "snow": ("in the snow", "in the snow", "in the deep snow", "in the winter snow"),
    "desert": ("in the desert", "in the desert", "among the dunes", "in the hot desert"),
    "sea": ("in the sea", "in the sea", "in the water", "in the waves"),
    "mountains": ("in the mountains", "in the mountains", "high in the mountains", "among the peaks"),
    "city": ("in the city", "in the city", "in the big city", "in a city street"),
}
OVER_PLACE: Mapping[Place, str] = {place: f"over {name}" for place, name in PLACE_NAME.items()}
TO_PLACE: Mapping[Place, str] = {
    place: f"{'into' if place in ('forest', 'snow', 'mountains', 'desert') else 'to'} {name}"
    for place, name in PLACE_NAME.items()
}
AT_TIME: Mapping[Time, tuple[str, ...]] = {
    "day": ("by day", "by day", "in the daytime", "on a sunny day", "in the sunshine"),
    "sunset": ("at sunset", "at sunset", "in the evening", "as the sun goes down"),
    "night": ("at night", "at night", "by night", "under the stars", "in the moonlight"),
}
PLURAL_WORN: Mapping[Worn, str] = {
    "top hat": "top hats", "scarf": "scarves", "sunglasses": "sunglasses",
}  # fmt: skip


def with_article(noun: str) -> str:
    """The noun phrase with "a" or "an" before it."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def capital(text: str) -> str:
    """The text with its first letter upper case."""
    return text[:1].upper() + text[1:]


def plural(kind: Kind) -> str:
    """Foxes for a fox, owls for an owl."""
    return f"{kind}es" if kind == "fox" else f"{kind}s"


def worn_phrase(worn: Worn) -> str:
    """What is worn, with its article: "a top hat", "sunglasses"."""
    return worn if worn == "sunglasses" else with_article(worn)


def its_worn(worn: Worn) -> str:
    """What is worn as a possession: "its top hat"."""
    return f"its {worn}"


def bare_noun(subject: Subject) -> str:
    """Colour and kind: "red fox"."""
    return f"{subject.colour} {subject.kind}"


def noun_phrase(subject: Subject, rng: random.Random | None = None, *, article: str = "a") -> str:
    """A subject with its article and what it wears.

    Args:
        subject: who.
        rng: chooses the wording of what is worn; None takes the fixed "wearing ...".
        article: "a" (or "an" as needed) or "the".
    """
    noun = bare_noun(subject)
    phrase = with_article(noun) if article == "a" else f"{article} {noun}"
    if subject.worn == "none":
        return phrase
    link = "wearing" if rng is None else rng.choice(("wearing", "wearing", "in", "with"))
    return f"{phrase} {link} {worn_phrase(subject.worn) if article == 'a' else its_worn(subject.worn)}"


def joined(phrases: Sequence[str]) -> str:
    """One phrase, or two with "and" between."""
    return " and ".join(phrases)


def flies(scene: Scene) -> bool:
    """Whether everything in the scene hangs in the air over its place."""
    return all(subject.kind == "balloon" for subject in scene.subjects)


def at_place(scene: Scene, rng: random.Random | None = None) -> str:
    """Where the scene is: "in the snow", and for what flies, sometimes "over the snow"."""
    if rng is None:
        return AT_PLACE[scene.place][0]
    if flies(scene) and (scene.place == "sea" or rng.random() < 0.6):
        return OVER_PLACE[scene.place]
    return rng.choice(AT_PLACE[scene.place])


def at_time(scene: Scene, rng: random.Random | None = None, tense: Tense = "present") -> str:
    """When the scene is: "at night"."""
    phrase = AT_TIME[scene.time][0] if rng is None else rng.choice(AT_TIME[scene.time])
    return phrase.replace("goes down", "went down") if tense == "past" else phrase


def verb_for(scene: Scene, rng: random.Random | None = None) -> Verb:
    """What the subjects of a scene may be doing there."""
    if len(scene.subjects) == 2:
        verbs = TOGETHER_AT_SEA if scene.place == "sea" else TOGETHER
    elif scene.place == "sea":
        verbs = AT_SEA.get(scene.main.kind, (SWIM, FLOAT))
    else:
        verbs = ON_LAND[scene.main.kind]
    return verbs[0] if rng is None else rng.choice(verbs)
