"""Pictures that were dropped, pasted or chosen for the model to read, looked at in a thread of its own."""

from __future__ import annotations

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.engine_client.images import read_image
from dreamwriter.errors import BadDocument
from dreamwriter.manuscript.brought import Brought, png_of, read_picture

READABLE = ("image/png", "image/jpeg", "image/webp")
"""What the model can read; other kinds are turned into the first."""


def read_reference(brought: Brought) -> Asset:
    """As `read_picture`, in a form that the model can read. Takes its time: not for the window's thread."""
    asset = read_picture(brought)
    if asset.media_type in READABLE:
        return asset
    image = read_image(asset.data)
    if image is None:
        raise BadDocument("This picture cannot be shown.", "Use a PNG, JPEG or WebP file.")
    return read_asset(png_of(image))
