"""Blocks to Markdown. Blocks that did not change keep their own source, byte for byte."""

from __future__ import annotations

import difflib
import itertools
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
    InlineImage,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    Unknown,
)
from dreamwriter.document.canonical import SEPARATOR, canonical
from dreamwriter.document.document import Segment
from dreamwriter.document.inline_writer import write_inlines
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.written_blocks import Written, WrittenBlocks

_ALIGN = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}


def write_markdown(
    blocks: Sequence[Block], segments: Sequence[Segment] = (), known: WrittenBlocks | None = None
) -> str:
    """Markdown that reads back as the canonical form of `blocks`.

    Args:
        blocks: any blocks; they are made canonical first.
        segments: the text as it was read. The source of segments whose blocks are still there is taken over
            unchanged, and new lines end as the old ones do.
        known: what was written last, for a page that is written again and again; used where there are no segments.

    Returns:
        The text; with no block changed, exactly the text that was read.
    """
    if not segments:
        return _joined(_apart((known or WrittenBlocks()).of(blocks, write_block)), "\n")
    wanted = canonical(blocks)
    line_end = _line_end(segments)
    if tuple(block for segment in segments for block in segment.blocks) == wanted:
        return "".join(segment.source for segment in segments)
    source = _joined(_with_kept(wanted, segments), line_end)
    if read_blocks(source) == wanted:
        return source
    return _joined(_written(wanted), line_end)  # kept source can mean something else beside new neighbours


def _line_end(segments: Sequence[Segment]) -> str:
    found = next((match for segment in segments if (match := re.search(r"\r\n|\n|\r", segment.source))), None)
    return found[0] if found else "\n"


_Piece = tuple[str, int]
"""Source, and the index of the segment that it is (-1 for new source)."""


def _joined(pieces: Sequence[_Piece], line_end: str) -> str:
    """Pieces in one text: neighbours of old as they were, all others with a blank line between."""
    out: list[str] = []
    for at, (source, segment) in enumerate(pieces):
        text = source if segment >= 0 else source.replace("\n", line_end) + line_end
        if at and not (segment > 0 and pieces[at - 1][1] == segment - 1):
            ends = re.search(r"((?:\r\n|\n|\r)[ \t]*)*$", out[-1])
            missing = 2 - (len(re.findall(r"\r\n|\n|\r", ends[0])) if ends else 0)
            out.append(line_end * max(missing, 0))
        out.append(text)
    return "".join(out)


def _with_kept(blocks: Blocks, segments: Sequence[Segment]) -> list[_Piece]:
    """Pieces for all blocks, segments that are still there kept whole."""
    old = [block for segment in segments for block in segment.blocks]
    place = _matched(old, blocks)
    kept: dict[int, tuple[int, int]] = {}
    first = 0
    for index, segment in enumerate(segments):
        places = [place.get(first + offset) for offset in range(len(segment.blocks))]
        first += len(segment.blocks)
        if places and places[0] is not None and places == list(range(places[0], places[0] + len(places))):
            kept[places[0]] = (index, len(places))
    pieces: list[_Piece] = []
    at = 0
    while at < len(blocks):
        before = blocks[at - 1] if at else None
        if at in kept:
            index, count = kept[at]
            neighbour = bool(pieces) and pieces[-1][1] == index - 1
            if before is not None and not neighbour and _runs_together(before, blocks[at]):
                pieces.append((SEPARATOR, -1))
            pieces.append((segments[index].source, index))
            at += count
            continue
        if before is not None and _runs_together(before, blocks[at]):
            pieces.append((SEPARATOR, -1))
        pieces.append((write_block(blocks[at]), -1))
        at += 1
    return pieces


