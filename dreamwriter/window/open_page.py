"""The text that is open now, whichever it is: what files and recovery ask for a snapshot and for its name of state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from dreamwriter.document.document import Document
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.picture_cache import PictureCache


class OpenPage(QObject):
    """Holds one manuscript, and takes another in when another document is opened.

    Args:
        style: gives the look of the page at this moment.

    Attributes:
        replaced: emitted with the manuscript that is open from now on; the old one lives a moment longer.
        changed: emitted soon after the text changed, once for many changes.
    """

    replaced = Signal(object)
    changed = Signal()

    def __init__(self, style: Callable[[], PageStyle], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._names: dict[int, int] = {}
        self._newest = 0
        self._text_revision = 0
        self._unnamed = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._look)
        self._manuscript = self._made(Document())

    @property
    def manuscript(self) -> Manuscript:
        """What is open."""
        return self._manuscript

    def snapshot(self) -> Document:
        """The open document as it is now."""
        return self._manuscript.snapshot()

    def revision(self) -> int:
        """A number that names the state of the text; undo leads back to the same number."""
        self._name()
        return self._names.get(self._manuscript.text.availableUndoSteps(), 0)

    def set_document(self, document: Document) -> None:
        """Open another document."""
        old = self._manuscript
        old.changed.disconnect(self._stir)
        self._settle.stop()
        self._manuscript = self._made(document)
        self.replaced.emit(self._manuscript)
        old.deleteLater()

    def _made(self, document: Document) -> Manuscript:
        manuscript = Manuscript(document, self._style(), PictureCache(), self)
        manuscript.cache.setParent(manuscript)
        self._newest += 1
        self._names = {0: self._newest}
        self._unnamed = False
        self._text_revision = manuscript.text.revision()
        manuscript.changed.connect(self._stir)
        return manuscript

    def _stir(self) -> None:
        self._unnamed = True
        self._settle.start()

    def _look(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        """Name the state that the text has come to, unless it is one that undo or redo led back to."""
        if not self._unnamed:
            return
        self._unnamed = False
        text = self._manuscript.text
        steps = text.availableUndoSteps()
        moved = text.revision() != self._text_revision
        self._text_revision = text.revision()
        if not moved:  # takes or metadata, which undo does not know
            self._names.clear()
        if not (moved and text.isRedoAvailable() and steps in self._names):
            self._newest += 1
            self._names = {depth: name for depth, name in self._names.items() if depth < steps}
            self._names[steps] = self._newest
