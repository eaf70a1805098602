"""Every stage keeps all that it computes with on its parameters' device.

There may be no second device here, so the meta device stands in for it: its tensors have no numbers, but an
operation between them and one that was forgotten on the CPU is refused as between a GPU and the CPU.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from engine.config import DREAM_START, IM_START
from engine.model.dreamllm import DreamLLM
from engine.sequence.layout import Batch, Layout
from engine.training import dream_stages
from engine.training.dream_stages import DreamStage
from engine.training.language_stage import LanguageStage
from engine.training.looking import LookingStage
from engine.training.loop import Stage
from engine.training.pieces import NEEDS, Pieces
from engine.training.presets import TINY
from tests.engine.training.silence import say_nothing


def moved(stage: Stage) -> None:
    """Move all that a stage holds to the meta device."""
    for name, value in vars(stage).items():
        if isinstance(value, nn.Module):
            value.to("meta")
        elif isinstance(value, Tensor):
            setattr(stage, name, value.to("meta"))
    if isinstance(stage, DreamStage):  # moved parameters are other ones
        assert stage.teacher is not None
        stage.teacher.text.to("meta")
        stage.trained = [parameter for parameter in stage.model.parameters() if parameter.requires_grad]


class Counted:
    """Stands in for what only numbers tell: how many blocks the rows of the last batch hold."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.batch: Batch | None = None
        collate = dream_stages.collate

        def known_collate(layouts: Sequence[Layout], pad_id: int) -> Batch:
            self.batch = collate(layouts, pad_id)
            return self.batch

        def places(model: DreamLLM, ids: Tensor, start: str, length: int) -> tuple[Tensor, Tensor]:
            empty_prompt = ids.shape == (1, model.queries + 3)
            if empty_prompt:
                count = int(start == DREAM_START)
            elif self.batch is None:  # the looking stage: a picture a row, and nothing else
                count = len(ids) if start == IM_START else 0
            else:
                count = len({IM_START: self.batch.image_order, DREAM_START: self.batch.dream_order}[start])
            rows = torch.zeros(count, 1, dtype=torch.long, device=ids.device)
            return rows, rows + torch.arange(length, device=ids.device)

        monkeypatch.setattr(dream_stages, "collate", known_collate)
        monkeypatch.setattr(DreamLLM, "_places", places)


class Trunk(nn.Module):
    """Stands in for the inside of a language model, which reads numbers on its way."""

    def __init__(self, embed_tokens: nn.Module) -> None:
        super().__init__()
        self.embed_tokens = embed_tokens
        self.layer = nn.Identity()

    def forward(self, input_ids: Tensor | None = None, **given: Any) -> SimpleNamespace:
        embeddings = given["inputs_embeds"] if input_ids is None else self.embed_tokens(input_ids)
        for value in given.values():
            assert not isinstance(value, Tensor) or value.device == embeddings.device
        return SimpleNamespace(
            last_hidden_state=self.layer(embeddings * 1), past_key_values=None, hidden_states=None, attentions=None
        )


def test_the_stand_in_refuses_what_was_forgotten() -> None:
    with pytest.raises(RuntimeError):
        nn.Linear(2, 2, device="meta")(torch.zeros(1, 2))
    with pytest.raises(RuntimeError):
        torch.zeros(3, 2, device="meta") + torch.zeros(3, 2)


@pytest.mark.parametrize("name", list(NEEDS))
def test_nothing_stays_behind(name: str, complete_run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "autocast", lambda *_: nullcontext())  # there is none for meta
    stage = Pieces(TINY, complete_run, say_nothing).stage(name)
    if isinstance(stage, DreamStage | LanguageStage | LookingStage):
        language = stage.model if isinstance(stage, LanguageStage) else stage.model.language_model
        trunk = Trunk(language.model.embed_tokens)
        language.model = trunk  # type: ignore[assignment]
        if not isinstance(stage, LanguageStage) and stage.looker is not None:
            stage.looker.watch(trunk.layer)
        Counted(monkeypatch)
    moved(stage)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator())
    assert loss.device.type == "meta"
    assert {value.device.type for value in metrics.values()} == {"meta"}
    loss.backward()  # type: ignore[no-untyped-call]
    assert all(p.grad is None or p.grad.device.type == "meta" for p in stage.parameters())
