"""Painting: pictures for a text, and new pictures from old ones; each is handed over as soon as it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dreamwriter.session.jobs import Heard, Jobs
from dreamwriter.session.progress import Pace, Progress, Work
from engine.protocol.events import CaptionPiece, Finished, Notice, PictureReady
from engine.protocol.requests import Compose, EditPicture, Illustrate, SameSubject, Vary
from engine.protocol.values import PicturePart, Recipe, Stats

PaintRequest = Illustrate | EditPicture | SameSubject | Compose | Vary
_CAPTION_CHARACTERS = 60


@dataclass(frozen=True)
class Painted:
    """One finished picture.

    Attributes:
        index: which one of the job, from 0.
        data: an encoded PNG.
        caption: what the model says that it shows; "" where it says nothing.
    """

    index: int
    data: bytes
    recipe: Recipe
    caption: str


@dataclass(frozen=True)
class Painting:
    """How a painting job ended; `complete` is False when it was stopped."""

    complete: bool
    stats: Stats
    notices: tuple[str, ...] = ()


def paint(
    jobs: Jobs, request: PaintRequest, show: Callable[[Progress], None], keep: Callable[[Painted], None]
) -> Painting:
    """Paint what is asked for.

    Args:
        keep: takes each picture at the moment it is finished, so that none is lost by what follows.

    Raises:
        EngineGone: the engine ended, hung or broke the protocol.
        EngineFailed: the engine could not do it.
    """
    characters = 0 if isinstance(request, Illustrate) else _CAPTION_CHARACTERS
    pace = Pace(Work(characters, request.count))
    captions: dict[int, str] = {}
    notices: list[str] = []

    def hear(heard: Heard) -> None:
        match heard:
            case CaptionPiece(index, text):
                captions[index] = text
            case PictureReady(index, data, recipe):
                # Several takes share one condition, and so the caption of the first.
                keep(Painted(index, data, recipe, captions.get(index, captions.get(0, ""))))
            case Notice(sentence=sentence):
                notices.append(sentence)
        show(pace.hear(heard))

    end = jobs.do(request, hear)
    return Painting(isinstance(end, Finished), end.stats, tuple(notices))


def edit_request(
    picture: PicturePart, wish: str, seed: int, reference: PicturePart | None = None, strength: float | None = None
) -> PaintRequest:
    """The request that an edit by words means.

    With a strength the picture itself is repainted. With a reference both are composed; a reference that is the
    picture itself asks for its subject, painted anew. Otherwise it is an edit in context.
    """
    if strength is not None:
        return Vary(picture, strength, wish, seed=seed)
    if reference is None:
        return EditPicture(picture, wish, seed=seed)
    if reference.data == picture.data:
        return SameSubject((picture,), wish, seed=seed)
    return Compose(picture, reference, wish, seed=seed)
