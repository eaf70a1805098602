"""What happens in the first second, and what only after it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.window.first_frame import LATER, FirstFrame, load_the_rest
from tests.dreamwriter.window.conftest import shown


class Heard(QObject):
    """Notes that a widget was painted."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__()
        self._notes = notes

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._notes.append("painted")
        return False


def test_it_is_over_once_and_after_the_painting(qtbot: QtBot) -> None:
    window, notes = QWidget(), list[str]()
    qtbot.addWidget(window)
    heard = Heard(notes)
    window.installEventFilter(heard)
    frame = FirstFrame(window)
    frame.over.connect(lambda: notes.append("over"))
    window.show()
    qtbot.waitUntil(lambda: "over" in notes)
    assert notes[0] == "painted"
    window.repaint()
    frame._end()
    assert notes.count("over") == 1


def test_a_window_that_nobody_sees_does_not_hold_anything_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    over: list[bool] = []
    FirstFrame(window).over.connect(lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))
    assert over == [True]


def test_the_engine_starts_after_the_first_frame(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    notes: list[str] = []
    with shown(qapp, tmp_path) as program:  # nothing happens before this thread waits
        program.first_frame.over.connect(lambda: notes.append("over"))
        program.worker.state_changed.connect(lambda state: notes.append(state.name))
        qtbot.waitUntil(lambda: "ready" in notes, timeout=60_000)
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=60_000)
    assert notes[0] == "over"
    assert notes[1] in ("starting", "loading")


def test_what_is_loaded_later_can_be_loaded() -> None:
    load_the_rest()
    assert set(LATER) <= set(sys.modules)
