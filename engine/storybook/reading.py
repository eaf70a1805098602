"""Free English about the storybook world read back into attributes: the measuring side of captions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.storybook.facts import judge_fact, sentences
from engine.storybook.lexicon import HINTS, Word, find_words
from engine.storybook.phrases import colour_shows
from engine.storybook.scene import (
    ACTIONS,
    ALWAYS_FLYING,
    COLOURS,
    HELD,
    KINDS,
    NATURAL,
    PLACES,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Action,
    Colour,
    Held,
    Kind,
    Place,
    Relation,
    Scene,
    Style,
    Subject,
    Time,
    Weather,
    Worn,
    allowed_actions,
)

Value = TypeVar("Value", bound=str)


@dataclass(frozen=True)
class PartialSubject:
    """What a text says about one subject; None where it says nothing."""

    kind: Kind | None = None
    colour: Colour | None = None
    worn: Worn | None = None
    held: Held | None = None
    action: Action | None = None


@dataclass(frozen=True)
class PartialScene:
    """What a text says about a scene; None and () where it says nothing."""

    subjects: tuple[PartialSubject, ...] = ()
    place: Place | None = None
    time: Time | None = None
    weather: Weather | None = None
    style: Style | None = None
    relation: Relation | None = None

    def agrees_with(self, scene: Scene) -> bool:
        """Whether everything that the text says holds in the scene. A colour that its style hides always does."""
        for name in ("place", "time", "weather", "style"):
            if getattr(self, name) not in (None, getattr(scene, name)):
                return False
        if self.relation not in (None, scene.relation) and len(self.subjects) > 1:
            return False
        return all(any(_fits(said, there, scene) for there in scene.subjects) for said in self.subjects)

    def matches(self, scene: Scene) -> bool:
        """Whether the text says exactly the scene, with what it takes for granted: see `settled`."""
        return self.settled() == _plain(scene)

    def settled(self) -> Scene | None:
        """The scene that the text describes when all that it leaves unsaid is as usual: subjects have their natural
        colour, wear and hold nothing and do what they do there; it is clear, and drawn in the usual style. Colours
        that the style hides are the natural ones. None where a subject, the place or the time is missing, or where
        what is said cannot be.
        """
        space = self.place == "space"
        time = "night" if space else self.time
        if not self.subjects or self.place is None or time is None:
            return None
        style = self.style or "storybook"
        alone = len(self.subjects) == 1
        try:
            subjects = tuple(_whole(said, self.place, style, alone) for said in self.subjects[:2])
            weather = "clear" if space else self.weather or "clear"
            relation = "alone" if alone else self.relation or "beside"
            return Scene(subjects, self.place, time, weather, style, relation)
        except ValueError:
            return None

    @property
    def count(self) -> int:
        """How many attributes the text says."""
        fields = [value for said in self.subjects for value in dataclasses.astuple(said)]
        rest = (self.place, self.time, self.weather, self.style)
        return sum(value is not None for value in (*fields, *rest))


def _plain(scene: Scene) -> Scene:
    """The scene without its look, and with natural colours where none can be seen."""
    subjects = scene.subjects
    if not colour_shows(scene.style):
        subjects = tuple(dataclasses.replace(subject, colour=NATURAL[subject.kind]) for subject in subjects)
    return dataclasses.replace(scene, subjects=subjects, look=0)


def _fits(said: PartialSubject, there: Subject, scene: Scene) -> bool:
    for name, value in dataclasses.asdict(said).items():
        if name == "colour" and not colour_shows(scene.style):
            continue
        if name == "action" and value == "float" and there.kind in ALWAYS_FLYING:
            continue
        if value is not None and value != getattr(there, name):
            return False
    return True


def _whole(said: PartialSubject, place: Place, style: Style, alone: bool) -> Subject:
    """A subject with all that is unsaid as usual.

    Raises:
        ValueError: there is no such subject.
    """
    if said.kind is None:
        raise ValueError("nobody is named")
    natural = NATURAL[said.kind]
    allowed = allowed_actions(said.kind, place)
    action = said.action if alone and said.action is not None else allowed[0]
    if action not in allowed and action in ("float", "swim", "leap", "stand"):
        action = allowed[0]
    held: Held = said.held or ("newspaper" if action == "read" else "none")
    colour = said.colour if said.colour and colour_shows(style) else natural
    return Subject(said.kind, colour, said.worn or "none", held, action)


_TAKEN_OFF = re.compile(
    r"\b(?:without|no|not|off|remove|removes|removed|took off|drop|away|nothing)\b(?:[a-z ]{0,16}?)$"
)
_LINK = re.compile(r"[ ,]*(?:(?:is|was|be|are|were|all|in|painted|coloured|turn|turns|turned|to|now|the|colour)[ ,]+)*")
_OPEN_END = re.compile(r"(?:[ ]*[.,;!?:]|[ ]*$| (?:and|in|on|at|by|with|wearing|please|pls|now|instead|as|when)\b)")
_STOP = frozenset(
    (
        "and", "the", "a", "an", "in", "on", "at", "by", "is", "was", "are", "with", "to", "of", "its", "it", "her",
        "for", "but", "while", "wearing", "into", "over", "behind", "beside", "above", "or",
    )
)  # fmt: skip
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("holding", re.compile(r"\b(?:hold|holds|holding|held|carries|carry|carrying|carried|hug|hugs|hugging|hugged)\b")),
    ("behind", re.compile(r"\bbehind\b")),
    ("above", re.compile(r"\b(?:above|over)\b")),
    (
        "on",
        re.compile(
            r"\b(?:rid(?:es?|ing)|rode|on top of|on the (?:roof|back) of|on (?:a|an|the|its|her)?[ ]?(?:[a-z]+ )?$)"
        ),
    ),
    ("beside", re.compile(r"\b(?:beside|next to|near|by the side of)\b")),
)
"""Told by what stands between two subjects; the first that is found counts."""
_PRONOUN = re.compile(r"(?:it|she) ")
_SEATED = re.compile(r"\bin (?:a|an|the|its|her) (?:[a-z]+ )?$")


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
    parsed = [parse_sentence(sentence) for sentence in spoken]
    if not any(part.count for part in parsed):
        return None
    best = max(range(len(parsed)), key=lambda i: (parsed[i].count, i))
    scene = parsed[best]
    for index in sorted(range(len(parsed)), key=lambda i: (abs(i - best), -i)):
        scene = _merged(scene, parsed[index])
    return scene


def parse_sentence(sentence: str) -> PartialScene:
    """Read what one sentence says."""
    plain = sentence.lower()
    words = find_words(plain)
    return PartialScene(
        _subjects(plain, words),
        _place(words),
        _last(words, "time", TIMES),
        _last(words, "weather", WEATHERS),
        _last(words, "style", STYLES),
        _relation(plain, words),
    )


def _named(value: str, values: Sequence[Value]) -> Value:
    return next(each for each in values if each == value)


def _last(words: Sequence[Word], meaning: str, values: Sequence[Value]) -> Value | None:
    found = [word.value for word in words if word.meaning == meaning]
    return _named(found[-1], values) if found else None


def _place(words: Sequence[Word]) -> Place | None:
    """The last place named outright, or else the last one hinted at."""
    places = [word for word in words if word.meaning == "place"]
    return _last([word for word in places if word.text not in HINTS] or places, "place", PLACES)


def _relation(sentence: str, words: Sequence[Word]) -> Relation | None:
    """How the first subject of a sentence stands to the second, as far as the words between them tell."""
    kinds = [word for word in words if word.meaning == "kind"]
    kinds = [word for index, word in enumerate(kinds) if word.value not in {k.value for k in kinds[:index]}]
    pronoun = _PRONOUN.match(sentence)
    if pronoun and len(kinds) == 1:
        start, second = pronoun.end(), kinds[0]
    elif len(kinds) < 2:
        return None
    else:
        start, second = kinds[0].end, kinds[1]
    between = sentence[start : second.start]
    for relation, told in _RELATIONS:
        if relation != "holding" and told.search(between):
            return relation
        if relation == "holding" and [word for word in told.finditer(between) if not _holds_thing(between, word.end())]:
            return relation
    if second.value == "armchair" and _SEATED.search(between):
        return "on"
    return None


def _holds_thing(text: str, start: int) -> bool:
    """Whether what is held is an umbrella, a glass or flowers, and not another subject."""
    following = find_words(text[start:])
    return bool(following) and following[0].meaning == "held"


def _coloured(sentence: str, words: Sequence[Word], at: int) -> int | None:
    """Which word the colour at index `at` belongs to: a kind's index, -1 for a bare colour, or None."""
    colour = words[at]
    if at + 1 < len(words):
        following = words[at + 1]
        between = sentence[colour.end : following.start]
        near = (
            len(between.split()) <= 2 and not _STOP.intersection(between.split()) and not re.search(r"[.,;:]", between)
        )
        if near and following.meaning in ("kind", "kinds"):
            return at + 1
        if near and following.meaning != "colour" and _OPEN_END.match(sentence, colour.end) is None:
            return None
    if _OPEN_END.match(sentence, colour.end) is None:
        return None
    after_kind = at > 0 and words[at - 1].meaning in ("kind", "kinds")
    return at - 1 if after_kind and _LINK.fullmatch(sentence, words[at - 1].end, colour.start) else -1


