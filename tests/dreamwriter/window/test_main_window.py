"""The window from its first second to a saved article, with the real engine and the bundled model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.chip import Chip
from tests.dreamwriter.window.conftest import shown

PATIENCE = 240_000


def button(program: Program, words: str) -> Button:
    return next(each for each in program.window.page.card.findChildren(Button) if each.text() == words)


def sample(program: Program, words: str) -> Chip:
    return next(each for each in program.window.page.findChildren(Chip) if each.text() == words)


class Windows(QObject):
    """Hears which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_is_shown_at_the_start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    with shown(qapp, tmp_path, lambda: ScriptedChannel(lambda _request: ())) as program:
        qtbot.waitExposed(program.window)
        qapp.removeEventFilter(windows)
    assert windows.shown == ["MainWindow"]


def test_two_clicks_to_an_article_that_is_saved_and_opened_again(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window, file = program.window, tmp_path / "fox.textpack"
    qtbot.mouseClick(sample(program, "A red fox in the snow"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(program, "Write"), Qt.MouseButton.LeftButton)
    first = window.page.manuscript
    qtbot.waitUntil(lambda: not window.page.writing.running, timeout=PATIENCE)
    assert first.words > 20
    assert any(entry.asset is not None for entry in first.figures())
    assert window.documents.title == first.outline()[0].title
    qtbot.waitUntil(lambda: program.desk.file.unsaved)
    window.documents.save_as(file)
    qtbot.waitUntil(lambda: not program.desk.file.unsaved, timeout=20_000)
    written = first.snapshot()

    # A second run is stopped midway; undo takes it back whole, and then there is nothing unsaved.
    window.page.set_mode("write")
    window.page.card.set_words("An introduction to owls")
    qtbot.mouseClick(button(program, "Write"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.snapshot().blocks != written.blocks, timeout=PATIENCE)
    qtbot.keyClick(window.page.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.page.writing.running, timeout=20_000)
    qtbot.waitUntil(lambda: program.desk.file.unsaved)
    window.acts["undo"].trigger()
    assert first.snapshot().blocks == written.blocks
    qtbot.waitUntil(lambda: not program.desk.file.unsaved)

    window.open_path(file)
    qtbot.waitUntil(lambda: window.page.manuscript is not first, timeout=20_000)
    again = window.page.manuscript.snapshot()
    assert again.blocks == written.blocks
    assert again.histories == written.histories
    assert not program.desk.file.unsaved
