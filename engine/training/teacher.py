"""The plain diffusion model as a teacher of dreams: what the UNet says when it is given a picture's caption."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from torch import Tensor
from torch.nn import functional
from transformers import CLIPTextModel

from engine.training.captioned import TextTokens
from engine.training.losses import Denoising, snr_weights

WEIGHT = 2.0
"""Of the teacher's loss beside that of denoising."""


class Teacher:
    """Asks of a dream what a caption would do.

    The noise in a picture is mostly not to be known, and a dream that learns from it alone learns slowly. What the same
    UNet predicts for the same noised picture with its caption, read by the text encoder that was trained beside it,
    is the part that can be known (a distillation: Hinton et al. 2015). The loss of denoising stays beside it, for it
    knows what no caption says, such as where in a picture before an edit somebody stood.
    """

    def __init__(self, text: CLIPTextModel, tokens: TextTokens) -> None:
        """`text`: frozen from now on."""
        self._text, self._tokens = text.requires_grad_(False), tokens
        self._text.eval()  # type: ignore[no-untyped-call]

    def loss(
        self,
        unet: UNet2DConditionModel,
        scheduler: DDPMScheduler,
        found: Denoising,
        timesteps: Tensor,
        captions: Sequence[str],
        gamma: float,
    ) -> Tensor:
        """How far predictions are from those for n captions, "" where the dream was dropped; weighted as denoising is.

        Args:
            found: what dreams led to.
            timesteps: [n] int64.
            gamma: as in `NoiseOptions.snr_gamma`.

        Returns:
            A float32 scalar.
        """
        with torch.no_grad():
            ids = torch.from_numpy(self._tokens(captions)[0]).to(unet.device)
            said = unet(found.noisy, timesteps, self._text(input_ids=ids).last_hidden_state).sample
        errors = functional.mse_loss(found.prediction.float(), said.float(), reduction="none").mean(dim=(1, 2, 3))
        return (errors * snr_weights(scheduler, timesteps, gamma)).mean()
