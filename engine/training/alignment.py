"""A second lesson for the UNet: halfway through, know what the vision encoder sees in the clean picture."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn
from transformers import CLIPVisionModel

from engine.training.bank import Bank
from engine.training.clip_stage import vision_pixels

WEIGHT = 0.5
"""Of this loss beside that of denoising."""
WIDTH = 256


class Aligner(nn.Module):
    """Reads the UNet's state behind its first upsampling block and says the features of the clean picture's patches.

    Representation alignment (REPA: Yu et al. 2025, section 3.3), which makes diffusion models learn what a picture is
    of in a fraction of the steps. For UNets Tian et al. 2025 found the middle to be the best place; this one is the
    first behind it, which has more places. It is left behind when the UNet is trained.
    """

    def __init__(self, unet: UNet2DConditionModel, features: int) -> None:
        """`features`: width of what the vision encoder sees."""
        super().__init__()
        channels = unet.config["block_out_channels"][-1]
        self.head = nn.Sequential(nn.Conv2d(channels, WIDTH, 1), nn.SiLU(), nn.Conv2d(WIDTH, features, 1))
        self._state: Tensor | None = None
        unet.up_blocks[0].register_forward_hook(self._keep)

    def _keep(self, module: nn.Module, given: object, state: Tensor) -> None:
        self._state = state

    def loss(self, seen: Tensor) -> Tensor:
        """One less the mean cosine between what the UNet knew in its last call and `seen`, [n, patches, width]."""
        assert self._state is not None
        side = math.isqrt(seen.shape[1])
        known = self.head(F.adaptive_avg_pool2d(self._state, (side, side))).flatten(2).transpose(1, 2)
        self._state = None
        return 1 - F.cosine_similarity(known.float(), seen.float(), dim=-1).mean()


@torch.no_grad()
def see_bank(vision: CLIPVisionModel, layer: int, bank: Bank, side: int) -> Tensor:
    """What the vision encoder sees in each picture of the bank: float16 [n, patches, width].

    Each number less its mean, in standard deviations: most of what patches have in common says nothing.
    """
    chunks = []
    for start in range(0, len(bank.scenes), 64):
        places = list(range(start, min(start + 64, len(bank.scenes))))
        pixels = vision_pixels(bank.batch(places).to(vision.device), side)
        with torch.autocast(vision.device.type, torch.bfloat16):
            hidden = vision(pixel_values=pixels, output_hidden_states=True).hidden_states[layer][:, 1:]
        chunks.append(hidden.half().cpu())
    seen = torch.cat(chunks)
    some = seen[: min(2048, len(seen))].float().flatten(0, 1)
    mean, spread = some.mean(0), some.std(0).clamp_min(1e-3)
    for start in range(0, len(seen), 1024):
        part = seen[start : start + 1024]
        part.copy_((part.float() - mean) / spread)
    return seen
