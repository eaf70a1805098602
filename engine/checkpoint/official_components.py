"""The stock components that an official config.json names: their configs found, checked, and built without weights."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from diffusers.schedulers.scheduling_dpmsolver_multistep import DPMSolverMultistepScheduler
from diffusers.schedulers.scheduling_pndm import PNDMScheduler
from transformers.models.clip.modeling_clip import CLIPVisionModel
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.checkpoint.folder import empty_language_model, empty_unet, empty_vae, empty_vision_encoder
from engine.checkpoint.official_config import ADVICE, OfficialConfig, check_layers, check_size, read_json
from engine.errors import BadCheckpoint, ImportRefused

_VISION_FILES = ("config.json", "preprocessor_config.json")
_DIFFUSION_FILES = ("unet/config.json", "vae/config.json", "scheduler/scheduler_config.json")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_VISION_KEYS = (
    "hidden_size",
    "intermediate_size",
    "projection_dim",
    "num_hidden_layers",
    "num_attention_heads",
    "num_channels",
    "image_size",
    "patch_size",
    "hidden_act",
    "layer_norm_eps",
    "attention_dropout",
    "initializer_range",
    "initializer_factor",
)
_MORE_CONDITIONS = (
    "addition_embed_type",
    "class_embed_type",
    "encoder_hid_dim",
    "encoder_hid_dim_type",
    "num_class_embeds",
    "time_cond_proj_dim",
)
"""A UNet with any of these needs more than a dream as its condition."""
_OTHER_LATENTS = ("shift_factor", "latents_mean", "latents_std")
_PREPROCESSOR_DEFAULTS: dict[str, Any] = {
    "image_processor_type": "CLIPImageProcessor",
    "do_resize": True,
    "do_center_crop": True,
    "do_rescale": True,
    "do_normalize": True,
    "do_convert_rgb": True,
    "resample": 3,
    "rescale_factor": 1 / 255,
    "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_std": [0.26862954, 0.26130258, 0.27577711],
}


@dataclass(frozen=True)
class Components:
    """The four stock models on the meta device (names and shapes, no numbers), and the configs to write beside them.

    Attributes:
        preprocessor: of the vision encoder, sizes spelt out.
        unet_config, vae_config, scheduler: as diffusers writes them.
    """

    language_model: LlamaForCausalLM
    vision_encoder: CLIPVisionModel
    unet: UNet2DConditionModel
    vae: AutoencoderKL
    preprocessor: dict[str, Any]
    unet_config: dict[str, Any]
    vae_config: dict[str, Any]
    scheduler: dict[str, Any]


def build_components(official: OfficialConfig, roots: tuple[Path, ...]) -> Components:
    """Find the component configs in the first of `roots` that has them and build the models on the meta device.

    Raises:
        ImportRefused: configs not found, outside of the roots, or with values that are not known here.
    """
    vision = _find(official.vision_name, roots, _VISION_FILES)
    diffusion = _find(official.diffusion_name, roots, _DIFFUSION_FILES)
    vision_config = _vision_config(read_json(vision / "config.json"))
    unet_config = _stock_config(diffusion / "unet" / "config.json", UNet2DConditionModel, _MORE_CONDITIONS)
    vae_config = _stock_config(diffusion / "vae" / "config.json", AutoencoderKL, _OTHER_LATENTS)
    try:
        components = Components(
            language_model=empty_language_model(official.language),
            vision_encoder=empty_vision_encoder(vision_config),
            unet=empty_unet(unet_config),
            vae=empty_vae(vae_config),
            preprocessor=_preprocessor(read_json(vision / "preprocessor_config.json"), vision_config["image_size"]),
            unet_config=unet_config,
            vae_config=vae_config,
            scheduler=_scheduler(read_json(diffusion / "scheduler" / "scheduler_config.json")),
        )
    except BadCheckpoint as error:
        raise ImportRefused(error.sentence, ADVICE, error.detail) from error
    layers = components.vision_encoder.config.num_hidden_layers
    if not -layers - 1 <= official.dream.select_layer <= layers:
        raise ImportRefused(f"The vision encoder has no layer {official.dream.select_layer} (select_layer).", ADVICE)
    if components.unet.config["in_channels"] != components.vae.config["latent_channels"]:
        raise ImportRefused("The UNet and the VAE do not work on the same number of latent channels.", ADVICE)
    return components


def _find(name: str, roots: tuple[Path, ...], files: tuple[str, ...]) -> Path:
    if not _NAME.fullmatch(name):
        raise ImportRefused(
            f"config.json names {name!r}, which is no plain name such as openai/clip-vit-large-patch14.", ADVICE
        )
    for root in roots:
        folder = (root / name).resolve()
        if not folder.is_relative_to(root.resolve()):
            raise ImportRefused(f"{name!r} leads out of the folder {root}.", ADVICE)
        if all((folder / file).resolve().is_relative_to(folder) and (folder / file).is_file() for file in files):
            return folder
    raise ImportRefused(
        f"The configs of {name} ({', '.join(files)}) were not found in {' or '.join(str(root) for root in roots)}.",
        f"Put them into a folder {name} and name the folder that holds it with --configs.",
    )


def _vision_config(data: dict[str, Any]) -> dict[str, Any]:
    """The vision encoder's own values, also out of the config of a whole CLIP."""
    if data.get("model_type") == "clip" and isinstance(data.get("vision_config"), dict):
        data = {"projection_dim": data.get("projection_dim", 512), **data["vision_config"]}
    elif data.get("model_type") != "clip_vision_model":
        raise ImportRefused(f"The vision encoder's config describes a {data.get('model_type')!r}, no CLIP.", ADVICE)
    # Old configs list dozens of settings of text generation here; none of them touches a vision encoder.
    config = {key: data[key] for key in _VISION_KEYS if key in data}
    for key in ("hidden_size", "intermediate_size", "num_attention_heads"):
        check_size(key, config.setdefault(key, {"hidden_size": 768, "intermediate_size": 3072}.get(key, 12)))
    check_size("image_size", config.setdefault("image_size", 224), 4096)
    check_size("patch_size", config.setdefault("patch_size", 32))
    check_layers("num_hidden_layers", config.setdefault("num_hidden_layers", 12))
    if config.get("num_channels", 3) != 3 or config["image_size"] < config["patch_size"]:
        raise ImportRefused("The vision encoder's config does not describe one for colour pictures.", ADVICE)
    return config


