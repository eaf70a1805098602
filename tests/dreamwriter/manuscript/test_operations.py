"""What the toolbar does: marks, kinds of block, lists, links, and things put into the page."""

from __future__ import annotations

import pytest

from dreamwriter.document.takes import Take
from dreamwriter.manuscript import block_operations, insertions, mark_operations
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import standing
from tests.dreamwriter.document.pictures import RECIPE, asset
from tests.dreamwriter.manuscript.pages import Page, page


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _undone(opened: Page, source: str) -> bool:
    opened.manuscript.undo()
    return opened.markdown == source and not opened.manuscript.can_undo


def test_marks_go_on_and_off() -> None:
    opened = page("a *b* c").select("a", "c")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "strong")
    assert opened.markdown == "**a _b_ c**"
    assert standing(opened.manuscript.sheet, opened.cursor).marks == {"strong"}
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "strong")
    assert opened.markdown == "a *b* c"
    opened.select("b")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "code")
    assert opened.markdown == "a *`b`* c"


def test_a_mark_over_blocks_is_one_step_and_leaves_code_alone() -> None:
    source = "a\n\n```\nb\n```\n\nc"
    opened = page(source).select("a", "c")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "emphasis")
    assert opened.markdown == "*a*\n\n```\nb\n```\n\n*c*"
    assert _undone(opened, source)


def test_a_mark_without_selection_is_for_what_is_typed_next() -> None:
    opened = page("a ")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "strong")
    opened.type("b")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "strong")
    assert opened.type(" c").markdown in ("a **b** c", "a**b** c")


def test_captions_take_no_emphasis() -> None:
    opened = page("![A](assets/a.png)\n\n*Cap*").select("Cap")
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "emphasis")
    assert not opened.manuscript.can_undo
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, "strong")
    assert opened.markdown == "![A](assets/a.png)\n\n*__Cap__*"


def test_links_come_change_and_go() -> None:
    opened = page("a **b** c").select("a", "c")
    mark_operations.set_link(opened.manuscript.sheet, opened.cursor, "http://x", "T")
    assert opened.markdown == '[a **b** c](http://x "T")'
    opened.at("b")
    assert mark_operations.link_at(opened.manuscript.sheet, opened.cursor) == (0, 5)
    mark_operations.set_link(opened.manuscript.sheet, opened.cursor, "http://y")
    assert opened.markdown == "[a **b** c](http://y)"
    mark_operations.set_link(opened.manuscript.sheet, opened.cursor, "")
    assert opened.markdown == "a **b** c"
    opened = page()
    mark_operations.set_link(opened.manuscript.sheet, opened.cursor, "http://z")
    assert opened.type("!").markdown == "[http://z](http://z)!"


def test_kinds_of_block() -> None:
    source = "a\n\nb"
    opened = page(source).select("a", "b")
    sheet = opened.manuscript.sheet
    block_operations.set_block_kind(sheet, opened.cursor, "heading", 2)
    assert opened.markdown == "## a\n\n## b"
    assert standing(sheet, opened.cursor).form.kind is Kind.HEADING
    block_operations.set_block_kind(sheet, opened.cursor, "heading", 2)
    block_operations.set_block_kind(sheet, opened.cursor, "quote")
    assert opened.markdown == "> a\n>\n> b"
    block_operations.set_block_kind(sheet, opened.cursor, "quote")
    block_operations.set_block_kind(sheet, opened.cursor, "code")
    assert opened.markdown == "```\na\nb\n```"
    block_operations.set_block_kind(sheet, opened.cursor, "paragraph")
    assert opened.markdown == "a  \nb"


def test_lists() -> None:
    source = "a\n\nb\n\nc"
    opened = page(source).select("a", "b")
    sheet = opened.manuscript.sheet
    block_operations.toggle_list(sheet, opened.cursor, ordered=False)
    assert opened.markdown == "- a\n- b\n\nc"
    block_operations.toggle_list(sheet, opened.at("c").cursor, ordered=False)
    assert opened.markdown == "- a\n- b\n- c"
    block_operations.toggle_list(sheet, opened.cursor, ordered=True)
    assert opened.markdown == "1. a\n2. b\n3. c"
    assert block_operations.indent(sheet, opened.select("b", "c").cursor)
    assert opened.markdown == "1. a\n    1. b\n    2. c"
    assert block_operations.outdent(sheet, opened.at("b").cursor)
    assert opened.markdown == "1. a\n2. b\n    1. c"
    block_operations.toggle_list(sheet, opened.at("b").cursor, ordered=True)
    assert "b\n" in opened.markdown
    assert not block_operations.indent(sheet, page("x").cursor)
    while opened.manuscript.can_undo:
        opened.manuscript.undo()
    assert opened.markdown == source


def test_a_figure_parts_the_paragraph_and_is_one_step() -> None:
    opened = page("one two").at(" two")
    take = Take(asset("blue").sha256, "generated", recipe=RECIPE)
    insertions.insert_figure(opened.manuscript.sheet, opened.cursor, asset("blue"), take, "Alt", "Cap")
    assert opened.markdown == f"one\n\n![Alt]({asset('blue').target})\n\n*Cap*\n\ntwo"
    assert next(iter(opened.manuscript.snapshot().histories.values())).shown == take
    assert _undone(opened, "one two")


def test_a_figure_at_the_end_has_a_paragraph_below() -> None:
    opened = page("one")
    insertions.insert_figure(opened.manuscript.sheet, opened.cursor, asset())
    assert opened.type("two").markdown == f"one\n\n![]({asset().target})\n\ntwo"


def test_what_is_selected_stays_when_something_is_inserted() -> None:
    inserts = (insertions.insert_table, insertions.insert_rule, insertions.insert_footnote)
    for insert in inserts:
        opened = page("one two").select("one")
        insert(opened.manuscript.sheet, opened.cursor)
        assert "one" in opened.markdown
        assert "two" in opened.markdown
        assert _undone(opened, "one two")


def test_footnotes_lead_to_their_text_and_back() -> None:
    opened = page("a[^x] b\n\n[^x]: said")
    sheet = opened.manuscript.sheet
    note = opened.manuscript.text.find("said").selectionStart()
    assert insertions.other_end(sheet, 2) == note
    assert insertions.other_end(sheet, 1) == note
    assert insertions.other_end(sheet, note + 2) == 2
    assert insertions.other_end(sheet, 4) is None


def test_tables_rules_notes_and_small_pictures() -> None:
    opened = page("one")
    sheet = opened.manuscript.sheet
    insertions.insert_table(sheet, opened.cursor, 2, 2)
    assert opened.type("h").markdown == "one\n\n| h |  |\n| --- | --- |\n|  |  |"
    opened.at("one", after=True)
    insertions.insert_rule(sheet, opened.cursor)
    assert opened.type("two").markdown.startswith("one\n\n***\n\ntwo\n\n| h |")
    opened.at("one", after=True)
    assert insertions.insert_footnote(sheet, opened.cursor) == "1"
    assert opened.type("Note").markdown.endswith("[^1]: Note")
    assert opened.markdown.startswith("one[^1]\n")
    insertions.insert_inline_image(sheet, opened.at("two").cursor, asset(), "A")
    assert f"![A]({asset().target})two" in opened.markdown
