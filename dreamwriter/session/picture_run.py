"""New pictures from old ones: candidates that stand beside the original until a person applies one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from dreamwriter.document.takes import Take, TakeSource
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.describing_run import DescribingRun
from dreamwriter.session.pictures import PaintRequest
from dreamwriter.session.progress import Work
from dreamwriter.session.run import Candidate, Why
from engine.protocol.requests import Compose, EditPicture, Illustrate, SameSubject, Vary
from engine.protocol.values import PaintSettings

_CAPTION_CHARACTERS = 60


class PictureRun(DescribingRun):
    """Paints one or more pictures; nothing is put into the page.

    Attributes:
        candidates: what is finished so far, in order.

    Signals:
        described(Candidate): the model has said what a finished picture shows; its take knows it now.
    """

    described = Signal(object)

    def __init__(
        self,
        worker: EngineWorker,
        request: PaintRequest,
        source: TakeSource = "generated",
        parent: QObject | None = None,
    ) -> None:
        """Nothing is asked of the engine yet.

        Args:
            request: `EditPicture` changes a picture, `SameSubject` shows its subject elsewhere, `Compose` combines
                two, `Vary` repaints one, `Illustrate` paints words (`more_takes`).
            source: "edited" when one of the pictures that the model reads is a human's.
        """
        characters = 0 if isinstance(request, Illustrate) else _CAPTION_CHARACTERS
        work = Work(characters, request.count, described=True)
        super().__init__(worker, request, work, request.seed, source, parent)
        self.candidates: list[Candidate] = []

    def _take_picture(self, candidate: Candidate) -> None:
        super()._take_picture(candidate)
        self.candidates.append(candidate)

    def _take_alt(self, index: int, alt: str) -> None:
        for place, candidate in enumerate(self.candidates):
            if candidate.index == index:
                self.candidates[place] = replace(candidate, take=replace(candidate.take, alt=alt))
                self.described.emit(self.candidates[place])

    def _shares_caption(self) -> bool:
        return True

    def _close(self, why: Why | None) -> bool | DreamWriterError:
        return bool(self.candidates)


def more_takes(take: Take, count: int, seed: int) -> Illustrate:
    """The request for other pictures of what a take shows, painted in the same way."""
    recipe = take.recipe
    if recipe is None:
        return Illustrate(take.caption or take.alt, count, seed)
    paint = PaintSettings(
        recipe.steps,
        recipe.guidance,
        recipe.guidance_rescale,
        recipe.negative,
        recipe.scheduler,
        recipe.width,
        recipe.height,
    )
    return Illustrate(take.caption or recipe.conditioned_on or take.alt, count, seed, paint)


def what_is_read(request: PaintRequest) -> str:
    """What the model reads for a request, in one sentence for the person who asks."""
    match request:
        case EditPicture(picture):
            return (
                "The model reads the picture, its caption and your wish."
                if picture.caption
                else ("The model reads the picture and your wish.")
            )
        case SameSubject(references):
            many = f"{len(references)} pictures" if len(references) > 1 else "the picture"
            return f"The model reads {many} and your wish, and paints the subject anew."
        case Compose():
            return "The model reads both pictures, their captions and your wish."
        case Vary(words=words):
            read = "the picture and your words" if words.strip() else "the picture"
            return f"The model reads {read}, and repaints it from a blurred copy."
        case Illustrate():
            return "The model reads the words only, and paints with other seeds."
