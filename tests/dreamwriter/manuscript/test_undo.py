"""One undo stack for everything: all the way back and forth the document is the same, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from dreamwriter.document.takes import Take
from dreamwriter.manuscript import block_operations, insertions, mark_operations
from dreamwriter.manuscript.index import Index
from tests.dreamwriter.document.pictures import RECIPE, asset
from tests.dreamwriter.manuscript.pages import Page, page

SOURCE = (
    "# Title\r\n\r\nSome __strong__ words [and](http://a.b) a note[^1].\n\n- one\n- two\n    1. deep\n\n"
    "> said\n>\n> twice\n\n![A](assets/a.png)\n\n*Cap*\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```py\nx\ny\n```\n\n"
    "<!-- kept -->\n\n[^1]: The note.\n\n* * *\n\nLast.\n"
)


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _type(opened: Page, chance: Random) -> None:
    opened.type(chance.choice(["word ", "# ", "- ", "**b** ", "\n", "*i*", "> "]))


def _erase(opened: Page, chance: Random) -> None:
    (opened.backspace if chance.random() < 0.6 else lambda: opened.keyboard.delete(opened.cursor))()


def _mark(opened: Page, chance: Random) -> None:
    mark_operations.toggle_mark(opened.manuscript.sheet, opened.cursor, chance.choice(["strong", "emphasis", "code"]))


def _link(opened: Page, chance: Random) -> None:
    mark_operations.set_link(opened.manuscript.sheet, opened.cursor, chance.choice(["http://x.y", ""]))


def _kind(opened: Page, chance: Random) -> None:
    kind = chance.choice(["paragraph", "heading", "quote", "code"])
    block_operations.set_block_kind(opened.manuscript.sheet, opened.cursor, kind, 2)


def _list(opened: Page, chance: Random) -> None:
    block_operations.toggle_list(opened.manuscript.sheet, opened.cursor, chance.random() < 0.5)


def _depth(opened: Page, chance: Random) -> None:
    opened.keyboard.tab(opened.cursor, back=chance.random() < 0.5)


def _insert(opened: Page, chance: Random) -> None:
    sheet = opened.manuscript.sheet
    picture = asset(chance.choice(["red", "blue"]))
    chance.choice(
        [
            lambda: insertions.insert_figure(sheet, opened.cursor, picture, caption="New"),
            lambda: insertions.insert_table(sheet, opened.cursor, 2, 2),
            lambda: insertions.insert_rule(sheet, opened.cursor),
            lambda: insertions.insert_footnote(sheet, opened.cursor),
        ]
    )()


def _figure(opened: Page, chance: Random) -> None:
    figures = opened.manuscript.figures()
    if not figures:
        return
    figure_id = chance.choice(figures).record.figure_id
    manuscript, picture = opened.manuscript, asset(chance.choice(["red", "green"]))
    chance.choice(
        [
            lambda: manuscript.set_alt(figure_id, f"alt {chance.random()}"),
            lambda: manuscript.set_caption(figure_id, "Caption"),
            lambda: manuscript.replace_picture(figure_id, picture, Take(picture.sha256, "generated")),
            lambda: manuscript.delete_figure(figure_id),
        ]
    )()


def _run(opened: Page, chance: Random) -> None:
    run = opened.manuscript.begin_run(opened.cursor)
    run.add_text("# Fox\n\nIt **ru")
    run.start_picture(0, 8, 6)
    run.set_caption(0, "Fox")
    if chance.random() < 0.7:
        run.finish_picture(0, asset("blue"), Take(asset("blue").sha256, "generated", recipe=RECIPE))
    run.add_text("And\n\n- a\n- b")
    run.end(chance.random() < 0.8)


def _history(opened: Page, chance: Random) -> None:
    (opened.manuscript.undo if chance.random() < 0.7 else opened.manuscript.redo)()
    opened.cursor.setPosition(0)


ACTIONS: list[Callable[[Page, Random], None]] = [
    _type, _type, _type, _erase, _erase, _mark, _link, _kind, _list, _depth, _insert, _figure, _run, _history,
]  # fmt: skip


def _act(opened: Page, chance: Random) -> None:
    last = opened.manuscript.text.characterCount() - 1
    if chance.random() < 0.7:
        opened.cursor.setPosition(chance.randint(0, last))
        if chance.random() < 0.4:
            far = min(last, opened.cursor.position() + chance.choice([1, 3, 10, 60]))
            opened.cursor.setPosition(far, QTextCursor.MoveMode.KeepAnchor)
    chance.choice(ACTIONS)(opened, chance)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_undo_and_redo_all_the_way(seed: int) -> None:
    opened, states = walk(seed, 25)
    assert states["undone"] == states["first"]
    assert states["redone"] == states["last"]
    assert opened.manuscript.words == _counted(opened)


def walk(seed: int, steps: int) -> tuple[Page, dict[str, dict[str, bytes]]]:
    """Random edits, all undone, all done again: what the page would be saved as at each end."""
    chance, opened = Random(seed), page(SOURCE)
    states = {"first": opened.files}
    for _ in range(steps):
        _act(opened, chance)
        opened.cursor.clearSelection()
        assert opened.manuscript.words == _counted(opened)
    while opened.manuscript.can_redo:
        opened.manuscript.redo()
    states["last"] = opened.files
    while opened.manuscript.can_undo:
        opened.manuscript.undo()
    states["undone"] = opened.files
    while opened.manuscript.can_redo:
        opened.manuscript.redo()
    states["redone"] = opened.files
    return opened, states


def _counted(opened: Page) -> int:
    """The words of the page, counted anew."""
    return Index(opened.manuscript.text, opened.manuscript.sheet.gallery).words


def test_each_change_of_a_figure_is_one_step() -> None:
    opened = page("![A](assets/a.png)\n\n*Cap*")
    manuscript = opened.manuscript
    figure_id = manuscript.figures()[0].record.figure_id
    blue, green = asset("blue"), asset("green")
    manuscript.replace_picture(figure_id, blue, Take(blue.sha256, "generated"))
    manuscript.add_takes(figure_id, ((Take(green.sha256, "generated", "Green", alt="G"), green),))
    manuscript.apply_take(figure_id, 2)
    assert opened.markdown == f"![G]({green.target})\n\n*Green*"
    manuscript.undo()
    assert opened.markdown == f"![A]({blue.target})\n\n*Cap*"
    assert len(manuscript.snapshot().histories[figure_id].takes) == 3
    manuscript.undo()
    assert opened.markdown == "![A](assets/a.png)\n\n*Cap*"


def test_takes_leave_only_when_they_are_removed() -> None:
    opened = page("![A](assets/a.png)")
    manuscript = opened.manuscript
    figure_id = manuscript.figures()[0].record.figure_id
    blue, green = asset("blue"), asset("green")
    takes = tuple((Take(each.sha256, "generated"), each) for each in (blue, green))
    manuscript.add_takes(figure_id, takes)
    manuscript.star_take(figure_id, 1, True)
    manuscript.remove_take(figure_id, 0)
    assert manuscript.snapshot().histories[figure_id].takes == (Take(green.sha256, "generated", starred=True),)
    manuscript.undo()
    assert len(manuscript.snapshot().histories[figure_id].takes) == 2
    manuscript.delete_figure(figure_id)
    assert len(manuscript.snapshot().histories[figure_id].takes) == 2
    assert set(manuscript.snapshot().pictures) == {blue.sha256, green.sha256}


def test_a_picture_that_is_no_take_becomes_the_first_one_when_another_is_shown() -> None:
    red, blue, green = asset(), asset("blue"), asset("green")
    for replaced in (True, False):
        opened = page("![A](assets/a.png)\n\n*Cap*")
        manuscript, before = opened.manuscript, opened.files
        figure_id = manuscript.figures()[0].record.figure_id
        takes = (Take(blue.sha256, "generated", "Blue"), Take(green.sha256, "generated"))
        if replaced:
            manuscript.replace_picture(figure_id, blue, takes[0])
            manuscript.add_takes(figure_id, ((takes[1], green),))
        else:
            manuscript.add_takes(figure_id, ((takes[0], blue), (takes[1], green)))
            manuscript.apply_take(figure_id, 0)
        history = manuscript.snapshot().histories[figure_id]
        assert [take.asset for take in history.takes] == [red.sha256, blue.sha256, green.sha256]
        assert history.takes[0] == Take(red.sha256, "imported", "Cap", alt="A")
        assert history.applied == 1
        assert red.sha256 in manuscript.snapshot().pictures
        manuscript.apply_take(figure_id, 0)
        assert opened.markdown == f"![A]({red.target})\n\n*Cap*"
        while manuscript.can_undo:
            manuscript.undo()
        assert opened.files["text.md"] == before["text.md"]
        assert len(manuscript.snapshot().histories[figure_id].takes) == (1 if replaced else 2)


def test_words_of_a_person_stay_with_the_take_that_they_were_written_for() -> None:
    opened = page("![A](assets/a.png)\n\n*Cap*")
    manuscript = opened.manuscript
    figure_id = manuscript.figures()[0].record.figure_id
    blue, green = asset("blue"), asset("green")
    manuscript.replace_picture(figure_id, blue, Take(blue.sha256, "generated", "Blue", alt="B", alt_drafted=True))
    manuscript.set_caption(figure_id, "My own words")
    manuscript.set_alt(figure_id, "What I see")
    manuscript.add_takes(figure_id, ((Take(green.sha256, "generated", "Green", alt="G"), green),))
    manuscript.apply_take(figure_id, 2)
    assert opened.markdown == f"![G]({green.target})\n\n*Green*"
    manuscript.apply_take(figure_id, 1)
    assert opened.markdown == f"![What I see]({blue.target})\n\n*My own words*"