def _subjects(sentence: str, words: Sequence[Word]) -> tuple[PartialSubject, ...]:
    """The subjects of a sentence in order of mention, with what is said about each bound to it.

    Of two, what they do is not read: it tells how they stand to each other.
    """
    wanted = "kind" if any(word.meaning == "kind" for word in words) else "kinds"
    kinds = [_named(name, KINDS) for name in dict.fromkeys(word.value for word in words if word.meaning == wanted)]
    only = kinds[0] if len(kinds) == 1 else ""
    said: dict[str, dict[str, str]] = {}
    for index, word in enumerate(words):
        if word.meaning == "colour":
            owner = _coloured(sentence, words, index)
            if owner is not None:
                said.setdefault(words[owner].value if owner >= 0 else only, {}).setdefault("colour", word.value)
        elif word.meaning in ("worn", "held"):
            taken_off = _TAKEN_OFF.search(sentence, 0, word.start) or sentence.startswith((" off", " away"), word.end)
            said.setdefault(_owner(words, index, only), {})[word.meaning] = "none" if taken_off else word.value
        elif word.meaning == "action" and len(kinds) < 2:
            flying = only in ALWAYS_FLYING
            said.setdefault(only, {}).setdefault("action", "fly" if flying else word.value)
    found = [_subject(kind, said.get(kind, {})) for kind in kinds]
    if len(kinds) == 1 and _PRONOUN.match(sentence) and _relation(sentence, words):
        found.insert(0, PartialSubject())
    if not kinds and said.get("") and not re.search(r"\bthe[ym]\b", sentence):
        found = [_subject(None, said[""])]
    return tuple(found)


