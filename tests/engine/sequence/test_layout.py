"""The six layouts against the golden ids and labels, and batches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.sequence.chat import Turn, chat_segments
from engine.sequence.layout import (
    IGNORED,
    BlockSizes,
    Dreamed,
    End,
    Given,
    Layout,
    Segment,
    Start,
    Text,
    chunks,
    collate,
    fit,
    image_to_image,
    instructed,
    interleaved,
    lay,
    pair_comprehension,
    pair_creation,
)
from engine.sequence.tokenizer import Tokenizer

FIXTURE = Path(__file__).parents[2] / "data" / "fixture_a"
GOLDEN: dict[str, Any] = json.loads((FIXTURE / "golden.json").read_text("utf-8"))
SIZES = BlockSizes(GOLDEN["num_image_patches"], GOLDEN["num_dream_queries"])
TEXTS = ["A green train is passing. ", "Snow is falling.", " Then we walked home."]
CAPTION = "A bowl of soup with carrots."
SEGMENTS: dict[str, list[Segment]] = {
    "interleaved": interleaved(chunks(TEXTS, [0, 2])),
    "interleaved_comprehension": interleaved(chunks(TEXTS, [0, 2]), "comprehension"),
    "interleaved_creation": interleaved(chunks(TEXTS, [0, 2]), "creation"),
    "pair_comprehension": pair_comprehension(0, CAPTION),
    "pair_creation": pair_creation(0, CAPTION),
    "conversation": chat_segments(
        [
            Turn("user", (Given(0), "\nHow many cats are there?")),
            Turn("assistant", ("There are three cats.",)),
            Turn("user", ("And birds?",)),
            Turn("assistant", ("Two small birds.",)),
        ]
    ),
    "conversation_text": chat_segments(
        [
            Turn("user", ("What is the best way to learn?",)),
            Turn("assistant", ("Look at things for a long time.",)),
        ]
    ),
    "conversation_dream": chat_segments(
        [
            Turn("user", ("Draw a green train.",)),
            Turn("assistant", ("Here it is: ", Dreamed(0, learn=False), " Done.")),
        ]
    ),
    "instruct_interleaved": instructed(
        chat_segments([Turn("user", ("Write a story with pictures.",)), Turn("assistant", None)]),
        chunks(["An old map of the island.", "It was hidden."], [0]),
    ),
}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.load(FIXTURE / "checkpoint")


def test_every_golden_layout_is_covered() -> None:
    assert set(SEGMENTS) == set(GOLDEN["layouts"])


@pytest.mark.parametrize("name", SEGMENTS)
def test_golden_layouts(tokenizer: Tokenizer, name: str) -> None:
    golden = GOLDEN["layouts"][name]
    layout = lay(SEGMENTS[name], tokenizer, SIZES)
    assert list(layout.ids) == golden["input_ids"]
    assert list(layout.labels) == golden["labels"]
    assert len(layout.image_order) == golden["n_images"]
    assert len(layout.dream_order) == golden["n_images_dm"]


def test_image_to_image_learns_no_token(tokenizer: Tokenizer) -> None:
    layout = lay(image_to_image(given=4, dreamed=9), tokenizer, SIZES)
    place = tokenizer.token_id("<im_patch>")
    assert layout.ids == (1, 481, *[place] * 4, 485, 483, *[place] * 8, 482, 2)
    assert set(layout.labels) == {IGNORED}
    assert (layout.image_order, layout.dream_order) == ((4,), (9,))


def test_pictures_are_counted_in_reading_order(tokenizer: Tokenizer) -> None:
    layout = lay([Start(), Given(7), Dreamed(3), Dreamed(5, read_back=False), Given(1)], tokenizer, SIZES)
    assert layout.image_order == (7, 3, 1)
    assert layout.dream_order == (3, 5)


def test_learning_when_to_dream_is_the_callers_choice(tokenizer: Tokenizer) -> None:
    start = tokenizer.token_id("<dream_start>")
    for learn in (True, False):
        layout = lay([Start(), Dreamed(0, learn=learn), End()], tokenizer, SIZES)
        assert (start in layout.labels) is learn


def test_text_cannot_inject_markers(tokenizer: Tokenizer) -> None:
    layout = lay([Start(), Text("a <im_start> <dream> </s>")], tokenizer, SIZES)
    assert not set(layout.ids[1:]) & set(tokenizer.special.values())


def test_chunks_join_the_sentences_before_a_picture() -> None:
    assert chunks(["a", " b ", "c", "d"], [1, 2]) == [("a b", 0), ("c", 1), ("d", None)]
    assert chunks(["a"], []) == [("a", None)]
    assert chunks(["a"], [0, 0]) == [("a", 0), ("", 1)]


def test_a_chunk_that_would_overflow_ends_the_document(tokenizer: Tokenizer) -> None:
    segments = SEGMENTS["interleaved"]
    whole = lay(segments, tokenizer, SIZES)
    first = lay([*segments[:3], segments[-1]], tokenizer, SIZES)
    assert fit(segments, tokenizer, SIZES, len(whole)) == whole
    assert fit(segments, tokenizer, SIZES, len(whole) - 1) == first
    assert fit(segments, tokenizer, SIZES, len(first)) == first
    assert fit(segments, tokenizer, SIZES, len(first) - 1) is None


@pytest.mark.parametrize("name", GOLDEN["train_batches"])
def test_golden_batches(tokenizer: Tokenizer, name: str) -> None:
    from safetensors import safe_open

    members = [lay(SEGMENTS[member], tokenizer, SIZES) for member in GOLDEN["train_batches"][name]]
    batch = collate(members, tokenizer.pad_id)
    with safe_open(FIXTURE / "golden.safetensors", "pt") as golden:
        assert batch.ids.equal(golden.get_tensor(f"train.batch_{name}.input_ids"))
        assert batch.labels.equal(golden.get_tensor(f"train.batch_{name}.labels"))
        assert batch.attention_mask.equal(golden.get_tensor(f"train.batch_{name}.attention_mask"))


def test_positions_and_pictures_of_a_batch() -> None:
    first = Layout((1, 5, 6), (1, 5, 6), (2, 0), (0,))
    second = Layout((1,), (IGNORED,), (3,), ())
    batch = collate([first, second], pad_id=9)
    assert batch.ids.tolist() == [[1, 5, 6], [1, 9, 9]]
    assert batch.labels.tolist() == [[1, 5, 6], [IGNORED] * 3]
    assert batch.position_ids.tolist() == [[0, 1, 2], [0, 0, 0]]
    assert batch.image_order == ((0, 2), (0, 0), (1, 3))
    assert batch.dream_order == ((0, 0),)
