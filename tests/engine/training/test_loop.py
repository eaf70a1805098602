"""The loop: schedule, exact resume, stopping, and what it refuses."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from engine.errors import TrainingFailed
from engine.training.bank import Bank
from engine.training.loop import Curve, Metrics, Pace, Schedule, train
from engine.training.presets import TINY, Sizes
from engine.training.vae_stage import VaeStage, build_vae
from tests.engine.training.silence import say_nothing

SIX = Schedule(steps=6, batch=2, learning_rate=1e-2, ema=0.9)


class Stopped(VaeStage):
    """A stage during whose third step somebody presses Ctrl-C."""

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        if step == 2:
            signal.raise_signal(signal.SIGINT)
        return super().loss(step, rng, generator)


class Line:
    """A stage that fits one number; at step `broken` its loss is no number."""

    name = "line"

    def __init__(self, schedule: Schedule, broken: int = -1, width: int = 1) -> None:
        self.schedule, self.broken = schedule, broken
        self.line = nn.Linear(width, 1, bias=False)
        nn.init.zeros_(self.line.weight)
        self.sheets: list[float] = []

    def modules(self) -> dict[str, nn.Module]:
        return {"line": self.line}

    def parameters(self) -> list[nn.Parameter]:
        return list(self.line.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        loss = ((self.line.weight - 1) ** 2).sum()
        loss = loss * float("nan") if step == self.broken else loss
        return loss, {"loss": loss.detach()}

    def sheet(self, path: Path) -> None:
        self.sheets.append(float(self.line.weight.detach().sum()))


def fresh_vae(kind: type[VaeStage], bank: Bank, sizes: Sizes = TINY.sizes) -> VaeStage:
    with torch.random.fork_rng():
        torch.manual_seed(7)
        return kind(build_vae(sizes), bank, SIX)


def rows(folder: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (folder / "curve.jsonl").read_text().splitlines()]


def test_rates() -> None:
    schedule = Schedule(steps=100, batch=1, learning_rate=2.0, warmup=0.1, decay=0.2)
    rates = [schedule.rate(step) for step in range(100)]
    assert rates[:10] == pytest.approx([0.2 * (i + 1) for i in range(10)])
    assert rates[10:80] == [2.0] * 70
    assert rates[90] == pytest.approx(1.0)
    assert rates[99] == pytest.approx(0.1)
    assert min(rates) >= 0.05 * 2.0


def test_a_resumed_run_is_the_same_bit_for_bit(bank: Bank, tmp_path: Path) -> None:
    often = Pace(log=1)
    straight = fresh_vae(VaeStage, bank)
    assert train(straight, tmp_path / "straight", say_nothing, often, seed=3)
    before = signal.getsignal(signal.SIGINT)
    assert not train(fresh_vae(Stopped, bank), tmp_path / "resumed", say_nothing, often, seed=3)
    assert signal.getsignal(signal.SIGINT) is before
    assert [row["step"] for row in rows(tmp_path / "resumed")] == [1, 2, 3]
    resumed = fresh_vae(VaeStage, bank)
    assert train(resumed, tmp_path / "resumed", say_nothing, often, seed=3)
    assert rows(tmp_path / "resumed") == rows(tmp_path / "straight")
    expected = straight.vae.state_dict()
    assert all(torch.equal(value, expected[name]) for name, value in resumed.vae.state_dict().items())


def test_a_complete_stage_is_not_trained_again(tmp_path: Path) -> None:
    schedule = Schedule(steps=3, batch=1, learning_rate=0.1, ema=0.5)
    first = Line(schedule)
    assert train(first, tmp_path, say_nothing)
    heard: list[str] = []
    again = Line(schedule)
    assert train(again, tmp_path, heard.append)
    assert heard == []
    assert again.sheets == []
    assert torch.equal(again.line.weight, first.line.weight)


def test_the_averaged_weights_are_left_behind(tmp_path: Path) -> None:
    averaged = Line(Schedule(steps=5, batch=1, learning_rate=0.1, ema=0.9))
    plain = Line(Schedule(steps=5, batch=1, learning_rate=0.1))
    assert train(averaged, tmp_path / "averaged", say_nothing)
    assert train(plain, tmp_path / "plain", say_nothing)
    assert 0 < averaged.line.weight.item() < plain.line.weight.item()
    assert averaged.sheets == [averaged.line.weight.item()]


def test_progress_is_told_saved_and_drawn(tmp_path: Path) -> None:
    stage = Line(Schedule(steps=4, batch=1, learning_rate=0.1, ema=0.5))
    heard: list[str] = []
    assert train(stage, tmp_path, heard.append, Pace(log=2, save_seconds=0, sheet_seconds=0))
    assert heard[0] == "line: step 0 of 4"
    assert [line.partition("  ")[0] for line in heard[1:]] == ["line: 2/4", "line: 4/4"]
    assert all("min left" in line for line in heard[1:])
    assert len(stage.sheets) == 5
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["step"] == 4
    assert not (tmp_path / "checkpoint.tmp").exists()


def test_a_loss_that_is_no_number_ends_the_run(tmp_path: Path) -> None:
    stage = Line(Schedule(steps=4, batch=1, learning_rate=0.1), broken=2)
    with pytest.raises(TrainingFailed, match="no longer a number after step 3") as caught:
        train(stage, tmp_path, say_nothing, Pace(save_seconds=0))
    assert "learning rate" in caught.value.advice
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["step"] == 2


def test_a_loss_that_is_no_number_is_found_when_it_is_logged(tmp_path: Path) -> None:
    stage = Line(Schedule(steps=9, batch=1, learning_rate=0.1), broken=4)
    with pytest.raises(TrainingFailed, match="no longer a number after step 6"):
        train(stage, tmp_path, say_nothing, Pace(log=3))
    assert [row["step"] for row in rows(tmp_path)] == [3]
    assert not (tmp_path / "checkpoint.pt").exists()


def test_it_stops_when_its_time_is_over(tmp_path: Path) -> None:
    schedule = Schedule(steps=5, batch=1, learning_rate=0.1)
    assert not train(Line(schedule), tmp_path, say_nothing, until=time.monotonic())
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["step"] == 0
    assert train(Line(schedule), tmp_path, say_nothing, until=time.monotonic() + 600)


def test_a_checkpoint_of_another_configuration_is_refused(tmp_path: Path) -> None:
    schedule = Schedule(steps=2, batch=1, learning_rate=0.1, ema=0.5)
    assert train(Line(schedule), tmp_path, say_nothing)
    with pytest.raises(TrainingFailed, match="another configuration"):
        train(Line(schedule, width=2), tmp_path, say_nothing)


def test_a_half_written_line_of_the_curve_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "curve.jsonl"
    path.write_text('{"step": 20, "loss": 1.0}\n{"step": 40, "lo')
    curve = Curve(path)
    curve.cut(60)
    curve.add({"step": 40, "loss": 0.5})
    assert [json.loads(line)["step"] for line in path.read_text().splitlines()] == [20, 40]
