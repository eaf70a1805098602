"""Writing an article: from a request to a document that holds whatever was finished, however it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dreamwriter.document.builder import DocumentBuilder
from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError, NothingWritten
from dreamwriter.session.alt_text import describe, fitting_alt
from dreamwriter.session.jobs import Heard, Jobs
from dreamwriter.session.progress import Pace, Progress, article_work
from engine.protocol.events import Cancelled, CaptionPiece, Finished, Notice, PictureReady, TextPiece
from engine.protocol.requests import WriteArticle
from engine.protocol.values import Stats

Show = Callable[[Progress], None]


@dataclass(frozen=True)
class Written:
    """An article and how it ended.

    Attributes:
        document: everything that was finished; may be empty.
        complete: the model came to its end; False when it was stopped or failed.
        cut: the model ran into the limit of its length.
        notices: sentences that the person should read.
        stats: of the writing, without the descriptions of the pictures.
        error: what went wrong on the way, if anything did.
    """

    document: Document
    complete: bool
    cut: bool
    notices: tuple[str, ...]
    stats: Stats
    error: DreamWriterError | None = None


def write_article(jobs: Jobs, request: WriteArticle, show: Show) -> Written:
    """Write an article, then let the model describe its pictures.

    An engine that fails or is gone ends the article early; it does not take away what was finished.
    """
    article = _Article(request, show)
    end: Finished | Cancelled = Cancelled(Stats())
    error: DreamWriterError | None = None
    try:
        end = jobs.do(request, article.hear)
    except DreamWriterError as failure:
        error = failure
    if isinstance(end, Finished):
        article.describe_pictures(jobs)
    document = article.builder.document()
    if isinstance(end, Finished) and not document.blocks:
        error = NothingWritten("The model wrote nothing about this.", "Say it in other words, or take another seed.")
    return Written(
        document,
        isinstance(end, Finished),
        isinstance(end, Finished) and end.reason == "length",
        tuple(article.notices),
        end.stats,
        error,
    )


class _Article:
    """An article in the making."""

    def __init__(self, request: WriteArticle, show: Show) -> None:
        self.builder = DocumentBuilder(created=datetime.now().astimezone().isoformat(timespec="seconds"))
        self.notices: list[str] = []
        self._seed = request.seed
        self._show = show
        self._pace = Pace(article_work(request.length, request.pictures))
        self._pictures: dict[int, bytes] = {}
        self._captions: dict[int, str] = {}

    def hear(self, heard: Heard) -> None:
        """Take in what comes from the engine while it writes."""
        match heard:
            case TextPiece(text):
                self.builder.add_text(text)
            case PictureReady(index, data, recipe):
                self.builder.add_picture(index, data, recipe)
                self._pictures[index] = data
                self._set_plain_alt(index)
            case CaptionPiece(index, text):
                self.builder.set_caption(index, text)
                self._captions[index] = text
                if index in self._pictures:
                    self._set_plain_alt(index)
            case Notice(sentence=sentence):
                self.notices.append(sentence)
        self._show(self._pace.hear(heard))

    def describe_pictures(self, jobs: Jobs) -> None:
        """Put the model's own descriptions in the place of the plain sentences."""
        for index, data in self._pictures.items():
            self._show(self._pace.describing(index + 1))
            try:
                alt = describe(jobs, data, self._captions.get(index, ""), self._seed)
            except DreamWriterError as error:
                self.notices.append(f"The pictures could not all be described. {error.sentence}")
                return
            self.builder.set_alt(index, alt)

    def _set_plain_alt(self, index: int) -> None:
        # So that a picture has words even if the engine does not live to describe it.
        self.builder.set_alt(index, fitting_alt("", self._captions.get(index, "")))
