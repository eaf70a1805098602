"""Whatever the keyboard reaches says what it is: in the window with all its panels, and in every dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QDialog,
    QLineEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.package import document_from_files
from dreamwriter.document.takes import Take
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.errors import BadDocument
from dreamwriter.session.file_record import Origin
from dreamwriter.session.recovery import RecoveryPlace, find_recovered
from dreamwriter.window.close_guard import CloseGuard
from dreamwriter.window.crash import CrashDialog
from dreamwriter.window.link_dialog import LinkDialog
from dreamwriter.window.recovery_offer import RecoveryOffer
from tests.dreamwriter.document.pictures import asset, picture
from tests.dreamwriter.scripts import play
from tests.dreamwriter.session.sample import document
from tests.dreamwriter.window.conftest import shown

SAY_ENOUGH = (QTextEdit, QAbstractItemView, QAbstractSlider, QAbstractScrollArea, QLineEdit, QSpinBox)
"""What is no button: a name says what it is for."""
ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with shown(qapp, tmp_path_factory.mktemp("spoken"), lambda: ScriptedChannel(play)) as program:
        yield program


@pytest.fixture
def program(made: Program, qtbot: QtBot) -> Program:
    source = b"# One\n\nwords\n\n![A](assets/a.png)\n\n*Cap*\n\nend\n"
    made.page.set_document(document_from_files({"text.md": source, "assets/a.png": picture()}))
    qtbot.wait(50)
    return made


def silent(root: QWidget) -> list[str]:
    """What can be seen, takes the keyboard and does not say what it is or does."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QDialog):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        words = widget.text() if hasattr(widget, "text") and not isinstance(widget, QTextEdit) else ""
        if not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {words!r} has no name")
        if spoken.role() in ROLES and not isinstance(widget, QAbstractScrollArea | QLineEdit):
            found.append(f"{type(widget).__name__} {words!r} has no role")
        if not (words or widget.toolTip()) and not isinstance(widget, SAY_ENOUGH):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} shows no words and no tooltip")
    return found


def test_an_empty_page_says_what_is_there(program: Program, qtbot: QtBot) -> None:
    program.page.set_document(document_from_files({"text.md": b""}))
    qtbot.wait(50)
    assert silent(program.window) == []


@pytest.mark.parametrize("panel", ["dialogue", "picture", "history"])
def test_the_window_says_what_is_there(program: Program, qtbot: QtBot, panel: str) -> None:
    window = program.window
    figure_id = window.page.manuscript.figures()[0].record.figure_id
    blue = asset("blue")
    window.page.manuscript.add_takes(figure_id, ((Take(blue.sha256, "generated"), blue),))
    window.page.text.select_figure(figure_id)
    window.show_panel(panel)
    window.page.open_find(replacing=True)
    window.page.card._more.setChecked(True)
    window.notices.tell(BadDocument("It is broken.", "Take another.", "line 1"), "file")
    window.dialogue.form.more.setChecked(True)
    for pill in window.picture.form.modes.findChildren(QWidget):
        if hasattr(pill, "click"):
            pill.click()
            assert silent(window) == []
    window.page.card._more.setChecked(False)
    window.dialogue.form.more.setChecked(False)


def test_two_takes_that_are_compared_say_what_they_are(program: Program, qtbot: QtBot) -> None:
    window = program.window
    figure_id = window.page.manuscript.figures()[0].record.figure_id
    blue = asset("blue")
    window.page.manuscript.add_takes(figure_id, ((Take(blue.sha256, "generated"), blue),))
    window.page.text.select_figure(figure_id)
    window.show_panel("picture")
    window.picture.takes.strip.setFocus()
    window.picture.open_compare()
    assert silent(window.picture.compare) == []
    window.picture.compare.leave()


@pytest.mark.parametrize("action", ["settings", "recent", "about", "export", "link"])
def test_dialogs_say_what_is_there(program: Program, qtbot: QtBot, action: str) -> None:
    window = program.window
    window.acts[action].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)), timeout=20_000)
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    assert silent(dialog) == []
    assert dialog.windowTitle()
    dialog.reject()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QDialog)))


def test_questions_say_what_is_there(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    place = RecoveryPlace.new(tmp_path)
    place.write(document("One fox."), Origin())
    place.leave()
    look, window = program.look, program.window
    for dialog in (
        CloseGuard(look, "One", "one.textpack", False, window),
        CrashDialog(look, "report", True, window),
        LinkDialog(look, "https://example.org", window),
        RecoveryOffer(look, find_recovered(tmp_path), window),
    ):
        dialog.open()
        assert silent(dialog) == []
        dialog.reject()
        dialog.deleteLater()
