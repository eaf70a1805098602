"""Unsaved work is left only by a decision."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.window.close_guard import CloseGuard, Decision


@pytest.mark.parametrize("decision", list(Decision))
def test_each_button_decides_once(qtbot: QtBot, look: Look, decision: Decision) -> None:
    guard = CloseGuard(look, "The fox", "fox.textpack")
    qtbot.addWidget(guard)
    heard: list[Decision] = []
    guard.decided.connect(heard.append)
    guard.open()
    {Decision.SAVE: guard.save, Decision.LEAVE: guard.leave, Decision.STAY: guard.stay}[decision].click()
    assert heard == [decision]


def test_esc_stays(qtbot: QtBot, look: Look) -> None:
    guard = CloseGuard(look, "", writing=True)
    qtbot.addWidget(guard)
    assert "still writing" in guard.sentence.text()
    with qtbot.waitSignal(guard.decided) as heard:
        guard.open()
        guard.reject()
    assert heard.args == [Decision.STAY]
