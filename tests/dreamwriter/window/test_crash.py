"""A mistake of our own: first the text is kept, then it is told, once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.errors import CannotSave
from dreamwriter.widgets.look import Look
from dreamwriter.window.crash import CrashDialog, CrashGuard

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def order() -> list[str]:
    return []


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def guard(qtbot: QtBot, order: list[str], now: list[float], tmp_path: Path) -> Iterator[CrashGuard]:
    made = CrashGuard(lambda: order.append("kept"), tmp_path, clock=lambda: now[0])
    made.explained.connect(lambda _report, safe: order.append(f"told {safe}"))
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_the_text_is_kept_before_anything_is_told(
    guard: CrashGuard, order: list[str], now: list[float], tmp_path: Path
) -> None:
    sys.excepthook(ValueError, ValueError("boom"), None)
    assert order == ["kept", "told True"]
    (report,) = tmp_path.iterdir()
    assert "ValueError: boom" in report.read_text(encoding="utf-8")
    sys.excepthook(ValueError, ValueError("again"), None)
    assert order == ["kept", "told True"]
    now[0] += 2
    sys.excepthook(ValueError, ValueError("again"), None)
    assert order == ["kept", "told True", "kept"]
    assert len(list(tmp_path.iterdir())) == 2
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


def test_an_error_that_nobody_can_be_told_of_is_heard_of_too(qtbot: QtBot, guard: CrashGuard, order: list[str]) -> None:
    class Faulty:
        def __del__(self) -> None:
            raise RuntimeError("at the end")

    with qtbot.waitSignal(guard.explained) as heard:
        Faulty()
    assert "at the end" in heard.args[0]
    assert order == ["kept", "told True"]


def test_an_error_with_every_frame_is_written_down_once(guard: CrashGuard, order: list[str], tmp_path: Path) -> None:
    error = ValueError("boom")
    for _ in range(100):
        guard.catch(error)
    assert len(list(tmp_path.iterdir())) == 1
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


PROGRAM = """
import json, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from dreamwriter.app import Program
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.session.recovery import find_recovered
from dreamwriter.settings import Settings
from dreamwriter.window.crash import CrashDialog

application = QApplication([])
application.setQuitOnLastWindowClosed(False)
folder = Path(sys.argv[1])
state = folder / "state"
program = Program(application, Settings(theme="light"), folder / "config", state, lambda: ScriptedChannel({}))
told = []

def fail():
    program.page.manuscript.sheet.cursor(0).insertText("Precious words.")
    raise RuntimeError("a mistake in a slot")

def fail_in_thread():
    raise RuntimeError("a mistake in a thread")

def look():
    dialog = program.window.findChild(CrashDialog)
    if dialog is None:
        return
    timer.stop()
    kept = list((state / "recovery").rglob("*"))
    dialog.unfold.click()
    dialog.copy.click()
    told.append({"words": dialog.words.text(), "detail": QApplication.clipboard().text(),
                 "kept": len([file for file in kept if file.is_file()])})
    dialog.go_on.click()
    if len(told) == 1:
        threading.Thread(target=fail_in_thread).start()
        QTimer.singleShot(200, timer.start)
    else:
        dialog.end.click()

timer = QTimer(interval=20)
timer.timeout.connect(look)
program.first_frame.over.connect(lambda: (QTimer.singleShot(0, fail), timer.start()))
QTimer.singleShot(60_000, application.quit)
program.start()
application.exec()
program.wait()
recovered = find_recovered(state / "recovery")
texts = [write_markdown(one.restore().blocks, ()) for one in recovered]
print(json.dumps({"told": told, "found": texts}))
"""


def test_a_mistake_in_a_slot_of_the_whole_window_costs_not_a_word(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    heard = json.loads(ran.stdout)
    first, second = heard["told"]
    assert "Your text is safe" in first["words"]
    assert "a mistake in a slot" in first["detail"]
    assert first["kept"] > 0
    assert "a mistake in a thread" in second["detail"]
    reports = [report.read_text() for report in (tmp_path / "state" / "reports").iterdir()]
    assert len(reports) == 2
    assert heard["found"] == ["Precious words.\n"]
