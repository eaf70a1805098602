"""Measured values with their 95 % intervals: shares of right answers, and means."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

Z = statistics.NormalDist().inv_cdf(0.975)
"""Standard deviations on either side that hold 95 % of a normal distribution."""


@dataclass(frozen=True)
class Estimate:
    """A measured value.

    Attributes:
        value: a share from 0 to 1, or a mean in its own unit.
        low, high: the 95 % interval.
        n: how many observations it rests on; at 0 nothing is known.
    """

    value: float
    low: float
    high: float
    n: int


def share(right: int, n: int) -> Estimate:
    """The share of right answers, with Wilson's score interval (Wilson 1927, JASA 22:209-212).

    Unlike the plain normal interval it is honest for few cases and for shares near 0 and 1 (Brown, Cai and
    DasGupta 2001, Statistical Science 16:101-133). Without any answer it is 0, from 0 to 1.
    """
    if n == 0:
        return Estimate(0.0, 0.0, 1.0, 0)
    value, spread = right / n, Z * Z / n
    centre = (value + spread / 2) / (1 + spread)
    half = Z * math.sqrt(value * (1 - value) / n + spread / (4 * n)) / (1 + spread)
    low = centre - half if right > 0 else 0.0
    high = centre + half if right < n else 1.0
    return Estimate(value, low, high, n)


def mean(values: Sequence[float]) -> Estimate:
    """The mean, with the normal interval of its standard error; no interval for a single value.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("the mean of nothing")
    value = statistics.fmean(values)
    half = Z * statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return Estimate(value, value - half, value + half, len(values))
