"""Edits in context: a scene, a wish in plain words, and the scene that fulfils it."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from engine.sequence import instructions
from engine.storybook.captions import CaptionLength, canonical_caption, caption
from engine.storybook.chance import Odds, is_held_out, random_scene
from engine.storybook.example import Content, Example, Turn
from engine.storybook.phrases import colour_shows
from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    HELD,
    KINDS,
    NATURAL,
    PLACES,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Kind,
    Place,
    Scene,
    Subject,
    allowed_actions,
    allowed_relations,
)
from engine.storybook.wishes import both, typed, wish_for

Attribute = Literal[
    "place", "time", "weather", "style", "colour", "worn", "held", "action", "kind", "company", "relation"
]
ATTRIBUTES: tuple[Attribute, ...] = (
    "place", "time", "weather", "style", "colour", "worn", "held", "action", "kind", "company", "relation",
)  # fmt: skip
_OFTEN: Mapping[Attribute, int] = {
    "place": 6, "time": 4, "weather": 3, "style": 3, "colour": 4, "worn": 4, "held": 4, "action": 5, "kind": 3,
    "company": 2, "relation": 3,
}  # fmt: skip
_OF_ALL: tuple[Attribute, ...] = ("place", "time", "weather", "style", "relation")
_BEFORE = Odds(two=0.22, worn=0.4, held=0.2, action=0.25, weather=0.3, style=0.15, natural=0.3)


@dataclass(frozen=True)
class EditCase:
    """One edit, for training and for measuring.

    Attributes:
        scene: the picture before.
        wish: the change in plain words.
        changed: the new value of each attribute wished for; of "company" the new second kind, or "none".
        result: the picture after. All that was not wished for is as before, `look` included, but for what a new place
            brings with it: who is put into the sea swims, and in space it is a clear night.
        subject: index of the subject whose colour, worn or held thing, action or kind changes.
    """

    scene: Scene
    wish: str
    changed: Mapping[str, str]
    result: Scene
    subject: int = 0


@cache
def held_out_edits() -> frozenset[tuple[str, str]]:
    """Changes of a kind that training never shows: pairs of attribute and kind, "edits" in `held_out.json`."""
    data = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))
    return frozenset((attribute, kind) for attribute, kind in data["edits"])


def edit_case(rng: random.Random, *, held_out: bool = False) -> EditCase:
    """A scene and a wish for it; now and then two wishes at once.

    Args:
        rng: the only source of chance.
        held_out: whether the resulting scene, or the change itself, is kept out of training. Where False, neither
            scene nor the change nor its wording is.
    """
    while True:
        scene = plainly_coloured(random_scene(rng, held_out=None, odds=_BEFORE))
        if held_out or not is_held_out(scene):
            case = _try_edit(scene, rng, held_out)
            if case is not None:
                return case


def edit_of(scene: Scene, rng: random.Random, *, held_out: bool = False) -> EditCase | None:
    """An edit of this scene, as `edit_case`; None where none was found in a few tries."""
    for _ in range(20):
        case = _try_edit(plainly_coloured(scene), rng, held_out)
        if case is not None:
            return case
    return None


def _try_edit(scene: Scene, rng: random.Random, held_out: bool) -> EditCase | None:
    """A random edit of a scene; None where it cannot be made, or is (or is not) kept out of training."""
    index = rng.randrange(len(scene.subjects))
    names = _names(rng, scene, index)
    made = _changed(rng, scene, index, names)
    if made is None:
        return None
    result, changed = made
    if (is_held_out(result) or is_kept_change(scene, changed, index)) != held_out or result == scene:
        return None
    wishes = []
    before = scene
    for name in names:
        after = result if len(names) == 1 else _apply(before, index, name, changed[name]) or result
        wishes.append(wish_for(before, after, index, name, rng, held_out=held_out))
        before = after
    asked = both(wishes) if len(wishes) > 1 else wishes[0]
    if not asked:
        return None
    return EditCase(scene, typed(asked, rng), changed, result, index)


def is_kept_change(scene: Scene, changed: Mapping[str, str], index: int) -> bool:
    """Whether a change of the subject with this index is kept out of training; where, when and how two stand changes
    both of them."""
    kinds = [(subject.kind, at == index) for at, subject in enumerate(scene.subjects)]
    return any((name, kind) in held_out_edits() and (own or name in _OF_ALL) for name in changed for kind, own in kinds)


def plainly_coloured(scene: Scene) -> Scene:
    """The scene with natural colours where none can be seen: nobody could tell others from the picture."""
    if colour_shows(scene.style):
        return scene
    subjects = tuple(dataclasses.replace(subject, colour=NATURAL[subject.kind]) for subject in scene.subjects)
    return dataclasses.replace(scene, subjects=subjects)


def edit_cases(rng: random.Random, count: int, *, held_out: bool = True) -> Iterator[EditCase]:
    """Edits to measure with, by default with results or changes kept out of training."""
    for _ in range(count):
        yield edit_case(rng, held_out=held_out)


def edit_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A picture, its caption (or none) and a wish; the answer is the new caption and the new picture."""
    case = edit_case(rng, held_out=held_out)
    user = Turn("user", instructions.edit(case.scene, shown_caption(case.scene, rng), case.wish))
    return Example("edit", (user, picture_answer(case.result)))


