"""Which official tensor becomes which of ours: every name and shape is compared before a number is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.checkpoint.folder import DREAM as OWN
from engine.checkpoint.folder import LANGUAGE_MODEL, UNET, VAE, VISION_ENCODER, VISION_PREFIX
from engine.checkpoint.official_components import Components
from engine.checkpoint.official_config import ADVICE, DREAM, PAINTER, VISION, OfficialConfig
from engine.checkpoint.stored import Stored, named, open_language_model, open_torch
from engine.config import ProjectorConfig
from engine.errors import ImportRefused

IN_MODEL = {VISION: f"model.{VISION}.", DREAM: f"model.{DREAM}.", PAINTER: f"{PAINTER}."}
"""Where a state dict of the whole model keeps the plugins' tensors, again."""

_IGNORED = re.compile(r"(.*\.)?(rotary_emb\.inv_freq|embeddings\.position_ids)")
"""Constants that older libraries stored among the weights."""

_OLD_VAE_ATTENTION = (
    (re.compile(r"^(vae\..*\.attentions\.\d+)\.query\."), r"\1.to_q."),
    (re.compile(r"^(vae\..*\.attentions\.\d+)\.key\."), r"\1.to_k."),
    (re.compile(r"^(vae\..*\.attentions\.\d+)\.value\."), r"\1.to_v."),
    (re.compile(r"^(vae\..*\.attentions\.\d+)\.proj_attn\."), r"\1.to_out.0."),
)


@dataclass(frozen=True)
class Place:
    """Where a tensor belongs in our folder: the component's folder, the name in it, the shape that it must have."""

    component: str
    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Weights:
    """All tensors of one component in our names, checked but not yet read."""

    component: str
    tensors: Stored


def collect_weights(source: Path, official: OfficialConfig, components: Components) -> list[Weights]:
    """Every tensor of the official folder at its place in ours.

    The plugins' own files hold what counts; a copy inside the language model's file is compared in shape and left out.

    Raises:
        ImportRefused: tensors missing, left over, of another shape or of another kind; they are named.
    """
    language = open_language_model(source)
    places = tensor_places(official, components)
    stored = {"": {name: tensor for name, tensor in language.items() if not name.startswith(tuple(IN_MODEL.values()))}}
    for plugin, prefix in IN_MODEL.items():
        copies = {name[len(prefix) :]: tensor for name, tensor in language.items() if name.startswith(prefix)}
        stored[plugin] = _plugin_tensors(source, plugin, copies)
    problems: list[str] = []
    placed: dict[str, Stored] = {}
    for plugin, wanted in places.items():
        given = {name: tensor for name, tensor in stored[plugin].items() if not _IGNORED.fullmatch(name)}
        problems += _compare(f"{plugin}: " if plugin else "", wanted, given)
        for name in wanted.keys() & given.keys():
            place = wanted[name]
            placed.setdefault(place.component, {})[place.name] = given[name]
    if problems:
        raise ImportRefused("The weights are not what config.json says. " + " ".join(problems), ADVICE)
    return [Weights(component, tensors) for component, tensors in placed.items()]


def tensor_places(official: OfficialConfig, components: Components) -> dict[str, dict[str, Place]]:
    """Where each official tensor belongs: by plugin ("" for the language model), then by the name in its file."""
    return {
        "": _language_places(components),
        VISION: _vision_places(official, components),
        DREAM: {"dream_queries": Place(OWN, "dream_queries", (1, official.dream.queries, _hidden(official)))},
        PAINTER: _painter_places(official, components),
    }


def _compare(where: str, wanted: dict[str, Place], given: Stored) -> Iterator[str]:
    both = wanted.keys() & given.keys()
    misshapen = [
        f"{where}{name} {list(given[name].shape)} instead of {list(wanted[name].shape)}"
        for name in both
        if given[name].shape != wanted[name].shape
    ]
    lists = (
        ("Missing", [where + name for name in wanted.keys() - both]),
        ("Not known here", [where + name for name in given.keys() - both]),
        ("Of another shape", misshapen),
        ("Not in floating point numbers", [where + name for name in both if given[name].dtype is None]),
    )
    for what, names in lists:
        if names:
            yield f"{what}: {named(names)}."


