"""Markdown typing habits: what takes effect as it is typed. Undo leads back to the characters."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtGui import QTextCursor

from dreamwriter.document.blocks import FootnoteRef, Inlines, Table, Text, ThematicBreak
from dreamwriter.manuscript.block_operations import set_block_kind, toggle_list
from dreamwriter.manuscript.containers import Container
from dreamwriter.manuscript.formats import BlockForm, char_format, form_of
from dreamwriter.manuscript.insertions import EMPTY_NOTE, add_note, insert_block, notes
from dreamwriter.manuscript.mark_operations import Toggle, add_mark, set_link
from dreamwriter.manuscript.marks import runs_of
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
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?: \"([^\"]*)\")?\)")
_ADDRESS = re.compile(r"(?<![\w/(\[<])https?://[^\s<>]*[\w/=#%&-]")
_NOTE = re.compile(r"\[\^([\w-]{1,40})\]")
_NOTE_TEXT = re.compile(r"\[\^([\w-]{1,40})\]:")
_ROW = re.compile(r"\|(?:[^|]+\|){2,}")
_FENCE = re.compile(r"(?:```|~~~)\s*([^\s`]*)")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.FIGURE, Kind.CELL)


def after_character(sheet: Sheet, cursor: QTextCursor, typed: str) -> bool:
    """What a typed character completes. False when that is nothing."""
    kind = sheet.form(cursor.block()).kind
    if kind not in _WORDS:
        return False
    if typed == " ":
        begun = kind is Kind.PARAGRAPH and (_begin_block(sheet, cursor) or _begin_note(sheet, cursor))
        return begun or _link_address(sheet, cursor, typed)
    if typed == ")":
        return _close_link(sheet, cursor)
    if typed == "]":
        return _close_note(sheet, cursor)
    return typed in "*_`" and _close_mark(sheet, cursor, typed)


def before_enter(sheet: Sheet, cursor: QTextCursor) -> bool:
    """What Enter completes: a fence, a rule or the first row of a table, alone in its line. False when that is nothing.

    An address before it becomes a link, and Enter still does what it does.
    """
    block = cursor.block()
    form, text = sheet.form(block), block.text()
    if not cursor.hasSelection() and form.kind in _WORDS:
        _link_address(sheet, cursor, "")
    if cursor.hasSelection() or form.kind is not Kind.PARAGRAPH or not cursor.atBlockEnd():
        return False
    fence, row = _FENCE.fullmatch(text), _ROW.fullmatch(text.strip())
    if fence is None and row is None and not (_RULE.fullmatch(text) and not form.path):
        return False
    with sheet.step():
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if fence is not None:
            sheet.composer.set_form(cursor.block(), BlockForm(Kind.CODE, fence[1], form.path))
        elif row is not None:
            _begin_table(sheet, cursor, [cell.strip() for cell in row[0].strip("|").split("|")])
        else:
            sheet.insert_blocks(cursor, (ThematicBreak(),))
            sheet.room_after(cursor)
    table = sheet.cursor(cursor.position() - 1).currentTable() if row is not None else None
    if table is not None:
        cursor.setPosition(table.cellAt(1, 0).firstPosition())
    return True


def _begin_table(sheet: Sheet, cursor: QTextCursor, words: list[str]) -> None:
    """A table with the words that were typed as its header, and an empty row."""
    header: tuple[Inlines, ...] = tuple((Text(each),) if each else () for each in words)
    insert_block(sheet, cursor, Table((None,) * len(header), header, (((),) * len(header),)))


def _begin_note(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Make the paragraph the text of a footnote, unless there is one with this label that says something."""
    block = cursor.block()
    found = _NOTE_TEXT.fullmatch(text_before(sheet, cursor)[:-1])
    if found is None or sheet.form(block).path:
        return False
    there = notes(sheet).get(found[1])
    if there is not None and there.text() != EMPTY_NOTE:
        return False
    with sheet.step():
        select(sheet, block.position(), cursor.position()).removeSelectedText()
        path = (Container("note", sheet.keys.new(), label=found[1]),)
        sheet.composer.set_form(block, BlockForm(path=path))
        sheet.composer.dress(block, block)
        if there is not None:
            sheet.remove_block(there)
    return True


def _close_note(sheet: Sheet, cursor: QTextCursor) -> bool:
    """A footnote mark in place of the characters, and its text at the end of the page if there is none yet."""
    before = text_before(sheet, cursor)
    found = next((each for each in _NOTE.finditer(before) if each.end() == len(before)), None)
    if found is None or not before[: found.start()].strip() or _is_code(sheet, cursor, found[0]):
        return False
    with sheet.step():
        mark = select(sheet, cursor.position() - units(found[0]), cursor.position())
        mark.removeSelectedText()
        sheet.composer.insert_runs(mark, runs_of((FootnoteRef(found[1]),), sheet.keys))
        after = mark.position()
        add_note(sheet, found[1])
    cursor.setPosition(after)
    return True


def _close_link(sheet: Sheet, cursor: QTextCursor) -> bool:
    line = text_before(sheet, cursor).rpartition(LINE)[2]
    found = next((each for each in _LINK.finditer(line) if each.end() == len(line)), None)
    if found is None or OBJECT in found[2] or _is_code(sheet, cursor, found[0]):
        return False
    start, outside = cursor.position() - units(found[0]), form_of(cursor.charFormat())
    with sheet.step():
        end = start + 1 + units(found[1])
        select(sheet, end, cursor.position()).removeSelectedText()
        select(sheet, start, start + 1).removeSelectedText()
        set_link(sheet, select(sheet, start, end - 1), found[2], found[3] or "")
        cursor.setPosition(end - 1)
    cursor.setCharFormat(char_format(outside))
    return True


def _link_address(sheet: Sheet, cursor: QTextCursor, typed: str) -> bool:
    """An address of the web becomes a link when it is complete; what comes after it is none."""
    words = text_before(sheet, cursor).removesuffix(typed)
    found = next((each for each in _ADDRESS.finditer(words) if each.end() == len(words)), None)
    if found is None:
        return False
    end = cursor.position() - units(typed)
    start = end - units(found[0])
    if any(form.marks for _, _, form in text_forms(sheet, start, end)):
        return False
    set_link(sheet, select(sheet, start, end), found[0])
    return True


def _is_code(sheet: Sheet, cursor: QTextCursor, before: str) -> bool:
    """Whether some of the characters before the cursor are code or raw markup, or code that is not closed yet."""
    start = cursor.position() - units(before)
    if text_before(sheet, sheet.cursor(start)).count("`") % 2 == 1:
        return True
    forms = text_forms(sheet, start, cursor.position())
    return any(form.has("code") or form.has("raw") for _, _, form in forms)


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
        if _is_code(sheet, cursor, found[0]):
            continue
        _apply(sheet, cursor, cursor.position() - units(found[0]), len(mark), kind)
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
