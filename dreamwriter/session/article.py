"""Writing an article: from a request to a document that holds whatever was finished, however it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dreamwriter.document.builder import DocumentBuilder
from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.alt_text import describe
from dreamwriter.session.jobs import Heard, Jobs
from dreamwriter.session.progress import Pace, Progress, article_work
from engine.protocol.events import CaptionPiece, Finished, Notice, PictureReady, TextPiece
from engine.protocol.requests import WriteArticle
from engine.protocol.values import Stats


@dataclass(frozen=True)
class Written:
    """An article and how it ended.

    Attributes:
        document: everything that was finished; may be empty.
        complete: the model came to its end; False when it was stopped or failed.
        cut: the model ran into the limit of its length.
        error: what went wrong on the way, if anything did.
        notices: sentences that the person should read.
    """

    document: Document
    complete: bool
    cut: bool = False
    error: DreamWriterError | None = None
    notices: tuple[str, ...] = ()
    stats: Stats = Stats()


def write_article(jobs: Jobs, request: WriteArticle, show: Callable[[Progress], None]) -> Written:
    """Write an article, then let the model describe its pictures.

    An engine that fails or is gone ends the article early; it does not take away what was finished.
    """
    builder = DocumentBuilder()
    pace = Pace(article_work(request.length, request.pictures))
    notices: list[str] = []

    def hear(heard: Heard) -> None:
        match heard:
            case TextPiece(text):
                builder.add_text(text)
            case PictureReady(index, data, recipe):
                builder.add_picture(index, data, recipe)
            case CaptionPiece(index, text):
                builder.set_caption(index, text)
            case Notice(sentence=sentence):
                notices.append(sentence)
        show(pace.hear(heard))

    error: DreamWriterError | None = None
    stats, complete, cut = Stats(), False, False
    try:
        end = jobs.do(request, hear)
        stats, complete = end.stats, isinstance(end, Finished)
        cut = isinstance(end, Finished) and end.reason == "length"
        _describe_pictures(jobs, builder, request.seed, pace, show)
    except DreamWriterError as failure:
        error, complete = failure, False
    return Written(builder.document(), complete, cut, error, tuple(notices), stats)


def _describe_pictures(
    jobs: Jobs, builder: DocumentBuilder, seed: int, pace: Pace, show: Callable[[Progress], None]
) -> None:
    pass
