"""Matrices in 8 bits: nearly the same numbers in a quarter of the memory, from the file on."""

from __future__ import annotations

from pathlib import Path

import torch

from engine.generate.reader import Reader
from engine.memory.eight_bits import EightBitLinear
from engine.model.loaded import load_checkpoint, save_checkpoint
from engine.protocol.events import Finished, PictureReady
from engine.protocol.requests import WriteArticle
from engine.protocol.values import TextSettings
from tests.engine.tasks.bench import Bench, of_kind, text_of
from tests.engine.tiny import tiny_model


def test_a_layer_says_nearly_the_same() -> None:
    torch.manual_seed(0)
    weight, inputs = torch.randn(24, 48), torch.randn(3, 48)
    weight[5] = 0
    layer = EightBitLinear(48, 24)
    assert layer.take(weight, torch.float32) is layer.weight
    assert layer.weight.dtype == torch.int8
    exact = inputs @ weight.T
    assert torch.allclose(layer(inputs), exact, atol=0.02 * float(exact.abs().max()))
    assert not layer(inputs)[:, 5].any()


def test_a_model_is_read_from_its_folder_in_eight_bits_and_does_its_work(tmp_path: Path) -> None:
    save_checkpoint(tiny_model(), tmp_path / "model", torch.float32)
    exact = load_checkpoint(tmp_path / "model")
    loaded = load_checkpoint(tmp_path / "model", torch.bfloat16, eight_bits=True)
    held = [part for part in loaded.model.language_model.modules() if isinstance(part, EightBitLinear)]
    assert len(held) == 2 * 7
    assert {part.scale.dtype for part in held} == {torch.bfloat16}
    assert isinstance(loaded.model.language_model.lm_head, torch.nn.Linear)
    assert loaded.model.dtype == torch.bfloat16
    ids = torch.tensor([exact.tokenizer.encode("A red fox in the snow")])
    with torch.inference_mode():
        one, other = (each.model.hidden(each.model.embed(ids)).float() for each in (exact, loaded))
    assert torch.nn.functional.cosine_similarity(one, other, dim=-1).min() > 0.98
    assert Reader(loaded.model)._stepper is None
    events = Bench(loaded).run(WriteArticle("A red fox", pictures=1, text=TextSettings(max_tokens=8)))
    assert isinstance(events[-1], Finished)
    assert text_of(events)
    assert of_kind(events, PictureReady)
