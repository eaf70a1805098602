"""The page: where it lies, what keys and clicks do to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dreamwriter.editor.page_look import place_page
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.widgets.look import Look


def test_the_page_lies_in_the_middle_and_gives_way() -> None:
    wide, narrow = place_page(860, 560), place_page(420, 560)
    assert (wide.width, wide.text_width) == (720, 560)
    assert wide.left == 70
    assert narrow.width <= 420
    assert narrow.text_left > narrow.left
    assert narrow.text_left + narrow.text_width < narrow.left + narrow.width


def test_lines_are_as_wide_as_the_measure(page: PageText) -> None:
    assert page.document().textWidth() == 568
    assert page.horizontalScrollBar().maximum() == 0


def test_keys_go_through_the_manuscript(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    page.go_to(len("The fox"))
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClicks(page, "**soft**")
    strong = manuscript.snapshot().blocks[1]
    assert "Strong" in repr(strong)
    qtbot.keyClick(page, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert "soft" not in page.toPlainText()
    while manuscript.can_undo:
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.toPlainText().startswith("The fox\nIt is red.")


def test_a_click_selects_a_picture_and_rings_it(
    page: PageText, manuscript: Manuscript, look: Look, qtbot: QtBot
) -> None:
    told: list[str] = []
    page.figure_selected.connect(told.append)
    entry = manuscript.figures()[0]
    rect = page.figure_rect(entry).toRect()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert told == ["figure-1"]
    edge = page.viewport().grab().toImage().pixelColor(rect.left() - 3, rect.center().y())
    assert edge == look.theme.colour("accent")
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert told == ["figure-1", ""]


def test_delete_takes_a_selected_picture_away_in_one_step(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    page.select_figure("figure-1")
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert manuscript.figures() == ()
    manuscript.undo()
    assert manuscript.caption("figure-1") == "A red fox."


def test_a_press_beside_the_lines_sets_the_cursor(page: PageText, qtbot: QtBot) -> None:
    rect = page.cursorRect()
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.viewport().pos() + rect.center())
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.rect().center())
    assert page.textCursor().position() > 0
