"""Enter, Backspace, Delete, Tab and characters do what a writer expects."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from dreamwriter.manuscript.keyboard import Done
from dreamwriter.manuscript.mark_operations import toggle_mark
from tests.dreamwriter.manuscript.pages import Page, page

FIGURE = "one\n\n![A](assets/a.png)\n\n*Cap*\n\ntwo"


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def test_enter_splits_paragraphs_and_leaves_headings() -> None:
    assert page("one two").at(" two").type("\n").markdown == "one\n\ntwo"
    assert page("# Title").type("\ntext").markdown == "# Title\n\ntext"


def test_enter_in_a_list_makes_an_item_and_an_empty_item_leaves_it() -> None:
    assert page("- a").type("\nb").markdown == "- a\n- b"
    assert page("- a").type("\n\nout").markdown == "- a\n\nout"
    assert page("- a\n    - b").type("\n\nc").markdown == "- a\n    - b\n- c"


def test_enter_in_a_quote_stays_and_an_empty_line_leaves_it() -> None:
    assert page("> a").type("\nb\n\nout").markdown == "> a\n>\n> b\n\nout"


def test_enter_in_code_is_a_line_as_deep_and_two_leave_it() -> None:
    assert page("```\n  a\n```").type("\nb\n\nout").markdown == "```\n  a\n  b\n```\n\nout"


def test_shift_enter_is_a_line_break() -> None:
    opened = page("a")
    opened.keyboard.enter(opened.cursor, soft=True)
    assert opened.type("b").markdown == "a  \nb"


def test_backspace_leads_out_before_it_joins() -> None:
    opened = page("# b").at("b")
    assert opened.backspace() is Done.CHANGED
    assert opened.markdown == "b"
    opened = page("a\n\n> - b").at("b")
    opened.backspace()
    assert opened.markdown == "a\n\n> b"
    opened.backspace()
    assert opened.markdown == "a\n\nb"
    opened.backspace()
    assert opened.markdown == "ab"


def test_backspace_below_a_figure_selects_it_first() -> None:
    opened = page(FIGURE).at("two")
    assert opened.backspace() is Done.SELECTED
    assert opened.markdown == FIGURE
    assert opened.backspace() is Done.CHANGED
    assert opened.markdown == "one\n\ntwo"
    opened.manuscript.undo()
    assert opened.markdown == FIGURE


def test_delete_above_a_figure_selects_it_first() -> None:
    opened = page(FIGURE).at("one", after=True)
    assert opened.keyboard.delete(opened.cursor) is Done.SELECTED
    assert opened.keyboard.delete(opened.cursor) is Done.CHANGED
    assert opened.markdown == "one\n\ntwo"


def test_backspace_at_the_start_of_a_caption_selects_the_picture() -> None:
    opened = page(FIGURE).at("Cap")
    assert opened.backspace() is Done.SELECTED
    assert opened.markdown == FIGURE


def test_enter_in_a_caption_goes_to_a_new_paragraph() -> None:
    opened = page(FIGURE).at("Cap").type("\nnew")
    assert opened.markdown == FIGURE.replace("two", "new\n\ntwo")


def test_a_caption_never_joins_a_paragraph() -> None:
    opened = page(FIGURE).select("p", "t")
    assert opened.backspace() is Done.CHANGED
    assert opened.markdown == FIGURE.replace("Cap", "Ca").replace("two", "wo")
    opened = page(FIGURE).at("Cap", after=True)
    assert opened.keyboard.delete(opened.cursor) is Done.NOTHING


def test_words_into_a_caption_keep_the_figure_whole() -> None:
    opened = page(FIGURE).select("e", "C")
    opened.backspace()
    assert opened.markdown == "on\n\nap\n\ntwo"


def test_typing_before_a_picture_makes_a_paragraph() -> None:
    opened = page("![A](assets/a.png)")
    opened.cursor.setPosition(0)
    opened.type("x")
    assert opened.markdown == "x\n\n![A](assets/a.png)"
    opened.cursor.setPosition(3)
    assert opened.type("c").markdown == "x\n\n![A](assets/a.png)\n\n*c*"


def test_deleting_everything_leaves_an_empty_page() -> None:
    opened = page(FIGURE + "\n\n| a |\n| --- |\n| b |\n\n- x\n")
    before = opened.files
    opened.cursor.select(opened.cursor.SelectionType.Document)
    opened.backspace()
    assert opened.markdown == ""
    opened.manuscript.undo()
    assert opened.files == before


def test_tab_goes_through_lists_and_cells() -> None:
    opened = page("- a\n- b")
    assert opened.keyboard.tab(opened.cursor)
    assert opened.markdown == "- a\n    - b"
    assert opened.keyboard.tab(opened.cursor, back=True)
    assert opened.markdown == "- a\n- b"
    assert not page("a").keyboard.tab(page("a").cursor)
    opened = page("| a |\n| :-: |\n| b |").at("b")
    assert opened.keyboard.tab(opened.cursor)
    assert opened.type("c").markdown == "| a |\n| :-: |\n| b |\n| c |"


def test_a_word_is_one_step_of_undo() -> None:
    opened = page().type("red fox")
    assert _undone(opened) == ["red", ""]


def test_links_do_not_grow_at_their_end_and_strong_words_do() -> None:
    assert page("[a](b)").type("c").markdown == "[a](b)c"
    assert page("**a**").type("c").markdown == "**ac**"


def test_code_grows_while_it_is_typed_and_not_later() -> None:
    opened = page("a `b`")
    assert opened.type("c").markdown == "a `b`c"
    opened = page().type("x ")
    toggle_mark(opened.manuscript.sheet, opened.cursor, "code")
    opened.type("two words")
    assert opened.markdown == "x `two words`"
    opened.cursor.setPosition(0)
    opened.type("z")
    opened.cursor.movePosition(opened.cursor.MoveOperation.End)
    assert opened.type("y").markdown == "zx `two words`y"
    assert page("a `bc`").at("c").type("x").markdown == "a `bxc`"


def test_what_is_typed_on_a_selected_figure_goes_below_it() -> None:
    for typed, wanted in (("new", "new"), ("\nnew", "new")):
        opened = page(FIGURE).at("two")
        opened.backspace()
        opened.type(typed)
        assert opened.markdown == FIGURE.replace("two", f"{wanted}\n\ntwo")
    opened = page("a\n\n***\n\nb").at("b")
    opened.backspace()
    assert opened.type("new").markdown == "a\n\n***\n\nnew\n\nb"
    opened = page(FIGURE).at("two")
    opened.backspace()
    mime = QMimeData()
    mime.setText("new")
    opened.manuscript.intake.paste(opened.cursor, mime)
    assert opened.markdown == FIGURE.replace("two", "new\n\ntwo")
    opened.manuscript.undo()
    assert opened.markdown == FIGURE


def _undone(opened: Page) -> list[str]:
    steps = []
    while opened.manuscript.can_undo:
        opened.manuscript.undo()
        steps.append(opened.markdown)
    return steps
