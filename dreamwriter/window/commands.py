"""What the actions of files, editing, inserting, writing and viewing do. Formatting has a room of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from dreamwriter.editor.page_hints import address_of
from dreamwriter.editor.page_view import PageView
from dreamwriter.editor.writing import Mode
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.mark_operations import set_link
from dreamwriter.manuscript.selection import standing
from dreamwriter.settings import LEAST_TEXT_SCALE, MOST_TEXT_SCALE, Settings, Theme
from dreamwriter.window.actions import Actions
from dreamwriter.window.dialogs import Dialogs
from dreamwriter.window.documents import Documents
from dreamwriter.window.parts import Parts

_SCALE_STEP = 0.1
_MODES: tuple[Mode, ...] = ("continue", "illustrate", "rewrite")


class Commands(QObject):
    """Joins the actions to those who do them."""

    def __init__(
        self,
        acts: Actions,
        page: PageView,
        documents: Documents,
        dialogs: Dialogs,
        parts: Parts,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._acts = acts
        self._page = page
        self._documents = documents
        self._dialogs = dialogs
        self._parts = parts
        self._window = window
        self._join_files()
        self._join_editing()
        self._join_writing()
        self._join_view()
        self._watch(parts.page.manuscript)
        parts.page.replaced.connect(self._watch)

    def _join_files(self) -> None:
        acts, documents, dialogs = self._acts, self._documents, self._dialogs
        acts.on("new", documents.new)
        acts.on("open", documents.open)
        acts.on("recent", lambda: dialogs.open_recent(self._parts.desk.file, documents.open))
        acts.on("save", documents.save)
        acts.on("save_as", documents.save_as)
        acts.on("export", self._export)
        acts.on("settings", dialogs.open_settings)
        acts.on("quit", self._window.close)
        acts.on("about", dialogs.open_about)
        acts.on("restart", self._parts.worker.restart)

    def _export(self) -> None:
        if self._page.is_empty:
            self._page.told.emit("The page is empty: there is nothing to export yet.")
        else:
            self._dialogs.open_export(self._parts.page.snapshot(), self._exported)

    def _exported(self, path: Path, notes: tuple[str, ...]) -> None:
        self._page.noticed.emit(" ".join((f"Exported as {path.name}.", *notes)))

    def _join_editing(self) -> None:
        acts = self._acts
        acts.on("undo", self._page.text.undo)
        acts.on("redo", self._page.text.redo)
        for key in ("cut", "copy", "paste"):
            acts.on(key, partial(self._edit, key))
        acts.on("paste_plain", self._paste_plain)
        acts.on("select_all", lambda: self._edited().selectAll())
        acts.on("find", self._page.open_find)
        acts.on("replace", lambda: self._page.open_find(replacing=True))
        acts.on("find_next", lambda: self._page.find_step(1))
        acts.on("find_previous", lambda: self._page.find_step(-1))
        acts.on("picture", lambda: self._dialogs.ask_pictures(self._page.bring_pictures))
        acts.on("link", self._link)
        acts.on("open_link", self._open_link)
        self._page.text.link_opened.connect(QDesktopServices.openUrl)

    def _paste_plain(self) -> None:
        """The characters alone, into the page; fields take nothing else anyway."""
        edited = self._edited()
        if edited is self._page.text:
            self._page.text.insert(QApplication.clipboard().mimeData(), plain=True)
        else:
            edited.paste()

    def _edit(self, what: str) -> None:
        getattr(self._edited(), what)()

    def _edited(self) -> QTextEdit:
        """The field that has the keyboard, else the page."""
        here = QApplication.focusWidget()
        return here if isinstance(here, QTextEdit) else self._page.text

    def _link(self) -> None:
        cursor, manuscript = self._page.text.textCursor(), self._parts.page.manuscript

        def decided(target: str) -> None:
            set_link(manuscript.sheet, cursor, target)
            self._page.text.setFocus()

        self._dialogs.ask_link(standing(manuscript.sheet, cursor).link, decided)

    def _open_link(self) -> None:
        """Open the address of the link at the cursor in the program that the system has for it."""
        url = address_of(standing(self._parts.page.manuscript.sheet, self._page.text.textCursor()).link)
        if url is not None:
            QDesktopServices.openUrl(url)

    def _join_writing(self) -> None:
        for mode in _MODES:
            self._acts.on(mode, partial(self._begin, mode))
        self._acts.on("prompt", lambda: self._page.set_mode("write"))
        self._acts.on("stop", self._page.stop)
        self._page.run_started.connect(lambda _run: self._show_running(True))
        self._page.run_ended.connect(lambda: self._show_running(False))
        self._show_running(False)

    def _begin(self, mode: Mode) -> None:
        self._page.set_mode(mode)
        if self._page.card.mode == mode:
            self._page.card.begin()
        else:
            self._page.card.say("There is no text here yet: say what it shall be about")
            self._page.card.field.setFocus()

    def _show_running(self, running: bool) -> None:
        self._acts.enable(("continue", "illustrate", "prompt"), not running)
        self._acts.enable(("stop",), running)

    def _join_view(self) -> None:
        acts = self._acts
        for theme in get_args(Theme):
            acts.on(theme, partial(self._set, theme))
        acts.on("larger", lambda: self._scale(_SCALE_STEP))
        acts.on("smaller", lambda: self._scale(-_SCALE_STEP))
        self._page.text.scale_wanted.connect(lambda by: self._scale(by * _SCALE_STEP))
        acts["full"].toggled.connect(lambda on: self._window.showFullScreen() if on else self._window.showNormal())
        self._dialogs.settings_changed.connect(self._show_settings)
        self._show_settings(self._dialogs.settings, self._dialogs.settings)

    def _set(self, theme: Theme) -> None:
        self._dialogs.change(replace(self._dialogs.settings, theme=theme))

    def _scale(self, step: float) -> None:
        settings = self._dialogs.settings
        scale = min(max(round(settings.text_scale + step, 2), LEAST_TEXT_SCALE), MOST_TEXT_SCALE)
        self._dialogs.change(replace(settings, text_scale=scale))

    def _show_settings(self, _before: Settings, now: Settings) -> None:
        self._acts[now.theme].setChecked(True)
        self._acts.enable(("larger",), now.text_scale < MOST_TEXT_SCALE)
        self._acts.enable(("smaller",), now.text_scale > LEAST_TEXT_SCALE)

    def _watch(self, manuscript: Manuscript) -> None:
        """Undo and redo can be used while there is something to undo."""

        def show(undo: bool, redo: bool) -> None:
            if manuscript is self._parts.page.manuscript:  # the old one may still end a run
                self._acts["undo"].setEnabled(undo)
                self._acts["redo"].setEnabled(redo)

        manuscript.undo_changed.connect(show)
        show(manuscript.can_undo, manuscript.can_redo)
