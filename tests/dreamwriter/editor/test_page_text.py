"""The page: where it lies, what keys and clicks do to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.document.package import document_from_files
from dreamwriter.editor.page_hints import hint_at
from dreamwriter.editor.page_look import page_style, place_page
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import PictureCache
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


def test_arrows_select_a_picture_and_go_on_behind_it(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    page.setTextCursor(page.document().find("red."))
    for key, selected in (
        (Qt.Key.Key_Right, ""),
        (Qt.Key.Key_Right, "figure-1"),
        (Qt.Key.Key_Right, ""),
        (Qt.Key.Key_Left, "figure-1"),
        (Qt.Key.Key_Left, ""),
        (Qt.Key.Key_Down, "figure-1"),
        (Qt.Key.Key_Down, ""),
        (Qt.Key.Key_Down, ""),
    ):
        qtbot.keyClick(page, key)
        assert page.selected_figure == selected
    assert page.textCursor().block().text() == "It sleeps."
    qtbot.keyClick(page, Qt.Key.Key_Up)
    assert page.textCursor().block().text().endswith("A red fox.")
    assert not manuscript.can_undo


def test_enter_opens_a_selected_picture_and_esc_leaves_it(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    page.select_figure("figure-1")
    with qtbot.waitSignal(page.figure_opened) as told:
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert told.args == ["figure-1"]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.selected_figure == ""
    assert not page.textCursor().hasSelection()
    assert not manuscript.can_undo


def test_a_picture_that_is_clicked_twice_is_opened(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    place = page.figure_rect(manuscript.figures()[0]).center().toPoint()
    with qtbot.waitSignal(page.figure_opened) as told:
        qtbot.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["figure-1"]


def test_the_wheel_with_ctrl_asks_for_larger_text(page: PageText) -> None:
    asked: list[int] = []
    page.scale_wanted.connect(asked.append)
    before, place = page.verticalScrollBar().value(), QPointF(page.rect().center())
    for turned in (120, 60, 60, -120):
        event = QWheelEvent(
            place,
            page.mapToGlobal(place),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(page.viewport(), event)
    assert asked == [1, 1, -1]
    assert page.verticalScrollBar().value() == before


def test_what_is_at_the_head_stays_there_at_another_size(look: Look, page: PageText, qtbot: QtBot) -> None:
    source = "\n\n".join(f"Paragraph {number} " + "with words " * 30 for number in range(60)).encode()
    page.set_manuscript(Manuscript(document_from_files({"text.md": source}), page_style(look.theme), PictureCache()))
    assert page.verticalScrollBar().value() == 0

    def head() -> str:
        return page.cursorForPosition(QPoint(0, 0)).block().text()[:12]

    page.go_to(page.document().find("Paragraph 30").selectionStart())
    before = head()
    for change in (lambda: look.set_text_scale(2.0), lambda: page.resize(500, 700), lambda: look.set_text_scale(1.0)):
        change()
        assert head() == before
    page.verticalScrollBar().setValue(0)
    look.set_text_scale(1.5)
    page.resize(300, 300)
    assert page.verticalScrollBar().value() == 0


def test_words_typed_on_a_picture_do_not_take_its_place(page: PageText, manuscript: Manuscript, qtbot: QtBot) -> None:
    page.select_figure("figure-1")
    qtbot.keyClicks(page, "new")
    assert page.toPlainText().endswith("A red fox.\nnew\nIt sleeps.")
    assert len(manuscript.figures()) == 1


def test_tab_is_a_key_of_the_text_and_ctrl_tab_leaves(look: Look, page: PageText, qtbot: QtBot) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.hasFocus()
    assert page.document().availableUndoSteps() == 0


def test_a_link_and_a_footnote_say_where_they_lead(look: Look, page: PageText, qtbot: QtBot) -> None:
    source = b"see [this](https://example.org/a) and [that](file:///etc) here[^1]\n\n[^1]: A note"
    manuscript = Manuscript(document_from_files({"text.md": source}), page_style(look.theme), PictureCache())
    page.set_manuscript(manuscript)

    def place(words: str) -> QPoint:
        rect = page.cursorRect(page.document().find(words))
        return rect.center() - QPoint(6, 0)

    assert hint_at(manuscript, page.position_under(QPointF(place("this")))).startswith("https://example.org/a\n")
    assert hint_at(manuscript, page.position_under(QPointF(place("that")))) == "file:///etc"
    assert hint_at(manuscript, page.position_under(QPointF(place("see")))) == ""
    opened: list[QUrl] = []
    page.link_opened.connect(opened.append)
    control = Qt.KeyboardModifier.ControlModifier
    for words in ("this", "that"):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, control, place(words))
    assert opened == [QUrl("https://example.org/a")]
    mark = page.document().find("here").selectionEnd()
    assert hint_at(manuscript, mark) == "A note"
    rect = page.cursorRect(manuscript.sheet.cursor(mark))
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, control, rect.center() + QPoint(4, -4))
    assert page.textCursor().block().text() == "A note"
