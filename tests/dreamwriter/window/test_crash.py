"""A mistake of our own: first the text is kept, then it is told, once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.errors import CannotSave
from dreamwriter.widgets.look import Look
from dreamwriter.window.crash import CrashDialog, CrashGuard


@pytest.fixture
def order() -> list[str]:
    return []


@pytest.fixture
def guard(qtbot: QtBot, order: list[str], tmp_path: Path) -> Iterator[CrashGuard]:
    made = CrashGuard(lambda: order.append("kept"), tmp_path)
    made.explained.connect(lambda _report, safe: order.append(f"told {safe}"))
    before = (sys.excepthook, threading.excepthook)
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_text_is_kept_before_anything_is_told(guard: CrashGuard, order: list[str], tmp_path: Path) -> None:
    sys.excepthook(ValueError, ValueError("boom"), None)
    assert order == ["kept", "told True"]
    (report,) = tmp_path.iterdir()
    assert "ValueError: boom" in report.read_text(encoding="utf-8")
    sys.excepthook(ValueError, ValueError("again"), None)
    assert order == ["kept", "told True", "kept"]
    guard.done()
    sys.excepthook(ValueError, ValueError("later"), None)
    assert order[-1] == "told True"


def test_an_error_of_another_thread_is_told_in_this_one(qtbot: QtBot, guard: CrashGuard, order: list[str]) -> None:
    def fail() -> None:
        raise RuntimeError("elsewhere")

    with qtbot.waitSignal(guard.explained) as heard:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "elsewhere" in heard.args[0]
    assert order == ["kept", "told True"]


def test_a_text_that_cannot_be_kept_is_said_to_be_unsafe(qtbot: QtBot, tmp_path: Path) -> None:
    def fail() -> None:
        raise CannotSave("The disk is full.", "Make room.")

    guard = CrashGuard(fail, tmp_path / "reports")
    with qtbot.waitSignal(guard.explained) as heard:
        guard.catch(ValueError("boom"))
    assert heard.args[1] is False


def test_the_dialog_explains_and_hides_the_details(qtbot: QtBot, look: Look) -> None:
    dialog = CrashDialog(look, "Traceback", safe=True)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "Your text is safe" in dialog.words.text()
    assert not dialog.detail.isVisible()
    dialog.unfold.click()
    assert dialog.detail.isVisible()
    with qtbot.waitSignal(dialog.end_wanted):
        dialog.end.click()
    unsafe = CrashDialog(look, "Traceback", safe=False)
    qtbot.addWidget(unsafe)
    assert "Save it now" in unsafe.words.text()
