"""Marks around characters: inline runs of the document as a flat row of runs, and back.

As with blocks, each run names the marks around it, outermost first, each with a key that tells it from its
neighbours: two strong runs side by side stay two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NamedTuple

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
from dreamwriter.manuscript.containers import Keys
from dreamwriter.manuscript.properties import LINE, OBJECT, RESERVED, Thing

MarkKind = Literal["strong", "emphasis", "link", "code", "raw"]
_LETTERS: dict[MarkKind, str] = {"strong": "s", "emphasis": "e", "link": "l", "code": "c", "raw": "r"}
_KINDS: dict[str, MarkKind] = {letter: kind for kind, letter in _LETTERS.items()}


_SPECIAL = RESERVED | {LINE}


class Mark(NamedTuple):
    """One mark around a run."""

    kind: MarkKind
    key: int


Marks = tuple[Mark, ...]


@dataclass(frozen=True)
class Form:
    """What characters mean.

    Attributes:
        marks: outermost first; "code" and "raw" only last.
        target, title: of the link among the marks.
    """

    marks: Marks = ()
    target: str = ""
    title: str = ""

    def has(self, kind: MarkKind) -> bool:
        """Whether such a mark is around."""
        return bool(self.marks) and any(mark.kind == kind for mark in self.marks)

    def without(self, *kinds: MarkKind) -> Form:
        """The same without marks of some kinds."""
        marks = tuple(mark for mark in self.marks if mark.kind not in kinds)
        return replace(self, marks=marks) if "link" not in kinds else Form(marks)


PLAIN = Form()


@dataclass(frozen=True)
class Run:
    """Characters of one form, or one object.

    Attributes:
        text: characters, `LINE` for line breaks; `OBJECT` when `thing` is set.
        thing: the object in the place of the character.
        what, alt, title: of the object, see `Property`.
    """

    text: str
    form: Form = PLAIN
    thing: Thing | None = None
    what: str = ""
    alt: str = ""
    title: str = ""
    figure: int = field(default=-1)


def write_marks(marks: Marks) -> str:
    """Marks as a property of a character format."""
    return " ".join(f"{_LETTERS[mark.kind]}{mark.key}" for mark in marks)


def read_marks(text: str) -> Marks:
    """The marks that `write_marks` gave."""
    return tuple(Mark(_KINDS[one[0]], int(one[1:])) for one in text.split(" ")) if text else ()


def runs_of(content: Iterable[Inline], keys: Keys, form: Form = PLAIN) -> list[Run]:
    """Inline runs as a flat row."""
    row: list[Run] = []
    for inline in content:
        match inline:
            case Text(text):
                row.extend(text_runs(text, form))
            case LineBreak():
                row.append(Run(LINE, form))
            case Strong(inner):
                row.extend(runs_of(inner, keys, _with(form, "strong", keys)))
            case Emphasis(inner):
                row.extend(runs_of(inner, keys, _with(form, "emphasis", keys)))
            case Link(inner, target, title):
                linked = replace(_with(form, "link", keys), target=target, title=title)
                row.extend(runs_of(inner, keys, linked) or [Run(OBJECT, linked, Thing.EMPTY)])
            case Code(text):
                row.extend(text_runs(text, _with(form, "code", keys)))
            case RawInline(source):
                row.extend(text_runs(source, _with(form, "raw", keys)))
            case FootnoteRef(label):
                row.append(Run(OBJECT, form, Thing.NOTE, label))
            case InlineImage(target, alt, title):
                row.append(Run(OBJECT, form, Thing.INLINE_IMAGE, target, alt, title))
    return row


def _with(form: Form, kind: MarkKind, keys: Keys) -> Form:
    return replace(form, marks=(*form.marks, Mark(kind, keys.new())))


def text_runs(text: str, form: Form = PLAIN, lines: bool = False) -> Iterator[Run]:
    """Characters as runs; those that Qt keeps for itself as objects.

    Args:
        lines: the text has "\\n" line ends, which become `LINE`; a `LINE` of its own is kept apart from them.
    """
    if _SPECIAL.isdisjoint(text):
        if text:
            yield Run(text.replace("\n", LINE) if lines else text, form)
        return
    for special, group in groupby(text, _SPECIAL.__contains__):
        if special:
            yield from (Run(OBJECT, form, Thing.LITERAL, char) for char in group)
        else:
            piece = "".join(group)
            yield Run(piece.replace("\n", LINE) if lines else piece, form)


def kept_edges(row: Sequence[Run]) -> list[Run]:
    """Runs whose spaces at the edges of lines were meant: each is an object, that nobody trims."""
    return _at_edges(row, lambda run, spaces: [Run(OBJECT, run.form, Thing.LITERAL, " ")] * spaces)


def trimmed(row: Sequence[Run]) -> list[Run]:
    """Runs without the spaces that typing leaves at the edges of lines."""
    return _at_edges(row, lambda run, spaces: [])


def _at_edges(row: Sequence[Run], edge: Callable[[Run, int], list[Run]]) -> list[Run]:
    """Runs with the spaces at the edges of their lines replaced."""
    text = "".join(run.text for run in row)
    if not text.startswith(" ") and not text.endswith(" ") and f" {LINE}" not in text and f"{LINE} " not in text:
        return list(row)
    pieces = [replace(run, text=piece) for run in row for piece in _split(run)]
    for step in (1, -1):  # from the left, then from the right
        at_edge, out = True, []
        for run in pieces[::step]:
            text = run.text
            if text == LINE and run.thing is None:
                at_edge = True
            elif at_edge:
                words = text.lstrip(" ") if step == 1 else text.rstrip(" ")
                free = run.thing is None and not run.form.has("code") and not run.form.has("raw")
                at_edge = free and not words
                if free and words != text:
                    both = [*edge(run, len(text) - len(words)), *([replace(run, text=words)] if words else [])]
                    out.extend(both)
                    continue
            out.append(run)
        pieces = out[::step]
    return pieces


def _split(run: Run) -> list[str]:
    """The text of a run cut so that line breaks stand alone."""
    if run.thing is not None or LINE not in run.text:
        return [run.text]
    return [piece for piece in re.split(f"({LINE})", run.text) if piece]


def lines_of(row: Iterable[Run]) -> str:
    """The plain characters of runs, with "\\n" line ends; objects that are no characters are left out."""
    return "".join(each.what if each.thing is Thing.LITERAL else _plain(each).replace(LINE, "\n") for each in row)


def _plain(run: Run) -> str:
    return run.text if run.thing is None else ""


def inlines_of(row: Sequence[Run], depth: int = 0) -> Inlines:
    """Inline runs of the document, from a flat row. Not canonical yet."""
    out: list[Inline] = []
    for mark, group in groupby(row, lambda run: run.form.marks[depth] if len(run.form.marks) > depth else None):
        inside = list(group)
        if mark is None:
            for run in inside:
                out.extend(_leaf(run))
            continue
        match mark.kind:
            case "strong":
                out.append(Strong(inlines_of(inside, depth + 1)))
            case "emphasis":
                out.append(Emphasis(inlines_of(inside, depth + 1)))
            case "link":
                form = inside[0].form
                out.append(Link(inlines_of(inside, depth + 1), form.target, form.title))
            case "code":
                out.append(Code(lines_of(inside).replace("\n", " ")))
            case "raw":
                out.append(RawInline(lines_of(inside).replace("\n", " ")))
    return tuple(out)


def _leaf(run: Run) -> Iterator[Inline]:
    match run.thing:
        case None:
            for at, line in enumerate(run.text.split(LINE)):
                if at:
                    yield LineBreak()
                if line:
                    yield Text(line)
        case Thing.LITERAL:
            yield Text(run.what)
        case Thing.NOTE:
            yield FootnoteRef(run.what)
        case Thing.INLINE_IMAGE:
            yield InlineImage(run.what, run.alt, run.title)
        case _:
            return
