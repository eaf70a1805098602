"""A small random model of other kinds than the fixture's, written as the official code writes one.

Two key-value heads for four, a CLIP projector of two layers and a LayerNorm behind it, the last CLIP layer, a
condition projector of three layers, 5 queries, 9 patches, v-prediction on a clipped linear schedule without an
offset, no padding id, other special ids. Made of stock modules; nothing of the engine takes part.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from safetensors.torch import save_file
from torch import nn
from transformers.models.clip.configuration_clip import CLIPVisionConfig
from transformers.models.clip.modeling_clip import CLIPVisionModel
from transformers.models.llama.configuration_llama import LlamaConfig
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from tests.engine.golden import FIXTURE

STRINGS: dict[str, Any] = json.loads((Path(__file__).parent / "second_strings.json").read_text("utf-8"))
"""Computed with transformers 4.35.2's slow LlamaTokenizer, legacy=False, for the added ids that it names."""

WIDTH, CROSS, QUERIES, PATCHES = 32, 12, 5, 9
ADDED: dict[str, int] = STRINGS["added"]
LANGUAGE: dict[str, Any] = {
    "vocab_size": 488,
    "hidden_size": WIDTH,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "hidden_act": "silu",
    "max_position_embeddings": 200,
    "rms_norm_eps": 1e-5,
    "initializer_range": 0.2,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": None,
}
VISION: dict[str, Any] = {
    "hidden_size": 24,
    "intermediate_size": 40,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "image_size": 30,
    "patch_size": 10,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-4,
}
UNET: dict[str, Any] = {
    "sample_size": 6,
    "in_channels": 4,
    "out_channels": 4,
    "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
    "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
    "block_out_channels": [8, 16],
    "layers_per_block": 1,
    "norm_num_groups": 4,
    "cross_attention_dim": CROSS,
    "attention_head_dim": 2,
}
VAE: dict[str, Any] = {
    "down_block_types": ["DownEncoderBlock2D"] * 2,
    "up_block_types": ["UpDecoderBlock2D"] * 2,
    "block_out_channels": [4, 8],
    "norm_num_groups": 4,
    "latent_channels": 4,
    "sample_size": 12,
    "scaling_factor": 0.31,
}
SCHEDULER: dict[str, Any] = {
    "_class_name": "DDIMScheduler",
    "_diffusers_version": "0.24.0",
    "num_train_timesteps": 800,
    "beta_start": 0.0002,
    "beta_end": 0.02,
    "beta_schedule": "linear",
    "clip_sample": True,
    "prediction_type": "v_prediction",
    "set_alpha_to_one": True,
    "steps_offset": 0,
}
MEAN, STD = [0.5, 0.4, 0.3], [0.2, 0.25, 0.3]


class SecondModel(nn.Module):
    """The parts as stock modules; `official` names their parameters as gradients and files do."""

    def __init__(self) -> None:
        super().__init__()
        self.language = LlamaForCausalLM(LlamaConfig(**LANGUAGE))
        vision = CLIPVisionModel(CLIPVisionConfig(**VISION))
        self.vision = getattr(vision, "vision_model", vision)
        self.unet, self.vae = UNet2DConditionModel(**UNET), AutoencoderKL(**VAE)
        self.queries = nn.Parameter(torch.randn(1, QUERIES, WIDTH))
        self.vision_projector = nn.Sequential(
            nn.Linear(VISION["hidden_size"], WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH)
        )
        self.post_layernorm = nn.LayerNorm(WIDTH, eps=VISION["layer_norm_eps"])
        layers = (nn.Linear(width, CROSS, bias=False) for width in (WIDTH, CROSS, CROSS))
        first, second, third = layers
        self.condition = nn.Sequential(first, nn.GELU(), second, nn.GELU(), third)
        for frozen in (self.vision, self.unet, self.vae):
            frozen.requires_grad_(False)

    def official(self) -> dict[str, nn.Parameter]:
        """Parameters by their official names."""
        places = {
            "": self.language,
            "model.clip_vision_embedding.clip_vision_model.vision_model.": self.vision,
            "model.clip_vision_embedding.projector.projector.": self.vision_projector,
            "model.clip_vision_embedding.post_layernorm.": self.post_layernorm,
            "stable_diffusion_head.vae.": self.vae,
            "stable_diffusion_head.unet.": self.unet,
            "stable_diffusion_head.projector.projector.": self.condition,
        }
        named = {prefix + name: value for prefix, part in places.items() for name, value in part.named_parameters()}
        return named | {"model.dream_embedding.dream_queries": self.queries}


