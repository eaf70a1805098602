"""What stands before a place is known from the index; it is what selecting all of it would give."""

from __future__ import annotations

import pytest

from dreamwriter.manuscript.clipboard import blocks_before, selected_blocks
from dreamwriter.manuscript.selection import select
from tests.dreamwriter.manuscript.pages import page

SOURCE = (
    "# One\n\ntwo *three*[^n]\n\n- a\n  - b\n- c\n\n1. d\n\n| e | f |\n| --- | --- |\n| g | h |\n\n"
    "![i](assets/a.png)\n\n*j*\n\n> k\n>\n> - l\n\n```\nm\nn\n```\n\n***\n\nlast\n\n[^n]: a note\n"
)


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def test_at_every_place_it_is_what_a_selection_from_the_top_gives() -> None:
    manuscript = page(SOURCE).manuscript
    sheet = manuscript.sheet
    for position in range(manuscript.text.characterCount()):
        assert blocks_before(sheet, manuscript.index, position) == selected_blocks(
            sheet.gallery, select(sheet, 0, position)
        ), position


def test_what_is_typed_is_before_the_cursor_at_once() -> None:
    opened = page("one\n\ntwo")
    opened.at("two", after=True).type(" three")
    manuscript = opened.manuscript
    assert blocks_before(manuscript.sheet, manuscript.index, opened.cursor.position()) == manuscript.snapshot().blocks
