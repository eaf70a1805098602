"""The parity report: one line for each golden quantity, and the tolerances that the fixtures' README states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

import torch

ABSOLUTE = 1e-4
"""Features, hidden states, dream embeddings, logits, single UNet and VAE calls: absolute."""
LATENTS = 1e-4
"""Final latents: times the largest absolute value."""
IMAGES = 2e-3
RAW_IMAGES = 1e-3
LOSSES = 1e-4
"""Relative."""
GRADIENT_NORMS = 1e-3
"""Relative."""
GRADIENTS = 1e-4
"""Full gradients: times their largest absolute value."""


class Report:
    """Writes lines and remembers which quantities were seen and whether any failed."""

    def __init__(self, out: TextIO, names: Iterable[str]) -> None:
        """`names`: every quantity that must be accounted for."""
        self._out = out
        self._left = dict.fromkeys(names)
        self.compared = self.failed = self.given_count = self.skipped_count = 0

    def close(self, name: str, ours: torch.Tensor, golden: torch.Tensor, tolerance: float = ABSOLUTE) -> None:
        """Compare floating point arrays; `tolerance` is absolute."""
        if ours.shape != golden.shape:
            self._compare(name, float("inf"), tolerance, f"{list(ours.shape)} instead of {list(golden.shape)}")
        else:
            gap = (ours.detach().double() - golden.double()).abs()
            self._compare(name, float(gap.max()) if gap.numel() else 0.0, tolerance)

    def relative(self, name: str, ours: torch.Tensor, golden: torch.Tensor, tolerance: float) -> None:
        """Compare arrays; `tolerance` counts in the largest absolute value of the golden one."""
        largest = float(golden.abs().max()) if golden.numel() else 0.0
        self.close(name, ours, golden, tolerance * largest)

    def number(self, name: str, ours: float, golden: float, absolute: float = 0.0, relative: float = 0.0) -> None:
        """Compare two numbers."""
        self._compare(name, abs(float(ours) - float(golden)), absolute + relative * abs(float(golden)))

    def exact(self, name: str, ours: object, golden: object) -> None:
        """Compare ids, strings, flags: equal or not."""
        same = ours == golden and isinstance(ours, bool) == isinstance(golden, bool)
        self._compare(name, _distance(ours, golden) if not same else 0.0, 0.0, "" if same else f"{ours!r}"[:200])

    def ids(self, name: str, ours: torch.Tensor, golden: torch.Tensor) -> None:
        """Compare integer arrays: equal or not."""
        self.exact(name, ours.tolist(), golden.tolist())

    def given(self, *names: str) -> None:
        """Quantities that go into the computation, or describe it."""
        for name in names:
            self._line(name, "", "", "input")
            self.given_count += 1
            self._left.pop(name, None)

    def given_under(self, path: str) -> None:
        """All quantities at a path and below it are inputs."""
        self.given(*[name for name in self._left if name == path or name.startswith(path + ".")])

    def skipped_under(self, path: str, why: str) -> None:
        """All quantities at a path and below it are optional."""
        for name in [name for name in self._left if name == path or name.startswith(path + ".")]:
            self.skipped(name, why)

    def skipped(self, name: str, why: str) -> None:
        """A quantity that the fixture calls optional."""
        self._line(name, "", "", f"skipped ({why})")
        self.skipped_count += 1
        self._left.pop(name, None)

    def attempt(self, what: str, check: Callable[[], None]) -> None:
        """Run one group of comparisons; what goes wrong in it fails it, and the next group still runs."""
        try:
            check()
        except Exception as error:  # a fixture that asks for the unknown can break any step of a computation
            self.failed += 1
            self._line(what, "", "", f"FAIL ({type(error).__name__}: {error})")

    def finish(self) -> int:
        """Name what nobody accounted for, sum up; returns the exit status."""
        for name in self._left:
            self.failed += 1
            self._line(name, "", "", "FAIL (not known here, or not reached)")
        print(
            f"{self.compared} compared, {self.given_count} inputs, {self.skipped_count} skipped, {self.failed} failed.",
            file=self._out,
        )
        return 1 if self.failed else 0

    def _compare(self, name: str, difference: float, tolerance: float, remark: str = "") -> None:
        good = difference <= tolerance  # false for nan
        self.compared += 1
        self.failed += not good
        verdict = "ok" if good else f"FAIL {remark}".rstrip()
        self._line(name, f"{difference:.2e}", f"{tolerance:.2e}", verdict)
        self._left.pop(name, None)

    def _line(self, name: str, difference: str, tolerance: str, verdict: str) -> None:
        print(f"{name:<88} {difference:>9} {tolerance:>9} {verdict}", file=self._out)


def _distance(ours: object, golden: object) -> float:
    """How far apart two different values are, for people to read: numbers by value, anything else infinitely."""
    try:
        first, second = torch.tensor(ours, dtype=torch.float64), torch.tensor(golden, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return float("inf")
    return max(float((first - second).abs().max()), 1.0) if first.shape == second.shape else float("inf")
