"""Unused objects are collected in the window's thread only: Qt's objects must not end in another one."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MILLISECONDS = 1000


class GarbageCollection(QObject):
    """Takes the collecting of reference cycles over from the interpreter, which does it in whatever thread it is in.

    An object of Qt that ends in a background thread leaves its timers and notifiers behind in the window's.
    Made once, at the start of a program that has a window.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def spare_what_is_there(self) -> None:
        """What the program has loaded by now stays as long as it runs: never look through it again."""
        gc.freeze()

    def close(self) -> None:
        """Give it back to the interpreter."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        """Collect the oldest generation that is due, as the interpreter would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
