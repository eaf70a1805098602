"""Find and replace: while typing, onwards and back, round the ends, and away with Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dreamwriter.document.blocks import Paragraph, Text
from dreamwriter.document.document import Document
from dreamwriter.editor.find_bar import FindBar
from dreamwriter.editor.page_look import page_style
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.widgets.look import Look


@pytest.fixture
def manuscript(look: Look) -> Manuscript:
    words = ("One fox.", "Two Foxes.", "No more.", "A last fox.")
    document = Document(tuple(Paragraph((Text(each),)) for each in words))
    return Manuscript(document, page_style(look.theme), PictureCache())


@pytest.fixture
def page(look: Look, manuscript: Manuscript, qtbot: QtBot) -> PageText:
    text = PageText(look, manuscript, 17)
    qtbot.addWidget(text)
    text.resize(900, 700)
    text.show()
    qtbot.waitExposed(text)
    return text


@pytest.fixture
def bar(look: Look, manuscript: Manuscript, page: PageText) -> FindBar:
    return FindBar(look, page, manuscript, page)


def test_the_first_match_is_selected_while_typing(bar: FindBar, page: PageText, qtbot: QtBot) -> None:
    bar.open()
    qtbot.keyClicks(bar.words.edit, "fox")
    assert page.textCursor().selectedText() == "fox"
    assert bar.count.text() == "1 of 3"
    assert len(page.extraSelections()) == 3
    qtbot.keyClicks(bar.words.edit, "e")
    assert page.textCursor().selectedText() == "Foxe"
    assert bar.count.text() == "1 of 1"
    qtbot.keyClicks(bar.words.edit, "x")
    assert bar.count.text() == "Not found"


def test_enter_goes_on_and_back_round_the_ends(bar: FindBar, qtbot: QtBot) -> None:
    bar.open()
    qtbot.keyClicks(bar.words.edit, "fox")
    told = []
    for keys in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        qtbot.keyClick(bar.words.edit, Qt.Key.Key_Return, keys)
        told.append(bar.count.text())
    assert told == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]
    qtbot.mouseClick(bar.case, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "2 of 2"
    qtbot.mouseClick(bar.whole, Qt.MouseButton.LeftButton)
    bar.words.set_text("Fox")
    assert bar.count.text() == "Not found"


def test_what_is_selected_is_looked_for(bar: FindBar, page: PageText) -> None:
    page.setTextCursor(page.document().find("more"))
    bar.open()
    assert bar.words.text() == "more"
    assert bar.count.text() == "1 of 1"


def test_esc_gives_the_keyboard_back_to_the_page(bar: FindBar, page: PageText, qtbot: QtBot) -> None:
    bar.open()
    qtbot.keyClicks(bar.words.edit, "fox")
    qtbot.keyClick(bar.words.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert page.hasFocus()
    assert page.extraSelections() == []
    assert page.textCursor().selectedText() == "fox"


def test_one_and_then_all_are_replaced(bar: FindBar, page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    bar.open(replacing=True)
    qtbot.keyClicks(bar.words.edit, "fox")
    qtbot.keyClicks(bar.others.edit, "owl")
    qtbot.mouseClick(bar.one, Qt.MouseButton.LeftButton)
    assert page.toPlainText() == "One owl.\nTwo Foxes.\nNo more.\nA last fox."
    assert bar.count.text() == "1 of 2"
    qtbot.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    assert page.toPlainText() == "One owl.\nTwo owles.\nNo more.\nA last owl."
    assert bar.count.text() == "2 replaced"
    manuscript.undo()
    assert page.toPlainText() == "One owl.\nTwo Foxes.\nNo more.\nA last fox."


def test_matches_follow_what_is_typed_in_the_page(bar: FindBar, page: PageText, qtbot: QtBot) -> None:
    bar.open()
    qtbot.keyClicks(bar.words.edit, "fox")
    qtbot.keyClicks(page, "fox fox ")
    qtbot.waitUntil(lambda: bar.count.text() == "4")
    assert len(page.extraSelections()) == 4
