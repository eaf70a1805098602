"""Blocks for toolbar and shortcuts: headings, quotes, code, lists and how deep they are. Each call is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtGui import QTextBlock, QTextCursor

from dreamwriter.document.canonical import MAX_DEPTH
from dreamwriter.manuscript.containers import Container, Path
from dreamwriter.manuscript.formats import BlockForm
from dreamwriter.manuscript.marks import PLAIN
from dreamwriter.manuscript.properties import LINE, Kind
from dreamwriter.manuscript.selection import blocks_between
from dreamwriter.manuscript.sheet import Sheet

BlockKind = Literal["paragraph", "heading", "quote", "code"]
_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.CODE, Kind.UNKNOWN)


def set_block_kind(sheet: Sheet, cursor: QTextCursor, kind: BlockKind, level: int = 1) -> None:
    """Make the selected blocks something else; asked for again, quotes and headings become paragraphs.

    Args:
        level: of a heading, 1 to 6.
    """
    blocks = _of(sheet, cursor, _WORDS)
    if not blocks:
        return
    with sheet.step():
        match kind:
            case "paragraph":
                _set_all(sheet, blocks, lambda form: BlockForm(path=form.path))
            case "heading":
                wanted = BlockForm(Kind.HEADING, str(level))
                same = all(sheet.form(block) == wanted for block in blocks)
                _set_all(sheet, blocks, lambda form: BlockForm() if same else wanted)
            case "quote":
                _toggle_quote(sheet, blocks)
            case "code":
                _make_code(sheet, cursor, blocks)


def toggle_list(sheet: Sheet, cursor: QTextCursor, ordered: bool) -> None:
    """Make the selected blocks items of a list, or of the other kind of list, or paragraphs again."""
    blocks = _of(sheet, cursor, (*_WORDS, Kind.RULE))
    if not blocks:
        return
    kind: Literal["numbers", "bullets"] = "numbers" if ordered else "bullets"
    inner = [_inner_list(sheet.form(block).path) for block in blocks]
    with sheet.step():
        if all(each is not None and each.kind == kind for each in inner):
            _set_all(sheet, blocks, lambda form: form.within(_without(form.path, _inner_list(form.path))))
        elif all(each is not None for each in inner):
            keys = {each.key for each in inner if each is not None}
            _set_all(sheet, _same_lists(sheet, blocks, keys), lambda form: form.within(_turned(form.path, keys, kind)))
        else:
            joined = _joined_list(sheet, blocks[0], kind)
            key, start = (joined.key, joined.start) if joined else (sheet.keys.new(), 1)
            _set_all(
                sheet,
                blocks,
                lambda form: BlockForm(
                    form.kind if form.kind is not Kind.HEADING else Kind.PARAGRAPH,
                    form.detail if form.kind is not Kind.HEADING else "",
                    (*form.path, Container(kind, key, sheet.keys.new(), start)),
                ),
            )


def indent(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Put the items of the selection into the item above them. False when there is none."""
    first = next(blocks_between(cursor))
    path = sheet.form(first).path
    inner = _inner_list(path)
    above = first.previous()
    if inner is None or not above.isValid() or len(path) >= MAX_DEPTH:
        return False
    depth = path.index(inner)
    beside = sheet.form(above).path
    if len(beside) <= depth or (beside[depth].kind, beside[depth].key) != (inner.kind, inner.key):
        return False
    if beside[depth].item == inner.item:
        return False
    deeper = beside[depth + 1] if len(beside) > depth + 1 and beside[depth + 1].is_list else None
    key = deeper.key if deeper is not None and deeper.kind == inner.kind else sheet.keys.new()
    start = deeper.start if deeper is not None and deeper.kind == inner.kind else 1
    with sheet.step():

        def moved(form: BlockForm) -> BlockForm:
            item = replace(inner, key=key, item=form.path[depth].item, start=start)
            return form.within((*form.path[:depth], beside[depth], item, *form.path[depth + 1 :]))

        _set_all(sheet, _items_of(sheet, cursor, depth, inner), moved)
    return True


def outdent(sheet: Sheet, cursor: QTextCursor) -> bool:
    """Take the items of the selection out of the innermost list. False when they are in none."""
    first = next(blocks_between(cursor))
    path = sheet.form(first).path
    inner = _inner_list(path)
    if inner is None:
        return False
    depth = path.index(inner)
    outer = path[depth - 1] if depth and path[depth - 1].is_list else None
    blocks = _items_of(sheet, cursor, depth, inner)
    fresh: dict[int, int] = {}
    with sheet.step():

        def moved(form: BlockForm) -> BlockForm:
            rest = form.path[depth + 1 :]
            if outer is None:
                return form.within((*form.path[:depth], *rest))
            item = fresh.setdefault(form.path[depth].item, sheet.keys.new())
            return form.within((*form.path[: depth - 1], replace(outer, item=item), *rest))

        _set_all(sheet, blocks, moved)
        if outer is not None:
            _give_followers(sheet, blocks[-1].next(), depth, outer, list(fresh.values())[-1])
    return True


