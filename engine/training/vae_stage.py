"""Stage (a), first piece: the autoencoder between pixels and latents, learned on crops."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from torch import Tensor, nn

from engine.training.bank import Bank
from engine.training.loop import Metrics, Schedule
from engine.training.presets import Sizes
from engine.training.sheets import save_sheet, to_image

KL_WEIGHT = 1e-6
SQUARED_WEIGHT = 5.0
EDGE_WEIGHT = 0.5


def build_vae(sizes: Sizes) -> AutoencoderKL:
    """A fresh autoencoder: [n, 3, s, s] in [-1, 1] <-> latents [n, c, s / 8, s / 8]."""
    groups = min(8, min(sizes.vae))
    vae: AutoencoderKL = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=sizes.vae,
        layers_per_block=1,
        latent_channels=sizes.latents,
        norm_num_groups=groups,
        sample_size=sizes.picture,
        mid_block_add_attention=False,
        scaling_factor=1.0,
    )
    # A posterior that starts narrow: with unit noise the first hundreds of steps are lost in it.
    moments = vae.quant_conv
    assert moments is not None
    assert moments.bias is not None
    with torch.no_grad():
        moments.bias[sizes.latents :] = -6.0
    return vae


def post_quant_conv(vae: AutoencoderKL) -> nn.Module:
    """The layer between latents and decoder, which every autoencoder of ours has."""
    layer = vae.post_quant_conv
    assert layer is not None
    return layer


class VaeStage:
    """Trains the autoencoder on square crops of half the picture's side.

    The loss is mostly squared error (colours come first with it), some absolute error, the absolute error of the
    picture's gradients (so that outlines are sharp), and a very small pull of the posterior towards a normal
    distribution.
    """

    name = "vae"

    def __init__(self, vae: AutoencoderKL, bank: Bank, schedule: Schedule) -> None:
        self.vae, self.bank, self.schedule = vae, bank, schedule

    def modules(self) -> dict[str, nn.Module]:
        return {"vae": self.vae}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.vae.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        device = self.vae.device
        pictures = self.bank.batch(sorted(rng.sample(range(len(self.bank.scenes)), self.schedule.batch))).to(device)
        side = pictures.shape[-1] // 2
        crops = torch.stack([self._crop(picture, side, rng) for picture in pictures])
        with torch.autocast(device.type, torch.bfloat16):
            posterior = self.vae.encode(crops).latent_dist
            noise = torch.randn(posterior.mean.shape, generator=generator, device=generator.device).to(device)
            decoded = self.vae.decode(posterior.mean + posterior.std * noise).sample
        decoded = decoded.float()
        squared = F.mse_loss(decoded, crops)
        edges = _gradient_error(decoded, crops)
        divergence = 0.5 * (posterior.mean.float() ** 2 + posterior.var.float() - 1 - posterior.logvar.float()).mean()
        loss = SQUARED_WEIGHT * squared + 0.5 * F.l1_loss(decoded, crops) + EDGE_WEIGHT * edges + KL_WEIGHT * divergence
        psnr = 10 * torch.log10(4 / squared.detach())
        return loss, {"loss": loss.detach(), "psnr": psnr, "kl": divergence.detach()}

    def _crop(self, picture: Tensor, side: int, rng: random.Random) -> Tensor:
        y, x = rng.randint(0, picture.shape[1] - side), rng.randint(0, picture.shape[2] - side)
        crop = picture[:, y : y + side, x : x + side]
        return crop.flip(-1) if rng.random() < 0.5 else crop

    @torch.no_grad()
    def sheet(self, path: Path) -> None:
        pictures = self.bank.batch(list(range(8)))
        decoded = self.vae.decode(self.vae.encode(pictures.to(self.vae.device)).latent_dist.mean).sample.cpu()
        save_sheet([[to_image(p) for p in pictures], [to_image(p) for p in decoded]], path)


class DecoderStage:
    """Goes on with the decoder alone, on latents that stay as they are: it sharpens while the UNet learns.

    It sees crops of the bank's own latents, in whole latent pixels, and the pixels that belong to them.
    """

    name = "decoder"

    def __init__(self, vae: AutoencoderKL, bank: Bank, latents: Tensor, schedule: Schedule) -> None:
        """`latents`: float16 [n, c, h, w] on the autoencoder's device, scaled, in the bank's order."""
        self.vae, self.bank, self.latents, self.schedule = vae, bank, latents, schedule
        vae.requires_grad_(False)
        for parameter in self.parameters():
            parameter.requires_grad_(True)

    def modules(self) -> dict[str, nn.Module]:
        return {"decoder": self.vae.decoder, "post_quant_conv": post_quant_conv(self.vae)}

    def parameters(self) -> Sequence[nn.Parameter]:
        return [*self.vae.decoder.parameters(), *post_quant_conv(self.vae).parameters()]

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        places = sorted(rng.sample(range(len(self.bank.scenes)), self.schedule.batch))
        pictures = self.bank.batch(places).to(self.vae.device)
        factor = pictures.shape[-1] // self.latents.shape[-1]
        side = self.latents.shape[-1] // 2
        crops, codes = [], []
        for picture, place in zip(pictures, places, strict=True):
            y, x = rng.randint(0, side), rng.randint(0, side)
            codes.append(self.latents[place, :, y : y + side, x : x + side])
            crops.append(picture[:, y * factor : (y + side) * factor, x * factor : (x + side) * factor])
        truth = torch.stack(crops)
        latents = torch.stack(codes).float() / self.vae.config["scaling_factor"]
        with torch.autocast(truth.device.type, torch.bfloat16):
            decoded = self.vae.decode(latents).sample
        decoded = decoded.float()
        squared = F.mse_loss(decoded, truth)
        loss = SQUARED_WEIGHT * squared + F.l1_loss(decoded, truth) + EDGE_WEIGHT * _gradient_error(decoded, truth)
        psnr = 10 * torch.log10(4 / squared.detach())
        return loss, {"loss": loss.detach(), "psnr": psnr}

    @torch.no_grad()
    def sheet(self, path: Path) -> None:
        latents = self.latents[:8].float() / self.vae.config["scaling_factor"]
        decoded = self.vae.decode(latents).sample.cpu()
        save_sheet([[to_image(p) for p in self.bank.batch(list(range(8)))], [to_image(p) for p in decoded]], path)


def _gradient_error(a: Tensor, b: Tensor) -> Tensor:
    """Mean absolute difference of horizontal and vertical finite differences."""
    d = a - b
    return (d[..., 1:, :] - d[..., :-1, :]).abs().mean() + (d[..., :, 1:] - d[..., :, :-1]).abs().mean()


@torch.no_grad()
def latent_scale(vae: AutoencoderKL, bank: Bank) -> float:
    """The factor that brings the bank's latents to unit standard deviation."""
    count = min(256, len(bank.scenes))
    latents = vae.encode(bank.batch(list(range(count))).to(vae.device)).latent_dist.mean
    return float(1.0 / latents.std())


@torch.no_grad()
def encode_bank(vae: AutoencoderKL, bank: Bank) -> Tensor:
    """Latent means of the whole bank, scaled: float16 [n, c, h, w]."""
    chunks = []
    for start in range(0, len(bank.scenes), 64):
        places = list(range(start, min(start + 64, len(bank.scenes))))
        pictures = bank.batch(places).to(vae.device)
        with torch.autocast(vae.device.type, torch.bfloat16):
            mean = vae.encode(pictures).latent_dist.mean
        chunks.append((mean.float() * vae.config["scaling_factor"]).half().cpu())
    return torch.cat(chunks)