def picture_answer(scene: Scene) -> Turn:
    """The caption of the new picture, then the picture."""
    content: Content = (canonical_caption(scene), scene)
    return Turn("assistant", content)


def shown_caption(scene: Scene, rng: random.Random) -> str:
    """What stands below a picture in a person's document: nothing, the model's own words, or others."""
    odds = rng.random()
    if odds < 0.3:
        return ""
    if odds < 0.6:
        return canonical_caption(scene)
    length: CaptionLength = "medium" if odds > 0.92 else "short"
    return caption(scene, rng, length)


def _names(rng: random.Random, scene: Scene, index: int) -> list[Attribute]:
    """One attribute to change, or two that do not disturb each other."""
    subject, alone = scene.subjects[index], len(scene.subjects) == 1
    possible = [name for name in ATTRIBUTES if _possible(scene, subject, alone, name)]
    first = rng.choices(possible, weights=[_OFTEN[name] for name in possible])[0]
    if rng.random() >= 0.15 or first in ("kind", "company", "relation", "action", "held"):
        return [first]
    others = [name for name in possible if name not in (first, "kind", "company", "relation", "action", "held")]
    return [first, rng.choice(others)] if others else [first]


def _possible(scene: Scene, subject: Subject, alone: bool, name: Attribute) -> bool:
    if name in ("time", "weather") and scene.place == "space":
        return False
    if name == "colour":
        return colour_shows(scene.style)
    if name == "worn":
        return subject.kind in CREATURES
    if name == "held":
        standing = subject.action == "stand" and "stand" in allowed_actions(subject.kind, scene.place)
        return alone and subject.kind in CREATURES and standing
    if name == "action":
        return alone and len(allowed_actions(subject.kind, scene.place)) > 1 and subject.held in ("none", "newspaper")
    if name == "company":
        return not alone or subject.held == "none"
    if name == "relation":
        return not alone and len(allowed_relations(*(s.kind for s in scene.subjects))) > 1
    return True


def _changed(
    rng: random.Random, scene: Scene, index: int, names: list[Attribute]
) -> tuple[Scene, dict[str, str]] | None:
    """The scene with new values of the attributes, and the values; None where they do not go together."""
    result = scene
    changed: dict[str, str] = {}
    for name in names:
        values = _values(rng, result, index, name)
        if not values:
            return None
        changed[name] = rng.choice(values)
        if name == "place" and changed[name] == "space" and len(names) > 1:
            return None
        after = _apply(result, index, name, changed[name])
        if after is None:
            return None
        result = after
    if "place" in changed and changed["place"] == "room" and len(scene.subjects) == 1 and len(names) == 1:
        result = _on_the_sofa(rng, result, changed)
    return result, changed


