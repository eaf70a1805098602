"""Opening and saving documents, whatever kind of file they are in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from dreamwriter.document.document import Document, Extras
from dreamwriter.document.images import image_targets, path_of
from dreamwriter.document.markdown_reader import read_markdown
from dreamwriter.document.pack_limits import MAX_FILE_BYTES, MAX_TEXT_BYTES, PackLimits
from dreamwriter.document.package import (
    PICTURE_SUFFIXES,
    document_from_files,
    files_from_document,
    read_assets,
    read_text,
)
from dreamwriter.document.saving import FileState, check_unchanged, replace_folder, write_file
from dreamwriter.document.textbundle import read_folder
from dreamwriter.document.textpack import packed, read_pack
from dreamwriter.errors import BadDocument, CannotSave

MARKDOWN_SUFFIXES = (".md", ".markdown", ".txt")


def open_document(path: Path) -> Document:
    """Open a `.textpack`, a `.textbundle` folder, or a plain Markdown file with pictures in its own folder.

    What a file is shows its content: a zip is a pack and a folder is a bundle, whatever their names.

    Raises:
        BadDocument: it cannot be opened, or not safely.
    """
    if path.is_dir():
        return document_from_files(read_folder(path))
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        return _open_markdown(path)
    return document_from_files(read_pack(path))


def save_document(document: Document, path: Path, known: FileState | None = None, overwrite: bool = False) -> FileState:
    """Save as a TextPack, or as a TextBundle folder when the name ends in `.textbundle`.

    Args:
        known: state of the file when it was opened or last saved; None for a new one.
        overwrite: replace whatever is there now.

    Returns:
        The state of what is there now, to be handed in the next time.

    Raises:
        ChangedElsewhere: something is there that is not what `known` says, and `overwrite` is False.
        CannotSave: it could not be written; what was there is unharmed.
    """
    suffix = path.suffix.lower()
    if suffix not in (".textpack", ".textbundle"):
        raise CannotSave(
            f"{path.name} is no name of a document.", "Give it a name that ends in .textpack or .textbundle."
        )
    if not overwrite:
        check_unchanged(path, known)
    if suffix == ".textbundle":
        files = files_from_document(document)
        folder = document.extras.folder
        return replace_folder(path, {name.removeprefix(folder): data for name, data in files.items()})
    return write_file(path, packed(files_from_document(document)))


def _open_markdown(path: Path) -> Document:
    source, bom = read_text(_read(path, MAX_TEXT_BYTES + 1))
    segments = read_markdown(source)
    blocks = tuple(block for segment in segments for block in segment.blocks)
    limits = PackLimits()
    folder = Path(os.path.realpath(path.parent))
    pictures: dict[str, bytes] = {}
    for name in {path_of(target) for target in image_targets(blocks)}:
        place = _inside(folder, name)
        if place is not None:
            pictures[name] = _read(place, MAX_FILE_BYTES)
            limits.add_bytes(len(pictures[name]), len(pictures[name]))
    return Document(blocks, read_assets(blocks, pictures), extras=Extras(segments=segments, bom=bom))


def _inside(folder: Path, name: str) -> Path | None:
    """A picture file in the folder or below it; None for anything else, also through links."""
    if "\0" in name or "://" in name or not name.lower().endswith(PICTURE_SUFFIXES) or len(name) > 1000:
        return None
    place = Path(os.path.realpath(folder / name))
    try:
        return place if place.is_relative_to(folder) and stat.S_ISREG(place.stat().st_mode) else None
    except OSError:
        return None


def _read(path: Path, limit: int) -> bytes:
    """At most so many bytes of a file."""
    try:
        with path.open("rb") as stream:
            return stream.read(limit)
    except OSError as error:
        raise BadDocument(
            f"{path.name} cannot be read.", "See whether the file is there and belongs to you.", str(error)
        ) from error
