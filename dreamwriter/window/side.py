"""The right side of the window: one panel at a time, with a switch between them at its head."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dreamwriter.panels.panel import Panel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL

WIDTH, MORE = 336, 120
"""Pixels across at scale 1, and how much wider it grows beside the page at most."""


class Side(Surface):
    """Panels that take turns.

    Args:
        look: where the theme comes from.
        panels: key, name and panel, in the order of the switch.

    Attributes:
        turned: emitted with the key of the panel that is shown now.
    """

    turned = Signal(str)

    def __init__(self, look: Look, panels: tuple[tuple[str, str, Panel], ...], parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent)
        self._look = look
        self._most: int | None = None
        self._keys = [key for key, _, _ in panels]
        self._stack = QStackedWidget()
        options = [Option(key, name) for key, name, _ in panels]
        self._switch = SegmentedControl(look, "Panel", options, self._keys[0])
        for _, _, panel in panels:
            panel.setProperty("edge", "")
            panel.title.setText("")  # the switch says it
            items = (panel.head.itemAt(at) for at in range(panel.head.count()))
            if not any(item and item.widget() not in (None, panel.title) for item in items):
                panel.around.removeItem(panel.head)  # and so the line of the heading is not needed
                panel.title.hide()
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, LARGE, SMALL)
        head.addWidget(self._switch)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._switch.chosen.connect(self.show_panel)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def shown(self) -> str:
        """Key of the panel that is shown."""
        return self._keys[self._stack.currentIndex()]

    def show_panel(self, key: str) -> None:
        """Show another panel."""
        if key in self._keys:
            self._stack.setCurrentIndex(self._keys.index(key))
            self._switch.set_value(key)
            self.turned.emit(key)

    @property
    def wanted_width(self) -> int:
        """Pixels across beside the page."""
        return min(self._look.theme.length(WIDTH), WIDTH + MORE)

    def set_width(self, most: int | None) -> None:
        """Be as wide as beside the page (None), or over it, as wide as the text scale wants and `most` pixels."""
        self._most = most
        self._dress()

    def _dress(self) -> None:
        beside = self._most is None
        self.setFixedWidth(self.wanted_width if beside else min(self._look.theme.length(WIDTH), self._most or 0))
