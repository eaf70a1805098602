"""Marks on words for toolbar and shortcuts: strong, emphasis, code, links. Each call is one step of undo."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Literal

from PySide6.QtGui import QTextCharFormat, QTextCursor

from dreamwriter.manuscript.formats import char_format, form_of
from dreamwriter.manuscript.marks import Form, Mark, Marks
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.room import make_room
from dreamwriter.manuscript.selection import select, text_forms
from dreamwriter.manuscript.sheet import Sheet

Toggle = Literal["strong", "emphasis", "code"]


def toggle_mark(sheet: Sheet, cursor: QTextCursor, kind: Toggle) -> None:
    """Mark the selected words, or take the mark away where all have it; without a selection, for what is typed next.

    In a caption, which is all emphasis, emphasis does nothing.
    """
    if kind == "emphasis" and sheet.form(cursor.block()).kind is Kind.FIGURE:
        return
    if not cursor.hasSelection():
        form = form_of(cursor.charFormat())
        wanted = form.without(kind) if form.has(kind) else _added(form, Mark(kind, sheet.keys.new()), 0)
        cursor.setCharFormat(char_format(wanted))
        return
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    stretches = list(text_forms(sheet, start, end))
    if not stretches:
        return
    with sheet.step():
        if all(form.has(kind) for _, _, form in stretches):
            for first, last, _ in stretches:
                sheet.reform(first, last, lambda form: form.without(kind))
        else:
            add_mark(sheet, start, end, kind)


def add_mark(sheet: Sheet, start: int, end: int, kind: Toggle) -> None:
    """Mark characters; part of a step of undo."""
    stretches = list(text_forms(sheet, start, end))
    depth = _shared([form.without(kind).marks for _, _, form in stretches])
    mark = Mark(kind, sheet.keys.new())
    for first, last, _ in stretches:
        sheet.reform(first, last, lambda form: _added(form.without(kind), mark, depth))


def set_link(sheet: Sheet, cursor: QTextCursor, target: str, title: str = "") -> None:
    """Let the selected words lead somewhere; without a selection, the link at the cursor, or the target as words.

    Args:
        target: "" takes the link away; the words stay.
    """
    if not cursor.hasSelection():
        around = link_at(sheet, cursor)
        if around is not None:
            cursor = select(sheet, *around)
        elif target:
            with sheet.step():
                make_room(sheet, cursor)
                form = Form((Mark("link", sheet.keys.new()),), target, title)
                cursor.insertText(target, char_format(form))
                cursor.setCharFormat(QTextCharFormat())
            return
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    mark = Mark("link", sheet.keys.new())
    with sheet.step():
        for first, last, _ in list(text_forms(sheet, start, end)):
            sheet.reform(first, last, lambda form: form.without("link"))
            if target:
                sheet.reform(first, last, lambda form: replace(_added(form, mark, 0), target=target, title=title))


def link_at(sheet: Sheet, cursor: QTextCursor) -> tuple[int, int] | None:
    """First and last position of the link around a cursor."""
    block = cursor.block()
    found: list[tuple[int, int, Form]] = []
    for each in text_forms(sheet, block.position(), block.position() + block.length() - 1):
        if each[2].has("link") and (not found or _link_key(found[-1][2]) == _link_key(each[2])):
            found.append(each)
            continue
        if found and found[0][0] <= cursor.position() <= found[-1][1]:
            break
        found = [each] if each[2].has("link") else []
    if found and found[0][0] <= cursor.position() <= found[-1][1]:
        return found[0][0], found[-1][1]
    return None


def _link_key(form: Form) -> int:
    return next(mark.key for mark in form.marks if mark.kind == "link")


def _added(form: Form, mark: Mark, depth: int) -> Form:
    """A form with one mark more: code innermost, the others where they part the fewest marks."""
    if mark.kind == "code":
        return replace(form, marks=(*(one for one in form.marks if one.kind != "raw"), mark))
    return replace(form, marks=(*form.marks[:depth], mark, *form.marks[depth:]))


def _shared(rows: list[Marks]) -> int:
    """How many of the outer marks are around all; code and raw markup do not count, they are innermost."""
    if not rows:
        return 0
    columns = takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))
    return sum(1 for column in columns if column[0].kind not in ("code", "raw"))
