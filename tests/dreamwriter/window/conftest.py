"""A whole program with the real engine and the bundled model, in folders of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.files import save_document
from dreamwriter.engine_client.channel import Channel
from dreamwriter.settings import Settings
from tests.dreamwriter.window.hands import Person, page

SETTINGS = Settings(theme="light", reduced_motion=True)
STATE = Path("state", "dreamwriter")
"""Where a program of the tests, and one whose XDG_STATE_HOME is `state`, keeps its notes."""


@contextmanager
def shown(
    qapp: QApplication,
    folder: Path,
    open_engine: Callable[[], Channel] | None = None,
    settings: Settings = SETTINGS,
) -> Iterator[Program]:
    """A program whose window is shown; its engine starts with it. No mistake of ours may stay unnoticed in it."""
    made = Program(qapp, settings, folder / "config", folder / STATE, open_engine)
    made.window.resize(1440, 900)
    made.start()
    yield made
    made.window.hide()
    made.close()
    made.wait()
    made.window.deleteLater()
    made.deleteLater()
    qapp.setStyleSheet("")
    reports = [report.read_text() for report in (folder / STATE / "reports").glob("*.txt")]
    assert not reports, reports[0]


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """A program of one test."""
    with shown(qapp, tmp_path) as made:
        qtbot.waitExposed(made.window)
        yield made


@pytest.fixture(scope="module")
def house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program that the tests of one module share: to start an engine takes seconds."""
    with shown(qapp, tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture
def person(house: Program, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Person]:
    """Somebody in front of the shared program, who has just opened a page of words and two pictures."""
    file = tmp_path / "page.textpack"
    save_document(page(), file)
    sits = Person(house, qtbot, tmp_path)
    sits.open(file)
    sits.window.show_panel("dialogue")
    yield sits
    sits.tidy()
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []
