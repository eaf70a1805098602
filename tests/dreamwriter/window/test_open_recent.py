"""Recent documents: a press opens, a missing one can only be forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dreamwriter.session.recent_files import RecentFile
from dreamwriter.widgets.look import Look
from dreamwriter.window.open_recent import OpenRecent

HERE = RecentFile(Path("/stories/fox.textpack"), "The fox", "2025-01-01T10:00:00+01:00")
GONE = RecentFile(Path("/stories/owl.textpack"), "The owl", "2025-01-01T09:00:00+01:00", missing=True)


def test_a_press_opens(qtbot: QtBot, look: Look) -> None:
    dialog = OpenRecent(look, (HERE, GONE))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.rows[0].click()
    assert heard.args == [HERE.path]
    assert dialog.rows[0].accessibleName() == "The fox"


def test_a_missing_one_is_not_opened_but_forgotten(qtbot: QtBot, look: Look) -> None:
    dialog = OpenRecent(look, (HERE, GONE))
    qtbot.addWidget(dialog)
    chosen: list[Path] = []
    dialog.chosen.connect(chosen.append)
    dialog.rows[1].click()
    assert chosen == []
    with qtbot.waitSignal(dialog.forget_wanted) as heard:
        qtbot.keyClick(dialog.rows[1], Qt.Key.Key_Delete)
    assert heard.args == [GONE.path]
    dialog.set_entries(())
    assert dialog.rows == []
    assert dialog.forget_all.isHidden()
