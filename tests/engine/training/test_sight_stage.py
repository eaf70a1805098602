"""The vision encoder learns attributes."""

from __future__ import annotations

import random
from pathlib import Path

import torch

from engine.config import DreamConfig
from engine.storybook.chance import random_scene
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.judge import HEADS, labels
from engine.training.attributes import attribute_loss
from engine.training.bank import Bank
from engine.training.clip_stage import build_vision
from engine.training.loop import Schedule
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from engine.training.sight_stage import AttributeReader, SightStage, nudged, shares_right
from tests.engine.training.silence import say_nothing

SCENES = [random_scene(random.Random(i)) for i in range(6)]
SIZES = TINY.sizes


def make_stage() -> SightStage:
    torch.manual_seed(0)
    bank = Bank(SCENES, scene_pixels(SCENES, SIZES.picture))
    schedule = Schedule(steps=1, batch=6, learning_rate=1e-3)
    return SightStage(build_vision(SIZES), DreamConfig.select_layer, bank, SIZES.vision_picture, schedule)


def test_what_lies_below_the_layer_that_is_read_learns() -> None:
    stage = make_stage()
    loss, _ = stage.loss(0, random.Random(1), torch.Generator().manual_seed(1))
    loss.backward()  # type: ignore[no-untyped-call]
    learned = {name for name, p in stage.vision.named_parameters() if p.grad is not None and p.grad.abs().sum() > 0}
    assert any("layers.0." in name for name in learned)
    assert any("patch_embedding" in name for name in learned)
    last = f"layers.{SIZES.vision_layers - 1}."
    assert not any(last in name for name in learned)
    assert stage.reader.queries.grad is not None


def test_a_few_scenes_are_soon_known() -> None:
    stage = make_stage()
    optimiser = torch.optim.AdamW(stage.parameters(), lr=3e-3)
    losses = []
    for step in range(120):
        loss, _ = stage.loss(step, random.Random(step), torch.Generator().manual_seed(step))
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 3
    assert stage.last is not None
    assert shares_right(*stage.last)["kind"] > 0.6


def test_pictures_move_a_little() -> None:
    pictures = torch.rand(5, 3, 32, 32) * 2 - 1
    moved = nudged(pictures, torch.Generator().manual_seed(0))
    assert moved.shape == pictures.shape
    assert moved.abs().max() <= 1
    assert (moved != pictures).flatten(1).any(1).all()
    plain = torch.full((2, 3, 16, 16), 0.25)
    torch.testing.assert_close(nudged(plain, torch.Generator().manual_seed(0)), plain)
    assert torch.equal(moved, nudged(pictures, torch.Generator().manual_seed(0)))


def test_shares_count_what_is_asked() -> None:
    logits = {name: torch.zeros(len(SCENES), len(values)) for name, values in HEADS.items()}
    for row, scene in enumerate(SCENES):
        for name, place in labels(scene).items():
            if place >= 0:
                logits[name][row, place] = 9.0
    assert set(shares_right(logits, SCENES).values()) == {1.0}
    assert attribute_loss(logits, SCENES) < 0.01
    logits["place"][0] = -logits["place"][0]
    assert shares_right(logits, SCENES)["place"] == 5 / 6


def test_a_reader_says_something_of_every_attribute() -> None:
    found = AttributeReader(width=32, heads=4)(torch.randn(2, 9, 32))
    assert {name: tuple(values.shape) for name, values in found.items()} == {
        name: (2, len(values)) for name, values in HEADS.items()
    }


def test_the_model_looks_with_what_it_learned(complete_run: Path) -> None:
    pieces = Pieces(TINY, complete_run, say_nothing)
    looking = pieces.model("instruct").vision_encoder.state_dict()
    left = pieces.finals("sight")
    assert all(torch.equal(tensor, left[f"vision.{name}"]) for name, tensor in looking.items())
