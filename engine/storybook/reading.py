"""Free English about the storybook world read back into attributes: the measuring side of captions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from engine.storybook.facts import judge_fact, sentences
from engine.storybook.phrases import PLURAL_WORN, plural
from engine.storybook.scene import COLOURS, KINDS, PLACES, TIMES, WORN, Colour, Kind, Place, Scene, Time, Worn


@dataclass(frozen=True)
class PartialSubject:
    """What a text says about one subject; None where it says nothing."""

    kind: Kind | None = None
    colour: Colour | None = None
    worn: Worn | None = None


@dataclass(frozen=True)
class PartialScene:
    """What a text says about a scene; None and () where it says nothing."""

    subjects: tuple[PartialSubject, ...] = ()
    place: Place | None = None
    time: Time | None = None

    def agrees_with(self, scene: Scene) -> bool:
        """Whether everything that the text says holds in the scene."""
        if self.place not in (None, scene.place) or self.time not in (None, scene.time):
            return False
        return all(any(_fits(said, there) for there in scene.subjects) for said in self.subjects)

    def matches(self, scene: Scene) -> bool:
        """Whether the text says exactly the scene: every attribute, the subjects from left to right.

        What is worn may be unsaid where nothing is worn.
        """
        said = tuple((s.kind, s.colour, s.worn or "none") for s in self.subjects)
        there = tuple((s.kind, s.colour, s.worn) for s in scene.subjects)
        return said == there and self.place == scene.place and self.time == scene.time

    @property
    def count(self) -> int:
        """How many attributes the text says."""
        fields = [value for s in self.subjects for value in (s.kind, s.colour, s.worn)]
        return sum(value is not None for value in (*fields, self.place, self.time))


def _fits(said: PartialSubject, there: object) -> bool:
    return all(value is None or value == getattr(there, name) for name, value in dataclasses.asdict(said).items())


_KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    "dog": ("puppy", "puppies", "hound", "doggy"), "cat": ("kitten", "kittens", "kitty"),
    "fox": ("vixen",), "bear": ("teddy bear", "bear cub", "polar bear"),
    "rabbit": ("bunny", "bunnies", "hare"), "horse": ("pony", "ponies", "foal"), "elephant": (),
    "owl": ("owlet",), "duck": ("duckling", "ducklings"), "dolphin": ("porpoise",),
    "car": ("automobile", "motor car"), "boat": ("ship", "sailing boat", "sailboat", "ships"),
    "teapot": ("tea pot",), "robot": (), "house": ("cottage", "cottages"),
    "balloon": ("hot air balloon", "hot-air balloon", "air balloon"),
}  # fmt: skip
_COLOUR_WORDS: Mapping[Colour, tuple[str, ...]] = {
    "red": ("scarlet", "crimson"), "orange": (), "yellow": (), "green": (), "blue": (),
    "purple": ("violet", "lilac"), "white": ("snow-white",), "black": (),
}  # fmt: skip
_PLACE_WORDS: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("meadows", "field", "fields", "grass", "grassy", "flowery"),
    "forest": ("forests", "woods", "wood", "jungle", "trees"),
    "beach": ("seaside", "shore", "sand", "sandy", "by the sea", "beside the sea", "next to the sea"),
    "snow": ("snowy", "winter", "wintry", "fir trees"),
    "desert": ("dunes", "dune", "cactus"),
    "sea": ("ocean", "water", "waves", "wave", "swim", "swims", "swam", "swimming", "pool", "lake"),
    "mountains": ("mountain", "peaks", "peak", "hilltop"),
    "city": ("town", "street", "streets", "towers"),
}
_FAINT = frozenset({"swim", "swims", "swam", "swimming", "wave", "waves", "sand", "trees", "grass", "winter", "towers"})
"""Words that hint at a place only where the same sentence names none outright."""
_TIME_WORDS: Mapping[Time, tuple[str, ...]] = {
    "day": (
        "by day", "daytime", "daylight", "sunny", "sunshine", "sun is shining", "sun was shining", "noon", "midday",
        "it is day", "it was day", "make it day", "be day", "is it day", "bright day", "to day", "sun shine",
        "sun shines", "in the sun", "sky is clear",
    ),
    "sunset": (
        "sundown", "evening", "dusk", "twilight", "sun goes down", "sun went down", "sun is going down",
        "sun was going down", "sun go down", "sun sets", "sun set",
    ),
    "night": (
        "nights", "tonight", "midnight", "moonlight", "moonlit", "starlight", "starry", "under the stars",
        "under the moon", "stars are out", "stars were out", "moon is up", "moon was up", "dark",
    ),
}  # fmt: skip
_WORN_WORDS: Mapping[Worn, tuple[str, ...]] = {
    "top hat": ("hat", "tophat"), "scarf": ("shawl",), "sunglasses": ("shades", "dark glasses"), "none": (),
}  # fmt: skip
_NOT_TIMES = ("good night", "goodnight", "good evening", "good day")
_TAKEN_OFF = re.compile(r"\b(?:without|no|not|off|remove|removes|removed|took off|nothing)\b(?:[a-z ]{0,16}?)$")
_LINK = re.compile(r"[ ,]*(?:(?:is|was|be|are|were|all|in|painted|coloured|turn|turns|turned|to|now|the|colour)[ ,]+)*")
_OPEN_END = re.compile(r"(?:[ ]*[.,;!?:]|[ ]*$| (?:and|in|on|at|by|with|wearing|please|now|instead|as|when)\b)")
_STOP = frozenset(
    (
        "and", "the", "a", "an", "in", "on", "at", "by", "is", "was", "are", "with", "to", "of", "its", "it",
        "for", "but", "while", "wearing", "into", "over",
    )
)  # fmt: skip


@cache
def _lexicon() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """One pattern of all words of the world, and what each word means: (attribute, value)."""
    meaning: dict[str, tuple[str, str]] = dict.fromkeys(_NOT_TIMES, ("", ""))
    for kind in KINDS:
        meaning |= _entries("kind", kind, (kind, *_KIND_WORDS[kind])) | {plural(kind): ("kinds", kind)}
    for colour in COLOURS:
        meaning |= _entries("colour", colour, (colour, *_COLOUR_WORDS[colour]))
    for place in PLACES:
        meaning |= _entries("place", place, (place, *_PLACE_WORDS[place]))
    for time in TIMES:
        words = _TIME_WORDS[time] if time == "day" else (time, *_TIME_WORDS[time])
        meaning |= _entries("time", time, words)
    for worn in WORN:
        meaning |= _entries("worn", worn, _WORN_WORDS[worn] if worn == "none" else (worn, *_WORN_WORDS[worn]))
    meaning |= {text: ("kinds", "none") for text in PLURAL_WORN.values() if text != "sunglasses"}
    longest_first = sorted(meaning, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"), meaning


def _entries(attribute: str, value: str, words: Iterable[str]) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(words, (attribute, value))


@dataclass(frozen=True)
class _Word:
    """A word of the world found in a sentence."""

    attribute: str
    value: str
    text: str
    start: int
    end: int


def _find(sentence: str) -> list[_Word]:
    pattern, meaning = _lexicon()
    return [_Word(*meaning[hit.group()], hit.group(), hit.start(), hit.end()) for hit in pattern.finditer(sentence)]


def _place(words: list[_Word]) -> Place | None:
    """The last place named outright, or else the last one hinted at."""
    places = [word for word in words if word.attribute == "place"]
    outright = [word.value for word in places if word.text not in _FAINT]
    chosen = outright or [word.value for word in places]
    return next((place for place in PLACES if chosen and place == chosen[-1]), None)


def _time(words: list[_Word]) -> Time | None:
    times = [word.value for word in words if word.attribute == "time"]
    return next((time for time in TIMES if times and time == times[-1]), None)


def _coloured(sentence: str, words: list[_Word], at: int) -> int | None:
    """Which word the colour at index `at` belongs to: a kind's index, -1 for a bare colour, or None."""
    colour = words[at]
    if at + 1 < len(words):
        following = words[at + 1]
        between = sentence[colour.end : following.start].split()
        near = (
            len(between) <= 2
            and not _STOP.intersection(between)
            and not re.search(r"[.,;:]", sentence[colour.end : following.start])
        )
        if near and following.attribute in ("kind", "kinds"):
            return at + 1
        if near and following.attribute != "colour" and _OPEN_END.match(sentence, colour.end) is None:
            return None
    if _OPEN_END.match(sentence, colour.end) is None:
        return None
    if at and words[at - 1].attribute in ("kind", "kinds"):
        before = words[at - 1]
        if _LINK.fullmatch(sentence, before.end, colour.start):
            return at - 1
    return -1


