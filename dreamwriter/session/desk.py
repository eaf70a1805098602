"""One window's document: its file and its recovery, which have to agree about what is safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.autosave import SECONDS, Autosave
from dreamwriter.session.background import Background
from dreamwriter.session.open_file import OpenFile
from dreamwriter.session.recovery import Recovered, find_recovered


class Desk(QObject):
    """Keeps unsaved work in the recovery folder, and nothing else.

    Attributes:
        file: the document's file; its signals tell what to show.
        autosave: told of trouble by its signal `failed`.

    Signals:
        recovered_found(tuple[Recovered, ...]): documents of windows that ended unexpectedly, newest first; maybe none.
            Each has to be restored (`recover`), discarded or left.
    """

    recovered_found = Signal(object)

    def __init__(
        self,
        state_folder: Path,
        snapshot: Callable[[], Document],
        revision: Callable[[], int] | None = None,
        seconds: float = SECONDS,
        parent: QObject | None = None,
    ) -> None:
        """A new document without a file.

        Args:
            state_folder: where locks, recent files and recovery lie.
            snapshot: gives the open document as it is now, as a frozen value; called in the window's thread.
            revision: see `OpenFile`.
            seconds: see `Autosave`.
        """
        super().__init__(parent)
        self._snapshot = snapshot
        self._recovery_folder = state_folder / "recovery"
        self._background = Background(parent=self)
        self.file = OpenFile(state_folder, self._background, revision, self)
        self.autosave = Autosave(
            self._recovery_folder, self._background, lambda: (snapshot(), self.file.origin), seconds, self
        )
        self.file.unsaved_changed.connect(self._unsaved_changed)

    def touch(self) -> None:
        """The text was changed, or a change was undone. Cheap: called at every key."""
        self.file.touch()
        if self.file.unsaved:
            self.autosave.touch()

    def save(self, overwrite: bool = False) -> None:
        """Save the open document where it belongs; see `OpenFile.save`."""
        self.file.save(self._snapshot(), overwrite)

    def save_as(self, path: Path, overwrite: bool = False) -> None:
        """Save the open document under a name; see `OpenFile.save_as`."""
        self.file.save_as(self._snapshot(), path, overwrite)

    def look_for_recovered(self) -> None:
        """Look for documents of windows that ended unexpectedly. Ends with `recovered_found`."""
        self._background.do(lambda: find_recovered(self._recovery_folder), self._tell_found)

    def recover(self, recovered: Recovered) -> None:
        """Go on with such a document: ends with `file.opened`, or with `file.failed` when it is damaged."""

        def restored(document: Document) -> None:
            self.autosave.adopt(recovered)
            self.file.adopt(document, recovered.origin)

        def failed(error: DreamWriterError) -> None:
            self.file.failed.emit(error)

        self._background.do(recovered.restore, restored, failed)

    def discard(self, recovered: Recovered) -> None:
        """Throw such a document away for good."""
        self._background.do(recovered.discard)

    def leave(self, recovered: Recovered) -> None:
        """Decide later: it will be offered again."""
        self._background.do(recovered.leave)

    def keep_now(self) -> None:
        """Put what is unsaved into the recovery folder at once, and wait for it: for a crash of the window.

        Raises:
            CannotSave: it could not be written.
        """
        self.touch()  # of what was typed a moment ago nobody may have told yet
        if self.file.unsaved:
            self.autosave.write_now()

    def close(self, keep: bool = False) -> None:
        """The document is closed, and another window may have its file.

        Args:
            keep: nobody was asked about what is unsaved, so it is offered at the next start; else nothing is kept.
        """
        self.autosave.close(keep and self.file.unsaved)
        self.file.close()
        self._background.close()

    def wait(self, seconds: float) -> bool:
        """Blocks until a closed desk has done its work, at most so long; whether it has. For the end of the program."""
        return self._background.wait(seconds)

    def _unsaved_changed(self, unsaved: bool) -> None:
        if not unsaved:
            self.autosave.clear()

    def _tell_found(self, found: tuple[Recovered, ...]) -> None:
        self.recovered_found.emit(found)
