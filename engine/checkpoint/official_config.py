"""Reading an official DreamLLM folder's `config.json`: what it says is compared with what we know, never executed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.config import ADDED_TOKENS, BOS, EOS, PAD, UNK, Card, DreamConfig, ProjectorConfig
from engine.errors import ImportRefused

ADVICE = "Use an unchanged folder as the official DreamLLM code writes it."
VISION, DREAM, PAINTER = "clip_vision_embedding", "dream_embedding", "stable_diffusion_head"
"""The official names of the three plugins."""

_PLUGIN_TYPES = {VISION: "embedding", DREAM: "embedding", PAINTER: "head"}
_PLUGIN_TARGETS = {
    VISION: "omni.models.dreamllm.modeling_plugins.CLIPVisionEmbedding",
    DREAM: "omni.models.dreamllm.modeling_plugins.DreamEmbedding",
    PAINTER: "omni.models.dreamllm.modeling_plugins.StableDiffusionHead",
}
_TRAINING_ONLY = {
    VISION: {"freeze_clip_vision_model", "freeze_embedding_layers", "freeze_projector"},
    DREAM: {"freeze_dream_queries"},
    PAINTER: {"drop_prob", "noise_offset", "input_perturbation", "snr_gamma", "resolution", "center_crop"}
    | {"random_flip", "freeze_vae", "freeze_unet", "freeze_projector"},
}
_LEFTOVER_PATHS = {"_target_", "pretrained_model_name_or_path", "projector_name_or_path", "local_files_only"}
"""Where training once found its parts: always the files beside config.json here."""

_LANGUAGE_KEYS = (
    "vocab_size",
    "hidden_size",
    "intermediate_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "head_dim",
    "hidden_act",
    "max_position_embeddings",
    "rms_norm_eps",
    "rope_theta",
    "rope_scaling",
    "attention_bias",
    "attention_dropout",
    "mlp_bias",
    "initializer_range",
    "pretraining_tp",
    "bos_token_id",
    "eos_token_id",
    "pad_token_id",
)
_WITHOUT_MEANING = {
    "architectures",
    "dtype",
    "log_attentions",
    "log_hidden_states",
    "loss_scale_schedule",
    "loss_weight_lm",
    "loss_weight_vm",
    "model_type",
    "plugins_init_kwargs",
    "plugins_type",
    "return_dict",
    "output_attentions",
    "output_hidden_states",
    "special_tokens2ids_dict",
    "tie_word_embeddings",
    "torch_dtype",
    "transformers_version",
    "use_cache",
}
"""Keys that are read elsewhere here, or that change nothing of what the model computes."""

_LARGEST_JSON = 64 << 20
_MOST_LAYERS = 1000
_LARGEST_SIZE = 1 << 24


@dataclass(frozen=True)
class OfficialConfig:
    """What an official config.json says, in our words.

    Attributes:
        language: keyword arguments for LlamaConfig.
        dream: our own configuration; `legacy_tokenizer` as the folder's tokenizer says.
        vision_name, diffusion_name: which component configs belong to it, such as "openai/clip-vit-large-patch14".
    """

    language: dict[str, Any]
    dream: DreamConfig
    vision_name: str
    diffusion_name: str


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file that is not trusted.

    Raises:
        ImportRefused: no such file, too large, or no JSON object.
    """
    try:
        if path.stat().st_size > _LARGEST_JSON:
            raise ImportRefused(f"The file {path.name} is far too large for a description.", ADVICE)
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ImportRefused(f"The file {path.name} is not in the folder {path.parent}.", ADVICE, str(error)) from error
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"The file {path.name} cannot be read as JSON.", ADVICE, str(error)) from error
    if not isinstance(data, dict):
        raise ImportRefused(f"The file {path.name} does not hold a JSON object.", ADVICE)
    return data


def read_official_config(source: Path, legacy_tokenizer: bool) -> OfficialConfig:
    """Read and check `source`/config.json.

    Raises:
        ImportRefused: not a DreamLLM, or any key, plugin, class or value that is not known here; all are named.
    """
    data = read_json(source / "config.json")
    if data.get("model_type") != "dreamllm" or data.get("architectures", ["DreamLLMForCausalMLM"]) != [
        "DreamLLMForCausalMLM"
    ]:
        raise ImportRefused("This folder's config.json does not describe a DreamLLM.", ADVICE)
    # A leading underscore marks the notes of the library that wrote the file.
    _refuse_unknown("config.json", [key for key in data if key[:1] != "_"], {*_LANGUAGE_KEYS, *_WITHOUT_MEANING})
    if data.get("tie_word_embeddings", False) is not False:
        raise ImportRefused("The key tie_word_embeddings of config.json has a value that is not known here.", ADVICE)
    language = _language(data)
    plugins = _plugins(data, language["hidden_size"])
    vision, dream, painter = plugins[VISION], plugins[DREAM], plugins[PAINTER]
    return OfficialConfig(
        language=language,
        dream=DreamConfig(
            queries=check_size("num_dream_queries", dream.pop("num_dream_queries", 64)),
            select_layer=_integer("select_layer", vision.pop("select_layer", -2)),
            vision_projector=_projector(VISION, vision),
            post_layernorm=_flag("use_additional_post_layernorm", vision.pop("use_additional_post_layernorm", False)),
            condition_projector=_projector(PAINTER, painter),
            special_tokens=_special_tokens(data, language["vocab_size"]),
            legacy_tokenizer=legacy_tokenizer,
            card=Card(rewrites=True),  # its language model is Vicuna, a chat model
        ),
        vision_name=_name("clip_vision_model_name_or_path", vision),
        diffusion_name=_name("diffusion_name_or_path", painter),
    )


