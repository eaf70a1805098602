"""Patterns by example: a few pictures or words with what belongs to them, and one more to go on with."""

from __future__ import annotations

import random

from engine.sequence import instructions
from engine.storybook.chance import Odds, random_scene
from engine.storybook.example import Content, Example, Turn
from engine.storybook.fact_table import FRIENDS, KIND_FACTS
from engine.storybook.phrases import bare_noun, colour_shows, noun_phrase, plural, with_article
from engine.storybook.scene import KINDS, Kind, Scene
from engine.storybook.setting import STYLE_NOUNS, TIME_NOUNS, at_place, at_time
from engine.storybook.wording import capital, fill

PATTERNS = (
    "This is {a_red_fox}.", "This is {a_red_fox}.", "This is {a_fox}.", "This is {a_fox}.", "This is {a_Fox}.",
    "This is {a_red_fox} {there}.", "This is {there}[ {then}].", "This is {a_sketch} of {a_fox}.", "{A_fox}.",
    "{Colour}.",
    "It is {night}.", "{Kind}: {colour}.", "I see {dressed}.",
)  # fmt: skip
"""What is said about each picture of a pattern."""
WORD_PATTERNS = (
    ("{kind}", "{food}"), ("{kind}", "{sound}"), ("{kind}", "{friend}"), ("{kind}", "{kinds}"), ("{kind}", "{home}"),
)  # fmt: skip
"""What is said of one kind after another, without pictures: two words that belong together."""
_ALONE = Odds(two=0.0, worn=0.35, held=0.0, style=0.15, natural=0.2)


def few_shot_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A pattern of two or three examples, and one more to go on with."""
    if rng.random() < 0.12:
        return _words(rng)
    pattern = rng.choice(PATTERNS)
    odds = Odds(two=0.0, worn=1.0, held=0.0, style=0.15) if "dressed" in pattern else _ALONE
    count = rng.choice((2, 2, 2, 3))
    pictures = [_scene(rng, odds, False, pattern) for _ in range(count)]
    pictures.append(_scene(rng, odds, held_out, pattern))
    said = [fill(pattern, _slots(scene)) for scene in pictures]
    opening = pattern.split("{", 1)[0].strip()
    answer = said[-1].removeprefix(opening).strip()
    if pattern == "This is {a_Fox}.":
        answer = fill("{a_fox}.", _slots(pictures[-1]))
    if rng.random() < 0.4:
        words = " ".join([*said[:-1], opening]).strip()
        user: Content = instructions.ask(pictures, words)
    else:
        parts: list[str | Scene] = []
        for scene, words in zip(pictures, [*said[:-1], opening], strict=True):
            parts += [scene, f"\n{words}\n"]
        user = (*parts[:-1], f"\n{opening}") if opening else tuple(parts[:-1])
    return Example("few_shot", (Turn("user", user), Turn("assistant", (answer,))))


def _scene(rng: random.Random, odds: Odds, held_out: bool, pattern: str) -> Scene:
    colours = "red_fox" in pattern or "olour" in pattern or "dressed" in pattern
    return random_scene(
        rng,
        held_out=held_out,
        odds=odds,
        accept=lambda scene: (
            (colour_shows(scene.style) or not colours)
            and (scene.main.worn != "none" or "dressed" not in pattern)
            and (scene.place != "space" or "night" not in pattern)
        ),
    )


def _slots(scene: Scene) -> dict[str, str]:
    main = scene.main
    return {
        "a_red_fox": with_article(bare_noun(main)), "a_fox": with_article(main.kind), "kind": main.kind,
        "a_Fox": f"{with_article(main.kind).split(' ')[0]} {capital(main.kind)}", "colour": main.colour,
        "there": at_place(scene), "then": at_time(scene), "night": TIME_NOUNS[scene.time],
        "a_sketch": STYLE_NOUNS[scene.style][0], "dressed": noun_phrase(main),
    }  # fmt: skip


def _words(rng: random.Random) -> Example:
    """A pattern in words alone, about kinds."""
    left, right = rng.choice(WORD_PATTERNS)
    kinds: list[Kind] = rng.sample(KINDS, rng.choice((3, 4)))
    lines = [f"{fill(left, word_slots(kind))}: {fill(right, word_slots(kind))}" for kind in kinds]
    asked = "\n".join([*lines[:-1], f"{fill(left, word_slots(kinds[-1]))}:"])
    answer = fill(right, word_slots(kinds[-1]))
    return Example("few_shot", (Turn("user", (asked,)), Turn("assistant", (answer,))))


def word_slots(kind: Kind) -> dict[str, str]:
    """Single words that belong to a kind."""
    facts = KIND_FACTS[kind]
    return {
        "kind": kind, "kinds": plural(kind), "food": facts.food, "sound": facts.sound, "home": facts.home,
        "friend": FRIENDS[kind],
    }  # fmt: skip
