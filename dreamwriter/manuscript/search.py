"""Finding words in the page, and putting others in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from dreamwriter.manuscript.formats import char_format, form_of
from dreamwriter.manuscript.selection import select, units
from dreamwriter.manuscript.sheet import Sheet

MOST_MATCHES = 10_000


class Match(NamedTuple):
    """Where words were found: first position, and the one behind the last."""

    start: int
    end: int


def find_all(sheet: Sheet, words: str, case: bool = False, whole: bool = False) -> list[Match]:
    """All places of some words in reading order, captions and code included; at most `MOST_MATCHES`.

    Args:
        words: in one line; found within a block.
        case: capitals matter.
        whole: not as a part of longer words.
    """
    if not words:
        return []
    source = re.escape(words)
    if whole:
        source = rf"(?<!\w){source}(?!\w)"
    pattern = re.compile(source, re.NOFLAG if case else re.IGNORECASE)
    return list(islice(_matches(sheet, pattern), MOST_MATCHES))


def replace_all(sheet: Sheet, matches: Sequence[Match], words: str) -> int:
    """Put other words in the place of matches, which keep their marks: one step of undo.

    Returns:
        The position behind the last of them.
    """
    last = 0
    with sheet.step():
        for match in reversed(matches):
            format_ = char_format(form_of(sheet.cursor(match.start + 1).charFormat()))
            cursor = select(sheet, match.start, match.end)
            if words:
                cursor.insertText(words, format_)
            else:
                cursor.removeSelectedText()
            last = last or cursor.position()
    grown = sum(units(words) - (match.end - match.start) for match in matches[:-1])
    return last + grown


def _matches(sheet: Sheet, pattern: re.Pattern[str]) -> Iterator[Match]:
    block = sheet.text.begin()
    while block.isValid():
        text, at = block.text(), block.position()
        plain = text.isascii() or max(text) <= "\uffff"  # then positions in it are those of Qt
        for found in pattern.finditer(text):
            start = found.start() if plain else units(text[: found.start()])
            yield Match(at + start, at + start + (found.end() - found.start() if plain else units(found[0])))
        block = block.next()
