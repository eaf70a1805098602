"""Words are found wherever they stand, and replaced in one step with their marks."""

from __future__ import annotations

import pytest

from dreamwriter.manuscript.search import find_all, replace_all
from tests.dreamwriter.manuscript.pages import Page, page


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _found(opened: Page, words: str, case: bool = False, whole: bool = False) -> list[str]:
    text = opened.manuscript.text
    found = []
    for match in find_all(opened.manuscript.sheet, words, case, whole):
        cursor = opened.manuscript.sheet.cursor(match.start)
        cursor.setPosition(match.end, cursor.MoveMode.KeepAnchor)
        found.append(f"{cursor.selectedText()}@{text.findBlock(match.start).blockNumber()}")
    return found


def test_words_are_found_in_every_kind_of_block() -> None:
    opened = page(
        "# Fox\n\na **fo**x\n\n![A](assets/a.png)\n\n*The fox.*\n\n- foxes\n\n| fox |\n| --- |\n\n```\nfox\n```"
    )
    assert _found(opened, "fox") == ["Fox@0", "fox@1", "fox@2", "fox@3", "fox@4", "fox@5"]
    assert _found(opened, "fox", case=True) == ["fox@1", "fox@2", "fox@3", "fox@4", "fox@5"]
    assert _found(opened, "fox", whole=True) == ["Fox@0", "fox@1", "fox@2", "fox@4", "fox@5"]
    assert _found(opened, "") == []
    assert _found(opened, "a.*x") == []


def test_places_hold_behind_characters_of_two_units() -> None:
    opened = page("\U0001f98a fox \U0001f98a\U0001f98a fox")
    assert _found(opened, "fox") == ["fox@0", "fox@0"]
    assert _found(opened, "\U0001f98a fox") == ["\U0001f98a fox@0", "\U0001f98a fox@0"]


def test_all_are_replaced_in_one_step_and_keep_their_marks() -> None:
    source = "a **fox** and a [fox](b)\n\n*fox* \U0001f98a fox"
    opened = page(source)
    sheet = opened.manuscript.sheet
    matches = find_all(sheet, "fox")
    after = replace_all(sheet, matches, "wolves")
    assert opened.markdown == "a **wolves** and a [wolves](b)\n\n*wolves* \U0001f98a wolves"
    assert after == opened.manuscript.text.characterCount() - 1
    opened.manuscript.undo()
    assert opened.markdown == source
    assert not opened.manuscript.can_undo
    replace_all(sheet, find_all(sheet, " fox"), "")
    assert opened.markdown == "a and a\n\n*fox* \U0001f98a"
