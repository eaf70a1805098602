"""Connections to the open text, which is another one after another document was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance


class Connections:
    """Signals and who hears them, to be let go of together."""

    def __init__(self) -> None:
        self._made: list[tuple[SignalInstance, Callable[..., Any]]] = []

    def add(self, signal: SignalInstance, slot: Callable[..., Any]) -> None:
        """Hear a signal until `clear`."""
        signal.connect(slot)
        self._made.append((signal, slot))

    def clear(self) -> None:
        """Hear none of them any more. Whoever sends them must still be there."""
        for signal, slot in self._made:
            signal.disconnect(slot)
        self._made.clear()
