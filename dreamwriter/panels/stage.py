"""The top of the inspector: the picture of the page, or that picture beside the take that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dreamwriter.panels.picture_view import PictureView
from dreamwriter.widgets.compare import CompareMode, CompareView
from dreamwriter.widgets.look import Look

PAIR_HEIGHT = 148


class Stage(QWidget):
    """One picture, or two side by side.

    Args:
        look: where the theme comes from.

    Signals:
        menu_wanted(QPoint): a right click on the picture, with a place on the screen.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.one = PictureView(look)
        self.two = CompareView(look, CompareMode.SIDE_BY_SIDE)
        self.two.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.one)
        column.addWidget(self.two)
        self.one.menu_wanted.connect(self.menu_wanted)
        look.changed.connect(self._dress)
        self._dress()

    def show_one(self, image: QImage | None, name: str) -> None:
        """Show the picture of the page; a quiet ground while it is not there."""
        self.one.set_image(image, name)
        self.two.hide()
        self.one.show()

    def show_two(self, before: QImage | None, after: QImage | None, name: str) -> None:
        """Show the picture of the page and another take; quiet grounds for what is not there yet."""
        self.two.set_images(before or QImage(), after or QImage(), "On the page", name)
        self.one.hide()
        self.two.show()

    def _dress(self) -> None:
        self.two.setFixedHeight(self._look.theme.length(PAIR_HEIGHT))
