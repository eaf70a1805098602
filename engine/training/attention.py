"""Which attention the parts compute with while gradients flow through them."""

from __future__ import annotations

from typing import Any

import torch
from diffusers.models.attention_processor import AttnProcessor
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn
from transformers import AttentionInterface, PreTrainedModel
from transformers.masking_utils import AttentionMaskInterface, eager_mask

PLAIN = "plain"
"""What the library knows `plain_attention` by."""


def fit_attention(*parts: PreTrainedModel | UNet2DConditionModel) -> None:
    """Choose the attention that learns fastest on the device of each part.

    On a CPU the backward pass of PyTorch's fused attention in bfloat16 takes several times as long as that of plain
    matrix products, for sequences of some hundred places: a step of the UNet is a quarter shorter without it, one of
    the language model two fifths. On a GPU the fused one stays.
    """
    for part in parts:
        if part.device.type != "cpu":
            continue
        if isinstance(part, UNet2DConditionModel):
            part.set_attn_processor(AttnProcessor())
        else:
            part.set_attn_implementation(PLAIN)


def plain_attention(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **options: Any
) -> tuple[Tensor, None]:
    """Attention by two batched products, as the library's other attentions are called.

    Heads that share a key and a value are rows of one product, so that nothing is repeated.

    Args:
        module: unused.
        query: [b, heads, l, d].
        key: [b, shared heads, s, d].
        value: likewise.
        attention_mask: added to the scores, [b, 1, l, s]; None where everything sees everything.
        options: the library's; `scaling` of the scores is used, and dropout must be 0.

    Returns:
        [b, l, heads, d], and no weights.
    """
    if options.get("dropout"):
        raise ValueError("plain attention knows no dropout")
    b, heads, length, d = query.shape
    shared, seen = key.shape[1], key.shape[2]
    rows = (query * options["scaling"]).reshape(b * shared, -1, d)
    scores = torch.bmm(rows, key.reshape(b * shared, seen, d).transpose(1, 2)).view(b, shared, -1, length, seen)
    if attention_mask is not None:
        scores = scores + attention_mask.to(scores.dtype)[:, :, None]
    weights = torch.softmax(scores, -1).view(b * shared, -1, seen)
    found = torch.bmm(weights, value.reshape(b * shared, seen, d))
    return found.view(b, heads, length, d).transpose(1, 2), None


AttentionInterface.register(PLAIN, plain_attention)
AttentionMaskInterface.register(PLAIN, eager_mask)
