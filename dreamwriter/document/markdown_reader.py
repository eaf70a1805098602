"""Markdown to blocks, each with the exact characters that it came from.

The text is cut into chunks of whole lines (`chunks`); Python-Markdown makes an element tree of each
(`tree_reader`), which becomes blocks. Whatever the tree or the blocks cannot say stays `Unknown` with its
source. The text is not trusted: no HTML is understood, depth and look-back are limited.

A figure is a paragraph that holds only an image, `![alt](assets/name.png "title")`; a paragraph after it
that is all in italics is its caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    CodeBlock,
    Emphasis,
    Figure,
    FootnoteDefinition,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Unknown,
    UnknownKind,
)
from dreamwriter.document.canonical import MAX_DEPTH, SEPARATOR, canonical, clean_lines
from dreamwriter.document.chunks import FENCE, FOOTNOTE, MARKER, QUOTE, Chunk, cut, split_items, unindent
from dreamwriter.document.document import Segment
from dreamwriter.document.inline_reader import References, reference_of
from dreamwriter.document.tree_reader import CannotRepresent, TreeReader

_UNKNOWN: dict[str, UnknownKind] = {"front-matter": "front-matter", "html": "html", "reference": "reference"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def read_blocks(source: str) -> Blocks:
    """The blocks of a Markdown text, in canonical form. Reads anything; raises nothing."""
    return tuple(block for segment in read_markdown(source) for block in segment.blocks)


def read_markdown(source: str) -> tuple[Segment, ...]:
    """Parse a Markdown text.

    Args:
        source: the text with its own line ends. Untrusted.

    Returns:
        Segments whose sources, joined, are `source`. A segment without blocks occurs only when the whole
        text has none.
    """
    pieces = _LINE.findall(source)
    lines = [piece.rstrip("\r\n") for piece in pieces]
    chunks = cut(lines)
    reader = _ChunkReader(_references(lines, chunks))
    parsed = [reader.read(lines, chunk, depth=0) for chunk in chunks]
    segments: list[Segment] = []
    start = 0
    at = 0
    while at < len(chunks):
        blocks, last = _with_caption(chunks, parsed, at)
        after = chunks[last + 1].start if last + 1 < len(chunks) else len(pieces)
        if not blocks and segments:
            segments[-1] = Segment(segments[-1].source + "".join(pieces[start:after]), segments[-1].blocks)
            start = after
        elif blocks:
            segments.append(Segment("".join(pieces[start:after]), blocks))
            start = after
        at = last + 1
    if start < len(pieces):
        segments.append(Segment("".join(pieces[start:]), ()))
    return tuple(segments)


def _with_caption(chunks: Sequence[Chunk], parsed: Sequence[Blocks], at: int) -> tuple[Blocks, int]:
    """The blocks of one chunk, with the caption in the next one when it is a figure; and its last chunk."""
    blocks = canonical(parsed[at])
    match blocks, parsed[at + 1 : at + 2]:
        case (Figure() as figure,), [(Paragraph((Emphasis(caption),)),)]:
            return canonical((Figure(figure.target, figure.alt, caption, figure.title),)), at + 1
    return blocks, at


def _references(lines: Sequence[str], chunks: Sequence[Chunk]) -> References:
    found: dict[str, tuple[str, str]] = {}
    for chunk in chunks:
        if chunk.kind == "reference":
            for line in lines[chunk.start : chunk.end]:
                reference = reference_of(line)
                if reference is not None:
                    found.setdefault(*reference)
    return found


class _ChunkReader:
    """Turns chunks into blocks; holds what is the same for the whole text."""

    def __init__(self, references: References) -> None:
        self.trees = TreeReader(references)

    def read(self, lines: Sequence[str], chunk: Chunk, depth: int) -> Blocks:
        """The blocks of one chunk; () for a separator."""
        own = lines[chunk.start : chunk.end]
        source = clean_lines("\n".join(own)).strip("\n")
        if source.strip() == SEPARATOR:
            return ()
        match chunk.kind:
            case "front-matter" | "html" | "reference":
                return (Unknown(source, _UNKNOWN[chunk.kind]),)
            case "fence":
                return (_fenced(own),)
            case "code":
                return (CodeBlock(clean_lines("\n".join(unindent(line) for line in own))),)
            case "heading":
                return (self._heading(own[0]),)
            case "text":
                return self._text(own, source)
            case _ if depth >= MAX_DEPTH:
                return (Unknown(source),)
            case "quote":
                inner = self._inside([QUOTE.sub("", line, count=1) for line in own], depth)
                return (Quote(inner) if inner else Unknown(source),)
            case "footnote":
                return self._footnote(own, depth, source)
            case "list":
                return (self._list(own, depth),)

    def _inside(self, lines: Sequence[str], depth: int) -> Blocks:
        blocks: list[Block] = []
        for chunk in cut(lines, first=False):
            blocks.extend(self.read(lines, chunk, depth + 1))
        return tuple(blocks)

    def _footnote(self, lines: Sequence[str], depth: int, source: str) -> Blocks:
        opening = FOOTNOTE.match(lines[0])
        if opening is None or depth:
            return (Unknown(source),)
        inner = self._inside([opening[2], *(unindent(line) for line in lines[1:])], depth)
        return (FootnoteDefinition(opening[1], inner) if inner else Unknown(source),)

    def _heading(self, line: str) -> Block:
        line = line.strip(" \t")
        rest = line.lstrip("#")
        text = re.sub(r"(?:^|(?<=[ \t]))#+$", "", rest)
        return Heading(len(line) - len(rest), self.trees.inlines(text))

    def _list(self, lines: Sequence[str], depth: int) -> ListBlock:
        first = MARKER.match(lines[0])
        number = first[2] if first else None
        items = tuple(self._inside(item, depth) for item in split_items(lines))
        return ListBlock(items, number is not None, int(number) if number else 1)

    def _text(self, lines: Sequence[str], source: str) -> Blocks:
        try:
            return self.trees.read_text(lines)
        except CannotRepresent:
            return (Unknown(source),)


def _fenced(lines: Sequence[str]) -> CodeBlock:
    opening = FENCE.fullmatch(lines[0])
    assert opening is not None
    mark = opening[1]
    closed = len(lines) > 1 and re.fullmatch(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*", lines[-1])
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    inner = [re.sub(rf"^ {{0,{indent}}}", "", line) for line in (lines[1:-1] if closed else lines[1:])]
    words = opening[2].split()
    return CodeBlock(clean_lines("\n".join(inner)), words[0] if words else "")
