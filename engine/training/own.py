"""The parameters that belong to no stock part, as a module."""

from __future__ import annotations

from torch import nn

from engine.model.dreamllm import DreamLLM


class Own(nn.Module):
    """The model's own parameters as a module of their own, so that a checkpoint holds nothing frozen."""

    def __init__(self, model: DreamLLM) -> None:
        super().__init__()
        self.dream_queries = model.dream_queries
        self.vision_projector = model.vision_projector
        self.condition_projector = model.condition_projector
