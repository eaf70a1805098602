"""Edits in context: a scene, a wish in plain words, and the scene that fulfils it."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.sequence import instructions
from engine.storybook.captions import canonical_caption, caption
from engine.storybook.example import Content, Example, Turn
from engine.storybook.phrases import AT_PLACE, AT_TIME, joined, with_article, worn_phrase
from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    KINDS,
    PLACES,
    TIMES,
    WORN,
    Place,
    Scene,
    Subject,
    Time,
    is_held_out,
    random_scene,
)

ATTRIBUTES = ("place", "time", "colour", "worn", "kind")

_PLACE_WISHES = (
    "put {it} {there}", "now {there}", "{there}", "{there}, please", "move {it} {to}", "{the} {is} {there}",
    "change the place: {there}", "take {it} {to}", "let {it} be {there}", "the same picture {there}",
)  # fmt: skip
_SEA_WISHES = (
    "{the} {swims} in water", "{the} {swims} in the sea", "let {it} {swim} in the water", "{swimming} in water",
    "put {it} in the water", "{a} {swimming} in the sea", "now {it_nominative} {swims} in the waves",
)  # fmt: skip
_TIME_WISHES: Mapping[Time, tuple[str, ...]] = {
    "day": (
        "make it day",
        "by day",
        "in the sunshine",
        "in the daytime, please",
        "let the sun shine",
        "change it to day",
    ),
    "sunset": (
        "make it evening",
        "at sunset",
        "make it sunset",
        "let the sun go down",
        "in the evening light",
        "at dusk",
    ),
    "night": ("make it night", "at night", "by night, please", "now at night", "under the stars", "in the moonlight"),
}
_COLOUR_WISHES = (
    "make {the} {colour}", "paint {it} {colour}", "make {it} {colour}", "{the} is {colour}", "in {colour}",
    "{a_coloured}", "turn {the} {colour}", "colour {it} {colour}", "change the colour to {colour}", "now in {colour}",
)  # fmt: skip
_TWO_COLOUR_WISHES = ("make {the} {colour}", "paint {the} {colour}", "the {kind} is {colour}", "turn {the} {colour}")
_WEAR_WISHES = (
    "give {it} {worn}", "{the} wears {worn}", "with {worn}", "wearing {worn}", "put {worn} on {the}", "add {worn}",
    "let {it} wear {worn}", "{the} needs {worn}", "dress {the} in {worn}",
)  # fmt: skip
_TWO_WEAR_WISHES = ("give {the} {worn}", "{the} wears {worn}", "put {worn} on {the}", "let {the} wear {worn}")
_BARE_WISHES = ("take off the {item}", "remove the {item}", "without the {item}", "no {item}", "take the {item} off")
_KIND_WISHES = (
    "turn {the} into {a_new}", "make it {a_new}", "replace {the} with {a_new}", "{a_new} instead of {the}",
    "change {the} into {a_new}", "I would like {a_new} instead",
)  # fmt: skip
_TWO_KIND_WISHES = ("turn {the} into {a_new}", "replace {the} with {a_new}", "{a_new} instead of {the}")
_TOGETHER_WISHES = (
    "{a} and {b} together {there}", "bring them together {there}", "side by side {there}",
    "both in one picture {there}", "{a} meets {b} {there}", "{a} with {b} {there}", "put them together {there}",
    "the two of them {there}",
)  # fmt: skip


@dataclass(frozen=True)
class EditCase:
    """One edit, for training and for measuring.

    Attributes:
        scene: the picture before.
        wish: the change in plain words.
        changed: the new value of each attribute wished for ("place", "time", "colour", "worn", "kind").
        result: the picture after; everything that was not wished for is as before, `look` included.
        subject: index of the subject whose colour, worn thing or kind changes.
    """

    scene: Scene
    wish: str
    changed: Mapping[str, str]
    result: Scene
    subject: int = 0


def edit_case(rng: random.Random, *, held_out: bool = False) -> EditCase:
    """A scene and a wish for it; now and then two wishes at once.

    Args:
        rng: the only source of chance.
        held_out: whether the resulting scene is one kept out of training. Where False, both are not.
    """
    while True:
        scene = random_scene(rng, held_out=None if held_out else False, worn=0.4)
        index = rng.randrange(len(scene.subjects))
        names = [name for name in ATTRIBUTES if name != "worn" or scene.subjects[index].kind in CREATURES]
        chosen = rng.sample(names, 2 if rng.random() < 0.15 else 1)
        if "kind" in chosen:
            chosen = ["kind"]
        changed = {name: _new_value(scene, index, name, rng) for name in chosen}
        result = _apply(scene, index, changed)
        if is_held_out(result) == held_out:
            wish = " and ".join(_wish(scene, index, name, value, rng) for name, value in changed.items())
            return EditCase(scene, _cased(wish, rng), changed, result, index)


def edit_cases(rng: random.Random, count: int, *, held_out: bool = True) -> Iterator[EditCase]:
    """Edits to measure with, by default with results kept out of training."""
    for _ in range(count):
        yield edit_case(rng, held_out=held_out)


def edit_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A picture, its caption (or none) and a wish; the answer is the new caption and the new picture."""
    case = edit_case(rng, held_out=held_out)
    shown = _maybe_caption(case.scene, rng)
    user = Turn("user", instructions.edit(case.scene, shown, case.wish))
    return Example("edit", (user, _answer(case.result)))


