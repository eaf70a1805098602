"""What the topic of an article names, and what it leaves to the writer."""

from __future__ import annotations

import dataclasses
import random
import re
from dataclasses import dataclass

from engine.storybook import topics
from engine.storybook.facts import place_slots
from engine.storybook.outline import Outline
from engine.storybook.outside import CITIES, CITY_NOTICES, NOTICES, outside_coloured, outside_plural, outside_words
from engine.storybook.phrases import (
    bare_noun,
    colour_needed,
    colour_shows,
    joined,
    noun_phrase,
    plural,
    pronoun,
    with_article,
)
from engine.storybook.scene import Scene, Subject
from engine.storybook.setting import AT_PLACE, TO_PLACE, at_place, at_time, in_weather
from engine.storybook.wording import needed


@dataclass(frozen=True)
class Request:
    """A topic before it is worded.

    Attributes:
        templates: the wordings that suit it.
        slots: the values of their names.
        style: how a wish for a style is added; "" for none.
        nearest: the kind or place that stands in for what is asked; "" where that is in the world.
        held_out: whether wordings may be those that are kept out of training.
        notices: how it is said that something else stands in.
    """

    templates: tuple[str, ...]
    slots: dict[str, str]
    style: str
    nearest: str
    held_out: bool
    notices: tuple[str, ...] = NOTICES

    def topic(self, rng: random.Random, extra: str = "") -> str:
        """What a person may have typed; `extra` wishes, such as a number of pictures, are added."""
        slots = dict(self.slots)
        slots["short"] = rng.choice(("short", "little", "nice")) if not extra and rng.random() < 0.4 else ""
        return topics.worded(rng, self.templates, slots, extra + self.style, held_out=self.held_out)


def random_request(rng: random.Random, outline: Outline, *, held_out: bool = False) -> Request:
    """A request that the outline fulfils.

    The style is named whenever it is not the usual one, and mostly a colour that is not the natural one. What is
    asked for may also be something from outside the world, to which the hero or the place is nearest.
    """
    style = outline.scenes[0].style
    wish = rng.choice(topics.STYLES[style]) if style != "storybook" else ""
    outside = _outside(rng, outline, wish, held_out) if rng.random() < 0.2 else None
    if outside:
        return outside
    if outline.about == "landmark" and outline.place == "city" and rng.random() < 0.4:
        city = rng.choice(CITIES)
        slots = {
            "place": f"the city of {city}" if rng.random() < 0.3 else city,
            "kind": outline.hero.kind,
            "place_its": "its",
        }
        return Request(topics.LANDMARK, slots | {"there": f"in {city}"}, wish, outline.place, held_out, CITY_NOTICES)
    if outline.about == "kind":
        templates, slots = _about_kind(rng, outline)
    else:
        templates, slots = _about_place(rng, outline)
    return Request(templates, slots, wish, "", held_out)


def _outside(rng: random.Random, outline: Outline, wish: str, held_out: bool) -> Request | None:
    """A request for something from outside the world, mostly with the colour, place or time of what stands in."""
    if outline.about == "landmark":
        return None
    nearest = outline.place if outline.about == "place" else outline.hero.kind
    words = outside_words(rng, nearest, held_out=held_out and rng.random() < 0.5)
    if not words:
        return None
    many, scene = outside_plural(words), outline.scenes[0]
    if outline.about == "place":
        then = at_time(scene, rng) if rng.random() < 0.3 else ""
        x = f"{words} {then}".strip()
        own = [each for each in topics.PLACE_OWN[outline.register] if needed(each) <= {"place"}]
        templates = topics.OPEN if rng.random() < 0.5 else tuple(own)
        return Request(templates, {"x": x, "place": words}, wish, nearest, held_out)
    slots = {"x": outside_x(rng, words, scene), "kinds": many or words}
    if many:
        slots |= {"a_kind": words, "kind": words.partition(" ")[2]}
    templates = topics.OWN[outline.register]
    if outline.guide == "caring" and outline.register == "guide":
        templates = topics.CARE if many else topics.OPEN
    elif rng.random() < 0.5:
        templates = topics.OPEN
    elif not many:
        templates = tuple(each for each in templates if not _OF_MANY.search(each))
    return Request(templates, slots, wish, nearest, held_out)


