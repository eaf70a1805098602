"""Markdown typing habits: what takes effect as it is typed. Undo leads back to the characters."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtGui import QTextCursor

from dreamwriter.document.blocks import ThematicBreak
from dreamwriter.manuscript.block_operations import set_block_kind, toggle_list
from dreamwriter.manuscript.formats import BlockForm, char_format, form_of
from dreamwriter.manuscript.mark_operations import Toggle, add_mark
from dreamwriter.manuscript.properties import LINE, OBJECT, Kind
from dreamwriter.manuscript.selection import select, text_before, text_forms, units
from dreamwriter.manuscript.sheet import Sheet

_STARTS = re.compile(r"(?P<heading>#{1,6})|(?P<bullet>[-*+])|(?P<number>\d{1,9})[.)]|(?P<quote>>)")
_MARKS: tuple[tuple[str, Toggle, re.Pattern[str]], ...] = (
    ("**", "strong", re.compile(r"\*\*(?!\s)([^*]+?)(?<!\s)\*\*")),
    ("__", "strong", re.compile(r"(?<!\w)__(?!\s)([^_]+?)(?<!\s)__")),
    ("*", "emphasis", re.compile(r"(?<!\*)\*(?![\s*])([^*]+?)(?<!\s)\*")),
    ("_", "emphasis", re.compile(r"(?<![\w_])_(?![\s_])([^_]+?)(?<!\s)_")),
    ("`", "code", re.compile(r"(?<!`)`([^`]+)`")),
)
_FENCE = re.compile(r"(?:```|~~~)\s*([^\s`]*)")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.FIGURE, Kind.CELL)


def after_character(sheet: Sheet, cursor: QTextCursor, typed: str) -> bool:
    """What a typed character completes. False when that is nothing."""
    kind = sheet.form(cursor.block()).kind
    if typed == " " and kind is Kind.PARAGRAPH:
        return _begin_block(sheet, cursor)
    return typed in "*_`" and kind in _WORDS and _close_mark(sheet, cursor, typed)


def before_enter(sheet: Sheet, cursor: QTextCursor) -> bool:
    """What Enter completes: a fence or a rule that stands alone in its line. False when that is nothing."""
    block = cursor.block()
    form, text = sheet.form(block), block.text()
    if cursor.hasSelection() or form.kind is not Kind.PARAGRAPH or not cursor.atBlockEnd():
        return False
    fence = _FENCE.fullmatch(text)
    if fence is None and not (_RULE.fullmatch(text) and not form.path):
        return False
    with sheet.step():
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if fence is not None:
            sheet.composer.set_form(cursor.block(), BlockForm(Kind.CODE, fence[1], form.path))
        else:
            sheet.insert_blocks(cursor, (ThematicBreak(),))
            sheet.room_after(cursor)
    return True


def _begin_block(sheet: Sheet, cursor: QTextCursor) -> bool:
    block = cursor.block()
    found = _STARTS.fullmatch(text_before(sheet, cursor)[:-1])
    form = sheet.form(block)
    in_list = bool(form.path) and form.path[-1].is_list
    if found is None or (found["heading"] and form.path) or (in_list and not (found["bullet"] or found["number"])):
        return False
    with sheet.step():
        marker = select(sheet, block.position(), cursor.position())
        marker.removeSelectedText()
        if found["heading"]:
            set_block_kind(sheet, cursor, "heading", len(found["heading"]))
        elif found["quote"]:
            sheet.composer.set_form(block, form)
            set_block_kind(sheet, cursor, "quote")
        elif not in_list:  # Enter has begun the item already
            toggle_list(sheet, cursor, found["number"] is not None)
            _set_start(sheet, cursor, found["number"])
    return True


def _set_start(sheet: Sheet, cursor: QTextCursor, number: str | None) -> None:
    """A new list begins with the number that was typed; one that goes on counts on."""
    block = cursor.block()
    form = sheet.form(block)
    above = sheet.form(block.previous()).path if block.previous().isValid() else ()
    if number is None or any(each.key == form.path[-1].key for each in above):
        return
    started = replace(form.path[-1], start=int(number))
    sheet.composer.set_form(block, form.within((*form.path[:-1], started)))


def _close_mark(sheet: Sheet, cursor: QTextCursor, typed: str) -> bool:
    block = cursor.block()
    line = text_before(sheet, cursor).rpartition(LINE)[2]
    for mark, kind, pattern in _MARKS:
        if not line.endswith(mark) or mark[0] != typed or (len(mark) == 1 and line.endswith(mark * 2)):
            continue
        found = next((each for each in pattern.finditer(line) if each.end() == len(line)), None)
        if found is None or (OBJECT in found[1] and kind == "code"):
            continue
        if kind == "emphasis" and sheet.form(block).kind is Kind.FIGURE:
            continue
        start = cursor.position() - units(found[0])
        if any(form.has("code") or form.has("raw") for _, _, form in text_forms(sheet, start, cursor.position())):
            continue
        _apply(sheet, cursor, start, len(mark), kind)
        return True
    return False


def _apply(sheet: Sheet, cursor: QTextCursor, start: int, width: int, kind: Toggle) -> None:
    """Take away the characters of a mark and put the mark on; what is typed next does not have it."""
    outside = form_of(sheet.cursor(start + 1).charFormat())
    end = cursor.position()
    with sheet.step():
        select(sheet, end - width, end).removeSelectedText()
        select(sheet, start, start + width).removeSelectedText()
        add_mark(sheet, start, end - 2 * width, kind)
        cursor.setPosition(end - 2 * width)
    cursor.setCharFormat(char_format(outside))
