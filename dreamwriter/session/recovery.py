"""Where an open document is kept until it is saved, so that no crash takes it away.

    recovery/ID.lock        held as long as the window lives
    recovery/ID/page.zip    the text, the takes, which pictures belong where, and the text as its file has it
    recovery/ID/HASH        a picture; written once

Pictures are written first and removed last, and page.zip is exchanged in one go: at any moment there is a whole
document.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import secrets
import shutil
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from dreamwriter.document.blocks import Figure, Heading, Paragraph, plain_text
from dreamwriter.document.document import Document
from dreamwriter.document.markdown_reader import read_markdown
from dreamwriter.document.pack_limits import MAX_FILE_BYTES
from dreamwriter.document.package import document_from_files, files_from_document
from dreamwriter.document.saving import FileState, cannot_save, write_file
from dreamwriter.document.textpack import packed, read_pack
from dreamwriter.document.written_blocks import WrittenBlocks
from dreamwriter.errors import BadDocument
from dreamwriter.session.file_lock import Claim, claim
from dreamwriter.session.file_record import Origin
from dreamwriter.session.recent_files import first_picture

_PAGE = "page.zip"
_NOTE = "recovery.json"
_SOURCE = "source.md"
_SMALL_BYTES = 1 << 14
"""Unknown files of the document up to this size go into page.zip."""
_FIRST_WORDS = 200
_IDENTITY = re.compile(r"[0-9a-f]{16}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Preview:
    """What a recovered document looks like, for a person who has to choose.

    Attributes:
        title: "" where it has none.
        first_words: the beginning of its text, in one line.
        written: when it was kept last, ISO 8601 with offset.
        pictures: how many figures are on its page.
        thumbnail: its first picture; None where there is none.
    """

    title: str
    first_words: str
    written: str
    pictures: int
    thumbnail: QImage | None


class RecoveryPlace:
    """One document's place in the recovery folder. Blocks; calls may come from any thread, one at a time is done."""

    def __init__(self, folder: Path, identity: str, held: Claim | None = None) -> None:
        """Nothing is on the disk before the first `write`."""
        self.folder = folder / identity
        self._lock_file = folder / f"{identity}.lock"
        self._held = held
        self._hashes: dict[int, tuple[bytes, str]] = {}
        self._written = WrittenBlocks()
        self._busy = threading.Lock()

    @staticmethod
    def new(folder: Path) -> RecoveryPlace:
        """A place that nobody has."""
        return RecoveryPlace(folder, secrets.token_hex(8))

    def write(self, document: Document, origin: Origin) -> None:
        """Keep a document; pictures that are here already are not written again.

        Raises:
            CannotSave: it could not be written; what was kept before is unharmed.
        """
        with self._busy:
            try:
                self._held = self._held or claim(self._lock_file)
                self.folder.mkdir(parents=True, exist_ok=True)
                there = {file.name for file in self.folder.iterdir()}
            except OSError as error:
                raise cannot_save(self.folder, error) from error
            source = "".join(segment.source for segment in document.extras.segments)
            # To write around the old source would mean to read all of it again each time; so it is kept beside.
            document = replace(document, extras=replace(document.extras, segments=()))
            small, stored = self._sorted(document)
            if source:
                small[_SOURCE] = source.encode()
            for name, data in stored.values():
                if name not in there:
                    write_file(self.folder / name, data)
            places = {path: name for path, (name, _) in stored.items()}
            write_file(self.folder / _PAGE, packed({_NOTE: _note(document, origin, places), **small}))
            wanted = set(places.values())
            for name in there - wanted - {_PAGE}:
                with contextlib.suppress(OSError):
                    (self.folder / name).unlink()

    def clear(self) -> None:
        """Remove what is kept: it is saved, or not wanted. Does not fail."""
        with self._busy:
            with contextlib.suppress(OSError):
                (self.folder / _PAGE).unlink()  # first, so that nothing half removed is ever offered
            shutil.rmtree(self.folder, ignore_errors=True)
            self._hashes.clear()

    def leave(self) -> None:
        """Let another window find what is kept; used no more afterwards."""
        with self._busy:
            if self._held is None:
                return
            if not self.folder.exists():
                with contextlib.suppress(OSError):
                    self._lock_file.unlink(missing_ok=True)
            self._held.release()
            self._held = None

    def _sorted(self, document: Document) -> tuple[dict[str, bytes], dict[str, tuple[str, bytes]]]:
        """The document's files: those that go into page.zip, and those that are stored once under their hash."""
        small: dict[str, bytes] = {}
        stored: dict[str, tuple[str, bytes]] = {}
        assets = (*document.assets.values(), *document.pictures.values())
        hashes = {id(asset.data): (asset.data, asset.sha256) for asset in assets}
        text_names = {document.extras.folder + name for name in ("info.json", document.extras.text_name)}
        for path, data in files_from_document(document, self._written).items():
            if path in text_names or (len(data) <= _SMALL_BYTES and id(data) not in hashes):
                small[f"files/{path}"] = data
                continue
            if id(data) not in hashes:  # an unknown file of the document, the same object each time
                hashes[id(data)] = self._hashes.get(id(data)) or (data, hashlib.sha256(data).hexdigest())
            stored[path] = (hashes[id(data)][1], data)
        self._hashes = {id(data): (data, name) for name, data in stored.values()}
        return small, stored


