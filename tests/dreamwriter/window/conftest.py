"""A whole program with the real engine and the bundled model, in folders of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.settings import Settings


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """A program whose window is shown; its engine starts with it."""
    made = Program(qapp, Settings(theme="light", reduced_motion=True), tmp_path / "config", tmp_path / "state")
    made.window.resize(1440, 900)
    made.start()
    qtbot.waitExposed(made.window)
    yield made
    made.window.hide()
    made.close()
    made.wait()
    made.window.deleteLater()
    made.deleteLater()
    qapp.setStyleSheet("")
