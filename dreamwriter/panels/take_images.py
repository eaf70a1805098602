"""The pictures of takes at the sizes in which panels show them: decoded elsewhere, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dreamwriter.document.assets import Asset
from dreamwriter.engine_client.images import ImageKey, PictureDecoder

THUMB, LARGE, WHOLE = 256, 768, 2048
"""Sides in pixels of the box that an image fits into: in a strip, in a panel, over the page."""


class TakeImages(QObject):
    """Asks a decoder for what panels show, and keeps it.

    Args:
        decoder: may be the page's own; one for the panels alone is not held up by scrolling.
        limit_bytes: how much is kept.

    Signals:
        arrived(str): the sha256 of a picture that can be shown now.
    """

    arrived = Signal(str)

    def __init__(self, decoder: PictureDecoder, parent: QObject | None = None, limit_bytes: int = 96 << 20) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._limit = limit_bytes
        self._size = 0
        self._images: OrderedDict[ImageKey, QImage] = OrderedDict()
        self._failed: set[ImageKey] = set()
        decoder.decoded.connect(self._keep)
        decoder.failed.connect(self._failed.add)

    def image(self, asset: Asset, side: int = THUMB) -> QImage | None:
        """A picture that fits into a box of `side` pixels, or None; then it is asked for and `arrived` tells of it.

        Until the wanted size is there another size of the same picture is given, if there is one.
        """
        key = ImageKey(asset.sha256, side, side)
        found = self._images.get(key)
        if found is not None:
            self._images.move_to_end(key)
            return found
        if key not in self._failed:
            self._decoder.ask(key, asset.data)
        return next((image for known, image in self._images.items() if known.sha256 == asset.sha256), None)

    def _keep(self, key: ImageKey, image: QImage) -> None:
        if key.crop or key.width != key.height or key.width not in (THUMB, LARGE, WHOLE):
            return  # the page's own
        before = self._images.pop(key, None)
        self._size += image.sizeInBytes() - (before.sizeInBytes() if before is not None else 0)
        self._images[key] = image
        while self._size > self._limit and len(self._images) > 1:
            self._size -= self._images.popitem(last=False)[1].sizeInBytes()
        self.arrived.emit(key.sha256)
