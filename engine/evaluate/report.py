"""How an evaluation is shown: progress with time left, and the result as a table."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TextIO

from engine.evaluate.intervals import Estimate
from engine.evaluate.measures import DECIBELS

RARELY = 10.0
"""Seconds between lines of progress where nobody looks on."""


class Progress:
    """Says which trial runs, how far it is, and how long it will still take: on a terminal in one line that is
    written anew, elsewhere in a line now and then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._trial = ""
        self._started = self._called = self._shown = time.monotonic()

    def __call__(self, trial: str, done: int, total: int) -> None:
        """After each case; trials come one after another."""
        now = time.monotonic()
        if trial != self._trial:
            self._trial, self._started = trial, self._called
        self._called = now
        lively = self._stream.isatty()
        if not lively and done < total and now - self._shown < RARELY:
            return
        self._shown = now
        left = f"  {_duration((now - self._started) / done * (total - done))} left" if done < total else ""
        line = f"{trial}: {done}/{total}{left}"
        self._stream.write(f"\r{line:<60}" if lively else line)
        self._stream.write("" if lively and done < total else "\n")
        self._stream.flush()


def table(found: Mapping[str, Estimate]) -> str:
    """The result for people: shares in per cent, means in dB, each with its 95 % interval."""
    rows = [("measure", "value", "95 % interval", "n")]
    for name, estimate in found.items():
        factor, unit = (1, "dB") if name in DECIBELS else (100, "%")
        value, low, high = (factor * number for number in (estimate.value, estimate.low, estimate.high))
        rows.append((name, f"{value:.1f} {unit}", f"{low:.1f} to {high:.1f}", str(estimate.n)))
    return "\n".join(f"{a:<18}{b:>10}{c:>17}{d:>7}" for a, b, c, d in rows)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
