"""What training steps need, drawn before they need it: by other processes where there are many cores."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Generic, TypeVar

Drawn = TypeVar("Drawn")
DEPTH = 3
"""Steps that are drawn ahead, for each process."""


class Ahead(Generic[Drawn]):
    """Draws something for each step, the same for the same key and step wherever and whenever it is drawn.

    Args:
        draw: from a source of chance of its own; to be pickled where there are workers.
        key: what else the chance depends on, such as the stage and the seed of the run.
        workers: processes that draw ahead; with 0 it is drawn at once, in this process.
    """

    def __init__(self, draw: Callable[[random.Random], Drawn], key: str, workers: int = 0) -> None:
        self._draw, self._key = draw, key
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._coming: dict[int, Future[Drawn]] = {}

    def __call__(self, step: int) -> Drawn:
        """What step `step` (from 0) needs. Steps are asked for in rising order."""
        if not self._workers:
            return self._draw(random.Random(f"{self._key}/{step}"))
        if self._pool is None:
            # Spawned, not forked: a fork of a process with threads may hang.
            self._pool = ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))
        for ahead in range(step, step + DEPTH * self._workers):
            if ahead not in self._coming:
                self._coming[ahead] = self._pool.submit(_drawn, self._draw, f"{self._key}/{ahead}")
        return self._coming.pop(step).result()

    def close(self) -> None:
        """End the processes; nothing is drawn any more."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            self._coming.clear()


def _drawn(draw: Callable[[random.Random], Drawn], key: str) -> Drawn:
    return draw(random.Random(key))
