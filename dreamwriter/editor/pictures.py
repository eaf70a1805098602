"""The pictures of the page: decoded for it in other threads, and those that a person brings looked at there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTextCursor

from dreamwriter.engine_client.images import ImageKey, PictureDecoder
from dreamwriter.manuscript.brought import Clip, Pasted, read_clip
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import Wanted
from dreamwriter.session.background import Background


class PagePictures(QObject):
    """Brings pictures to the page. One for each open manuscript.

    Args:
        background: where brought pictures are read.

    Attributes:
        failed: emitted with the `DreamWriterError` of a picture that cannot be taken in.
        inserted: emitted with the id of the figure that a single picture became.
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
        self._open = True
        manuscript.cache.wanted.connect(self._ask)
        manuscript.intake.brought.connect(self._bring)
        manuscript.intake.refused.connect(self.failed)
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._undecoded)

    def _bring(self, clip: Clip, cursor: QTextCursor) -> None:
        """Put what a person brought into the page, once another thread has read it."""

        def take_in(pasted: Pasted) -> None:
            if not self._open:
                return
            came = self._manuscript.intake.take_in(cursor, pasted)
            if len(came) == 1:
                self.inserted.emit(came[0])

        self._background.do(lambda: read_clip(clip), take_in, self.failed.emit)

    def close(self) -> None:
        """The manuscript is not shown any more."""
        self._open = False
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
