"""The UNet learns what the vision encoder sees."""

from __future__ import annotations

import torch

from engine.config import DreamConfig
from engine.training.alignment import Aligner, see_bank
from engine.training.bank import Bank
from engine.training.clip_stage import build_vision
from engine.training.latent_stage import build_unet
from engine.training.presets import TINY

SIZES = TINY.sizes


def test_the_first_half_of_the_painter_learns_it() -> None:
    torch.manual_seed(0)
    unet = build_unet(SIZES)
    aligner = Aligner(unet, features=8)
    seen = torch.randn(3, 4, 8)
    given = torch.randn(3, SIZES.latents, 4, 4), torch.tensor([1, 500, 990]), torch.randn(3, 5, SIZES.condition)
    optimiser = torch.optim.AdamW([*unet.parameters(), *aligner.parameters()], lr=3e-3)
    losses = []
    for _ in range(30):
        unet(*given)
        loss = aligner.loss(seen)
        loss.backward()  # type: ignore[no-untyped-call]
        assert unet.conv_in.weight.grad is not None
        assert unet.conv_out.weight.grad is None
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
    assert 0.5 < losses[0] < 1.5
    assert losses[-1] < 0.3


def test_what_is_seen_is_in_standard_deviations(bank: Bank) -> None:
    torch.manual_seed(0)
    vision = build_vision(SIZES).eval()
    seen = see_bank(vision, DreamConfig.select_layer, bank, SIZES.vision_picture)
    patches = (SIZES.vision_picture // SIZES.vision_patch) ** 2
    assert seen.shape == (len(bank.scenes), patches, SIZES.vision_width)
    assert seen.dtype == torch.float16
    numbers = seen.float().flatten(0, 1)
    torch.testing.assert_close(numbers.mean(0), torch.zeros(SIZES.vision_width), atol=0.01, rtol=0)
    torch.testing.assert_close(numbers.std(0), torch.ones(SIZES.vision_width), atol=0.02, rtol=0)
