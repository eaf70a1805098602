"""Our model folder: diffusers' component layout, a stock part in each folder, and our own tensors beside them.

dreamllm.json            DreamConfig
language_model/          LlamaForCausalLM
vision_encoder/          CLIPVisionModel, with its preprocessor_config.json
unet/, vae/              UNet2DConditionModel, AutoencoderKL
scheduler/               scheduler_config.json
tokenizer/               the official LLaMA tokenizer files
dream/                   dream_queries [1,N,H]; vision_projector.{0,2,...}.weight, .bias;
                         post_layernorm.weight, .bias (where the config says so); condition_projector.{0,2,...}.weight
text_encoder/            where there is one: the CLIPTextModel that the UNet learned to follow first; DreamLLM does
                         without it, the plain diffusion model that it is compared with is these two and the VAE

Every stock part opens with its stock `from_pretrained`. safetensors only; nothing here is ever fetched or run.
"""

from __future__ import annotations

import inspect
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor
from transformers.models.clip.configuration_clip import CLIPTextConfig, CLIPVisionConfig
from transformers.models.clip.modeling_clip import CLIPTextModel, CLIPVisionModel
from transformers.models.llama.configuration_llama import LlamaConfig
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.checkpoint.weights import ADVICE, fill, read_tensors, weight_files, write_tensors
from engine.config import DreamConfig
from engine.errors import BadCheckpoint
from engine.memory.eight_bits import hold_in_eight_bits
from engine.sequence.tokenizer import Tokenizer

CONFIG_FILE = "dreamllm.json"
LANGUAGE_MODEL, VISION_ENCODER, UNET, VAE = "language_model", "vision_encoder", "unet", "vae"
SCHEDULER, TOKENIZER, DREAM, TEXT_ENCODER = "scheduler", "tokenizer", "dream", "text_encoder"
STEMS = {
    LANGUAGE_MODEL: "model",
    VISION_ENCODER: "model",
    UNET: "diffusion_pytorch_model",
    VAE: "diffusion_pytorch_model",
    DREAM: "model",
    TEXT_ENCODER: "model",
}
"""How the weight files of each part are called."""

VISION_PREFIX = "vision_model."
"""Stands before the vision encoder's tensor names in files, by old custom; newer libraries accept both."""
TEXT_PREFIX = "text_model."
"""Likewise before the text encoder's."""

_Part = LlamaForCausalLM | CLIPVisionModel | UNet2DConditionModel | AutoencoderKL | CLIPTextModel


@dataclass(frozen=True)
class Parts:
    """What a model folder holds.

    Attributes:
        preprocessor: content of the vision encoder's preprocessor_config.json.
        own: the tensors of `dream/`.
    """

    config: DreamConfig
    language_model: LlamaForCausalLM
    vision_encoder: CLIPVisionModel
    unet: UNet2DConditionModel
    vae: AutoencoderKL
    scheduler_config: dict[str, Any]
    preprocessor: dict[str, Any]
    tokenizer: Tokenizer
    own: dict[str, Tensor]


def read_parts(
    folder: Path,
    dtype: torch.dtype = torch.float32,
    device: str | torch.device = "cpu",
    progress: Callable[[float], None] | None = None,
    eight_bits: bool = False,
) -> Parts:
    """Open a model folder.

    Args:
        dtype, device: what the weights become; the stored kind of float does not matter.
        eight_bits: hold the matrices of the language model in 8 bits.
        progress: told the share of the weights that has been read, 0 to 1.

    Raises:
        BadCheckpoint: no model folder of ours, or a part is missing, damaged or does not fit.
    """
    # what is quickly read comes first, so that a folder that is no model is refused before gigabytes are read
    config = read_config(folder)
    scheduler_config = _read_json(folder / SCHEDULER / "scheduler_config.json")
    preprocessor = _read_json(folder / VISION_ENCODER / "preprocessor_config.json")
    tokenizer = Tokenizer.load(folder / TOKENIZER)
    parts: dict[str, Any] = {name: make(_read_json(folder / name / "config.json")) for name, make in _MAKERS.items()}
    advance = _progress(folder, progress)
    for name, part in parts.items():
        rename = _plain_vision_name if name == VISION_ENCODER else str
        convert = hold_in_eight_bits(part, dtype) if eight_bits and name == LANGUAGE_MODEL else None
        fill(part, folder / name, STEMS[name], dtype, device, rename, advance, convert)
        part.eval()
    own = {name: tensor.to(device, dtype) for name, tensor in read_tensors(folder / DREAM, STEMS[DREAM])}
    return Parts(
        config=config,
        scheduler_config=scheduler_config,
        preprocessor=preprocessor,
        tokenizer=tokenizer,
        own=own,
        **parts,
    )


