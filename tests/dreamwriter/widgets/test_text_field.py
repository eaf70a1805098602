"""The text field grows, submits, and takes plain words only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.number_field import NumberField
from dreamwriter.widgets.palette import LIGHT
from dreamwriter.widgets.text_field import LONGEST, TextField


def shown(look: Look, qtbot: QtBot, most_lines: int = 4, **words: str) -> TextField:
    """A field of 300 pixels on the screen."""
    field = TextField(look, "Wish", most_lines=most_lines, **words)  # type: ignore[arg-type]
    qtbot.addWidget(field)
    field.resize(300, field.sizeHint().height())
    with qtbot.waitExposed(field):
        field.show()
    return field


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_grows_with_its_text_up_to_a_number_of_lines(look: Look, qtbot: QtBot, scale: float) -> None:
    look.set_text_scale(scale)
    field = shown(look, qtbot, most_lines=3)
    heights = []
    for text in ("one", "one\ntwo", "one\ntwo\nthree", "one\ntwo\nthree\nfour"):
        field.set_text(text)
        heights.append(field.sizeHint().height())
    line = heights[1] - heights[0]
    assert line == look.theme.length(20)
    assert heights[2] - heights[1] == line
    assert heights[3] == heights[2]
    assert field.edit.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    field.set_text("one\ntwo")
    field.resize(300, field.sizeHint().height())
    assert field.edit.document().size().height() <= field.edit.viewport().height() + 1


def test_enter_submits_and_shift_enter_starts_a_line(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot)
    qtbot.keyClicks(field.edit, "the fox")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field.edit, "swims")
    with qtbot.waitSignal(field.submitted) as heard:
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard.args == ["the fox\nswims"]
    assert field.text() == "the fox\nswims"


def test_one_line_stays_one_line(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot, most_lines=1)
    data = QMimeData()
    data.setHtml("<b>a</b><br>b")
    data.setText("a\nb")
    field.edit.insertFromMimeData(data)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "a b"
    assert "<b>" not in field.edit.toHtml()


def test_a_paste_has_an_end(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot)
    data = QMimeData()
    data.setText("x" * (LONGEST + 5))
    field.edit.insertFromMimeData(data)
    assert len(field.text()) == LONGEST


def test_changes_are_told_and_can_be_undone(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot)
    heard: list[str] = []
    field.edited.connect(heard.append)
    field.set_text(" a wish ")
    field.clear()
    assert heard == ["a wish", ""]
    field.edit.undo()
    assert field.text() == "a wish"


def test_the_ring_shows_the_keyboard_and_what_is_wrong(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot)
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    assert field.grab().toImage().pixelColor(field.width() // 2, 1).name() == LIGHT.focus.lower()
    field.set_wrong(True, "A seed is a number.")
    assert field.grab().toImage().pixelColor(field.width() // 2, 1).name() == LIGHT.danger.lower()
    assert field.edit.accessibleDescription() == "A seed is a number."
    with qtbot.waitSignal(field.left):
        field.edit.clearFocus()


@pytest.mark.parametrize("most_lines", [1, 4])
def test_the_placeholder_shows_only_while_it_is_empty(look: Look, qtbot: QtBot, most_lines: int) -> None:
    field = shown(look, qtbot, most_lines, placeholder="Write, continue, or ask …")
    assert (field.edit.accessibleName(), field.edit.accessibleDescription()) == ("Wish", "Write, continue, or ask …")
    with_words = field.grab().toImage()
    field.set_placeholder("")
    without = field.grab().toImage()
    assert with_words != without
    field.set_placeholder("Ask")
    field.set_text(".")
    with_text = field.grab().toImage()
    field.set_placeholder("")
    assert field.grab().toImage() == with_text


def test_tab_leaves_it(look: Look, qtbot: QtBot) -> None:
    field = shown(look, qtbot)
    assert field.edit.tabChangesFocus()
    assert field.focusProxy() is field.edit
    assert isinstance(field.edit, QTextEdit)


def test_a_number_is_typed_or_stepped(look: Look, qtbot: QtBot) -> None:
    field = NumberField(look, "Seed", 0, 100, 7)
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 8
    field.selectAll()
    qtbot.keyClicks(field, "42x")
    assert (field.value(), field.accessibleName()) == (42, "Seed")