def same_subject_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """One or two pictures of a subject, and a wish to see the same subject elsewhere or otherwise."""
    while True:
        first = random_scene(rng, held_out=False, two=0.0)
        wish, changes = _elsewhere(first.main, rng)
        result = dataclasses.replace(_apply(first, 0, changes), look=rng.getrandbits(31))
        if dataclasses.replace(result, look=first.look) != first and is_held_out(result) == held_out:
            break
    references = [first]
    if rng.random() < 0.4:
        place = rng.choice(PLACES) if "place" in changes else first.place
        time = rng.choice(TIMES) if "time" in changes else first.time
        second = Scene(first.subjects, place, time, rng.getrandbits(31))
        references += [] if is_held_out(second) else [second]
    return Example("same_subject", (Turn("user", instructions.same_subject(references, wish)), _answer(result)))


def compose_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """Two pictures brought together; place and time are those of the first where the wish is silent."""
    while True:
        first, second = (random_scene(rng, held_out=False, two=0.0) for _ in range(2))
        place: Place = rng.choice(PLACES) if rng.random() < 0.75 else first.place
        time: Time = rng.choice(TIMES) if rng.random() < 0.35 else first.time
        result = Scene((first.main, second.main), place, time, rng.getrandbits(31))
        if first.main.kind != second.main.kind and is_held_out(result) == held_out:
            break
    there = rng.choice(AT_PLACE[place]) if place != first.place or rng.random() < 0.3 else ""
    when = rng.choice(AT_TIME[time]) if time != first.time else ""
    a, b = (f"the {subject.kind}" for subject in result.subjects)
    wish = rng.choice(_TOGETHER_WISHES).format(a=a, b=b, there=f"{there} {when}".strip()).strip()
    captions = [_maybe_caption(scene, rng) for scene in (first, second)]
    user = instructions.compose(first, captions[0], second, captions[1], _cased(wish, rng))
    return Example("compose", (Turn("user", user), _answer(result)))


def _answer(scene: Scene) -> Turn:
    """The caption of the new picture, then the picture."""
    content: Content = (canonical_caption(scene), scene)
    return Turn("assistant", content)


