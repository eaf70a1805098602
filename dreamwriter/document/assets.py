"""Pictures of a document, known by their content: hash, kind, size. Untrusted until looked at."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from dreamwriter.errors import BadDocument

MAX_PIXELS = 64 * 1024 * 1024
"""A picture of more pixels is refused: 64 megapixels take 256 MB when unpacked."""
MAX_PICTURE_BYTES = 128 * 1024 * 1024
"""An encoded picture larger than this is refused before it is looked at."""

_KINDS = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}
_KINDS["GIF"] = ("image/gif", ".gif")
_MOST_THREADS = 4
_warnings_of_the_process = threading.Lock()


@dataclass(frozen=True)
class Asset:
    """A picture by its content.

    Attributes:
        data: the encoded file, byte for byte as it came.
        sha256: of `data`, lower-case hex.
        media_type: "image/png", "image/jpeg", "image/webp" or "image/gif".
        width, height: pixels, as stored (an EXIF turn is not applied).
    """

    data: bytes
    sha256: str
    media_type: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """The usual file suffix of this kind of picture, such as ".png"."""
        return next(suffix for media_type, suffix in _KINDS.values() if media_type == self.media_type)

    @property
    def target(self) -> str:
        """Where a new picture goes in a document: "assets/<first 16 of the hash><suffix>"."""
        return f"assets/{self.sha256[:16]}{self.suffix}"


def read_asset(data: bytes, name: str = "the picture") -> Asset:
    """Look at an encoded picture by its content, never by its name, and decode it once to be sure of it.

    Args:
        data: an encoded PNG, JPEG, WebP or GIF. Untrusted.
        name: how to call it in an error.

    Raises:
        BadDocument: it is none of these, damaged, or larger than `MAX_PIXELS` or `MAX_PICTURE_BYTES`.
    """
    from PIL import Image  # with the first picture: an empty page has none to wait for

    if len(data) > MAX_PICTURE_BYTES:
        raise _too_large(name)
    try:
        with _warnings_of_the_process, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=list(_KINDS))
        with opened as picture:
            kind, (width, height) = str(picture.format), picture.size
            if width * height > MAX_PIXELS:
                raise _too_large(name)
            picture.load()
    except BadDocument:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except Exception as error:  # a damaged file raises nearly anything, from struct.error to SyntaxError
        raise BadDocument(
            f"{name} is no picture that can be opened, or it is damaged.",
            "Use a PNG, JPEG, WebP or GIF file.",
            f"{type(error).__name__}: {error}",
        ) from error
    return Asset(data, hashlib.sha256(data).hexdigest(), _KINDS[kind][0], width, height)


@contextmanager
def looked_at(files: Mapping[str, bytes]) -> Iterator[Callable[[str], Asset]]:
    """Look at many pictures in threads of their own, while the caller goes on with something else.

    Args:
        files: encoded pictures by path. Untrusted.

    Yields:
        A function that gives the asset of a path, waits for it where need be, and raises as `read_asset`.
    """
    from concurrent.futures import ThreadPoolExecutor  # with the first document

    pool = ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS), "picture reader")
    try:
        waiting = {path: pool.submit(read_asset, data, PurePosixPath(path).name) for path, data in files.items()}
        yield lambda path: waiting[path].result()
    finally:
        pool.shutdown(cancel_futures=True)


def _too_large(name: str) -> BadDocument:
    return BadDocument(
        f"{name} is larger than {MAX_PIXELS // 1024**2} megapixels or {MAX_PICTURE_BYTES // 1024**2} MB.",
        "Make it smaller in a picture editor and try again.",
    )
