"""How late the window's thread is: a fine clock in it, and what its ticks tell."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MILLISECONDS = 4


@dataclass(frozen=True)
class Delays:
    """How long events had to wait for the window's thread, in milliseconds.

    Attributes:
        waits: one for each tick that was due, in ascending order. While the thread is held up, a tick is due every few
            milliseconds all the same: a long wait counts for all who would have come meanwhile.
        own: the longest stretch in which the thread itself was at work; what is in `waits` beyond that, other threads
            and other programs took.
    """

    waits: tuple[float, ...]
    own: float

    def at(self, share: float) -> float:
        """The wait that this share of the events did not exceed; 1.0 for the longest."""
        return self.waits[min(int(share * len(self.waits)), len(self.waits) - 1)] if self.waits else 0.0

    def __str__(self) -> str:
        return (
            f"50th {self.at(0.5):.1f} ms, 99th {self.at(0.99):.1f}, longest {self.at(1.0):.1f}"
            f" (own work at a stretch at most {self.own:.1f})"
        )


class Lateness(QObject):
    """Ticks in the thread in which it is made, and notes how late each tick is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waits: list[float] = []
        self._own = 0.0
        self._due = 0.0
        self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Forget what was noted, and tick from now on."""
        self._waits, self._own = [], 0.0
        self._due = time.perf_counter() + TICK_MILLISECONDS / 1000
        self._worked = time.thread_time()
        self._timer.start()

    def end(self) -> Delays:
        """Stop ticking and tell."""
        self._tick()
        self._timer.stop()
        return Delays(tuple(sorted(self._waits)), self._own)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._own = max(self._own, 1000 * (worked - self._worked))
        self._worked = worked
        late = 1000 * (now - self._due)
        self._waits.append(max(late, 0.0))
        while late > TICK_MILLISECONDS:
            late -= TICK_MILLISECONDS
            self._waits.append(late)
        self._due = now + TICK_MILLISECONDS / 1000
