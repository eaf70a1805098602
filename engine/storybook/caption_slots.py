"""The values of all names that a template about a scene may use."""

from __future__ import annotations

import dataclasses
import random

from engine.storybook.phrases import Article, joined, named_colours, noun_phrase, outfit, pronoun, with_article
from engine.storybook.scene import Scene
from engine.storybook.setting import (
    TIME_CLAUSES,
    TIME_NOUNS,
    WEATHER_CLAUSES,
    at_place,
    at_time,
    flies,
    in_style,
    in_weather,
    style_noun,
    weather_adjective,
)
from engine.storybook.verbs import Tense, bare_relation, be, lively, scene_verb, second_phrase, stands_out, verbs_of


def scene_slots(
    scene: Scene,
    rng: random.Random | None,
    tense: Tense = "present",
    article: Article = "a",
    colours: tuple[bool, ...] | None = None,
) -> dict[str, str]:
    """The values of all names that a template about a scene may use.

    Args:
        scene: what is to be said.
        rng: chooses the wordings; None takes the plain ones.
        tense: of the verbs.
        article: of the subjects.
        colours: for each subject, whether its colour is named; None for as `named_colours` says.
    """
    named = named_colours(scene, rng) if colours is None else colours
    main, alone = scene.main, len(scene.subjects) == 1
    who = noun_phrase(main, rng, article=article, coloured=named[0])
    bare = dataclasses.replace(main, worn="none", held="newspaper" if main.action == "read" else "none")
    other = second_phrase(scene, rng, article, named[-1])
    verb = scene_verb(scene, rng, other)
    going_on = rng is not None and rng.random() < 0.25 and lively(main)
    slots = {
        "who": who, "simple": "" if alone and outfit(main) else who, "other": other,
            "does": verb.progressive(tense) if going_on else verb.finite(tense),
        "doing": _doing(scene, rng, other), "it": pronoun(main.kind),
        "bare_who": noun_phrase(bare, rng, article=article, coloured=named[0]) if alone else "",
        "outfit": outfit(main, rng) if alone else "",
        "has_on": _has_on(scene, rng) if alone else "", "does_it": verb.finite(tense) if alone else "",
        "there": at_place(scene, rng), "then": at_time(scene, rng, tense), "weather": in_weather(scene, rng, tense),
        "in_style": in_style(scene, rng), "a_sketch": style_noun(scene, rng),
        "a_picture": style_noun(scene, rng) or "a picture",
        "place": scene.place,
    }  # fmt: skip
    slots["tag"] = noun_phrase(bare, rng, coloured=named[0]).split(" ", 1)[1] if alone else ""
    if rng is not None:
        slots |= _spoken_slots(scene, rng, named, article, tense)
    return slots


def _doing(scene: Scene, rng: random.Random | None, other: str) -> str:
    """What goes on as a participle: "sleeping", "on a red horse"; "" for one that simply is there."""
    if len(scene.subjects) == 2:
        plain = rng is not None and rng.random() < 0.5 and scene.relation != "above"
        if plain or (rng is None and scene.relation in ("beside", "behind")):
            return bare_relation(scene, rng, other)
        return scene_verb(scene, rng, other).participle
    if not stands_out(scene.main):
        return ""
    return scene_verb(scene, rng).participle


def _has_on(scene: Scene, rng: random.Random | None) -> str:
    """ "is wearing a scarf and holding a glass"; "" for a subject that has nothing on it."""
    main = scene.main
    plain = outfit(main)
    if not plain or rng is None:
        return ""
    if main.worn == "none":
        return rng.choice((f"is {plain}", plain.replace("holding", "holds", 1)))
    return f"is {plain}" if " and " in plain or rng.random() < 0.5 else plain.replace("wearing", "wears", 1)


def _spoken_slots(
    scene: Scene, rng: random.Random, named: tuple[bool, ...], article: Article, tense: Tense
) -> dict[str, str]:
    """Names that only free wordings use: clauses of time and weather, and both subjects together."""
    open_air = scene.place not in ("space", "room")
    nowhere = scene.place == "space"
    slots = {
        "it_is_night": "" if nowhere or tense == "past" else rng.choice(TIME_CLAUSES[scene.time]),
        "it_is_raining": rng.choice(WEATHER_CLAUSES[scene.weather]) if open_air and tense == "present" else "",
        "night": "" if nowhere else TIME_NOUNS[scene.time],
        "rain": {"snowfall": "falling snow", "clear": ""}.get(scene.weather, scene.weather),
        "sketch": style_noun(scene, rng).removeprefix("a "),
        "a_night": "",
    }  # fmt: skip
    adjective = weather_adjective(scene, rng)
    told = scene.weather == "clear" or (adjective and (scene.place != "snow" or scene.weather != "snowfall"))
    if not nowhere and not flies(scene) and told and scene.relation in ("alone", "beside"):
        slots["a_night"] = with_article(f"{adjective} {TIME_NOUNS[scene.time]}".strip())
    if len(scene.subjects) == 1:
        return slots
    first, second = scene.subjects
    slots["the_who"] = f"the {first.kind}"
    slots["does_the"] = scene_verb(scene, rng, f"the {second.kind}").finite(tense)
    if scene.relation == "beside":
        pair = [noun_phrase(s, rng, article=article, coloured=c) for s, c in zip(scene.subjects, named, strict=True)]
        first_verb, second_verb = (verbs_of(subject, scene.place)[0] for subject in scene.subjects)
        together = rng.choice(("side by side", "next to each other", "together"))
        verb = first_verb.finite(tense, 2) if first_verb == second_verb else be(tense, 2)
        slots |= {"both": joined(pair), "do": f"{verb} {together}", "they": f"they {verb}"}
    return slots
