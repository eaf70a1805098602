"""Work is done in order, elsewhere; its results and its errors come back to the window."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.errors import CannotSave, DreamWriterError
from dreamwriter.session.background import Background
from tests.dreamwriter.session.sample import WAIT


def test_work_is_done_elsewhere_in_order_and_told_here(qtbot: QtBot) -> None:
    background, told = Background(), []
    for number in range(5):
        background.do(
            lambda number=number: (number, threading.get_ident()),  # type: ignore[misc]
            lambda result: told.append((*result, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: len(told) == 5, timeout=WAIT)
    here = threading.get_ident()
    assert [number for number, _, _ in told] == list(range(5))
    assert all(there != here and heard == here for _, there, heard in told)
    background.close()
    assert background.wait(10)


def test_errors_are_told_and_harm_nothing(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    background, told = Background(), list[DreamWriterError]()

    def refuse() -> None:
        raise CannotSave("No.", "Try elsewhere.")

    background.do(refuse, failed=told.append)
    background.do(lambda: 1 / 0, failed=told.append)
    background.do(lambda: told.append(DreamWriterError("done", "")))
    qtbot.waitUntil(lambda: len(told) == 3, timeout=WAIT)
    assert isinstance(next(error for error in told if error.sentence == "No."), CannotSave)
    assert "ZeroDivisionError" in next(error for error in told if error.detail).detail
    assert "failed" in caplog.text
    background.close()
    assert background.wait(10)


def test_closed_it_finishes_its_work_and_tells_nothing(qtbot: QtBot) -> None:
    background, done, told = Background(), [], []
    begin = threading.Event()
    background.do(begin.wait)
    background.do(lambda: done.append(1), told.append)
    background.close()
    background.do(lambda: done.append(2), told.append)
    begin.set()
    assert background.wait(10)
    qtbot.wait(30)
    assert (done, told) == ([1], [])
