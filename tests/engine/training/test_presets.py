"""The presets: sizes that fit, and longer or shorter recipes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from engine.config import ADDED_TOKENS
from engine.storybook.judge import Judge
from engine.training.clip_stage import build_text, build_vision
from engine.training.language_stage import build_language
from engine.training.latent_stage import build_unet
from engine.training.loop import Schedule
from engine.training.pieces import NEEDS, Pieces
from engine.training.presets import CPU, GPU, TINY, Preset
from engine.training.vae_stage import build_vae
from tests.engine.training.silence import say_nothing

LARGEST_MODEL = 96_000_000
OTHER_FILES = 250_000
"""Bytes of the tokeniser and the configs."""


@pytest.mark.parametrize("preset", [CPU, GPU], ids=["cpu", "gpu"])
def test_a_model_fits_into_the_repository(preset: Preset) -> None:
    sizes, tokens = preset.sizes, preset.sizes.vocabulary + len(ADDED_TOKENS)
    with torch.device("meta"):
        text = build_text(sizes, tokens, 1, 2, 3)
        parts: list[nn.Module] = [
            build_vae(sizes), build_unet(sizes), build_language(sizes, tokens, 3), build_vision(sizes), text, Judge(),
        ]  # fmt: skip
    own = sizes.queries * sizes.hidden + (sizes.vision_width + 1 + sizes.condition) * sizes.hidden
    numbers = own + sum(tensor.numel() for part in parts for tensor in part.state_dict().values())
    assert 2 * numbers + OTHER_FILES < LARGEST_MODEL


@pytest.mark.parametrize("preset", [CPU, GPU, TINY], ids=["cpu", "gpu", "tiny"])
def test_sizes_go_together(preset: Preset) -> None:
    sizes = preset.sizes
    assert sizes.picture % 32 == 0  # three halvings in the autoencoder, two in the UNet
    assert sizes.vision_picture % sizes.vision_patch == 0
    assert sizes.hidden % sizes.heads == sizes.heads % sizes.kv_heads == 0
    assert all(width % 32 == 0 for width in sizes.unet)
    most = max(preset.clip.batch, preset.vae.batch, preset.judge.batch, preset.latent.batch, preset.decoder.batch)
    assert most <= preset.bank


def test_longer_and_shorter_recipes() -> None:
    longer, shorter, shortest = CPU.scaled(2), CPU.scaled(0.5), CPU.scaled(1e-6)
    for name, schedule in vars(CPU).items():
        if isinstance(schedule, Schedule):
            assert getattr(longer, name).steps == 2 * schedule.steps
            assert getattr(shorter, name).steps == round(schedule.steps / 2)
            assert getattr(shortest, name).steps == 1
            assert getattr(longer, name).batch == schedule.batch
    assert (longer.name, longer.sizes, longer.bank) == (CPU.name, CPU.sizes, CPU.bank)


def test_every_stage_of_the_large_preset_takes_a_step(complete_run: Path, tmp_path: Path) -> None:
    """On the CPU, with small batches; a GPU is not needed to know that the parts fit together."""
    schedules = {name: value for name, value in vars(GPU).items() if isinstance(value, Schedule)}
    short = {name: replace(schedule, steps=1, batch=3) for name, schedule in schedules.items()}
    preset = replace(GPU, bank=8, dreams=1, device="cpu", **short)  # type: ignore[arg-type]
    (tmp_path / "tokenizer").symlink_to(complete_run / "tokenizer")
    pieces = Pieces(preset, tmp_path, say_nothing)
    for name in NEEDS:
        stage = pieces.stage(name)
        loss, metrics = stage.loss(0, random.Random(name), torch.Generator().manual_seed(0))
        loss.backward()  # type: ignore[no-untyped-call]
        assert all(torch.isfinite(value) for value in metrics.values()), name
        assert any(parameter.grad is not None for parameter in stage.parameters()), name
        (tmp_path / name).mkdir()
        pieces.leave(stage)
    assert pieces.bank.pixels.shape == (8, 256, 256, 3)
    assert pieces.model("instruct").picture_size == (256, 256)
