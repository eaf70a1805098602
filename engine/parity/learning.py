"""Parity of training: losses, what they came from, and gradients."""

from __future__ import annotations

from typing import Any

import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

from engine.checkpoint.folder import DREAM as OWN
from engine.checkpoint.folder import VISION_PREFIX
from engine.checkpoint.official import Official
from engine.checkpoint.official_config import DREAM, PAINTER, VISION
from engine.checkpoint.official_weights import IN_MODEL, Place, tensor_places
from engine.model.dreamllm import DreamLLM
from engine.model.picture import open_picture, to_pixels
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import ABSOLUTE, GRADIENT_NORMS, GRADIENTS, LOSSES, Report
from engine.parity.speech import Speech
from engine.parity.words import pictures_of
from engine.sequence.layout import positions
from engine.training.losses import (
    Draws,
    NoiseOptions,
    denoising_loss,
    drop_conditions,
    encode_latents,
    language_loss,
    total_loss,
)

_SETTINGS = (
    "batch",
    "seed",
    "loss_weight_lm",
    "loss_weight_vm",
    "loss_scale_schedule",
    "drop_prob",
    "snr_gamma",
    "noise_offset",
    "input_perturbation",
)
_DRAWS = ("posterior_noise", "noise_eps", "timesteps", "drop_mask", "offset_noise", "perturb_noise")
_FREEZABLE = {
    VISION: {"freeze_clip_vision_model": ("clip_vision_model", True), "freeze_projector": ("projector", False)},
    DREAM: {"freeze_dream_queries": ("dream_queries", False)},
    PAINTER: {
        "freeze_vae": ("vae", True),
        "freeze_unet": ("unet", True),
        "freeze_projector": ("projector", False),
    },
}
"""Official flag -> which part it freezes, and whether it does so where config.json does not say."""


class Learner:
    """The model ready to learn as config.json says, and its parameters by their official names."""

    def __init__(self, fixture: Fixture, speech: Speech, official: Official) -> None:
        self.fixture = fixture
        self.speech = speech
        self.model = speech.model
        self.frozen = _frozen(fixture.config)
        self.parameters: dict[str, torch.nn.Parameter] = {}
        for plugin, places in tensor_places(official.config, official.components).items():
            for name, place in places.items():
                self.parameters[IN_MODEL.get(plugin, "") + name] = _parameter(self.model, place)
        for name, parameter in self.parameters.items():
            parameter.requires_grad_(not name.startswith(tuple(f"{part}." for part in self.frozen)))
        self.trained = [parameter for parameter in self.parameters.values() if parameter.requires_grad]

    def gradient(self, name: str) -> torch.Tensor:
        """The gradient of a parameter; zeros where the loss does not depend on it."""
        parameter = self.parameters[name]
        return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad


def check_learner(fixture: Fixture, report: Report, learner: Learner) -> None:
    """What is frozen, the unconditional dream of training, and the pictures of the batches."""
    if "freeze_flags_loaded" in fixture.facts:
        report.exact(f"{JSON}freeze_flags_loaded", sorted(learner.frozen), sorted(fixture.facts["freeze_flags_loaded"]))
    if "uncond_train_vs_infer_maxdiff" in fixture.facts:
        with torch.no_grad():
            gap = (_official_unconditional(learner) - learner.speech.dreams["uncond"]).abs().max()
        golden = fixture.facts["uncond_train_vs_infer_maxdiff"]
        report.number(f"{JSON}uncond_train_vs_infer_maxdiff", float(gap), golden, absolute=ABSOLUTE)
    for name in fixture.under("train.batch_"):
        full = f"train.batch_{name}"
        stored = fixture.arrays[full]
        if name.endswith(".images"):
            report.close(full, pictures_of(stored, learner.speech.pixels), stored)
        elif name.endswith(".images_dm"):
            size = (stored.shape[3], stored.shape[2])
            pictures = [to_pixels(open_picture(path.read_bytes()), size) for path in fixture.pictures]
            report.close(full, pictures_of(stored, torch.cat(pictures)), stored)


