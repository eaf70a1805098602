"""Opening and saving as a person meets it: asking for names, guarding unsaved work, telling of trouble."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.desk import Desk
from dreamwriter.session.file_record import Origin
from dreamwriter.session.recovery import Recovered
from dreamwriter.widgets.look import Look
from dreamwriter.window.close_guard import CloseGuard, Decision
from dreamwriter.window.notice_words import Wish, recovered_said
from dreamwriter.window.notices import Notices
from dreamwriter.window.open_page import OpenPage
from dreamwriter.window.recovery_offer import RecoveryOffer

UNTITLED = "Untitled"
OPENED = "Documents (*.textpack *.textbundle *.md *.markdown *.txt);;All files (*)"
SAVED = "TextPack document (*.textpack);;TextBundle folder (*.textbundle)"
_FORBIDDEN = '<>:"/\\|?*'


class Documents(QObject):
    """One window's document, as the menus and the close button know it.

    Args:
        look: where the theme comes from.
        page: the text that is open.
        desk: its file.
        notices: where trouble shows.
        folder: where file dialogs begin.
        window: over which they open.
        stop_writing: stops the model; whether it was at work.

    Attributes:
        title_changed: emitted with the document's name, and whether something in it is unsaved.
        may_close: emitted when the person agreed that the window closes.
        told: emitted with a few words that are worth knowing about what was opened.
    """

    title_changed = Signal(str, bool)
    may_close = Signal()
    told = Signal(str)

    def __init__(
        self,
        look: Look,
        page: OpenPage,
        desk: Desk,
        notices: Notices,
        folder: str,
        window: QWidget,
        stop_writing: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._look = look
        self._page = page
        self._desk = desk
        self._notices = notices
        self._folder = folder
        self._window = window
        self._stop_writing = stop_writing
        self._doing: Literal["open", "save"] = "open"
        self._then: Callable[[], object] | None = None
        self._recovered: Recovered | None = None
        self._target: Path | None = None
        self._connect()

    @property
    def title(self) -> str:
        """The document's own title, else its file's name."""
        path = self._desk.file.path
        return self._page.manuscript.title or (path.stem if path else UNTITLED)

    def set_folder(self, folder: str) -> None:
        """Begin file dialogs in another folder; "" for the system's own place."""
        self._folder = folder

    def new(self) -> None:
        """An empty document, once the old one is safe."""
        self.guard(self._desk.file.new)

    def open(self, path: Path | None = None) -> None:
        """Another document, once the old one is safe; None asks which."""
        self.guard(lambda: self._open(path))

    def save(self, overwrite: bool = False) -> None:
        """Save, asking for a name where there is none."""
        self._target = None
        if self._desk.file.path is None:
            self.save_as()
        else:
            self._doing = "save"
            self._desk.save(overwrite)

    def save_as(self, path: Path | None = None) -> None:
        """Save under another name; None asks for it."""
        if path is None:
            proposed = str(Path(self._start_folder()) / self._file_name())
            chosen, _ = QFileDialog.getSaveFileName(self._window, "Save", proposed, SAVED)
            if not chosen:
                self._then = None
                return
            path = Path(chosen)
        if path.suffix.lower() not in (".textpack", ".textbundle"):
            path = path.with_name(f"{path.name}.textpack")
        self._doing, self._target = "save", path
        # The dialog has asked about a file of that name.
        self._desk.save_as(path, overwrite=path != self._desk.file.path)

    def guard(self, then: Callable[[], object]) -> None:
        """Do something that leaves the document, once it is safe or the person lets it go."""
        if not self._desk.file.unsaved:
            self._stop_writing()
            then()
            return
        path = self._desk.file.path
        running = self._page.manuscript.running
        guard = CloseGuard(self._look, self.title, path.name if path else "", running, self._window)

        def decided(decision: Decision) -> None:
            if decision is Decision.LEAVE:
                self._stop_writing()
                then()
            elif decision is Decision.SAVE:
                self._stop_writing()
                self._then = then
                self.save()

        guard.decided.connect(decided)
        guard.finished.connect(guard.deleteLater)
        guard.open()

    def close(self) -> None:
        """Ask whether the window may close; ends with `may_close`, or not at all."""
        self.guard(self.may_close.emit)

    def do(self, wish: Wish) -> bool:
        """Do what a notice asks for, where it is about the document; whether it was."""
        path = self._desk.file.path
        match wish:
            case Wish.SAVE if self._target is not None:
                self.save_as(self._target)
            case Wish.SAVE:
                self.save()
            case Wish.SAVE_AS:
                self.save_as()
            case Wish.OVERWRITE:
                self.save(overwrite=True)
            case Wish.RELOAD if path is not None:
                self.open(path)
            case Wish.OPEN:
                self.open()
            case _:
                return wish is Wish.KEEP
        return True

    def _connect(self) -> None:
        file = self._desk.file
        file.opened.connect(self._opened)
        file.saved.connect(self._saved)
        file.failed.connect(self._failed)
        file.unsaved_changed.connect(self._tell)
        file.path_changed.connect(self._tell)
        file.changed_elsewhere.connect(self._changed_elsewhere)
        self._desk.autosave.failed.connect(lambda error: self._notices.tell(error, "autosave"))
        self._desk.autosave.written.connect(lambda: self._notices.withdraw("safety"))
        self._desk.recovered_found.connect(self._offer)
        self._page.changed.connect(self._desk.touch)
        self._page.changed.connect(self._tell)
        self._page.replaced.connect(self._tell)

    def _open(self, path: Path | None) -> None:
        if path is None:
            chosen, _ = QFileDialog.getOpenFileName(self._window, "Open", self._start_folder(), OPENED)
            path = Path(chosen) if chosen else None
        if path is not None:
            self._doing = "open"
            self._desk.file.open(path)

    def _opened(self, document: Document, origin: Origin) -> None:
        self._page.set_document(document)
        self._notices.withdraw("file")
        self._notices.withdraw("document")
        if self._recovered is not None:
            self._notices.show_said(recovered_said(origin.path.name if origin.path else ""))
            self._recovered = None
        elif self._desk.file.suggested_name:  # plain text has no place for pictures and takes
            self.told.emit("Opened a copy of the Markdown. Saving asks for a new name.")

    def _saved(self, _path: Path) -> None:
        self._target = None
        self._notices.withdraw("file")
        self._notices.withdraw("document")
        self._tell()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, error: DreamWriterError) -> None:
        self._then = None
        self._notices.tell(error, self._doing)

    def _changed_elsewhere(self, difference: str) -> None:
        path = self._desk.file.path
        self._notices.tell_changed(difference, path.name if path else "The file")

    def _offer(self, found: tuple[Recovered, ...]) -> None:
        if not found:
            return
        offer = RecoveryOffer(self._look, found, self._window)
        offer.opened.connect(self._recover)
        offer.discarded.connect(self._desk.discard)
        offer.left.connect(self._desk.leave)
        offer.finished.connect(offer.deleteLater)
        offer.open()

    def _recover(self, recovered: Recovered) -> None:
        self._recovered = recovered
        self._desk.recover(recovered)

    def _tell(self, _value: object = None) -> None:
        self.title_changed.emit(self.title, self._desk.file.unsaved)

    def _start_folder(self) -> str:
        path = self._desk.file.path
        return str(path.parent) if path else self._folder or str(Path.home())

    def _file_name(self) -> str:
        plain = "".join(" " if letter in _FORBIDDEN or ord(letter) < 32 else letter for letter in self.title)
        return self._desk.file.suggested_name or f"{' '.join(plain.split())[:80].strip('. ') or UNTITLED}.textpack"
