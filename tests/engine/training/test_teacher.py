"""The teacher: dreams that do what a caption does have nothing to learn from it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from torch import Tensor

from engine.training.captioned import TextTokens
from engine.training.latent_stage import SCHEDULER, build_unet
from engine.training.losses import Denoising, NoiseOptions, denoising_loss, draw
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from engine.training.teacher import Teacher
from tests.engine.training.silence import say_nothing

CAPTIONS = ["A red fox in the snow.", ""]
GAMMA = 5.0


@pytest.fixture(scope="module")
def pieces(complete_run: Path) -> Pieces:
    return Pieces(TINY, complete_run, say_nothing)


def test_what_differs_from_the_caption_is_the_loss(pieces: Pieces) -> None:
    tokens, text, noise = (
        TextTokens(pieces.tokenizer, TINY.sizes.text_context),
        pieces.text(),
        NoiseOptions(snr_gamma=GAMMA),
    )
    unet = build_unet(TINY.sizes).eval()
    pieces.load(unet, "latent", "unet")
    schedule = DDPMScheduler.from_config(SCHEDULER)
    side = TINY.sizes.picture // 8
    shape = (2, TINY.sizes.latents, side, side)
    draws = draw(shape, 1000, noise, torch.Generator().manual_seed(1))
    latents = torch.randn(shape, generator=torch.Generator().manual_seed(2))
    teacher = Teacher(text, tokens)

    def found(condition: Tensor) -> Denoising:
        return denoising_loss(unet, schedule, latents, condition, draws, noise)

    def taught(condition: Tensor) -> Tensor:
        return teacher.loss(unet, schedule, found(condition), draws.timesteps, CAPTIONS, GAMMA)

    as_captions = text(input_ids=torch.from_numpy(tokens(CAPTIONS)[0])).last_hidden_state
    assert taught(as_captions).item() == 0
    other = (as_captions + 1).requires_grad_(True)
    loss = taught(other)
    assert loss.item() > 0
    loss.backward()  # type: ignore[no-untyped-call]
    assert other.grad is not None
    assert not other.grad.isnan().any()
    assert other.grad.abs().sum() > 0
    assert all(parameter.grad is None for parameter in text.parameters())
