"""Chips, choices, segments and boxes: one of several, or yes and no."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QRadioButton
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.check_box import CheckBox
from dreamwriter.widgets.chip import Chip, Choice
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option, option_menu
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import TARGET

OPTIONS = (Option("auto", "as needed", "As many as the text wants"), Option("none", "none"), Option("2", "2"))


def test_a_chip_without_options_is_a_button(look: Look, qtbot: QtBot) -> None:
    chip = Chip(look, "A red fox in the snow")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.value == ""
    assert chip.sizeHint().height() >= TARGET


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_a_chip_opens_its_menu_and_takes_what_is_chosen(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    chip = Chip(look, icon="image")
    qtbot.addWidget(chip)
    chip.set_options(OPTIONS, "auto", "Pictures")
    chip.show()
    assert chip.text() == "Pictures: as needed"
    qtbot.keyClick(chip, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    with qtbot.waitSignal(chip.chosen) as heard:
        menu.actions()[2].trigger()
    menu.close()
    assert heard.args == ["2"]
    assert (chip.value, chip.text()) == ("2", "Pictures: 2")


def test_the_option_that_holds_is_not_chosen_again(look: Look, qtbot: QtBot) -> None:
    chip = Chip(look)
    qtbot.addWidget(chip)
    chip.set_options(OPTIONS, "auto")
    heard: list[str] = []
    chip.chosen.connect(heard.append)
    menu = option_menu(look, OPTIONS, "auto", heard.append, chip)
    chip.set_value("none")
    assert heard == []
    assert menu.actions()[0].toolTip() == "As many as the text wants"
    with pytest.raises(ValueError, match="no option has the key 'seven'"):
        chip.set_value("seven")


def test_a_choice_says_what_is_chosen_and_is_as_wide_as_its_longest_option(look: Look, qtbot: QtBot) -> None:
    choice = Choice(look, "Page size", (Option("a4", "A4"), Option("letter", "US Letter")), "a4")
    qtbot.addWidget(choice)
    assert choice.accessibleName() == "Page size: A4"
    narrow = choice.sizeHint().width()
    choice.set_value("letter")
    assert choice.accessibleName() == "Page size: US Letter"
    assert choice.sizeHint().width() == narrow


def test_segments_are_chosen_by_pointer_and_arrow_keys(look: Look, qtbot: QtBot) -> None:
    ways = SegmentedControl(look, "Way", OPTIONS, "auto")
    qtbot.addWidget(ways)
    with qtbot.waitExposed(ways):
        ways.show()
    heard: list[str] = []
    ways.chosen.connect(heard.append)
    segments = ways.findChildren(QRadioButton)
    qtbot.mouseClick(segments[1], Qt.MouseButton.LeftButton)
    ways.activateWindow()
    segments[1].setFocus()
    qtbot.waitUntil(segments[1].hasFocus)
    qtbot.keyClick(segments[1], Qt.Key.Key_Right)
    assert heard == ["none", "2"]
    assert ways.value == "2"
    ways.set_value("auto")
    assert heard == ["none", "2"]
    assert QAccessible.queryAccessibleInterface(segments[0]).role() == QAccessible.Role.RadioButton
    with pytest.raises(ValueError, match="no option"):
        ways.set_value("seven")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_segments_have_room_for_their_words(look: Look, qtbot: QtBot, scale: float) -> None:
    look.set_text_scale(scale)
    ways = SegmentedControl(look, "Way", OPTIONS, "auto")
    qtbot.addWidget(ways)
    for segment in ways.findChildren(QRadioButton):
        assert segment.minimumSizeHint().width() > segment.fontMetrics().horizontalAdvance(segment.text())
        assert segment.minimumSizeHint().height() >= TARGET


def test_a_box_is_ticked_anywhere_on_its_words(look: Look, qtbot: QtBot) -> None:
    box = CheckBox(look, "Stay offline")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    before = box.grab().toImage()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().adjusted(0, 0, -3, -3).bottomRight())
    assert box.isChecked()
    assert box.grab().toImage() != before
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
