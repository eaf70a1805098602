"""A whole program to measure: its window, its engine with the bundled model, and folders that nobody else has."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dreamwriter.app import Program
from dreamwriter.settings import Settings

PATIENCE_SECONDS = 300.0


@contextmanager
def opened() -> Iterator[Program]:
    """A program whose window can be seen; it ends with the block."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="dreamwriter-benchmark-") as folder:
        program = Program(application, Settings(theme="light"), Path(folder) / "config", Path(folder) / "state")
        program.window.resize(1440, 900)
        seen: list[bool] = []
        program.first_frame.over.connect(lambda: seen.append(True))
        program.start()
        wait_for(lambda: bool(seen))
        try:
            yield program
        finally:
            program.window.hide()
            program.close()
            program.wait()


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it did not become so.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not happen")
        live(10)


def live(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Paints(QObject):
    """Knows when a widget was painted last.

    Attributes:
        at: end of the last painting, as `time.perf_counter`; 0.0 before the first.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a painting once Qt is back from it."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()


def memory() -> str:
    """What this process takes, in words."""
    info = psutil.Process().memory_full_info()
    return f"{info.rss / 2**20:.0f} MB resident, {info.uss / 2**20:.0f} MB of it its own"
