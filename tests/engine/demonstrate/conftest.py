"""A tiny model on disk, and a text encoder that fits to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers.models.clip.configuration_clip import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPTextModel

from engine.checkpoint.folder import write_text_encoder
from engine.model.loaded import Loaded, load_checkpoint, save_checkpoint
from tests.engine.tiny import tiny_model


def text_encoder(loaded: Loaded) -> CLIPTextModel:
    """A text encoder as wide as the UNet's condition, with random weights."""
    config = CLIPTextConfig(
        vocab_size=len(loaded.tokenizer),
        hidden_size=loaded.model.cross_attention_width,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=24,
        bos_token_id=loaded.tokenizer.bos_id,
        eos_token_id=loaded.tokenizer.eos_id,
        pad_token_id=loaded.tokenizer.pad_id,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return CLIPTextModel(config)


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Makes a model folder, with a text encoder or without one."""

    def make(plain: bool) -> Path:
        folder = tmp_path_factory.mktemp("demonstrate") / "model"
        loaded = tiny_model(steps=1, context=1024)
        save_checkpoint(loaded, folder)
        if plain:
            write_text_encoder(text_encoder(loaded), folder, torch.float16, 2**30)
        return folder

    return make


@pytest.fixture(scope="session")
def folder(make_model: Callable[[bool], Path]) -> Path:
    """A model with a text encoder. Copy it before you change it."""
    return make_model(True)


@pytest.fixture(scope="session")
def tiny(folder: Path) -> Loaded:
    """The same, loaded."""
    return load_checkpoint(folder)
