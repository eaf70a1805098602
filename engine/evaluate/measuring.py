"""Measuring a model: the cases of all trials, counted up."""

from __future__ import annotations

from collections.abc import Callable, Collection

from engine.evaluate.cases import Cases
from engine.evaluate.intervals import Estimate, mean, share
from engine.evaluate.measures import DECIBELS, MEASURES, TRIALS

Tell = Callable[[str, int, int], None]
"""Told after each case: which trial, how many cases are done, how many there are."""


def measure(cases: Cases, count: int, tell: Tell, only: Collection[str] = MEASURES) -> dict[str, Estimate]:
    """Measure a model.

    Args:
        cases: runs them.
        count: held-out cases for each measure, at least 1; articles half of it, with about two pictures each.
        tell: told how it goes.
        only: names from `MEASURES`.

    Returns:
        Each measure, in the order of `MEASURES`. Several answers from one case count as independent ones.

    Raises:
        EngineError: the model cannot do what it is asked.
    """
    found: dict[str, list[float]] = {name: [] for name in MEASURES if name in only}
    for trial in TRIALS:
        if not found.keys() & trial.measures:
            continue
        total = -(-count // trial.rarity)
        for done, outcome in enumerate(cases(trial.name, total), 1):
            for name in found.keys() & outcome.keys():
                found[name] += outcome[name]
            tell(trial.name, done, total)
    return {
        name: mean(values) if name in DECIBELS else share(round(sum(values)), len(values))
        for name, values in found.items()
    }
