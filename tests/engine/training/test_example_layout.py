"""Storybook examples as sequences: what is learned, what is shown, what is dreamed and read back."""

from __future__ import annotations

import random

import pytest

from engine.config import DREAM_START, IM_END, IM_PATCH, IM_START
from engine.sequence.layout import IGNORED, BlockSizes, Layout
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.corpus import MAKERS, sample_example
from engine.storybook.example import Content, Example, ExampleKind, Turn
from engine.storybook.scene import Scene, Subject
from engine.training.example_layout import example_layout

SIZES = BlockSizes(patches=3, queries=2)
FOX = Scene((Subject("fox", "red"),), "snow", "night")
OWL = Scene((Subject("owl", "blue"),), "forest", "day")


def laid(tokenizer: Tokenizer, kind: ExampleKind, *turns: Content) -> tuple[Layout, tuple[Scene, ...]]:
    """An example whose last turn is the assistant's."""
    odd = len(turns) % 2
    ordered = [Turn("assistant" if (i + odd) % 2 else "user", content) for i, content in enumerate(turns)]
    return example_layout(Example(kind, tuple(ordered)), tokenizer, SIZES, "")


def learned(layout: Layout, tokenizer: Tokenizer) -> str:
    return tokenizer.decode([label for label in layout.labels if label != IGNORED])


def ignored(layout: Layout, tokenizer: Tokenizer) -> str:
    pairs = zip(layout.ids, layout.labels, strict=True)
    return tokenizer.decode([token for token, label in pairs if label == IGNORED])


def test_a_caption_and_its_picture(tokenizer: Tokenizer) -> None:
    layout, scenes = laid(tokenizer, "caption", ("A red fox.", FOX))
    assert scenes == (FOX,)
    assert (layout.image_order, layout.dream_order) == ((), (0,))
    assert learned(layout, tokenizer).replace(" ", "") == "Aredfox.<dream_start></s>"
    assert layout.ids[0] == tokenizer.bos_id
    assert layout.labels[0] == IGNORED


def test_a_picture_and_its_caption(tokenizer: Tokenizer) -> None:
    layout, scenes = laid(tokenizer, "caption", (FOX, "\nA red fox."))
    assert scenes == (FOX,)
    assert (layout.image_order, layout.dream_order) == ((0,), ())
    assert learned(layout, tokenizer).strip() == "A red fox.</s>"


def test_an_article_dreams_and_reads_back(tokenizer: Tokenizer) -> None:
    layout, scenes = laid(tokenizer, "article", ("Write: fox",), ("One.", FOX, "Two.", OWL))
    assert scenes == (FOX, OWL)
    assert (layout.image_order, layout.dream_order) == ((0, 1), (0, 1))
    assert learned(layout, tokenizer).count("<dream_start>") == 2
    assert "Write: fox" in ignored(layout, tokenizer)
    assert "Write" not in learned(layout, tokenizer)


def test_a_picture_that_ends_an_answer_is_not_read_back(tokenizer: Tokenizer) -> None:
    layout, scenes = laid(tokenizer, "edit", (FOX, "\nChange: make it an owl"), ("A blue owl.", OWL))
    assert scenes == (FOX, OWL)
    assert (layout.image_order, layout.dream_order) == ((0,), (1,))
    assert learned(layout, tokenizer).replace(" ", "") == "Ablueowl.<dream_start></s>"


def test_every_answer_of_a_dialogue_is_learned(tokenizer: Tokenizer) -> None:
    turns: list[Content] = [("Show me a fox.",), ("Here it is.", FOX), ("And now?",), ("It is red.",)]
    layout, scenes = laid(tokenizer, "dialogue", *turns)
    assert scenes == (FOX,)
    assert (layout.image_order, layout.dream_order) == ((0,), (0,))
    said = learned(layout, tokenizer)
    assert "Here it is." in said
    assert "It is red." in said
    assert said.count("</s>") == 2
    assert "Show" not in said
    assert "now" not in said


def test_an_example_ends_with_an_answer(tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="ends with an answer"):
        example_layout(Example("question", (Turn("user", ("What?",)),)), tokenizer, SIZES, "")


@pytest.mark.parametrize("kind", list(MAKERS))
def test_every_kind_of_example(kind: ExampleKind, tokenizer: Tokenizer) -> None:
    start, dream, patch, end = (tokenizer.token_id(name) for name in (IM_START, DREAM_START, IM_PATCH, IM_END))
    rng = random.Random(kind)
    for _ in range(6):
        example = sample_example(rng, kind)
        layout, scenes = example_layout(example, tokenizer, SIZES, "")
        assert list(scenes) == [part for turn in example.turns for part in turn.content if isinstance(part, Scene)]
        assert layout.ids.count(start) == len(layout.image_order)
        assert layout.ids.count(dream) == len(layout.dream_order)
        assert layout.ids.count(patch) == 3 * len(layout.image_order) + 2 * len(layout.dream_order)
        assert not {patch, start, end} & set(layout.labels)
        begun = sum(isinstance(part, Scene) for part in example.turns[-1].content[: example.begun])
        assert layout.labels.count(dream) == len(layout.dream_order) - begun
        assert layout.labels[-1] == tokenizer.eos_id


def test_what_is_begun_is_not_learned_and_goes_on_in_one_string(tokenizer: Tokenizer) -> None:
    content: Content = ("# The fox", FOX, "*A red fox.*\n\nOnce upon a", " time.", OWL, "*A blue owl.*")
    turns = (Turn("user", ("Write: fox",)), Turn("assistant", content))
    layout, scenes = example_layout(Example("continue", turns, begun=3), tokenizer, SIZES, "")
    assert scenes == (FOX, OWL)
    said, unsaid = learned(layout, tokenizer), ignored(layout, tokenizer)
    assert said.count("<dream_start>") == 1
    assert "time." in said
    assert "A blue owl." in said
    assert "Once" not in said
    assert "Once upon a" in unsaid
    together = example_layout(
        Example("continue", (turns[0], Turn("assistant", (*content[:2], f"{content[2]}{content[3]}", *content[4:])))),
        tokenizer,
        SIZES,
        "",
    )[0]
    assert together.ids == layout.ids
