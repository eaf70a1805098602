"""A run of the model comes into the page as the command line would have built it, and is one step of undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from dreamwriter.document.builder import DocumentBuilder
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.takes import Take
from dreamwriter.manuscript.run import Run
from tests.dreamwriter.document.pictures import RECIPE, asset
from tests.dreamwriter.manuscript.pages import page

MARKDOWN = (
    "# The fox\n\nIt is **very bold** and *so*\non, [a link](http://x.y) too.\n\n- one\n- two **x**\n    1. deep\n\n"
    "> said\n> so\n\n```py\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nLast words [^1].\n\n[^1]: Note.\n"
)


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _take() -> Take:
    return Take(asset().sha256, "generated", "", "", False, RECIPE, "A fox", alt_drafted=True)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=10, max_size=40))
def test_streamed_text_means_what_the_whole_means(sizes: list[int]) -> None:
    opened, builder = page(), DocumentBuilder()
    run = opened.manuscript.begin_run()
    rest = MARKDOWN
    while rest:
        size = sizes[len(rest) % len(sizes)]
        run.add_text(rest[:size])
        builder.add_text(rest[:size])
        rest = rest[size:]
    run.end()
    assert opened.manuscript.snapshot().blocks == builder.document().blocks
    opened.manuscript.undo()
    assert opened.markdown == ""
    assert not opened.manuscript.can_undo
    opened.manuscript.redo()
    assert opened.manuscript.snapshot().blocks == builder.document().blocks


def test_pictures_come_as_placeholder_preview_and_picture() -> None:
    opened, builder = page("Before"), DocumentBuilder()
    before = opened.files
    run = opened.manuscript.begin_run()
    run.add_text("A fox")
    run.start_picture(0, 8, 6)
    assert opened.markdown == "Before\n\nA fox"
    assert [figure.record.waiting for figure in opened.manuscript.figures()] == [True]
    run.preview(0, QImage(8, 6, QImage.Format.Format_RGB32), 3, 25, "about 2 s")
    run.set_caption(0, "The fox.")
    run.finish_picture(0, asset(), _take())
    run.add_text("And on")
    run.end()
    builder.add_text("A fox")
    builder.add_picture(0, asset().data, RECIPE)
    builder.set_caption(0, "The fox.")
    builder.set_alt(0, "A fox")
    builder.add_text("And on")
    wanted = builder.document()
    snapshot = opened.manuscript.snapshot()
    assert snapshot.blocks[1:] == wanted.blocks
    assert list(snapshot.histories.values()) == list(wanted.histories.values())
    assert snapshot.assets == wanted.assets
    opened.manuscript.undo()
    assert opened.files == before


def test_a_caption_may_come_first_and_an_alternative_text_last() -> None:
    opened = page()
    run = opened.manuscript.begin_run()
    run.set_caption(0, "The fox.")
    run.finish_picture(0, asset(), replace(_take(), alt=""))
    run.set_alt(0, "It sits")
    run.end()
    assert opened.markdown == f"![It sits]({asset().target})\n\n*The fox.*"
    assert opened.manuscript.figures()[0].record.history is not None
    opened.manuscript.undo()
    assert not opened.manuscript.can_undo


def test_a_stopped_run_keeps_what_was_finished() -> None:
    opened = page()
    run = opened.manuscript.begin_run()
    run.add_text("Some words")
    run.start_picture(0, 8, 6)
    run.end()
    assert opened.markdown == "Some words"
    assert opened.manuscript.figures() == ()
    run.add_text("too late")
    assert opened.markdown == "Some words"


def test_a_run_that_is_not_kept_leaves_nothing() -> None:
    opened = page("Before").type(" this")
    before = opened.files
    run = opened.manuscript.begin_run()
    run.add_text("words")
    run.finish_picture(0, asset(), _take())
    run.end(kept=False)
    assert opened.files == before
    empty = opened.manuscript.begin_run()
    empty.end(kept=False)
    assert opened.files == before


def test_undo_waits_until_the_run_is_over() -> None:
    opened = page("Before").type(" this")
    run = opened.manuscript.begin_run()
    run.add_text("words")
    opened.manuscript.undo()
    assert opened.markdown == "Before this\n\nwords"
    run.end()
    opened.manuscript.undo()
    assert opened.markdown == "Before this"


def test_a_run_in_the_middle_parts_the_paragraph() -> None:
    opened = page("one two").at("two")
    _wrote(opened.manuscript.begin_run(opened.cursor), "new")
    assert opened.markdown == "one\n\nnew\n\ntwo"


def test_a_run_in_a_table_or_caption_goes_below_it() -> None:
    opened = page("![A](assets/a.png)\n\n*Cap*\n\n| a |\n| --- |\n| b |").at("Cap")
    _wrote(opened.manuscript.begin_run(opened.cursor), "new")
    opened.at("b")
    _wrote(opened.manuscript.begin_run(opened.cursor), "last")
    assert opened.markdown == "![A](assets/a.png)\n\n*Cap*\n\nnew\n\n| a |\n| --- |\n| b |\n\nlast"


def test_a_run_may_go_on_in_the_line() -> None:
    opened = page("# T\n\nOne two")
    run = opened.manuscript.begin_run(joined=True)
    for piece in (" and", " **th", "ree** go\n\nLa", "st"):
        run.add_text(piece)
    run.end()
    assert opened.markdown == "# T\n\nOne two and **three** go\n\nLast"
    opened.manuscript.undo()
    assert opened.markdown == "# T\n\nOne two"


def test_typing_elsewhere_meanwhile_is_not_lost() -> None:
    opened = page("Before")
    run = opened.manuscript.begin_run()
    run.add_text("Some **wo")
    opened.at("Before", after=True).type(" me")
    run.add_text("rds** go on")
    run.end()
    assert opened.markdown == "Before me\n\nSome **words** go on"


def test_new_words_are_marked_until_they_are_touched() -> None:
    opened = page("Before")
    _wrote(opened.manuscript.begin_run(), "One\n\nTwo")
    states = [opened.manuscript.text.findBlockByNumber(number).userState() for number in range(3)]
    assert states == [-1, 1, 1]
    opened.at("Two").type("x")
    states = [opened.manuscript.text.findBlockByNumber(number).userState() for number in range(3)]
    assert states == [-1, 1, -1]


def _wrote(run: Run, text: str) -> None:
    run.add_text(text)
    run.end()


def test_an_image_in_the_text_of_a_model_is_not_taken() -> None:
    opened = page()
    _wrote(opened.manuscript.begin_run(), "a\n\n![x](http://evil/y.png)\n\nb")
    assert write_markdown(opened.manuscript.snapshot().blocks) == "a\n\nb\n"


def test_small_pictures_that_lead_nowhere_are_their_words() -> None:
    opened = page()
    run = opened.manuscript.begin_run()
    run.add_text("A ![red fox](nowhere.png) and ![](x.png) **![an owl](y.png)** here.\n\n![alone](z.png)\n\n")
    run.add_text("| a |\n| --- |\n| ![b](c.png) |\n")
    run.end()
    assert opened.markdown == "A red fox and  **an owl** here.\n\n| a |\n| --- |\n| b |"
