"""The dialogue: ask about the page or the selected picture; answers in words and pictures go into the page."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import DreamWriterError
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.examples import Examples
from dreamwriter.panels.inserting import insert_paragraphs, insert_take
from dreamwriter.panels.modes import Reference
from dreamwriter.panels.panel import Panel
from dreamwriter.panels.question_form import PAGE, PICTURE, QuestionForm
from dreamwriter.panels.said import Said
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.background import Background
from dreamwriter.session.dialogue import AskRun, Dialogue
from dreamwriter.session.parts import parts_of
from dreamwriter.session.picture_run import PictureRun, more_takes
from dreamwriter.session.progress import Progress
from dreamwriter.session.run import Candidate, Run
from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import IconButton
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.look import Look
from engine.protocol.values import Part, PicturePart, TextPart

SAMPLES = ("What is this page about?", "Suggest a title.")
OF_PICTURE = "What is in the picture?"
MORE_COUNT = 2
SEEDS = 2**31
FOLLOW_MS = 250
FORM_SHARE = 0.62
"""Of the height of the panel, at most for the form."""
_WORKING = {"starting": "The model is waking up …", "loading": "The model is being loaded …"}


def _new_seed() -> int:
    return secrets.randbelow(SEEDS)


class DialoguePanel(Panel):
    """Questions and answers below each other, and a field at the foot.

    Args:
        look: where the theme comes from.
        manuscript: the open text.
        worker: the engine.
        images: decodes what is shown.
        background: reads pictures that are brought as examples.
        cursor: where the person stands in the text; what is inserted comes below.
        new_seed: a seed for answers.

    Signals:
        began(Run): the model begins to answer.
        failed(DreamWriterError): it could not.
        noticed(str): a sentence that the person should read.
        did(str): something was done that undo takes back, in a few words.
        inserted(int): something stands before this position of the text now.
    """

    began = Signal(object)
    failed = Signal(object)
    noticed = Signal(str)
    did = Signal(str)
    inserted = Signal(int)

    def __init__(
        self,
        look: Look,
        manuscript: Manuscript,
        worker: EngineWorker,
        images: TakeImages,
        background: Background,
        cursor: Callable[[], QTextCursor],
        parent: QWidget | None = None,
        new_seed: Callable[[], int] = _new_seed,
    ) -> None:
        super().__init__(look, "Dialogue", parent)
        self._manuscript = manuscript
        self._worker = worker
        self._images = images
        self._cursor = cursor
        self._new_seed = new_seed
        self._dialogue = Dialogue(worker, self)
        self._run: Run | None = None
        self._figure_id = ""
        self._told: tuple[Part, ...] = ()
        self._said: list[Said] = []
        self.form = QuestionForm(look, Examples(look, images, background, self._pictures_of_page))
        self.new = IconButton(look, "plus", "New dialogue")
        self.head.addWidget(self.new)
        self._of_picture = self._sample(OF_PICTURE)
        self.none = self._empty()
        self.column.addWidget(self.none, 1)
        self._end = self.column.count()
        self.column.addStretch(1)
        self.around.addWidget(self.form)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOW_MS)
        self.area.verticalScrollBar().rangeChanged.connect(self._to_end)
        self.form.asked.connect(self.ask)
        self.form.stop_wanted.connect(self.stop)
        self.form.examples.failed.connect(self.failed)
        self.new.clicked.connect(self.forget)
        self.new.hide()
        self._of_picture.hide()

    @property
    def running(self) -> bool:
        """Whether an answer is coming."""
        return self._run is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was said keeps a part of the height."""
        super().resizeEvent(event)
        self.form.set_room(round(self.height() * FORM_SHARE))

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Another text is open: the dialogue begins anew."""
        self.forget()
        self._manuscript = manuscript
        self.show_figure("")

    def show_figure(self, figure_id: str) -> None:
        """This figure of the page is selected; "" for none."""
        self._figure_id = figure_id
        entry = self._manuscript.figure(figure_id) if figure_id else None
        there = entry is not None and entry.asset is not None
        self.form.set_picture_selected(there)
        self._of_picture.setVisible(there)
        for said in self._said:
            said.set_picture_selected(there)

    def focus_question(self) -> None:
        """Let the person type a question."""
        self.form.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, question: str) -> None:
        """Ask something; nothing while an answer is coming."""
        if self._run is not None or not question.strip():
            return
        examples, about = self.form.examples.parts, self._about()
        # What was told once stands in the dialogue already, and the model has room for little.
        told = () if about == self._told else about
        run = self._dialogue.ask((*examples, *told, TextPart(question)), self.form.picture_count, self._new_seed())
        mine = self._add("You", answer=False)
        if self.form.about.value == PICTURE and told:
            self._show_subject(mine)
        mine.set_parts((question,), finished=True)
        self.form.field.clear()
        self.form.examples.clear()
        self.form.more.setChecked(False)
        self._told = about
        self._hear(run, self._add(self._model(), answer=True))

    def more(self, candidate: Candidate) -> None:
        """Paint other pictures like one of an answer."""
        if self._run is None:
            run = PictureRun(self._worker, more_takes(candidate.take, MORE_COUNT, self._new_seed()), parent=self)
            self._hear(run, self._add(self._model(), answer=True))

    def stop(self) -> None:
        """End the answer; what is there stays."""
        if self._run is not None:
            self._run.stop()

    def forget(self) -> None:
        """Begin a new dialogue."""
        run, self._run = self._run, None
        if run is not None:
            run.abandon()
        self.form.set_busy(False)
        self._dialogue.forget()
        self._told = ()
        for said in self._said:
            self.column.removeWidget(said)
            said.hide()
            said.deleteLater()
        self._said.clear()
        self.none.show()
        self.new.hide()

    def _empty(self) -> EmptyState:
        none = EmptyState(
            self._look,
            "message-circle",
            "Ask the model",
            "About the page or a picture on it. Its answers can go into the page.",
        )
        for chip in (*map(self._sample, SAMPLES), self._of_picture):
            none.add(chip)
        return none

    def _sample(self, words: str) -> Chip:
        """A question to begin with."""
        chip = Chip(self._look, words)
        chip.clicked.connect(lambda: self.ask(words))
        return chip

    def _model(self) -> str:
        name = self._worker.state.model
        return name[:1].upper() + name[1:] if name else "The model"

    def _about(self) -> tuple[Part, ...]:
        """What the question is about, as the model reads it."""
        if self.form.about.value == PAGE:
            return parts_of(self._manuscript.snapshot())
        entry = self._manuscript.figure(self._figure_id) if self.form.about.value == PICTURE else None
        if entry is None or entry.asset is None:
            return ()
        return (PicturePart(entry.asset.data, self._manuscript.caption(self._figure_id)),)

    def _pictures_of_page(self) -> list[Reference]:
        return [
            Reference(entry.asset, self._manuscript.caption(entry.record.figure_id))
            for entry in self._manuscript.figures()
            if entry.asset is not None
        ]

    def _show_subject(self, said: Said) -> None:
        entry = self._manuscript.figure(self._figure_id)
        if entry is not None and entry.asset is not None:
            said.add_picture(self._images.image(entry.asset), self._manuscript.caption(self._figure_id))

    def _add(self, who: str, answer: bool) -> Said:
        said = Said(self._look, who, answer)
        said.set_picture_selected(self.form.about.value == PICTURE)
        said.paragraph_wanted.connect(self._insert_words)
        said.figure_wanted.connect(self._insert_picture)
        said.caption_wanted.connect(self._set_caption)
        said.alt_wanted.connect(self._set_alt)
        said.more_wanted.connect(self.more)
        self.column.insertWidget(self._end + len(self._said), said)
        self._said.append(said)
        self.none.hide()
        self.new.show()
        self._follow()
        return said

    def _hear(self, run: AskRun | PictureRun, said: Said) -> None:
        self._run = run
        self.form.set_busy(True)
        said.set_working("The model is reading …")

        def show() -> None:
            if self._run is run:
                said.set_parts(run.answer if isinstance(run, AskRun) else run.candidates, finished=False)
                self._follow()

        def progressed(progress: Progress) -> None:
            if self._run is run and progress.stage in _WORKING:
                said.set_working(_WORKING[progress.stage])

        def wrote(_piece: str) -> None:
            said.set_working("Writing …")
            show()

        def painted(_candidate: Candidate) -> None:
            said.set_preview(None)
            said.set_working("Writing …")
            show()

        def ended(error: DreamWriterError | None = None, why: str = "") -> None:
            if self._run is not run:
                return
            self._run = None
            self.form.set_busy(False)
            parts = list(run.answer if isinstance(run, AskRun) else run.candidates)
            said.set_parts(parts, finished=True)
            if not parts:
                said.set_working("")
                said.set_parts((error.sentence if error is not None else "Stopped.",), finished=False)
            elif why == "stopped":
                self.noticed.emit("Stopped. What was said is kept.")
            announce(said, next((part for part in parts if isinstance(part, str)), "The answer is there"))
            self._follow()
            if error is not None:
                self.failed.emit(error)

        run.progressed.connect(progressed)
        run.text.connect(wrote)
        run.preview.connect(said.set_preview)
        run.picture_ready.connect(painted)
        run.notice.connect(self.noticed)
        run.finished.connect(lambda _kept, why: ended(None, why))
        run.failed.connect(ended)
        run.start()
        self.began.emit(run)

    def _follow(self) -> None:
        """Show the newest words, also when they get their place a moment later."""
        self._following.start()
        self._to_end()

    def _to_end(self) -> None:
        if self._following.isActive():
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _insert_words(self, words: str) -> None:
        place = insert_paragraphs(self._manuscript, self._cursor(), words)
        self.did.emit("Paragraph inserted")
        self.inserted.emit(place)

    def _insert_picture(self, candidate: Candidate) -> None:
        cursor = self._cursor()
        insert_take(self._manuscript, cursor, candidate.asset, candidate.take)
        self.did.emit("Figure inserted")
        self.inserted.emit(cursor.position())

    def _set_caption(self, words: str) -> None:
        self._manuscript.set_caption(self._figure_id, " ".join(words.split()))
        self.did.emit("Caption changed")

    def _set_alt(self, words: str) -> None:
        self._manuscript.set_alt(self._figure_id, " ".join(words.split()))
        self.did.emit("Alt text changed")
