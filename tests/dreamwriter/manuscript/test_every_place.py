"""Whatever is put in at whatever place, the page stays whole, nothing is lost, and undo leads back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from dreamwriter.document.package import document_from_files, files_from_document
from dreamwriter.manuscript.insertions import insert_figure, insert_footnote, insert_rule, insert_table
from dreamwriter.manuscript.mark_operations import set_link
from tests.dreamwriter.document.pictures import asset
from tests.dreamwriter.manuscript.pages import Page, page
from tests.dreamwriter.manuscript.whole import assert_whole

PAGES = {
    "figure": "aaa\n\n![A](assets/a.png)\n\n*ccc*\n\nbbb",
    "figures": "![A](assets/a.png)\n\n![B](assets/b.png)\n\n*ccc*",
    "rule": "aaa\n\n***\n\nbbb",
    "table": "aaa\n\n| c | d |\n| --- | --- |\n| e | f |\n\nbbb",
    "code, list, quote and note": "```\naaa\n```\n\n- bbb\n- c\n\n> ddd[^1]\n\n[^1]: eee",
}
LETTERS = "abcdef"
"""All that is on these pages; none of them is in what is put in."""


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> QApplication:
    return qapp


def _paste(opened: Page, words: str) -> None:
    mime = QMimeData()
    mime.setText(words)
    opened.manuscript.intake.paste(opened.cursor, mime)


def _compose(opened: Page) -> None:
    opened.keyboard.begin_composing(opened.cursor)
    opened.keyboard.compose(opened.cursor, "xxx")


def _run(opened: Page, joined: bool) -> None:
    run = opened.manuscript.begin_run(opened.cursor, joined)
    run.add_text("xxx\n\n- ooo\n\n")
    run.finish_picture(0, asset("blue"))
    run.add_text("ooo")
    run.end()


REPLACING: dict[str, Callable[[Page], object]] = {
    "letters": lambda opened: opened.type("xxx"),
    "composed": _compose,
    "words": lambda opened: _paste(opened, "xxx"),
    "paragraphs": lambda opened: _paste(opened, "xxx\n\nooo"),
}
"""These take the place of what is selected; they bring "xxx"."""
PUT_IN: dict[str, Callable[[Page], object]] = REPLACING | {
    "run": lambda opened: _run(opened, False),
    "joined run": lambda opened: _run(opened, True),
    "link": lambda opened: set_link(opened.manuscript.sheet, opened.cursor, "xxx"),
    "rule": lambda opened: insert_rule(opened.manuscript.sheet, opened.cursor),
    "table": lambda opened: insert_table(opened.manuscript.sheet, opened.cursor),
    "note": lambda opened: insert_footnote(opened.manuscript.sheet, opened.cursor),
    "figure": lambda opened: insert_figure(opened.manuscript.sheet, opened.cursor, asset("blue")),
    "enter": lambda opened: opened.keyboard.enter(opened.cursor),
    "line break": lambda opened: opened.keyboard.enter(opened.cursor, soft=True),
}
BRINGS = {*REPLACING, "run", "joined run", "link"}


@pytest.mark.parametrize("what", PUT_IN)
@pytest.mark.parametrize("name", PAGES)
def test_put_in_at_any_place(name: str, what: str) -> None:
    opened = page(PAGES[name])
    before = opened.files
    for place in range(opened.manuscript.text.characterCount()):
        opened.cursor.setPosition(place)
        letters = _letters(opened)
        PUT_IN[what](opened)
        assert _letters(opened) == letters, place
        assert "xxx" in opened.manuscript.text.toPlainText() or what not in BRINGS, place
        _check(opened, before, place)


@pytest.mark.parametrize("what", [*REPLACING, "enter", "backspace"])
@pytest.mark.parametrize("name", ["figure", "figures", "rule", "table"])
def test_put_in_for_any_selection(name: str, what: str) -> None:
    opened = page(PAGES[name])
    before = opened.files
    for start, end in combinations_with_replacement(range(opened.manuscript.text.characterCount()), 2):
        opened.cursor.setPosition(start)
        opened.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        opened.backspace() if what == "backspace" else PUT_IN[what](opened)
        assert "xxx" in opened.manuscript.text.toPlainText() or what not in BRINGS, (start, end)
        _check(opened, before, (start, end))


def _letters(opened: Page) -> str:
    return "".join(char for char in opened.manuscript.text.toPlainText() if char in LETTERS)


def _check(opened: Page, before: dict[str, bytes], place: object) -> None:
    """The page is whole and means the same when it is read again; undo and redo lead there and back."""
    manuscript = opened.manuscript
    assert_whole(manuscript.sheet, place)
    document, files = manuscript.snapshot(), opened.files
    again = document_from_files(files)
    assert again.blocks == document.blocks, place
    assert files_from_document(again) == files, place
    while manuscript.can_undo:
        manuscript.undo()
    assert opened.files == before, place
    if files == before:
        return
    while manuscript.can_redo:
        manuscript.redo()
    assert opened.files == files, place
    while manuscript.can_undo:
        manuscript.undo()