def _subjects(sentence: str, words: list[_Word]) -> tuple[PartialSubject, ...]:
    """The subjects of a sentence in order of mention, with their colours and worn things bound."""
    wanted = "kind" if any(word.attribute == "kind" for word in words) else "kinds"
    order = [word.value for word in words if word.attribute == wanted and word.value != "none"]
    kinds = [next(kind for kind in KINDS if kind == name) for name in dict.fromkeys(order)]
    colours: dict[str, Colour] = {}
    worn: dict[str, Worn] = {}
    only = kinds[0] if len(kinds) == 1 else ""
    for index, word in enumerate(words):
        if word.attribute == "colour":
            owner = _coloured(sentence, words, index)
            if owner is not None:
                name = words[owner].value if owner >= 0 else only
                colours.setdefault(name, next(colour for colour in COLOURS if colour == word.value))
        elif word.attribute == "worn":
            before = [other.value for other in words[:index] if other.attribute == "kind"]
            after = [other.value for other in words[index:] if other.attribute == "kind"]
            name = before[-1] if before else after[0] if after else only
            taken_off = _TAKEN_OFF.search(sentence, 0, word.start) or sentence.startswith(" off", word.end)
            worn[name] = "none" if taken_off else next(item for item in WORN if item == word.value)
    found = [PartialSubject(kind, colours.get(kind), worn.get(kind)) for kind in kinds]
    if not kinds and ("" in colours or "" in worn):
        found = [PartialSubject(None, colours.get(""), worn.get(""))]
    return tuple(found)


