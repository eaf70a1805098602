"""Other words: asked for where the model was taught that, else the passage written anew, in its old shape."""

from __future__ import annotations

from dataclasses import replace

import pytest

import resources
from engine.model.loaded import Loaded, load_checkpoint
from engine.protocol.events import Cancelled, Notice, TextPiece
from engine.protocol.requests import Rewrite
from engine.protocol.values import TextPart, TextSettings
from tests.engine.tasks.bench import Bench, of_kind, text_of
from tests.engine.tiny import tiny_model

BEFORE = (TextPart("# A Red Fox in the Snow\n\nIt was a cold night.\n\n"),)
PASSAGE = "The red fox trots in the snow at night. At night the stars are bright."


def chat_model() -> Loaded:
    """A tiny model that says of itself that it can rewrite."""
    loaded = tiny_model()
    loaded.model.config = replace(loaded.config, card=replace(loaded.config.card, rewrites=True))
    return loaded


@pytest.fixture(scope="module")
def storybook() -> Bench:
    return Bench(load_checkpoint(resources.folder() / "storybook"))


def test_a_chat_model_is_asked_with_the_passage_and_the_wish() -> None:
    bench = Bench(chat_model())
    events = bench.run(Rewrite(PASSAGE, BEFORE, "shorter", text=TextSettings(max_tokens=5)))
    assert not of_kind(events, Notice)
    held = [block.key for block in bench.reader.cache.held]
    prompt = bench.loaded.tokenizer.decode([token for key in held if isinstance(key, tuple) for token in key])
    assert f"Say this in other words, shorter. Answer with nothing else.\n\n{PASSAGE}" in prompt
    assert "cold night" not in prompt


def test_another_model_writes_the_passage_anew_and_says_so(storybook: Bench) -> None:
    events = storybook.run(Rewrite(PASSAGE, BEFORE, seed=1))
    assert [notice.code for notice in of_kind(events, Notice)] == ["written-anew"]
    words = text_of(events)
    assert words
    assert words != PASSAGE
    assert "\n" not in words
    assert not words.startswith("#")
    assert words.rstrip('"')[-1] in ".!?"
    assert "fox" in words


def test_a_heading_becomes_a_heading(storybook: Bench) -> None:
    for before in ((), (TextPart("A fox ran.\n\n"),)):
        words = text_of(storybook.run(Rewrite("## The Night", before, seed=1)))
        assert words.startswith("#")
        assert "\n" not in words


def test_shorter_is_shorter_and_longer_is_longer(storybook: Bench) -> None:
    for seed in range(3):
        shorter = text_of(storybook.run(Rewrite(PASSAGE, BEFORE, "Shorter", seed)))
        longer = text_of(storybook.run(Rewrite(PASSAGE, BEFORE, "longer", seed)))
        assert 0 < len(shorter) < len(longer)


def test_stopped_it_proposes_nothing(storybook: Bench) -> None:
    calls = iter(range(100_000))
    events = storybook.run(Rewrite(PASSAGE, BEFORE), cancelled=lambda: next(calls) > 20)
    assert isinstance(events[-1], Cancelled)
    assert not of_kind(events, TextPiece)


def test_the_same_seed_gives_the_same_words(storybook: Bench) -> None:
    one, other, another = (text_of(storybook.run(Rewrite(PASSAGE, BEFORE, seed=seed))) for seed in (3, 3, 4))
    assert one == other != another
