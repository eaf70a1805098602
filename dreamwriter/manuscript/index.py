"""What is known about each block of the page, kept up to date change by change: words, headings, figures, contents.

Nothing here looks through the whole page when a key is pressed: a change tells its first and last block, and only
those are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from dreamwriter.document.blocks import Align, Block, Blocks, Heading, Inlines, LineBreak, Paragraph, Table
from dreamwriter.document.canonical import canonical
from dreamwriter.document.images import image_targets
from dreamwriter.manuscript.containers import Placed, nested
from dreamwriter.manuscript.formats import BlockForm, block_form
from dreamwriter.manuscript.gallery import Gallery
from dreamwriter.manuscript.page_reader import read_block, runs_in
from dreamwriter.manuscript.properties import OBJECT, Kind, Thing

_PLAIN = (Kind.PARAGRAPH, Kind.HEADING)
_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}


@dataclass
class Facts:
    """What is known about one block of the page.

    Attributes:
        words: how many words a reader sees in it.
        figures: numbers of the records of its figures.
        blocks: what it says, once somebody asked; in canonical form where no container is around it.
        targets: of the pictures in it, with `blocks`.
    """

    form: BlockForm
    words: int = 0
    figures: tuple[int, ...] = ()
    blocks: Blocks | None = field(default=None, repr=False)
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What a change did.

    Attributes:
        first, last: numbers of the first and last block that are new or different now.
        gone, come: numbers of figure records that were there before, and that are there now.
        outline: headings may have changed.
        tables: cells came or went.
    """

    first: int
    last: int
    gone: tuple[int, ...]
    come: tuple[int, ...]
    outline: bool
    tables: bool = False


@dataclass(frozen=True)
class OutlineEntry:
    """A heading of the page and where it stands (the position of its first character)."""

    level: int
    title: str
    position: int


