"""Scenes put into words: captions in many wordings, one canonical caption, and descriptions."""

from __future__ import annotations

import random
from typing import Literal

from engine.storybook.asking import wish
from engine.storybook.caption_slots import scene_slots
from engine.storybook.details import details
from engine.storybook.phrases import Article, named_colours
from engine.storybook.scene import Scene
from engine.storybook.setting import STYLE_NOUNS
from engine.storybook.verbs import Tense
from engine.storybook.wording import capital, say

CaptionLength = Literal["short", "medium", "long"]

LABELS = (
    "{Who}[ {doing}] {there}[ {then}][ {weather}].",
    "{Who}[ {doing}] {there}[ {then}][ {weather}].",
    "{Who}[ {doing}] {there}[ {weather}][ {then}].",
    "{There}[ {then}]: {who}[ {doing}][ {weather}].",
    "{Then}, {there}: {who}[ {doing}][ {weather}].",
    "{A_night} {there} with {who}[ {doing}].",
)
"""Captions without a verb of their own."""
SENTENCES = (
    "{Who} {does} {there}[ {then}][ {weather}].",
    "{Who} {does} {there}[ {then}][ {weather}].",
    "{Who} {does} {there}[ {weather}][ {then}].",
    "{Then}, {who} {does} {there}[ {weather}].",
    "{There}, {simple} {does}[ {then}][ {weather}].",
    "{There}[ {then}], {simple} {does}[ {weather}].",
    "{Weather}, {who} {does} {there}[ {then}].",
    "{Then}[ {weather}], {who} {does} {there}.",
)
"""Captions with a verb, in any tense."""
PRESENT = (
    "There is {who}[ {doing}] {there}[ {then}][ {weather}].",
    "Here is {who}[ {doing}] {there}[ {then}][ {weather}].",
    "Here you see {who}[ {doing}] {there}[ {then}][ {weather}].",
    "This is {who}[ {doing}] {there}[ {then}][ {weather}].",
    "{It_is_night}, and {who} {does} {there}[ {weather}].",
    "{It_is_raining}[ {then}], and {who} {does} {there}.",
    "{Who} {does} {there}[ {weather}], and {it_is_night}.",
    "{Who} {does} {there}[ {then}], and {it_is_raining}.",
)
PAIRS = (
    "{Both} {do} {there}[ {then}][ {weather}].",
    "{Then}, {both} {do} {there}[ {weather}].",
    "{There}, {both} {do}[ {then}][ {weather}].",
    "On the left is {who}, on the right is {other}, {there}[ {then}][ {weather}].",
)
"""Captions for two that are beside each other."""
STYLED = (
    "{A_sketch} of {who}[ {doing}] {there}[ {then}][ {weather}].",
    "{A_sketch} of {who}[ {doing}] {there}[ {then}][ {weather}].",
    "{A_sketch} shows {who}[ {doing}] {there}[ {then}][ {weather}].",
    "{Who}[ {doing}] {there}[ {then}][ {weather}], {in_style}.",
    "{Who}[ {doing}] {there}[ {then}][ {weather}], {in_style}.",
    "{Who} {does} {there}[ {then}][ {weather}], {in_style}.",
    "{In_style}: {who}[ {doing}] {there}[ {then}][ {weather}].",
)
TWO_SENTENCES = (
    "Here is {who}. {It} {does_it} {there}[ {then}][ {weather}].",
    "{Who} {does} {there}[ {weather}]. {It_is_night}.",
    "{It_is_night}. {Who} {does} {there}[ {weather}].",
    "{Who} {does} {there}[ {then}]. {It_is_raining}.",
    "{It_is_raining}. {Who} {does} {there}[ {then}].",
    "{Bare_who} {does} {there}[ {then}][ {weather}]. {It} {has_on}.",
    "{Bare_who} {does} {there}[ {then}][ {weather}]. {It} {has_on}.",
)
TWO_ABOUT_TWO = (
    "Here are {who} and {other}. {The_who} {does_the} {there}[ {then}][ {weather}].",
    "{Who} {does} {there}[ {weather}]. {It_is_night}.",
    "{It_is_night}. {Who} {does} {there}[ {weather}].",
    "On the left is {who}, on the right is {other}. {They} {there}[ {then}][ {weather}].",
)
DESCRIPTIONS = (
    "The picture shows {who}[ {doing}] {there}[ {then}][ {weather}][, {in_style}].",
    "The picture shows {who}[ {doing}] {there}[ {then}][ {weather}][, {in_style}].",
    "This is {a_picture} of {who}[ {doing}] {there}[ {then}][ {weather}].",
    "This is {a_picture} of {who}[ {doing}] {there}[ {weather}][ {then}].",
    "You can see {who}[ {doing}] {there}[ {then}][ {weather}][, {in_style}].",
    "In the picture, {who} {does} {there}[ {then}][ {weather}][, {in_style}].",
    "{A_picture} that shows {who}[ {doing}] {there}[ {then}][ {weather}].",
)
CAPTION_FAMILIES = (LABELS, SENTENCES, PRESENT, PAIRS, STYLED, TWO_SENTENCES, TWO_ABOUT_TWO, DESCRIPTIONS)


