"""Autosave: what a person types is in the recovery folder five seconds later, whatever happens to the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.background import Background
from dreamwriter.session.file_record import Origin
from dreamwriter.session.recovery import Recovered, RecoveryPlace

SECONDS = 4.5
"""From the first change to the writing, which then has half a second before five are over."""


class Autosave(QObject):
    """Keeps the open document in a recovery place while something in it is unsaved.

    Signals:
        written(): what is on the page now is safe from a crash.
        failed(DreamWriterError): it could not be kept. Told once; then again only after it has worked in between.
    """

    written = Signal()
    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        background: Background,
        snapshot: Callable[[], tuple[Document, Origin]],
        seconds: float = SECONDS,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is written before the first `touch`.

        Args:
            folder: the recovery folder, for all windows.
            background: where it is written.
            snapshot: gives the document as it is now, and the file that it belongs to; called in the window's thread.
            seconds: from the first change to the writing.
        """
        super().__init__(parent)
        self._folder = folder
        self._background = background
        self._snapshot = snapshot
        self._place = RecoveryPlace.new(folder)
        self._writing = False
        self._troubled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self._due)

    def touch(self) -> None:
        """The text was changed. Cheap: called at every key."""
        if not self._timer.isActive():
            self._timer.start()

    def write_now(self) -> None:
        """Keep the document at once and wait for it: the window is about to end. Does not use the event loop.

        Raises:
            CannotSave: it could not be written.
        """
        self._place.write(*self._snapshot())

    def clear(self) -> None:
        """Remove what is kept: the document is saved as it is, or closed. Connect it to a mark that is taken away."""
        self._timer.stop()
        self._background.do(self._place.clear)

    def adopt(self, recovered: Recovered) -> None:
        """Go on in the place of a recovered document, which so is never without one."""
        self._timer.stop()
        before, self._place = self._place, recovered.place
        self._background.do(before.clear)
        self._background.do(before.leave)

    def close(self, keep: bool = False) -> None:
        """The document is closed in peace, and nothing of it is kept.

        Args:
            keep: it is not closed in peace; what is kept stays where it is and is offered at the next start.
        """
        if keep:
            self._timer.stop()
        else:
            self.clear()
        self._background.do(self._place.leave)

    def _due(self) -> None:
        if self._writing:  # a slow disk is not given more work than it can do
            self._timer.start()
            return
        self._writing = True
        place, (document, origin) = self._place, self._snapshot()
        self._background.do(lambda: place.write(document, origin), self._done, self._trouble)

    def _done(self, _: None) -> None:
        self._writing = self._troubled = False
        self.written.emit()

    def _trouble(self, error: DreamWriterError) -> None:
        self._writing = False
        self.touch()
        if not self._troubled:
            self._troubled = True
            self.failed.emit(error)
