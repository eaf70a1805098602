"""Scenes put into words: captions in many wordings, one canonical caption, and plain descriptions."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping
from typing import Literal

from engine.storybook.phrases import (
    Tense,
    at_place,
    at_time,
    capital,
    joined,
    noun_phrase,
    verb_for,
    with_article,
    worn_phrase,
)
from engine.storybook.scene import Place, Scene, Subject, Time

CaptionLength = Literal["short", "medium", "long"]
Attribute = Literal["colour", "place", "time", "worn"]

PLACE_DETAILS: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("Flowers grow all around.", "The hills are soft and round.", "The grass is full of flowers."),
    "forest": ("Tall trees stand all around.", "The trees are close and quiet.", "It smells of pine needles."),
    "beach": ("The sand is soft.", "Small waves come and go.", "Small waves roll in behind."),
    "snow": ("Everything is soft and still.", "The ground is cold and soft.", "The fir trees are sleeping."),
    "desert": ("A cactus keeps watch.", "The dunes roll on and on.", "There is sand as far as you can see."),
    "sea": ("The waves rock gently.", "The waves are soft and slow.", "There is no land in sight."),
    "mountains": ("The peaks are high and grand.", "The rocks are old and still.", "The air is thin and fresh."),
    "city": ("Tall towers stand in a row.", "There are many small windows.", "The towers are full of windows."),
}
"""What can be seen in each place besides the subjects. No kind or colour of the world is named here."""

TIME_DETAILS: Mapping[Time, tuple[str, ...]] = {
    "day": ("The sun is shining.", "The sky is clear.", "It is a bright, sunny day."),
    "sunset": ("The sun is going down.", "The evening sky is glowing.", "The evening light is warm."),
    "night": ("The moon is up.", "The stars are out.", "The night is dark and quiet."),
}
TIME_CLAUSES: Mapping[Time, tuple[str, ...]] = {
    "day": ("it is day", "the sun is shining", "it is a sunny day"),
    "sunset": ("the sun is going down", "it is evening", "it is sunset"),
    "night": ("it is night", "the moon is up", "the stars are out"),
}


def subjects_phrase(scene: Scene, rng: random.Random | None = None, *, article: str = "a") -> str:
    """All subjects of a scene with colour, kind and what they wear, the left one first."""
    return joined([noun_phrase(subject, rng, article=article) for subject in scene.subjects])


def canonical_caption(scene: Scene) -> str:
    """The one fixed wording: "A red fox wearing a top hat in the snow at night."."""
    return capital(f"{subjects_phrase(scene)} {at_place(scene)} {at_time(scene)}.")


def caption(scene: Scene, rng: random.Random, length: CaptionLength = "short", *, complete: bool = True) -> str:
    """A caption in one of many wordings.

    Args:
        scene: what is to be seen.
        rng: the only source of chance.
        length: "short" is one sentence, "medium" one or two, "long" three or four.
        complete: name kind, colour, place, time and worn things of each subject. Where False, one
            attribute that a person might leave unsaid is left out (short captions only).
    """
    if not complete:
        return _incomplete(scene, rng)
    if length == "short":
        return _one_sentence(scene, rng)
    if length == "medium":
        return _medium(scene, rng)
    details = [rng.choice(PLACE_DETAILS[scene.place]), rng.choice(TIME_DETAILS[scene.time])]
    rng.shuffle(details)
    return " ".join([_core_sentences(scene, rng), *details])


def plain_sentence(scene: Scene, rng: random.Random, tense: Tense = "present", *, article: str = "a") -> str:
    """One full sentence with a verb that names every attribute of the scene."""
    subjects = subjects_phrase(scene, rng, article=article)
    verb = verb_for(scene, rng).form(tense, len(scene.subjects))
    together = " together" if len(scene.subjects) == 2 and rng.random() < 0.4 else ""
    place, time = at_place(scene, rng), at_time(scene, rng, tense)
    if rng.random() < 0.45:
        return capital(f"{time}, {subjects} {verb}{together} {place}.")
    return capital(f"{subjects} {verb}{together} {place} {time}.")


def description(scene: Scene, rng: random.Random) -> str:
    """What a picture shows, in one plain sentence unlike any caption: the draft of an alternative text."""
    subjects, place = subjects_phrase(scene, rng), at_place(scene, rng)
    verb, count = verb_for(scene, rng), len(scene.subjects)
    clause = rng.choice(TIME_CLAUSES[scene.time])
    doing = verb.form("present", count)
    pronoun = "it" if count == 1 else "they"
    return rng.choice(
        (
            f"The picture shows {subjects} {verb.ing} {place}; {clause}.",
            f"The picture shows {subjects} {place} while {clause}.",
            f"You can see {subjects}; {pronoun} {doing} {place}, and {clause}.",
            f"This is a picture of {subjects} {verb.ing} {place} while {clause}.",
        )
    )


def _one_sentence(scene: Scene, rng: random.Random) -> str:
    """A short caption: with a verb, or simply who, where and when."""
    if rng.random() < 0.5:
        return plain_sentence(scene, rng)
    return _words(scene, rng)


def _words(scene: Scene, rng: random.Random) -> str:
    subjects, place, time = subjects_phrase(scene, rng), at_place(scene, rng), at_time(scene, rng)
    return capital(f"{subjects} {place} {time}.")


def _incomplete(scene: Scene, rng: random.Random) -> str:
    """A short caption with one attribute left out."""
    left_out: list[Attribute] = ["colour", "place", "time", "time"]
    if any(subject.worn != "none" for subject in scene.subjects):
        left_out.append("worn")
    missing = rng.choice(left_out)
    if missing == "worn":
        bare = tuple(dataclasses.replace(subject, worn="none") for subject in scene.subjects)
        return _one_sentence(dataclasses.replace(scene, subjects=bare), rng)
    subjects = subjects_phrase(scene, rng)
    if missing == "colour":
        subjects = joined([_colourless(subject, rng) for subject in scene.subjects])
    place = "" if missing == "place" else f" {at_place(scene, rng)}"
    time = "" if missing == "time" else f" {at_time(scene, rng)}"
    verb = f" {verb_for(scene, rng).form('present', len(scene.subjects))}" if place and rng.random() < 0.4 else ""
    return capital(f"{subjects}{verb}{place}{time}.")


def _colourless(subject: Subject, rng: random.Random) -> str:
    phrase = with_article(subject.kind)
    if subject.worn == "none":
        return phrase
    return f"{phrase} {rng.choice(('wearing', 'in', 'with'))} {worn_phrase(subject.worn)}"


def _medium(scene: Scene, rng: random.Random) -> str:
    """The scene, perhaps with one more thing that one can see."""
    if rng.random() < 0.5:
        return _core_sentences(scene, rng)
    details = rng.choice((PLACE_DETAILS[scene.place], TIME_DETAILS[scene.time]))
    return f"{_one_sentence(scene, rng)} {rng.choice(details)}"


def _core_sentences(scene: Scene, rng: random.Random) -> str:
    """Two sentences that name everything once."""
    if len(scene.subjects) == 2:
        left, right = (noun_phrase(subject, rng) for subject in scene.subjects)
        verb = verb_for(scene, rng).form("present", 2)
        where = f"They {verb} {at_place(scene, rng)} {at_time(scene, rng)}."
        return f"On the left is {left}, on the right {right}. {where}"
    subject = scene.main
    if subject.worn != "none" and rng.random() < 0.5:
        bare = dataclasses.replace(scene, subjects=(dataclasses.replace(subject, worn="none"),))
        wearing = rng.choice((f"It is wearing {worn_phrase(subject.worn)}.", f"It wears {worn_phrase(subject.worn)}."))
        return f"{plain_sentence(bare, rng)} {wearing}"
    verb = verb_for(scene, rng).form("present", 1)
    clause = rng.choice(TIME_CLAUSES[scene.time])
    if rng.random() < 0.5:
        return f"{capital(clause)}. {capital(noun_phrase(subject, rng))} {verb} {at_place(scene, rng)}."
    return f"Here is {noun_phrase(subject)}. It {verb} {at_place(scene, rng)}, and {clause}."
