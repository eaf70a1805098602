"""A row of small pictures, one of them chosen; it scrolls sideways and follows the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import TIGHT
from dreamwriter.widgets.thumbnail import EDGE, SIDE, Thumbnail


class ThumbnailStrip(QScrollArea):
    """Pictures side by side.

    One stop for Tab; left, right, Home and End move and choose; Enter opens; the menu key or a right click asks for
    a menu; Delete asks to delete. The strip changes nothing by itself but which picture is chosen.

    Args:
        look: where the theme comes from.
        name: what the pictures are, for screen readers.
        side: of a picture, in pixels at scale 1.

    Attributes:
        chosen: emitted with the key when the person chose another picture.
        opened: emitted with the key at Enter or a double click.
        menu_wanted: emitted with the key and a place on the screen.
        delete_wanted: emitted with the key.
    """

    chosen = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    delete_wanted = Signal(str)

    def __init__(self, look: Look, name: str, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._side = side
        self._thumbnails: dict[str, Thumbnail] = {}
        self._value = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(TIGHT)
        self._row.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.updateGeometry)

    @property
    def value(self) -> str:
        """Key of the chosen picture; "" for none."""
        return self._value

    def order(self) -> tuple[str, ...]:
        """Keys of the pictures from left to right."""
        return tuple(self._thumbnails)

    def add(self, key: str, name: str, image: QImage | None = None) -> Thumbnail:
        """Add a picture at the right end; its looks are changed through what is returned.

        Raises:
            ValueError: there is one with that key.
        """
        if key in self._thumbnails:
            raise ValueError(f"there is a picture with the key {key!r}")
        thumbnail = Thumbnail(self._look, name, image, self._side)
        thumbnail.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumbnail.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(key, thumbnail.mapToGlobal(place))
        )
        thumbnail.clicked.connect(lambda: self._choose(key))
        thumbnail.opened.connect(lambda: self.opened.emit(key))
        thumbnail.walked.connect(self._walk)
        thumbnail.delete_wanted.connect(lambda: self.delete_wanted.emit(key))
        self._thumbnails[key] = thumbnail
        self._row.insertWidget(self._row.count() - 1, thumbnail)
        self._settle()
        return thumbnail

    def thumbnail(self, key: str) -> Thumbnail:
        """One of the pictures.

        Raises:
            KeyError: there is none with that key.
        """
        return self._thumbnails[key]

    def remove(self, key: str) -> None:
        """Take a picture out; if it was the chosen one, none is.

        Raises:
            KeyError: there is none with that key.
        """
        thumbnail = self._thumbnails.pop(key)
        if key == self._value:
            self._value = ""
        self._row.removeWidget(thumbnail)
        thumbnail.hide()
        thumbnail.deleteLater()
        self._settle()

    def clear(self) -> None:
        """Take all pictures out."""
        for key in self.order():
            self.remove(key)

    def set_value(self, key: str) -> None:
        """Show another picture as the chosen one, "" for none; emits nothing.

        Raises:
            KeyError: there is none with that key.
        """
        if key:
            self.ensureWidgetVisible(self._thumbnails[key], EDGE, 0)
        self._value = key
        self._settle()

    def sizeHint(self) -> QSize:
        """One picture high, with room for the scroll bar."""
        side = self._look.theme.length(self._side) + 2 * EDGE
        return QSize(4 * side, side + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """At least one picture."""
        return QSize(self._look.theme.length(self._side) + 2 * EDGE, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves sideways where there is more to see; otherwise it is for what lies around."""
        bar = self.horizontalScrollBar()
        delta = event.angleDelta()
        before = bar.value()
        bar.setValue(before - (delta.x() or delta.y()) // 2)
        event.setAccepted(bar.value() != before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys are for the pictures, not for the scroll bar."""
        event.ignore()

    def _choose(self, key: str) -> None:
        changed = key != self._value
        self.set_value(key)
        if changed:
            self.chosen.emit(key)

    def _walk(self, step: int) -> None:
        keys = self.order()
        here = next((at for at, key in enumerate(keys) if self._thumbnails[key].hasFocus()), 0)
        key = keys[min(max(here + step, 0), len(keys) - 1)]
        self._thumbnails[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(key)

    def _settle(self) -> None:
        stop = self._value or next(iter(self._thumbnails), "")
        for key, thumbnail in self._thumbnails.items():
            thumbnail.setChecked(key == self._value)
            thumbnail.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus)
