"""The inspector: the picture that is selected, what can become of it, its takes, and what is said about it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dreamwriter.document.takes import Take
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.compare import CompareSheet
from dreamwriter.panels.connections import Connections
from dreamwriter.panels.details import Details
from dreamwriter.panels.dreaming import Dreaming
from dreamwriter.panels.figure_takes import FigureTake, takes_of
from dreamwriter.panels.figure_texts import FigureTexts
from dreamwriter.panels.modes import Mode, Reference, missing, request_of, source_of
from dreamwriter.panels.panel import Panel
from dreamwriter.panels.picture_acts import PictureActs
from dreamwriter.panels.picture_menu import PictureAct, PictureFacts, facts_of, picture_menu
from dreamwriter.panels.reference_box import ReferenceBox
from dreamwriter.panels.stage import Stage
from dreamwriter.panels.take_images import LARGE, WHOLE, TakeImages
from dreamwriter.panels.takes_section import COMING, TakeRow, TakesSection
from dreamwriter.panels.wish_form import WishForm
from dreamwriter.session.background import Background
from dreamwriter.session.picture_run import what_is_read
from dreamwriter.session.run import Candidate
from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Menu

QUIET_MS = 120
"""While somebody types on the page, the fields follow so much later."""
SEEDS = 2**31


def _new_seed() -> int:
    return secrets.randbelow(SEEDS)


class PicturePanel(Panel):
    """Shows one figure of the page, with all that can be done with it.

    Args:
        look: where the theme comes from.
        manuscript: the open text.
        worker: the engine.
        images: decodes what is shown.
        background: reads and writes pictures in files.
        new_seed: a seed for new takes.

    Attributes:
        compare: covers the page while two takes are compared; tell it what to `cover`.
        dreaming: the takes that are being dreamed; its run is to be followed by whoever tells of it.

    Signals:
        failed(DreamWriterError): something could not be done.
        noticed(str): a sentence that the person should read.
        did(str): something was done that undo takes back, in a few words.
        done(str): something else was done.
        ask_wanted(): the person wants to ask about this picture.
    """

    failed = Signal(object)
    noticed = Signal(str)
    did = Signal(str)
    done = Signal(str)
    ask_wanted = Signal()

    def __init__(
        self,
        look: Look,
        manuscript: Manuscript,
        worker: EngineWorker,
        images: TakeImages,
        background: Background,
        parent: QWidget | None = None,
        new_seed: Callable[[], int] = _new_seed,
    ) -> None:
        super().__init__(look, "Picture", parent)
        self._images = images
        self._new_seed = new_seed
        self._connections = Connections()
        self._figure_id = ""
        self._takes: tuple[FigureTake, ...] = ()
        self._looked = ""
        self._watching = False
        self.dreaming = Dreaming(worker, self)
        self.acts = PictureActs(background, self)
        self.compare = CompareSheet(look, self)
        self.stage = Stage(look)
        self.form = WishForm(look, ReferenceBox(look, images, background, self._other_pictures))
        self.takes = TakesSection(look)
        self.details = Details(look)
        self.texts = FigureTexts(self.details, manuscript, worker, new_seed, self)
        self.none = EmptyState(
            look, "image", "No picture selected", "Click a picture on the page to change it, or to see its takes."
        )
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(QUIET_MS)
        self._later.timeout.connect(self._show_texts)
        for widget in (self.stage, self.form, self.takes, self.details, self.none):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._connect()
        self.set_manuscript(manuscript)

    @property
    def figure_id(self) -> str:
        """The figure that is shown; "" for none."""
        return self._figure_id

    @property
    def looked(self) -> FigureTake | None:
        """The take that is looked at; None for one that arrives."""
        return next((take for take in self._takes if take.key == self._looked), None)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another text; the old one must still be there. What is being dreamed for the old one ends."""
        self.dreaming.abandon()
        self.texts.set_manuscript(manuscript)
        self._connections.clear()
        self._manuscript = manuscript
        self._connections.add(manuscript.figures_changed, self._refresh)
        self._connections.add(manuscript.changed, self._later.start)
        self._figure_id = ""
        self._refresh()

    def show_figure(self, figure_id: str) -> None:
        """Show a figure of the page; "" for none."""
        self.details.commit()
        if figure_id != self._figure_id:
            self._figure_id, self._looked, self._watching = figure_id, "", False
            self.compare.leave()
            self.form.references.clear()
            self.form.words.clear()
            self._refresh()
            self.area.verticalScrollBar().setValue(0)

    def act(self, figure_id: str, act: PictureAct) -> None:
        """Do what a menu of a picture offers."""
        mode = act.mode
        if mode is not None or act is PictureAct.ASK:
            self.show_figure(figure_id)
        if mode is not None:
            self.form.modes.set_value(mode)
            self.form.edited.emit()
            if mode is Mode.MORE:
                self._dream()
            else:
                self.form.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif act is PictureAct.ASK:
            self.ask_wanted.emit()
        else:
            self.acts.do(self._manuscript, figure_id, act)

    def menu(self, figure_id: str, parent: QWidget) -> Menu:
        """The menu of a figure, to be popped up."""
        entry = self._manuscript.figure(figure_id)
        facts = facts_of(entry, self.dreaming.running) if entry is not None else PictureFacts(there=False)
        return picture_menu(self._look, facts, lambda act: self.act(figure_id, act), parent)

    def use(self) -> None:
        """Put the take that is looked at into the page: one step of undo."""
        take = self.looked
        if take is not None and take.index is not None and not take.shown:
            self._manuscript.apply_take(self._figure_id, take.index)
            self.did.emit("The take is on the page")

    def open_compare(self) -> None:
        """Compare the take that is looked at with the one on the page, over the page."""
        take = self.looked
        if take is not None and not take.shown:
            self._fill_compare(take)

    def _connect(self) -> None:
        self.form.edited.connect(self._show_reads)
        self.form.dream_wanted.connect(self._dream)
        self.form.stop_wanted.connect(self.dreaming.stop)
        self.form.references.failed.connect(self.failed)
        self.takes.chosen.connect(self._look_at)
        self.takes.compare_wanted.connect(self.open_compare)
        self.takes.use_wanted.connect(self.use)
        self.takes.star_wanted.connect(self._star)
        self.takes.delete_wanted.connect(self._delete)
        self.takes.menu_wanted.connect(lambda _key, place: self._pop_up(place))
        self.stage.menu_wanted.connect(self._pop_up)
        self.compare.used.connect(self.use)
        self._images.arrived.connect(self._image_arrived)
        for signal, slot in (
            (self.dreaming.moved, self._show_dreaming),
            (self.dreaming.arrived, self._take_arrived),
            (self.dreaming.ended, self._dreaming_ended),
            (self.dreaming.failed, self.failed),
            (self.dreaming.noticed, self.noticed),
            (self.acts.failed, self.failed),
            (self.acts.did, self.did),
            (self.texts.failed, self.failed),
            (self.texts.did, self.did),
            (self.texts.done, self.done),
            (self.acts.done, self.done),
        ):
            signal.connect(slot)

    def _entry(self) -> FigureEntry | None:
        entry = self._manuscript.figure(self._figure_id) if self._figure_id else None
        return entry if entry is not None and not entry.record.waiting else None

    def _refresh(self) -> None:
        """Show everything anew: another figure, or it is different now."""
        entry = self._entry()
        there = entry is not None
        self.none.setVisible(not there)
        for widget in (self.stage, self.form, self.takes, self.details):
            widget.setVisible(there)
        if entry is None:
            self._takes = ()
            self.compare.leave()
            return
        was = self._shown()
        before = was.key if was is not None else ""
        self._takes = takes_of(entry, self._manuscript.sheet.gallery.pictures, self._caption())
        now = self._shown()
        shown = now.key if now is not None else ""
        if self._looked in ("", before) or (self.looked is None and not self._looked.startswith(COMING)):
            self._looked = shown
        self._show_takes()
        self._show_picture()
        self._show_texts()
        self._show_reads()

    def _caption(self) -> str:
        return self._manuscript.caption(self._figure_id)

    def _show_takes(self) -> None:
        rows = [
            TakeRow(
                take.key,
                take.name,
                self._images.image(take.asset),
                take.take.starred,
                take.shown,
                take.index is not None,
            )
            for take in self._takes
        ]
        dreaming = self.dreaming
        coming = dreaming.count - dreaming.finished if dreaming.figure_id == self._figure_id else 0
        self.takes.set_rows(rows, max(coming, 0), self._looked)
        self._looked = self.takes.value
        self.takes.setVisible(len(rows) + coming > 0)

    def _show_picture(self) -> None:
        shown, take = self._shown(), self.looked
        before = self._images.image(shown.asset, LARGE) if shown is not None else None
        if take is None and self._looked.startswith(COMING) and shown is not None:
            previews = [preview.image for preview in self.dreaming.previews.values()]
            self.stage.show_two(before, next(iter(previews), None), "Being painted")
        elif take is not None and not take.shown and shown is not None:
            self.stage.show_two(before, self._images.image(take.asset, LARGE), f"Take {self._number(take)}")
        else:
            self.stage.show_one(before, shown.name if shown is not None else "The picture is missing")
        if not self.compare.isHidden() and take is not None and not take.shown:
            self._fill_compare(take)

    def _shown(self) -> FigureTake | None:
        return next((take for take in self._takes if take.shown), None)

    def _number(self, take: FigureTake) -> int:
        return next(number for number, each in enumerate(self._takes, 1) if each.key == take.key)

    def _fill_compare(self, take: FigureTake) -> None:
        shown = self._shown()
        before = self._images.image(shown.asset, WHOLE) if shown is not None else None
        after = self._images.image(take.asset, WHOLE)
        name = f"Take {self._number(take)}"
        self.compare.show_pictures(before or QImage(), after or QImage(), name, take.take.caption)

    def _show_texts(self) -> None:
        if self._entry() is not None:
            self.texts.show(self._figure_id, self.looked)

    def _show_reads(self) -> None:
        take = self._subject()
        if take is not None:
            wish = self.form.wish
            request = request_of(wish, take.reference(self._caption()), self._said(take), 0)
            self.form.set_reads(what_is_read(request), missing(wish, self._said(take)))

    def _show_dreaming(self) -> None:
        running = self.dreaming.running
        here = self.dreaming.figure_id == self._figure_id
        words = self.dreaming.words() if here else "Takes are being dreamed for another picture."
        self.form.set_busy(running, words if running else "", self.dreaming.share)
        if not running or not here:
            return
        if len([key for key in self.takes.strip.order() if key.startswith(COMING)]) != (
            self.dreaming.count - self.dreaming.finished
        ):
            self._show_takes()
        for number, preview in self.dreaming.previews.items():
            self.takes.set_preview(number - self.dreaming.finished, preview)
        if self._looked.startswith(COMING):
            self._show_picture()

    def _subject(self) -> FigureTake | None:
        """The picture that the model will read: the one that is looked at, else the one on the page."""
        return self.looked or self._shown()

    def _said(self, take: FigureTake) -> Take:
        """A take with the words of the page, where it is the one that the page shows."""
        entry = self._entry()
        if not take.shown or entry is None:
            return take.take
        return replace(take.take, caption=self._caption(), alt=entry.record.alt)

    def _other_pictures(self) -> list[Reference]:
        """The pictures that can be read beside this one: of other figures first, then other takes."""
        found: dict[str, Reference] = {}
        for entry in self._manuscript.figures():
            figure_id = entry.record.figure_id
            if entry.asset is not None and figure_id != self._figure_id:
                history = entry.record.history
                human = history is None or history.shown is None or history.shown.source != "generated"
                found[entry.asset.sha256] = Reference(entry.asset, self._manuscript.caption(figure_id), human)
        for take in self._takes:
            if take.key != self._looked:
                found.setdefault(take.key, take.reference(self._caption()))
        return list(found.values())

    def _dream(self) -> None:
        self.details.commit()
        take, wish = self._subject(), self.form.wish
        if take is None or self.dreaming.running or missing(wish, self._said(take)):
            return
        subject = take.reference(self._caption())
        request = request_of(wish, subject, self._said(take), self._new_seed())
        self._looked, self._watching = f"{COMING}0", True
        self.dreaming.start(self._manuscript, self._figure_id, request, source_of(wish, subject))
        self._show_takes()
        self._show_picture()

    def _take_arrived(self, figure_id: str, candidate: Candidate) -> None:
        if figure_id == self._figure_id:
            if self._watching:
                self._looked, self._watching = candidate.asset.sha256, False
            self._refresh()
            announce(self.takes, f"Take {self.dreaming.finished} of {self.dreaming.count} is there")

    def _dreaming_ended(self, stopped: bool) -> None:
        self._refresh()
        if stopped:
            self.done.emit("Stopped. What was painted is kept.")

    def _look_at(self, key: str) -> None:
        self._looked, self._watching = key, key.startswith(COMING)
        self._show_picture()
        self._show_texts()
        self._show_reads()

    def _star(self, starred: bool) -> None:
        take = self.looked
        if take is not None and take.index is not None:
            self._manuscript.star_take(self._figure_id, take.index, starred)

    def _delete(self) -> None:
        take = self.looked
        if take is not None and take.index is not None and not take.shown:
            self._looked = ""
            self._manuscript.remove_take(self._figure_id, take.index)
            self.did.emit("Take deleted")

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu(self._figure_id, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _image_arrived(self, sha256: str) -> None:
        take = next((take for take in self._takes if take.key == sha256), None)
        if take is not None:
            image = self._images.image(take.asset)
            if image is not None:
                self.takes.set_image(sha256, image)
            if take.shown or sha256 == self._looked:
                self._show_picture()
