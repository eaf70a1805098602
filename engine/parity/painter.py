"""Parity of the painter: condition, UNet, VAE, schedules, whole sampling runs."""

from __future__ import annotations

import re
from typing import Any

import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

from engine.generate.diffusion import decode, denoise, make_scheduler
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import ABSOLUTE, IMAGES, LATENTS, RAW_IMAGES, Report
from engine.parity.speech import Speech
from engine.protocol.values import SchedulerName

_SAMPLERS: dict[str, SchedulerName] = {
    "DDIMScheduler": "ddim",
    "DDPMScheduler": "ddpm",
    "DPMSolverMultistepScheduler": "dpm++",
}
_PROJECTED = re.compile(r"sd\.cond_(.+)_projected")
_TIMESTEP = re.compile(r"sd\.unet_t(\d+)")
_SETTINGS = {
    "scheduler",
    "steps",
    "generator_seed",
    "latents_given",
    "eta",
    "prompt",
    "negative_prompt",
    "prompt_embeds",
    "negative_prompt_embeds",
    "guidance_scale",
    "guidance_rescale",
}


@torch.inference_mode()
def check_single_call(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """One call of projector, UNet or VAE, or what goes into one."""
    model, golden = speech.model, fixture.arrays[name]
    projected, timestep = _PROJECTED.fullmatch(name), _TIMESTEP.fullmatch(name)
    if name.startswith("sd.latents") or name == "sd.vae_in":
        report.given(name)
    elif projected:
        report.close(name, model.condition(speech.dreams[projected[1]]), golden)
    elif timestep:
        prediction = model.unet(_latents(fixture, name), int(timestep[1]), _condition_of(fixture, speech, name)).sample
        report.close(name, prediction, golden)
    elif name in ("sd.vae_mean", "sd.vae_logvar"):
        posterior = model.vae.encode(fixture.arrays["sd.vae_in"]).latent_dist
        report.close(name, posterior.mean if name == "sd.vae_mean" else posterior.logvar, golden)
    elif name == "sd.vae_decode":
        report.close(name, decode(model.vae, _latents(fixture, name)), golden)


@torch.inference_mode()
def check_influence(fixture: Fixture, report: Report, speech: Speech) -> None:
    """How much the UNet's answer spreads from the unconditional one: the standard deviation of the difference."""
    for name in fixture.facts:
        timestep = re.fullmatch(r"cond_influence_on_unet_t(\d+)", name)
        if timestep:
            call, time = f"sd.unet_t{timestep[1]}", int(timestep[1])
            latents, nothing = _latents(fixture, call), speech.model.condition(speech.dreams["uncond"])
            answer = speech.model.unet(latents, time, _condition_of(fixture, speech, call)).sample
            gap = answer - speech.model.unet(latents, time, nothing).sample
            report.number(f"{JSON}{name}", float(gap.std()), fixture.facts[name], absolute=ABSOLUTE)


def _latents(fixture: Fixture, call: str) -> torch.Tensor:
    """The latents that the note on a single call names; else those of the runs with one picture."""
    said = re.search(r"\b(sd\.latents\w*)", fixture.note(call))
    return fixture.arrays[said[1] if said else "sd.latents"]


def _condition_of(fixture: Fixture, speech: Speech, call: str) -> torch.Tensor:
    """The condition that the note on a single call names; else the first of the fixture."""
    said = re.search(r"conditioned on (sd\.\S*\w)", fixture.note(call))
    known = (f"sd.{name}" for name in fixture.under("sd.") if _PROJECTED.fullmatch(f"sd.{name}"))
    projected = _PROJECTED.fullmatch(said[1] if said else next(known))
    if projected is None:
        raise ValueError(f"the condition of {call} is not known")
    return speech.model.condition(speech.dreams[projected[1]])


def check_schedules(fixture: Fixture, report: Report, speech: Speech) -> None:
    """The noise schedules' settings."""
    for name, kind in (("ddpm_config", DDPMScheduler), ("ddim_config", DDIMScheduler)):
        config = dict(kind.from_config(speech.model.scheduler_config).config)
        config["_class_name"] = speech.model.scheduler_config["_class_name"]
        for key, golden in fixture.facts.get(name, {}).items():
            path = f"{JSON}{name}.{key}"
            if key.startswith("_") and key != "_class_name":
                report.given(path)
            elif key in config:
                report.exact(path, config[key], golden)
    if "vae_scaling_factor" in fixture.facts:
        ours = float(speech.model.vae.config["scaling_factor"])
        report.number(f"{JSON}vae_scaling_factor", ours, fixture.facts["vae_scaling_factor"])


def check_run(fixture: Fixture, report: Report, speech: Speech, run: str) -> None:
    """One sampling run, step by step."""
    settings = fixture.facts["pipeline"][run]
    path = f"{JSON}pipeline.{run}"
    report.given(*(f"{path}.{key}" for key in settings if key in _SETTINGS))
    if settings.get("eta"):
        raise ValueError("an eta other than 0 is not known")
    given = {kind: fixture.arrays[f"pipe.{run}.{kind}"] for kind in fixture.under(f"pipe.{run}.")}
    report.given(*(f"pipe.{run}.{kind}" for kind in ("init_latents", "step_noise") if kind in given))
    note = " ".join([fixture.note(f"pipe.{run}.latent"), *(str(settings.get(key)) for key in _SETTINGS)])
    condition, unconditional = _conditions(speech, settings, note)
    latents = given.get("init_latents", _named(note, "latents", fixture.arrays))
    scheduler = make_scheduler(speech.model.scheduler_config, _SAMPLERS[settings["scheduler"]])
    scheduler.set_timesteps(settings["steps"])
    if "timesteps" in settings:
        report.exact(f"{path}.timesteps", scheduler.timesteps.tolist(), settings["timesteps"])
    steps = denoise(
        speech.model.unet,
        condition,
        unconditional,
        scheduler,
        fixture.arrays["sd.latents"] if latents is None else latents,
        steps=settings["steps"],
        guidance=settings.get("guidance_scale", 7.5),
        guidance_rescale=settings.get("guidance_rescale", 0.0),
        step_noise=_step_noise(given, len(scheduler.timesteps)),
    )
    trajectory = torch.stack([state.latents for state in steps])
    raw = decode(speech.model.vae, trajectory[-1])
    ours = {"latent": trajectory[-1], "trajectory": trajectory, "decoded_raw": raw}
    for kind, golden in given.items():
        if kind in ("latent", "trajectory"):
            report.relative(f"pipe.{run}.{kind}", ours[kind], golden, LATENTS)
        elif kind == "decoded_raw":
            report.close(f"pipe.{run}.{kind}", raw, golden, RAW_IMAGES)
        elif kind == "image":
            picture = (raw / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1)
            report.close(f"pipe.{run}.{kind}", picture, golden, IMAGES)


def _step_noise(given: dict[str, torch.Tensor], steps: int) -> list[torch.Tensor] | None:
    """The noise of each step. The official sampler draws none at timestep 0, where it would have no weight."""
    if "step_noise" not in given:
        return None
    noise = given["step_noise"]
    return [*noise, *torch.zeros_like(noise[:1])] if len(noise) == steps - 1 else list(noise)


@torch.inference_mode()
def _conditions(speech: Speech, settings: dict[str, Any], note: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The run's condition and its unconditional or negative one, each [n, N, X]."""
    dreams = {f"dream.{name}": states for name, states in speech.dreams.items()}
    dreams |= {f"dream.{name}.embeds": states for name, states in speech.dreams.items()}
    states, negative = _named(note, "prompt_embeds", dreams), _named(note, "negative", dreams)
    if states is None:
        states = speech.dreams_of(settings.get("prompt", ""))
    if negative is None and settings.get("negative_prompt"):
        negative = speech.dreams_of(settings["negative_prompt"])
    if negative is None:
        negative = speech.dreams["uncond"]
    return speech.model.condition(states), speech.model.condition(negative)


def _named(note: str, key: str, tensors: dict[str, torch.Tensor]) -> torch.Tensor | None:
    """What a note gives to a key: `key=a`, `key=[a;b]` or `key=[a]*n` joins rows of the tensors of these names."""
    said = re.search(rf"(?<![\w.]){key}=(?:\[([^\]]*)\](?:\*(\d+))?|([\w.]+))", note)
    if not said:
        return None
    listed, times, alone = said.groups()
    names = [alone] if alone else [name.strip() for name in re.split(r"[;,]", listed)] * int(times or 1)
    return torch.cat([tensors[name.rstrip(".")] for name in names])
