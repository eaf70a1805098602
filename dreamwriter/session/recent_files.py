"""The documents that were open lately, with a small picture of each, kept in the state folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage

from dreamwriter.document.document import Document
from dreamwriter.document.saving import write_file
from dreamwriter.engine_client.images import read_image
from dreamwriter.errors import CannotSave

MOST_FILES = 20
THUMBNAIL = QSize(320, 200)
_MAX_LIST_BYTES = 1 << 20
_MAX_THUMBNAIL_BYTES = 4 << 20


@dataclass(frozen=True)
class RecentFile:
    """A document that was open lately.

    Attributes:
        title: of the document; its file's name where it has none.
        opened: when it was opened or saved last, ISO 8601 with offset.
        missing: it is not there now.
        thumbnail: its first picture, at most `THUMBNAIL` large; None where there is none.
    """

    path: Path
    title: str
    opened: str
    missing: bool = False
    thumbnail: QImage | None = None


class RecentFiles:
    """The list in a folder of its own. Every call reads the disk: not for the window's thread.

    That the list is only a convenience shows in its errors: what cannot be read is not in it, and what cannot be
    written is not told.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> tuple[RecentFile, ...]:
        """The documents, newest first."""
        return tuple(
            RecentFile(Path(path), title, opened, not _is_there(Path(path)), self._thumbnail(path))
            for path, title, opened in self._read()
        )

    def add(self, path: Path, document: Document) -> None:
        """Put a document that was opened or saved at the top of the list."""
        whole = str(path.absolute())
        opened = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = (whole, document.title or path.stem, opened)
        with contextlib.suppress(CannotSave, OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write_thumbnail(whole, first_picture(document))
            self._write([entry, *(other for other in self._read() if other[0] != whole)])

    def remove(self, path: Path) -> None:
        """Take a document from the list; the document itself stays where it is."""
        whole = str(path.absolute())
        with contextlib.suppress(CannotSave, OSError):
            self._write([entry for entry in self._read() if entry[0] != whole])

    def clear(self) -> None:
        """Forget them all."""
        with contextlib.suppress(CannotSave, OSError):
            self._write([])

    def _read(self) -> list[tuple[str, str, str]]:
        data = _read_limited(self._folder / "recent.json", _MAX_LIST_BYTES)
        try:
            found = json.loads(data) if data else []
            entries = [(entry["path"], entry["title"], entry["opened"]) for entry in found]
        except (ValueError, TypeError, KeyError, RecursionError):
            return []
        return [entry for entry in entries if all(isinstance(word, str) for word in entry) and "\0" not in entry[0]]

    def _write(self, entries: Sequence[tuple[str, str, str]]) -> None:
        kept = [{"path": path, "title": title, "opened": opened} for path, title, opened in entries[:MOST_FILES]]
        write_file(self._folder / "recent.json", json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8"))
        wanted = {self._thumbnail_file(entry["path"]) for entry in kept}
        for file in self._folder.glob("*.png"):
            if file not in wanted:
                file.unlink(missing_ok=True)

    def _thumbnail_file(self, path: str) -> Path:
        name = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}.png"

    def _thumbnail(self, path: str) -> QImage | None:
        return read_image(_read_limited(self._thumbnail_file(path), _MAX_THUMBNAIL_BYTES))

    def _write_thumbnail(self, path: str, image: QImage | None) -> None:
        file = self._thumbnail_file(path)
        if image is None:
            file.unlink(missing_ok=True)
            return
        write_file(file, encoded(image))


def first_picture(document: Document) -> QImage | None:
    """A small image of the first picture of a document; None where there is none that can be shown."""
    assets = (document.asset_of(figure) for figure in document.figures())
    first = next((asset for asset in assets if asset is not None), None)
    return None if first is None else read_image(first.data, THUMBNAIL, crop=True)


def encoded(image: QImage) -> bytes:
    """An image as a PNG."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, the function a text
    return bytes(array.data())


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _read_limited(file: Path, limit: int) -> bytes:
    """The content of a small file; empty when it cannot be read or is too large."""
    try:
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError:
        return b""
    return data if len(data) <= limit else b""
