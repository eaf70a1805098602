"""A model that is missing, broken or too large: told at once in words, and one click leads back to the included one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.session.models import bundled_folder
from dreamwriter.settings import Settings, read_settings
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.notice import Notice

WAIT = 60_000
Open = Callable[[Settings], Program]


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    made: list[Program] = []

    def start(settings: Settings) -> Program:
        made.append(Program(qapp, settings, tmp_path / "config", tmp_path / "state"))
        made[-1].window.resize(1200, 800)
        made[-1].start()
        qtbot.waitExposed(made[-1].window)
        return made[-1]

    yield start
    for each in made:
        each.window.hide()
        each.close()
        each.wait()
        each.window.deleteLater()
        each.deleteLater()
    qapp.setStyleSheet("")


def told(program: Program, qtbot: QtBot) -> Notice:
    qtbot.waitUntil(lambda: program.window.notices.notice is not None, timeout=WAIT)
    notice = program.window.notices.notice
    assert notice is not None
    return notice


def press(program: Program, words: str) -> None:
    next(each for each in program.window.notices.findChildren(Button) if each.text() == words).click()


def test_a_missing_model_is_told_and_one_click_leads_back(program: Open, qtbot: QtBot, tmp_path: Path) -> None:
    opened = program(Settings(theme="light", model=str(tmp_path / "gone")))
    notice = told(opened, qtbot)
    assert notice.sentence == "The model “gone” cannot be found."
    assert "gone is no folder" in notice.detail
    assert list(notice.actions) == ["Use Storybook", "Open settings"]
    press(opened, "Use Storybook")
    qtbot.waitUntil(lambda: opened.worker.state.name == "ready", timeout=WAIT)
    assert opened.worker.state.model == "Storybook"
    assert opened.window.notices.notice is None
    qtbot.waitUntil(lambda: read_settings(tmp_path / "config").model == "", timeout=WAIT)


def test_a_broken_model_says_what_is_broken_before_anything_is_asked_of_it(
    program: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(bundled_folder(), broken)
    (broken / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(b"nothing")
    notice = told(program(Settings(theme="light", model=str(broken))), qtbot)
    assert "unet" in notice.sentence
    assert "damaged" in notice.sentence
    assert notice.actions[0] == "Use Storybook"


def test_a_model_that_may_not_take_enough_memory_leads_to_the_settings(program: Open, qtbot: QtBot) -> None:
    opened = program(Settings(theme="light", memory_gigabytes=0.3))
    notice = told(opened, qtbot)
    assert "it may use only 0.3 GB" in notice.sentence
    assert notice.actions[0] == "Open settings"
    opened.window.dialogs.change(Settings(theme="light", memory_gigabytes=2))
    qtbot.waitUntil(lambda: opened.worker.state.name == "ready", timeout=WAIT)
    assert opened.window.notices.notice is None
