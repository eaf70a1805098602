"""Buttons: what they do, what they say, how they take the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QEnterEvent, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.button import Button, ButtonRole, IconButton, blend
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.widgets.palette import DARK, LIGHT
from dreamwriter.widgets.theme import TARGET


def ground(button: QWidget) -> str:
    """The colour of a button's ground, beside its words."""
    return button.grab().toImage().pixelColor(button.width() // 2, 4).name()


def test_it_is_pressed_by_pointer_and_keyboard(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Write", ButtonRole.PRIMARY, "sparkles")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2


def test_a_busy_button_cannot_be_pressed(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Write", ButtonRole.PRIMARY)
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.set_busy(True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert (button.busy, pressed, button.accessibleDescription()) == (True, [], "Busy")
    button.set_busy(False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("role", list(ButtonRole))
def test_its_words_have_room(look: Look, qtbot: QtBot, role: ButtonRole, scale: float) -> None:
    look.set_text_scale(scale)
    button = Button(look, "Dream 3 takes", role, "sparkles")
    qtbot.addWidget(button)
    least = button.minimumSizeHint()
    assert least.width() > button.fontMetrics().horizontalAdvance("Dream 3 takes") + look.theme.length(16)
    assert least.height() >= max(TARGET, button.fontMetrics().height())


def test_it_repaints_when_the_theme_changes(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Write", ButtonRole.PRIMARY)
    qtbot.addWidget(button)
    assert ground(button) == LIGHT.accent.lower()
    look.choose(ThemeChoice.DARK)
    assert ground(button) == DARK.accent.lower()
    button.setEnabled(False)
    assert ground(button) == DARK.hover.lower()


def test_the_pointer_changes_the_ground(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Write", ButtonRole.PRIMARY)
    qtbot.addWidget(button)
    QApplication.sendEvent(button, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert ground(button) == LIGHT.accent_hover.lower()
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert ground(button) == LIGHT.accent.lower()
    button.setDown(True)
    assert ground(button) == LIGHT.accent_pressed.lower()


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
        (Qt.FocusReason.ActiveWindowFocusReason, False),
    ],
)
def test_the_ring_is_for_the_keyboard(look: Look, qtbot: QtBot, reason: Qt.FocusReason, shown: bool) -> None:
    button = Button(look, "Write")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, reason))
    edge = button.grab().toImage().pixelColor(button.width() // 2, 1).name()
    assert (edge == LIGHT.focus.lower()) is shown


def test_marks_of_a_mnemonic_are_not_drawn_as_letters(look: Look, qtbot: QtBot) -> None:
    plain, marked = Button(look, "Save"), Button(look, "&Save")
    qtbot.addWidget(plain)
    qtbot.addWidget(marked)
    assert plain.sizeHint() == marked.sizeHint()


def test_an_icon_button_has_a_name_and_tells_its_keys(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look, "bold", "Bold", "Ctrl+B")
    qtbot.addWidget(button)
    keys = QKeySequence("Ctrl+B").toString(QKeySequence.SequenceFormat.NativeText)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Bold", keys)
    assert button.toolTip() == f"Bold  {keys}"
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.Button
    assert (button.sizeHint().width(), button.sizeHint().height()) == (TARGET, TARGET)


def test_an_icon_button_follows_its_action(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look, "bold", "")
    qtbot.addWidget(button)
    action = QAction("&Bold", button)
    action.setCheckable(True)
    action.setShortcut("Ctrl+B")
    button.follow(action)
    assert (button.accessibleName(), button.isCheckable()) == ("Bold", True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()
    action.setEnabled(False)
    assert not button.isEnabled()


def test_between_two_colours() -> None:
    assert blend(QColor("#000000"), QColor("#FFFFFF"), 0.0).name() == "#000000"
    assert blend(QColor("#000000"), QColor("#FFFFFF"), 1.0).name() == "#ffffff"
    assert blend(None, QColor("#FFFFFF"), 0.25).alphaF() == pytest.approx(0.25, abs=0.01)