def _give_followers(sheet: Sheet, block: QTextBlock, depth: int, outer: Container, item: int) -> None:
    """What stood below in the same outer item belongs to the item that came out of it."""
    followers = []
    while block.isValid():
        path = sheet.form(block).path
        if len(path) < depth or path[depth - 1] != outer:
            break
        followers.append(block)
        block = block.next()
    _set_all(
        sheet,
        followers,
        lambda form: form.within((*form.path[: depth - 1], replace(outer, item=item), *form.path[depth:])),
    )


def _items_of(sheet: Sheet, cursor: QTextCursor, depth: int, inner: Container) -> list[QTextBlock]:
    """All blocks of the items of one list that a selection touches, what is nested in them included."""

    def item(block: QTextBlock) -> int | None:
        path = sheet.form(block).path
        inside = len(path) > depth and (path[depth].kind, path[depth].key) == (inner.kind, inner.key)
        return path[depth].item if inside else None

    blocks = [block for block in blocks_between(cursor) if item(block) is not None]
    below = blocks[-1].next()
    while below.isValid() and item(below) == item(blocks[-1]):
        blocks.append(below)
        below = below.next()
    return blocks


def _of(sheet: Sheet, cursor: QTextCursor, kinds: Sequence[Kind]) -> list[QTextBlock]:
    return [block for block in blocks_between(cursor) if sheet.form(block).kind in kinds]


def _set_all(sheet: Sheet, blocks: Sequence[QTextBlock], change: Callable[[BlockForm], BlockForm]) -> None:
    for block in blocks:
        old = sheet.form(block)
        new = change(old)
        if old.kind is Kind.UNKNOWN and new.kind is not Kind.UNKNOWN:
            sheet.reform(block.position(), block.position() + block.length() - 1, lambda form: PLAIN)
        sheet.composer.set_form(block, new)
    if blocks:
        sheet.composer.dress(blocks[0], blocks[-1])


def _toggle_quote(sheet: Sheet, blocks: Sequence[QTextBlock]) -> None:
    paths = [sheet.form(block).path for block in blocks]
    if all(any(each.kind == "quote" for each in path) for path in paths):
        _set_all(sheet, blocks, lambda form: form.within(tuple(each for each in form.path if each.kind != "quote")))
        return
    above = blocks[0].previous()
    around = sheet.form(above).path[:1] if above.isValid() else ()
    quote = around[0] if around and around[0].kind == "quote" else Container("quote", sheet.keys.new())
    notes = ("note",)
    _set_all(
        sheet,
        blocks,
        lambda form: form.within(
            (*(each for each in form.path[:1] if each.kind in notes), quote, *form.path[len(form.path[:1]) :])
            if form.path[:1] and form.path[0].kind in notes
            else (quote, *form.path)
        ),
    )


def _make_code(sheet: Sheet, cursor: QTextCursor, blocks: Sequence[QTextBlock]) -> None:
    """One block of code from all blocks, a line for each; code becomes a paragraph again."""
    first = blocks[0]
    path = sheet.form(first).path
    if all(sheet.form(block).kind is Kind.CODE for block in blocks):
        _set_all(sheet, blocks, lambda form: BlockForm(path=form.path))
        return
    for block in blocks:
        sheet.reform(block.position(), block.position() + block.length() - 1, lambda form: PLAIN)
    last = blocks[-1].blockNumber()
    if [block.blockNumber() for block in blocks] == list(range(first.blockNumber(), last + 1)):
        joiner = QTextCursor(first)
        for _ in range(last - first.blockNumber()):
            joiner.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            joiner.deleteChar()
            joiner.insertText(LINE)
        blocks = [joiner.block()]
    _set_all(sheet, blocks, lambda form: BlockForm(Kind.CODE, "", path))


def _inner_list(path: Path) -> Container | None:
    return next((each for each in reversed(path) if each.is_list), None)


def _without(path: Path, container: Container | None) -> Path:
    return tuple(each for each in path if each != container)


def _turned(path: Path, keys: set[int], kind: Literal["numbers", "bullets"]) -> Path:
    return tuple(replace(each, kind=kind, start=1) if each.is_list and each.key in keys else each for each in path)


def _same_lists(sheet: Sheet, blocks: Sequence[QTextBlock], keys: set[int]) -> list[QTextBlock]:
    """The blocks around some blocks that are in the same lists."""

    def inside(block: QTextBlock) -> bool:
        return block.isValid() and any(each.is_list and each.key in keys for each in sheet.form(block).path)

    block = blocks[0]
    while inside(block.previous()):
        block = block.previous()
    found = []
    while inside(block):
        found.append(block)
        block = block.next()
    return found


def _joined_list(sheet: Sheet, block: QTextBlock, kind: str) -> Container | None:
    """The list above a block that it can be a part of."""
    above, path = block.previous(), sheet.form(block).path
    if not above.isValid():
        return None
    beside = sheet.form(above).path
    if len(beside) > len(path) and beside[: len(path)] == path and beside[len(path)].kind == kind:
        return beside[len(path)]
    return None