def make_model() -> SecondModel:
    """The model, the same each time."""
    with torch.random.fork_rng():
        torch.manual_seed(31)
        model = SecondModel().eval()
        with torch.no_grad():
            for parameter in model.parameters():  # else all norms would be trivial
                parameter += 0.05 * torch.randn_like(parameter)
    return model


def write_model(model: SecondModel, folder: Path) -> None:
    """Write `checkpoint/` and the component configs beside it."""
    source = folder / "checkpoint"
    source.mkdir(parents=True)
    named = {name: value.detach().clone() for name, value in model.official().items()}
    for plugin, prefix in (
        ("clip_vision_embedding", "model.clip_vision_embedding."),
        ("dream_embedding", "model.dream_embedding."),
        ("stable_diffusion_head", "stable_diffusion_head."),
    ):
        names = [name for name in named if name.startswith(prefix)]
        torch.save({name.removeprefix(prefix): named.pop(name) for name in names}, source / f"{plugin}.bin")
    save_file(named, source / "model.safetensors")
    _write(source / "config.json", _config())
    _write_tokenizer(source)
    sd, clip = folder / "maker" / "sd-other", folder / "maker" / "clip-other"
    _write(sd / "unet" / "config.json", {"_class_name": "UNet2DConditionModel", **UNET})
    _write(sd / "vae" / "config.json", {"_class_name": "AutoencoderKL", **VAE})
    _write(sd / "scheduler" / "scheduler_config.json", SCHEDULER)
    _write(clip / "config.json", {"model_type": "clip_vision_model", **VISION})
    side = VISION["image_size"]
    sizes = {"size": {"shortest_edge": side}, "crop_size": {"height": side, "width": side}}
    _write(clip / "preprocessor_config.json", {**sizes, "image_mean": MEAN, "image_std": STD})


def _config() -> dict[str, Any]:
    classes = "omni.models.dreamllm.modeling_plugins."
    special = {"<s>": 1, "</s>": 2, "<unk>": 0, "[PAD]": ADDED["[PAD]"]}
    return {
        **{key: value for key, value in LANGUAGE.items() if value is not None},
        "model_type": "dreamllm",
        "architectures": ["DreamLLMForCausalMLM"],
        "loss_weight_lm": 1.0,
        "loss_weight_vm": 5.0,
        "loss_scale_schedule": "l1_norm",
        "special_tokens2ids_dict": special
        | {"additional_special_tokens": {name: token for name, token in ADDED.items() if name != "[PAD]"}},
        "plugins_init_kwargs": {
            "clip_vision_embedding": {
                "_target_": classes + "CLIPVisionEmbedding",
                "clip_vision_model_name_or_path": "maker/clip-other",
                "projector_type": "mlp",
                "projector_depth": 2,
                "use_additional_post_layernorm": True,
                "select_layer": -1,
                "embed_hidden_size": WIDTH,
            },
            "dream_embedding": {
                "_target_": classes + "DreamEmbedding",
                "num_dream_queries": QUERIES,
                "embed_hidden_size": WIDTH,
            },
            "stable_diffusion_head": {
                "_target_": classes + "StableDiffusionHead",
                "diffusion_name_or_path": "maker/sd-other",
                "projector_type": "mlp",
                "projector_depth": 3,
                "embed_hidden_size": WIDTH,
                "drop_prob": 0.3,
            },
        },
    }


def _write_tokenizer(source: Path) -> None:
    official = FIXTURE / "checkpoint"
    for name in ("tokenizer.model", "special_tokens_map.json"):
        shutil.copyfile(official / name, source / name)
    config = json.loads((official / "tokenizer_config.json").read_text("utf-8"))
    entry = config["added_tokens_decoder"]["480"]
    kept = {token: value for token, value in config["added_tokens_decoder"].items() if int(token) < 3}
    ours = {str(token): {**entry, "content": name} for name, token in ADDED.items()}
    changed = {"legacy": False, "model_max_length": 200, "added_tokens_decoder": kept | ours}
    _write(source / "tokenizer_config.json", config | changed)
    _write(source / "added_tokens.json", ADDED)


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