def _on_the_sofa(rng: random.Random, result: Scene, changed: dict[str, str]) -> Scene:
    """In the room, a creature may be wished onto the sofa."""
    main = result.main
    if main.kind not in CREATURES or main.action != "stand" or main.held != "none" or rng.random() < 0.5:
        return result
    changed["action"] = rng.choice(("lie", "lie", "sleep"))
    return result.with_main(action=changed["action"])


def _values(rng: random.Random, scene: Scene, index: int, name: Attribute) -> list[str]:
    """The values that an attribute could be changed to."""
    subject, alone = scene.subjects[index], len(scene.subjects) == 1
    taken = {other.kind for other in scene.subjects}
    match name:
        case "place" | "time" | "weather" | "style":
            values = {"place": PLACES, "time": TIMES, "weather": WEATHERS, "style": STYLES}[name]
            return [value for value in values if value != getattr(scene, name)]
        case "colour":
            return [colour for colour in COLOURS if colour != subject.colour]
        case "worn":
            if subject.worn != "none" and rng.random() < 0.5:
                return ["none"]
            return [worn for worn in WORN[1:] if worn != subject.worn]
        case "held":
            if subject.held != "none" and rng.random() < 0.5:
                return ["none"]
            return [held for held in HELD if held not in ("none", "newspaper", subject.held)]
        case "action":
            return [action for action in allowed_actions(subject.kind, scene.place) if action != subject.action]
        case "kind":
            plain = subject.worn == "none" and subject.held == "none"
            return [kind for kind in (KINDS if plain else CREATURES) if kind not in taken]
        case "company":
            return [kind for kind in KINDS if kind not in taken] if alone else ["none"]
        case "relation":
            first, second = (each.kind for each in scene.subjects)
            return [relation for relation in allowed_relations(first, second) if relation != scene.relation]


def _apply(scene: Scene, index: int, name: str, value: str) -> Scene | None:
    """The scene with one change made and all else as it was; None where that cannot be."""
    subjects = list(scene.subjects)
    of_scene: dict[str, object] = {}
    if name in ("place", "time", "weather", "style", "relation"):
        of_scene[name] = value
    elif name == "company":
        if value == "none":
            subjects, of_scene["relation"] = [subjects[index]], "alone"
        else:
            kind: Kind = next(each for each in KINDS if each == value)
            relations = allowed_relations(subjects[0].kind, kind)
            subjects.append(Subject(kind, NATURAL[kind], action=allowed_actions(kind, scene.place)[0]))
            of_scene["relation"] = relations[scene.look % len(relations)]
    elif name == "action":
        held = "newspaper" if value == "read" else "none"
        subjects[index] = dataclasses.replace(subjects[index], action=value, held=held)  # type: ignore[arg-type]
    else:
        subjects[index] = _replaced(subjects[index], name, value)
    if of_scene.get("place") == "space":
        of_scene |= {"time": "night", "weather": "clear"}
    place = next(each for each in PLACES if each == of_scene.get("place", scene.place))
    try:
        settled = tuple(_settled(subject, place, len(subjects) == 1) for subject in subjects)
        return dataclasses.replace(scene, subjects=settled, **of_scene)  # type: ignore[arg-type]
    except ValueError:
        return None


def _replaced(subject: Subject, name: str, value: str) -> Subject:
    return dataclasses.replace(subject, **{name: value})  # type: ignore[arg-type]


def _settled(subject: Subject, place: Place, alone: bool) -> Subject:
    """The subject doing what it did, or if that cannot be there, or in company, what is usual."""
    allowed = allowed_actions(subject.kind, place)
    return subject if alone and subject.action in allowed else dataclasses.replace(subject, action=allowed[0])
