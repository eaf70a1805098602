"""Inline runs to Markdown that reads back as the same runs, here and in other programs.

The plain form comes first, as a person would write it. Where it would read back differently (emphasis
against letters, code against code), the strict form keeps runs apart by empty comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dreamwriter.document.blocks import (
    Code,
    Emphasis,
    FootnoteRef,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    RawInline,
    Strong,
    Text,
)
from dreamwriter.document.canonical import SEPARATOR
from dreamwriter.document.inline_reader import ENTITY, read_inlines

_SPECIAL = re.compile(r"[\\`*_\[\]|<&]")
_LINE_START = re.compile(
    r"(?m)^(?:(?P<mark>#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|>|=+[ \t]*$|~~~|-[ -]*$|:-)"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=[ \t]|$))"
)
_TASK = re.compile(r"\\\[([ xX])\\\](?= )")


@dataclass(frozen=True)
class _Style:
    """How to write.

    Attributes:
        one_line: no line may end within the content (headings, table cells).
        cell: escape pipes in code too, where they would end a table cell.
        strict: keep every run apart from its neighbours.
    """

    one_line: bool
    cell: bool
    strict: bool = False


def write_inlines(content: Inlines, one_line: bool = False, cell: bool = False, task: bool = False) -> str:
    """Markdown of canonical inline runs, fit to begin a line.

    Args:
        one_line: write line breaks as `<br>`, for headings.
        cell: write for a table cell: in one line, pipes escaped also in code.
        task: leave a leading check box such as "[ ] " as it is (list items).
    """
    for style in (_Style(one_line or cell, cell), _Style(one_line or cell, cell, strict=True)):
        source = _line_starts(_runs(content, style, None))
        if task:
            source = _TASK.sub(r"[\1]", source, count=1) if _TASK.match(source) else source
        if read_inlines(source.replace("\\|", "|") if cell else source) == content:
            return source
    return source


def _escaped(found: re.Match[str], text: str) -> str:
    char, at = found[0], found.start()
    if char == "_":
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return "_" if before.isalnum() and after.isalnum() else "\\_"
    if char == "<":
        return "&lt;" if re.match(r"[A-Za-z/!?]|$", text[at + 1 : at + 2]) else "<"
    if char == "&":
        return "&amp;" if re.match(r"&#?\w*(?:;|$)", text[at:]) else "&"
    return "\\" + char


def _entities(space: str) -> str:
    """White space that Markdown would drop at the end of a line."""
    return "".join(f"&#{ord(char)};" for char in space)


def _line_starts(source: str) -> str:
    return _LINE_START.sub(
        lambda found: f"\\{found['mark']}" if found["mark"] else f"{found['number']}\\{found['dot']}", source
    )


def _runs(content: Inlines, style: _Style, around: type | None) -> str:
    pieces: list[str] = []
    for at, inline in enumerate(content):
        before = content[at - 1] if at else None
        after = content[at + 1] if at + 1 < len(content) else None
        piece = _one(inline, before, after, style, around)
        if style.strict and pieces and not pieces[-1].endswith("\n") and not isinstance(inline, Text | LineBreak):
            pieces.append(SEPARATOR)
        pieces.append(piece)
        if style.strict and not isinstance(inline, Text | LineBreak):
            pieces.append(SEPARATOR)
    return "".join(pieces)


def _one(inline: Inline, before: Inline | None, after: Inline | None, style: _Style, around: type | None) -> str:
    match inline:
        case Text(text):
            return _text(text, before, after, style)
        case Emphasis(content):
            mark = "_" if around is Strong else "*"
            return f"{mark}{_runs(content, style, Emphasis)}{mark}"
        case Strong(content):
            mark = "__" if around is Emphasis else "**"
            return f"{mark}{_runs(content, style, Strong)}{mark}"
        case Code(text):
            return _code(text, style)
        case Link(content, target, title):
            return f"[{_runs(content, style, around)}]({_target(target, title)})"
        case InlineImage(target, alt, title):
            return f"![{_text(alt, None, None, style)}]({_target(target, title)})"
        case FootnoteRef(label):
            return f"[^{label}]"
        case LineBreak():
            middle = isinstance(before, Text | Code | Link) and isinstance(after, Text | Code | Link)
            return "  \n" if middle and around is None and not style.one_line and not style.strict else "<br>"
        case RawInline(source):
            return source


def _text(text: str, before: Inline | None, after: Inline | None, style: _Style) -> str:
    """One text between its neighbours. White space stays plain where the line goes on, else becomes entities."""
    edge_left = before is None or isinstance(before, LineBreak) or style.strict
    edge_right = after is None or isinstance(after, LineBreak) or style.strict
    body = text.strip()
    if not body:
        return _entities(text) if edge_left or edge_right else text
    left, _, right = text.partition(body)
    escaped = _SPECIAL.sub(lambda found: _escaped(found, body), body)
    if isinstance(before, FootnoteRef) and not left and escaped.startswith(":"):
        escaped = "\\" + escaped
    if isinstance(after, Link | FootnoteRef) and not right and escaped.endswith("!"):
        escaped = escaped[:-1] + "\\!"
    return (_entities(left) if edge_left else left) + escaped + (_entities(right) if edge_right else right)


def _code(text: str, style: _Style) -> str:
    runs = {len(run) for run in re.findall("`+", text)}
    ticks = "`" * next(count for count in range(1, len(runs) + 2) if count not in runs)
    padded = text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" ") != "")
    source = f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}"
    return source.replace("|", "\\|") if style.cell else source


def _target(target: str, title: str) -> str:
    """Address and title of a link; what could end the link or a table cell is written as an entity."""
    address = _quoted(target)
    if not re.fullmatch(r"[^\s<>()]+", target):
        address = "<" + re.sub(r"[<>]", r"\\\g<0>", address) + ">"
    if not title:
        return address
    return f'{address} "{_quoted(title)}"'


def _quoted(text: str) -> str:
    text = ENTITY.sub(lambda found: "&amp;" + found[0][1:], text.replace("\\", "\\\\"))
    return text.replace("|", "&#124;").replace("`", "&#96;").replace('"', '\\"')