def _owner(words: Sequence[Word], index: int, only: str) -> str:
    """Whose the thing worn or held at `index` is: the last one's that was named before, or else the next one's."""
    before = [word.value for word in words[:index] if word.meaning == "kind"]
    after = [word.value for word in words[index:] if word.meaning == "kind"]
    return before[-1] if before else after[0] if after else only


def _subject(kind: Kind | None, said: dict[str, str]) -> PartialSubject:
    return PartialSubject(
        kind,
        _named(said["colour"], COLOURS) if "colour" in said else None,
        _named(said["worn"], WORN) if "worn" in said else None,
        _named(said["held"], HELD) if "held" in said else None,
        _named(said["action"], ACTIONS) if "action" in said else None,
    )


def _merged(anchor: PartialScene, other: PartialScene) -> PartialScene:
    """The anchor, with what it leaves unsaid taken from the other. One without a name is the first one."""
    filled = []
    for index, subject in enumerate(anchor.subjects):
        same = [o for o in other.subjects if o.kind in (subject.kind, None) or subject.kind is None]
        if same and (same[0].kind is not None or index == 0):
            both = zip(dataclasses.astuple(subject), dataclasses.astuple(same[0]), strict=True)
            subject = PartialSubject(*(mine if mine is not None else theirs for mine, theirs in both))
        filled.append(subject)
    subjects = tuple(filled) or other.subjects
    if len(anchor.subjects) == 1 and len(other.subjects) == 2 and anchor.subjects[0].kind == other.subjects[0].kind:
        subjects = (*subjects, other.subjects[1])
    return PartialScene(
        subjects,
        anchor.place or other.place,
        anchor.time or other.time,
        anchor.weather or other.weather,
        anchor.style or other.style,
        anchor.relation or other.relation,
    )
