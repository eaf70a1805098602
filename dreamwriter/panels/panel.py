"""What all panels at the right are: a ground with a name, a column that scrolls, and sections in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from dreamwriter.widgets.label import SectionLabel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Separator, Surface
from dreamwriter.widgets.theme import LARGE, SMALL, TIGHT

WIDTH = 336
"""Of a panel at the right, in pixels at scale 1."""


class Panel(Surface):
    """A panel at the right of the page.

    Args:
        look: where the theme comes from.
        name: what it is, as its heading and for screen readers.

    Attributes:
        head: the line of the heading; buttons go to its end.
        column: what scrolls, from top to bottom.
        area: the view of it.
        around: all of it; what is added here stays at the foot.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent)
        self._look = look
        self.setAccessibleName(name)
        self.title = SectionLabel(look, name)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(LARGE, SMALL, SMALL, 0)
        self.head.setSpacing(TIGHT)
        self.head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self.head.addStrut(look.theme.length(36))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(LARGE, TIGHT, LARGE, LARGE)
        self.column.setSpacing(SMALL)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumHeight(1)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.around = QVBoxLayout(self)
        self.around.setContentsMargins(0, 0, 0, 0)
        self.around.setSpacing(0)
        self.around.addLayout(self.head)
        self.around.addWidget(self.area, 1)

    def sizeHint(self) -> QSize:
        """As wide as the zone it is made for."""
        return QSize(self._look.theme.length(WIDTH), 640)

    def minimumSizeHint(self) -> QSize:
        """Narrow and low; it scrolls."""
        return QSize(self._look.theme.length(WIDTH) // 2, 160)

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar lies in the margin: what is in the column is as wide with it as without."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = self.column.contentsMargins()
        margins.setRight(max(LARGE - bar, 0))
        self.column.setContentsMargins(margins)


class Section(QWidget):
    """Things that belong together, under a line and a small heading.

    Args:
        look: where the theme comes from.
        name: the heading; "" for none.
        line: draw a hairline above.
    """

    def __init__(self, look: Look, name: str = "", line: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, SMALL if line else 0, 0, 0)
        self.column.setSpacing(SMALL)
        if line:
            self.column.addWidget(Separator(look))
            self.column.addSpacing(TIGHT)
        self.title = SectionLabel(look, name)
        if name:
            self.column.addWidget(self.title)
        else:
            self.title.hide()

    def add(self, thing: QWidget | QLayout) -> None:
        """Append a widget or a layout."""
        if isinstance(thing, QWidget):
            self.column.addWidget(thing)
        else:
            self.column.addLayout(thing)