def _plugin_tensors(source: Path, plugin: str, copies: Stored) -> Stored:
    """A plugin's tensors: its own file's, else its older file's; what neither holds, from the language model's file."""
    copies = {_modern(name): tensor for name, tensor in copies.items()}
    own: Stored = {}
    if (source / f"{plugin}.bin").is_file():
        own = open_torch(source / f"{plugin}.bin")
    elif (source / _LEGACY[plugin][0]).is_file():
        file, rename = _LEGACY[plugin]
        own = {rename(name): tensor for name, tensor in open_torch(source / file).items()}
    own = {_modern(name): tensor for name, tensor in own.items()}
    different = [f"{plugin}: {name}" for name in own.keys() & copies.keys() if own[name].shape != copies[name].shape]
    if different:
        raise ImportRefused(f"The folder holds these tensors twice in different shapes: {named(different)}.", ADVICE)
    return copies | own


def _legacy_projector(name: str) -> str:
    return "projector.projector." + re.sub(r"^(projector\.)*", "", name)


_LEGACY: dict[str, tuple[str, Callable[[str], str]]] = {
    VISION: ("clip_vision_model_projector.pt", _legacy_projector),
    DREAM: ("dream_queries.pt", lambda name: name or "dream_queries"),
    PAINTER: ("unet_projector.pt", _legacy_projector),
}
"""The older files: which, and how their names read today. The first and last hold the projector only."""


def _modern(name: str) -> str:
    for old, new in _OLD_VAE_ATTENTION:
        name = old.sub(new, name)
    return name


def _hidden(official: OfficialConfig) -> int:
    return int(official.language["hidden_size"])


def _shapes(model: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}


def _language_places(components: Components) -> dict[str, Place]:
    shapes = _shapes(components.language_model)
    return {name: Place(LANGUAGE_MODEL, name, shape) for name, shape in shapes.items()}


def _vision_places(official: OfficialConfig, components: Components) -> dict[str, Place]:
    places = {}
    for name, shape in _shapes(components.vision_encoder).items():
        # Whether the tower is a child of its own in CLIPVisionModel depends on the library's version.
        stored = VISION_PREFIX + name.removeprefix(VISION_PREFIX)
        places[f"clip_vision_model.{stored}"] = Place(VISION_ENCODER, stored, shape)
    width, hidden = int(components.vision_encoder.config.hidden_size), _hidden(official)
    places |= _projector_places("vision_projector", official.dream.vision_projector, width, hidden, bias=True)
    if official.dream.post_layernorm:
        for kind in ("weight", "bias"):
            places[f"post_layernorm.{kind}"] = Place(OWN, f"post_layernorm.{kind}", (hidden,))
    return places


def _painter_places(official: OfficialConfig, components: Components) -> dict[str, Place]:
    places = {}
    for part, model in ((VAE, components.vae), (UNET, components.unet)):
        for name, shape in _shapes(model).items():
            places[f"{part}.{name}"] = Place(part, name, shape)
    cross = components.unet.config["cross_attention_dim"]
    if not isinstance(cross, int):
        raise ImportRefused("unet/config.json does not give one cross_attention_dim.", ADVICE)
    projector = official.dream.condition_projector
    return places | _projector_places("condition_projector", projector, _hidden(official), cross, bias=False)


def _projector_places(ours: str, config: ProjectorConfig, inner: int, outer: int, *, bias: bool) -> dict[str, Place]:
    """Official names of a projector's linear layers: one alone has no number, others count the GELUs between them."""
    places = {}
    for layer in range(config.depth):
        official = "projector.projector." + ("" if config.kind == "linear" else f"{2 * layer}.")
        name = f"{ours}.{2 * layer}."
        places[official + "weight"] = Place(OWN, name + "weight", (outer, outer if layer else inner))
        if bias:
            places[official + "bias"] = Place(OWN, name + "bias", (outer,))
    return places
