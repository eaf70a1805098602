"""Sampling pictures from a latent diffusion model: small functions, in the order in which they are used.

Noise comes from the CPU, one generator for each picture, so that a picture depends on its own seed alone: not
on the device, and not on the pictures beside it in a batch.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_dpmsolver_multistep import DPMSolverMultistepScheduler

from engine.protocol.values import SchedulerName


class AncestralScheduler(DDIMScheduler):
    """DDPM's ancestral sampler (Ho et al. 2020, fixed small variance), which is DDIM with eta 1.

    Song et al. 2021, section 4.1.
    """

    def noisy_step(
        self, prediction: torch.Tensor, timestep: int, latents: torch.Tensor, noise: torch.Tensor
    ) -> torch.Tensor:
        """One step with the given normal noise; all tensors [n, C, h, w]."""
        # Where the schedule clips its estimate of the picture, DDPM's mean is that of the clipped one.
        clips = bool(self.config["clip_sample"] or self.config["thresholding"])
        stepped = super().step(
            prediction,
            timestep,
            latents,
            eta=1.0,
            use_clipped_model_output=clips,
            variance_noise=noise,
            return_dict=False,
        )
        return stepped[0]  # type: ignore[no-any-return]


Scheduler = DPMSolverMultistepScheduler | DDIMScheduler


@dataclass(frozen=True)
class Denoised:
    """The state after one step.

    Attributes:
        step: 1 to `steps`.
        latents: [n, C, h, w].
        estimate: [n, C, h, w], the clean latents as guessed at this step; what a preview shows.
    """

    step: int
    steps: int
    latents: torch.Tensor
    estimate: torch.Tensor


def noise_generator(seed: int) -> torch.Generator:
    """The source of all noise of one picture, on the CPU. Its first draw is the initial noise."""
    return torch.Generator("cpu").manual_seed(seed)


def draw_noise(generators: Sequence[torch.Generator], shape: Sequence[int]) -> torch.Tensor:
    """One normal draw for each picture: [n, *shape], float32, on the CPU."""
    return torch.stack([torch.randn(tuple(shape), generator=generator) for generator in generators])


def initial_noise(seed: int, shape: Sequence[int]) -> torch.Tensor:
    """The noise that a picture of that seed starts from: [1, *shape], float32, on the CPU."""
    return draw_noise([noise_generator(seed)], shape)


def make_scheduler(config: Mapping[str, Any], name: SchedulerName) -> Scheduler:
    """A fresh sampler of the noise schedule that the painter was trained with.

    Args:
        config: the checkpoint's scheduler config, of whatever class (SD-like folders name PNDM).
        name: "dpm++" is DPM-Solver++ 2M (Lu et al. 2022).
    """
    shared = {key: value for key, value in config.items() if not key.startswith("_")}
    scheduler: Scheduler
    if name == "dpm++":
        scheduler = DPMSolverMultistepScheduler.from_config(
            shared, algorithm_type="dpmsolver++", solver_order=2, solver_type="midpoint", lower_order_final=True
        )
    elif name == "ddim":
        scheduler = DDIMScheduler.from_config(shared)
    else:
        scheduler = AncestralScheduler.from_config(shared, set_alpha_to_one=True)
    return scheduler


def set_steps(scheduler: Scheduler, steps: int) -> None:
    """Lay `steps` time steps over the noise schedule."""
    with warnings.catch_warnings():
        # diffusers makes numpy arrays of tensors in a way that the two libraries are still agreeing on
        warnings.filterwarnings("ignore", "__array__ implementation", DeprecationWarning)
        scheduler.set_timesteps(steps)
    # An offset of the schedule may push the first of very many steps beyond its end.
    beyond = int(scheduler.timesteps[0]) - (len(scheduler.alphas_cumprod) - 1)
    if beyond > 0:
        scheduler.timesteps = scheduler.timesteps - beyond


def steps_to_run(steps: int, strength: float) -> int:
    """How many of `steps` a repainting of that strength (0, 1] takes: the last ones, at least one."""
    return min(steps, max(1, round(steps * strength)))


def noised(scheduler: Scheduler, clean: torch.Tensor, noise: torch.Tensor, steps: int, strength: float) -> torch.Tensor:
    """The start of a repainting: clean latents [n, C, h, w] with the noise of the step where it begins.

    At strength 1 nothing of the picture is left. Calls `set_steps`.
    """
    set_steps(scheduler, steps)
    run = steps_to_run(steps, strength)
    if run == steps:
        return noise
    kept = _kept(scheduler, int(scheduler.timesteps[steps - run]))
    return math.sqrt(kept) * clean + math.sqrt(1 - kept) * noise


def guided(positive: torch.Tensor, negative: torch.Tensor, guidance: float, rescale: float = 0.0) -> torch.Tensor:
    """Classifier-free guidance (Ho & Salimans 2022), with the rescale of Lin et al. 2023, section 3.4.

    Args:
        positive, negative: predictions [n, C, h, w] with and without the condition.
        guidance: scale s in u + s * (c - u).
        rescale: 0 to 1, how far the spread (unbiased, over C, h, w) is pulled back to the unguided one.
    """
    prediction = negative + guidance * (positive - negative)
    if rescale <= 0:
        return prediction
    axes = list(range(1, positive.ndim))
    ratio = positive.std(dim=axes, keepdim=True) / prediction.std(dim=axes, keepdim=True)
    return rescale * (prediction * ratio) + (1 - rescale) * prediction


def clean_estimate(
    scheduler: Scheduler, prediction: torch.Tensor, timestep: int, latents: torch.Tensor
) -> torch.Tensor:
    """The clean latents that a prediction implies at a timestep; shapes as the latents."""
    kept = _kept(scheduler, timestep)
    kind = scheduler.config["prediction_type"]
    if kind == "epsilon":
        return (latents - math.sqrt(1 - kept) * prediction) / math.sqrt(kept)
    if kind == "v_prediction":
        return math.sqrt(kept) * latents - math.sqrt(1 - kept) * prediction
    return prediction


@torch.inference_mode()
def denoise(
    unet: UNet2DConditionModel,
    condition: torch.Tensor,
    unconditional: torch.Tensor | None,
    scheduler: Scheduler,
    latents: torch.Tensor,
    *,
    steps: int,
    guidance: float,
    guidance_rescale: float = 0.0,
    strength: float = 1.0,
    generators: Sequence[torch.Generator] = (),
    step_noise: Sequence[torch.Tensor] | None = None,
) -> Iterator[Denoised]:
    """Denoise step by step, yielding after each one. Stop by not asking for the next.

    Args:
        condition: [1 or n, N, X], as the UNet reads it; one condition may serve all n pictures.
        unconditional: [1 or n, N, X]; not used (and may be None) at a guidance of 1 or less.
        scheduler: from `make_scheduler`; its state is reset here.
        latents: [n, C, h, w], pure noise, or what `noised` gave for the same steps and strength.
        generators: one for each picture, for samplers that add noise at each step (DDPM). Already used for
            the initial noise, so that one seed tells all.
        step_noise: that noise itself, [n, C, h, w] for each step, instead of the generators.
    """
    set_steps(scheduler, steps)
    run = steps_to_run(steps, strength)
    if isinstance(scheduler, DPMSolverMultistepScheduler):
        scheduler.set_begin_index(steps - run)
    both = _both(condition, unconditional if guidance > 1 else None, latents.shape[0]).to(unet.dtype)
    latents = latents.to(unet.device, torch.float32)
    for number, timestep in enumerate(scheduler.timesteps[steps - run :].tolist()):
        prediction = _predict(unet, both, latents, timestep, guidance, guidance_rescale)
        estimate = clean_estimate(scheduler, prediction, timestep, latents)
        if isinstance(scheduler, AncestralScheduler):
            noise = draw_noise(generators, latents.shape[1:]) if step_noise is None else step_noise[number]
            latents = scheduler.noisy_step(prediction, timestep, latents, noise.to(latents.device))
        else:
            latents = scheduler.step(prediction, timestep, latents, return_dict=False)[0]
        yield Denoised(number + 1, run, latents, estimate)


def decode(vae: AutoencoderKL, latents: torch.Tensor) -> torch.Tensor:
    """Latents [n, C, h, w] to pictures [n, 3, H, W], float32, nominally in [-1, 1], not clamped.

    One picture at a time: a decoder's activations are the largest tensors of all.
    """
    with torch.inference_mode():
        scaled = (latents / vae.config["scaling_factor"]).to(vae.device, vae.dtype)
        return torch.cat([vae.decode(one[None], return_dict=False)[0] for one in scaled]).float()


def encode(vae: AutoencoderKL, pictures: torch.Tensor) -> torch.Tensor:
    """Pictures [n, 3, H, W] in [-1, 1] to clean latents [n, C, h, w], float32: the mean of the posterior."""
    with torch.inference_mode():
        means: torch.Tensor = vae.encode(pictures.to(vae.device, vae.dtype), return_dict=False)[0].mean
        return means.float() * float(vae.config["scaling_factor"])


def _kept(scheduler: Scheduler, timestep: int) -> float:
    """The share of the clean latents' variance that is left at a timestep."""
    return float(scheduler.alphas_cumprod[timestep])


def _both(condition: torch.Tensor, unconditional: torch.Tensor | None, count: int) -> torch.Tensor:
    positive = condition.expand(count, -1, -1)
    if unconditional is None:
        return positive
    return torch.cat([unconditional.expand(count, -1, -1), positive])


def _predict(
    unet: UNet2DConditionModel,
    both: torch.Tensor,
    latents: torch.Tensor,
    timestep: int,
    guidance: float,
    rescale: float,
) -> torch.Tensor:
    count = latents.shape[0]
    repeated = latents.repeat(both.shape[0] // count, 1, 1, 1).to(unet.dtype)
    prediction: torch.Tensor = unet(repeated, timestep, encoder_hidden_states=both, return_dict=False)[0].float()
    if both.shape[0] == count:
        return prediction
    negative, positive = prediction.chunk(2)
    return guided(positive, negative, guidance, rescale)
