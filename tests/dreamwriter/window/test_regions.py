"""The keyboard goes round the parts of the window, and Esc leads back to the page from everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.package import document_from_files
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.widgets.label import Label
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
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    qtbot.waitUntil(lambda: made.worker.state.name == "ready")
    made.window.show_panel("dialogue")
    made.window.page.text.setFocus()
    assert made.window.page.text.hasFocus()
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


def test_a_panel_that_goes_leaves_the_keyboard_to_the_page(program: Program) -> None:
    window = program.window
    window.show_panel("dialogue")
    assert window.dialogue.form.field.edit.hasFocus()
    window.acts["panel"].trigger()
    assert not window.side.isVisible()
    assert window.page.text.hasFocus()
    window.acts["panel"].trigger()
    assert window.page.text.hasFocus()


def test_back_from_comparing_the_keyboard_is_on_the_page(program: Program) -> None:
    window = program.window
    window.picture.compare.show_pictures(QImage(), QImage(), "Take 2", "")
    assert window.picture.compare.use.hasFocus()
    assert _press(Qt.Key.Key_Escape) is window.page.text
    assert not window.picture.compare.isVisible()


def test_the_keyboard_is_where_one_goes_on(program: Program) -> None:
    window, field = program.window, program.window.page.card.field.edit
    program.page.set_document(document_from_files({"text.md": b""}))
    assert field.hasFocus()
    program.page.set_document(document_from_files({"text.md": b"# One\n"}))
    assert window.page.text.hasFocus()


def test_what_needs_a_text_says_so_on_an_empty_page(program: Program, qtbot: QtBot) -> None:
    window = program.window
    program.page.set_document(document_from_files({"text.md": b""}))
    window.page.text.setFocus()
    for action in ("continue", "illustrate"):
        window.page.card.say("")
        window.acts[action].trigger()
        assert [label.text() for label in window.page.card.findChildren(Label) if label.isVisible()] == [
            "There is no text here yet: say what it shall be about"
        ]
        assert window.page.card.field.edit.hasFocus()
    window.page.text.setFocus()
    QTest.keyClicks(window.page.text, "Once")
    qtbot.waitUntil(lambda: not [label for label in window.page.card.findChildren(Label) if label.isVisible()])
