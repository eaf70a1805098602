"""The training loop of every stage: optimiser, schedule, checkpoints with exact resume, progress, curves."""

from __future__ import annotations

import json
import math
import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Protocol

import torch
from torch import Tensor, nn

from engine.errors import TrainingFailed
from engine.training.ema import Ema

Metrics = dict[str, Tensor]
"""Scalars to log, without a graph. They stay on their device until somebody reads them: a GPU that is asked for a
number at each step stands still while the next step is prepared."""


@dataclass(frozen=True)
class Schedule:
    """How long a stage trains and how fast.

    Attributes:
        steps: optimiser steps.
        batch: examples a step.
        learning_rate: AdamW's peak rate; warmed up linearly, held, then decayed linearly to a twentieth.
        warmup: fraction of the steps spent warming up.
        decay: fraction of the steps, at the end, spent decaying. A held rate means that the length of a run
            can be changed late without starting again.
        weight_decay: AdamW's.
        clip: largest gradient norm.
        ema: decay of the moving average of weights that is kept at the end; 0 for none.
    """

    steps: int
    batch: int
    learning_rate: float
    warmup: float = 0.02
    decay: float = 0.25
    weight_decay: float = 0.01
    clip: float = 1.0
    ema: float = 0.0

    def rate(self, step: int) -> float:
        """The learning rate of step `step` (from 0)."""
        warm = min(1.0, (step + 1) / max(1.0, self.warmup * self.steps))
        left = (self.steps - step) / max(1.0, self.decay * self.steps)
        return self.learning_rate * warm * max(0.05, min(1.0, left))


class Stage(Protocol):
    """One stage of training. Everything random in a step comes from the given sources of chance, which are
    seeded by the step, or is drawn for that step: a resumed run therefore sees exactly what an uninterrupted one
    would have seen."""

    name: str
    schedule: Schedule

    def modules(self) -> dict[str, nn.Module]:
        """The modules whose parameters are trained and saved, by name."""

    def parameters(self) -> Sequence[nn.Parameter]:
        """The parameters that this stage trains; everything else is frozen."""

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        """The loss of one batch (a scalar tensor with a graph) and what to log of it.

        Args:
            step: from 0.
            rng: seeded by the step.
            generator: likewise, on the device of the parameters.
        """

    def sheet(self, path: Path) -> None:
        """Write a picture or a text that shows how well it works by now."""


@dataclass
class Curve:
    """What was logged, step by step; one JSON object a line on disk."""

    path: Path
    rows: list[dict[str, float]] = field(default_factory=list)

    def add(self, row: dict[str, float]) -> None:
        self.rows.append(row)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def cut(self, step: int) -> None:
        """Forget what was logged after `step`: a resumed run logs it again. So it does with a line that a sudden end
        left half written."""
        if self.path.exists():
            lines = self.path.read_text(encoding="utf-8").splitlines(keepends=True)
            rows = [json.loads(line) for line in lines if line.endswith("\n")]
            self.rows = [row for row in rows if row["step"] <= step]
            self.path.write_text("".join(json.dumps(row) + "\n" for row in self.rows), encoding="utf-8")


@dataclass(frozen=True)
class Pace:
    """How often a stage logs, saves and draws its sheet.

    Attributes:
        log: steps between lines of the curve.
        save_seconds: seconds between checkpoints.
        sheet_seconds: seconds between sample sheets.
    """

    log: int = 20
    save_seconds: float = 120.0
    sheet_seconds: float = 300.0


def train(
    stage: Stage,
    folder: Path,
    say: Callable[[str], None],
    pace: Pace | None = None,
    seed: int = 0,
    until: float = math.inf,
) -> bool:
    """Train a stage to its end, resuming from the checkpoint in `folder` if there is one.

    Args:
        folder: where its checkpoint, curve and sheets are.
        seed: of everything random.
        until: when to stop and save, in seconds of `time.monotonic`.

    Returns:
        True when the stage is complete, False when it was to stop (Ctrl-C, a polite kill, its time is over) and saved.

    Raises:
        TrainingFailed: the loss is no longer a number, or the checkpoint belongs to another configuration.
    """
    pace = pace or Pace()
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(stage, folder)
    step = run.resume()
    if step >= stage.schedule.steps:
        return True
    say(f"{stage.name}: step {step} of {stage.schedule.steps}")
    first, started = step, time.monotonic()
    saved = drawn = started
    with _stop_wishes() as stop:
        while step < stage.schedule.steps and not stop() and time.monotonic() < until:
            metrics = run.step(step, seed)
            step += 1
            if step % pace.log == 0 or step == stage.schedule.steps:
                numbers = run.log(step, metrics)
                left = (time.monotonic() - started) / (step - first) * (stage.schedule.steps - step)
                say(f"{stage.name}: {step}/{stage.schedule.steps}  {numbers}  {left / 60:.1f} min left")
            now = time.monotonic()
            if now - saved > pace.save_seconds:
                run.save(step)
                saved = now
            if now - drawn > pace.sheet_seconds:
                run.draw(folder / "sheet.png")
                drawn = now
    run.save(step)
    complete = step >= stage.schedule.steps
    if complete:
        run.finish()
    return complete


