"""Writing into the page: articles, what follows the cursor, pictures for a paragraph; and other words as a proposal."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dreamwriter.engine_client.worker import Arrival, EngineWorker
from dreamwriter.errors import DreamWriterError, NothingWritten
from dreamwriter.session.alt_text import fitting_alt
from dreamwriter.session.describing_run import DescribingRun
from dreamwriter.session.page import Page, PageRun
from dreamwriter.session.progress import Work, article_work
from dreamwriter.session.run import Candidate, Preview, Run, Why
from engine.protocol.events import Notice
from engine.protocol.requests import Continue, Illustrate, Request, Rewrite, WriteArticle

WriteRequest = WriteArticle | Continue | Illustrate
WRITTEN_ANEW = "written-anew"
"""The code of the notice that a passage was not said in other words but written anew."""


class WriteRun(DescribingRun):
    """The model writes into the page. Stopped, failed or left without an engine, it keeps what is on the page."""

    def __init__(self, worker: EngineWorker, request: WriteRequest, page: Page, parent: QObject | None = None) -> None:
        """Nothing is asked of the engine, and the page is not touched, before `start`.

        Args:
            page: the text; the run grows where it says when the run is started.
        """
        if isinstance(request, Illustrate):
            work = Work(0, request.count, described=True)
        else:
            work = article_work(request.length, request.pictures)
        super().__init__(worker, request, work, request.seed, parent=parent)
        self._page = page
        self._run: PageRun | None = None
        self._written = ""

    def start(self) -> None:
        """Ask the engine; the place in the page is taken at this moment."""
        self._run = self._page.begin_run()
        super().start()

    @property
    def _on_page(self) -> PageRun:
        assert self._run is not None, "the run was started"
        return self._run

    def _take_text(self, piece: str) -> None:
        self._written += piece
        self._on_page.add_text(piece)

    def _take_start(self, index: int, width: int, height: int) -> None:
        self._on_page.start_picture(index, width, height)

    def _take_preview(self, preview: Preview) -> None:
        self._on_page.preview(preview.index, preview.image, preview.step, preview.steps)

    def _take_caption(self, index: int, caption: str) -> None:
        self._on_page.set_caption(index, caption)
        if index in self._painted:
            self._on_page.set_alt(index, fitting_alt("", caption))

    def _take_picture(self, candidate: Candidate) -> None:
        super()._take_picture(candidate)
        self._on_page.finish_picture(candidate.index, candidate.asset, candidate.take)

    def _take_alt(self, index: int, alt: str) -> None:
        self._on_page.set_alt(index, alt)

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        kept = bool(self._written.strip() or self._painted)
        self._on_page.end(kept)
        if not kept and why in ("done", "length"):
            return nothing_written(self.request)
        return kept


def nothing_written(request: Request) -> NothingWritten:
    """What to say when the model had not a word for a request."""
    if isinstance(request, Continue):
        return NothingWritten("The model has nothing to add here.", "Say in the field how the text should go on.")
    return NothingWritten("The model wrote nothing about this.", "Say it in other words, or take another seed.")


class RewriteRun(Run):
    """The model says a passage in other words. The page is not touched: `proposal` is for a person to take or leave.

    Attributes:
        note: what the person should know about the proposal; "" for nothing.
    """

    def __init__(self, worker: EngineWorker, request: Rewrite, parent: QObject | None = None) -> None:
        """Nothing is asked of the engine yet."""
        super().__init__(worker, request, Work(len(request.passage)), parent=parent)
        self.note = ""
        self._passage = request.passage
        self._pieces: list[str] = []

    @property
    def proposal(self) -> str:
        """The other words so far."""
        return "".join(self._pieces).strip()

    @property
    def same(self) -> bool:
        """Whether the other words are those of the passage."""
        return self.proposal.split() == self._passage.split()

    def _hear_part(self, arrival: Arrival) -> None:
        if isinstance(arrival.event, Notice) and arrival.event.code == WRITTEN_ANEW:
            self.note = arrival.event.sentence  # belongs to the proposal, not to the page
        else:
            super()._hear_part(arrival)

    def _take_text(self, piece: str) -> None:
        self._pieces.append(piece)

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        if not self.proposal and why in ("done", "length"):
            return NothingWritten("The model found no other words.", "Mark another passage, or say how it should be.")
        return bool(self.proposal)
