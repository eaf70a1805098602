"""The benchmark measures what it says: a start, a wait, a page with something to decode."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.benchmark.__main__ import main
from dreamwriter.benchmark.lateness import TICK_MILLISECONDS, Delays, Lateness
from dreamwriter.benchmark.long_page import painted
from dreamwriter.benchmark.program import live, memory
from dreamwriter.benchmark.start import one_start

HELD_UP = 0.1


def test_a_long_wait_counts_for_all_who_came_meanwhile(qtbot: QtBot) -> None:
    lateness = Lateness()
    lateness.begin()
    time.sleep(HELD_UP)
    live(20)
    delays = lateness.end()
    assert delays.at(1.0) > 1000 * HELD_UP - 2 * TICK_MILLISECONDS
    assert len([wait for wait in delays.waits if wait > 10]) > 1000 * (HELD_UP - 0.02) / TICK_MILLISECONDS
    lateness.begin()
    assert len(lateness.end().waits) == 1


def test_percentiles() -> None:
    delays = Delays(tuple(float(number) for number in range(1, 101)), 5.0)
    assert (delays.at(0.5), delays.at(0.99), delays.at(1.0)) == (51.0, 100.0, 100.0)
    assert str(delays) == "50th 51.0 ms, 99th 100.0, longest 100.0 (own work at a stretch at most 5.0)"
    assert Delays((), 0.0).at(0.5) == 0.0


def test_the_pictures_of_the_long_page_are_real_and_different(qtbot: QtBot) -> None:
    one, other = painted(1), painted(2)
    assert one.sha256 != other.sha256
    assert len(one.data) > 50_000


def test_memory_is_told() -> None:
    assert "MB resident" in memory()


def test_the_window_is_seen_before_the_model_is_ready(tmp_path: Path) -> None:
    seen, ready = one_start(tmp_path)
    assert 0 < seen < ready


def test_a_part_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["colour"])
    assert ended.value.code == 2
    assert "no part called colour" in capsys.readouterr().err
