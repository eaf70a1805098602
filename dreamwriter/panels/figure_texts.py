"""Caption and alternative text of the figure that is selected: shown, edited, and drafted by the model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import DreamWriterError
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.details import Details
from dreamwriter.panels.figure_takes import FigureTake
from dreamwriter.panels.recipe_words import recipe_rows
from dreamwriter.session.describe_run import DescribeRun


class FigureTexts(QObject):
    """Keeps the fields and the page of one mind.

    Args:
        details: the fields.
        manuscript: the open text.
        worker: the engine.
        new_seed: a seed for other words.

    Signals:
        began(DescribeRun): the model looks at the picture.
        failed(DreamWriterError): it could not say what it shows.
        did(str): something was done that undo takes back, in a few words.
        done(str): something else is worth saying.
    """

    began = Signal(object)
    failed = Signal(object)
    did = Signal(str)
    done = Signal(str)

    def __init__(
        self,
        details: Details,
        manuscript: Manuscript,
        worker: EngineWorker,
        new_seed: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._details = details
        self._manuscript = manuscript
        self._worker = worker
        self._new_seed = new_seed
        self._figure_id = ""
        self._run: DescribeRun | None = None
        details.caption_edited.connect(lambda text: self._manuscript.set_caption(self._figure_id, text))
        details.alt_edited.connect(lambda text: self._manuscript.set_alt(self._figure_id, text))
        details.draft_wanted.connect(self.draft)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Another text is open; a draft for the old one is not wanted any more."""
        if self._run is not None:
            self._run.abandon()
        self._manuscript, self._figure_id = manuscript, ""

    def show(self, figure_id: str, looked: FigureTake | None) -> None:
        """Show the words of a figure of the page.

        Args:
            looked: the take whose recipe is shown; None for one that arrives.
        """
        self._figure_id = figure_id
        entry = self._manuscript.figure(figure_id)
        if entry is None:
            return
        shown = entry.record.history.shown if entry.record.history is not None else None
        drafted = shown is not None and shown.alt_drafted
        self._details.set_texts(self._manuscript.caption(figure_id), entry.record.alt, drafted)
        self._details.set_drafting(self._run is not None, entry.asset is not None)
        if looked is not None:
            self._details.set_recipe(recipe_rows(looked.take, looked.asset))

    def draft(self) -> None:
        """Let the model say what the picture on the page shows; nothing while it does so already."""
        self._details.commit()
        entry = self._manuscript.figure(self._figure_id)
        if entry is None or entry.asset is None or self._run is not None:
            return
        figure_id, before = self._figure_id, entry.record.alt
        drafted = entry.record.history is not None and bool(
            entry.record.history.shown is not None and entry.record.history.shown.alt_drafted
        )
        run = self._run = DescribeRun(
            self._worker,
            entry.asset.data,
            self._manuscript.caption(figure_id),
            before if drafted else "",
            self._new_seed(),
            self,
        )
        run.finished.connect(lambda kept, _why: self._take(figure_id, before, run.alt if kept else ""))
        run.failed.connect(self._fail)
        self._details.set_drafting(True, True)
        run.start()
        self.began.emit(run)

    def _take(self, figure_id: str, before: str, alt: str) -> None:
        self._end()
        entry = self._manuscript.figure(figure_id)
        if not alt or entry is None or entry.record.alt != before:  # words that somebody wrote meanwhile stay
            return
        if alt == before:
            self.done.emit("The model says the same again")
            return
        self._manuscript.set_alt(figure_id, alt, drafted=True)
        self.did.emit("Alt text drafted")

    def _fail(self, error: DreamWriterError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._run = None
        self._details.set_drafting(False, True)