def _matched(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Which old block is which new one: common start, common end, and the longest matches between."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    place = {at: at for at in range(start)}
    place.update({len(old) - 1 - back: len(new) - 1 - back for back in range(end)})
    middle = difflib.SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    for match in middle.get_matching_blocks():
        for offset in range(match.size):
            place[start + match.a + offset] = start + match.b + offset
    return place


def _written(blocks: Blocks) -> list[_Piece]:
    return _apart([(block, write_block(block)) for block in blocks])


def _apart(written: Sequence[Written]) -> list[_Piece]:
    """Pieces for blocks that are written, with a separator between those that would run together."""
    pieces: list[_Piece] = []
    for at, (block, source) in enumerate(written):
        if at and _runs_together(written[at - 1][0], block):
            pieces.append((SEPARATOR, -1))
        pieces.append((source, -1))
    return pieces


def _runs_together(first: Block, second: Block) -> bool:
    """Whether Markdown would read the second block as a part of the first one."""
    match first, second:
        case ListBlock(), ListBlock():
            return first.ordered == second.ordered
        case Figure(caption=()), Paragraph((Emphasis(),)):
            return True
        case ((ListBlock() | FootnoteDefinition()), Unknown(source)):
            return source.startswith(" ")
        case Unknown(), Unknown():
            return True
    return False


def write_block(block: Block) -> str:
    """Markdown of one canonical block, "\\n" line ends, no line end after the last line."""
    match block:
        case Paragraph(content):
            return write_inlines(content)
        case Heading(level, content):
            return ("#" * level + " " + _heading(content)).rstrip(" ")
        case ListBlock():
            return _list(block)
        case Quote(blocks):
            return "\n".join(f"> {line}" if line else ">" for line in _body(blocks).split("\n"))
        case CodeBlock(text, language):
            return _code(text, language)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case ThematicBreak():
            return "***"
        case FootnoteDefinition(label, blocks):
            return f"[^{label}]: {_footnote(blocks)}"
        case Unknown(source):
            return source


def _body(blocks: Blocks) -> str:
    return "\n\n".join(source for source, _ in _written(blocks))


def _heading(content: Inlines) -> str:
    return re.sub(r"#$", r"\\#", write_inlines(content, one_line=True))


def _list(block: ListBlock) -> str:
    """A list; with blank lines between the items when one of them holds more than a line and lists."""
    gap = "\n\n" if _is_loose(block) else "\n"
    items = []
    for offset, item in enumerate(block.items):
        marker = f"{block.start + offset}. " if block.ordered else "- "
        items.append(_item(marker, item, gap).rstrip(" "))
    return gap.join(items)


def _item(marker: str, item: Blocks, gap: str) -> str:
    """One item. Lists within it are indented by four, which all programs understand."""
    if not item:
        return marker
    first, width = item[0], len(marker)
    if isinstance(first, Paragraph):
        width = max(width, 4)
        sources = [write_inlines(first.content, task=True)]
    else:
        sources = [SEPARATOR, write_block(first)] if isinstance(first, ListBlock) else [write_block(first)]
    for before, one in itertools.pairwise(item):
        if _runs_together(before, one):
            sources.append(SEPARATOR)
        sources.append(write_block(one))
    return marker + _indented(gap.join(sources), width)


def _is_loose(block: ListBlock) -> bool:
    return any(len(item) > 1 and not _is_tight(item) for item in block.items)


def _is_tight(item: Blocks) -> bool:
    """Whether an item is a paragraph and a list that may follow it without a blank line."""
    match item:
        case (Paragraph(), ListBlock(items, ordered, start) as inner):
            return items[0] != () and not (ordered and start != 1) and not _is_loose(inner)
    return False


def _code(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}" if text else f"{fence}{language}\n{fence}"


def _table(block: Table) -> str:
    rule = tuple(_ALIGN[align] for align in block.align)
    header, *rows = (tuple(write_inlines(cell, cell=True) for cell in row) for row in (block.header, *block.rows))
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, rule, *rows))


def _figure(block: Figure) -> str:
    picture = write_inlines((InlineImage(block.target, block.alt, block.title),))
    return f"{picture}\n\n{write_inlines((Emphasis(block.caption),))}" if block.caption else picture


def _footnote(blocks: Blocks) -> str:
    source = _body(blocks) if isinstance(blocks[0], Paragraph) else f"{SEPARATOR}\n\n{_body(blocks)}"
    return _indented(source, 4)


def _indented(source: str, columns: int) -> str:
    """Source with all lines but the first and the empty ones moved to the right."""
    first, *lines = source.split("\n")
    return "\n".join([first, *(" " * columns + line if line else "" for line in lines)])
