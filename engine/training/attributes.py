"""The loss of whatever names a scene's attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.storybook.judge import HEADS, labels
from engine.storybook.scene import Scene


def attribute_loss(logits: Mapping[str, Tensor], scenes: Sequence[Scene]) -> Tensor:
    """Mean cross-entropy of all attributes that any of the scenes has.

    Args:
        logits: of each attribute in `HEADS`, [n, values].
        scenes: the n scenes.
    """
    rows = [labels(scene) for scene in scenes]
    known = [any(row[name] >= 0 for row in rows) for name in HEADS]
    # one transfer for all: a GPU that waits for fifteen small ones stands still
    truth = torch.tensor([[row[name] for row in rows] for name in HEADS], device=next(iter(logits.values())).device)
    losses = [
        F.cross_entropy(logits[name].float(), right)
        for name, right, asked in zip(HEADS, truth, known, strict=True)
        if asked
    ]
    return torch.stack(losses).mean()
