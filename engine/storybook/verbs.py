"""The verbs of the storybook world: what subjects do, in every form that captions and articles need."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.storybook.phrases import noun_phrase
from engine.storybook.scene import (
    ALWAYS_FLYING,
    BUILDINGS,
    THINGS,
    VEHICLES,
    WATER,
    Action,
    Kind,
    Place,
    Relation,
    Scene,
    Subject,
    allowed_actions,
)

Tense = Literal["present", "past"]


@dataclass(frozen=True)
class Verb:
    """The forms of a verb, and the words that belong behind it ("reads a newspaper")."""

    base: str
    third: str
    past: str
    ing: str
    after: str = ""

    def finite(self, tense: Tense, count: int = 1) -> str:
        """The form that agrees with `count` subjects: "sleeps", "sleep", "slept"."""
        form = self.past if tense == "past" else self.third if count == 1 else self.base
        return f"{form}{self.after}"

    def progressive(self, tense: Tense, count: int = 1) -> str:
        """The same, going on just now: "is sleeping", "were sleeping"."""
        return f"{be(tense, count)} {self.participle}"

    @property
    def participle(self) -> str:
        """ "sleeping"."""
        return f"{self.ing}{self.after}"

    def followed(self, words: str) -> Verb:
        """The verb with words behind it."""
        return dataclasses.replace(self, after=f"{self.after} {words}")


def be(tense: Tense, count: int = 1) -> str:
    """Is, are, was or were."""
    return {("present", 1): "is", ("past", 1): "was"}.get((tense, count), "are" if tense == "present" else "were")


def _verb(base: str, past: str, ing: str = "", third: str = "", after: str = "") -> Verb:
    return Verb(base, third or f"{base}s", past, ing or f"{base}ing", after)


STAND = _verb("stand", "stood")
WAIT = _verb("wait", "waited")
SWIM = _verb("swim", "swam", "swimming")
PADDLE = _verb("paddle", "paddled", "paddling")
GLIDE = _verb("glide", "glided", "gliding", after=" through the water")
FLOAT = _verb("float", "floated")
BOB = _verb("bob", "bobbed", "bobbing")
DRIFT = _verb("drift", "drifted")
SAIL = _verb("sail", "sailed")
FLY = _verb("fly", "flew", third="flies")
ZOOM = _verb("zoom", "zoomed")
SOAR = _verb("soar", "soared")
HANG = _verb("hang", "hung", after=" in the air")
LEAP = _verb("leap", "leapt")
RUN = _verb("run", "ran", "running")
SLEEP = _verb("sleep", "slept")
NAP = _verb("nap", "napped", "napping")
LIE = Verb("lie", "lies", "lay", "lying")
READ = _verb("read", "read")
RIDE = _verb("ride", "rode", "riding")
SIT = _verb("sit", "sat", "sitting")
HOLD = _verb("hold", "held")
CARRY = Verb("carry", "carries", "carried", "carrying")
HUG = _verb("hug", "hugged", "hugging")

_ACTION_VERBS: Mapping[Action, tuple[Verb, ...]] = {
    "stand": (STAND, STAND, STAND, WAIT),
    "lie": (LIE,),
    "sleep": (SLEEP, SLEEP, NAP),
    "run": (RUN,),
    "read": (READ.followed("a newspaper"), READ.followed("a newspaper"), READ.followed("the newspaper")),
    "swim": (SWIM,),
    "float": (FLOAT, FLOAT, DRIFT),
    "fly": (FLY, FLY, SOAR),
    "leap": (LEAP.followed("out of a puddle"), LEAP.followed("from a puddle")),
}
_OWN_VERBS: Mapping[tuple[Kind, Action], tuple[Verb, ...]] = {
    ("lamp", "stand"): (STAND, _verb("glow", "glowed")),
    ("clock", "stand"): (STAND, _verb("tick", "ticked")),
    ("teapot", "stand"): (STAND, _verb("steam", "steamed")),
    ("espresso machine", "stand"): (STAND, _verb("hum", "hummed", "humming")),
    ("boat", "stand"): (_verb("rest", "rested"), STAND),
    ("ship", "stand"): (_verb("rest", "rested"), STAND),
    ("dog", "swim"): (SWIM, PADDLE), ("corgi", "swim"): (SWIM, PADDLE), ("duck", "swim"): (SWIM, PADDLE),
    ("bear", "swim"): (SWIM, PADDLE), ("turtle", "swim"): (SWIM, PADDLE), ("polar bear", "swim"): (SWIM, PADDLE),
    ("salmon", "swim"): (SWIM, GLIDE), ("dolphin", "swim"): (SWIM, GLIDE), ("whale", "swim"): (SWIM, GLIDE),
    ("horse", "run"): (RUN, _verb("gallop", "galloped")), ("dog", "run"): (RUN, Verb("dash", "dashes", "dashed",
    "dashing")),
    ("rabbit", "run"): (RUN, _verb("hop", "hopped", "hopping")), ("frog", "run"): (RUN, _verb("hop", "hopped",
    "hopping")),
    ("balloon", "fly"): (FLY, FLOAT, DRIFT, HANG), ("rocket", "fly"): (FLY, ZOOM),
    ("plane", "fly"): (FLY, FLY, ZOOM),
}  # fmt: skip
_RELATION_WORDS: Mapping[Relation, tuple[str, ...]] = {
    "beside": ("beside", "beside", "next to"), "behind": ("behind",), "above": ("above", "above", "over"),
}  # fmt: skip
_ANIMAL_MOUNTS = ("horse", "elephant", "mammoth", "turtle", "dolphin", "whale")


def verbs_of(subject: Subject, place: Place) -> tuple[Verb, ...]:
    """How what a subject does may be said, the plain word first."""
    kind, action = subject.kind, subject.action
    if action == "float" and kind in ("boat", "ship") and place in WATER:
        return (FLOAT, SAIL)
    if action == "float" and kind in THINGS and place in WATER:
        return (FLOAT, FLOAT, BOB)
    if action == "stand" and kind in BUILDINGS + THINGS:
        return _OWN_VERBS.get((kind, action), (STAND,))
    return _OWN_VERBS.get((kind, action), _ACTION_VERBS[action])


def usual(subject: Subject, place: Place) -> bool:
    """Whether a subject does what it always does in a place."""
    return subject.action == allowed_actions(subject.kind, place)[0]


def lively(subject: Subject) -> bool:
    """Whether one can say that a subject "is standing" just now: buildings and things simply stand."""
    return subject.kind not in BUILDINGS + THINGS


def stands_out(subject: Subject) -> bool:
    """Whether what a subject does should be said: anything but to stand there."""
    return subject.action != "stand"


def _riding(rider: Subject, mount: Kind) -> tuple[Verb, ...]:
    """Verbs of somebody on something; the mount's noun phrase is to follow."""
    if mount in _ANIMAL_MOUNTS:
        return (RIDE, RIDE, SIT.followed("on"), RIDE.followed("on"), SIT.followed("on the back of"))
    if mount == "armchair":
        return (SIT.followed("in"), SIT.followed("on"))
    if mount in VEHICLES:
        return (RIDE.followed("on"), SIT.followed("on"), SIT.followed("on top of"))
    if mount in BUILDINGS:
        return (SIT.followed("on"), SIT.followed("on the roof of"), STAND.followed("on top of"))
    return (SIT.followed("on"), STAND.followed("on"), SIT.followed("on top of"))


