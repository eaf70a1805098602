"""The first second: when the window can be seen, and what is loaded only from then on."""

from __future__ import annotations

import importlib

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

PATIENCE_MILLISECONDS = 1000
"""A window that is begun minimised, or behind others, may not be painted for hours."""
LATER = (
    "PIL.PngImagePlugin",
    "dreamwriter.window.about_dialog",
    "dreamwriter.window.settings_dialog",
    "dreamwriter.window.export_dialog",
)
"""What the empty page does not need, but a person may ask for at any moment."""


class FirstFrame(QObject):
    """Watches a window that is about to be shown.

    Signals:
        over(): the window was painted for the first time, or could not be for a second. Emitted once.
    """

    over = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window: QWidget | None = window
        window.installEventFilter(self)
        QTimer.singleShot(PATIENCE_MILLISECONDS, self, self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the painting; what is painted is on the screen when Qt comes back to its queue."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.removeEventFilter(self)
            self.over.emit()


def load_the_rest() -> None:
    """Load what is in `LATER`, so that no menu has to wait for it. Takes its time: not for the window's thread."""
    from dreamwriter.document.markdown_reader import read_markdown

    read_markdown("A | table\n--|--\n1 | 2\n")  # the parser looks up its parts when it reads for the first time
    for name in LATER:
        importlib.import_module(name)
