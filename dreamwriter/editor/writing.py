"""The model at work on the page: where a run begins, what it is asked, and how it is stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTextCursor

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import Blocks, Figure
from dreamwriter.document.document import Document
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.takes import Take
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.brought import Clip, read_clip
from dreamwriter.manuscript.clipboard import blocks_before, selected_blocks
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.properties import Kind
from dreamwriter.manuscript.run import Run as PageText
from dreamwriter.manuscript.selection import select
from dreamwriter.session.parts import parts_of
from dreamwriter.session.run import Preview, Run
from dreamwriter.session.writing import RewriteRun, WriteRequest, WriteRun
from engine.protocol.requests import Continue, Illustrate, Rewrite, WriteArticle
from engine.protocol.values import Length, Part, PictureCount

Mode = Literal["write", "continue", "illustrate", "rewrite"]


@dataclass(frozen=True)
class Wish:
    """What a person wants the model to do.

    Attributes:
        words: what to write about, how to go on, or how the selection should be.
        pictures: how many; for "illustrate" at least one is painted.
    """

    mode: Mode
    words: str = ""
    pictures: PictureCount = "auto"
    length: Length = "medium"
    seed: int = 0


class Writing(QObject):
    """One run on the page at a time.

    Attributes:
        started: emitted with the `Run` that begins.
        ended: emitted when it is over, whatever became of it.
        proposed: emitted with other words for the selection, as Markdown so far.
        proposal_ready: emitted when they are complete, with what should be known about them, and whether they are
            the passage's own; `accept` or `reject` them, or try `again`.
    """

    started = Signal(object)
    ended = Signal()
    proposed = Signal(str)
    proposal_ready = Signal(str, bool)

    def __init__(self, worker: EngineWorker, manuscript: Manuscript, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._manuscript = manuscript
        self._run: Run | None = None
        self._place: _Place | None = None
        self._passage: QTextCursor | None = None
        self._proposal = ""
        self._wish = Wish("rewrite")

    @property
    def running(self) -> bool:
        """Whether the model works on the page."""
        return self._run is not None

    @property
    def position(self) -> int:
        """Where in the text the last run wrote its newest words; 0 before the first one."""
        return 0 if self._place is None else self._place.position

    @property
    def passage(self) -> tuple[int, int] | None:
        """First and last position of what is being said in other words."""
        return None if self._passage is None else (self._passage.selectionStart(), self._passage.selectionEnd())

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Work on another manuscript; a run on the old one, which must still be there, ends."""
        self.abandon()
        self.reject()
        self._place = None
        self._manuscript = manuscript

    def begin(self, wish: Wish, cursor: QTextCursor) -> Run | None:
        """Let the model begin at a cursor. None when it is at work already, or there is nothing to work on."""
        if self._run is not None:
            return None
        self.reject()
        run = self._rewrite(wish, cursor) if wish.mode == "rewrite" else self._write(wish, cursor)
        if run is None:
            return None
        self._run = run
        run.finished.connect(lambda _kept, _why: self._end(run))
        run.failed.connect(lambda _error: self._end(run))
        self.started.emit(run)
        run.start()
        return run

    def stop(self) -> None:
        """Stop within a second; what is written stays."""
        if self._run is not None:
            self._run.stop()

    def again(self, words: str | None = None) -> Run | None:
        """Propose other words for the same passage; how they should be, or None for as before."""
        if self._passage is None or self._run is not None:
            return None
        wish = self._wish if words is None else replace(self._wish, words=words)
        return self.begin(replace(wish, seed=self._wish.seed + 1), self._passage)

    def abandon(self) -> None:
        """Stop at once, before the engine has; what is written stays, and nothing more comes."""
        if self._run is not None:
            self._run.abandon()

    def accept(self) -> None:
        """Put the proposal in the place of the passage: one step of undo."""
        passage, words = self._passage, self._proposal
        self._passage, self._proposal = None, ""
        if passage is not None and words:
            self._manuscript.intake.take_in(passage, read_clip(Clip(words, words)))

    def reject(self) -> None:
        """Forget the proposal."""
        self._passage, self._proposal = None, ""

    def _write(self, wish: Wish, cursor: QTextCursor) -> Run | None:
        request = self._request(wish, cursor)
        if request is None:
            return None
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionEnd())
        if wish.mode == "illustrate":
            place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        joined = wish.mode == "continue" and not place.atBlockStart()
        page = self._place = _Place(self._manuscript, place, joined)
        run = WriteRun(self._worker, request, page, self)
        if isinstance(request, Continue):
            before = self._before(cursor.selectionEnd())
            run.ask_whole(lambda: replace(request, parts=before.parts))
        run.preview.connect(page.show_preview)
        return run

    def _request(self, wish: Wish, cursor: QTextCursor) -> WriteRequest | None:
        if wish.mode == "write":
            return WriteArticle(wish.words, wish.pictures, wish.length, wish.seed) if wish.words else None
        if wish.mode == "continue":
            request = Continue((), wish.words, wish.pictures, wish.length, wish.seed)
            return request if self._before(cursor.selectionEnd()).blocks else None
        text = wish.words or self._paragraph(cursor)
        count = wish.pictures if isinstance(wish.pictures, int) and wish.pictures > 0 else 1
        return Illustrate(text, count, wish.seed) if text else None

    def _before(self, position: int) -> _Before:
        """What the model reads of the text before a position."""
        sheet = self._manuscript.sheet
        blocks = blocks_before(sheet, self._manuscript.index, position)
        return _Before(self._manuscript.snapshot(), blocks, in_line=not sheet.cursor(position).atBlockStart())

    def _paragraph(self, cursor: QTextCursor) -> str:
        """The words that are to be illustrated: the selection, or the paragraph of the cursor."""
        sheet = self._manuscript.sheet
        block = cursor.block()
        while block.isValid() and (sheet.form(block).kind is Kind.FIGURE or not block.text().strip()):
            block = block.previous()
        if not block.isValid():
            return ""
        end = block.position() + block.length() - 1
        whole = cursor if cursor.hasSelection() else select(sheet, block.position(), end)
        blocks = tuple(each for each in selected_blocks(sheet.gallery, whole) if not isinstance(each, Figure))
        return write_markdown(blocks, ()).strip()

    def _rewrite(self, wish: Wish, cursor: QTextCursor) -> Run | None:
        if not cursor.hasSelection():
            return None
        passage = write_markdown(selected_blocks(self._manuscript.sheet.gallery, cursor), ()).strip()
        if not passage:
            return None
        self._passage, self._wish = QTextCursor(cursor), wish
        before = self._before(cursor.selectionStart())
        request = Rewrite(passage, (), wish.words, wish.seed)
        run = RewriteRun(self._worker, request, self)
        run.ask_whole(lambda: replace(request, before=before.parts))

        def grow(_piece: str) -> None:
            self._proposal = run.proposal
            self.proposed.emit(run.proposal)

        def ready(kept: bool, _why: str) -> None:
            self._proposal = run.proposal
            if kept:
                self.proposal_ready.emit(run.note, run.same)
            else:
                self.reject()

        run.text.connect(grow)
        run.finished.connect(ready)
        run.failed.connect(lambda _error: self.reject())
        return run

    def _end(self, run: Run) -> None:
        if self._run is run:
            self._run = None
            self.ended.emit()


