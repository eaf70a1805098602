"""The same subject elsewhere, and two pictures brought together."""

from __future__ import annotations

import dataclasses
import random

from engine.sequence import instructions
from engine.storybook.asking import named_place
from engine.storybook.chance import Odds, is_held_out, random_scene
from engine.storybook.edits import picture_answer, plainly_coloured, shown_caption
from engine.storybook.example import Example, Turn
from engine.storybook.scene import Relation, Scene, Subject, allowed_actions, allowed_relations
from engine.storybook.setting import in_style
from engine.storybook.verbs import related_verbs
from engine.storybook.wishes import typed
from engine.storybook.wording import choose, fill

ALONE = Odds(two=0.0, worn=0.3, held=0.0, action=0.2, weather=0.2, style=0.08, natural=0.3)
ELSEWHERE = (
    "{scene}", "{scene}", "it {scene}", "now {scene}", "the {kind} {scene}", "show it {scene}",
    "the same {kind} {scene}",
    "I want to see it {scene}", "{scene}, please", "this {kind} {scene}", "can you show it {scene}?",
)  # fmt: skip
TOGETHER = (
    "{a} and {b} together[ {there}]", "bring them together[ {there}]", "side by side[ {there}]", "both {there}",
    "both in one picture[ {there}]", "{a} meets {b}[ {there}]", "{a} with {b}[ {there}]", "put them together[ {there}]",
    "the two of them {there}", "{a} beside {b}[ {there}]", "let them meet[ {there}]",
)  # fmt: skip
RELATED = (
    "{a} {does} {b}[ {there}]", "{a} {does} {b}[ {there}]", "{a} {doing} {b}[ {there}]", "let {a} {do} {b}[ {there}]",
)  # fmt: skip
REFERENCE_FAMILIES = (ELSEWHERE, TOGETHER, RELATED)


def same_subject_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """One to three pictures of a subject, and a wish to see the same subject elsewhere or otherwise."""
    while True:
        first = _seen(rng)
        other = random_scene(rng, held_out=None, odds=ALONE)
        result = _moved(first.main, other, rng.random() < 0.25)
        if result is not None and result.main != first.main and rng.random() < 0.3:
            result = None if result.place == first.place else result
        if result is None or is_held_out(result) != held_out:
            continue
        if dataclasses.replace(result, look=first.look) != first:
            break
    references = [first]
    while len(references) < rng.choice((1, 1, 1, 2, 2, 3)):
        again = _moved(first.main, random_scene(rng, held_out=None, odds=ALONE), False)
        if again is not None and not is_held_out(again):
            references.append(dataclasses.replace(again, style=first.style))
    scene_words = named_place(result, rng, worn=result.main.worn != first.main.worn, style=result.style != "storybook")
    slots = {"scene": scene_words, "kind": first.main.kind}
    asked = typed(fill(choose(rng, ELSEWHERE, slots, held_out=held_out), slots), rng)
    return Example("same_subject", (Turn("user", instructions.same_subject(references, asked)), picture_answer(result)))


def _seen(rng: random.Random) -> Scene:
    """A picture of one subject that training may show."""
    while True:
        scene = plainly_coloured(random_scene(rng, held_out=False, odds=ALONE))
        if not is_held_out(scene):
            return scene


def _moved(subject: Subject, other: Scene, dressed: bool) -> Scene | None:
    """The subject where the other scene is, doing what is usual there or what the other does; in what the other wears
    if it is to be dressed. None where that cannot be."""
    allowed = allowed_actions(subject.kind, other.place)
    action = other.main.action if other.main.action in allowed else allowed[0]
    worn = other.main.worn if dressed and other.main.worn != "none" else subject.worn
    try:
        there = dataclasses.replace(subject, action=action, held="newspaper" if action == "read" else "none", worn=worn)
        return dataclasses.replace(other, subjects=(there,))
    except ValueError:
        return None


def compose_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """Two pictures brought together; place, time and weather are those of the first where the wish is silent."""
    while True:
        one, two = _seen(rng), _seen(rng)
        elsewhere = random_scene(rng, held_out=None, odds=ALONE) if rng.random() < 0.7 else one
        if one.main.kind == two.main.kind:
            continue
        mains = (one.main, two.main) if rng.random() < 0.75 else (two.main, one.main)
        relations = allowed_relations(mains[0].kind, mains[1].kind)
        relation: Relation = rng.choice(relations) if rng.random() < 0.6 else "beside"
        result = _joined(mains, elsewhere, one, relation)
        if is_held_out(result) == held_out:
            break
    moved = result.place != one.place or rng.random() < 0.3
    there = named_place(result, rng, time=result.time != one.time, weather=result.weather != one.weather, moved=moved)
    a, b = (f"the {subject.kind}" for subject in result.subjects)
    slots = {"a": a, "b": b, "there": there, "does": "", "doing": "", "do": ""}
    templates: tuple[str, ...] = TOGETHER
    if relation != "beside":
        verb = rng.choice(related_verbs(result))
        slots |= {"does": verb.finite("present"), "doing": verb.participle, "do": f"{verb.base}{verb.after}"}
        templates = RELATED
    asked = fill(choose(rng, templates, slots, held_out=held_out), slots)
    if result.style != one.style:
        asked = f"{asked} {in_style(result, rng)}".strip()
    captions = [shown_caption(scene, rng) for scene in (one, two)]
    user = instructions.compose(one, captions[0], two, captions[1], typed(asked, rng))
    return Example("compose", (Turn("user", user), picture_answer(result)))


def _joined(mains: tuple[Subject, Subject], place: Scene, first: Scene, relation: Relation) -> Scene:
    subjects = tuple(
        dataclasses.replace(subject, held="none", action=allowed_actions(subject.kind, place.place)[0])
        for subject in mains
    )
    style = first.style if place.style == "storybook" else place.style
    stays = place.weather == "clear" and place.place != "space"
    weather = first.weather if stays else place.weather
    return Scene(subjects, place.place, place.time, weather, style, relation, place.look)
