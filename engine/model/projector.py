"""Projectors: from one part's width to another's."""

from __future__ import annotations

from torch import nn

from engine.config import ProjectorConfig


def make_projector(config: ProjectorConfig, inner: int, outer: int, bias: bool) -> nn.Sequential:
    """One linear layer `inner` -> `outer`, or `config.depth` of them with exact GELU between.

    Only the first layer changes the width. Layers are numbered as in DreamLLM's files: 0, 2, 4, ...
    """
    depth = config.depth if config.kind == "mlp" else 1
    layers: list[nn.Module] = [nn.Linear(inner, outer, bias=bias)]
    for _ in range(depth - 1):
        layers += [nn.GELU(), nn.Linear(outer, outer, bias=bias)]
    return nn.Sequential(*layers)
