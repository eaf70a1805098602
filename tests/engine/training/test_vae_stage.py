"""The autoencoder, and its decoder alone."""

from __future__ import annotations

import random

import pytest
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

from engine.training.bank import Bank
from engine.training.presets import TINY
from engine.training.vae_stage import DecoderStage, VaeStage, build_vae, encode_bank, latent_scale

SIZES = TINY.sizes


@pytest.fixture
def vae() -> AutoencoderKL:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return build_vae(SIZES)


def test_latents_are_an_eighth_of_the_picture(vae: AutoencoderKL, bank: Bank) -> None:
    posterior = vae.encode(bank.batch([0])).latent_dist
    assert posterior.mean.shape == (1, SIZES.latents, SIZES.picture // 8, SIZES.picture // 8)
    assert posterior.std.max() < 0.5
    assert vae.decode(posterior.mean).sample.shape == (1, 3, SIZES.picture, SIZES.picture)


def test_all_of_it_learns(vae: AutoencoderKL, bank: Bank) -> None:
    stage = VaeStage(vae, bank, TINY.vae)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    loss.backward()  # type: ignore[no-untyped-call]
    assert 0 < metrics["loss"] < 20
    assert 0 < metrics["psnr"] < 20
    assert all(parameter.grad is not None for parameter in stage.parameters())


def test_the_scale_brings_latents_to_unit_spread(vae: AutoencoderKL, bank: Bank) -> None:
    vae.register_to_config(scaling_factor=latent_scale(vae, bank))  # type: ignore[no-untyped-call]
    latents = encode_bank(vae, bank)
    assert latents.shape == (TINY.bank, SIZES.latents, 4, 4)
    assert latents.dtype == torch.float16
    assert latents.float().std() == pytest.approx(1.0, abs=0.02)


def test_only_the_decoder_goes_on(vae: AutoencoderKL, bank: Bank) -> None:
    stage = DecoderStage(vae, bank, encode_bank(vae, bank), TINY.decoder)
    loss, metrics = stage.loss(0, random.Random(0), torch.Generator().manual_seed(0))
    loss.backward()  # type: ignore[no-untyped-call]
    assert metrics["psnr"] > 0
    trained = {name for name, parameter in vae.named_parameters() if parameter.grad is not None}
    assert trained == {name for name, _ in vae.named_parameters() if name.startswith(("decoder.", "post_quant_conv."))}
    assert set(stage.modules()) == {"decoder", "post_quant_conv"}


def test_crops_of_latents_belong_to_crops_of_pictures(bank: Bank) -> None:
    """A decoder that only enlarges, on latents that are small pictures: its error is that of enlarging."""

    class Enlarging(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.decoder = torch.nn.Linear(1, 1)
            self.post_quant_conv = torch.nn.Linear(1, 1)
            self.device = torch.device("cpu")
            self.config = {"scaling_factor": 2.0}

        def decode(self, latents: torch.Tensor) -> Enlarging:
            self.sample = torch.nn.functional.interpolate(latents, scale_factor=8).bfloat16()
            return self

    pictures = bank.batch(list(range(TINY.bank)))
    small = torch.nn.functional.avg_pool2d(pictures, 8)
    enlarged = torch.nn.functional.interpolate(small, scale_factor=8)
    expected = 10 * torch.log10(4 / ((pictures - enlarged) ** 2).mean())
    stage = DecoderStage(Enlarging(), bank, small.half() * 2, TINY.decoder)  # type: ignore[arg-type]
    found = [stage.loss(i, random.Random(i), torch.Generator())[1]["psnr"] for i in range(30)]
    assert sum(found) / len(found) == pytest.approx(expected.item(), abs=1.5)
