"""Stage (a), fourth piece: a latent diffusion model that follows a text encoder, learned together; then it alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import CLIPTextModel

from engine.storybook.captions import caption
from engine.storybook.chance import random_scene
from engine.storybook.scene import Scene
from engine.training.alignment import WEIGHT, Aligner
from engine.training.attention import fit_attention
from engine.training.caption_conditions import caption_conditions
from engine.training.captioned import Captioned, TextTokens
from engine.training.loop import Metrics, Schedule
from engine.training.losses import NoiseOptions, denoising_loss, draw
from engine.training.presets import Sizes
from engine.training.sheets import save_captioned, to_image

OPTIONS = NoiseOptions(snr_gamma=5.0)
DROP = 0.1
"""Share of captions left empty, for guidance."""
SCHEDULER: dict[str, Any] = {
    "_class_name": "DDIMScheduler",
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
    "clip_sample": False,
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "timestep_spacing": "trailing",
    "rescale_betas_zero_snr": False,
}
"""The storybook's noise schedule: that of Stable Diffusion 2.1, with velocity prediction."""


def build_unet(sizes: Sizes) -> UNet2DConditionModel:
    """A fresh UNet on latents [n, c, s / 8, s / 8] with conditions [n, t, condition]."""
    unet: UNet2DConditionModel = UNet2DConditionModel(
        sample_size=sizes.picture // 8,
        in_channels=sizes.latents,
        out_channels=sizes.latents,
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        mid_block_type="UNetMidBlock2DCrossAttn",
        block_out_channels=sizes.unet,
        layers_per_block=1,
        cross_attention_dim=sizes.condition,
        attention_head_dim=tuple(width // 32 for width in sizes.unet),  # the number of heads, by its history
        norm_num_groups=16,
        use_linear_projection=True,
    )
    return unet


class LatentStage:
    """Trains the UNet on cached latents of the bank; a tenth of the captions is dropped for guidance.

    The text encoder of the CLIP pair learns on beside it (as in Rombach et al. 2022, section 3.3): what contrast
    alone does not tell apart, such as one four-legged animal from another, the pictures teach it. Beside denoising
    the UNet learns what the vision encoder sees (`Aligner`).
    """

    name = "latent"

    def __init__(
        self,
        unet: UNet2DConditionModel,
        text: CLIPTextModel,
        tokens: TextTokens,
        vae: AutoencoderKL,
        latents: Tensor,
        batches: Callable[[int], Captioned],
        schedule: Schedule,
        seen: Tensor,
        places: int,
    ) -> None:
        """`latents`: float16 [n, c, h, w] on the UNet's device, scaled, in the bank's order. `batches`: the batch of
        each step, some of its captions empty. `seen`: what the vision encoder sees in the bank, from `see_bank`.
        `places`: states of the text encoder that the UNet follows."""
        self.unet, self.text, self.tokens, self.vae, self.places = unet, text, tokens, vae, places
        self.latents, self.batches, self.schedule = latents, batches, schedule
        self.seen, self.aligner = seen, Aligner(unet, seen.shape[-1]).to(unet.device)
        fit_attention(unet, text)
        self.noise_schedule = DDPMScheduler.from_config(SCHEDULER)

    def modules(self) -> dict[str, nn.Module]:
        return {"unet": self.unet, "text": self.text, "aligner": self.aligner}

    def parameters(self) -> Sequence[nn.Parameter]:
        return [*self.unet.parameters(), *self.text.parameters(), *self.aligner.parameters()]

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        batch = self.batches(step)
        device = self.latents.device
        latents = self.latents[torch.tensor(batch.places, device=device)].float()
        draws = draw(tuple(latents.shape), 1000, OPTIONS, generator).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            condition = self._conditions(batch.ids)
            denoising = denoising_loss(self.unet, self.noise_schedule, latents, condition, draws, OPTIONS).loss
            alignment = self.aligner.loss(self.seen[batch.places].to(device))
        loss = denoising + WEIGHT * alignment
        return loss, {"loss": denoising.detach(), "alignment": alignment.detach()}

    def encode(self, captions: Sequence[str]) -> Tensor:
        """Captions -> conditions [n, places, condition]."""
        return self._conditions(self.tokens(captions)[0])

    def _conditions(self, ids: NDArray[np.int64]) -> Tensor:
        return caption_conditions(self.text, torch.from_numpy(ids).to(self.unet.device), self.places)

    @torch.no_grad()
    def paint(self, captions: Sequence[str], seed: int = 0, steps: int = 20, guidance: float = 3.0) -> Tensor:
        """Plain text-to-image with this UNet and its CLIP: pictures [n, 3, s, s] in [-1, 1]."""
        scheduler = DDIMScheduler.from_config(SCHEDULER)
        scheduler.set_timesteps(steps)
        condition = self.encode([*([""] * len(captions)), *captions])
        generator = torch.Generator().manual_seed(seed)
        latents = torch.randn((len(captions), *self.latents.shape[1:]), generator=generator).to(self.unet.device)
        for t in scheduler.timesteps:
            both = self.unet(torch.cat([latents] * 2), t, condition).sample
            without, following = both.chunk(2)
            latents = scheduler.step(without + guidance * (following - without), t, latents).prev_sample
        pictures: Tensor = self.vae.decode(latents / self.vae.config["scaling_factor"]).sample
        return pictures.cpu()

    def sheet(self, path: Path) -> None:
        scenes = sheet_scenes()
        captions = [caption(scene, random.Random(i)) for i, scene in enumerate(scenes)]
        self.unet.eval()
        pictures = self.paint(captions)
        self.unet.train()
        save_captioned([to_image(p) for p in pictures], captions, path)


class RefineStage(LatentStage):
    """The UNet learns on, and the text encoder stays as it is.

    What captions say to the UNet does not change any more, so that dreams, which learn to say the same, can be
    trained beside it, and lead it wherever it has come.
    """

    name = "refine"

    def modules(self) -> dict[str, nn.Module]:
        return {"unet": self.unet, "aligner": self.aligner}

    def parameters(self) -> Sequence[nn.Parameter]:
        return [*self.unet.parameters(), *self.aligner.parameters()]


def sheet_scenes() -> list[Scene]:
    """The same sixteen held-out scenes on every sheet."""
    rng = random.Random("sheet")
    return [random_scene(rng, held_out=True) for _ in range(16)]
