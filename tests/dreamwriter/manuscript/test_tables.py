"""Rows and columns come and go in one step each, and undo leads back byte for byte."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtGui import QFont

from dreamwriter.manuscript import tables
from dreamwriter.manuscript.keyboard import Done
from tests.dreamwriter.manuscript.pages import Page, page

TABLE = "a\n\n| h | i |\n| :-- | --: |\n| j | k |\n| l | m |\n\nz"


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _undone(opened: Page, source: str = TABLE) -> bool:
    opened.manuscript.undo()
    return opened.markdown == source and not opened.manuscript.can_undo


def test_rows_come_below_and_above() -> None:
    opened = page(TABLE).at("k")
    assert tables.add_row(opened.manuscript.sheet, opened.cursor)
    assert opened.markdown == "a\n\n| h | i |\n| :-- | --: |\n| j | k |\n|  |  |\n| l | m |\n\nz"
    assert _undone(opened)
    tables.add_row(opened.manuscript.sheet, opened.at("h").cursor, above=True)
    assert opened.markdown == "a\n\n|  |  |\n| :-- | --: |\n| h | i |\n| j | k |\n| l | m |\n\nz"
    assert _undone(opened)
    tables.add_row(opened.manuscript.sheet, opened.at("m").cursor)
    opened.type("x")
    assert opened.markdown.endswith("| l | m |\n|  | x |\n\nz")


def test_columns_come_behind_and_before() -> None:
    opened = page(TABLE).at("k")
    assert tables.add_column(opened.manuscript.sheet, opened.cursor)
    assert opened.markdown == "a\n\n| h | i |  |\n| :-- | --: | --: |\n| j | k |  |\n| l | m |  |\n\nz"
    assert _undone(opened)
    tables.add_column(opened.manuscript.sheet, opened.at("l").cursor, before=True)
    opened.type("x")
    assert opened.markdown.endswith("|  | j | k |\n| x | l | m |\n\nz")


def test_rows_and_columns_go() -> None:
    opened = page(TABLE).at("j")
    assert tables.remove_row(opened.manuscript.sheet, opened.cursor)
    assert opened.markdown == "a\n\n| h | i |\n| :-- | --: |\n| l | m |\n\nz"
    assert _undone(opened)
    tables.remove_row(opened.manuscript.sheet, opened.at("h").cursor)
    assert opened.markdown == "a\n\n| j | k |\n| :-- | --: |\n| l | m |\n\nz"
    assert _undone(opened)
    tables.remove_column(opened.manuscript.sheet, opened.at("i").cursor)
    assert opened.markdown == "a\n\n| h |\n| :-- |\n| j |\n| l |\n\nz"
    assert _undone(opened)


def test_the_last_row_and_the_last_column_take_the_table_along() -> None:
    opened = page("a\n\n| h |\n| --- |\n\nz").at("h")
    assert tables.remove_row(opened.manuscript.sheet, opened.cursor)
    assert opened.markdown == "a\n\nz"
    assert _undone(opened, "a\n\n| h |\n| --- |\n\nz")
    assert tables.remove_column(opened.manuscript.sheet, opened.at("h").cursor)
    assert opened.type("x").markdown == "a\n\nxz"
    opened = page(TABLE).at("h")
    assert tables.remove_table(opened.manuscript.sheet, opened.cursor)
    assert opened.markdown == "a\n\nz"
    assert _undone(opened)


def test_a_column_is_aligned() -> None:
    opened = page(TABLE).at("j")
    assert tables.align_column(opened.manuscript.sheet, opened.cursor, "center")
    assert opened.markdown.startswith("a\n\n| h | i |\n| :-: | --: |\n")
    assert _undone(opened)


def test_outside_of_tables_nothing_happens() -> None:
    opened = page(TABLE).at("z")
    sheet, cursor = opened.manuscript.sheet, opened.cursor
    assert not tables.add_row(sheet, cursor)
    assert not tables.add_column(sheet, cursor)
    assert not tables.remove_row(sheet, cursor)
    assert not tables.remove_column(sheet, cursor)
    assert not tables.remove_table(sheet, cursor)
    assert not tables.align_column(sheet, cursor, "left")
    assert opened.markdown == TABLE


@pytest.mark.parametrize("seed", range(6))
def test_undo_and_redo_all_the_way(seed: int) -> None:
    chance, opened = Random(seed), page(TABLE)
    sheet, states = opened.manuscript.sheet, [opened.markdown]
    acts = (
        lambda: tables.add_row(sheet, opened.cursor, chance.random() < 0.5),
        lambda: tables.add_column(sheet, opened.cursor, chance.random() < 0.5),
        lambda: tables.remove_row(sheet, opened.cursor),
        lambda: tables.remove_column(sheet, opened.cursor),
        lambda: tables.align_column(sheet, opened.cursor, chance.choice(["left", "right", None])),
        lambda: opened.type("w"),
        lambda: opened.keyboard.tab(opened.cursor),
        lambda: opened.backspace() is Done.CHANGED,
    )
    for _ in range(30):
        opened.cursor.setPosition(chance.randint(0, opened.manuscript.text.characterCount() - 1))
        chance.choice(acts)()
        if opened.markdown != states[-1]:
            states.append(opened.markdown)
    seen = [opened.markdown]
    while opened.manuscript.can_undo:
        opened.manuscript.undo()
        if opened.markdown != seen[-1]:
            seen.append(opened.markdown)
    assert seen[-1] == states[0]
    while opened.manuscript.can_redo:
        opened.manuscript.redo()
    assert opened.markdown == states[-1]


def test_the_header_is_set_as_one_whichever_row_it_is(qtbot) -> None:
    opened = page(TABLE).at("h")

    def bold(words: str) -> bool:
        layout = opened.manuscript.text.find(words).block().layout()
        return any(each.format.fontWeight() == QFont.Weight.DemiBold for each in layout.formats())

    assert bold("h")
    assert not bold("j")
    tables.remove_row(opened.manuscript.sheet, opened.cursor)
    qtbot.waitUntil(lambda: bold("j"))
    opened.manuscript.undo()
    qtbot.waitUntil(lambda: bold("h") and not bold("j"))
