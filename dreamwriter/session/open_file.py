"""The open document's file: new, open, save, and what other programs do to it meanwhile. Nothing here is waited for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from dreamwriter.document.document import Document
from dreamwriter.errors import BadUse, DreamWriterError
from dreamwriter.session.background import Background
from dreamwriter.session.file_record import Difference, FileRecord, Origin
from dreamwriter.session.recent_files import RecentFile, RecentFiles

Result = TypeVar("Result")

SETTLE_MILLISECONDS = 300
"""Programs save in several steps; what they did is looked at when they are done."""


class OpenFile(QObject):
    """Knows where the open document belongs, whether it is saved, and who else changed it.

    The text itself lives elsewhere: it comes in by `opened` and is handed over as a frozen `Document` to be saved. What
    is asked for is done in order; each asking ends with one signal.

    Signals:
        opened(Document, Origin): a document was read, or begun (`new`), or taken over (`adopt`); show it.
        saved(Path): the document is in its file.
        failed(DreamWriterError): what was asked for could not be done, and nothing has changed. `ChangedElsewhere` asks
            whether the file may be overwritten, `OpenElsewhere` says that another window has it.
        unsaved_changed(bool): the mark that something is not saved yet.
        path_changed(Path | None): the document belongs to another file now.
        changed_elsewhere(str): another program "changed" the file, or it is "gone". Told once for each change.
        busy_changed(bool): a file is being read or written.
        recent_changed(tuple[RecentFile, ...]): the documents that were open lately, newest first.
    """

    opened = Signal(object, object)
    saved = Signal(object)
    failed = Signal(object)
    unsaved_changed = Signal(bool)
    path_changed = Signal(object)
    changed_elsewhere = Signal(str)
    busy_changed = Signal(bool)
    recent_changed = Signal(object)

    def __init__(
        self,
        state_folder: Path,
        background: Background,
        revision: Callable[[], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """A new document without a file.

        Args:
            state_folder: where locks and the list of recent files lie.
            background: where files are read and written.
            revision: a number that names how the text is now, so that undoing back to what was saved takes the
                unsaved mark away. Without it every change counts as new.
        """
        super().__init__(parent)
        self._record = FileRecord(state_folder / "locks")
        self._recent = RecentFiles(state_folder / "recent")
        self._background = background
        self._origin = Origin()
        self._suggested = ""
        self._changes = 0
        self._revision = revision or (lambda: self._changes)
        self._saved_revision: int | None = self._revision()
        self._unsaved = False
        self._tasks = 0
        self._told: Difference = "none"
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)

    @property
    def origin(self) -> Origin:
        """The file, with what it was like last."""
        return self._origin

    @property
    def path(self) -> Path | None:
        """Where the document is saved; None when a person has to choose first."""
        return self._origin.path

    @property
    def suggested_name(self) -> str:
        """A file name for a document that has none yet; "" when there is nothing better than its title."""
        return self._suggested

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self._unsaved

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._tasks > 0

    def touch(self) -> None:
        """The text was changed, or a change was undone."""
        self._changes += 1
        self._show_unsaved()

    def new(self) -> None:
        """Begin an empty document without a file. Ends with `opened`."""

        def work() -> Origin:
            self._record.new()
            return self._record.origin

        self._do(work, lambda origin: self._arrive(Document(), origin))

    def open(self, path: Path) -> None:
        """Open another document. Ends with `opened` or `failed`; until then all is as before."""

        def then(read: tuple[Document, Origin]) -> None:
            self._arrive(*read, read_from=path)
            self._background.do(lambda: self._recent.add(path, read[0]))  # once the person sees it
            self.list_recent()

        self._do(lambda: (self._record.open(path), self._record.origin), then)

    def adopt(self, document: Document, origin: Origin) -> None:
        """Go on with a recovered document, which is not saved. Ends with `opened`."""

        def work() -> Origin:
            self._record.adopt(origin)
            return self._record.origin

        self._do(work, lambda taken: self._arrive(document, taken, saved=False))

    def save(self, document: Document, overwrite: bool = False) -> None:
        """Save where the document belongs. Ends with `saved` or `failed`."""
        if self.path is None:
            self.failed.emit(BadUse("This document has no file yet.", "Choose a name for it."))
        else:
            self.save_as(document, self.path, overwrite)

    def save_as(self, document: Document, path: Path, overwrite: bool = False) -> None:
        """Save under a name, which the document keeps. Ends with `saved` or `failed`.

        Args:
            document: the text as it is now.
            overwrite: replace whatever is there; only when a person said so.
        """
        revision = self._revision()

        def work() -> Origin:
            self._record.save(document, path, overwrite)
            self._recent.add(path, document)
            return self._record.origin

        def then(origin: Origin) -> None:
            self._saved_revision = revision
            self._follow(origin)
            self._show_unsaved()
            self.saved.emit(path)

        self._do(work, then)
        self.list_recent()

    def look(self) -> None:
        """See whether another program changed the file. Done by itself; also a good idea when the window wakes up."""

        def then(difference: Difference) -> None:
            if difference != self._told:
                self._told = difference
                if difference != "none":
                    self.changed_elsewhere.emit(difference)

        self._background.do(self._record.difference, then)

    def list_recent(self) -> None:
        """Ask for the documents that were open lately. Ends with `recent_changed`."""
        self._background.do(self._recent.entries, self._tell_recent)

    def forget_recent(self, path: Path | None = None) -> None:
        """Take a document, or all of them, from the list of recent ones. Ends with `recent_changed`."""
        self._background.do(self._recent.clear if path is None else lambda: self._recent.remove(path))
        self.list_recent()

    def close(self) -> None:
        """Let go of the file, so that another window may have it."""
        self._unwatch()
        self._settle.stop()
        self._background.do(self._record.new)

    def _do(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        self._count(1)

        def done(result: Result) -> None:
            self._count(-1)
            then(result)

        def failed(error: DreamWriterError) -> None:
            self._count(-1)
            self.failed.emit(error)

        self._background.do(work, done, failed)

    def _count(self, more: int) -> None:
        before = self.busy
        self._tasks += more
        if self.busy != before:
            self.busy_changed.emit(self.busy)

    def _arrive(self, document: Document, origin: Origin, read_from: Path | None = None, saved: bool = True) -> None:
        """Another document is the open one from now on."""
        self._follow(origin)
        self._suggested = f"{read_from.stem}.textpack" if read_from is not None and origin.path is None else ""
        self.opened.emit(document, origin)
        self._saved_revision = self._revision() if saved else None
        self._show_unsaved()

    def _follow(self, origin: Origin) -> None:
        """Stay with this file, and watch it."""
        before, self._origin = self._origin, origin
        self._told = "none"
        self._watch()
        if before.path != origin.path:
            self.path_changed.emit(origin.path)

    def _show_unsaved(self) -> None:
        unsaved = self._revision() != self._saved_revision
        if unsaved != self._unsaved:
            self._unsaved = unsaved
            self.unsaved_changed.emit(unsaved)

    def _stirred(self, _: str) -> None:
        if not self._settle.isActive():
            self._settle.start()
        self._watch()

    def _watch(self) -> None:
        """Watch the file, and its folder: a file that is replaced is not watched any more."""
        if self.path is None:
            self._unwatch()
            return
        wanted = {str(self.path), str(self.path.parent)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if stale := watched - wanted:
            self._watcher.removePaths(sorted(stale))
        if missing := wanted - watched:
            self._watcher.addPaths(sorted(missing))

    def _unwatch(self) -> None:
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)

    def _tell_recent(self, entries: tuple[RecentFile, ...]) -> None:
        self.recent_changed.emit(entries)
