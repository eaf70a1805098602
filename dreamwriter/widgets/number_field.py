"""A field for a whole number, such as a seed."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from dreamwriter.widgets.look import Look


class NumberField(QSpinBox):
    """A whole number: typed, or changed with the up and down keys. It has no little buttons.

    Args:
        look: where the theme comes from.
        name: what it is, for screen readers.
        least: smallest number.
        most: largest number.
        value: at first.
    """

    def __init__(self, look: Look, name: str, least: int, most: int, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setRange(least, most)
        self.setValue(value)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        # a style sheet does not reach the space inside the line of a spin box
        side = self._look.theme.length(10)
        self.lineEdit().setTextMargins(side, 0, side, 0)
        self.updateGeometry()
