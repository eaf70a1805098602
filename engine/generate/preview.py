"""Previews: how an unfinished picture looks, by a linear map from latents to colours."""

from __future__ import annotations

import io
from collections.abc import Sequence

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from PIL import Image

from engine.generate.diffusion import encode

Map = tuple[tuple[float, ...], ...]
"""3 rows of (latent channels + 1) numbers: latent -> RGB in [-1, 1], last column the offset."""

SHORTEST, LONGEST = 128, 256
QUALITY = 80


def fit_preview(vae: AutoencoderKL, images: torch.Tensor) -> Map:
    """The map that fits a VAE best, by least squares over the pixels of some pictures.

    Args:
        images: [n, 3, H, W] in [-1, 1]; a few dozen typical pictures do.
    """
    latents = torch.cat([encode(vae, image[None]) for image in images]).cpu()
    height, width = latents.shape[-2:]
    colours = torch.nn.functional.adaptive_avg_pool2d(images.float().cpu(), (height, width))
    inputs = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])
    inputs = torch.cat([inputs, torch.ones(len(inputs), 1)], dim=1).double()
    targets = colours.permute(0, 2, 3, 1).reshape(-1, 3).double()
    # A whisper of ridge keeps the map finite where the pictures say nothing about a channel.
    gram = inputs.T @ inputs + 1e-6 * len(inputs) * torch.eye(inputs.shape[1], dtype=torch.float64)
    solution = torch.linalg.solve(gram, inputs.T @ targets)
    return tuple(tuple(row) for row in solution.T.tolist())


def stand_in_pictures(size: tuple[int, int], factor: int, count: int = 24) -> torch.Tensor:
    """Soft fields of chance colours, [n, 3, H, W] in [-1, 1], to fit a map with when there are no real pictures.

    Args:
        size: width and height of the model's own pictures; more than 64 pixels are not needed.
        factor: the decoder's, which divides the result's sides.
    """
    width, height = (max(factor, min(side, 64) // factor * factor) for side in size)
    corners = torch.rand(count, 3, 3, 3, generator=torch.Generator("cpu").manual_seed(0))
    fields = torch.nn.functional.interpolate(corners, (height, width), mode="bilinear", align_corners=True)
    return fields * 2 - 1


def preview_jpeg(estimate: torch.Tensor, colours: Map, size: tuple[int, int]) -> bytes:
    """A small JPEG of clean-latent estimates [C, h, w]; b"" when the model has no map.

    Args:
        colours: the map; empty for none.
        size: width and height of the finished picture; the preview keeps its shape, 128 to 256 pixels long.
    """
    if not colours:
        return b""
    weights = torch.tensor(colours, dtype=torch.float32)
    flat = estimate.detach().float().cpu().flatten(1)
    rgb = torch.addmm(weights[:, -1:], weights[:, :-1], flat).add(1).mul(127.5).clamp(0, 255)
    pixels = rgb.T.reshape(*estimate.shape[-2:], 3).to(torch.uint8).contiguous().numpy()
    file = io.BytesIO()
    Image.fromarray(pixels).resize(_shown_size(size), Image.Resampling.BICUBIC).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _shown_size(size: Sequence[int]) -> tuple[int, int]:
    longest = max(size)
    scale = min(max(longest, SHORTEST), LONGEST) / longest
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
