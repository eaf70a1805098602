"""How large the model in a folder is, told from the heads of its files: no weight is read for that."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from engine.checkpoint.weights import Shapes, tensor_shapes
from engine.memory.eight_bits import MATRIX
from engine.memory.plan import JOINED_PARAMETERS, REMEMBERED_PICTURES, ModelSize

_UNET_FACTOR, _VAE_FACTOR = 60, 10
"""Numbers held at the same time while painting, in proportion to the largest layer: measured with the networks of
Stable Diffusion 2.1 (48 to 60, and 8 to 10)."""
_PARTS = {
    "language_model": "model",
    "vision_encoder": "model",
    "unet": "diffusion_pytorch_model",
    "vae": "diffusion_pytorch_model",
    "dream": "model",
}


def size_of(folder: Path) -> ModelSize:
    """How large the model in a folder is.

    Raises:
        BadCheckpoint: weights are missing or damaged.
        KeyError, TypeError, ValueError, OSError: a config cannot be read; loading the model says so in words.
    """
    shapes = {part: tensor_shapes(folder / part, stem) for part, stem in _PARTS.items()}
    language, unet, vae = (_config(folder / part) for part in ("language_model", "unet", "vae"))
    matrices = {name: shape for name, shape in shapes["language_model"].items() if MATRIX.fullmatch(name)}
    small = _count(shapes["language_model"]) <= JOINED_PARAMETERS
    patches = shapes["vision_encoder"]["vision_model.embeddings.position_embedding.weight"][0]
    return ModelSize(
        weights=sum(map(_count, shapes.values())),
        matrices=_count(matrices),
        copies=_count(matrices) if small else 0,
        cache=_cache(language) + REMEMBERED_PICTURES * patches * int(language["hidden_size"]),
        painting=_painting(unet, vae),
    )


def _count(shapes: Shapes) -> int:
    return sum(math.prod(shape) for shape in shapes.values())


def _cache(config: dict[str, Any]) -> int:
    heads = int(config["num_attention_heads"])
    width = int(config.get("head_dim") or int(config["hidden_size"]) // heads)
    positions = int(config["max_position_embeddings"])
    return 2 * int(config["num_hidden_layers"]) * int(config.get("num_key_value_heads") or heads) * width * positions


def _painting(unet: dict[str, Any], vae: dict[str, Any]) -> int:
    """The painter works on two latents at once (guidance), the decoder on one picture."""
    side = unet["sample_size"]
    height, width = (side, side) if isinstance(side, int) else side
    latents = 2 * height * width * int(unet["block_out_channels"][0])
    channels = vae["block_out_channels"]
    pixels = height * width * 4 ** (len(channels) - 1) * int(channels[0])
    return int(max(_UNET_FACTOR * latents, _VAE_FACTOR * pixels))


def _config(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    return data
