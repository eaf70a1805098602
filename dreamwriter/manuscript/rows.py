"""Blocks of the document as the flat row of leaves that a page is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dreamwriter.document.blocks import (
    Align,
    Block,
    Blocks,
    CodeBlock,
    Figure,
    FootnoteDefinition,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    Unknown,
)
from dreamwriter.manuscript.containers import Container, Keys, Path
from dreamwriter.manuscript.formats import BlockForm
from dreamwriter.manuscript.marks import Run, kept_edges, runs_of, text_runs
from dreamwriter.manuscript.properties import LINE, OBJECT, Kind, Thing


@dataclass(frozen=True)
class Leaf:
    """One block of the page."""

    form: BlockForm
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class TableLeaf:
    """A table of the page: rows of cells, the header first, each with as many cells as the others."""

    path: Path
    rows: tuple[tuple[Leaf, ...], ...]


Row = Leaf | TableLeaf
FigureNumber = Callable[[Figure], int]


def rows_of(blocks: Iterable[Block], keys: Keys, figure: FigureNumber) -> list[Row]:
    """The leaves of blocks.

    Args:
        keys: gives the containers and marks their keys.
        figure: the number of the record of a figure in the gallery.
    """
    return list(_Flattener(keys, figure).blocks(tuple(blocks), ()))


def figure_runs(number: int, caption: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of a figure's block: the picture, a line break, the caption."""
    return (Run(OBJECT, thing=Thing.FIGURE, figure=number), Run(LINE), *caption)


class _Flattener:
    def __init__(self, keys: Keys, figure: FigureNumber) -> None:
        self._keys = keys
        self._figure = figure

    def blocks(self, blocks: Blocks, path: Path) -> Iterator[Row]:
        for block in blocks:
            yield from self._block(block, path)

    def _block(self, block: Block, path: Path) -> Iterator[Row]:
        match block:
            case Paragraph(content):
                yield Leaf(BlockForm(path=path), self._runs(content))
            case Heading(level, content):
                yield Leaf(BlockForm(Kind.HEADING, str(level), path), self._runs(content))
            case CodeBlock(text, language):
                yield Leaf(BlockForm(Kind.CODE, language, path), tuple(text_runs(text, lines=True)))
            case Unknown(source, kind):
                yield Leaf(BlockForm(Kind.UNKNOWN, kind, path), tuple(text_runs(source, lines=True)))
            case ThematicBreak():
                yield Leaf(BlockForm(Kind.RULE, "", path), (Run(OBJECT, thing=Thing.RULE),))
            case Figure():
                caption = self._runs(block.caption)
                yield Leaf(BlockForm(Kind.FIGURE, "", path), figure_runs(self._figure(block), caption))
            case Quote(inner):
                yield from self.blocks(inner, (*path, Container("quote", self._keys.new())))
            case FootnoteDefinition(label, inner):
                yield from self.blocks(inner, (*path, Container("note", self._keys.new(), label=label)))
            case ListBlock():
                yield from self._list(block, path)
            case Table():
                yield self._table(block, path)

    def _runs(self, content: Inlines) -> tuple[Run, ...]:
        return tuple(kept_edges(runs_of(content, self._keys)))

    def _list(self, block: ListBlock, path: Path) -> Iterator[Row]:
        key = self._keys.new()
        for item in block.items:
            step = Container("numbers" if block.ordered else "bullets", key, self._keys.new(), block.start)
            if item:
                yield from self.blocks(item, (*path, step))
            else:
                yield Leaf(BlockForm(path=(*path, step)))

    def _table(self, block: Table, path: Path) -> TableLeaf:
        def cell(align: Align, content: Inlines) -> Leaf:
            return Leaf(BlockForm(Kind.CELL, align or "", path), self._runs(content))

        rows = (block.header, *block.rows)
        return TableLeaf(path, tuple(tuple(map(cell, block.align, cells)) for cells in rows))
