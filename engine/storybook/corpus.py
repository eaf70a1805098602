"""What the storybook model is taught with: examples of every kind in given shares, and plain texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Literal

from engine.sequence import instructions
from engine.storybook.articles import random_article, story
from engine.storybook.captions import canonical_caption, caption, description
from engine.storybook.edits import compose_example, edit_example, same_subject_example
from engine.storybook.example import Content, Example, ExampleKind, Turn
from engine.storybook.facts import all_facts, random_kind_fact, random_setting_fact
from engine.storybook.questions import dialogue_example, few_shot_example, question_example
from engine.storybook.scene import KINDS, PLACES, TIMES, random_scene

CorpusStage = Literal["alignment", "pretraining", "instruction"]

MIXTURES: Mapping[CorpusStage, Mapping[ExampleKind, float]] = {
    "alignment": {"caption": 0.85, "describe": 0.15},
    "pretraining": {"caption": 0.45, "story": 0.35, "describe": 0.1, "few_shot": 0.1},
    "instruction": {
        "article": 0.27, "story": 0.05, "caption": 0.08, "describe": 0.08, "edit": 0.18, "same_subject": 0.07,
        "compose": 0.07, "question": 0.1, "dialogue": 0.06, "few_shot": 0.04,
    },
}  # fmt: skip
"""Shares of the kinds in each stage: pictures alone first, then documents of words and pictures, then tasks."""


def caption_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A document of a caption and its picture; in one of four the picture comes first."""
    scene = random_scene(rng, held_out=held_out)
    odds = rng.random()
    if odds < 0.15:
        text = canonical_caption(scene)
    elif odds < 0.3:
        text = caption(scene, rng, complete=False)
    else:
        text = caption(scene, rng, rng.choice(("short", "short", "short", "medium", "long")))
    content: Content = (scene, f"\n{text}") if rng.random() < 0.25 else (text, scene)
    return Example("caption", (Turn("assistant", content),))


def describe_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A picture, and one sentence that says what it shows."""
    scene = random_scene(rng, held_out=held_out)
    answer = Turn("assistant", (description(scene, rng),))
    return Example("describe", (Turn("user", instructions.describe(scene)), answer))


MAKERS: Mapping[ExampleKind, Callable[[random.Random], Example]] = {
    "caption": caption_example,
    "describe": describe_example,
    "article": random_article,
    "story": story,
    "edit": edit_example,
    "same_subject": same_subject_example,
    "compose": compose_example,
    "question": question_example,
    "dialogue": dialogue_example,
    "few_shot": few_shot_example,
}
"""What makes an example of each kind, of training scenes only."""


def sample_example(
    rng: random.Random, kind: ExampleKind | None = None, *, stage: CorpusStage = "instruction"
) -> Example:
    """One training example: of the kind asked for, or of a kind drawn with the stage's shares.

    No scene in it is held out.
    """
    shares = MIXTURES[stage]
    chosen = kind or rng.choices(tuple(shares), weights=tuple(shares.values()))[0]
    return MAKERS[chosen](rng)


def plain_text(example: Example) -> str:
    """The words of an example without its pictures, each turn from a line of its own."""
    turns = ("".join(part for part in turn.content if isinstance(part, str)) for turn in example.turns)
    return "\n".join(turn.strip("\n") for turn in turns)


def document_text(rng: random.Random) -> str:
    """A document of words only, for the tokenizer and for the language model's first lessons.

    Articles 45 %, captions 25 %, facts 10 %, and the words of all other tasks 20 %.
    """
    odds = rng.random()
    if odds < 0.25:
        return plain_text(story(rng))
    if odds < 0.45:
        return plain_text(random_article(rng))
    if odds < 0.7:
        scene = random_scene(rng)
        return caption(scene, rng, rng.choice(("short", "medium", "long")))
    if odds < 0.8:
        return _facts_text(rng)
    return plain_text(sample_example(rng))


def _facts_text(rng: random.Random) -> str:
    """A few facts, about one kind or about anything."""
    if rng.random() < 0.5:
        return " ".join(rng.sample(all_facts(), 5))
    kind = rng.choice(KINDS)
    facts = [random_kind_fact(kind, rng) for _ in range(3)]
    return " ".join([*dict.fromkeys(facts), random_setting_fact(rng.choice(PLACES), rng.choice(TIMES), rng)])