def check_size(name: str, value: object, most: int = _LARGEST_SIZE) -> int:
    """A size from a file that is not trusted: a whole number from 1 to `most`.

    Raises:
        ImportRefused: anything else.
    """
    number = _integer(name, value)
    if not 1 <= number <= most:
        raise ImportRefused(f"The value {number} of {name} is not a size that a model can have.", ADVICE)
    return number


def check_layers(name: str, value: object) -> int:
    """A number of layers from a file that is not trusted (see `check_size`)."""
    return check_size(name, value, _MOST_LAYERS)


def _language(data: dict[str, Any]) -> dict[str, Any]:
    language = {key: data[key] for key in _LANGUAGE_KEYS if data.get(key) is not None}
    for key in ("vocab_size", "hidden_size", "intermediate_size", "num_attention_heads", "max_position_embeddings"):
        check_size(key, language.get(key))
    check_layers("num_hidden_layers", language.get("num_hidden_layers"))
    if "num_key_value_heads" in language:
        check_size("num_key_value_heads", language["num_key_value_heads"])
    # An absent pad id means none; LlamaConfig's own default must not step in.
    language["pad_token_id"] = data.get("pad_token_id")
    return language


def _plugins(data: dict[str, Any], hidden_size: int) -> dict[str, dict[str, Any]]:
    """The constructor arguments of the three plugins, without those that mean nothing here."""
    given = data.get("plugins_init_kwargs")
    if not isinstance(given, dict) or not all(isinstance(arguments, dict) for arguments in given.values()):
        raise ImportRefused("config.json does not describe the plugins of a DreamLLM.", ADVICE)
    _refuse_unknown("config.json (plugins_init_kwargs)", given, set(_PLUGIN_TYPES))
    missing = [name for name in _PLUGIN_TYPES if name not in given]
    if missing:
        raise ImportRefused(f"config.json does not describe these plugins: {', '.join(missing)}.", ADVICE)
    if data.get("plugins_type", _PLUGIN_TYPES) != _PLUGIN_TYPES:
        raise ImportRefused(f"config.json names plugins that are not known here: {data['plugins_type']}.", ADVICE)
    plugins = {}
    for name, arguments in given.items():
        if arguments.get("_target_") != _PLUGIN_TARGETS[name]:
            raise ImportRefused(
                f"config.json asks for the class {arguments.get('_target_')} ({name}), which is not known here.", ADVICE
            )
        if arguments.get("embed_hidden_size", 4096) != hidden_size:
            raise ImportRefused(f"The embed_hidden_size of {name} is not the hidden_size {hidden_size}.", ADVICE)
        left_out = _LEFTOVER_PATHS | _TRAINING_ONLY[name] | {"embed_hidden_size"}
        plugins[name] = {key: value for key, value in arguments.items() if key not in left_out}
        _refuse_unknown(f"config.json ({name})", plugins[name], _MEANINGFUL[name])
    return plugins


_MEANINGFUL = {
    VISION: {
        "clip_vision_model_name_or_path",
        "projector_type",
        "projector_depth",
        "select_layer",
        "use_additional_post_layernorm",
    },
    DREAM: {"num_dream_queries"},
    PAINTER: {"diffusion_name_or_path", "projector_type", "projector_depth"},
}


def _projector(plugin: str, arguments: dict[str, Any]) -> ProjectorConfig:
    kind = arguments.get("projector_type", "linear")
    depth = check_layers("projector_depth", arguments.get("projector_depth", 1))
    if kind == "linear":
        return ProjectorConfig("linear", 1)  # the official linear projector does not look at the depth
    if kind == "mlp":
        return ProjectorConfig("mlp", depth)
    raise ImportRefused(f"The projector_type {kind!r} of {plugin} is not known here.", ADVICE)


def _special_tokens(data: dict[str, Any], vocabulary: int) -> dict[str, int]:
    given = data.get("special_tokens2ids_dict")
    if not isinstance(given, dict) or not isinstance(given.get("additional_special_tokens"), dict):
        raise ImportRefused("config.json does not say the ids of the special tokens.", ADVICE)
    flat = {key: value for key, value in given.items() if key != "additional_special_tokens"}
    flat |= given["additional_special_tokens"]
    names = (BOS, EOS, UNK, *ADDED_TOKENS)
    _refuse_unknown("config.json (special_tokens2ids_dict)", flat, set(names))
    missing = [name for name in names if name not in flat]
    if missing:
        raise ImportRefused(f"config.json does not say the ids of these tokens: {', '.join(missing)}.", ADVICE)
    for name in names:
        if not 0 <= _integer(name, flat[name]) < vocabulary:
            raise ImportRefused(f"The id {flat[name]} of {name} is outside of the vocabulary ({vocabulary}).", ADVICE)
    if len(set(flat.values())) != len(flat):
        raise ImportRefused("config.json gives one id to several special tokens.", ADVICE)
    return {name: flat[name] for name in (UNK, BOS, EOS, PAD, *(n for n in ADDED_TOKENS if n != PAD))}


def _name(key: str, arguments: dict[str, Any]) -> str:
    value = arguments.get(key)
    if not isinstance(value, str) or not value:
        raise ImportRefused(f"config.json does not say {key}.", ADVICE)
    return value


def _integer(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ImportRefused(f"The value of {name} is not a whole number.", ADVICE)
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ImportRefused(f"The value of {name} is neither true nor false.", ADVICE)
    return value


def _refuse_unknown(where: str, keys: Iterable[str], known: set[str]) -> None:
    unknown = sorted(set(keys) - known)
    if unknown:
        raise ImportRefused(f"{where} says what is not known here: {', '.join(unknown)}.", ADVICE)