def outside_x(rng: random.Random, words: str, scene: Scene) -> str:
    """Something from outside the world with the colour, place and time of the scene, or some of them: "a red dragon
    in the snow"."""
    main = scene.main
    odds = 0.75 if colour_needed(main, scene.style) else 0.25
    x = outside_coloured(words, main.colour) if colour_shows(scene.style) and rng.random() < odds else words
    alone = dataclasses.replace(scene, subjects=(main,), relation="alone")
    if rng.random() < 0.4:
        x += f" {at_place(alone, rng)}"
    if rng.random() < 0.3 and scene.place != "space":
        x += f" {at_time(scene, rng)}"
    if scene.weather != "clear" and rng.random() < 0.4:
        x += f" {in_weather(scene, rng)}"
    return x


_OF_MANY = re.compile(r"\b(?:are|meeting|see|who|hello)\b")
"""What can only be said of many."""


def _about_kind(rng: random.Random, outline: Outline) -> tuple[tuple[str, ...], dict[str, str]]:
    hero, scene = outline.hero, outline.scenes[0]
    coloured = rng.random() < (0.9 if colour_needed(hero, scene.style) else 0.35) and colour_shows(scene.style)
    named = [_named(hero, coloured, rng)]
    if outline.friend and rng.random() < 0.6:
        named.append(_named(outline.friend, coloured, rng))
    x = joined(named)
    if rng.random() < 0.45:
        x += f" {at_place(_plain(outline), rng)}"
        if rng.random() < 0.5 and scene.place != "space":
            x += f" {at_time(scene, rng)}"
        if scene.weather != "clear" and rng.random() < 0.5:
            x += f" {in_weather(scene, rng)}"
    slots = {"x": x, "kind": hero.kind, "kinds": plural(hero.kind), "a_kind": with_article(hero.kind)}
    odds = rng.random()
    if outline.theme and odds < 0.3:
        return outline.theme.topics, slots | _theme_slots(outline, coloured)
    if outline.guide == "caring" and outline.register == "guide":
        return topics.CARE, slots
    if odds < 0.6:
        return topics.OWN[outline.register], slots
    return topics.OPEN, slots


def _plain(outline: Outline) -> Scene:
    """The first scene with its hero alone."""
    first = outline.scenes[0]
    return dataclasses.replace(first, subjects=(first.main,), relation="alone")


def _named(subject: Subject, coloured: bool, rng: random.Random) -> str:
    """A subject as far as the topic names it; what it wears mostly."""
    bare = dataclasses.replace(subject, held="none", action="stand")
    if rng.random() < 0.3:
        bare = dataclasses.replace(bare, worn="none")
    return noun_phrase(bare, rng, coloured=coloured)


def _theme_slots(outline: Outline, coloured: bool) -> dict[str, str]:
    """Names that the topics of a story's own theme use."""
    hero, friend = outline.hero, outline.friend
    slots = {
        "a_hero": with_article(bare_noun(hero, coloured=coloured)), "thing": outline.thing[0],
        "its": pronoun(hero.kind, "its"),
        "goal": place_slots(outline.goal)["place"], "to_goal": TO_PLACE[outline.goal],
        "the_rain": {"rain": "the rain", "snowfall": "falling snow", "fog": "the fog"}.get(outline.scenes[0].weather,
            ""),
    }  # fmt: skip
    if friend:
        slots["a_friend"] = with_article(bare_noun(friend, coloured=coloured))
    return slots


def _about_place(rng: random.Random, outline: Outline) -> tuple[tuple[str, ...], dict[str, str]]:
    slots = place_slots(outline.place) | {
        "kind": outline.hero.kind, "to_place": TO_PLACE[outline.place], "there": rng.choice(AT_PLACE[outline.place]),
        "then": at_time(outline.scenes[0], rng),
    }  # fmt: skip
    if outline.about == "landmark":
        return topics.LANDMARK, slots
    own = topics.PLACE_OWN[outline.register]
    return (own if rng.random() < 0.5 else topics.PLACE_OPEN), slots