def _stock_config(path: Path, kind: type, must_be_null: tuple[str, ...]) -> dict[str, Any]:
    data = read_json(path)
    where = f"{path.parent.name}/{path.name}"
    if data.get("_class_name") != kind.__name__:
        raise ImportRefused(f"{where} describes a {data.get('_class_name')!r}, not a {kind.__name__}.", ADVICE)
    config = {key: value for key, value in data.items() if not key.startswith("_")}
    unknown = sorted(set(config) - set(inspect.signature(kind).parameters))
    unknown += [key for key in must_be_null if config.get(key) is not None]
    if unknown:
        raise ImportRefused(f"{where} says what is not known here: {', '.join(unknown)}.", ADVICE)
    for key, value in config.items():
        for number in _integers(value):
            if abs(number) > (1000 if "layers" in key else 1 << 24):
                raise ImportRefused(f"{where} has the value {number} for {key}.", ADVICE)
    return {"_class_name": kind.__name__, "_diffusers_version": str(data.get("_diffusers_version", "")), **config}


def _integers(value: object) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _integers(item)
    elif isinstance(value, int):
        yield value


def _scheduler(data: dict[str, Any]) -> dict[str, Any]:
    """The noise schedule; which sampler walks it is chosen when painting."""
    kinds = (DDPMScheduler, DDIMScheduler, PNDMScheduler, DPMSolverMultistepScheduler)
    name = data.get("_class_name")
    if name not in {kind.__name__ for kind in kinds}:
        raise ImportRefused(f"scheduler_config.json names the scheduler {name!r}, which is not known here.", ADVICE)
    config = {key: value for key, value in data.items() if not key.startswith("_")}
    known = {key for kind in kinds for key in inspect.signature(kind).parameters}
    unknown = sorted(set(config) - known)
    if config.get("prediction_type", "epsilon") not in ("epsilon", "v_prediction"):
        unknown.append(f"prediction_type {config['prediction_type']!r}")
    if unknown:
        raise ImportRefused(f"scheduler_config.json says what is not known here: {', '.join(unknown)}.", ADVICE)
    check_size("num_train_timesteps", config.get("num_train_timesteps", 1000), 100_000)
    try:
        DDPMScheduler.from_config(config)
    except Exception as error:  # stock constructors raise whatever their first bad value happens to cause
        raise ImportRefused("The scheduler's config does not describe one that works.", ADVICE, str(error)) from error
    return {"_class_name": name, "_diffusers_version": str(data.get("_diffusers_version", "")), **config}


def _preprocessor(data: dict[str, Any], image_size: int) -> dict[str, Any]:
    """The picture preprocessor's config in its newer spelling, every value said."""
    kind = data.get("image_processor_type", data.get("feature_extractor_type", "CLIPImageProcessor"))
    if kind not in ("CLIPImageProcessor", "CLIPFeatureExtractor", "CLIPImageProcessorFast"):
        raise ImportRefused(f"preprocessor_config.json names {kind!r}, which is not known here.", ADVICE)
    config = {key: data.get(key, value) for key, value in _PREPROCESSOR_DEFAULTS.items()}
    config["image_processor_type"] = "CLIPImageProcessor"
    size, crop = data.get("size", image_size), data.get("crop_size", image_size)
    config["size"] = size if isinstance(size, dict) else {"shortest_edge": size}
    config["crop_size"] = crop if isinstance(crop, dict) else {"height": crop, "width": crop}
    if config["crop_size"] != {"height": image_size, "width": image_size}:
        raise ImportRefused("The picture preprocessor does not cut pictures to the vision encoder's size.", ADVICE)
    if set(config["size"]) != {"shortest_edge"} or config["resample"] != 3:
        raise ImportRefused("The picture preprocessor resizes pictures in a way that is not known here.", ADVICE)
    check_size("shortest_edge", config["size"]["shortest_edge"], 1 << 14)
    return config
