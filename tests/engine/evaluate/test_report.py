"""Progress and table, as people see them."""

import io

import pytest

from engine.evaluate.intervals import Estimate
from engine.evaluate.report import Progress, table


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is."""
    now = [0.0]
    monkeypatch.setattr("engine.evaluate.report.time.monotonic", lambda: now[0])
    return now


def test_progress_in_a_log(clock: list[float]) -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    for done in range(1, 5):
        clock[0] += 60
        progress("edit", done, 4)
    clock[0] += 1
    progress("worn", 1, 9)
    clock[0] += 1
    progress("worn", 9, 9)
    assert stream.getvalue().splitlines() == [
        "edit: 1/4  3 min left", "edit: 2/4  2 min left", "edit: 3/4  60 s left", "edit: 4/4", "worn: 9/9",
    ]  # fmt: skip


def test_progress_on_a_terminal(clock: list[float]) -> None:
    stream = Terminal()
    progress = Progress(stream)
    clock[0] += 2
    progress("edit", 1, 2)
    assert stream.getvalue().strip(" ") == "\redit: 1/2  2 s left"
    progress("edit", 2, 2)
    assert stream.getvalue().count("\r") == 2
    assert stream.getvalue().endswith("\n")


def test_table() -> None:
    rows = table({"colour": Estimate(0.8, 0.7, 0.9, 50), "vae_psnr": Estimate(27.31, 27.0, 27.6, 50)}).splitlines()
    assert [row.split() for row in rows[1:]] == [
        ["colour", "80.0", "%", "70.0", "to", "90.0", "50"],
        ["vae_psnr", "27.3", "dB", "27.0", "to", "27.6", "50"],
    ]
    assert len({len(row) for row in rows}) == 1