def _maybe_caption(scene: Scene, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return ""
    return canonical_caption(scene) if rng.random() < 0.4 else caption(scene, rng)


def _cased(wish: str, rng: random.Random) -> str:
    """The wish as people type it: mostly small, sometimes a whole sentence."""
    odds = rng.random()
    if odds < 0.7:
        return wish
    return wish[0].upper() + wish[1:] + ("." if odds > 0.85 else "")


def _new_value(scene: Scene, index: int, name: str, rng: random.Random) -> str:
    """A value of an attribute that the scene does not have now."""
    subject = scene.subjects[index]
    if name == "place":
        return rng.choice([place for place in PLACES if place != scene.place])
    if name == "time":
        return rng.choice([time for time in TIMES if time != scene.time])
    if name == "colour":
        return rng.choice([colour for colour in COLOURS if colour != subject.colour])
    if name == "worn":
        return rng.choice([worn for worn in WORN if worn != subject.worn])
    taken = {other.kind for other in scene.subjects}
    possible = KINDS if subject.worn == "none" else CREATURES
    return rng.choice([kind for kind in possible if kind not in taken])


def _apply(scene: Scene, index: int, changed: Mapping[str, str]) -> Scene:
    """The scene with the changes made and all else, `look` included, as it was."""
    of_scene = {name: value for name, value in changed.items() if name in ("place", "time")}
    of_subject = {name: value for name, value in changed.items() if name not in of_scene}
    subjects = list(scene.subjects)
    subjects[index] = dataclasses.replace(subjects[index], **of_subject)  # type: ignore[arg-type]
    return dataclasses.replace(scene, subjects=tuple(subjects), **of_scene)  # type: ignore[arg-type]


def _wish(scene: Scene, index: int, name: str, value: str, rng: random.Random) -> str:
    """One change in words."""
    subject, alone = scene.subjects[index], len(scene.subjects) == 1
    if name == "time":
        return rng.choice(_TIME_WISHES[_time(value)])
    if name == "place":
        return _place_wish(scene, _place(value), rng)
    slots = {
        "the": f"the {subject.kind}", "it": "it" if rng.random() < 0.5 else f"the {subject.kind}",
        "kind": subject.kind, "colour": value, "a_coloured": with_article(f"{value} {subject.kind}"),
        "a_new": with_article(value), "item": subject.worn,
        "worn": "sunglasses" if value == "sunglasses" else with_article(value),
    }  # fmt: skip
    wordings: tuple[str, ...]
    if name == "colour":
        wordings = _COLOUR_WISHES if alone else _TWO_COLOUR_WISHES
    elif name == "kind":
        wordings = _KIND_WISHES if alone else _TWO_KIND_WISHES
    elif value == "none":
        wordings = _BARE_WISHES if alone else ("the {kind} takes off its {item}", "{the} without the {item}")
    else:
        wordings = _WEAR_WISHES if alone else _TWO_WEAR_WISHES
    return rng.choice(wordings).format_map(slots)


def _place_wish(scene: Scene, place: Place, rng: random.Random) -> str:
    """A wish for another place; in the sea, mostly to swim there."""
    kinds = [subject.kind for subject in scene.subjects]
    swimmer = all(kind in CREATURES or kind == "dolphin" for kind in kinds)
    one = len(kinds) == 1
    verb = "swim" if swimmer else "float"
    slots = {
        "the": joined([f"the {kind}" for kind in kinds]), "a": joined([with_article(kind) for kind in kinds]),
        "it": "it" if one else "them", "it_nominative": "it" if one else "they", "is": "is" if one else "are",
        "there": rng.choice(AT_PLACE[place]), "to": _to(place),
        "swim": verb, "swims": f"{verb}s" if one else verb, "swimming": "swimming" if swimmer else "floating",
    }  # fmt: skip
    wordings = _SEA_WISHES if place == "sea" and "balloon" not in kinds and rng.random() < 0.7 else _PLACE_WISHES
    return rng.choice(wordings).format_map(slots)


def _to(place: Place) -> str:
    return f"to {'a beach' if place == 'beach' else 'the ' + place}"


def _elsewhere(subject: Subject, rng: random.Random) -> tuple[str, dict[str, str]]:
    """A wish for the same subject elsewhere, and what it changes in the scene."""
    place, time = rng.choice(PLACES), rng.choice(TIMES)
    changes: dict[str, str] = {}
    words: list[str] = []
    odds = rng.random()
    if odds < 0.85:
        changes["place"] = place
        words.append(rng.choice(AT_PLACE[place]))
    if odds > 0.5:
        changes["time"] = time
        words.append(rng.choice(AT_TIME[time]))
    if subject.kind in CREATURES and subject.worn == "none" and rng.random() < 0.2:
        worn = rng.choice(WORN[1:])
        changes["worn"] = worn
        words.insert(0, f"wearing {worn_phrase(worn)}")
    wish = " ".join(words)
    if rng.random() < 0.25:
        wish = f"{rng.choice(('it', 'now', 'the ' + subject.kind, 'show it'))} {wish}"
    return _cased(wish, rng), changes


def _place(value: str) -> Place:
    return next(place for place in PLACES if place == value)


def _time(value: str) -> Time:
    return next(time for time in TIMES if time == value)