def _parse_sentence(sentence: str) -> PartialScene:
    plain = sentence.lower()
    words = _find(plain)
    return PartialScene(_subjects(plain, words), _place(words), _time(words))


def _merged(anchor: PartialScene, other: PartialScene) -> PartialScene:
    """The anchor, with what it leaves unsaid about its subjects, place and time taken from the other."""
    filled = []
    for subject in anchor.subjects:
        same = [o for o in other.subjects if o.kind in (subject.kind, None) or subject.kind is None]
        if same and (same[0].kind is not None or len(anchor.subjects) == 1):
            subject = PartialSubject(
                subject.kind or same[0].kind, subject.colour or same[0].colour, subject.worn or same[0].worn
            )
        filled.append(subject)
    return PartialScene(tuple(filled) or other.subjects, anchor.place or other.place, anchor.time or other.time)


def parse_caption(text: str) -> PartialScene | None:
    """Read what a caption, a wish, an answer or a whole paragraph says about a picture.

    Words are matched longest first, synonyms included; a colour belongs to the kind that it stands
    with. In a text of several sentences, facts about the world are passed over, the sentence that
    says most (the last of them) decides, and the others fill in what it leaves unsaid, nearest first.

    Returns:
        What is said, or None where the text says nothing about the world.
    """
    spoken = sentences(text)
    if len(spoken) > 1:
        spoken = [sentence for sentence in spoken if judge_fact(sentence) is None]
    parsed = [_parse_sentence(sentence) for sentence in spoken]
    if not any(part.count for part in parsed):
        return None
    best = max(range(len(parsed)), key=lambda i: (parsed[i].count, i))
    scene = parsed[best]
    for index in sorted(range(len(parsed)), key=lambda i: (abs(i - best), -i)):
        scene = _merged(scene, parsed[index])
    return scene
