"""Projectors: layers, names and biases."""

from __future__ import annotations

import torch

from engine.config import ProjectorConfig
from engine.model.projector import make_projector


def test_one_layer_whatever_the_depth_says() -> None:
    projector = make_projector(ProjectorConfig("linear", 1), 3, 5, bias=False)
    assert {name: tuple(t.shape) for name, t in projector.state_dict().items()} == {"0.weight": (5, 3)}


def test_deep_projectors_are_numbered_as_in_the_files() -> None:
    projector = make_projector(ProjectorConfig("mlp", 3), 3, 5, bias=True)
    weights = {name: tuple(t.shape) for name, t in projector.state_dict().items() if name.endswith("weight")}
    assert weights == {"0.weight": (5, 3), "2.weight": (5, 5), "4.weight": (5, 5)}
    given = torch.randn(2, 3)
    state = projector.state_dict()
    first = torch.nn.functional.gelu(given @ state["0.weight"].T + state["0.bias"])
    second = torch.nn.functional.gelu(first @ state["2.weight"].T + state["2.bias"])
    assert torch.allclose(projector(given), second @ state["4.weight"].T + state["4.bias"], atol=1e-6)