def check_step(fixture: Fixture, report: Report, learner: Learner, run: str) -> None:
    """One forward and backward pass."""
    settings = fixture.facts["train"][run]
    path = f"{JSON}train.{run}"
    arrays = {kind: fixture.arrays[f"train.{run}.{kind}"] for kind in fixture.under(f"train.{run}.")}
    report.given(*(f"{path}.{key}" for key in settings if key in _SETTINGS))
    report.given(*(f"train.{run}.{kind}" for kind in arrays if kind in _DRAWS))
    batch = fixture.under(f"train.batch_{settings['batch']}.")
    tensors = {kind: fixture.arrays[f"train.batch_{settings['batch']}.{kind}"] for kind in batch}
    learner.model.train()
    learner.model.zero_grad(set_to_none=True)
    values = _forward(learner, settings, tensors, arrays)
    torch.autograd.backward(values["loss"])
    learner.model.eval()
    for key in ("loss", "lm_loss", "vm_loss"):
        if key in settings:
            report.number(f"{path}.{key}", float(values[key].detach()), settings[key], relative=LOSSES)
    for kind, golden in arrays.items():
        if kind in values and kind not in _DRAWS:
            report.close(f"train.{run}.{kind}", values[kind], golden)
        elif kind.startswith("grad."):
            report.relative(f"train.{run}.{kind}", learner.gradient(kind.removeprefix("grad.")), golden, GRADIENTS)
    for name, golden in settings.get("grad_norms", {}).items():
        ours = float(learner.gradient(name).norm())
        report.number(f"{path}.grad_norms.{name}", ours, golden, relative=GRADIENT_NORMS)
    if "n_params_with_grad" in settings:
        report.exact(f"{path}.n_params_with_grad", len(learner.trained), settings["n_params_with_grad"])
    if "total_grad_norm" in settings:
        norms = [parameter.grad.norm() for parameter in learner.trained if parameter.grad is not None]
        total = float(torch.stack(norms).norm())
        report.number(f"{path}.total_grad_norm", total, settings["total_grad_norm"], relative=GRADIENT_NORMS)


def _forward(
    learner: Learner, settings: dict[str, Any], batch: dict[str, torch.Tensor], arrays: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """The losses, and the intermediate values under their golden names."""
    model = learner.model
    features = model.encode_pictures(batch["images"]) if "images" in batch else None
    mask = batch["attention_mask"]
    hidden = model.hidden(model.splice(batch["input_ids"], features), mask, positions(mask))
    values = {"lm_loss": language_loss(hidden, batch["labels"], model.logits), "vm_loss": torch.zeros(())}
    if "images_dm" in batch and "noise_eps" in arrays:
        values |= _denoise(learner, settings, hidden, batch, arrays)
    said = learner.fixture.config | settings
    values["loss"] = total_loss(
        values["lm_loss"],
        values["vm_loss"],
        said["loss_weight_lm"],
        said["loss_weight_vm"],
        said.get("loss_scale_schedule", "none"),
    )
    return values


def _denoise(
    learner: Learner,
    settings: dict[str, Any],
    hidden: torch.Tensor,
    batch: dict[str, torch.Tensor],
    arrays: dict[str, torch.Tensor],
) -> dict[str, torch.Tensor]:
    model = learner.model
    options = NoiseOptions(
        noise_offset=settings.get("noise_offset") or 0.0,
        input_perturbation=settings.get("input_perturbation") or 0.0,
        snr_gamma=settings.get("snr_gamma"),
        drop=settings.get("drop_prob"),
    )
    draws = Draws(
        posterior=arrays["posterior_noise"],
        noise=arrays["noise_eps"],
        offset=arrays.get("offset_noise"),
        perturbation=arrays.get("perturb_noise"),
        timesteps=arrays["timesteps"],
        drop=arrays.get("drop_mask"),
    )
    with torch.no_grad():
        latents = encode_latents(model.vae, batch["images_dm"], draws.posterior)
    states = model.dream_states(hidden, batch["input_ids"])
    values = {"latents": latents, "cond": states}
    if draws.drop is not None:
        values["uncond"] = _official_unconditional(learner).expand_as(states)
        states = drop_conditions(states, values["uncond"], draws.drop)
    values["unet_cond"] = model.condition(states)
    scheduler = DDPMScheduler.from_config(model.scheduler_config)
    result = denoising_loss(model.unet, scheduler, latents, values["unet_cond"], draws, options)
    return values | {
        "vm_loss": result.loss,
        "noisy_latents": result.noisy,
        "model_pred": result.prediction,
        "target": result.target,
    }


def _official_unconditional(learner: Learner) -> torch.Tensor:
    """As the official training has it, [1, N, H]: a dream block without the queries in it.

    A peculiarity that our training does not share; only so can the golden run be followed.
    """
    tokenizer = learner.speech.tokenizer
    ids = torch.tensor([[tokenizer.bos_id, *learner.speech.dream_ids(), tokenizer.eos_id]])
    return learner.model.hidden(learner.model.embed(ids))[:, 2 : 2 + learner.model.queries]


def _frozen(config: dict[str, Any]) -> list[str]:
    """Official names of the parts that config.json freezes."""
    frozen = []
    for plugin, flags in _FREEZABLE.items():
        for flag, (part, default) in flags.items():
            if config["plugins_init_kwargs"][plugin].get(flag, default):
                frozen.append(IN_MODEL[plugin] + part)
    return frozen


def _parameter(model: DreamLLM, place: Place) -> torch.nn.Parameter:
    owner: torch.nn.Module = model if place.component == OWN else model.get_submodule(place.component)
    try:
        return owner.get_parameter(place.name)
    except AttributeError:
        return owner.get_parameter(place.name.removeprefix(VISION_PREFIX))
