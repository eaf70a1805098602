"""How large a model is, without reading it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import resources
from engine.checkpoint.sizes import size_of
from engine.errors import BadCheckpoint
from engine.generate.cache import DocumentCache
from engine.memory.plan import GIGABYTE, PLANS, bytes_needed
from engine.model.loaded import save_checkpoint
from tests.engine.tiny import tiny_model


def test_it_counts_what_is_there(tmp_path: Path) -> None:
    loaded = tiny_model()
    save_checkpoint(loaded, tmp_path / "model")
    size = size_of(tmp_path / "model")
    model = loaded.model
    assert size.weights == sum(parameter.numel() for parameter in model.parameters())
    layer = model.language_model.model.layers[0]
    one = sum(part.weight.numel() for part in layer.modules() if isinstance(part, torch.nn.Linear))
    assert size.matrices == size.copies == 2 * one
    config = model.language_model.config
    assert DocumentCache(config.num_hidden_layers, model.context_tokens).limit == 512
    remembered = 64 * (model.patches + 1) * model.width
    assert size.cache == 2 * 2 * 2 * 12 * 512 + remembered


def test_the_bundled_model_fits_anywhere() -> None:
    assert bytes_needed(size_of(resources.folder() / "storybook"), PLANS[0]) < GIGABYTE


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadCheckpoint):
        size_of(tmp_path)
