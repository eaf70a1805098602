"""A run of the model: words and pictures that stream into the page and are one step of undo together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import Blocks, Text
from dreamwriter.document.markdown_reader import read_blocks, read_markdown
from dreamwriter.document.takes import Take
from dreamwriter.manuscript.containers import Keys
from dreamwriter.manuscript.formats import PARAGRAPH
from dreamwriter.manuscript.gallery import FigureRecord
from dreamwriter.manuscript.marks import Run as TextRun
from dreamwriter.manuscript.marks import runs_of
from dreamwriter.manuscript.painting import Preview
from dreamwriter.manuscript.properties import LINE, NEW, Kind, Thing
from dreamwriter.manuscript.rows import Leaf, Row, figure_runs, rows_of
from dreamwriter.manuscript.selection import text_before
from dreamwriter.manuscript.sheet import Sheet

_KEYS = 1_000_000
"""Keys for containers and marks that a run reserves."""
_OPEN_CHUNKS = 2
"""So many of the last chunks of a text may still change while it goes on; all before them are read once."""


_CLOSING = ",.;:!?)…"
"""A line that goes on with one of these goes on without a space."""


@dataclass
class _Picture:
    """A picture of the run."""

    record: FigureRecord
    caption: str = ""
    there: bool = False


@dataclass(frozen=True)
class RunPorts:
    """What a run needs of the manuscript around it.

    Attributes:
        show: put a preview (None to take it away) over the figure with an id.
        find: the block of the figure with an id.
        ended: the run is over.
    """

    show: Callable[[str, Preview | None], None]
    find: Callable[[str], QTextBlock | None]
    ended: Callable[[], None]


class Run:
    """Takes what a job of the model tells and writes it into the page, at the place where it began.

    What a person types elsewhere meanwhile belongs to the same step of undo.

    Attributes:
        wrote: something of the run came into the page.
        kept: False when the run is to be taken back.
        over: it has ended; nothing is taken in any more.

    Args:
        cursor: where the run begins; a new paragraph is begun unless it stands in an empty one.
        joined: the first paragraph of the run goes on in the line of the cursor.
    """

    def __init__(self, sheet: Sheet, cursor: QTextCursor, ports: RunPorts, joined: bool = False) -> None:
        self._sheet = sheet
        self._ports = ports
        self._place = QTextCursor(cursor)
        self._tail = ""
        self._shown: list[Row] = []
        self._starts: list[QTextCursor] = []
        self._blank = False
        self._joined = joined
        self._keys = sheet.keys.last
        sheet.keys.last += _KEYS
        self._pictures: dict[int, _Picture] = {}
        self.wrote = False
        self.kept = True
        self.over = False

    @property
    def position(self) -> int:
        """Where in the text the next words will come."""
        return self._place.position()

    def add_text(self, piece: str) -> None:
        """The next piece of Markdown."""
        if self.over or not piece:
            return
        self._tail += piece
        if not self._shown and self._tail.startswith("\n\n"):
            self._joined = False  # it begins with a new paragraph
        segments = read_markdown(self._tail)
        with self._step():
            self._show_tail(tuple(block for segment in segments for block in segment.blocks))
            if len(segments) > _OPEN_CHUNKS:
                done = segments[:-_OPEN_CHUNKS]
                self._settle(tuple(block for segment in done for block in segment.blocks))
                self._tail = "".join(segment.source for segment in segments[-_OPEN_CHUNKS:])

    def start_picture(self, index: int, width: int, height: int) -> None:
        """A picture of so many pixels begins to be painted; it gets its room in the page."""
        if self.over or (index in self._pictures and self._pictures[index].there):
            return
        with self._step():
            self._end_text()
            known = self._pictures.get(index)
            record = FigureRecord(self._sheet.gallery.new_id(), room=(width, height))
            picture = self._pictures[index] = _Picture(record, known.caption if known else "", True)
            number = self._sheet.gallery.number(record)
            caption = runs_of((Text(picture.caption),), self._sheet.keys) if picture.caption else []
            leaf = Leaf(replace(PARAGRAPH, kind=Kind.FIGURE), figure_runs(number, caption))
            self._write(leaf)
        self._ports.show(record.figure_id, Preview())

    def preview(self, index: int, image: QImage | None, step: int, of: int, words: str = "") -> None:
        """How a picture looks so far, after `step` of `of` steps; no step of undo."""
        picture = self._pictures.get(index)
        if picture is not None and picture.record.waiting and not self.over:
            self._ports.show(picture.record.figure_id, Preview(image, step, of, words))

    def finish_picture(self, index: int, asset: Asset, take: Take | None = None) -> None:
        """A picture is finished.

        Args:
            take: how it came to be; its caption and alternative text are taken over.
        """
        if self.over:
            return
        if index not in self._pictures or not self._pictures[index].there:
            self.start_picture(index, asset.width, asset.height)
        picture = self._pictures[index]
        self._sheet.gallery.add_asset(asset)
        if take is not None and picture.caption:
            take = replace(take, caption=picture.caption)
        alt = take.alt if take is not None else ""
        self._set_record(picture, replace(picture.record.showing(asset, take), alt=alt))
        self._ports.show(picture.record.figure_id, None)
        if take is not None and take.caption and not picture.caption:
            self.set_caption(index, take.caption)

    def set_caption(self, index: int, text: str) -> None:
        """The words below a picture, plain text; may come before the picture does."""
        if self.over:
            return
        picture = self._pictures.setdefault(index, _Picture(FigureRecord("")))
        picture.caption = text
        block = self._block_of(picture)
        if block is None:
            return
        with self._step():
            write_caption(self._sheet, block, text)
        self._change_take(picture, lambda take: replace(take, caption=text))

    def set_alt(self, index: int, alt: str) -> None:
        """What a picture shows, plain text in one line."""
        picture = self._pictures.get(index)
        if picture is not None and picture.there and not self.over:
            self._set_record(picture, replace(picture.record, alt=alt))
            self._change_take(picture, lambda take: replace(take, alt=alt))

    def end(self, kept: bool = True) -> None:
        """The run is over; pictures that were not finished leave the page.

        Args:
            kept: False takes back everything that the run wrote.
        """
        if self.over:
            return
        for picture in self._pictures.values():
            self._ports.show(picture.record.figure_id, None)
        if self.wrote and kept:
            with self._step():
                self._end_text()
                for picture in self._pictures.values():
                    block = self._block_of(picture) if picture.record.waiting else None
                    if block is not None:
                        self._sheet.remove_block(block)
        self.over, self.kept = True, kept
        self._ports.ended()

    @contextmanager
    def _step(self) -> Iterator[None]:
        steps = self._sheet.text.availableUndoSteps()
        with self._sheet.step(join=self.wrote):
            if not self.wrote:
                self._make_place()
            yield
        # Before anything is written there is no step that the next one may join.
        self.wrote = self.wrote or self._sheet.text.availableUndoSteps() > steps

    def _make_place(self) -> None:
        """Let the run begin between two blocks."""
        self._sheet.leave_table(self._place)
        if self._sheet.form(self._place.block()).kind not in (Kind.PARAGRAPH, Kind.HEADING):
            self._place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if self._place.atBlockStart() and not self._place.atBlockEnd():
            self._place.insertBlock()
            self._place.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            self._sheet.composer.set_form(self._place.block(), PARAGRAPH)
        elif not self._place.atBlockEnd():
            self._place.insertBlock(self._place.blockFormat())
            self._place.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            self._place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._blank = self._sheet.is_blank(self._place.block())
        self._joined = self._joined and self._sheet.form(self._place.block()).kind is Kind.PARAGRAPH

    def _rows(self, blocks: Blocks) -> list[Row]:
        # The same text gives the same keys each time, so that what did not change is known to be the same.
        # Pictures come by themselves; an address in the text of a model leads nowhere.
        rows = rows_of(blocks, Keys(self._keys), lambda figure: -1)
        return [_in_words(row) for row in rows if not _is_figure(row)]

    def _show_tail(self, blocks: Blocks) -> None:
        """Let the page say what the text means now; only what is different is written."""
        rows = self._rows(blocks)
        same = 0
        while same < min(len(rows), len(self._shown)) and rows[same] == self._shown[same]:
            same += 1
        if same == len(self._shown) - 1 < len(rows) and self._extend(self._shown[same], rows[same]):
            same += 1
        elif same < len(self._shown):
            self._take_back(same)
        for row in rows[same:]:
            self._write(row)
        self._shown = rows

    def _extend(self, shown: Row, wanted: Row) -> bool:
        """Write only what comes after the words that are there; False when that is not enough."""
        if not isinstance(shown, Leaf) or not isinstance(wanted, Leaf) or shown.form != wanted.form:
            return False
        runs, old = list(wanted.runs), list(shown.runs)
        while old and runs and old[0] == runs[0]:
            old.pop(0)
            runs.pop(0)
        if len(old) == 1 and runs and _goes_on(old[0], runs[0]):
            runs[0] = replace(runs[0], text=runs[0].text[len(old.pop().text) :])
        if old:
            return False
        self._sheet.composer.insert_runs(self._place, runs)
        return True

    def _take_back(self, first: int) -> None:
        """Remove the leaves of the tail from `first` on, unless a person has changed them meanwhile."""
        end = self._place.position()
        cursor = self._sheet.cursor(self._starts[first].position())
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        shown = self._shown[first:]
        # What a person typed stays. A table says little about its own text; nobody types into one half written.
        if any(not isinstance(row, Leaf) for row in shown) or cursor.selectedText() == _plain(shown):
            cursor.removeSelectedText()
            self._place.setPosition(cursor.position())
            self._blank = cursor.atBlockStart()
            self._joined = not self._blank
            if self._blank:
                self._sheet.composer.set_form(cursor.block(), PARAGRAPH)
        del self._starts[first:]

    def _settle(self, done: Blocks) -> None:
        """The first blocks of the tail will not change any more."""
        keys = Keys(self._keys)
        count = sum(not _is_figure(row) for row in rows_of(done, keys, lambda figure: -1))
        self._keys = keys.last
        del self._shown[:count], self._starts[:count]

    def _end_text(self) -> None:
        if self._tail:
            blocks = read_blocks(self._tail)
            self._show_tail(blocks)
            self._settle(blocks)
        self._tail = ""

    def _write(self, row: Row) -> None:
        """Write a leaf below the place, or into it where that is an empty paragraph."""
        joined, self._joined = self._joined and not self._blank, False
        if joined and isinstance(row, Leaf) and row.form == PARAGRAPH:
            self._write_on(row)
            return
        if not self._blank:
            self._place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            if not isinstance(row, Leaf):  # so that the row begins outside of its table
                self._place.insertBlock(QTextBlockFormat(), QTextCharFormat())
                self._blank = True
        before = self._place.blockNumber() + (not self._blank)
        self._sheet.composer.insert(self._place, [row], self._blank)
        self._blank = not isinstance(row, Leaf)
        block = self._sheet.text.findBlockByNumber(before)
        start = QTextCursor(block)
        start.setKeepPositionOnInsert(True)
        self._starts.append(start)
        while block.isValid() and block.position() <= self._place.position():
            block.setUserState(NEW)
            block = block.next()

    def _write_on(self, row: Leaf) -> None:
        """Go on in the line of the place."""
        before = text_before(self._sheet, self._place)[-1:]
        if before.strip() and "".join(run.text for run in row.runs)[:1] not in _CLOSING:
            self._place.insertText(" ", QTextCharFormat())
        start = QTextCursor(self._place)
        start.setKeepPositionOnInsert(True)
        self._starts.append(start)
        self._sheet.composer.insert_runs(self._place, row.runs)

    def _block_of(self, picture: _Picture) -> QTextBlock | None:
        return self._ports.find(picture.record.figure_id) if picture.there else None

    def _set_record(self, picture: _Picture, record: FigureRecord) -> None:
        block = self._block_of(picture)
        picture.record = record
        if block is not None:
            with self._step():
                self._sheet.set_record(block, record)

    def _change_take(self, picture: _Picture, change: Callable[[Take], Take]) -> None:
        history = picture.record.history
        if history is not None and history.applied is not None and history.shown is not None:
            changed = history.with_changed(history.applied, change(history.shown))
            self._set_record(picture, replace(picture.record, history=changed))


def write_caption(sheet: Sheet, block: QTextBlock, text: str) -> None:
    """Other words below a picture; a line of plain text."""
    place = sheet.figure_in(block)
    if place is None:
        return
    cursor = sheet.cursor(place[0] + 1)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    runs = runs_of((Text(text),), sheet.keys) if text else []
    sheet.composer.insert_runs(cursor, (TextRun(LINE), *runs))


def _plain(rows: list[Row]) -> str:
    """The characters of leaves as Qt gives those of a selection; nothing like them where there is a table."""
    lines = ("".join(run.text for run in row.runs) if isinstance(row, Leaf) else "\0" for row in rows)
    return "\u2029".join(lines)


def _in_words(row: Row) -> Row:
    """A row whose small pictures, which lead nowhere, are what they show."""
    if not isinstance(row, Leaf):
        return replace(row, rows=tuple(tuple(_leaf_in_words(cell) for cell in cells) for cells in row.rows))
    return _leaf_in_words(row)


def _leaf_in_words(leaf: Leaf) -> Leaf:
    if all(run.thing is not Thing.INLINE_IMAGE for run in leaf.runs):
        return leaf
    runs = (TextRun(run.alt, run.form) if run.thing is Thing.INLINE_IMAGE else run for run in leaf.runs)
    return replace(leaf, runs=tuple(run for run in runs if run.text))


def _is_figure(row: Row) -> bool:
    return isinstance(row, Leaf) and row.form.kind is Kind.FIGURE


def _goes_on(old: TextRun, new: TextRun) -> bool:
    return old.thing is None is new.thing and old.form == new.form and new.text.startswith(old.text)
