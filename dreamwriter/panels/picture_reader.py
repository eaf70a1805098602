"""Pictures that were dropped, pasted or chosen, read and looked at in a thread of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from dreamwriter.document.assets import MAX_PICTURE_BYTES, Asset, read_asset
from dreamwriter.engine_client.images import read_image
from dreamwriter.errors import BadDocument
from dreamwriter.manuscript.clipboard import Brought

READABLE = ("image/png", "image/jpeg", "image/webp")
"""What the model can read; other kinds are turned into the first."""


def read_brought(brought: Brought) -> Asset:
    """A picture that somebody brought. Takes as long as it is large: not for the window's thread.

    Args:
        brought: encoded, as the system keeps it, or a file. Untrusted.

    Raises:
        BadDocument: it cannot be read, is no picture, or is too large.
    """
    if isinstance(brought, QImage):
        return read_asset(_png(brought))
    if isinstance(brought, Path):
        return read_asset(_file(brought), brought.name)
    return read_asset(brought)


def read_reference(brought: Brought) -> Asset:
    """As `read_brought`, in a form that the model can read."""
    asset = read_brought(brought)
    if asset.media_type in READABLE:
        return asset
    image = read_image(asset.data)
    if image is None:
        raise BadDocument("This picture cannot be shown.", "Use a PNG, JPEG or WebP file.")
    return read_asset(_png(image))


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PICTURE_BYTES + 1)
    except OSError as error:
        raise BadDocument(
            f"{path.name} cannot be read.", "See whether it is still there and whether you may open it.", str(error)
        ) from error


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the name of the format
    data: QByteArray = buffer.data()
    return bytes(data.data())