@dataclass(frozen=True)
class Recovered:
    """A document that a window left behind when it ended unexpectedly. Blocks: not for the window's thread.

    Attributes:
        place: where it lies; held for this process, so that no other window offers it meanwhile.
        origin: the file that it belongs to.
    """

    place: RecoveryPlace
    origin: Origin
    preview: Preview

    def restore(self) -> Document:
        """The document. It stays in its place until that is cleared, so that nothing is lost on the way.

        Raises:
            BadDocument: what is kept is damaged.
        """
        return _read(self.place.folder)[0]

    def discard(self) -> None:
        """Throw it away for good."""
        self.place.clear()
        self.place.leave()

    def leave(self) -> None:
        """Decide later: it will be offered again."""
        self.place.leave()


def find_recovered(folder: Path) -> tuple[Recovered, ...]:
    """Documents of windows that are gone, newest first. Blocks: not for the window's thread.

    Those that cannot be read are left where they are.
    """
    found = []
    try:
        identities = [entry.name for entry in folder.iterdir() if entry.is_dir() and _IDENTITY.fullmatch(entry.name)]
    except OSError:
        return ()
    for identity in identities:
        held = claim(folder / f"{identity}.lock")
        if held is None:
            continue
        place = RecoveryPlace(folder, identity, held)
        if not (place.folder / _PAGE).exists():  # it ended before there was a whole document, or while it was cleared
            place.clear()
            place.leave()
            continue
        try:
            document, note = _read(place.folder)
            found.append(Recovered(place, _origin(note), _preview(document, note)))
        except BadDocument:
            place.leave()
    return tuple(sorted(found, key=lambda recovered: recovered.preview.written, reverse=True))


def _note(document: Document, origin: Origin, places: Mapping[str, str]) -> bytes:
    """What a window has to know that finds the document later."""
    note = {
        "version": 1,
        "path": None if origin.path is None else str(origin.path),
        "known": None if origin.known is None else asdict(origin.known),
        "written": datetime.now().astimezone().isoformat(timespec="milliseconds"),
        "pictures": dict(places),
    }
    return json.dumps(note).encode("utf-8")


def _read(folder: Path) -> tuple[Document, dict[str, Any]]:
    """The document in a place, without pictures that are missing or damaged, and its note.

    Raises:
        BadDocument: the text or the note is damaged.
    """
    files = read_pack(folder / _PAGE)
    try:
        note = json.loads(files.pop(_NOTE, b""))
        places = {str(path): str(name) for path, name in note["pictures"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadDocument("What was kept of a document is damaged.", "Open its file instead.", str(error)) from error
    source = files.pop(_SOURCE, b"").decode("utf-8", "replace")
    whole = {path.removeprefix("files/"): data for path, data in files.items()}
    for path, name in places.items():
        data = _stored(folder, name)
        if data is not None:
            whole[path] = data
    document = document_from_files(whole)
    return replace(document, extras=replace(document.extras, segments=read_markdown(source))), note


def _stored(folder: Path, name: str) -> bytes | None:
    """A picture that is kept; None when it is not there as it was written."""
    if not _HASH.fullmatch(name):
        return None
    try:
        with (folder / name).open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name else None


def _origin(note: Mapping[str, Any]) -> Origin:
    path, known = note.get("path"), note.get("known")
    if not isinstance(path, str) or "\0" in path:
        return Origin()
    try:
        return Origin(Path(path), None if known is None else FileState(**known))
    except TypeError:
        return Origin(Path(path))


def _preview(document: Document, note: Mapping[str, Any]) -> Preview:
    words = " ".join(plain_text(block.content) for block in document.blocks if isinstance(block, Heading | Paragraph))
    pictures = sum(isinstance(block, Figure) for block in document.blocks)
    written = note.get("written")
    written = written if isinstance(written, str) else ""
    return Preview(document.title, words[:_FIRST_WORDS].strip(), written, pictures, first_picture(document))
