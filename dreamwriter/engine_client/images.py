"""Encoded pictures become images that a window can draw: size-limited, and never in the window's own thread."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from dreamwriter.document.assets import MAX_PICTURE_BYTES, MAX_PIXELS
from dreamwriter.engine_client.mailbox import Mailbox

THREADS = 2
_MOST_SIDE = 1 << 15
_FORMATS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"))


@dataclass(frozen=True)
class ImageKey:
    """Which image is wanted: a picture at a size.

    Attributes:
        sha256: of the encoded picture, as `Asset.sha256`.
        width, height: of the box that it is to fill or fit into, in pixels of the screen.
        crop: cut what lies outside the box, instead of leaving a part of it empty; for thumbnails.
    """

    sha256: str
    width: int
    height: int
    crop: bool = False


def read_image(data: bytes, size: QSize | None = None, crop: bool = False) -> QImage | None:
    """Decode a picture; None when it is damaged, too large or of no known kind.

    Takes as long as the picture is large: not for the window's thread.

    Args:
        data: an encoded PNG, JPEG, WebP or GIF, known by its content. Untrusted.
        size: the box that the image has to fit into, in pixels, with its proportions kept; it is never enlarged.
            None for the picture's own size.
        crop: fill the whole box and cut off what lies outside.
    """
    kind = _kind(data)
    if kind is None or len(data) > MAX_PICTURE_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)  # other formats of Qt, such as SVG, are programs rather than pictures
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > MAX_PIXELS:
        return None
    wanted = _wanted(whole, size, crop)
    if wanted != whole:
        reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        return None
    return _cut(image, size) if size is not None and crop else image


def _kind(data: bytes) -> bytes | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((kind for start, kind in _FORMATS if data.startswith(start)), None)


def _wanted(whole: QSize, size: QSize | None, crop: bool) -> QSize:
    if size is None:
        return whole
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if crop else Qt.AspectRatioMode.KeepAspectRatio
    wanted = whole.scaled(size, mode).expandedTo(QSize(1, 1)).boundedTo(QSize(_MOST_SIDE, _MOST_SIDE))
    return whole if wanted.width() >= whole.width() else wanted


def _cut(image: QImage, size: QSize) -> QImage:
    width, height = min(size.width(), image.width()), min(size.height(), image.height())
    return image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)


@dataclass(frozen=True)
class _Decoded:
    key: ImageKey
    image: QImage | None


class PictureDecoder(QObject):
    """Decodes pictures in threads of its own, the visible ones first.

    Signals:
        decoded(ImageKey, QImage): an image is there.
        failed(ImageKey): the picture is damaged, too large or of no known kind.
    """

    decoded = Signal(object, QImage)
    failed = Signal(object)

    def __init__(self, threads: int = THREADS, parent: QObject | None = None) -> None:
        """Nothing is started before something is asked for."""
        super().__init__(parent)
        self._box: Mailbox[_Decoded] = Mailbox(self._tell, parent=self)
        self._most_threads = threads
        self._threads: list[threading.Thread] = []
        self._change = threading.Condition()
        self._order = itertools.count()
        self._queue: list[tuple[int, int, ImageKey]] = []
        self._wanted: dict[ImageKey, bytes] = {}
        self._open = True

    def ask(self, key: ImageKey, data: bytes, visible: bool = True) -> None:
        """Ask for an image. Asking again for one that waits does no more than making it visible.

        Args:
            data: the encoded picture. Untrusted.
            visible: the person looks at its place now; others wait until all of these are done.
        """
        with self._change:
            if not self._open or (key in self._wanted and not visible):
                return
            self._wanted[key] = data
            heapq.heappush(self._queue, (0 if visible else 1, next(self._order), key))
            if len(self._threads) < self._most_threads:
                self._threads.append(threading.Thread(target=self._work, name="picture decoder", daemon=True))
                self._threads[-1].start()
            self._change.notify()

    def keep_only(self, keys: Collection[ImageKey]) -> None:
        """Give up all that waits except these: the person has scrolled on. What is in work is still told."""
        with self._change:
            for key in [key for key in self._wanted if key not in keys]:
                del self._wanted[key]

    def cancel(self, key: ImageKey) -> None:
        """Give up one image that waits."""
        with self._change:
            self._wanted.pop(key, None)

    def close(self) -> None:
        """Nothing is told any more from this moment on. Returns at once; see `wait`."""
        with self._change:
            self._open = False
            self._wanted.clear()
            self._change.notify_all()
        self._box.close()

    def wait(self, seconds: float) -> bool:
        """Blocks until a closed one has decoded what was in work, at most so long; whether it has. For the end of the
        program: a thread that is still inside Qt when the interpreter ends would take the process down.
        """
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        """Thread: decode one picture after another."""
        while (task := self._take()) is not None:
            key, data = task
            self._box.put(_Decoded(key, read_image(data, QSize(key.width, key.height), key.crop)))

    def _take(self) -> tuple[ImageKey, bytes] | None:
        with self._change:
            while self._open:
                while self._queue:
                    key = heapq.heappop(self._queue)[2]
                    data = self._wanted.pop(key, None)  # an entry that was given up, or asked for twice, has none
                    if data is not None:
                        return key, data
                self._change.wait()
        return None

    def _tell(self, decoded: _Decoded) -> None:
        if decoded.image is None:
            self.failed.emit(decoded.key)
        else:
            self.decoded.emit(decoded.key, decoded.image)
