"""The plan: the most exact way that fits, and a plain sentence where none does."""

from __future__ import annotations

import pytest
import torch

from engine.errors import OutOfMemory
from engine.memory.plan import GIGABYTE, PLANS, ModelSize, Plan, bytes_needed, choose_plan, machine_memory

DREAMLLM = ModelSize(7_900_000_000, 6_476_000_000, 0, 2 * 32 * 4096 * 2048, 650_000_000)
"""About as the released 7B."""


@pytest.mark.parametrize(("gigabytes", "plan"), [(64, PLANS[0]), (24, PLANS[1]), (16, PLANS[2])])
def test_the_most_exact_way_that_fits_is_taken(gigabytes: int, plan: Plan) -> None:
    assert choose_plan(DREAMLLM, gigabytes * GIGABYTE) == plan
    assert bytes_needed(DREAMLLM, plan) <= gigabytes * GIGABYTE


def test_each_way_takes_less_than_the_one_before() -> None:
    needed = [bytes_needed(DREAMLLM, plan) for plan in PLANS]
    assert needed == sorted(needed, reverse=True)
    assert PLANS[0] == Plan(torch.float32)


def test_what_does_not_fit_is_refused_with_both_numbers() -> None:
    with pytest.raises(OutOfMemory) as caught:
        choose_plan(DREAMLLM, 8 * GIGABYTE)
    assert caught.value.sentence == "This model needs at least 12.2 GB of memory, but it may use only 8 GB."
    assert "settings" in caught.value.advice
    with pytest.raises(OutOfMemory, match=r"only 0\.02 GB"):
        choose_plan(DREAMLLM, GIGABYTE // 50)


def test_without_a_limit_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.memory.plan.machine_memory", lambda: 4 * GIGABYTE)
    assert choose_plan(DREAMLLM) == PLANS[-1]
    monkeypatch.setattr("engine.memory.plan.machine_memory", lambda: 0)
    assert choose_plan(DREAMLLM) == PLANS[0]
    monkeypatch.undo()
    assert machine_memory() > GIGABYTE
