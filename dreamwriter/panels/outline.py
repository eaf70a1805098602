"""The outline: the headings of the page. A click goes there; the one in which the person stands is marked."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.connections import Connections
from dreamwriter.widgets.drawing import draw_ground, draw_ring
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import CONTROL_RADIUS, LARGE, MEDIUM, SMALL, TARGET, TextRole

WIDTH = 216
INDENT = 14
DEEPEST = 4
"""Levels below this one are not set further in."""
QUIET_MS = 80
"""While somebody types a heading, the outline follows so much later."""
LEVEL = Qt.ItemDataRole.UserRole
UNTITLED = "Untitled"

_Index = QModelIndex | QPersistentModelIndex


class OutlinePanel(Surface):
    """The headings of the page, in order.

    Args:
        look: where the theme comes from.
        manuscript: the open text.

    Signals:
        go_wanted(int): the person wants to be at this position of the text.
    """

    go_wanted = Signal(int)

    def __init__(self, look: Look, manuscript: Manuscript, parent: QWidget | None = None) -> None:
        super().__init__("panel", "right", parent)
        self._look = look
        self._connections = Connections()
        self._places: list[int] = []
        self._position = 0
        self.setAccessibleName("Outline")
        self.list = QListView()
        self.list.setAccessibleName("Headings")
        self.list.setModel(QStandardItemModel(self))
        self.list.setItemDelegate(_Row(look, self))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.none = Label(look, "The headings of the page will stand here.", colour="muted", wrap=True)
        self.none.setContentsMargins(SMALL, 0, SMALL, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, LARGE, MEDIUM, MEDIUM)
        column.setSpacing(SMALL)
        title = SectionLabel(look, "Outline")
        title.setContentsMargins(SMALL, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(QUIET_MS)
        self._later.timeout.connect(self._fill)
        look.changed.connect(self._dress)
        self.set_manuscript(manuscript)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another text; the old one must still be there."""
        self._connections.clear()
        self._manuscript = manuscript
        self._connections.add(manuscript.outline_changed, self._later.start)
        self._position = 0
        self._fill()

    def set_position(self, position: int) -> None:
        """Mark the heading under which this position of the text is."""
        self._position = position
        self._mark()

    def sizeHint(self) -> QSize:
        """As wide as the zone it is made for."""
        return QSize(self._look.theme.length(WIDTH), 480)

    def _model(self) -> QStandardItemModel:
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def _fill(self) -> None:
        entries = self._manuscript.outline()
        self._places = [entry.position for entry in entries]
        top = min((entry.level for entry in entries), default=1)
        model = self._model()
        model.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            words = entry.title or UNTITLED
            item = model.item(row)
            if item is None:
                item = QStandardItem()
                model.setItem(row, item)
            if item.text() != words:
                item.setText(words)
                item.setToolTip(words)
            if item.data(LEVEL) != entry.level - top:
                item.setData(entry.level - top, LEVEL)
        self.none.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self._mark()

    def _mark(self) -> None:
        if self._places:
            row = max(bisect_right(self._places, self._position) - 1, 0)
            if row != self.list.currentIndex().row():
                self.list.setCurrentIndex(self._model().index(row, 0))

    def _go(self, index: QModelIndex) -> None:
        if index.row() < len(self._places):
            # A heading that is being typed may have moved since the list was made.
            entries = self._manuscript.outline()
            self.go_wanted.emit(entries[min(index.row(), len(entries) - 1)].position if entries else 0)

    def _dress(self) -> None:
        self.list.doItemsLayout()
        self.updateGeometry()


class _Row(QStyledItemDelegate):
    """Draws a heading: set in by its level, bright where the person stands."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line, never lower than what can be clicked."""
        return QSize(64, max(self._look.theme.length(TARGET), TARGET))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one heading."""
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if current or under:
            draw_ground(painter, rect, CONTROL_RADIUS, theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            draw_ring(painter, rect, CONTROL_RADIUS, theme)
        level = min(int(index.data(LEVEL) or 0), DEEPEST)
        painter.setFont(theme.font(TextRole.STRONG if current and not level else
                                   TextRole.BUTTON if current else TextRole.INTERFACE))  # fmt: skip
        painter.setPen(theme.colour("ink" if current or under else "muted"))
        place = rect.adjusted(SMALL + level * theme.length(INDENT), 0, -SMALL, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
