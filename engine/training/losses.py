"""The two losses of DreamLLM: the next token, and the noise in a dreamed picture.

Every random number of the second is drawn in one place, `draw`, or given, so that a run can be replayed.
Letters in shapes: B rows, L tokens, n pictures, N dream queries, H the language model's width, X the UNet's
condition width, C latent channels.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from torch import Tensor
from torch.nn import functional

from engine.sequence.layout import IGNORED

Scale = Literal["none", "l1_norm", "l2_norm"]


def language_loss(hidden: Tensor, labels: Tensor, head: Callable[[Tensor], Tensor]) -> Tensor:
    """Cross-entropy of each next token, mean over all that are learned in the batch.

    Only positions whose next token is learned go through `head`, which is most of the work.

    Args:
        hidden: [B, L, H] after the final norm.
        labels: [B, L] int64; `IGNORED` is not learned.
        head: [k, H] -> scores [k, vocabulary].

    Returns:
        A float32 scalar; 0 where nothing is learned.
    """
    targets = labels[:, 1:]
    learned = targets != IGNORED
    if not bool(learned.any()):
        return hidden.float().sum() * 0
    return functional.cross_entropy(head(hidden[:, :-1][learned]).float(), targets[learned])


@dataclass(frozen=True)
class NoiseOptions:
    """Options of the denoising loss; all are off by default.

    Attributes:
        noise_offset: adds this much of one normal number for each picture and channel to the noise.
        input_perturbation: adds this much of other noise to the input, not to the target.
        snr_gamma: weights steps by min(SNR, gamma) / SNR (Hang et al. 2023, arXiv:2303.09556), where SNR is
            one more for v-prediction.
        drop: probability with which a picture's condition is replaced by the unconditional one.
    """

    noise_offset: float = 0.0
    input_perturbation: float = 0.0
    snr_gamma: float | None = None
    drop: float | None = None


@dataclass(frozen=True)
class Draws:
    """All random numbers of one step.

    Attributes:
        posterior: [n, C, h, w] normal, samples the VAE's posterior.
        noise: [n, C, h, w] normal.
        offset: [n, C, 1, 1] normal, or None.
        perturbation: [n, C, h, w] normal, or None.
        timesteps: [n] int64.
        drop: [n] float, 1 where the condition is replaced; or None.
    """

    posterior: Tensor
    noise: Tensor
    offset: Tensor | None
    perturbation: Tensor | None
    timesteps: Tensor
    drop: Tensor | None

    def to(self, device: torch.device | str) -> Draws:
        """The same numbers on another device."""
        moved: dict[str, Any] = {
            name: tensor if tensor is None else tensor.to(device) for name, tensor in vars(self).items()
        }
        return Draws(**moved)


def draw(shape: tuple[int, ...], steps: int, options: NoiseOptions, generator: torch.Generator) -> Draws:
    """Draw a step's random numbers on the generator's device, in the order of `Draws`' attributes.

    Args:
        shape: of the latents, [n, C, h, w].
        steps: timesteps are drawn from 0 to steps - 1.
        options: what is off is not drawn.
        generator: the only source of chance.
    """
    count, channels = shape[:2]
    device = generator.device

    def normal(*size: int) -> Tensor:
        return torch.randn(size, generator=generator, device=device)

    posterior = normal(*shape)
    noise = normal(*shape)
    offset = normal(count, channels, 1, 1) if options.noise_offset else None
    perturbation = normal(*shape) if options.input_perturbation else None
    timesteps = torch.randint(0, steps, (count,), generator=generator, device=device)
    drop = None
    if options.drop is not None:
        drop = torch.bernoulli(torch.full((count,), options.drop, device=device), generator=generator)
    return Draws(posterior, noise, offset, perturbation, timesteps, drop)


def encode_latents(vae: AutoencoderKL, pixels: Tensor, posterior_noise: Tensor) -> Tensor:
    """Scaled latents of pictures.

    Args:
        pixels: [n, 3, H, W] in [-1, 1].
        posterior_noise: [n, C, h, w] normal.

    Returns:
        [n, C, h, w].
    """
    posterior = vae.encode(pixels).latent_dist
    return (posterior.mean + posterior.std * posterior_noise) * vae.config["scaling_factor"]  # type: ignore[no-any-return]


def drop_conditions(states: Tensor, unconditional: Tensor, drop: Tensor) -> Tensor:
    """Replace some dream states, before the condition projector.

    Args:
        states: [n, N, H].
        unconditional: [1 or n, N, H], of the empty prompt.
        drop: [n], 1 where the state is replaced, else 0.
    """
    return torch.where(drop[:, None, None] > 0, unconditional.to(states.dtype), states)


@dataclass(frozen=True)
class Denoising:
    """The denoising loss and what it came from.

    Attributes:
        loss: float32 scalar.
        noisy, prediction, target: [n, C, h, w].
    """

    loss: Tensor
    noisy: Tensor
    prediction: Tensor
    target: Tensor


def denoising_loss(
    unet: UNet2DConditionModel,
    scheduler: DDPMScheduler,
    latents: Tensor,
    condition: Tensor,
    draws: Draws,
    options: NoiseOptions | None = None,
) -> Denoising:
    """How well the UNet finds the noise in noised latents.

    Args:
        scheduler: made from the checkpoint's scheduler config; says what is predicted.
        latents: [n, C, h, w], scaled.
        condition: [n, N, X].
        draws: on the latents' device.

    Raises:
        ValueError: a prediction type other than epsilon and v_prediction.
    """
    options = options or NoiseOptions()
    noise = draws.noise if draws.offset is None else draws.noise + options.noise_offset * draws.offset
    mixed = noise if draws.perturbation is None else noise + options.input_perturbation * draws.perturbation
    timesteps: Any = draws.timesteps  # the library's annotation asks for 32 bits, its code for none
    noisy = scheduler.add_noise(latents, mixed, timesteps)
    prediction = unet(noisy, timesteps, condition).sample
    kind = scheduler.config["prediction_type"]
    if kind == "epsilon":
        target = noise
    elif kind == "v_prediction":
        target = scheduler.get_velocity(latents, noise, timesteps)
    else:
        raise ValueError(f"unknown prediction type {kind!r}")
    errors = functional.mse_loss(prediction.float(), target.float(), reduction="none").mean(dim=(1, 2, 3))
    if options.snr_gamma is not None:
        errors = errors * snr_weights(scheduler, timesteps, options.snr_gamma)
    return Denoising(errors.mean(), noisy, prediction, target)


def snr_weights(scheduler: DDPMScheduler, timesteps: Tensor, gamma: float) -> Tensor:
    """Min-SNR weights [n] of timesteps [n]; see `NoiseOptions.snr_gamma`."""
    kept = scheduler.alphas_cumprod.to(timesteps.device)[timesteps].float()
    snr = kept / (1 - kept)
    if scheduler.config["prediction_type"] == "v_prediction":
        snr = snr + 1
    weights: Tensor = snr.clamp(max=gamma) / snr
    return weights


def total_loss(
    language: Tensor,
    denoising: Tensor,
    language_weight: float,
    denoising_weight: float,
    scale: Scale = "none",
) -> Tensor:
    """The weighted sum, divided by the weights' sum (l1_norm), by the root of their squares (l2_norm), or by 1."""
    total = language_weight * language + denoising_weight * denoising
    match scale:
        case "l1_norm":
            return total / (language_weight + denoising_weight)
        case "l2_norm":
            return total / math.hypot(language_weight, denoising_weight)
        case "none":
            return total
