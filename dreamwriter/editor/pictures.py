"""The pictures of the page: decoded for it in other threads, and those that a person brings looked at there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dreamwriter.document.assets import MAX_PICTURE_BYTES, Asset, read_asset
from dreamwriter.engine_client.images import ImageKey, PictureDecoder
from dreamwriter.errors import BadDocument
from dreamwriter.manuscript.clipboard import Brought
from dreamwriter.manuscript.insertions import insert_figure
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import Wanted
from dreamwriter.session.background import Background
from dreamwriter.session.recent_files import encoded


class PagePictures(QObject):
    """Brings pictures to the page. One for each open manuscript.

    Args:
        background: where brought pictures are read.

    Attributes:
        failed: emitted with the `DreamWriterError` of a picture that cannot be taken in.
        inserted: emitted with the id of the figure that a brought picture became.
    """

    failed = Signal(object)
    inserted = Signal(str)

    def __init__(
        self, manuscript: Manuscript, decoder: PictureDecoder, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._decoder = decoder
        self._background = background
        self._asked: dict[ImageKey, set[Wanted]] = {}
        manuscript.cache.wanted.connect(self._ask)
        manuscript.pictures_pasted.connect(self.bring)
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._undecoded)

    def bring(self, pictures: tuple[Brought, ...], position: int) -> None:
        """Put pictures into the page at a position, once another thread has looked at them."""
        place = self._manuscript.sheet.cursor(position)

        def insert(asset: Asset) -> None:
            self.inserted.emit(insert_figure(self._manuscript.sheet, place, asset))

        for picture in pictures:
            self._background.do(lambda picture=picture: read_brought(picture), insert, self.failed.emit)  # type: ignore[misc]  # mypy knows no default of a lambda here

    def close(self) -> None:
        """The manuscript is not shown any more."""
        self._decoder.decoded.disconnect(self._decoded)
        self._decoder.failed.disconnect(self._undecoded)
        for key in self._asked:
            self._decoder.cancel(key)
        self._asked.clear()

    def _ask(self, wanted: Wanted) -> None:
        asset = self._manuscript.sheet.gallery.pictures.get(wanted.sha256)
        if asset is None:
            self._manuscript.cache.fail(wanted)
            return
        key = ImageKey(wanted.sha256, wanted.width, wanted.height)
        self._asked.setdefault(key, set()).add(wanted)
        self._decoder.ask(key, asset.data)

    def _decoded(self, key: ImageKey, image: QImage) -> None:
        for wanted in self._asked.pop(key, ()):
            self._manuscript.cache.put(wanted, image)

    def _undecoded(self, key: ImageKey) -> None:
        for wanted in self._asked.pop(key, ()):
            self._manuscript.cache.fail(wanted)


def read_brought(picture: Brought) -> Asset:
    """A picture as documents keep it. Takes its time: not for the window's thread.

    Raises:
        BadDocument: it cannot be read, or is none.
    """
    if isinstance(picture, Path):
        try:
            with picture.open("rb") as stream:
                return read_asset(stream.read(MAX_PICTURE_BYTES + 1), picture.name)
        except OSError as error:
            raise BadDocument(
                f"The picture {picture.name} cannot be read.", "Look whether the file is still there.", str(error)
            ) from error
    return read_asset(encoded(picture) if isinstance(picture, QImage) else picture)
