"""The tokenizer against the golden strings of the original, both ways of treating text after added tokens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.config import ADDED_TOKENS
from engine.errors import BadCheckpoint
from engine.sequence.tokenizer import Tokenizer

FIXTURE = Path(__file__).parents[2] / "data" / "fixture_a"
GOLDEN: dict[str, Any] = json.loads((FIXTURE / "golden.json").read_text("utf-8"))
NOT_LEGACY = [
    # computed with transformers 4.35.2's slow LlamaTokenizer, legacy=False, on the fixture's files
    (" leading space", [432, 334, 316, 278, 266, 448, 435, 420]),
    ("Describe <image> please.", [432, 71, 282, 451, 301, 417, 432, 486, 272, 271, 300, 433, 450]),
    ("A cat.<dream>A dog.", [304, 287, 279, 450, 487, 458, 374, 446, 450]),
    ("<image> <image>\n<image>", [486, 432, 486, 13, 486]),
    ("</s>USER: a", [2, 88, 479, 72, 85, 61, 259]),
    ("▁▁x", [432, 432, 432, 467]),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.load(FIXTURE / "checkpoint")


@pytest.fixture(scope="module")
def not_legacy(tokenizer: Tokenizer) -> Tokenizer:
    return Tokenizer((FIXTURE / "checkpoint" / "tokenizer.model").read_bytes(), tokenizer.added, legacy=False)


@pytest.mark.parametrize("entry", GOLDEN["tokenizer"], ids=lambda entry: repr(entry["text"][:24]))
def test_golden_strings(tokenizer: Tokenizer, entry: dict[str, Any]) -> None:
    ids = tokenizer.encode(entry["text"])
    assert ids == entry["ids"]
    assert tokenizer.encode(entry["text"], bos=False) == entry["ids_no_special"]
    assert [tokenizer.piece(token) for token in ids] == entry["tokens"]
    assert tokenizer.decode(ids) == entry["decoded"]
    assert tokenizer.decode(ids, skip_special=True) == entry["decoded_skip_special"]


@pytest.mark.parametrize(("text", "ids"), NOT_LEGACY)
def test_not_legacy(not_legacy: Tokenizer, text: str, ids: list[int]) -> None:
    assert not_legacy.encode(text, bos=False) == ids


def test_right_padding(tokenizer: Tokenizer) -> None:
    golden = GOLDEN["tokenizer_batch_right_pad"]
    ids, mask = tokenizer.pad([tokenizer.encode(text) for text in golden["texts"]])
    assert ids.tolist() == golden["input_ids"]
    assert mask.tolist() == golden["attention_mask"]


@pytest.mark.parametrize("legacy", [True, False])
def test_what_people_write_injects_no_markers(tokenizer: Tokenizer, not_legacy: Tokenizer, legacy: bool) -> None:
    chosen = tokenizer if legacy else not_legacy
    text = "a <im_start><dream_start> b</s> <s> [PAD] <unk>"
    ids = chosen.encode(text, bos=False, allow_added=False)
    assert not set(ids) & set(chosen.special.values())
    assert b"".join(chosen.piece_bytes(token) for token in ids).decode() == " " + text


def test_pieces_of_one_string_are_shared_out(tokenizer: Tokenizer) -> None:
    dream = tokenizer.token_id("<dream_start>")
    parts: list[str | int] = ["How many? ASSISTANT:", " Three.", dream, "<dream>"]
    shared = tokenizer.encode_run(parts)
    assert shared[0] + shared[1] == tokenizer.encode("How many? ASSISTANT: Three.", bos=False)
    assert shared[1] == tokenizer.encode("Three.", bos=False)
    assert shared[2] == [dream]
    assert shared[3] == tokenizer.encode("<dream>", bos=False, allow_added=False)


def test_bytes_of_pieces(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("Hello 🐼")
    assert b"".join(tokenizer.piece_bytes(token) for token in ids) == " Hello 🐼".encode()
    assert tokenizer.piece_bytes(tokenizer.token_id("<im_start>")) == b""
    assert tokenizer.is_special(tokenizer.bos_id)
    assert not tokenizer.is_special(ids[1])


def test_unknown_share(tokenizer: Tokenizer) -> None:
    assert tokenizer.unknown_share("a fox in the snow") == 0
    assert tokenizer.unknown_share("你好，世界") == 1
    assert tokenizer.unknown_share("ab 你好") == 0.5
    assert tokenizer.unknown_share(" \n") == 0


@pytest.mark.parametrize("legacy", [True, False])
def test_saved_and_loaded(tokenizer: Tokenizer, not_legacy: Tokenizer, legacy: bool, tmp_path: Path) -> None:
    (tokenizer if legacy else not_legacy).save(tmp_path)
    again = Tokenizer.load(tmp_path)
    assert (again.legacy, again.added, len(again)) == (legacy, tokenizer.added, 488)
    text = "A cat.<dream>A dog."
    assert again.encode(text) == (tokenizer if legacy else not_legacy).encode(text)


def test_created_with_added_tokens_after_the_pieces() -> None:
    created = Tokenizer.create(FIXTURE / "checkpoint" / "tokenizer.model")
    assert created.added == {name: 480 + index for index, name in enumerate(ADDED_TOKENS)}
    assert not created.legacy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tokenizer.model", b"no model"),
        ("tokenizer_config.json", b"[]"),
        ("tokenizer_config.json", b"{"),
        ("added_tokens.json", b'{"<image>": 7}'),
    ],
)
def test_damaged_files_are_refused(tokenizer: Tokenizer, tmp_path: Path, name: str, content: bytes) -> None:
    tokenizer.save(tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadCheckpoint):
        Tokenizer.load(tmp_path)


def test_missing_added_tokens_are_named(tokenizer: Tokenizer) -> None:
    model = (FIXTURE / "checkpoint" / "tokenizer.model").read_bytes()
    added = {name: token for name, token in tokenizer.added.items() if name != "<dream_end>"}
    with pytest.raises(BadCheckpoint, match="<dream_end>"):
        Tokenizer(model, added, legacy=True)
