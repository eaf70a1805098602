"""Official folders to import: copies of the fixture, changed in one place, and one of quite other kinds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from engine.checkpoint.official_components import build_components
from engine.checkpoint.official_config import DREAM, PAINTER, VISION, read_official_config
from engine.checkpoint.official_weights import tensor_places
from tests.engine.golden import FIXTURE

Tensors = dict[str, torch.Tensor]


def copied(folder: Path) -> Path:
    """A copy of the fixture's checkpoint with its component configs beside it; returns the checkpoint."""
    for name in ("checkpoint", "openai", "stabilityai"):
        shutil.copytree(FIXTURE / name, folder / name)
    return folder / "checkpoint"


def edit_json(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a JSON file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def edit_bin(path: Path, change: Callable[[Tensors], object]) -> None:
    """Change a file of torch tensors."""
    tensors = torch.load(path, weights_only=True)
    change(tensors)
    torch.save(tensors, path)


def shard(source: Path, kind: str) -> None:
    """Replace model.safetensors by two parts and an index, as "safetensors" or "bin"."""
    tensors = load_file(source / "model.safetensors")
    (source / "model.safetensors").unlink()
    stem = {"safetensors": "model", "bin": "pytorch_model"}[kind]
    names = sorted(tensors)
    where = {}
    for number, part in enumerate((names[::2], names[1::2]), start=1):
        file = f"{stem}-{number:05}-of-00002.{kind}"
        where |= dict.fromkeys(part, file)
        chosen = {name: tensors[name] for name in part}
        if kind == "bin":
            torch.save(chosen, source / file)
        else:
            save_file(chosen, source / file)
    index = {"metadata": {}, "weight_map": where}
    (source / f"{stem}.{kind}.index.json").write_text(json.dumps(index), encoding="utf-8")


def varied(folder: Path) -> Path:
    """Random weights of other kinds: grouped heads, deep projectors, 5 queries, v-prediction, bfloat16, ..."""
    source = copied(folder)

    def change(config: dict[str, Any]) -> None:
        config["num_key_value_heads"] = 2
        vision, dream, painter = (config["plugins_init_kwargs"][name] for name in (VISION, DREAM, PAINTER))
        vision |= {"projector_type": "mlp", "projector_depth": 3, "use_additional_post_layernorm": True}
        vision["select_layer"] = -1
        dream["num_dream_queries"] = 5
        painter |= {"projector_type": "mlp", "projector_depth": 2}

    edit_json(source / "config.json", change)
    edit_json(source / "tokenizer_config.json", lambda config: config.update(legacy=False))
    scheduler = folder / "stabilityai" / "sd-tiny-test" / "scheduler" / "scheduler_config.json"
    edit_json(scheduler, lambda config: config.update(prediction_type="v_prediction"))
    config = read_official_config(source, legacy_tokenizer=False)
    generator = torch.Generator().manual_seed(5)
    for plugin, places in tensor_places(config, build_components(config, (folder,))).items():
        tensors = {
            name: (torch.randn(place.shape, generator=generator) * 0.05).to(torch.bfloat16)
            for name, place in places.items()
        }
        if plugin:
            torch.save(tensors, source / f"{plugin}.bin")
        else:
            save_file(tensors, source / "model.safetensors")
    return source
