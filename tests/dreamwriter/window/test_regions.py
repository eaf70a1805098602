"""The keyboard goes round the parts of the window, and Esc leads back to the page from everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.package import document_from_files
from dreamwriter.engine_client.scripted import ScriptedChannel
from tests.dreamwriter.document.pictures import picture
from tests.dreamwriter.scripts import play
from tests.dreamwriter.window.conftest import shown

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with shown(qapp, tmp_path_factory.mktemp("round"), lambda: ScriptedChannel(play)) as program:
        yield program


@pytest.fixture
def program(made: Program, qtbot: QtBot) -> Program:
    source = b"# One\n\nwords\n\n![A](assets/a.png)\n\n*Cap*\n\nend\n"
    made.page.set_document(document_from_files({"text.md": source, "assets/a.png": picture()}))
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    made.window.page.text.setFocus()
    return made


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QWidget:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, key, modifiers)
    now = QApplication.focusWidget()
    assert now is not None
    return now


def test_f6_goes_round_and_comes_back(program: Program) -> None:
    window = program.window
    parts = (window.page.card, window.side, window.top, window.outline)
    for part in parts:
        assert part.isAncestorOf(_press(Qt.Key.Key_F6))
    assert _press(Qt.Key.Key_F6) is window.page.text
    for part in reversed(parts):
        assert part.isAncestorOf(_press(Qt.Key.Key_F6, SHIFT))
    assert _press(Qt.Key.Key_F6, SHIFT) is window.page.text


def test_a_part_is_entered_again_where_it_was_left(program: Program) -> None:
    window = program.window
    window.dialogue.form.field.setFocus()
    for _ in range(4):
        _press(Qt.Key.Key_F6)
    window.page.text.setFocus()
    _press(Qt.Key.Key_F6)
    assert _press(Qt.Key.Key_F6) is window.dialogue.form.field.edit


def test_tab_reaches_everything_once_and_then_the_page(program: Program) -> None:
    window = program.window
    seen = [_press(Qt.Key.Key_Tab, CONTROL)]
    while seen[-1] is not window.page.text:
        seen.append(_press(Qt.Key.Key_Tab))
        assert len(seen) < 100
    assert len(set(seen)) == len(seen)
    for part in (window.page.card, window.side, window.top, window.outline):
        assert any(part.isAncestorOf(widget) for widget in seen)


def test_esc_leads_back_to_the_page(program: Program) -> None:
    window = program.window
    for widget in (window.page.card.field, window.dialogue.form.field, window.dialogue.form.about, window.outline):
        widget.setFocus()
        _press(Qt.Key.Key_Escape)
        assert window.page.text.hasFocus()


def test_a_picture_is_selected_opened_and_left_by_keys(program: Program) -> None:
    window, text = program.window, program.window.page.text
    text.setTextCursor(text.document().find("words"))
    for _ in range(2):
        _press(Qt.Key.Key_Right)
    assert text.selected_figure == "figure-1"
    assert window.picture.form.words.edit is _press(Qt.Key.Key_Return)
    assert _press(Qt.Key.Key_Escape) is text
    assert text.selected_figure == "figure-1"
    _press(Qt.Key.Key_Right)
    assert text.selected_figure == ""
