"""The window: the page in the middle, what helps around it, and the wires between them."""

from __future__ import annotations

import base64
import contextlib
import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from dreamwriter.editor.page_view import PageView
from dreamwriter.editor.top_bar import TopBar
from dreamwriter.engine_client.client import EngineState
from dreamwriter.errors import CannotSave, DreamWriterError, ModelMissing
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.dialogue import DialoguePanel
from dreamwriter.panels.history import HistoryPanel
from dreamwriter.panels.outline import OutlinePanel
from dreamwriter.panels.picture import PicturePanel
from dreamwriter.panels.status_bar import StatusBar
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.models import model_name
from dreamwriter.settings import Settings, WindowPlace, read_window_place, write_window_place
from dreamwriter.widgets.menu_bar import MenuBar
from dreamwriter.widgets.toast import Toast
from dreamwriter.window.actions import Actions
from dreamwriter.window.arrangement import Arrangement
from dreamwriter.window.commands import Commands
from dreamwriter.window.dialogs import Dialogs
from dreamwriter.window.documents import Documents
from dreamwriter.window.formatting import Formatting
from dreamwriter.window.notice_words import Wish, model_said
from dreamwriter.window.notices import Notices
from dreamwriter.window.parts import Parts
from dreamwriter.window.regions import Regions
from dreamwriter.window.side import Side

FIRST_SIZE = QSize(1440, 900)
LEFT = ("strong:bold", "emphasis:italic", "title:heading-1", "heading:heading-2", "bullets:list", "quote:text-quote",
        "link:link", "", "picture:image-plus", "undo:undo-2", "redo:redo-2")  # fmt: skip
RIGHT = ("", "export:share", "panel:panel-right")
"""Actions of the top bar with their icons; "" is a line."""


