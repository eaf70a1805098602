"""The storybook world: what a scene is, and what in it may be."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "dog", "corgi", "cat", "fox", "bear", "polar bear", "panda", "teddy bear", "koala", "rabbit",
    "horse", "elephant", "mammoth", "owl", "duck", "penguin", "frog", "turtle", "robot", "astronaut",
    "salmon", "dolphin", "whale",
    "car", "bus", "train", "bicycle", "boat", "ship", "rocket", "plane", "balloon",
    "house", "castle", "lighthouse", "opera house", "windmill",
    "teapot", "lamp", "armchair", "espresso machine", "clock", "guitar", "cake",
]  # fmt: skip
Colour = Literal["red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "white", "black"]
Place = Literal[
    "meadow", "forest", "jungle", "beach", "sea", "pool", "river", "snow", "desert", "mountains", "wheat field",
    "city", "space", "room",
]  # fmt: skip
Time = Literal["dawn", "day", "sunset", "night"]
Weather = Literal["clear", "rain", "snowfall", "fog"]
Style = Literal["storybook", "flat", "watercolour", "charcoal", "pop art", "synthwave", "gold relief"]
Worn = Literal["none", "sunglasses", "top hat", "scarf", "suit"]
Held = Literal["none", "umbrella", "glass", "newspaper", "flowers"]
Action = Literal["stand", "lie", "sleep", "run", "read", "swim", "float", "fly", "leap"]
Relation = Literal["alone", "beside", "behind", "above", "on", "holding"]

KINDS: tuple[Kind, ...] = get_args(Kind)
COLOURS: tuple[Colour, ...] = get_args(Colour)
PLACES: tuple[Place, ...] = get_args(Place)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
STYLES: tuple[Style, ...] = get_args(Style)
WORN: tuple[Worn, ...] = get_args(Worn)
HELD: tuple[Held, ...] = get_args(Held)
ACTIONS: tuple[Action, ...] = get_args(Action)
RELATIONS: tuple[Relation, ...] = get_args(Relation)

CREATURES: tuple[Kind, ...] = KINDS[:20]
"""Subjects with a face and a neck: the ones that wear, hold and do things."""
SWIMMERS: tuple[Kind, ...] = ("salmon", "dolphin", "whale")
VEHICLES: tuple[Kind, ...] = ("car", "bus", "train", "bicycle", "boat", "ship", "rocket", "plane", "balloon")
BUILDINGS: tuple[Kind, ...] = ("house", "castle", "lighthouse", "opera house", "windmill")
THINGS: tuple[Kind, ...] = ("teapot", "lamp", "armchair", "espresso machine", "clock", "guitar", "cake")
FLYERS: tuple[Kind, ...] = ("owl", "duck", "rocket", "plane", "balloon")
"""What can be above another subject."""
ALWAYS_FLYING: tuple[Kind, ...] = ("rocket", "plane", "balloon")
HANDED: tuple[Kind, ...] = ("bear", "polar bear", "panda", "teddy bear", "koala", "robot", "astronaut", "penguin")
"""What can hold another subject."""
HOLDABLE: tuple[Kind, ...] = ("salmon", "duck", "frog", "teapot", "lamp", "clock", "guitar", "cake", "balloon")
RIDERS: tuple[Kind, ...] = (
    *CREATURES[:10], "owl", "duck", "penguin", "frog", "turtle", "robot", "astronaut",
)  # fmt: skip
MOUNTS: tuple[Kind, ...] = (
    "horse", "elephant", "mammoth", "turtle", "dolphin", "whale", "car", "bus", "train", "boat", "ship", "house",
    "castle", "armchair", "cake",
)  # fmt: skip
"""What a rider can be on."""
WATER: tuple[Place, ...] = ("sea", "pool", "river")
NATURAL: dict[Kind, Colour] = {
    "dog": "brown", "corgi": "orange", "cat": "black", "fox": "orange", "bear": "brown", "polar bear": "white",
    "panda": "white", "teddy bear": "brown", "koala": "blue", "rabbit": "white", "horse": "brown",
    "elephant": "blue", "mammoth": "brown", "owl": "brown", "duck": "yellow", "penguin": "black", "frog": "green",
    "turtle": "green", "robot": "blue", "astronaut": "white", "salmon": "pink", "dolphin": "blue", "whale": "blue",
    "car": "red", "bus": "red", "train": "green", "bicycle": "blue", "boat": "red", "ship": "white", "rocket": "red",
    "plane": "white", "balloon": "red", "house": "yellow", "castle": "purple", "lighthouse": "red",
    "opera house": "white", "windmill": "white", "teapot": "blue", "lamp": "yellow", "armchair": "green",
    "espresso machine": "red", "clock": "brown", "guitar": "orange", "cake": "pink",
}  # fmt: skip
"""The colour of a subject when nobody names one."""
COLOURLESS_STYLES: tuple[Style, ...] = ("charcoal", "gold relief")
"""Styles in which a colour cannot be seen."""


@dataclass(frozen=True)
class Subject:
    """One subject of a scene.

    Attributes:
        colour: its main colour.
        worn: creatures only.
        held: creatures only, not in water; a newspaper exactly where the action is "read".
        action: what it does; which ones are possible, `allowed_actions` tells.
    """

    kind: Kind
    colour: Colour
    worn: Worn = "none"
    held: Held = "none"
    action: Action = "stand"

    def __post_init__(self) -> None:
        if (self.worn != "none" or self.held != "none") and self.kind not in CREATURES:
            raise ValueError(f"a {self.kind} cannot wear or hold anything")
        if (self.held == "newspaper") != (self.action == "read"):
            raise ValueError("a newspaper is held to be read")
        if self.held != "none" and self.action not in ("stand", "read"):
            raise ValueError(f"nothing can be held by who will {self.action}")


def allowed_actions(kind: Kind, place: Place) -> tuple[Action, ...]:
    """What a subject may do in a place, the usual thing first."""
    if kind in ALWAYS_FLYING:
        return ("fly",)
    if place in WATER:
        if kind in CREATURES + SWIMMERS:
            return ("swim", "fly") if kind in FLYERS else ("swim",)
        return ("float",)
    if place == "space":
        return ("float", "read") if kind in CREATURES else ("float",)
    if kind in SWIMMERS:
        return ("leap",)
    if kind not in CREATURES:
        return ("stand",)
    usual: tuple[Action, ...] = ("stand", "lie", "sleep", "run", "read")
    return (*usual, "fly") if kind in FLYERS else usual


def allowed_relations(first: Kind, second: Kind) -> tuple[Relation, ...]:
    """How two subjects may stand to each other: the first one is ... the second one."""
    relations: list[Relation] = ["beside", "behind"]
    if first in FLYERS and second not in ALWAYS_FLYING:
        relations.append("above")
    if first in RIDERS and second in MOUNTS:
        relations.append("on")
    if first in HANDED and second in HOLDABLE:
        relations.append("holding")
    return tuple(relations)


@dataclass(frozen=True)
class Scene:
    """One or two subjects, in a place, at a time of day, in some weather, drawn in a style.

    With two subjects both do what is usual in the place, hold nothing, and `relation` says how the first stands to
    the second; beside each other, the first is the left one. In space it is always a clear night. `look` seeds
    everything that no description mentions: position, size, facing, pose, where the trees stand.
    """

    subjects: tuple[Subject, ...]
    place: Place
    time: Time
    weather: Weather = "clear"
    style: Style = "storybook"
    relation: Relation = "alone"
    look: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.subjects) <= 2:
            raise ValueError(f"a scene has one or two subjects, not {len(self.subjects)}")
        if self.place == "space" and (self.time, self.weather) != ("night", "clear"):
            raise ValueError("in space it is a clear night")
        for subject in self.subjects:
            if subject.action not in allowed_actions(subject.kind, self.place):
                raise ValueError(f"a {subject.kind} does not {subject.action} in the {self.place}")
        if len(self.subjects) == 1:
            if self.relation != "alone":
                raise ValueError(f"a single subject is not {self.relation} anything")
            return
        first, second = self.subjects
        if self.relation not in allowed_relations(first.kind, second.kind):
            raise ValueError(f"a {first.kind} is not {self.relation} a {second.kind}")
        for subject in self.subjects:
            if subject.held != "none" or subject.action != allowed_actions(subject.kind, self.place)[0]:
                raise ValueError("in company everyone does the usual")

    @property
    def main(self) -> Subject:
        """The subject that the scene is about: the first."""
        return self.subjects[0]

    def with_main(self, **changes: str) -> Scene:
        """The same scene with attributes of its first subject replaced."""
        main = dataclasses.replace(self.main, **changes)  # type: ignore[arg-type]
        return dataclasses.replace(self, subjects=(main, *self.subjects[1:]))
