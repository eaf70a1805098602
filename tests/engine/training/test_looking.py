"""Learning to look: what is asked at the end of each picture."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from engine.config import BOS, IM_END, IM_PATCH, IM_START
from engine.training.looking import LookingStage, half
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from tests.engine.training.silence import say_nothing


@pytest.fixture
def stage(complete_run: Path) -> LookingStage:
    stage = Pieces(TINY, complete_run, say_nothing).stage("looking")
    assert isinstance(stage, LookingStage)
    return stage


def test_the_first_half_learns_and_nothing_else(stage: LookingStage) -> None:
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    loss.backward()  # type: ignore[no-untyped-call]
    assert 0 < metrics["loss"] < 10
    assert 0 <= metrics["known"] <= 1
    learning = {id(parameter) for parameter in stage.parameters()}
    layers = stage.model.language_model.model.layers
    first = layers[: half(len(layers))]
    expected = [*stage.model.vision_projector.parameters(), *first.parameters(), *stage.looker.parameters()]
    assert learning == {id(parameter) for parameter in expected}
    assert any(parameter.grad is not None for parameter in stage.looker.heads.parameters())  # not all are asked
    for parameter in stage.model.parameters():
        assert (parameter.grad is not None) == (id(parameter) in learning)


def test_what_is_known_is_read_behind_each_picture(stage: LookingStage) -> None:
    """What comes after a picture's end cannot change what was known there, what comes before can."""
    model, token = stage.model, stage.model.config.token
    block = [token(IM_START), *[token(IM_PATCH)] * model.patches, token(IM_END)]
    pictures = torch.rand(2, 3, TINY.sizes.vision_picture, TINY.sizes.vision_picture)
    scenes = stage.bank.scenes[:2]

    def losses(after: str, order: list[int]) -> float:
        ids = torch.tensor([[token(BOS), *block, *block, token(after)]])
        with torch.no_grad():
            model.hidden(model.splice(ids, model.encode_pictures(pictures[order])))
            return stage.looker.loss(model, ids, scenes)[0].item()

    assert losses(IM_END, [0, 1]) == losses(BOS, [0, 1])
    assert losses(IM_END, [0, 1]) != losses(IM_END, [1, 0])


def test_a_state_is_read_once(stage: LookingStage) -> None:
    stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    with pytest.raises(AssertionError):
        stage.looker.loss(stage.model, torch.zeros(1, 1, dtype=torch.long), [])


@pytest.mark.parametrize(("layers", "first"), [(1, 1), (2, 1), (6, 3), (7, 3)])
def test_half_of_the_layers(layers: int, first: int) -> None:
    assert half(layers) == first
