"""A model that is ready: DreamLLM with its tokenizer and preprocessor, from a folder and into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from accelerate import init_empty_weights

from engine.checkpoint.folder import DREAM, Parts, read_parts, write_parts
from engine.checkpoint.weights import compare_shapes, refuse_misfits
from engine.config import DreamConfig
from engine.model.dreamllm import DreamLLM
from engine.model.picture import Preprocessor
from engine.sequence.tokenizer import Tokenizer


@dataclass(frozen=True)
class Loaded:
    """What the engine works with."""

    model: DreamLLM
    tokenizer: Tokenizer
    preprocessor: Preprocessor

    @property
    def config(self) -> DreamConfig:
        """The model's config."""
        return self.model.config


def load_checkpoint(
    folder: Path,
    dtype: torch.dtype = torch.float32,
    device: str | torch.device = "cpu",
    progress: Callable[[float], None] | None = None,
    eight_bits: bool = False,
) -> Loaded:
    """Open a model folder (see `engine.checkpoint.folder`), in evaluation mode.

    Args:
        dtype, device: what the weights become.
        eight_bits: hold the matrices of the language model in 8 bits; for reading and writing, not for training.
        progress: told the share of the weights that has been read, 0 to 1.

    Raises:
        BadCheckpoint: no model folder of ours, or something in it is missing, left over or does not fit.
    """
    return join(read_parts(folder, dtype, device, progress, eight_bits))


def join(parts: Parts) -> Loaded:
    """Put parts together.

    Raises:
        BadCheckpoint: they do not fit together.
    """
    preprocessor = Preprocessor.from_json(parts.preprocessor)
    with init_empty_weights(include_buffers=False):
        model = DreamLLM(
            parts.config,
            parts.language_model,
            parts.vision_encoder,
            parts.unet,
            parts.vae,
            parts.scheduler_config,
        )
    expected = {name: tuple(tensor.shape) for name, tensor in model.own_state().items()}
    found = {name: tuple(tensor.shape) for name, tensor in parts.own.items()}
    refuse_misfits(DREAM, [*compare_shapes(found, expected), *_misfits(parts, preprocessor)])
    model.load_state_dict(parts.own, strict=False, assign=True)
    return Loaded(model.eval(), parts.tokenizer, preprocessor)


def _misfits(parts: Parts, preprocessor: Preprocessor) -> list[str]:
    """What does not fit between the parts."""
    vision, language = parts.vision_encoder.config, parts.language_model.config
    complaints = []
    if not -vision.num_hidden_layers - 1 <= parts.config.select_layer <= vision.num_hidden_layers:
        complaints.append(f"the vision encoder has no layer {parts.config.select_layer}")
    if preprocessor.crop != (vision.image_size, vision.image_size):
        complaints.append("the vision encoder and its preprocessor want pictures of different sizes")
    if parts.unet.config["in_channels"] != parts.vae.config["latent_channels"]:
        complaints.append("the UNet and the VAE have different latent channels")
    if parts.config.special_tokens != parts.tokenizer.special:
        complaints.append("the tokenizer numbers the special tokens differently")
    if language.vocab_size < len(parts.tokenizer):
        complaints.append("the language model knows fewer tokens than the tokenizer")
    return complaints


def save_checkpoint(
    loaded: Loaded, folder: Path, dtype: torch.dtype = torch.float16, max_shard_bytes: int = 5 * 2**30
) -> None:
    """Write a model folder; one that is already there is replaced when the new one is complete.

    Args:
        dtype: how the weights are stored.
        max_shard_bytes: largest weight file.

    Raises:
        BadCheckpoint: the target is a folder of something else.
        OSError: it cannot be written.
    """
    model = loaded.model
    parts = Parts(
        config=model.config,
        language_model=model.language_model,
        vision_encoder=model.vision_encoder,
        unet=model.unet,
        vae=model.vae,
        scheduler_config=model.scheduler_config,
        preprocessor=loaded.preprocessor.to_json(),
        tokenizer=loaded.tokenizer,
        own=model.own_state(),
    )
    write_parts(parts, folder, dtype, max_shard_bytes)
