"""Work that may take its time, done one piece after another in a thread of its own; results come back to the window."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from dreamwriter.engine_client.mailbox import Mailbox
from dreamwriter.errors import DreamWriterError

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Background(QObject):
    """A thread that works in order. Files are read and written here, never in the window's thread."""

    def __init__(self, name: str = "files", parent: QObject | None = None) -> None:
        """Made in the window's thread, which must run an event loop."""
        super().__init__(parent)
        self._box: Mailbox[Callable[[], None]] = Mailbox(lambda tell: tell(), parent=self)
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()
        self._closed = False

    def do(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        failed: Callable[[DreamWriterError], None] | None = None,
    ) -> None:
        """Do a piece of work after all that was asked for before it. Returns at once; after `close` it does nothing.

        Args:
            work: called in the other thread.
            then: called with the result, in the window's thread.
            failed: called instead when the work raised an error that a person may read about. Any other error is a
                mistake of ours; it is logged, and told in general words.
        """
        if not self._closed:
            self._tasks.put(lambda: self._do(work, then, failed))

    def close(self) -> None:
        """What was asked for is still done, but nothing more is told. Returns at once; see `wait`."""
        self._closed = True
        self._box.close()
        self._tasks.put(None)

    def wait(self, seconds: float) -> bool:
        """Blocks until all work of a closed one is done, at most so long; whether it is. For the end of the program."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        """Thread: one task after another."""
        while (task := self._tasks.get()) is not None:
            task()

    def _do(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None,
        failed: Callable[[DreamWriterError], None] | None,
    ) -> None:
        try:
            result = work()
        except DreamWriterError as error:
            self._tell(failed, error)
        except Exception as error:
            logger.exception("work in the background failed")
            self._tell(failed, _mistake(error))
        else:
            self._tell(then, result)

    def _tell(self, listener: Callable[[Result], None] | None, value: Result) -> None:
        if listener is not None:
            self._box.put(lambda: listener(value))


def _mistake(error: Exception) -> DreamWriterError:
    return DreamWriterError(
        "Something went wrong inside DreamWriter.",
        "Try again. The text is as it was.",
        f"{type(error).__name__}: {error}",
    )
