"""What the storybook model is taught with: examples of every kind in given shares, and plain texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Literal

from engine.sequence import instructions
from engine.storybook.articles import random_article, story
from engine.storybook.captions import canonical_caption, caption, description
from engine.storybook.chance import random_scene
from engine.storybook.dialogues import dialogue_example, title_of
from engine.storybook.edits import edit_example
from engine.storybook.example import Content, Example, ExampleKind, Turn
from engine.storybook.facts import all_facts, random_kind_fact, random_place_fact, random_sky_fact
from engine.storybook.pages import continue_example, illustrate_example, page_example, title_example, topic_and_title
from engine.storybook.patterns import few_shot_example
from engine.storybook.questions import interview_example, question_example
from engine.storybook.references import compose_example, same_subject_example
from engine.storybook.rewriting import rewrite_example
from engine.storybook.scene import KINDS, PLACES, TIMES, WEATHERS
from engine.storybook.wording import lowered

CorpusStage = Literal["alignment", "pretraining", "instruction"]

MIXTURES: Mapping[CorpusStage, Mapping[ExampleKind, float]] = {
    "alignment": {"caption": 0.75, "illustrate": 0.1, "describe": 0.15},
    "pretraining": {
        "caption": 0.4, "story": 0.3, "illustrate": 0.1, "describe": 0.05, "interview": 0.05, "few_shot": 0.1,
    },
    "instruction": {
        "article": 0.13, "story": 0.02, "continue": 0.02, "caption": 0.25, "illustrate": 0.03, "describe": 0.02,
        "edit": 0.18, "same_subject": 0.05, "compose": 0.05, "question": 0.05, "interview": 0.09, "dialogue": 0.045,
        "few_shot": 0.015, "page": 0.015, "rewrite": 0.02, "title": 0.015,
    },
}  # fmt: skip
"""Shares of the kinds in each stage: pictures alone first, then documents of words and pictures, then tasks. An article
is ten times as long as a caption and teaches little more of painting, so that captions are cheap."""
_TITLES_IN_A_DOCUMENT = 8


def caption_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A document of a caption and its picture; in one of four the picture comes first."""
    scene = random_scene(rng, held_out=held_out)
    odds = rng.random()
    if odds < 0.15:
        text = canonical_caption(scene)
    elif odds < 0.35:
        text = caption(scene, rng, complete=False, held_out=held_out)
    else:
        text = caption(scene, rng, rng.choice(("short", "short", "short", "medium", "long")), held_out=held_out)
    content: Content = (scene, f"\n{text}") if rng.random() < 0.25 else (text, scene)
    return Example("caption", (Turn("assistant", content),))


def describe_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A picture, and one sentence that says what it shows."""
    scene = random_scene(rng, held_out=held_out)
    answer = Turn("assistant", (description(scene, rng, held_out=held_out),))
    return Example("describe", (Turn("user", instructions.describe(scene)), answer))


MAKERS: Mapping[ExampleKind, Callable[[random.Random], Example]] = {
    "caption": caption_example,
    "describe": describe_example,
    "illustrate": illustrate_example,
    "article": random_article,
    "story": story,
    "continue": continue_example,
    "edit": edit_example,
    "same_subject": same_subject_example,
    "compose": compose_example,
    "question": question_example,
    "interview": interview_example,
    "dialogue": dialogue_example,
    "few_shot": few_shot_example,
    "page": page_example,
    "rewrite": rewrite_example,
    "title": title_example,
}
"""What makes an example of each kind, of training scenes and in taught wordings only."""


def sample_example(
    rng: random.Random, kind: ExampleKind | None = None, *, stage: CorpusStage = "instruction"
) -> Example:
    """One training example: of the kind asked for, or of a kind drawn with the stage's shares.

    No scene in it is held out, and no wording, edit or outside word that is kept out of training is used.
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

    Articles 40 %, captions 20 %, facts 10 %, topics with their titles 10 %, and the words of all other tasks 20 %.
    """
    odds = rng.random()
    if odds < 0.22:
        return plain_text(story(rng))
    if odds < 0.4:
        return plain_text(random_article(rng))
    if odds < 0.6:
        scene = random_scene(rng)
        return caption(scene, rng, rng.choice(("short", "medium", "long")))
    if odds < 0.7:
        return _facts_text(rng)
    if odds < 0.8:
        return _titles_text(rng)
    return plain_text(sample_example(rng))


def _facts_text(rng: random.Random) -> str:
    """A few facts, about one kind or about anything."""
    if rng.random() < 0.5:
        return " ".join(rng.sample(all_facts(), 5))
    kind = rng.choice(KINDS)
    facts = [random_kind_fact(kind, rng) for _ in range(3)]
    facts.append(random_place_fact(rng.choice(PLACES), rng))
    return " ".join([*dict.fromkeys(facts), random_sky_fact(rng.choice(TIMES), rng.choice(WEATHERS), rng)])


def _titles_text(rng: random.Random) -> str:
    """Topics, each with a title that names what it is about: every kind, colour and place comes up often."""
    pairs = []
    for _ in range(_TITLES_IN_A_DOCUMENT):
        if rng.random() < 0.4:
            pairs.append(topic_and_title(rng))
        else:
            scene = random_scene(rng)
            topic = caption(scene, rng, complete=False) if rng.random() < 0.5 else canonical_caption(scene)
            pairs.append(f"Topic: {lowered(topic).rstrip('.')}\n# {title_of(scene, rng)}")
    return "\n".join(pairs)
