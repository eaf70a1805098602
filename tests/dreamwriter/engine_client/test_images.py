"""Pictures are decoded at the size that is shown, the visible ones first, and never when they are dangerous."""

from __future__ import annotations

import hashlib
import io
import struct
import threading
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.images import ImageKey, PictureDecoder, read_image


def picture(width: int, height: int, kind: str = "PNG", shade: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, shade, 40)).save(stream, kind)
    return stream.getvalue()


def bomb() -> bytes:
    """A PNG that says that it is 60,000 pixels wide and high."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_kind_of_picture_is_decoded_at_its_size(kind: str) -> None:
    image = read_image(picture(40, 30, kind))
    assert image is not None
    assert (image.width(), image.height()) == (40, 30)


@pytest.mark.parametrize(
    ("box", "crop", "size"),
    [
        ((20, 20), False, (20, 10)),
        ((100, 100), False, (40, 20)),
        ((10, 10), True, (10, 10)),
        ((100, 10), True, (40, 10)),
        ((40, 1), False, (2, 1)),
    ],
)
def test_the_box_is_respected_and_nothing_enlarged(box: tuple[int, int], crop: bool, size: tuple[int, int]) -> None:
    image = read_image(picture(40, 20), QSize(*box), crop)
    assert image is not None
    assert (image.width(), image.height()) == size


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture(8, 8)[:50], bomb()]
)
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert read_image(data) is None


def key_of(data: bytes, side: int = 8) -> ImageKey:
    return ImageKey(hashlib.sha256(data).hexdigest(), side, side)


class Shown:
    """A decoder and what it told, in order."""

    def __init__(self, threads: int = 1) -> None:
        self.decoder = PictureDecoder(threads)
        self.images: list[ImageKey] = []
        self.failed: list[ImageKey] = []
        self.threads: set[int] = set()
        self.decoder.decoded.connect(self._hear)
        self.decoder.failed.connect(self.failed.append)

    def end(self) -> None:
        self.decoder.close()
        assert self.decoder.wait(30)

    def _hear(self, key: ImageKey, image: QImage) -> None:
        assert not image.isNull()
        self.threads.add(threading.get_ident())
        self.images.append(key)


def test_images_come_in_the_window_s_thread_and_damage_is_told(qtbot: QtBot) -> None:
    shown = Shown(2)
    good, bad = picture(40, 30), b"no picture"
    shown.decoder.ask(key_of(good), good)
    shown.decoder.ask(key_of(bad), bad)
    qtbot.waitUntil(lambda: len(shown.images) == 1 and len(shown.failed) == 1)
    assert (shown.images, shown.failed) == ([key_of(good)], [key_of(bad)])
    assert shown.threads == {threading.get_ident()}
    shown.end()


def test_visible_ones_come_first_and_given_up_ones_never(qtbot: QtBot) -> None:
    shown = Shown()
    first = picture(2000, 2000)
    shown.decoder.ask(key_of(first), first)
    hidden = [picture(8, 8, shade=shade) for shade in range(4)]
    for data in hidden:
        shown.decoder.ask(key_of(data), data, visible=False)
    shown.decoder.ask(key_of(hidden[3]), hidden[3])
    shown.decoder.cancel(key_of(hidden[0]))
    shown.decoder.keep_only({key_of(first), key_of(hidden[3]), key_of(hidden[2])})
    qtbot.waitUntil(lambda: len(shown.images) == 3)
    qtbot.wait(50)
    assert shown.images == [key_of(first), key_of(hidden[3]), key_of(hidden[2])]
    shown.end()


def test_nothing_is_told_after_the_end(qtbot: QtBot) -> None:
    shown = Shown()
    data = picture(8, 8)
    shown.decoder.ask(key_of(data), data)
    shown.end()
    shown.decoder.ask(key_of(data, 9), data)
    qtbot.wait(50)
    assert shown.images == []


def test_what_is_in_work_at_the_end_is_waited_for(qtbot: QtBot) -> None:
    shown = Shown(2)
    for shade in range(4):
        data = picture(2000, 2000, shade=shade)
        shown.decoder.ask(key_of(data), data)
    assert not shown.decoder.wait(0)
    shown.end()
