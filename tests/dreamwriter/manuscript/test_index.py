"""The index knows after each change what a fresh look at the page would tell."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.document import Metadata
from dreamwriter.manuscript.index import Index
from tests.dreamwriter.manuscript.pages import page

SOURCE = "# One\n\ntwo *three*\n\n- a\n- b\n\n| c |\n| --- |\n| d |\n\n![e](assets/a.png)\n\n*f*\n\n> last\n"


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def test_after_each_key_it_is_as_if_new() -> None:
    opened = page(SOURCE)
    manuscript = opened.manuscript
    for words in ("two", "a", "c", "f", "last"):
        opened.at(words).type("x y\n")
        opened.backspace()
        fresh = Index(manuscript.text, manuscript.sheet.gallery)
        assert (manuscript.words, manuscript.outline()) == (fresh.words, tuple(fresh.headings()))
        assert manuscript.snapshot().blocks == fresh.blocks()
        assert [place[0] for place in fresh.figures()] == [
            manuscript.text.findBlock(entry.position).blockNumber() for entry in manuscript.figures()
        ]


def test_reading_ahead_comes_to_an_end() -> None:
    opened = page(SOURCE)
    index = Index(opened.manuscript.text, opened.manuscript.sheet.gallery)
    rounds = 0
    while index.read_some(4):
        rounds += 1
    assert rounds == -(-opened.manuscript.text.blockCount() // 4)
    assert index.blocks() == opened.manuscript.snapshot().blocks


def test_the_title_is_what_is_said_first(qtbot: QtBot) -> None:
    opened = page("some words\n\n- # no title\n\n## Foxes *in* snow\n\n# Owls\n")
    assert opened.manuscript.title == "Foxes in snow"
    opened.manuscript.set_metadata(Metadata(title="Night"))
    assert opened.manuscript.title == "Night"
    assert page("words\n").manuscript.title == ""


def test_a_page_tells_when_it_is_read_through(qtbot: QtBot) -> None:
    opened = page(SOURCE)
    assert not opened.manuscript.read_through
    assert opened.manuscript.index.pictures == 1
    qtbot.waitUntil(lambda: opened.manuscript.read_through)
    assert opened.manuscript.index.pictures == len(opened.manuscript.figures())