def canonical_caption(scene: Scene) -> str:
    """The one fixed wording, which names everything: "A red fox sleeping in the snow at night."."""
    slots = scene_slots(scene, None)
    return say(random.Random(0), ("{Who}[ {doing}] {there}[ {then}][ {weather}][, {in_style}].",), slots)


def caption(
    scene: Scene,
    rng: random.Random,
    length: CaptionLength = "short",
    *,
    complete: bool = True,
    held_out: bool = False,
) -> str:
    """A caption in one of many wordings.

    Args:
        scene: what is to be seen.
        rng: the only source of chance.
        length: "short" is one sentence, "medium" one to three, "long" three to five.
        complete: say all that is not taken for granted. A subject's natural colour, clear weather, the usual
            style and the usual action are, and need not be said; a colour that cannot be seen is not said.
            Where False, a person's wish with one or more of the attributes left unsaid (short captions only).
        held_out: whether wordings may be those that are kept out of training.
    """
    if not complete:
        return f"{capital(wish(scene, rng, held_out=held_out))}."
    if length == "short":
        return _one_sentence(scene, rng, held_out)
    if length == "medium" and rng.random() < 0.4:
        core = _one_sentence(scene, rng, held_out)
        return " ".join([core, *details(scene, rng, 1, core)])
    core = _core_sentences(scene, rng, held_out)
    return " ".join([core, *details(scene, rng, 2, core)]) if length == "long" else core


def plain_sentence(
    scene: Scene, rng: random.Random, tense: Tense = "present", *, article: Article = "a", natural: float = 0.6
) -> str:
    """One full sentence with a verb that names every attribute of the scene but its style.

    Args:
        scene: what is to be seen.
        rng: the only source of chance.
        tense: in which it is told.
        article: of both subjects.
        natural: how often a natural colour is named.
    """
    families = SENTENCES + (PAIRS[:3] if scene.relation == "beside" else ())
    return say(rng, families, scene_slots(scene, rng, tense, article, named_colours(scene, rng, natural)))


def description(scene: Scene, rng: random.Random, length: CaptionLength = "medium", *, held_out: bool = False) -> str:
    """What a picture shows, in plain sentences unlike most captions: the draft of an alternative text.

    Args:
        scene: what is to be seen.
        rng: the only source of chance.
        length: "short" only says who is there and where, "medium" says everything in a sentence, "long" adds more.
        held_out: whether wordings may be those that are kept out of training.
    """
    slots = scene_slots(scene, rng, colours=named_colours(scene, rng, 1.0))
    if length == "short":
        return say(rng, ("{Who}[ {doing}] {there}.", "{A_picture} of {who} {there}."), slots)
    whole = say(rng, DESCRIPTIONS, slots, held_out=held_out)
    return " ".join([whole, *details(scene, rng, 2, whole)]) if length == "long" else whole


def _one_sentence(scene: Scene, rng: random.Random, held_out: bool) -> str:
    slots = scene_slots(scene, rng)
    if scene.style != "storybook":
        return say(rng, STYLED, slots, held_out=held_out)
    odds = rng.random()
    families: tuple[str, ...] = LABELS if odds < 0.4 else SENTENCES if odds < 0.75 else PRESENT
    if scene.relation == "beside" and rng.random() < 0.5:
        families = PAIRS
    return say(rng, families, slots, held_out=held_out)


def _core_sentences(scene: Scene, rng: random.Random, held_out: bool) -> str:
    """Two sentences that name everything once; the style, if it is not the usual one, in a third."""
    slots = scene_slots(scene, rng)
    if scene.place == "space":
        core = say(rng, PRESENT[:4], slots, held_out=held_out)
    elif len(scene.subjects) == 1:
        core = say(rng, TWO_SENTENCES, slots, held_out=held_out)
    else:
        core = say(rng, TWO_ABOUT_TWO if scene.relation == "beside" else TWO_ABOUT_TWO[:3], slots, held_out=held_out)
    return f"{core} This picture is {STYLE_NOUNS[scene.style][0]}." if slots["in_style"] else core