def related_verbs(scene: Scene) -> tuple[Verb, ...]:
    """What the first of two subjects does with regard to the second, whose noun phrase is to follow."""
    first, second = scene.subjects
    if scene.relation == "on":
        return _riding(first, second.kind)
    if scene.relation == "holding":
        return (HOLD, HOLD, CARRY, HUG)
    words = _RELATION_WORDS[scene.relation]
    if scene.relation == "above":
        verbs: tuple[Verb, ...] = (FLY,) if first.kind in ALWAYS_FLYING else (FLY, FLY, SOAR)
    else:
        verbs = tuple(verb for verb in verbs_of(first, scene.place) if verb is not GLIDE)
    return tuple(verb.followed(word) for verb in verbs for word in words)


def scene_verb(scene: Scene, rng: random.Random | None, other: str = "") -> Verb:
    """What the first subject does, with all that follows: "stands", "rides a red horse", "swims beside a dog".

    Args:
        scene: one or two subjects.
        rng: chooses the wording; None takes the plain one.
        other: the noun phrase of the second subject, where there is one.
    """
    verbs = related_verbs(scene) if len(scene.subjects) == 2 else verbs_of(scene.main, scene.place)
    verb = verbs[0] if rng is None else rng.choice(verbs)
    return verb.followed(other) if other else verb


def bare_relation(scene: Scene, rng: random.Random | None, other: str) -> str:
    """How the second subject follows the first without any verb of its own: "on a red horse", "behind a house"."""
    if scene.relation == "on":
        word = "in" if scene.subjects[1].kind == "armchair" else "on"
    elif scene.relation == "holding":
        word = "holding" if rng is None else rng.choice(("holding", "holding", "carrying", "hugging"))
    else:
        words = _RELATION_WORDS[scene.relation]
        word = words[0] if rng is None else rng.choice(words)
    return f"{word} {other}"


def second_phrase(scene: Scene, rng: random.Random | None, article: Literal["a", "the"], coloured: bool) -> str:
    """The noun phrase of the second subject; "" where there is one subject only."""
    if len(scene.subjects) == 1:
        return ""
    return noun_phrase(scene.subjects[1], rng, article=article, coloured=coloured)
