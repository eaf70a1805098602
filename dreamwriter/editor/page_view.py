"""The desk in the middle of the window: the page, and the card at its foot that sets the model to work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dreamwriter.editor.find_bar import FindBar
from dreamwriter.editor.floating import Floating
from dreamwriter.editor.model_words import ended_words, named, progress_words
from dreamwriter.editor.page_canvas import BREATH
from dreamwriter.editor.page_text import PageText
from dreamwriter.editor.pictures import PagePictures
from dreamwriter.editor.prompt_card import PromptCard
from dreamwriter.editor.welcome import WelcomeFoot, WelcomeHead
from dreamwriter.editor.writing import Mode, Wish, Writing
from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.brought import Clip
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.session.background import Background
from dreamwriter.session.progress import Progress
from dreamwriter.session.run import Run
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import WIDE


class PageView(QWidget):
    """Shows a manuscript; owns the one run that may be at work on it.

    Args:
        look: where the theme comes from.
        manuscript: what is open at first.
        worker: the engine.
        decoder: decodes the pictures that are shown.
        background: where pictures that a person brings are read.
        font_size: of the page's text in pixels, before scaling.
        model: name of the model until the engine tells it.

    Attributes:
        text: the page itself.
        card: the prompt card.
        writing: the run on the page.
        figure_selected: emitted with the id of the figure that is selected now; "" for none.
        figure_menu_wanted: emitted with a figure's id and a global position.
        text_menu_wanted: emitted with a global position.
        standing_changed: emitted with a `Standing`.
        run_started: emitted with each `Run`.
        run_ended: emitted when it is over.
        noticed: emitted with a sentence that the model wants to be read.
        told: emitted with a few words about how a run ended.
        foot_covered: emitted with how many pixels of its foot the card covers.
        failed: emitted with a `DreamWriterError`.
    """

    figure_selected = Signal(str)
    figure_menu_wanted = Signal(str, QPoint)
    text_menu_wanted = Signal(QPoint)
    standing_changed = Signal(object)
    run_started = Signal(object)
    run_ended = Signal()
    noticed = Signal(str)
    told = Signal(str)
    foot_covered = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        manuscript: Manuscript,
        worker: EngineWorker,
        decoder: PictureDecoder,
        background: Background,
        font_size: int = 17,
        model: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._worker = worker
        self._decoder = decoder
        self._background = background
        self._model = model
        self._here = True
        self._manuscript = manuscript
        self._following = False
        self._covered = 0
        self._find: FindBar | None = None
        self.text = PageText(look, manuscript, font_size, self)
        self._head = WelcomeHead(look, self)
        self._samples = WelcomeFoot(look, named(model), self)
        self.card = PromptCard(look, self)
        self._floating = Floating(look, self.card, self._head, self._samples)
        self.writing = Writing(worker, manuscript, self)
        self._pictures = PagePictures(manuscript, decoder, background, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._lay_out)
        self._follow = QTimer(self)  # the page is laid out only after it told of a change
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._show_run)
        self._connect()
        self._join(manuscript)

    @property
    def manuscript(self) -> Manuscript:
        """What is shown."""
        return self._manuscript

    @property
    def is_empty(self) -> bool:
        """Whether the page is one that nobody has written on."""
        return self._manuscript.text.isEmpty() and not self._manuscript.running

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another manuscript; a run on the old one is stopped."""
        old = self._manuscript
        old.text.contentsChange.disconnect(self._on_change)
        old.run_changed.disconnect(self._on_run)
        self.writing.set_manuscript(manuscript)
        self._put_away()
        self._pictures.close()
        self._pictures.deleteLater()
        self._pictures = PagePictures(manuscript, self._decoder, self._background, self)
        self._manuscript = manuscript
        self.text.set_manuscript(manuscript)
        if self._find is not None:
            self._find.set_manuscript(manuscript)
        self._join(manuscript)

    def set_font_size(self, pixels: int) -> None:
        """Another size of the page's text."""
        self.text.set_font_size(pixels)

    def set_model(self, name: str, here: bool) -> None:
        """Another model is in use.

        Args:
            name: what to call it until the engine tells its name.
            here: it works on this computer.
        """
        self._model, self._here = name, here
        self._show_model()

    def _show_model(self) -> None:
        self._samples.set_model(named(self._worker.state.model or self._model), self._here)

    def set_mode(self, mode: Mode) -> None:
        """Choose what the card does, as from a menu."""
        self.card.set_mode(mode)

    def stop(self) -> None:
        """Stop what the model does on the page; what is written stays."""
        self.writing.stop()

    def abandon(self) -> None:
        """As `stop`, but over when this returns: the page is about to be saved or left."""
        self.writing.abandon()

    def open_find(self, replacing: bool = False) -> None:
        """Look for words in the page, and put others in their place."""
        self._find_bar().open(replacing)

    def find_step(self, by: int) -> None:
        """Go to the next match (1) or the one before (-1)."""
        self._find_bar().step(by)

    def bring_pictures(self, pictures: tuple[Path, ...]) -> None:
        """Put picture files below the cursor."""
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self._manuscript.intake.bring(cursor, Clip(pictures=pictures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card stays where it belongs."""
        super().resizeEvent(event)
        self._lay_out()

    def _connect(self) -> None:
        self.text.figure_selected.connect(self._on_figure)
        self.text.figure_menu_wanted.connect(self.figure_menu_wanted)
        self.text.text_menu_wanted.connect(self.text_menu_wanted)
        self.text.standing_changed.connect(self._on_standing)
        self.text.escaped.connect(self._escape)
        self.text.person_scrolled.connect(lambda: QTimer.singleShot(0, self, self._look_where))
        self.card.wished.connect(self._begin)
        self.card.stop_wanted.connect(self._escape)
        self.card.resized.connect(self._settle.start)
        self.card.proposal.accepted.connect(self._accept)
        self.card.proposal.rejected.connect(self._reject)
        self.writing.started.connect(self._started)
        self.writing.ended.connect(self._ended)
        self.writing.proposed.connect(self._propose)
        self.writing.proposal_ready.connect(self._propose_whole)
        self.card.proposal.again.connect(self._propose_again)
        self._samples.chosen.connect(self.card.set_words)
        self._look.changed.connect(self._settle.start)
        self._worker.state_changed.connect(lambda _state: self._show_model())

    def _join(self, manuscript: Manuscript) -> None:
        manuscript.text.contentsChange.connect(self._on_change)
        manuscript.run_changed.connect(self._on_run)
        self._pictures.failed.connect(self.failed)
        self._pictures.inserted.connect(self.text.select_figure)
        self._offer()
        self._lay_out()

    def _begin(self, wish: Wish) -> None:
        run = self.writing.begin(wish, self.text.textCursor())
        if run is None and not self.writing.running:
            self.card.say("There is nothing here yet that this could be done with")

    def _started(self, run: Run) -> None:
        if self.writing.passage is None:  # what was proposed before is forgotten
            self._put_away()
        self.card.set_running(True)
        run.progressed.connect(self._progress)
        run.notice.connect(self.noticed)
        run.failed.connect(self.failed)
        run.finished.connect(lambda kept, why: self._settle_card(kept, ended_words(kept, why)))
        self.run_started.emit(run)
        self.text.setFocus()
        self._lay_out()

    def _progress(self, progress: Progress) -> None:
        words = progress_words(progress, self._worker.state.model or self._model)
        self.card.show_progress(progress.share or None, words)

    def _settle_card(self, kept: bool, words: str) -> None:
        self.card.set_running(False)
        if kept:  # else they may be wanted once more
            self.card.field.clear()
        if words:
            self.told.emit(words)

    def _ended(self) -> None:
        if self.card.running:
            self.card.set_running(False)
        if self.writing.passage is None:  # nothing came of it
            self._put_away()
        self._offer()
        self._lay_out()
        self.run_ended.emit()

    def _propose(self, words: str) -> None:
        if self.card.proposal.isHidden():
            self.card.proposal.clear()
            self.card.proposal.show()
        self.card.proposal.show_words(words, self._floating.card_width(self._room.width()) - 2 * WIDE)
        self._lay_out()

    def _put_away(self) -> None:
        """Nothing is proposed any more."""
        self.card.proposal.hide()
        self.card.set_deciding(False)

    def _propose_again(self, wish: str) -> None:
        self.card.proposal.clear()
        self.card.set_deciding(False)
        self.writing.again(wish or None)

    def _propose_whole(self, note: str, same: bool) -> None:
        self.card.proposal.set_ready(note, same)
        self.card.set_deciding(not same)
        self._lay_out()
        passage = self.writing.passage
        if passage is not None:  # it is to be compared with its proposal
            first, last = (self.text.cursorRect(self._manuscript.sheet.cursor(place)) for place in passage)
            self.text.bring_into_view(first.united(last))

    def _accept(self) -> None:
        self.writing.accept()
        self._put_away()
        self._settle.start()
        self.text.setFocus()

    def _reject(self) -> None:
        self.writing.stop()
        self.writing.reject()
        self._put_away()
        self._settle.start()
        self.text.setFocus()

    def _escape(self) -> None:
        if self.writing.running:
            self.writing.stop()
        elif self._find is not None and self._find.isVisible():
            self._find.leave()
        elif not self.card.proposal.isHidden():
            self._reject()
        else:
            self.text.setFocus()

    def _on_figure(self, figure_id: str) -> None:
        self._offer()
        self.figure_selected.emit(figure_id)

    def _on_standing(self, standing: object) -> None:
        self._offer()
        self.standing_changed.emit(standing)

    def _offer(self) -> None:
        """What the model can do with what is there."""
        if self.writing.running:
            return
        if self._manuscript.text.isEmpty():
            self.card.offer(("write",))
        elif self.text.textCursor().hasSelection() and not self.text.selected_figure:
            self.card.offer(("rewrite", "illustrate", "continue", "write"))
        else:
            self.card.offer(("continue", "illustrate", "write"))

    def _on_run(self, running: bool) -> None:
        if not running:
            self._show_run()
        self._following = running
        self._settle.start()

    def _on_change(self) -> None:
        if self._manuscript.running:
            self._follow.start()
        if self._head.isVisible() == bool(self._manuscript.text.characterCount() > 1):
            self._settle.start()

    def _show_run(self) -> None:
        """Keep the newest words or the newest picture in view, unless the person has gone elsewhere."""
        if self._following:
            self.text.bring_into_view(self._last_place())

    def _look_where(self) -> None:
        """Follow the run again once its end is in view."""
        if self._manuscript.running:
            room = QRect(0, 0, self.text.viewport().width(), self.text.viewport().height() - self._covered)
            self._following = room.intersects(self._last_place().adjusted(0, 0, 1, BREATH))

    def _last_place(self) -> QRect:
        position = self.writing.position
        entry = self._manuscript.figure_at(position)
        if entry is not None:
            return self.text.figure_rect(entry).toRect()
        return self.text.cursorRect(self._manuscript.sheet.cursor(position))

    def _find_bar(self) -> FindBar:
        if self._find is None:
            self._find = FindBar(self._look, self.text, self._manuscript, self)
            self._find.resized.connect(self._place_find)
        return self._find

    @property
    def _room(self) -> QRect:
        """The view without its scroll bar."""
        return QRect(0, 0, self.width() - self.text.verticalScrollBar().sizeHint().width(), self.height())

    def _place_find(self) -> None:
        if self._find is not None:
            self.text.set_head(self._floating.place_find(self._find, self._room))

    def _cover(self, pixels: int) -> None:
        """The card covers so much of the foot."""
        if pixels != self._covered:
            self._covered = pixels
            self.text.set_foot(pixels)
            self.foot_covered.emit(pixels)

    def _lay_out(self) -> None:
        """Give the page and what floats over it their places."""
        self.text.setGeometry(self.rect())
        self._place_find()
        empty = self.is_empty and not self.writing.running
        self._cover(self._floating.place_card(self._room, empty))
        self.card.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
