"""The tokeniser's pieces and the language model's first lessons."""

from __future__ import annotations

import random

import pytest
import torch

from engine.sequence.tokenizer import Tokenizer
from engine.training.language_stage import ROW, DrawPacked, LanguageStage, build_language
from engine.training.loop import Schedule
from engine.training.presets import TINY


def test_the_tokenizer_gives_every_text_back(tokenizer: Tokenizer) -> None:
    for text in ("A red fox in the snow at night.", "# Title\n\n*two  spaces*\n", "1234", "déjà vu ☂"):
        assert tokenizer.decode(tokenizer.encode(text, bos=False, allow_added=False)) == text
    assert tokenizer.bos_id == 1
    assert tokenizer.eos_id == 2
    assert len(tokenizer.encode("The red fox", bos=False)) <= 7


def test_rows_are_packed_and_learned(tokenizer: Tokenizer) -> None:
    drawn: list[int] = []

    def document(rng: random.Random) -> list[int]:
        drawn.append(1)
        return [1, *([7] * 200), 2]

    rows = DrawPacked(document, 2)(random.Random(0))
    assert rows.shape == (2, ROW + 1)
    assert len(drawn) == -(-2 * (ROW + 1) // 202)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = build_language(TINY.sizes, len(tokenizer), 0)
    stage = LanguageStage(model, tokenizer.decode, lambda step: rows, Schedule(steps=1, batch=2, learning_rate=1e-3))
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator())
    loss.backward()  # type: ignore[no-untyped-call]
    expected = torch.log(torch.tensor(float(len(tokenizer)))).item()
    assert metrics["loss"].item() == pytest.approx(expected, rel=0.1)
    assert all(parameter.grad is not None for parameter in stage.parameters())
