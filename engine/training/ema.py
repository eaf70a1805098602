"""A moving average of weights: what a diffusion model is sampled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class Ema:
    """Averages `parameters` with a decay that grows from 0 towards `decay` over the first updates."""

    def __init__(self, parameters: Sequence[nn.Parameter], decay: float) -> None:
        self.parameters = list(parameters)
        self.decay = decay
        self.updates = 0
        self.averages = [p.detach().clone() for p in self.parameters]

    @torch.no_grad()
    def update(self) -> None:
        """Take in the parameters as they are now."""
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        torch._foreach_lerp_(self.averages, [p.detach() for p in self.parameters], 1 - decay)

    @torch.no_grad()
    def swap_in(self) -> None:
        """Put the averages into the parameters, for good."""
        for parameter, average in zip(self.parameters, self.averages, strict=True):
            parameter.copy_(average)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The parameters hold the averages inside this context, and their own values again after it."""
        kept = [p.detach().clone() for p in self.parameters]
        self.swap_in()
        try:
            yield
        finally:
            with torch.no_grad():
                for parameter, value in zip(self.parameters, kept, strict=True):
                    parameter.copy_(value)

    def state(self) -> dict[str, int | list[Tensor]]:
        """What `load` needs to go on exactly here."""
        return {"updates": self.updates, "averages": self.averages}

    def load(self, state: dict[str, int | list[Tensor]]) -> None:
        """Go on from a `state`.

        Raises:
            ValueError: the state belongs to other parameters.
        """
        averages, updates = state["averages"], state["updates"]
        assert isinstance(averages, list)
        assert isinstance(updates, int)
        if [a.shape for a in averages] != [a.shape for a in self.averages]:
            raise ValueError("averages of other shapes")
        # on the parameters' device: a state may come from a file
        self.averages = [a.to(p.device) for a, p in zip(averages, self.parameters, strict=True)]
        self.updates = updates
