"""The chat prompt against the golden strings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.sequence.chat import Turn, chat_segments, chat_text
from engine.sequence.layout import BlockSizes, Given, lay
from engine.sequence.tokenizer import Tokenizer

FIXTURE = Path(__file__).parents[2] / "data" / "fixture_a"
GOLDEN: dict[str, Any] = json.loads((FIXTURE / "golden.json").read_text("utf-8"))
OPEN = Turn("assistant", None)
TURNS = {
    "single": [Turn("user", ("Describe the image in one sentence.",)), OPEN],
    "single_image": [Turn("user", (Given(0), "\nWhat is in this picture?")), OPEN],
    "multi": [
        Turn("user", ("What is the color of the car?",)),
        Turn("assistant", ("It is blue.",)),
        Turn("user", ("And how old is it?",)),
        OPEN,
    ],
    "train": [
        Turn("user", ("How many apples are there?",)),
        Turn("assistant", ("There are 7 apples.",)),
    ],
}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.load(FIXTURE / "checkpoint")


@pytest.mark.parametrize("name", TURNS)
def test_golden_prompts(name: str) -> None:
    assert chat_text(TURNS[name]) == GOLDEN["chat_prompts"][name]


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("name", TURNS)
def test_segments_are_tokenised_as_one_string(tokenizer: Tokenizer, name: str, legacy: bool) -> None:
    chosen = Tokenizer((FIXTURE / "checkpoint" / "tokenizer.model").read_bytes(), tokenizer.added, legacy)
    layout = lay(chat_segments(TURNS[name]), chosen, BlockSizes(patches=4, queries=8))
    image = [chosen.token_id(part) for part in ("<im_start>", *["<im_patch>"] * 4, "<im_end>")]
    expected: list[int] = []
    for token in chosen.encode(chat_text(TURNS[name])):
        expected += image if token == chosen.token_id("<image>") else [token]
    assert list(layout.ids) == expected


def test_without_a_system_sentence_no_space_leads() -> None:
    assert chat_text([Turn("user", ("Hi",)), OPEN], system="") == "USER: Hi ASSISTANT:"


def test_only_the_last_turn_can_be_open() -> None:
    with pytest.raises(ValueError, match="open"):
        chat_segments([Turn("user", None)])
    with pytest.raises(ValueError, match="open"):
        chat_segments([Turn("assistant", None), Turn("user", ("Hi",))])
