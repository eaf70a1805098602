"""Intervals against published and computed values."""

import math

import pytest

from engine.evaluate.intervals import Estimate, mean, share


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (8, 10, 0.4901625, 0.9433178),
        (81, 263, 0.2552962, 0.3662098),  # Newcombe 1998, table I: 0.2553 to 0.3662
        (0, 20, 0.0, 0.1611252),  # Newcombe 1998, table I: 0.0000 to 0.1611
        (1, 29, 0.0061131, 0.1717553),  # Newcombe 1998, table I: 0.0061 to 0.1718
        (20, 20, 0.8388748, 1.0),
    ],
)
def test_wilson(right: int, n: int, low: float, high: float) -> None:
    estimate = share(right, n)
    assert estimate.value == right / n
    assert estimate.n == n
    assert estimate.low == pytest.approx(low, abs=1e-4)
    assert estimate.high == pytest.approx(high, abs=1e-4)
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_no_answers_are_no_knowledge() -> None:
    assert share(0, 0) == Estimate(0.0, 0.0, 1.0, 0)


def test_mean() -> None:
    estimate = mean([20.0, 22.0, 24.0, 26.0])
    half = 1.959964 * math.sqrt(20 / 3) / 2
    assert estimate.value == 23.0
    assert estimate.n == 4
    assert (estimate.low, estimate.high) == pytest.approx((23 - half, 23 + half), abs=1e-5)
    assert mean([5.0]) == Estimate(5.0, 5.0, 5.0, 1)
    with pytest.raises(ValueError, match="nothing"):
        mean([])
