"""The open text: owns the QTextDocument, the pictures, the takes and the undo stack of one open document."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QTextBlock, QTextCursor, QTextDocument

from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.dresser import Dresser
from dreamwriter.manuscript.formats import INDENT_UNIT
from dreamwriter.manuscript.gallery import FigureEntry, FigureRecord, Gallery
from dreamwriter.manuscript.grounds import Grounds
from dreamwriter.manuscript.histories import Histories
from dreamwriter.manuscript.index import Change, Index, OutlineEntry
from dreamwriter.manuscript.intake import Intake
from dreamwriter.manuscript.keyboard import Keyboard
from dreamwriter.manuscript.page_style import PageStyle, page_device
from dreamwriter.manuscript.painting import ObjectPainter
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.manuscript.properties import Thing
from dreamwriter.manuscript.redrawing import Redrawing
from dreamwriter.manuscript.run import Run, RunPorts, write_caption
from dreamwriter.manuscript.sheet import Sheet

_READ_AT_ONCE, _READ_EVERY = 20, 30  # blocks, milliseconds
_Mode = Literal["edit", "undo", "redo"]


class Manuscript(QObject):
    """One open document. While it is open, `text` is the truth; `snapshot` is what leaves.

    Everything runs in the window's thread and takes a moment at most. Pictures are decoded elsewhere: see `cache`.

    Attributes:
        text: the page, to be shown by an editor.
        sheet: for the editing operations of this room.
        keyboard: what keys do.
        intake: where pasted and dropped things come in.
        cache: asks for the pictures that are shown.
        index: what is known about each block.
    """

    changed = Signal()
    """The text or a figure changed."""
    words_changed = Signal(int)
    outline_changed = Signal()
    figures_changed = Signal()
    """A figure came, went, or is another one now."""
    undo_changed = Signal(bool, bool)
    """Whether there is something to undo, and to redo."""
    run_changed = Signal(bool)
    """A run began (True) or ended."""

    def __init__(
        self, document: Document, style: PageStyle, cache: PictureCache, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.cache = cache
        self.text = QTextDocument(self)
        self.metadata = document.metadata
        self._extras = document.extras
        self._histories = Histories(document.histories)
        self._mode: _Mode = "edit"
        self._run: Run | None = None
        gallery = Gallery()
        gallery.add_document(document)
        self.sheet = Sheet(self.text, gallery, style)
        self.keyboard = Keyboard(self.sheet)
        self.intake = Intake(self.sheet, self.keyboard, lambda known: self._place_of(known) is not None, self)
        self._painter = ObjectPainter(gallery, cache, style, self)
        self._grounds = Grounds(self.text, style)
        self._prepare(style)
        self.index = Index(self.text, gallery)
        self._redrawing = Redrawing(self.text, self._painter, self.index)
        self._headers = QTimer(self, singleShot=True, interval=0)
        # What a block is must be known before it is dressed, and the page dressed before it is laid out.
        self.text.contentsChange.connect(self._on_contents_change)
        self._dresser = Dresser(self.text, style)
        self._headers.timeout.connect(self._dresser.dress_headers)
        self._fill(document)
        self.text.undoAvailable.connect(self._tell_undo)
        self.text.redoAvailable.connect(self._tell_undo)
        cache.arrived.connect(self._redrawing.picture_arrived)
        self._reading = QTimer(self)  # so that the first snapshot of a long page takes no time either
        self._reading.timeout.connect(self._read_ahead)
        self._reading.start(_READ_EVERY)

    @property
    def words(self) -> int:
        """How many words a reader sees."""
        return self.index.words

    @property
    def title(self) -> str:
        """The document's own title, else its first heading."""
        first = next(self.index.headings(), None)
        return self.metadata.title or (first.title if first is not None else "")

    @property
    def read_through(self) -> bool:
        """Whether all of a page that was just opened is known by now, so that a snapshot takes no time."""
        return not self._reading.isActive()

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The headings, in order."""
        return tuple(self.index.headings())

    def figures(self) -> tuple[FigureEntry, ...]:
        """The figures in reading order, those still to come included."""
        return tuple(self._entry(*place) for place in self.index.figures())

    def figure(self, figure_id: str) -> FigureEntry | None:
        """The figure with an id, if the page has it."""
        place = self._place_of(figure_id)
        return None if place is None else self._entry(*place)

    def figure_at(self, position: int) -> FigureEntry | None:
        """The figure whose picture or caption is at a position."""
        block = self.text.findBlock(position)
        found = self.sheet.figure_in(block) if block.isValid() else None
        return None if found is None else self._entry(block.blockNumber(), found[1])

    def caption(self, figure_id: str) -> str:
        """The words below a picture, as plain text."""
        block = self._block_of(figure_id)
        if block is None:
            return ""
        return " ".join(block.text().partition("\u2028")[2].replace("\u2028", " ").split())

    def snapshot(self) -> Document:
        """The document as it is now, for files, exports and prompts. Cheap: what did not change is not read again."""
        blocks = self.index.blocks()
        gallery = self.sheet.gallery
        histories = self._histories.all(gallery.record(number) for _, number in self.index.figures())
        assets = gallery.shown(self.index.targets())
        pictures = {asset.sha256: asset for asset in assets.values()} | gallery.taken(histories)
        return Document(blocks, assets, pictures, histories, self.metadata, self._extras)

    def set_metadata(self, metadata: Metadata) -> None:
        """Other title, author or language. No step of undo."""
        self.metadata = metadata
        self.changed.emit()

    def set_saved(self, document: Document) -> None:
        """What was saved is from now on what other programs know; nothing else changes."""
        self._extras = document.extras

    def undo(self) -> None:
        """Take back the last step; nothing while a run goes on."""
        self._move("undo")

    def redo(self) -> None:
        """Do again what was taken back last; nothing while a run goes on."""
        self._move("redo")

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._run is None and self.text.isUndoAvailable()

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._run is None and self.text.isRedoAvailable()

    def set_alt(self, figure_id: str, alt: str, drafted: bool = False) -> None:
        """Another alternative text: one step of undo. The shown take keeps it as well.

        Args:
            drafted: by the model, and not read over yet.
        """
        entry = self.figure(figure_id)
        if entry is not None:
            self._change(figure_id, entry.record.with_alt(alt, drafted, entry.asset))

    def set_caption(self, figure_id: str, text: str) -> None:
        """Other words below a picture, plain text: one step of undo."""
        block = self._block_of(figure_id)
        if block is not None and self.caption(figure_id) != text:
            with self.sheet.step():
                write_caption(self.sheet, block, text)

    def add_takes(self, figure_id: str, takes: tuple[tuple[Take, Asset], ...]) -> None:
        """Takes that arrived for a figure. No step of undo: they leave only when somebody removes them."""
        for take, asset in takes:
            self.sheet.gallery.add_asset(asset)
            self._histories.add(figure_id, take)
        self.figures_changed.emit()
        self.changed.emit()

    def apply_take(self, figure_id: str, index: int) -> None:
        """Show another take with its caption and alternative text: one step of undo.

        Raises:
            IndexError: there is no such take.
        """
        entry, block = self.figure(figure_id), self._block_of(figure_id)
        if entry is None or block is None:
            return
        history = (entry.record.history or FigureHistory()).with_applied(index)
        take = history.takes[index]
        target = self.sheet.gallery.pictures[take.asset].target
        self.sheet.gallery.add_asset(self.sheet.gallery.pictures[take.asset])
        with self.sheet.step():
            alt = take.alt or entry.record.alt
            self.sheet.set_record(block, replace(entry.record, target=target, alt=alt, history=history))
            if take.caption and take.caption != self.caption(figure_id):
                write_caption(self.sheet, block, take.caption)

    def star_take(self, figure_id: str, index: int, starred: bool) -> None:
        """Mark a take to find it again: one step of undo."""
        entry = self.figure(figure_id)
        if entry is not None:
            self._change(figure_id, entry.record.with_star(index, starred))

    def remove_take(self, figure_id: str, index: int) -> None:
        """Remove a take that is not shown: one step of undo."""
        entry = self.figure(figure_id)
        if entry is not None:
            self._change(figure_id, entry.record.without_take(index))

    def replace_picture(self, figure_id: str, asset: Asset, take: Take | None = None) -> None:
        """Show another picture: one step of undo. The takes that were there stay."""
        entry = self.figure(figure_id)
        if entry is not None:
            self.sheet.gallery.add_asset(asset)
            self._change(figure_id, entry.record.showing(asset, take))

    def delete_figure(self, figure_id: str) -> None:
        """Take a figure and its caption out of the page: one step of undo. Its takes stay in the document."""
        block = self._block_of(figure_id)
        if block is not None:
            with self.sheet.step():
                self.sheet.remove_block(block)

    def paint_grounds(self, painter: QPainter, clip: QRectF) -> None:
        """Draw what lies under the text (bars of quotes, grounds of code, labels of footnotes), before the editor
        draws the text; in the coordinates of the page.
        """
        self._grounds.paint(painter, clip)

    def begin_run(self, cursor: QTextCursor | None = None, joined: bool = False) -> Run:
        """The model begins to write.

        Args:
            cursor: where; the end of the page if None.
            joined: go on in the line of the cursor, if it stands in a paragraph that is not empty.
        """
        self._forget_new()
        if cursor is None:
            cursor = QTextCursor(self.text)
            cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._run is not None:
            self._run.end()
        self._run = Run(
            self.sheet, cursor, RunPorts(self._redrawing.show_preview, self._block_of, self._end_run), joined
        )
        self.run_changed.emit(True)
        self._tell_undo()
        return self._run

    @property
    def running(self) -> bool:
        """Whether the model writes."""
        return self._run is not None

    def set_style(self, style: PageStyle) -> None:
        """Another theme or text scale. No change to the text."""
        self._painter.style = self._grounds.style = style
        self._painter.measure = float(style.px(style.measure))
        self._prepare(style)
        self._dresser.set_style(style)

    def set_measure(self, pixels: float) -> None:
        """How wide a line of the page is; figures follow."""
        if abs(self._painter.measure - pixels) >= 1:
            self._painter.measure = pixels
            self.text.markContentsDirty(0, self.text.characterCount())

    def _prepare(self, style: PageStyle) -> None:
        font = QFont([style.serif, "serif"])
        font.setPixelSize(style.px(style.text))
        self.text.setIndentWidth(INDENT_UNIT)
        self._device = page_device(style.scale)
        self.text.documentLayout().setPaintDevice(self._device)
        self.text.setDefaultFont(font)

    def _fill(self, document: Document) -> None:
        for thing in Thing:
            self.text.documentLayout().registerHandler(thing, self._painter)
        self.text.setUndoRedoEnabled(False)
        self.sheet.load(document)
        self.text.setUndoRedoEnabled(True)
        self.text.setModified(False)

    def _move(self, mode: _Mode) -> None:
        if self._run is None:
            self._mode = mode
            try:
                self.text.undo() if mode == "undo" else self.text.redo()
            finally:
                self._mode = "edit"

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        words = self.index.words
        change = self.index.update(position, added)
        self._keep_gone(change)
        if self._run is None:
            for number in range(change.first, change.last + 1):
                self.text.findBlockByNumber(number).setUserState(-1)
        if words != self.index.words:
            self.words_changed.emit(self.index.words)
        if change.outline:
            self.outline_changed.emit()
        if change.tables:
            self._headers.start()
        if change.gone != change.come:
            self.figures_changed.emit()
        self.changed.emit()

    def _keep_gone(self, change: Change) -> None:
        """Know the figures that a person took out of the page, for their takes; undo is no taking out."""
        record = self.sheet.gallery.record
        come = {record(number).figure_id for number in change.come}
        for number in change.gone:
            old = record(number)
            if old.figure_id not in come and self._place_of(old.figure_id) is None:
                self._histories.figure_gone(old, undone=self._mode == "undo")
        for figure_id in come:
            self._histories.figure_came(figure_id)

    def _entry(self, block: int, number: int) -> FigureEntry:
        record = self.sheet.gallery.record(number)
        found = self.sheet.figure_in(self.text.findBlockByNumber(block))
        position = found[0] if found is not None else self.text.findBlockByNumber(block).position()
        return FigureEntry(self._histories.with_arrived(record), position, self.sheet.gallery.asset_of(record))

    def _place_of(self, figure_id: str) -> tuple[int, int] | None:
        record = self.sheet.gallery.record
        return next((place for place in self.index.figures() if record(place[1]).figure_id == figure_id), None)

    def _block_of(self, figure_id: str) -> QTextBlock | None:
        place = self._place_of(figure_id)
        return None if place is None else self.text.findBlockByNumber(place[0])

    def _change(self, figure_id: str, record: FigureRecord) -> None:
        block = self._block_of(figure_id)
        if block is not None:
            with self.sheet.step():
                self.sheet.set_record(block, record)

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is not None and run.wrote and not run.kept:
            self._move("undo")
        self.run_changed.emit(False)
        self._tell_undo()

    def _forget_new(self) -> None:
        """The words of the last run are not new any more."""
        block = self.text.begin()
        while block.isValid():
            block.setUserState(-1)
            block = block.next()
        self.text.documentLayout().update.emit()

    def _read_ahead(self) -> None:
        if not self.index.read_some(_READ_AT_ONCE):
            self._reading.stop()

    def _tell_undo(self) -> None:
        self.undo_changed.emit(self.can_undo, self.can_redo)
