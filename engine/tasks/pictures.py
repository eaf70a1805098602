"""Pictures on their way in and out: from a request's bytes to what the model sees, from a painting to a marked PNG."""

from __future__ import annotations

import io

from PIL import Image

from engine.generate.job import Painted
from engine.model.picture import open_picture
from engine.protocol.events import PictureReady
from engine.protocol.mark import MarkSource, mark_png
from engine.protocol.values import PicturePart


def opened(part: PicturePart) -> Image.Image:
    """A request's picture, RGB.

    Raises:
        BadPicture: bytes that are no picture, or a picture too large.
    """
    return open_picture(part.data)


def ready(painted: Painted, source: MarkSource = "generated") -> PictureReady:
    """The event for a finished picture: a PNG that carries its recipe and the mark of how it was made."""
    file = io.BytesIO()
    painted.picture.save(file, "PNG")
    return PictureReady(painted.index, mark_png(file.getvalue(), painted.recipe, source), painted.recipe)