class MainWindow(QMainWindow):
    """One document in its window.

    Args:
        parts: what was made before.

    Attributes:
        page: the page with its card.
        acts: everything that can be done, by name.
        closed: emitted when the window has closed in peace.
        model_began: emitted with each `Run` of the model, wherever it was asked for.
        change_now_wanted: emitted when what is set of the model shall hold, though it is at work.
    """

    closed = Signal()
    model_began = Signal(object)
    change_now_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._may_close = False
        self._undoes: int | None = None
        look, manuscript = parts.look, parts.page.manuscript
        self.acts = Actions(self)
        self.addActions(self.acts.all())
        self.page = PageView(
            look, manuscript, parts.worker, parts.decoder, parts.background, parts.settings.page_font_size
        )
        self.notices = Notices(look)
        self.top = TopBar(look, self._items(LEFT), self._items(RIGHT))
        self.dialogs = Dialogs(look, parts.settings, parts.config_folder, parts.background, self)
        folder = parts.settings.documents_folder
        self.documents = Documents(look, parts.page, parts.desk, self.notices, folder, self, self._stop_writing)
        self.toast = Toast(look, self.page)
        self._make_panels()
        self._lay_out()
        self._formatting = Formatting(self.acts, self.page, self)
        self._commands = Commands(self.acts, self.page, self.documents, self.dialogs, parts, self)
        self._join_panels()
        self._join_others()
        self._restore()
        self._show_title(self.documents.title, False)
        self.page.card.field.setFocus()

    def open_path(self, path: Path) -> None:
        """Open a document."""
        self.documents.open(path)

    def show_panel(self, key: str) -> None:
        """Show a panel at the right."""
        self.arrangement.bring("panel")
        self.side.show_panel(key)
        if key == "dialogue":
            self.dialogue.focus_question()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once the text is safe."""
        if not self._may_close:
            self.documents.close()  # says at once that it may where nothing is unsaved, else when the person decided
        if not self._may_close:
            event.ignore()
            return
        with contextlib.suppress(CannotSave):  # where the window stood is no reason to keep it open
            write_window_place(self._parts.state_folder, self._window_place())
        event.accept()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the page from wherever nobody else wants it."""
        if event.key() == Qt.Key.Key_Escape:
            self.arrangement.leave()
            self.page.text.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Back at this window, look whether another program changed the file."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._parts.desk.file.look()

    def _make_panels(self) -> None:
        parts, look, manuscript = self._parts, self._parts.look, self._parts.page.manuscript
        images, cursor = TakeImages(parts.decoder, self), self.page.text.textCursor
        self.outline = OutlinePanel(look, manuscript)
        self.picture = PicturePanel(look, manuscript, parts.worker, images, parts.background)
        self.dialogue = DialoguePanel(look, manuscript, parts.worker, images, parts.background, cursor)
        self.history = HistoryPanel(look, manuscript, images, cursor)
        panels = (self.dialogue, self.picture, self.history)
        names = ("Dialogue", "Picture", "History")
        self.side = Side(look, tuple((name.lower(), name, panel) for name, panel in zip(names, panels, strict=True)))
        self.status = StatusBar(look, manuscript, parts.desk.file, parts.worker)
        self.picture.compare.cover(self.page)
        self.picture.compare.closed.connect(self.page.text.setFocus)

    def _items(self, names: tuple[str, ...]) -> tuple[tuple[str, QAction] | None, ...]:
        pairs = [name.split(":") for name in names]
        return tuple((pair[1], self.acts[pair[0]]) if len(pair) == 2 else None for pair in pairs)

    def _lay_out(self) -> None:
        bar = MenuBar(self)
        self.setMenuBar(bar)
        self.acts.fill(bar)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.notices)
        middle.addWidget(self.page, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.outline)
        across.addLayout(middle, 1)
        across.addWidget(self.side)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(inside)
        self.arrangement = Arrangement(self._parts.look, self.acts, self.outline, self.side, across, inside, self)
        self.arrangement.keyboard_left.connect(self.page.text.setFocus)

    def _join_panels(self) -> None:
        self.outline.go_wanted.connect(self.page.text.go_to)
        self.page.text.cursorPositionChanged.connect(
            lambda: self.outline.set_position(self.page.text.textCursor().position())
        )
        self.page.figure_selected.connect(self._show_figure)
        self.page.figure_menu_wanted.connect(self._pop_up_figure)
        self.page.text_menu_wanted.connect(self._pop_up_text)
        self.page.text.document_dropped.connect(self.documents.open)
        self.page.text.figure_opened.connect(self._open_figure)
        self.picture.failed.connect(self._tell)
        self.picture.noticed.connect(self.notices.say)
        self.picture.did.connect(self._undoable)
        self.picture.done.connect(self._say)
        self.picture.ask_wanted.connect(lambda: self.show_panel("dialogue"))
        pictures = self.picture
        for began in (self.page.run_started, pictures.dreaming.began, pictures.texts.began, self.dialogue.began):
            began.connect(self.model_began)
        self.model_began.connect(self.status.follow)
        self.dialogue.failed.connect(self._tell)
        self.dialogue.noticed.connect(self.notices.say)
        self.dialogue.did.connect(self._undoable)
        self.dialogue.inserted.connect(self.page.text.show_inserted)
        self.history.figure_wanted.connect(self.page.text.select_figure)
        self.history.did.connect(self._undoable)
        self.history.inserted.connect(self.page.text.show_inserted)
        self.toast.acted.connect(self.page.text.undo)
        self.page.foot_covered.connect(self.toast.set_foot)
        self.page.told.connect(self._say)
        self._parts.page.changed.connect(self._withdraw_undo)
        regions = Regions((self.page.text, self.page.card, self.side, self.notices, self.top, self.outline), self)
        self.acts.on("next_part", regions.go)
        self.acts.on("previous_part", lambda: regions.go(-1))
        for key in ("picture", "dialogue", "history"):
            self.acts.on(f"show_{key}", partial(self.show_panel, key))

    def _join_others(self) -> None:
        parts = self._parts
        parts.page.replaced.connect(self._set_manuscript)
        parts.worker.state_changed.connect(self._show_state)
        self.model_began.connect(lambda _run: self.notices.withdraw("news"))
        self.page.failed.connect(self._tell)
        self.page.noticed.connect(self.notices.say)
        self.notices.wished.connect(self._do)
        self.documents.title_changed.connect(self._show_title)
        self.documents.may_close.connect(self._leave)
        self.documents.told.connect(self._say)
        self.dialogs.failed.connect(lambda error: self.notices.tell(error, "settings"))
        self.dialogs.settings_changed.connect(lambda _before, now: self._show_settings(now))
        self._show_settings(parts.settings)
        self._show_state(parts.worker.state)

    def _set_manuscript(self, manuscript: Manuscript) -> None:
        for panel in (self.outline, self.picture, self.dialogue, self.history, self.status, self.page):
            panel.set_manuscript(manuscript)
        self.toast.leave()  # it spoke of the other text
        (self.page.card.field if self.page.is_empty else self.page.text).setFocus()

    def _show_settings(self, settings: Settings) -> None:
        here = not settings.engine_command
        self.page.set_font_size(settings.page_font_size)
        self.page.set_model(model_name(settings), here)
        self.documents.set_folder(settings.documents_folder)
        self.status.set_offline(settings.offline and here)

    def _show_state(self, state: EngineState) -> None:
        self.top.set_state(state, model_name(self.dialogs.settings))
        if state.name == "failed" and state.error is not None:
            self._tell_of_model(state.error)
        elif state.name in ("ready", "busy"):
            self.notices.withdraw("engine")
            self.notices.withdraw("model")

    def _tell(self, error: DreamWriterError) -> None:
        """What went wrong with something that was asked of the model."""
        if error.code == ModelMissing.code:
            self._tell_of_model(error)
        else:
            self.notices.tell(error)

    def _tell_of_model(self, error: DreamWriterError) -> None:
        settings = self.dialogs.settings
        other = bool(settings.model) and not settings.engine_command
        self.notices.show_said(model_said(error, other))

    def _show_figure(self, figure_id: str) -> None:
        self.picture.show_figure(figure_id)
        self.dialogue.show_figure(figure_id)
        if figure_id:
            self.side.show_panel("picture")
        elif self.side.shown == "picture" and not self.picture.dreaming.running:
            self.side.show_panel("dialogue")

    def _open_figure(self, _figure_id: str) -> None:
        """The keyboard goes to the picture's panel."""
        self.show_panel("picture")
        self.picture.form.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pop_up_figure(self, figure_id: str, place: QPoint) -> None:
        menu = self.picture.menu(figure_id, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _pop_up_text(self, place: QPoint) -> None:
        menu = self.acts.text_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _say(self, words: str) -> None:
        self._undoes = None
        self.toast.show_words(words)

    def _undoable(self, words: str) -> None:
        self._undoes = self._parts.page.manuscript.text.revision()
        self.toast.show_words(words, "Undo")

    def _withdraw_undo(self) -> None:
        """The toast offers to undo the last step; after another one it would undo that."""
        if self._undoes not in (None, self._parts.page.manuscript.text.revision()):
            self._undoes = None
            self.toast.leave()

    def _do(self, wish: Wish) -> None:
        """Do what the button of a notice says."""
        if self.documents.do(wish):
            return
        if wish is Wish.START_ENGINE:
            self._parts.worker.restart()
        elif wish is Wish.SETTINGS:
            self.dialogs.open_settings()
        elif wish is Wish.INCLUDED:
            self.dialogs.change(replace(self.dialogs.settings, model=""))
        elif wish is Wish.CHANGE_NOW:
            self.change_now_wanted.emit()
        elif wish is Wish.EXPORT:
            self.acts["export"].trigger()

    def _stop_writing(self) -> bool:
        running = self.page.writing.running
        self.page.abandon()
        return running

    def _show_title(self, title: str, unsaved: bool) -> None:
        self.top.set_title(title, unsaved)
        self.setWindowTitle(f"{title}[*] · DreamWriter")
        self.setWindowModified(unsaved)

    def _leave(self) -> None:
        self._may_close = True
        self.close()

    def _window_place(self) -> WindowPlace:
        panels = self.arrangement.wanted
        geometry = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        return WindowPlace(geometry, base64.b64encode(json.dumps(panels).encode()).decode("ascii"))

    def _restore(self) -> None:
        """Stand where the window stood the last time."""
        place = read_window_place(self._parts.state_folder)
        panels: object = {}
        with contextlib.suppress(ValueError):
            panels = json.loads(base64.b64decode(place.panels))
        self.arrangement.want("outline", not isinstance(panels, dict) or panels.get("outline") is not False)
        self.arrangement.want("panel", not isinstance(panels, dict) or panels.get("panel") is not False)
        self.resize(FIRST_SIZE)
        with contextlib.suppress(ValueError):
            self.restoreGeometry(QByteArray(base64.b64decode(place.geometry)))
