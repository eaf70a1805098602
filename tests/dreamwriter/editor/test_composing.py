"""Words of an input method, dead keys, combining characters and scripts from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.package import document_from_files
from dreamwriter.editor.page_look import page_style
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.widgets.look import Look


def _compose(page: PageText, so_far: str = "", commit: str = "", start: int = 0, length: int = 0) -> None:
    event = QInputMethodEvent(so_far, [])
    if commit or length:
        event.setCommitString(commit, start, length)
    QApplication.sendEvent(page, event)


def _open(page: PageText, look: Look, source: str, select: str = "") -> Manuscript:
    manuscript = Manuscript(document_from_files({"text.md": source.encode()}), page_style(look.theme), PictureCache())
    page.set_manuscript(manuscript)
    cursor = page.document().find(select) if select else QTextCursor(page.document())
    if not select:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    page.setTextCursor(cursor)
    return manuscript


def _markdown(manuscript: Manuscript) -> str:
    return write_markdown(manuscript.snapshot().blocks).rstrip("\n")


def test_what_is_composed_is_shown_but_not_there_until_it_is_committed(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "a")
    for so_far in ("に", "にほ", "日本"):
        _compose(page, so_far)
        assert page.textCursor().block().layout().preeditAreaText() == so_far
        assert _markdown(manuscript) == "a"
    _compose(page, commit="日本")
    assert _markdown(manuscript) == "a日本"
    assert page.textCursor().block().layout().preeditAreaText() == ""
    manuscript.undo()
    assert _markdown(manuscript) == "a"
    assert not manuscript.can_undo


def test_composing_that_is_given_up_leaves_nothing(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "a")
    _compose(page, "に")
    _compose(page)
    assert _markdown(manuscript) == "a"
    assert not manuscript.can_undo


@pytest.mark.parametrize(
    ("source", "select", "wanted"),
    [
        ("a b c", "b", "a 日本 c"),
        ("- a\n- b", "b", "- a\n- 日本"),
        ("> a\n\nb", "", "> a\n\nb日本"),
        ("| a |\n| --- |\n| b |", "b", "| a |\n| --- |\n| 日本 |"),
        ("```\na\n```", "a", "```\n日本\n```"),
        ("# a", "a", "# 日本"),
        ("a **b** c", "b", "a **日本** c"),
    ],
)
def test_a_commit_takes_the_place_of_the_selection_in_one_step(
    page: PageText, look: Look, source: str, select: str, wanted: str
) -> None:
    manuscript = _open(page, look, source, select)
    _compose(page, "に")
    _compose(page, commit="日本")
    assert _markdown(manuscript) == wanted
    manuscript.undo()
    assert _markdown(manuscript) == source
    assert not manuscript.can_undo


def test_an_input_method_may_take_back_what_it_committed(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "ab")
    _compose(page, commit="é", start=-1, length=1)
    assert _markdown(manuscript) == "aé"


def test_the_next_syllable_is_composed_in_the_same_event(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "a")
    _compose(page, "한")
    _compose(page, "ㄱ", commit="한")
    assert _markdown(manuscript) == "a한"
    assert page.textCursor().block().layout().preeditAreaText() == "ㄱ"


def test_a_commit_of_several_lines_stays_in_its_line(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "a")
    _compose(page, commit="b\nc")
    assert _markdown(manuscript) == "ab c"


def test_markdown_takes_effect_from_an_input_method_too(page: PageText, look: Look) -> None:
    manuscript = _open(page, look, "")
    for each in "**b**":
        _compose(page, commit=each)
    assert _markdown(manuscript) == "**b**"


def test_a_composed_character_on_a_selected_picture_goes_below_it(page: PageText, manuscript: Manuscript) -> None:
    page.select_figure("figure-1")
    _compose(page, "´")
    _compose(page, commit="é")
    assert len(manuscript.figures()) == 1
    assert page.toPlainText().endswith("A red fox.\né\nIt sleeps.")


@pytest.mark.parametrize("words", ["👨‍👩‍👧‍👦", "e\u0301o\u0308", "🇩🇪", "नमस्ते", "👍🏽"])
def test_one_backspace_takes_one_visible_character(page: PageText, look: Look, qtbot: QtBot, words: str) -> None:
    manuscript = _open(page, look, "a")
    _compose(page, commit=words)
    assert _markdown(manuscript) == f"a{words}"
    presses = 0
    while _markdown(manuscript) != "a":
        qtbot.keyClick(page, Qt.Key.Key_Backspace)
        presses += 1
        assert "\ufffd" not in page.toPlainText()
        _markdown(manuscript).encode("utf-8")
        assert presses < 12


def test_right_to_left_text_is_edited_in_its_own_order(page: PageText, look: Look, qtbot: QtBot) -> None:
    manuscript = _open(page, look, "")
    qtbot.keyClicks(page, "- ")
    _compose(page, commit="שלום עולם")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    _compose(page, commit="שתיים")
    assert _markdown(manuscript) == "- שלום עולם\n- שתיים"
    assert page.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert _markdown(manuscript) == "- שלום עולם\n- שתיי"
