"""The CLIP pair."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from engine.config import BOS, EOS, PAD
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.scene import Scene, Subject
from engine.training.bank import Bank
from engine.training.clip_stage import ClipPair, ClipStage, TextTokens, build_text, build_vision, vision_pixels
from engine.training.presets import TINY

SIZES = TINY.sizes


@pytest.fixture(scope="module")
def tokens(tokenizer: Tokenizer) -> TextTokens:
    bos, eos, pad = (tokenizer.token_id(name) for name in (BOS, EOS, PAD))
    return TextTokens(lambda text: tokenizer.encode(text, bos=False), bos, eos, pad, 12)


@pytest.fixture
def pair(tokenizer: Tokenizer) -> ClipPair:
    ids = [tokenizer.token_id(name) for name in (BOS, EOS, PAD)]
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return ClipPair(build_vision(SIZES), build_text(SIZES, len(tokenizer), *ids), SIZES)


def test_captions_as_padded_ids(tokens: TextTokens) -> None:
    ids, ends = tokens(["", "a fox", "a red fox and a blue owl in the snow at night"])
    assert ids.shape == (3, 12)
    assert ids[:, 0].tolist() == [tokens.bos] * 3
    assert [int(ids[row, end]) for row, end in enumerate(ends.tolist())] == [tokens.eos] * 3
    assert ends[0] == 1
    assert ends[2] == 11
    assert all((ids[row, end + 1 :] == tokens.pad).all() for row, end in enumerate(ends.tolist()))


def test_unit_vectors(pair: ClipPair, tokens: TextTokens, bank: Bank) -> None:
    seen = pair.vision_vectors(vision_pixels(bank.batch([0, 1]), SIZES.vision_picture))
    said = pair.text_vectors(*tokens(["a fox", "an owl"]))
    for vectors in (seen, said):
        assert vectors.shape == (2, 128)
        assert torch.allclose(vectors.norm(dim=-1), torch.ones(2), atol=1e-5)


def test_pixels_for_the_vision_encoder() -> None:
    pixels = vision_pixels(torch.randn(2, 3, 40, 40, generator=torch.Generator().manual_seed(0)) * 2, 32)
    assert pixels.shape == (2, 3, 32, 32)
    assert pixels.abs().max() <= 1


def test_both_sides_learn(pair: ClipPair, tokens: TextTokens, bank: Bank) -> None:
    stage = ClipStage(pair, tokens, bank, SIZES.vision_picture, TINY.clip)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator())
    loss.backward()  # type: ignore[no-untyped-call]
    assert 0.5 < metrics["loss"] < 4
    assert 0 <= metrics["accuracy"] <= 1
    for module in (pair.vision_projection, pair.text_projection, pair.text.get_input_embeddings()):
        assert module.weight.grad is not None
    assert pair.scale.grad is not None


def test_pictures_of_the_same_scene_are_no_negatives(pair: ClipPair, tokens: TextTokens, tmp_path: Path) -> None:
    twins = [Scene((Subject("fox", "red"),), "snow", "night", look=look) for look in range(4)]
    stage = ClipStage(pair, tokens, Bank(twins, scene_pixels(twins, 32)), SIZES.vision_picture, TINY.clip)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator())
    assert loss.item() == pytest.approx(0.0, abs=1e-6)
    assert metrics["accuracy"] == 1.0
    stage.sheet(tmp_path / "sheet.png")
    assert (tmp_path / "sheet.txt").read_text().strip().endswith("1.000")
