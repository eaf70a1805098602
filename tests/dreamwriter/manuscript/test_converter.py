"""There and back: blocks into the page and out of it again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dreamwriter.document.blocks import Blocks, CodeBlock, Emphasis, Paragraph, Strong, Text
from dreamwriter.document.canonical import canonical
from dreamwriter.document.document import Document
from dreamwriter.document.package import document_from_files, files_from_document
from tests.dreamwriter.document.pictures import picture
from tests.dreamwriter.document.strategies import any_blocks
from tests.dreamwriter.document.test_markdown_writer import FOREIGN
from tests.dreamwriter.manuscript.pages import page, page_of


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


@settings(max_examples=25, deadline=None)
@given(any_blocks)
def test_blocks_come_back_as_they_were(blocks: Blocks) -> None:
    wanted = canonical(blocks)
    assert page_of(Document(wanted)).manuscript.snapshot().blocks == wanted


def test_an_unchanged_document_saves_byte_for_byte() -> None:
    files = {
        "info.json": b'{"version": 2, "other": [1]}',
        "text.md": (FOREIGN + "\r\n\r\n![A](assets/a.png)\r\n\r\n*Fox*\r\n").encode(),
        "assets/a.png": picture(),
        "notes.txt": b"kept",
    }
    document = document_from_files(files)
    saved = files_from_document(document)
    assert page_of(document).files == saved
    assert saved["text.md"] == files["text.md"]


def test_one_changed_word_leaves_the_bytes_of_the_rest() -> None:
    opened = page(FOREIGN).at("Last", after=True).type(" words")
    assert opened.files["text.md"].decode() == FOREIGN + " words\r\n"


@pytest.mark.parametrize("char", ["\ufffc", "\ufdd0", "\ufdd1", "\u2028", "\u2029"])
def test_characters_that_qt_keeps_for_itself_survive(char: str) -> None:
    blocks = canonical((Paragraph((Text(f"a{char}b"),)), CodeBlock(f"x{char}\n\ny\t")))
    assert page_of(Document(blocks)).manuscript.snapshot().blocks == blocks


def test_neighbours_of_one_kind_stay_two() -> None:
    blocks = (Paragraph((Strong((Text("a"),)), Strong((Text("b"), Emphasis((Text("c"),)))))),)
    assert page_of(Document(blocks)).manuscript.snapshot().blocks == blocks


def test_spaces_that_were_meant_stay_and_those_of_typing_go() -> None:
    opened = page("&#32;meant&#32;")
    assert opened.markdown == "&#32;meant&#32;"
    assert page().type("typed ").markdown == "typed"


def test_an_empty_page_has_no_blocks() -> None:
    assert page().manuscript.snapshot().blocks == ()
