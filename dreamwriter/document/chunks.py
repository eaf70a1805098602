"""Cutting Markdown into chunks at the top level, so that each block knows its place in the file.

A chunk is a run of whole lines that can be parsed without its neighbours. The borders follow CommonMark,
since that is what other programs write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dreamwriter.document.canonical import BLOCK_TAG
from dreamwriter.document.inline_reader import reference_of

ChunkKind = Literal[
    "front-matter", "fence", "html", "reference", "footnote", "heading", "quote", "list", "code", "text"
]

RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})")
MARKER = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)([ \t]*)(.*)")
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t].*)?")
QUOTE = re.compile(r" {0,3}> ?")
FOOTNOTE = re.compile(r" {0,3}\[\^([^\s\[\]\\^`<>*_&|!]{1,200})\]:[ \t]*(.*)")
_UNTIL_CLOSED = re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Chunk:
    """Lines `start` to `end` (not included) that make one or more blocks."""

    kind: ChunkKind
    start: int
    end: int


def indent_of(line: str) -> int:
    """Columns of white space before the first character; a tab goes to the next multiple of four."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def cut(lines: Sequence[str], first: bool = True) -> list[Chunk]:
    """Cut lines into chunks; blank lines between chunks belong to none.

    Args:
        lines: without their line ends.
        first: the lines begin a file, so front matter may stand there.
    """
    chunks: list[Chunk] = []
    at = _front_matter(lines) if first else 0
    if at:
        chunks.append(Chunk("front-matter", 0, at))
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        kind = kind_of(lines[at])
        end = _ENDS[kind](lines, at)
        chunks.append(Chunk(kind, at, end))
        at = end
    return chunks


def kind_of(line: str) -> ChunkKind:
    """What a line that is not blank begins, at the start of a chunk."""
    if indent_of(line) >= 4:
        return "code"
    if RULE.fullmatch(line):
        return "text"
    if FENCE.fullmatch(line):
        return "fence"
    if HEADING.fullmatch(line):
        return "heading"
    if QUOTE.match(line):
        return "quote"
    if MARKER.match(line):
        return "list"
    if BLOCK_TAG.match(line.lstrip(" \t")):
        return "html"
    if FOOTNOTE.match(line):
        return "footnote"
    return "reference" if reference_of(line) else "text"


def unindent(line: str, columns: int = 4) -> str:
    """A line without its first columns of white space, or without all that it has."""
    column = 0
    for at, char in enumerate(line):
        if column >= columns or char not in " \t":
            return " " * max(column - columns, 0) + line[at:]
        column += 1 if char == " " else 4 - column % 4
    return ""


def split_items(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each item of a list chunk, without markers and indentation.

    What is indented deeper than its marker wants, by up to three columns throughout, is moved to the left:
    many programs indent by four.
    """
    items: list[list[str]] = []
    columns, ordered = 0, False
    for line in lines:
        marker = None if RULE.fullmatch(line) and items else MARKER.match(line)
        if marker and (not items or (indent_of(line) < columns and (marker[2] is not None) == ordered)):
            ordered = marker[2] is not None
            width = len(line.expandtabs(4)) - len(marker[4].expandtabs(4))
            columns = width if marker[4] else indent_of(line) + 2
            items.append([marker[4]])
        else:
            items[-1].append(unindent(line, columns))
    return [[item[0], *_moved_left(item[1:])] for item in items]


def _moved_left(lines: Sequence[str]) -> list[str]:
    shared = min((indent_of(line) for line in lines if line.strip()), default=0)
    return [unindent(line, shared) if 0 < shared < 4 else line for line in lines]


def _front_matter(lines: Sequence[str]) -> int:
    if len(lines) < 3 or lines[0].rstrip() != "---" or not re.match(r"[\w\"'-]+[ \t]*:|#", lines[1]):
        return 0
    closing = (at for at in range(2, len(lines)) if lines[at].rstrip() in ("---", "..."))
    return next(closing, -1) + 1


def _interrupts(line: str) -> bool:
    """Whether a line ends the paragraph above it, without a blank line between."""
    kind = kind_of(line)
    if kind == "list":
        marker = MARKER.match(line)
        return marker is not None and marker[4] != "" and marker[2] in (None, "1")
    return kind in ("fence", "heading", "quote", "html")


def _end_of_text(lines: Sequence[str], start: int) -> int:
    at = start + 1
    while at < len(lines) and lines[at].strip() and not _interrupts(lines[at]):
        at += 1
    return at


def _end_of_fence(lines: Sequence[str], start: int) -> int:
    opening = FENCE.fullmatch(lines[start])
    mark = opening[1] if opening else "```"
    closing = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*")
    return next((at + 1 for at in range(start + 1, len(lines)) if closing.fullmatch(lines[at])), len(lines))


def _end_of_html(lines: Sequence[str], start: int) -> int:
    first = lines[start].lstrip(" \t")
    closed = _UNTIL_CLOSED.match(first)
    if closed:
        stop = f"</{closed[1].lower()}>"
    elif first.startswith("<!--"):
        stop = "-->"
    elif first.startswith("<?"):
        stop = "?>"
    else:
        return next((at for at in range(start, len(lines)) if not lines[at].strip()), len(lines))
    return next((at + 1 for at in range(start, len(lines)) if stop in lines[at].lower()), len(lines))


def _end_of_reference(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if not reference_of(lines[at])), len(lines))


def _end_of_indented(lines: Sequence[str], start: int) -> int:
    """After the last line that is indented by four; blank lines may stand between."""
    end = start + 1
    for at in range(end, len(lines)):
        if lines[at].strip():
            if indent_of(lines[at]) < 4:
                break
            end = at + 1
    return end


def _end_of_footnote(lines: Sequence[str], start: int) -> int:
    at = start + 1
    while at < len(lines) and lines[at].strip() and not FOOTNOTE.match(lines[at]) and not _interrupts(lines[at]):
        at += 1
    return _end_of_indented(lines, at - 1)


def _end_of_quote(lines: Sequence[str], start: int) -> int:
    at = start + 1
    while at < len(lines) and lines[at].strip():
        if not QUOTE.match(lines[at]) and (_interrupts(lines[at]) or RULE.fullmatch(lines[at])):
            break
        at += 1
    return at


def _end_of_list(lines: Sequence[str], start: int) -> int:
    first = MARKER.match(lines[start])
    ordered = first is not None and first[2] is not None
    end = start + 1
    for at in range(end, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        indent = indent_of(line)
        if indent < 2:
            marker = None if RULE.fullmatch(line) else MARKER.match(line)
            after_blank = end != at
            if marker is not None and (marker[2] is not None) != ordered:
                break
            if marker is None and (after_blank or _interrupts(line) or RULE.fullmatch(line)):
                break
        end = at + 1
    return end


_ENDS: dict[ChunkKind, Callable[[Sequence[str], int], int]] = {
    "fence": _end_of_fence,
    "html": _end_of_html,
    "reference": _end_of_reference,
    "footnote": _end_of_footnote,
    "heading": lambda lines, start: start + 1,
    "quote": _end_of_quote,
    "list": _end_of_list,
    "code": _end_of_indented,
    "text": _end_of_text,
}
