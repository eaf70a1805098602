"""Which attention the frozen and trained parts compute with while gradients flow through them."""

from __future__ import annotations

from diffusers.models.attention_processor import AttnProcessor
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from transformers import CLIPTextModel


def fit_attention(unet: UNet2DConditionModel, text: CLIPTextModel | None = None) -> None:
    """Choose the attention that learns fastest on the device of the UNet.

    On a CPU the backward pass of PyTorch's fused attention in bfloat16 takes several times as long as that of plain
    matrix products, at the few places (16 to 256) of these latents; without it a step is a fifth shorter. On a GPU the
    fused one stays.
    """
    if unet.device.type != "cpu":
        return
    unet.set_attn_processor(AttnProcessor())
    if text is not None:
        text.set_attn_implementation("eager")
