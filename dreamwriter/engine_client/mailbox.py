"""A letter box between threads: letters are put in by any thread and read in the thread in which the box was made."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

Letter = TypeVar("Letter")
Join = Callable[[Letter, Letter], Letter | None]
"""One letter that says what two in a row say, or None where they must stay two."""

FRAME_MILLISECONDS = 16
"""Letters are read at most this often: a screen shows no more."""
READING_SECONDS = 0.008
"""After this long the event loop gets its turn, and the rest is read in the next frame."""

logger = logging.getLogger(__name__)


class Mailbox(QObject, Generic[Letter]):
    """Carries letters to the thread of an event loop, in order, each once, and never faster than it can read."""

    _rung = Signal()

    def __init__(
        self, read: Callable[[Letter], None], join: Join[Letter] | None = None, parent: QObject | None = None
    ) -> None:
        """Made in the thread that reads; it must run an event loop of Qt.

        Args:
            read: called with each letter. An error of it harms no other letter; it goes to `sys.excepthook`.
            join: joins what waits to be read, so that a busy reader is not flooded.
        """
        super().__init__(parent)
        self._read = read
        self._join = join
        self._letters: deque[Letter] = deque()
        self._lock = threading.Lock()
        self._open = True
        self._rung.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MILLISECONDS)
        self._frame.timeout.connect(self._deliver)

    def put(self, letter: Letter) -> None:
        """Put a letter in, from any thread. After `close` it is thrown away."""
        with self._lock:
            if not self._open:
                return
            empty = not self._letters
            joined = self._join(self._letters[-1], letter) if self._letters and self._join is not None else None
            if joined is None:
                self._letters.append(letter)
            else:
                self._letters[-1] = joined
            if empty:
                self._rung.emit()

    def close(self) -> None:
        """Nothing is read any more from this moment on. Called in the reading thread."""
        with self._lock:
            self._open = False
            self._letters.clear()
        self._frame.stop()

    @Slot()
    def _look(self) -> None:
        if not self._frame.isActive():
            self._deliver()

    @Slot()
    def _deliver(self) -> None:
        until = time.monotonic() + READING_SECONDS
        read = False
        while (letter := self._take()) is not None:
            read = True
            try:
                self._read(letter[0])
            except Exception as error:
                logger.exception("a letter could not be read")
                sys.excepthook(type(error), error, error.__traceback__)  # whoever hears of mistakes hears of this one
            if time.monotonic() >= until:
                break
        if read and self._open:
            self._frame.start()

    def _take(self) -> tuple[Letter] | None:
        with self._lock:
            return (self._letters.popleft(),) if self._letters else None
