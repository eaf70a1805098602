"""A tiny real model with random weights, made in a moment: every part is stock, only small."""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from transformers.models.clip.configuration_clip import CLIPVisionConfig
from transformers.models.clip.modeling_clip import CLIPVisionModel
from transformers.models.llama.configuration_llama import LlamaConfig
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.config import Card, DreamConfig
from engine.model.dreamllm import DreamLLM
from engine.model.loaded import Loaded
from engine.model.picture import Preprocessor
from engine.sequence.tokenizer import Tokenizer

FIXTURE = Path(__file__).parents[1] / "data" / "fixture_a"


def tiny_model(
    seed: int = 0,
    *,
    width: int = 48,
    layers: int = 2,
    heads: int = 4,
    kv_heads: int = 2,
    context: int = 512,
    queries: int = 4,
    steps: int = 3,
    writes_captions: bool = True,
    prediction_type: str = "epsilon",
) -> Loaded:
    """A model that knows nothing but does everything, for pictures of 16 x 16 pixels.

    Args:
        seed: of the weights.
        steps: the card's painting steps.
    """
    tokenizer = Tokenizer.load(FIXTURE / "checkpoint")
    config = DreamConfig(
        queries=queries,
        special_tokens=dict(tokenizer.special),
        legacy_tokenizer=tokenizer.legacy,
        card=Card(name="Tiny", system="A chat.", steps=steps, guidance=2.0, writes_captions=writes_captions),
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        language_model = LlamaForCausalLM(
            LlamaConfig(
                vocab_size=len(tokenizer),
                hidden_size=width,
                intermediate_size=2 * width,
                num_hidden_layers=layers,
                num_attention_heads=heads,
                num_key_value_heads=kv_heads,
                max_position_embeddings=context,
                bos_token_id=tokenizer.bos_id,
                eos_token_id=tokenizer.eos_id,
                pad_token_id=0,
                initializer_range=0.2,
            )
        )
        model = DreamLLM(config, language_model, _vision(), _unet(), _vae(), _scheduler(prediction_type))
    return Loaded(model.eval().requires_grad_(False), tokenizer, Preprocessor.from_json(_preprocessor()))


def _vision() -> CLIPVisionModel:
    return CLIPVisionModel(
        CLIPVisionConfig(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            image_size=16,
            patch_size=8,
        )
    )


def _unet() -> UNet2DConditionModel:
    unet: UNet2DConditionModel = UNet2DConditionModel(
        sample_size=8,
        in_channels=4,
        out_channels=4,
        block_out_channels=(16, 32),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=24,
        norm_num_groups=8,
        attention_head_dim=2,
    )
    return unet


def _vae() -> AutoencoderKL:
    vae: AutoencoderKL = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D", "DownEncoderBlock2D"),
        up_block_types=("UpDecoderBlock2D", "UpDecoderBlock2D"),
        block_out_channels=(8, 16),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=16,
    )
    return vae


def _scheduler(prediction_type: str) -> dict[str, object]:
    return {
        "_class_name": "PNDMScheduler",
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "num_train_timesteps": 1000,
        "prediction_type": prediction_type,
        "set_alpha_to_one": False,
        "skip_prk_steps": True,
        "steps_offset": 1,
        "clip_sample": False,
    }


def _preprocessor() -> dict[str, object]:
    return {
        "image_processor_type": "CLIPImageProcessor",
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"shortest_edge": 16},
        "resample": 3,
        "do_center_crop": True,
        "crop_size": {"height": 16, "width": 16},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [0.48145466, 0.4578275, 0.40821073],
        "image_std": [0.26862954, 0.26130258, 0.27577711],
    }
