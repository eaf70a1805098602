"""The bundled model as it ships: small, complete, plain data, and open to the stock libraries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from safetensors import safe_open
from transformers.models.clip.modeling_clip import CLIPTextModel, CLIPVisionModel
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.model.loaded import load_checkpoint
from engine.storybook.judge import load_judge
from resources import folder as resources_folder

MOST_BYTES, MOST_OF_A_FILE = 96_000_000, 16 * 2**20
STOCK: dict[str, Any] = {
    "language_model": LlamaForCausalLM,
    "vision_encoder": CLIPVisionModel,
    "text_encoder": CLIPTextModel,
    "unet": UNet2DConditionModel,
    "vae": AutoencoderKL,
}
OURS = ("dream", "judge")


@pytest.fixture(scope="module")
def storybook() -> Path:
    folder = resources_folder() / "storybook"
    assert folder.is_dir(), "The bundled model is missing: train it, and put the result into resources/storybook."
    return folder


def files_in(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]


def test_it_is_small(storybook: Path) -> None:
    sizes = [file.stat().st_size for file in files_in(storybook)]
    assert sum(sizes) <= MOST_BYTES
    assert max(sizes) <= MOST_OF_A_FILE


def test_its_weights_are_float16_safetensors(storybook: Path) -> None:
    kinds = {".safetensors", ".json", ".model", ".txt", ".md"}
    assert {file.suffix for file in files_in(storybook)} <= kinds, "a model is data, never code or pickles"
    files = [file for file in files_in(storybook) if file.suffix == ".safetensors"]
    assert {file.parent.name for file in files} == {*STOCK, *OURS}
    for file in files:
        with safe_open(file, framework="pt") as weights:
            stored = {name: weights.get_slice(name).get_dtype() for name in weights.keys()}  # noqa: SIM118
        assert {name: kind for name, kind in stored.items() if kind != "F16"} == {}, file


def test_it_opens_complete(storybook: Path) -> None:
    loaded = load_checkpoint(storybook)
    assert all(bool(torch.isfinite(tensor).all()) for tensor in loaded.model.state_dict().values())
    assert len(loaded.config.preview) == 3


def test_its_card_says_what_it_is(storybook: Path) -> None:
    card = json.loads((storybook / "dreamllm.json").read_text("utf-8"))["card"]
    assert card["name"] == "Storybook"
    assert card["description"]
    assert card["licence"] == "Apache-2.0"
    assert 1 <= card["steps"] <= 25


@pytest.mark.parametrize("part", STOCK)
def test_stock_libraries_open_every_part(storybook: Path, part: str) -> None:
    _, report = STOCK[part].from_pretrained(storybook / part, local_files_only=True, output_loading_info=True)
    assert not any(report[kind] for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"))


def test_the_stock_scheduler_opens(storybook: Path) -> None:
    scheduler = DDIMScheduler.from_pretrained(storybook / "scheduler", local_files_only=True)
    assert scheduler.config["prediction_type"] in ("epsilon", "v_prediction")


def test_its_judge_is_there(storybook: Path) -> None:
    verdicts = load_judge(storybook / "judge").read(torch.zeros(2, 3, 64, 64))
    assert len(verdicts) == 2
