"""Stages I, II and III: which parameters each one changes, and its two losses."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
import torch
from torch import Tensor

from engine.model.dreamllm import DreamLLM
from engine.training.captioned import TextTokens
from engine.training.dream_stages import DreamStage, make_stage, token_weights
from engine.training.loop import Schedule
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from engine.training.teacher import WEIGHT, Teacher
from tests.engine.training.silence import say_nothing

DREAMING = ("dream_queries", "condition_projector.")
SEEING = ("vision_projector.",)
WRITING = ("language_model.",)
TRAINED = {
    "comprehension": SEEING,
    "reading": SEEING + WRITING,
    "creation": DREAMING,
    "interleaved": DREAMING + SEEING + WRITING,
    "instruct": DREAMING + SEEING + WRITING,
}
BATCH = Schedule(steps=1, batch=6, learning_rate=1e-3)


@pytest.fixture(scope="module")
def pieces(complete_run: Path) -> Pieces:
    return Pieces(TINY, complete_run, say_nothing)


def fresh_stage(pieces: Pieces, name: str, taught: bool = True) -> DreamStage:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        tokens = TextTokens(pieces.tokenizer, TINY.sizes.text_context)
        teacher = Teacher(pieces.text(), tokens, TINY.sizes.queries) if taught else None
        model = pieces.model("interleaved")
        return make_stage(name, model, pieces.tokenizer, TINY.sizes, BATCH, dreams=4, teacher=teacher)


def values(model: DreamLLM) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


@pytest.mark.parametrize("name", list(TRAINED))
def test_only_its_own_parameters_change(name: str, pieces: Pieces) -> None:
    stage = fresh_stage(pieces, name)
    before = values(stage.model)
    optimiser = torch.optim.AdamW(stage.parameters(), lr=1e-2)
    loss, metrics = stage.loss(0, random.Random(3), torch.Generator().manual_seed(3))
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
    after = values(stage.model)
    changed = {key for key, value in after.items() if not torch.equal(value, before[key])}
    assert all(key.startswith(TRAINED[name]) for key in changed)
    for prefix in TRAINED[name]:
        assert any(key.startswith(prefix) for key in changed), prefix
    assert all(math.isfinite(value) for value in metrics.values())
    assert (metrics["language"] > 0) == (name != "creation")
    assert (metrics["vision"] > 0) == (name not in ("comprehension", "reading"))
    assert (metrics["taught"] > 0) == (metrics["vision"] > 0)
    weights = {"comprehension": (1, 0), "reading": (1, 0), "creation": (0, 1)}.get(name, (1, 10))
    total = weights[0] * metrics["language"] + weights[1] * (metrics["vision"] + WEIGHT * metrics["taught"])
    assert metrics["loss"].item() == pytest.approx(total.item(), rel=1e-5)


def test_a_step_is_a_matter_of_its_sources_of_chance(pieces: Pieces) -> None:
    stage = fresh_stage(pieces, "instruct")
    first, second = (stage.loss(0, random.Random(1), torch.Generator().manual_seed(1))[1] for _ in range(2))
    assert first == second


def test_without_a_teacher_noise_alone_teaches(pieces: Pieces) -> None:
    alone, helped = (
        fresh_stage(pieces, "creation", taught).loss(0, random.Random(1), torch.Generator().manual_seed(1))[1]
        for taught in (False, True)
    )
    assert alone["taught"] == 0
    assert alone["vision"] == helped["vision"]


def test_a_checkpoint_holds_nothing_frozen(pieces: Pieces) -> None:
    stage = fresh_stage(pieces, "instruct")
    saved = {f"{name}.{key}" for name, module in stage.modules().items() for key in module.state_dict()}
    assert not any("unet" in key or "vae" in key or "vision_encoder" in key or "text" in key for key in saved)
    assert {"own.dream_queries"} < saved


def test_there_is_no_other_stage(pieces: Pieces) -> None:
    with pytest.raises(ValueError, match="no dream stage"):
        fresh_stage(pieces, "stage IV")


def test_words_of_long_rows_weigh_less() -> None:
    learned = torch.tensor([[True, False, False, False, False], [True] * 4 + [False], [False] * 5])
    assert token_weights(learned).tolist() == [1.0, 0.5, 0.5, 0.5, 0.5]
