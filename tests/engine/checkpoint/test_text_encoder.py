"""The text encoder of the plain diffusion model, beside the other parts of a model folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from transformers.models.clip.configuration_clip import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPTextModel

from engine.checkpoint.folder import read_parts, read_text_encoder, write_text_encoder
from engine.errors import BadCheckpoint


@pytest.fixture
def text() -> CLIPTextModel:
    config = CLIPTextConfig(
        vocab_size=40, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=12, projection_dim=16, bos_token_id=1, eos_token_id=2, pad_token_id=3,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return CLIPTextModel(config).eval()


@pytest.fixture
def folder(text: CLIPTextModel, model_folder: Path, tmp_path: Path) -> Path:
    copy = Path(shutil.copytree(model_folder, tmp_path / "model"))
    write_text_encoder(text, copy, torch.float16, max_shard_bytes=8_000)
    return copy


def hidden(text: CLIPTextModel) -> torch.Tensor:
    with torch.inference_mode():
        return text(input_ids=torch.tensor([[1, 5, 6, 2, 3, 3]])).last_hidden_state  # type: ignore[no-any-return]


def test_there_and_back(text: CLIPTextModel, folder: Path) -> None:
    read = read_text_encoder(folder)
    assert read is not None
    assert not read.training
    assert len(list((folder / "text_encoder").glob("*.safetensors"))) > 1
    assert torch.allclose(hidden(read), hidden(text), atol=1e-2)
    for name, value in text.state_dict().items():
        assert torch.equal(read.state_dict()[name], value.half().float())


def test_the_stock_library_opens_it(folder: Path) -> None:
    opened, report = CLIPTextModel.from_pretrained(
        folder / "text_encoder", local_files_only=True, output_loading_info=True, dtype=torch.float32
    )
    assert not any(report[kind] for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"))
    read = read_text_encoder(folder)
    assert read is not None
    assert torch.equal(hidden(opened.eval()), hidden(read))


def test_a_model_may_have_none_or_have_one(folder: Path, model_folder: Path) -> None:
    assert read_text_encoder(model_folder) is None
    read_parts(folder)


def test_a_damaged_one_is_refused(folder: Path) -> None:
    config = folder / "text_encoder" / "config.json"
    data = json.loads(config.read_text())
    config.write_text(json.dumps(data | {"hidden_size": 24}))
    with pytest.raises(BadCheckpoint, match="do not fit"):
        read_text_encoder(folder)
    config.write_text(json.dumps(data | {"model_type": "bert"}))
    with pytest.raises(BadCheckpoint, match="is wrong"):
        read_text_encoder(folder)
    config.unlink()
    with pytest.raises(BadCheckpoint, match="missing or damaged"):
        read_text_encoder(folder)