def read_config(folder: Path) -> DreamConfig:
    """Only the config of a model folder.

    Raises:
        BadCheckpoint: no model folder of ours.
    """
    if not (folder / CONFIG_FILE).is_file():
        sentence = f"The folder {folder.name!r} holds no model of DreamWriter."
        raise BadCheckpoint(sentence, "Choose a model folder, or import a DreamLLM first.", str(folder))
    return DreamConfig.from_json(_read_json(folder / CONFIG_FILE))


def write_parts(
    parts: Parts, folder: Path, dtype: torch.dtype = torch.float16, max_shard_bytes: int = 5 * 2**30
) -> None:
    """Write a model folder; one that is already there is replaced when the new one is complete.

    Args:
        dtype: how the weights are stored.
        max_shard_bytes: largest weight file.

    Raises:
        BadCheckpoint: the target is a folder of something else.
        OSError: it cannot be written.
    """
    if folder.exists() and not (folder / CONFIG_FILE).is_file() and any(folder.iterdir()):
        sentence = f"The folder {folder.name!r} is full of other things, so no model is written there."
        raise BadCheckpoint(sentence, "Choose a new folder for the model.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        new = Path(place) / "new"
        _write(parts, new, dtype, max_shard_bytes)
        if folder.exists():
            folder.replace(Path(place) / "old")
        new.replace(folder)


def write_text_encoder(text: CLIPTextModel, folder: Path, dtype: torch.dtype, max_shard_bytes: int) -> None:
    """Put the text encoder of the plain diffusion model into a model folder.

    Raises:
        OSError: it cannot be written.
    """
    _write_part(TEXT_ENCODER, text, folder, dtype, max_shard_bytes)


def read_text_encoder(
    folder: Path, dtype: torch.dtype = torch.float32, device: str | torch.device = "cpu"
) -> CLIPTextModel | None:
    """The text encoder of the plain diffusion model in a model folder, in evaluation mode; None where there is none.

    Raises:
        BadCheckpoint: it is damaged or does not fit.
    """
    if not (folder / TEXT_ENCODER).is_dir():
        return None
    text = empty_text_encoder(_read_json(folder / TEXT_ENCODER / "config.json"))
    fill(text, folder / TEXT_ENCODER, STEMS[TEXT_ENCODER], dtype, device, _plain_text_name)
    text.eval()  # type: ignore[no-untyped-call]
    return text


def _write(parts: Parts, folder: Path, dtype: torch.dtype, max_shard_bytes: int) -> None:
    for name in _MAKERS:
        _write_part(name, getattr(parts, name), folder, dtype, max_shard_bytes)
    own = ((key, tensor.to(dtype)) for key, tensor in parts.own.items())
    write_tensors(folder / DREAM, STEMS[DREAM], own, max_shard_bytes)
    _write_json(folder / VISION_ENCODER / "preprocessor_config.json", parts.preprocessor)
    _write_json(folder / SCHEDULER / "scheduler_config.json", parts.scheduler_config)
    parts.tokenizer.save(folder / TOKENIZER, int(parts.language_model.config.max_position_embeddings))
    _write_json(folder / CONFIG_FILE, parts.config.to_json())


def _write_part(name: str, part: _Part, folder: Path, dtype: torch.dtype, max_shard_bytes: int) -> None:
    """A stock part in its own folder: config.json and weights."""
    _write_json(folder / name / "config.json", _config_of(part, dtype))
    prefix = {VISION_ENCODER: VISION_PREFIX, TEXT_ENCODER: TEXT_PREFIX}.get(name, "")
    tensors = ((prefix + key, tensor.to(dtype)) for key, tensor in part.state_dict().items())
    write_tensors(folder / name, STEMS[name], tensors, max_shard_bytes)


def _config_of(part: _Part, dtype: torch.dtype) -> dict[str, Any]:
    """A part's config as its library writes it."""
    if isinstance(part, UNet2DConditionModel | AutoencoderKL):
        config: dict[str, Any] = json.loads(part.to_json_string())
        return {key: value for key, value in config.items() if key not in ("_name_or_path", "_use_default_values")}
    stock: Any = part.config
    config = json.loads(stock.to_json_string(use_diff=False))
    return config | {"architectures": [type(part).__name__], "dtype": str(dtype).removeprefix("torch.")}


def empty_language_model(config: dict[str, Any]) -> LlamaForCausalLM:
    """A language model from the content of its config.json; its parameters are on the meta device.

    Raises:
        BadCheckpoint: the config makes no LLaMA.
    """
    known = _arguments(LlamaConfig) | {"rope_theta", "rope_scaling"}
    model: LlamaForCausalLM = _build(
        LANGUAGE_MODEL, lambda: LlamaForCausalLM(LlamaConfig(**_only(config, known, "llama")))
    )
    return model


def empty_vision_encoder(config: dict[str, Any]) -> CLIPVisionModel:
    """A vision encoder from the content of its config.json; its parameters are on the meta device.

    Raises:
        BadCheckpoint: the config makes no CLIP vision model.
    """
    known = _arguments(CLIPVisionConfig)
    model: CLIPVisionModel = _build(
        VISION_ENCODER, lambda: CLIPVisionModel(CLIPVisionConfig(**_only(config, known, "clip_vision_model")))
    )
    return model


def empty_text_encoder(config: dict[str, Any]) -> CLIPTextModel:
    """A text encoder from the content of its config.json; its parameters are on the meta device.

    Raises:
        BadCheckpoint: the config makes no CLIP text model.
    """
    known = _arguments(CLIPTextConfig)
    model: CLIPTextModel = _build(
        TEXT_ENCODER, lambda: CLIPTextModel(CLIPTextConfig(**_only(config, known, "clip_text_model")))
    )
    return model


def empty_unet(config: dict[str, Any]) -> UNet2DConditionModel:
    """A UNet from the content of its config.json; its parameters are on the meta device.

    Raises:
        BadCheckpoint: the config makes no UNet.
    """
    known = _arguments(UNet2DConditionModel)
    model: UNet2DConditionModel = _build(UNET, lambda: UNet2DConditionModel.from_config(_only(config, known)))
    return model


def empty_vae(config: dict[str, Any]) -> AutoencoderKL:
    """A VAE from the content of its config.json; its parameters are on the meta device.

    Raises:
        BadCheckpoint: the config makes no VAE.
    """
    known = _arguments(AutoencoderKL)
    model: AutoencoderKL = _build(VAE, lambda: AutoencoderKL.from_config(_only(config, known)))
    return model


_MAKERS: dict[str, Callable[[dict[str, Any]], _Part]] = {
    LANGUAGE_MODEL: empty_language_model,
    VISION_ENCODER: empty_vision_encoder,
    UNET: empty_unet,
    VAE: empty_vae,
}


def _arguments(kind: type) -> set[str]:
    return set(inspect.signature(kind).parameters) - {"kwargs"}


def _only(config: dict[str, Any], known: set[str], kind: str | None = None) -> dict[str, Any]:
    """The keys that build a part; others, which could name code or other places, are left out."""
    if kind is not None and config.get("model_type", kind) != kind:
        raise ValueError(f"model_type is {config['model_type']!r}, not {kind!r}")
    return {key: value for key, value in config.items() if key in known}


def _build(name: str, make: Callable[[], Any]) -> Any:
    try:
        with init_empty_weights(include_buffers=False):
            return make()
    except Exception as error:  # what a wrong config makes stock constructors raise is theirs to choose
        raise BadCheckpoint(f"The config of the model's part {name!r} is wrong.", ADVICE, str(error)) from error


def _plain_vision_name(name: str) -> str:
    return name.removeprefix(VISION_PREFIX)


def _plain_text_name(name: str) -> str:
    return name.removeprefix(TEXT_PREFIX)


def _progress(folder: Path, progress: Callable[[float], None] | None) -> Callable[[int], None]:
    """Turns bytes that have been read into the share of all weights."""
    total = sum(path.stat().st_size for name in _MAKERS for path in weight_files(folder / name, STEMS[name]))
    done = 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        if progress is not None:
            progress(min(1.0, done / total))

    return advance


def _read_json(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadCheckpoint(f"The model's file {where} is missing or damaged.", ADVICE, str(error)) from error
    if not isinstance(data, dict):
        raise BadCheckpoint(f"The model's file {where} is damaged.", ADVICE)
    return data


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2) + "\n", "utf-8")
