"""The close button: at once where everything is safe, else when the person has decided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.window.close_guard import CloseGuard


def test_a_window_without_unsaved_words_closes_at_the_first_click(program: Program) -> None:
    closed: list[bool] = []
    program.window.closed.connect(lambda: closed.append(True))
    assert program.window.close()
    assert not program.window.isVisible()
    assert closed == [True]


def test_a_window_with_unsaved_words_asks_first(program: Program, qtbot: QtBot) -> None:
    window = program.window
    qtbot.keyClick(window.page.text, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: program.desk.file.unsaved)
    assert not window.close()
    assert window.isVisible()
    guard = window.findChild(CloseGuard)
    assert isinstance(guard, CloseGuard)
    with qtbot.waitSignal(window.closed):
        guard.leave.click()
    assert not window.isVisible()
