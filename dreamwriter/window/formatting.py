"""Formatting by menu, toolbar and keys: what each action does to the page, and which of them are on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from dreamwriter.editor.page_hints import address_of
from dreamwriter.editor.page_view import PageView
from dreamwriter.manuscript import tables
from dreamwriter.manuscript.block_operations import BlockKind, indent, outdent, set_block_kind, toggle_list
from dreamwriter.manuscript.insertions import insert_footnote, insert_rule, insert_table, other_end
from dreamwriter.manuscript.mark_operations import Toggle, toggle_mark
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.selection import Standing
from dreamwriter.manuscript.sheet import Sheet
from dreamwriter.window.actions import Actions

_MARKS: tuple[Toggle, ...] = ("strong", "emphasis", "code")
_BLOCKS: dict[str, tuple[BlockKind, int]] = {
    "paragraph": ("paragraph", 1),
    "title": ("heading", 1),
    "heading": ("heading", 2),
    "subheading": ("heading", 3),
    "quote": ("quote", 1),
    "code_block": ("code", 1),
}

_TABLES: dict[str, Callable[[Sheet, QTextCursor], object]] = {
    "row_above": partial(tables.add_row, above=True),
    "row_below": tables.add_row,
    "column_before": partial(tables.add_column, before=True),
    "column_after": tables.add_column,
    "align_left": partial(tables.align_column, align=None),
    "align_center": partial(tables.align_column, align="center"),
    "align_right": partial(tables.align_column, align="right"),
    "remove_row": tables.remove_row,
    "remove_column": tables.remove_column,
    "remove_table": tables.remove_table,
}


class Formatting(QObject):
    """Joins the formatting actions to the page that is open."""

    def __init__(self, actions: Actions, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._view = view
        for mark in _MARKS:
            self._on(mark, partial(toggle_mark, kind=mark))
        for key, (kind, level) in _BLOCKS.items():
            self._on(key, partial(set_block_kind, kind=kind, level=level))
        self._on("bullets", partial(toggle_list, ordered=False))
        self._on("numbers", partial(toggle_list, ordered=True))
        self._on("indent", indent)
        self._on("outdent", outdent)
        self._on("table", insert_table)
        self._on("footnote", _footnote)
        self._on("rule", insert_rule)
        for key, change in _TABLES.items():
            self._on(key, change)
        view.standing_changed.connect(self._show)

    def _on(self, key: str, do: Callable[[Sheet, QTextCursor], object]) -> None:
        def apply() -> None:
            cursor = self._view.text.textCursor()
            do(self._view.manuscript.sheet, cursor)
            self._view.text.setTextCursor(cursor)
            self._view.text.setFocus()

        self._actions.on(key, apply)

    def _show(self, standing: Standing) -> None:
        """Show what holds at the cursor."""
        form = standing.form
        lists = [container.kind for container in form.path if container.is_list]
        heading = form.detail if form.kind is Kind.HEADING else ""
        states: dict[str, bool] = {
            **{str(mark): mark in standing.marks for mark in _MARKS},
            "paragraph": form.kind is Kind.PARAGRAPH and not form.path,
            "title": heading == "1",
            "heading": heading == "2",
            "subheading": heading == "3",
            "quote": any(container.kind == "quote" for container in form.path),
            "code_block": form.kind is Kind.CODE,
            "bullets": lists[-1:] == ["bullets"],
            "numbers": lists[-1:] == ["numbers"],
            "align_left": form.kind is Kind.CELL and form.detail in ("", "left"),
            "align_center": form.kind is Kind.CELL and form.detail == "center",
            "align_right": form.kind is Kind.CELL and form.detail == "right",
        }
        for key, on in states.items():
            self._actions.check(key, on)
        can_mark = form.kind not in (Kind.CODE, Kind.UNKNOWN, Kind.RULE)
        self._actions.enable((*_MARKS, "link"), can_mark)
        self._actions.enable(("indent", "outdent"), bool(lists))
        self._actions.enable(tuple(_TABLES), form.kind is Kind.CELL)
        self._actions.enable(("open_link",), address_of(standing.link) is not None)
        self._actions.enable(("rewrite", "cut", "copy"), self._view.text.textCursor().hasSelection())


def _footnote(sheet: Sheet, cursor: QTextCursor) -> None:
    """A new footnote; in a footnote, and at the mark of one, to its other end."""
    there = None if cursor.hasSelection() else other_end(sheet, cursor.position())
    if there is None:
        insert_footnote(sheet, cursor)
    else:
        cursor.setPosition(there)
