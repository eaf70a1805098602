"""Blocks of the page to blocks of the document. Reads whatever editing has left there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtGui import QTextBlock

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    CodeBlock,
    Figure,
    Heading,
    Inlines,
    Paragraph,
    ThematicBreak,
    Unknown,
    UnknownKind,
)
from dreamwriter.manuscript.formats import BlockForm, block_form, form_of, object_run
from dreamwriter.manuscript.gallery import FigureRecord, Gallery
from dreamwriter.manuscript.marks import Run, inlines_of, lines_of, trimmed
from dreamwriter.manuscript.properties import LINE, OBJECT, Kind, Thing

_UNKNOWN: dict[str, UnknownKind] = {each: each for each in ("html", "front-matter", "reference", "other")}


def runs_in(block: QTextBlock) -> Iterator[Run]:
    """The runs of a block of the page."""
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        place += 1
        text, format_ = fragment.text(), fragment.charFormat()
        form = form_of(format_)
        if OBJECT not in text:
            yield Run(text, form)
            continue
        for at, piece in enumerate(text.split(OBJECT)):
            if at:
                yield object_run(format_, form, OBJECT)
            if piece:
                yield Run(piece, form)


def read_block(block: QTextBlock, gallery: Gallery) -> Blocks:
    """What one block of the page says, without the containers around it; () for an empty line."""
    form = block_form(block.blockFormat())
    runs = list(runs_in(block))
    match form.kind:
        case Kind.CODE:
            return (CodeBlock(lines_of(runs), form.detail),)
        case Kind.UNKNOWN:
            source = lines_of(runs).strip("\n")
            return (Unknown(source, _UNKNOWN.get(form.detail, "other")),) if source.strip() else ()
    return tuple(_blocks(runs, form, gallery))


def _blocks(runs: Sequence[Run], form: BlockForm, gallery: Gallery) -> Iterator[Block]:
    """Pictures and rules stand alone; the words before and after them are blocks of their own."""
    waiting: list[Run] = []
    for at, run in enumerate(runs):
        if run.thing is Thing.FIGURE and form.kind is Kind.FIGURE:
            yield from _words(waiting, form)
            record = gallery.record(run.figure)
            if not record.waiting:
                yield figure_of(record, _caption(runs[at + 1 :]))
            return
        if run.thing in (Thing.FIGURE, Thing.RULE):
            yield from _words(waiting, form)
            waiting = []
            if run.thing is Thing.RULE:
                yield ThematicBreak()
            elif not gallery.record(run.figure).waiting:
                yield figure_of(gallery.record(run.figure), ())
        else:
            waiting.append(run)
    yield from _words(waiting, form)


def figure_of(record: FigureRecord, caption: Inlines) -> Figure:
    """The figure of the document that a record and a caption are."""
    return Figure(record.target, record.alt, caption, record.title, record.figure_id)


def _caption(runs: Sequence[Run]) -> Inlines:
    return inlines_of(trimmed([run for run in _without_line(runs) if run.thing is not Thing.FIGURE]))


def _without_line(runs: Sequence[Run]) -> Sequence[Run]:
    """Runs without the line break that parts a picture from its caption."""
    if runs and runs[0].text.startswith(LINE):
        rest = runs[0].text[1:]
        return [replace(runs[0], text=rest), *runs[1:]] if rest else runs[1:]
    return runs


def _words(runs: Sequence[Run], form: BlockForm) -> Iterator[Block]:
    if form.kind is Kind.FIGURE:
        runs = _without_line(runs)
    content = inlines_of(trimmed(runs))
    if form.kind is Kind.HEADING:
        yield Heading(int(form.detail or "1"), content)
    elif content:
        yield Paragraph(content)
