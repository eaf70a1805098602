"""The CLIP pair."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from engine.sequence.tokenizer import Tokenizer
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.scene import Scene, Subject
from engine.training.ahead import Ahead
from engine.training.bank import Bank
from engine.training.captioned import DrawAlike, TextTokens, alike
from engine.training.clip_stage import ClipPair, ClipStage, build_text, build_vision, meanings, vision_pixels
from engine.training.presets import TINY

SIZES = TINY.sizes


@pytest.fixture(scope="module")
def tokens(tokenizer: Tokenizer) -> TextTokens:
    return TextTokens(tokenizer, 12)


@pytest.fixture
def pair(tokenizer: Tokenizer) -> ClipPair:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        text = build_text(SIZES, len(tokenizer), tokenizer.bos_id, tokenizer.eos_id, tokenizer.pad_id)
        return ClipPair(build_vision(SIZES), text, SIZES)


def stage_on(bank: Bank, pair: ClipPair, tokens: TextTokens) -> ClipStage:
    draw = DrawAlike(bank.scenes, alike(bank.scenes), tokens, TINY.clip.batch)
    return ClipStage(pair, bank, SIZES.vision_picture, Ahead(draw, "clip"), TINY.clip)


def test_unit_vectors(pair: ClipPair, tokens: TextTokens, bank: Bank) -> None:
    seen = pair.vision_vectors(vision_pixels(bank.batch([0, 1]), SIZES.vision_picture))
    ids, ends = tokens(["a fox", "an owl"])
    said = pair.text_vectors(torch.from_numpy(ids), torch.from_numpy(ends))
    for vectors in (seen, said):
        assert vectors.shape == (2, 128)
        assert torch.allclose(vectors.norm(dim=-1), torch.ones(2), atol=1e-5)


def test_pixels_for_the_vision_encoder() -> None:
    pixels = vision_pixels(torch.randn(2, 3, 40, 40, generator=torch.Generator().manual_seed(0)) * 2, 32)
    assert pixels.shape == (2, 3, 32, 32)
    assert pixels.abs().max() <= 1


def test_both_sides_learn(pair: ClipPair, tokens: TextTokens, bank: Bank) -> None:
    loss, metrics = stage_on(bank, pair, tokens).loss(0, random.Random(0), torch.Generator())
    loss.backward()  # type: ignore[no-untyped-call]
    assert 0.5 < metrics["loss"] < 4
    assert 0 <= metrics["accuracy"] <= 1
    for module in (pair.vision_projection, pair.text_projection, pair.text.get_input_embeddings()):
        assert module.weight.grad is not None
    assert pair.scale.grad is not None


def test_pictures_of_the_same_scene_are_no_negatives(pair: ClipPair, tokens: TextTokens, tmp_path: Path) -> None:
    twins = [Scene((Subject("fox", "red"),), "snow", "night", look=look) for look in range(4)]
    stage = stage_on(Bank(twins, scene_pixels(twins, 32)), pair, tokens)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator())
    assert loss.item() == pytest.approx(0.0, abs=1e-6)
    assert metrics["accuracy"] == 1.0
    stage.sheet(tmp_path / "sheet.png")
    assert (tmp_path / "sheet.txt").read_text().strip().endswith("1.000")


def test_scenes_that_captions_cannot_tell_apart_mean_the_same() -> None:
    fox = Subject("fox", "red")
    scenes = [
        Scene((fox,), "snow", "night", look=1),
        Scene((fox,), "snow", "night", look=2),
        Scene((fox,), "snow", "day"),
        Scene((fox,), "snow", "day", style="charcoal"),
        Scene((Subject("fox", "blue"),), "snow", "day", style="charcoal"),
        Scene((Subject("fox", "blue"),), "snow", "day"),
    ]
    assert meanings(scenes).tolist() == [0, 0, 1, 2, 2, 3]
