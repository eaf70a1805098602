"""How many CPU threads to use: measured, because two threads on a busy machine can be slower than one.

Only for writing, that is, reading single tokens: there the count does not change a single bit of the result. Large
products do come out differently in their last bits with another count, and pictures shall not depend on how busy the
machine was: for them the count is fixed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

TRIAL_SECONDS = 0.025
ADVANTAGE = 1.1
"""More threads must be this much faster to be worth what they take from everything else."""


@dataclass(frozen=True)
class Threads:
    """Thread counts: `wide` for reading and painting, `narrow` for writing. 0 leaves torch's own."""

    wide: int
    narrow: int

    @classmethod
    def unchanged(cls) -> Threads:
        """Leave torch's thread count alone."""
        return cls(0, 0)

    def use_wide(self) -> None:
        """Prepare for large products."""
        _use(self.wide)

    def use_narrow(self) -> None:
        """Prepare for single tokens."""
        _use(self.narrow)


def choose_threads(step: Callable[[], None], counts: Sequence[int] | None = None) -> int:
    """Measure which thread count makes `step` fast; leaves torch's count as it was.

    Each count runs `step` for about 25 ms (at least three times) and is judged by its median. The entry of the
    process should have set OMP_WAIT_POLICY=PASSIVE before torch was loaded: threads that wait by spinning
    cost more than they give on small models.

    Args:
        step: a typical small piece of work, a few milliseconds long.
        counts: what to try, ascending; None for one thread and torch's own count.
    """
    before = torch.get_num_threads()
    best, best_seconds = 1, float("inf")
    for count in sorted(set(counts or (1, before))):
        torch.set_num_threads(count)
        seconds = _median_seconds(step)
        if seconds * ADVANTAGE < best_seconds:
            best, best_seconds = count, seconds
    torch.set_num_threads(before)
    return best


def _use(count: int) -> None:
    if count and torch.get_num_threads() != count:
        torch.set_num_threads(count)


def _median_seconds(step: Callable[[], None]) -> float:
    step()
    times: list[float] = []
    while len(times) < 3 or sum(times) < TRIAL_SECONDS:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]