@dataclass(frozen=True)
class _Before:
    """The text before a place, as it was when the model was asked to go on there."""

    document: Document
    blocks: Blocks
    in_line: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """As the model reads it. Takes its time with a long text: not for the window's thread."""
        return parts_of(self.document, self.blocks, self.in_line)


class _Place:
    """A place in the page where a run grows. Shows with each preview how long the picture will take."""

    def __init__(self, manuscript: Manuscript, cursor: QTextCursor, joined: bool) -> None:
        self._manuscript = manuscript
        self._cursor = cursor
        self._joined = joined
        self._text: PageText | None = None

    def begin_run(self) -> _Place:
        self._text = self._manuscript.begin_run(self._cursor, self._joined)
        return self

    @property
    def position(self) -> int:
        """Where the newest words are."""
        return self._cursor.position() if self._text is None else self._text.position

    @property
    def _page(self) -> PageText:
        assert self._text is not None, "the run was begun"
        return self._text

    def add_text(self, piece: str) -> None:
        self._page.add_text(piece)

    def start_picture(self, index: int, width: int, height: int) -> None:
        self._page.start_picture(index, width, height)

    def preview(self, index: int, image: QImage | None, step: int, of: int) -> None:
        """Shown by `show_preview`, which knows the time left as well."""

    def show_preview(self, preview: Preview) -> None:
        words = "" if preview.seconds_left is None else about(preview.seconds_left)
        self._page.preview(preview.index, preview.image, preview.step, preview.steps, words)

    def finish_picture(self, index: int, asset: Asset, take: Take) -> None:
        self._page.finish_picture(index, asset, take)

    def set_caption(self, index: int, text: str) -> None:
        self._page.set_caption(index, text)

    def set_alt(self, index: int, alt: str) -> None:
        self._page.set_alt(index, alt)

    def end(self, kept: bool) -> None:
        self._page.end(kept)


def about(seconds: float) -> str:
    """About how long, in words: "about 4 s", "about 2 min"."""
    return f"about {max(round(seconds), 1)} s" if seconds < 90 else f"about {round(seconds / 60)} min"
