"""What training steps need, drawn before they need it: by other processes where there are many cores."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeVar

import torch
from torch.utils.data import DataLoader, Dataset

Drawn = TypeVar("Drawn")
DEPTH = 3
"""Steps that each process draws ahead."""


class Ahead(Generic[Drawn]):
    """Draws something for each step, the same for the same key and step wherever and whenever it is drawn.

    Args:
        draw: from a source of chance of its own; to be pickled where there are workers.
        key: what else the chance depends on, such as the stage and the seed of the run.
        workers: processes that draw ahead; with 0 it is drawn at once, in this process.
    """

    def __init__(self, draw: Callable[[random.Random], Drawn], key: str, workers: int = 0) -> None:
        self._steps = _Steps(draw, key)
        self._workers = workers
        self._coming: Iterator[Drawn] | None = None
        self._next = -1

    def __call__(self, step: int) -> Drawn:
        """What step `step` (from 0) needs; soon there where steps are asked for one after another."""
        if not self._workers:
            return self._steps[step]
        if self._coming is None or step != self._next:
            self._coming = self._start(step)
        self._next = step + 1
        return next(self._coming)

    def _start(self, first: int) -> Iterator[Drawn]:
        # Spawned, not forked: a fork of a process with threads may hang.
        loader: DataLoader[Drawn] = DataLoader(
            self._steps,
            batch_size=None,
            sampler=count(first),
            num_workers=self._workers,
            prefetch_factor=DEPTH,
            collate_fn=_as_it_is,
            worker_init_fn=_deaf,
            multiprocessing_context="spawn",
            generator=torch.Generator(),  # a worker's own seeds are not used, and must not draw on the global chance
        )
        return iter(loader)

    def close(self) -> None:
        """End the processes. Nothing is drawn any more until somebody asks again."""
        self._coming = None


@dataclass(frozen=True)
class _Steps(Dataset[Drawn]):
    draw: Callable[[random.Random], Drawn]
    key: str

    def __getitem__(self, step: int) -> Drawn:
        return self.draw(random.Random(f"{self.key}/{step}"))


def _as_it_is(drawn: Any) -> Any:
    return drawn


def _deaf(worker: int) -> None:
    """Ctrl-C goes to every process of a terminal, but it is for the one that trains: that ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
