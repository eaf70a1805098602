"""What people say who would like to see something: a scene as a noun phrase, with much left unsaid."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Collection, Mapping
from typing import Literal

from engine.storybook.caption_slots import scene_slots
from engine.storybook.phrases import colour_needed, colour_shows, outfit
from engine.storybook.scene import Scene
from engine.storybook.wording import say

Attribute = Literal["colour", "place", "time", "weather", "style", "worn", "held", "action"]


WISHED = (
    "{who}[ {doing}][ {there}][ {then}][ {weather}][, {in_style}]",
    "{who}[ {doing}][ {there}][ {then}][ {weather}][, {in_style}]",
    "{who}[ {doing}][ {there}][ {weather}][ {then}][, {in_style}]",
    "[{a_sketch} of ]{who}[ {doing}][ {there}][ {then}][ {weather}]",
)
"""What a person may ask to see."""
TAGS = ("{tag}[, {outfit}][, {doing}][, {place}][, {night}][, {rain}][, {sketch}]",)
"""The same in the clipped way of people who are used to picture machines."""
ASKING_FAMILIES = (WISHED, TAGS)


def wish(
    scene: Scene,
    rng: random.Random,
    unsaid: Collection[Attribute] | None = None,
    *,
    held_out: bool = False,
) -> str:
    """What a person says who would like to see a scene, as a noun phrase: "a fox in the snow, as a charcoal sketch".

    Args:
        scene: what is wished for.
        rng: the only source of chance.
        unsaid: what is left open; None for a random choice of one to four attributes.
        held_out: whether wordings may be those that are kept out of training.
    """
    left_out = _left_out(rng) if unsaid is None else unsaid
    bare = _without(scene, left_out)
    colours: tuple[bool, ...] = (False,) * len(scene.subjects)
    if "colour" not in left_out:
        asked = rng.random() < 0.3
        colours = tuple(
            colour_needed(subject, scene.style) or (colour_shows(scene.style) and rng.random() < 0.5) or asked
            for subject in scene.subjects
        )
    slots = scene_slots(bare, rng, colours=colours)
    if "action" in left_out and len(scene.subjects) == 1:
        slots["doing"] = ""
    for attribute, names in _SLOTS_OF.items():
        if attribute in left_out:
            slots |= dict.fromkeys(names, "")
    if unsaid is None and slots["tag"] and rng.random() < 0.12:
        return say(rng, TAGS, slots)
    return say(rng, WISHED, slots, held_out=held_out)


_SLOTS_OF: Mapping[Attribute, tuple[str, ...]] = {
    "place": ("there", "place"), "time": ("then", "night"), "weather": ("weather", "rain"),
    "style": ("in_style", "a_sketch", "sketch"),
}  # fmt: skip


def _left_out(rng: random.Random) -> set[Attribute]:
    attributes: tuple[Attribute, ...] = (
        "colour",
        "place",
        "time",
        "time",
        "weather",
        "style",
        "worn",
        "held",
        "action",
    )
    return set(rng.sample(attributes, rng.choice((1, 1, 2, 2, 3, 4))))


def _without(scene: Scene, unsaid: Collection[Attribute]) -> Scene:
    """The scene without what is worn, held or done where that is not to be said."""
    subjects = []
    for subject in scene.subjects:
        if "worn" in unsaid:
            subject = dataclasses.replace(subject, worn="none")
        if "held" in unsaid and subject.held != "newspaper":
            subject = dataclasses.replace(subject, held="none")
        subjects.append(subject)
    return dataclasses.replace(scene, subjects=tuple(subjects))


def named_place(
    scene: Scene,
    rng: random.Random,
    *,
    worn: bool = False,
    style: bool = False,
    time: bool = True,
    weather: bool = True,
    moved: bool = True,
) -> str:
    """What goes on around a known subject, without naming it: "swimming in the sea at night".

    Args:
        scene: where it is to be.
        rng: the only source of chance.
        worn: whether to say what it wears.
        style: whether to say the style.
        time, weather, moved: whether the time, the weather and the place may be said.
    """
    slots = scene_slots(scene, rng)
    alone = len(scene.subjects) == 1
    words = [
        outfit(scene.main, rng) if worn and alone else "",
        slots["doing"] if alone and scene.main.action not in ("stand", "float") else "",
        slots["there"] if moved else "",
        slots["then"] if time else "",
        slots["weather"] if weather else "",
        slots["in_style"] if style else "",
    ]
    return " ".join(word for word in words if word)