class _Run:
    """A stage with its optimiser and its files."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.folder = folder
        self.parameters = list(stage.parameters())
        schedule = stage.schedule
        self.optimiser = torch.optim.AdamW(
            self.parameters, schedule.learning_rate, weight_decay=schedule.weight_decay, betas=(0.9, 0.99), fused=True
        )
        self.ema = Ema(self.parameters, schedule.ema) if schedule.ema else None
        self.curve = Curve(folder / "curve.jsonl")
        self.loss = torch.zeros(())

    def step(self, step: int, seed: int) -> Metrics:
        schedule = self.stage.schedule
        for group in self.optimiser.param_groups:
            group["lr"] = schedule.rate(step)
        rng = random.Random(f"{self.stage.name}/{seed}/{step}")
        generator = torch.Generator(self.parameters[0].device).manual_seed(rng.getrandbits(62))
        loss, metrics = self.stage.loss(step, rng, generator)
        self.loss = loss.detach()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.parameters, schedule.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        if self.ema:
            self.ema.update()
        return metrics

    def log(self, step: int, metrics: Metrics) -> str:
        """Add a line to the curve; the same line for people."""
        self._check(step)
        values = {name: float(value) for name, value in metrics.items()}
        self.curve.add({"step": step, **values})
        return "  ".join(f"{name} {value:.4f}" for name, value in values.items())

    def _check(self, step: int) -> None:
        if not torch.isfinite(self.loss):
            raise TrainingFailed(
                f"The loss of {self.stage.name} is no longer a number after step {step}.",
                "Lower the learning rate of this stage; a new start goes on from its last checkpoint.",
            )

    def save(self, step: int) -> None:
        self._check(step)
        state = {
            "step": step,
            "modules": {name: module.state_dict() for name, module in self.stage.modules().items()},
            "optimiser": self.optimiser.state_dict(),
            "ema": self.ema.state() if self.ema else None,
        }
        temporary = self.folder / "checkpoint.tmp"
        torch.save(state, temporary)
        os.replace(temporary, self.folder / "checkpoint.pt")

    def resume(self) -> int:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, map_location="cpu", weights_only=True)
        try:
            for name, module in self.stage.modules().items():
                module.load_state_dict(state["modules"][name])
            self.optimiser.load_state_dict(state["optimiser"])
            if self.ema and state["ema"] is not None:
                self.ema.load(state["ema"])
        except (KeyError, RuntimeError, ValueError) as error:
            raise TrainingFailed(
                f"The checkpoint of {self.stage.name} was made with another configuration.",
                f"Delete {path} to start this stage again, or choose another folder.",
                str(error),
            ) from error
        self.curve.cut(state["step"])
        if state["step"] >= self.stage.schedule.steps and self.ema:
            self.ema.swap_in()
        return int(state["step"])

    def draw(self, path: Path) -> None:
        if self.ema is None:
            self.stage.sheet(path)
            return
        with self.ema.applied():
            self.stage.sheet(path)

    def finish(self) -> None:
        """Leave the averaged weights in the modules, and the last sheet and curve on disk."""
        if self.ema:
            self.ema.swap_in()
        self.stage.sheet(self.folder / "sheet.png")


@contextmanager
def _stop_wishes() -> Iterator[Callable[[], bool]]:
    """Listen for Ctrl-C and a polite kill; the wish is heard between two steps, so that nothing is lost."""
    wished = False

    def wish(signal_number: int, frame: FrameType | None) -> None:
        nonlocal wished
        wished = True

    before = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: wished
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
