"""The latent diffusion model."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from engine.storybook.chance import is_held_out
from engine.training.latent_stage import LatentStage, RefineStage, sheet_scenes
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from tests.engine.training.silence import say_nothing


@pytest.fixture(scope="module")
def stage(complete_run: Path) -> LatentStage:
    stage = Pieces(TINY, complete_run, say_nothing).stage("latent")
    assert isinstance(stage, LatentStage)
    return stage


def test_the_painter_and_the_text_encoder_learn(stage: LatentStage) -> None:
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    loss.backward()  # type: ignore[no-untyped-call]
    assert 0 < metrics["loss"] < 10
    for module in stage.modules().values():
        assert any(parameter.grad is not None and parameter.grad.any() for parameter in module.parameters())
    assert not any(parameter.requires_grad for parameter in stage.vae.parameters())
    assert 0 < metrics["alignment"] < 2
    assert stage.parameters() == [parameter for module in stage.modules().values() for parameter in module.parameters()]


def test_refining_leaves_what_captions_say(complete_run: Path) -> None:
    pieces = Pieces(TINY, complete_run, say_nothing)
    stage = pieces.stage("refine")
    assert isinstance(stage, RefineStage)
    before = pieces.finals("latent")
    assert stage.modules().keys() == {"unet", "aligner"}
    for name, module in {**stage.modules(), "text": stage.text}.items():  # it goes on where the stage before stopped
        for key, value in module.state_dict().items():
            assert torch.equal(value, before[f"{name}.{key}"]), (name, key)
    loss, _ = stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    loss.backward()  # type: ignore[no-untyped-call]
    assert all(parameter.grad is not None for parameter in stage.unet.parameters())
    assert all(parameter.grad is None for parameter in stage.text.parameters())


def test_a_step_is_a_matter_of_its_sources_of_chance(stage: LatentStage) -> None:
    losses = [stage.loss(0, random.Random(5), torch.Generator().manual_seed(5))[1]["loss"] for _ in range(2)]
    assert losses[0] == losses[1]


def test_conditions(stage: LatentStage) -> None:
    condition = stage.encode(["", "A red fox in the snow."])
    assert condition.shape == (2, TINY.sizes.queries, TINY.sizes.condition)
    assert not torch.equal(condition[0], condition[1])


def test_painting(stage: LatentStage) -> None:
    first = stage.paint(["A red fox."], seed=1, steps=2)
    assert first.shape == (1, 3, TINY.sizes.picture, TINY.sizes.picture)
    assert torch.equal(first, stage.paint(["A red fox."], seed=1, steps=2))
    assert not torch.equal(first, stage.paint(["A red fox."], seed=2, steps=2))


def test_sheets_show_what_was_held_out() -> None:
    assert len(sheet_scenes()) == 16
    assert sheet_scenes() == sheet_scenes()
    assert all(is_held_out(scene) for scene in sheet_scenes())
