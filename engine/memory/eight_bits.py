"""Matrices of a language model in 8 bits: half the memory of bfloat16, for a little exactness and some speed.

Each row of a weight is held as whole numbers of -127 to 127 and one scale (symmetric absmax quantisation of the weights
alone); products are computed in the model's own kind of float.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

MATRIX = re.compile(r"model\.layers\.\d+\.(self_attn\.[qkvo]|mlp\.(gate|up|down))_proj\.weight")
"""The names of the weights that are held in 8 bits: nearly all of a LLaMA. Embeddings and the head stay exact."""
_LARGEST = 127


class EightBitLinear(nn.Module):
    """A linear layer without bias whose weight is held in 8 bits.

    Attributes:
        weight: [out, in] int8.
        scale: [out], of the kind of float that is computed in.
    """

    weight: Tensor
    scale: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        """Holds nothing before `take`."""
        super().__init__()
        self.register_buffer("weight", torch.empty(outputs, inputs, dtype=torch.int8, device="meta"))
        self.register_buffer("scale", torch.empty(outputs, device="meta"), persistent=False)

    def take(self, weight: Tensor, dtype: torch.dtype) -> Tensor:
        """Hold a weight [out, in]; returns its whole numbers."""
        scale = weight.float().abs().amax(1, keepdim=True).clamp(min=torch.finfo(torch.float32).tiny) / _LARGEST
        self.weight = (weight.float() / scale).round().to(torch.int8)
        self.scale = scale[:, 0].to(dtype)
        return self.weight

    def forward(self, inputs: Tensor) -> Tensor:
        """inputs [..., in] -> [..., out]."""
        return functional.linear(inputs, self.weight.to(inputs.dtype)) * self.scale


def hold_in_eight_bits(model: nn.Module, dtype: torch.dtype) -> Callable[[str, Tensor], Tensor]:
    """Prepare a language model, still without weights, to hold its matrices in 8 bits.

    Args:
        dtype: what everything else becomes, and what is computed in.

    Returns:
        What makes of each stored tensor, by its name, the one that the model holds.
    """
    layers: dict[str, EightBitLinear] = {}
    for name, layer in list(model.named_modules()):
        if isinstance(layer, nn.Linear) and layer.bias is None and MATRIX.fullmatch(f"{name}.weight"):
            owner, _, own_name = name.rpartition(".")
            layers[f"{name}.weight"] = held = EightBitLinear(layer.in_features, layer.out_features)
            setattr(model.get_submodule(owner), own_name, held)

    def convert(name: str, tensor: Tensor) -> Tensor:
        held = layers.get(name)
        return tensor.to(dtype) if held is None else held.take(tensor, dtype)

    return convert
