"""A layout that sets things side by side and starts a new row where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from dreamwriter.widgets.theme import SMALL


class FlowLayout(QLayout):
    """Rows of things of their own size.

    Args:
        parent: whose layout it becomes; None for a layout inside another.
        gap: space in pixels between things and between rows.
        centred: rows lie in the middle.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = SMALL, centred: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append."""
        self._items.append(item)

    def count(self) -> int:
        """How many things."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The thing at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the thing at a place and return it, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels of the rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything into its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One row."""
        shown = self._shown()
        across = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        height = max((item.sizeHint().height() for item in shown), default=0)
        margins = self.contentsMargins()
        return QSize(across + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """Room for the largest thing."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        rows: list[list[QLayoutItem]] = []
        filled = 0
        for item in self._shown():
            across = min(item.sizeHint().width(), area.width())
            if not rows or filled + self.spacing() + across > area.width():
                rows.append([])
                filled = -self.spacing()
            rows[-1].append(item)
            filled += self.spacing() + across
        top = area.top()
        for row in rows:
            top += self._set_row(row, area, top, move) + self.spacing()
        bottom = top - self.spacing() if rows else top
        return bottom - rect.top() + self.contentsMargins().bottom()

    def _set_row(self, row: list[QLayoutItem], area: QRect, top: int, move: bool) -> int:
        widths = [min(item.sizeHint().width(), area.width()) for item in row]
        height = max(item.sizeHint().height() for item in row)
        if move:
            spare = area.width() - sum(widths) - self.spacing() * (len(row) - 1)
            left = area.left() + (max(spare, 0) // 2 if self._centred else 0)
            for item, across in zip(row, widths, strict=True):
                own = item.sizeHint().height()
                item.setGeometry(QRect(QPoint(left, top + (height - own) // 2), QSize(across, own)))
                left += across + self.spacing()
        return height
