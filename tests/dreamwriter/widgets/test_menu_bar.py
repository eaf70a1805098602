"""The letters of the menu bar are marked with Alt, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu_bar import MenuBar, without_marks


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    bar = MenuBar(made)
    made.setMenuBar(bar)
    bar.addMenu("&File").addAction("&New")
    bar.addMenu("E&dit && more").addAction("&Undo")
    made.setCentralWidget(QTextEdit())
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.centralWidget().setFocus()
    return made


def _drawn(window: QMainWindow) -> QImage:
    return window.menuBar().grab().toImage()


def test_letters_are_marked_while_alt_is_held(window: QMainWindow) -> None:
    quiet = _drawn(window)
    QTest.keyPress(window.centralWidget(), Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert _drawn(window) != quiet
    QTest.keyRelease(window.centralWidget(), Qt.Key.Key_Alt)
    window.centralWidget().setFocus()
    assert _drawn(window) == quiet


def test_letters_open_their_menus_all_the_same(window: QMainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.centralWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    menu = window.menuBar().actions()[0].menu()
    qtbot.waitUntil(menu.isVisible)
    menu.close()
    assert menu.title() == "&File"


@pytest.mark.parametrize(("words", "drawn"), [("&File", "File"), ("E&dit && more", "Edit && more"), ("Plain", "Plain")])
def test_words_without_marks(words: str, drawn: str) -> None:
    assert without_marks(words) == drawn
