"""Pictures in the size in which they are shown, ready to be drawn. Nothing is decoded in here."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap


class Wanted(NamedTuple):
    """A picture in one size.

    Attributes:
        sha256: of the encoded picture.
        width, height: pixels of the screen.
        ratio: pixels of the screen for one of the page.
    """

    sha256: str
    width: int
    height: int
    ratio: float


class PictureCache(QObject):
    """Keeps the pixmaps that were drawn last, and asks for those that are not there.

    Whoever listens to `wanted` decodes on a thread of its own and answers with `put` (or `fail`) in the window's
    thread. A picture is asked for once until it is answered.
    """

    wanted = Signal(object)
    """A `Wanted`."""
    arrived = Signal(str)
    """The sha256 of a picture that can be drawn now, or that failed."""

    def __init__(self, limit_bytes: int = 256 * 1024 * 1024, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit = limit_bytes
        self._size = 0
        self._pixmaps: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._asked: set[Wanted] = set()
        self._failed: set[str] = set()

    def get(self, sha256: str, size: QSize, ratio: float) -> QPixmap | None:
        """A picture to be drawn at `size` (in pixels of the page), or None; then it is asked for.

        Until the wanted size is there, another size of the same picture is given if there is one.
        """
        key = Wanted(sha256, round(size.width() * ratio), round(size.height() * ratio), ratio)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if key not in self._asked and sha256 not in self._failed:
            self._asked.add(key)
            self.wanted.emit(key)
            found = self._pixmaps.get(key)
        return found or next((pixmap for known, pixmap in self._pixmaps.items() if known.sha256 == sha256), None)

    def put(self, wanted: Wanted, image: QImage) -> None:
        """Answer with the decoded picture, about as large as wanted."""
        self._asked.discard(wanted)
        if wanted in self._pixmaps:
            self._size -= _bytes(self._pixmaps.pop(wanted))
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(wanted.ratio)
        self._pixmaps[wanted] = pixmap
        self._size += _bytes(pixmap)
        while self._size > self._limit and len(self._pixmaps) > 1:
            self._size -= _bytes(self._pixmaps.popitem(last=False)[1])
        self.arrived.emit(wanted.sha256)

    def fail(self, wanted: Wanted) -> None:
        """Answer that the picture cannot be shown."""
        self._asked.discard(wanted)
        self._failed.add(wanted.sha256)
        self.arrived.emit(wanted.sha256)

    def has_failed(self, sha256: str) -> bool:
        """Whether the picture cannot be shown."""
        return sha256 in self._failed


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
