"""The flat loop beside the stock modules."""

from __future__ import annotations

import pytest
import torch
from transformers.cache_utils import DynamicCache
from transformers.models.llama.configuration_llama import LlamaConfig

from engine.generate import stepper
from engine.generate.blocks import Words
from engine.generate.reader import Reader
from engine.generate.stepper import can_step
from tests.engine.tiny import tiny_model


@pytest.mark.parametrize(("kv_heads", "joined"), [(4, True), (2, True), (1, False)])
def test_steps_agree_with_the_stock_modules(kv_heads: int, joined: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stepper, "JOINED_PARAMETERS", 10**9 if joined else 0)
    model = tiny_model(kv_heads=kv_heads).model
    reader = Reader(model)
    ids = torch.randint(3, 480, (1, 30), generator=torch.Generator().manual_seed(0))
    reader.read(Words(tuple(ids[0, :10].tolist())))
    states = []
    for token in ids[0, 10:].tolist():
        reader.step(token)
        states.append(reader.cache.held[-1].last)
    with torch.inference_mode():
        expected = model.hidden(model.embed(ids), cache=DynamicCache())[0, 10:]
    assert torch.allclose(torch.stack(states), expected, atol=1e-4)


def test_a_rope_that_depends_on_the_length_is_left_to_the_stock_modules() -> None:
    assert can_step(LlamaConfig())
    assert not can_step(LlamaConfig(rope_parameters={"rope_type": "dynamic", "factor": 2.0, "rope_theta": 1e4}))


def test_the_thread_count_does_not_change_a_bit_of_a_step() -> None:
    before = torch.get_num_threads()
    results = []
    try:
        for count in (1, 2):
            torch.set_num_threads(count)
            reader = Reader(tiny_model(width=128, layers=1).model)
            for token in (1, 30, 40):
                reader.step(token)
            results.append(reader.cache.held[-1].last)
    finally:
        torch.set_num_threads(before)
    assert torch.equal(results[0], results[1])