class Index:
    """The facts of all blocks of one page, in order."""

    def __init__(self, text: QTextDocument, gallery: Gallery) -> None:
        self._text = text
        self._gallery = gallery
        self._facts = [self._look(block) for block in _blocks_from(text.begin())]
        self.words = sum(facts.words for facts in self._facts)

    @property
    def pictures(self) -> int:
        """How many figures there are."""
        return sum(len(facts.figures) for facts in self._facts)

    def update(self, position: int, added: int) -> Change:
        """Take in what `QTextDocument.contentsChange` tells.

        Args:
            position: of the first changed character.
            added: characters there now in the place of the changed ones.
        """
        count = self._text.blockCount()
        more = count - len(self._facts)
        first = max(self._text.findBlock(position).blockNumber(), 0)
        end = self._text.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else count - 1
        last = max(last, first + more, first)  # a change that only removes tells of fewer blocks than it joined
        old = self._facts[first : last - more + 1]
        blocks = islice(_blocks_from(self._text.findBlockByNumber(first)), last - first + 1)
        new = [self._look(block) for block in blocks]
        self._facts[first : last - more + 1] = new
        self.words += sum(facts.words for facts in new) - sum(facts.words for facts in old)
        headings = any(facts.form.kind is Kind.HEADING for facts in (*old, *new))
        gone, come = (tuple(number for facts in some for number in facts.figures) for some in (old, new))
        cells = more != 0 and any(facts.form.kind is Kind.CELL for facts in (*old, *new))
        return Change(first, last, gone, come, headings or more != 0, cells)

    def facts(self, number: int) -> Facts:
        """The facts of the block with a number."""
        return self._facts[number]

    def figures(self) -> Iterator[tuple[int, int]]:
        """Block number and record number of each figure in reading order."""
        for number, facts in enumerate(self._facts):
            for record in facts.figures:
                yield number, record

    def headings(self) -> Iterator[OutlineEntry]:
        """The headings that stand outside of lists, quotes and footnotes, in order."""
        for number, facts in enumerate(self._facts):
            if facts.form.kind is Kind.HEADING and not facts.form.path:
                block = self._text.findBlockByNumber(number)
                title = " ".join(block.text().replace(OBJECT, " ").split())
                yield OutlineEntry(int(facts.form.detail or "1"), title, block.position())

    def blocks(self) -> Blocks:
        """What the page says, in canonical form. Blocks outside of containers that did not change cost nothing."""
        return self._blocks(len(self._facts))

    def blocks_above(self, position: int) -> tuple[Blocks, int]:
        """What the page says well above a position: without the plain paragraph or heading before the block that the
        position is in, and without all that follows it.

        Returns:
            The blocks, and the position behind them.
        """
        number = max(self._text.findBlock(position).blockNumber() - 1, 0)
        while number > 0 and (self._facts[number].form.path or self._facts[number].form.kind not in _PLAIN):
            number -= 1
        return self._blocks(number), self._text.findBlockByNumber(number).position()

    def _blocks(self, end: int) -> Blocks:
        """What the page says above the block with this number, which no container may reach across."""
        out: list[Block] = []
        for inside, group in groupby(self._placed(end), lambda placed: bool(placed.path) or placed.raw):
            if inside:
                out.extend(canonical(nested(group)))
            else:
                out.extend(block for placed in group for block in placed.blocks)
        return tuple(out)

    def read_some(self, count: int) -> bool:
        """Read the next blocks that nobody asked for yet, so that asking costs nothing. False when all are read."""
        unread = (number for number, facts in enumerate(self._facts) if facts.blocks is None)
        some = list(islice(unread, count))
        for number in some:
            self._read(number)
        return bool(some)

    def targets(self) -> dict[str, None]:
        """The targets of all pictures in reading order; asked after `blocks`."""
        return {target: None for facts in self._facts for target in facts.targets}

    def _placed(self, end: int) -> Iterator[Placed]:
        number = 0
        while number < end:
            facts = self._facts[number]
            if facts.form.kind is Kind.CELL:
                table = QTextCursor(self._text.findBlockByNumber(number)).currentTable()
                if table is not None:
                    last = self._text.findBlock(table.lastPosition()).blockNumber()
                    yield Placed(facts.form.path, (self._table(number, last),), raw=True)
                    number = last + 1
                    continue
            yield Placed(facts.form.path, self._read(number))
            number += 1

    def _table(self, first: int, last: int) -> Block:
        table = QTextCursor(self._text.findBlockByNumber(first)).currentTable()
        cells: list[Inlines] = [()] * (table.rows() * table.columns())
        before = -1
        for number in range(first, last + 1):
            cell = table.cellAt(self._text.findBlockByNumber(number).position())
            place = cell.row() * table.columns() + cell.column()
            content = tuple(inline for block in self._read(number) for inline in _inlines(block))
            cells[place] = (*cells[place], LineBreak(), *content) if place == before else content
            before = place
        width = table.columns()
        align = tuple(_ALIGN.get(self._header(table.cellAt(0, column).firstPosition())) for column in range(width))
        rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
        return Table(align, rows[0], tuple(rows[1:]))

    def _header(self, position: int) -> str:
        return self._facts[self._text.findBlock(position).blockNumber()].form.detail

    def _read(self, number: int) -> Blocks:
        facts = self._facts[number]
        if facts.blocks is None:
            blocks = read_block(self._text.findBlockByNumber(number), self._gallery)
            in_table = facts.form.kind is Kind.CELL
            facts.blocks = blocks if facts.form.path or in_table else canonical(blocks)
            facts.targets = tuple(image_targets(facts.blocks))
        return facts.blocks

    def _look(self, block: QTextBlock) -> Facts:
        form, text = block_form(block.blockFormat()), block.text()
        figures: tuple[int, ...] = ()
        if OBJECT in text:
            figures = tuple(run.figure for run in runs_in(block) if run.thing is Thing.FIGURE)
            text = text.replace(OBJECT, " ")
        words = 0 if form.kind is Kind.UNKNOWN else len(text.split())
        return Facts(form, words, figures)


def _inlines(block: Block) -> Inlines:
    return block.content if isinstance(block, Paragraph | Heading) else ()


def _blocks_from(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()
