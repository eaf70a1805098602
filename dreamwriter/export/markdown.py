"""A document as a Markdown file with a folder of its pictures beside it, for programs that know nothing of packs."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document
from dreamwriter.document.images import image_targets, path_of, with_targets
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.saving import cannot_save, write_file


def write_markdown_folder(document: Document, target: Path) -> None:
    """Write `target` and the pictures that it shows, in the folder NAME_files beside it.

    The pictures go first and the text last, so that no text ever names a picture that is not there. Other files in the
    folder stay.

    Raises:
        CannotSave: something could not be written; pictures that were new are removed again.
    """
    names = _names(document)
    folder = target.with_name(f"{target.stem}_files")
    text = markdown_text(document, target.stem)
    with _undone_on_failure(folder, [folder / name for name in names.values()]):
        if names:
            _make(folder)
        for old, new in names.items():
            write_file(folder / new, document.assets[old].data)
        write_file(target, text.encode())


def markdown_text(document: Document, stem: str) -> str:
    """The text as it is written.

    Args:
        stem: of the file's name, after which the folder of pictures is called.
    """
    names, folder = _names(document), Path(f"{stem}_files")
    blocks = with_targets(document.blocks, lambda name: _address(folder, names.get(name)) or name)
    return write_markdown(blocks, document.extras.segments)


def _names(document: Document) -> dict[str, str]:
    """The file name of each picture that the text shows, by its target in the document."""
    names: dict[str, str] = {}
    for target in image_targets(document.blocks):
        asset = document.assets.get(target)
        if asset is not None and target not in names:
            names[target] = _free_name(target, asset, {name.lower() for name in names.values()})
    return names


def _free_name(target: str, asset: Asset, taken: set[str]) -> str:
    """A plain name that every system allows; with a piece of the hash when another picture has that name already."""
    stem = re.sub(r"[^\w-]+", "-", PurePosixPath(path_of(target)).stem).strip("-")[:80] or "picture"
    name = f"{stem}{asset.suffix}"
    return name if name.lower() not in taken else f"{stem}-{asset.sha256[:12]}{asset.suffix}"


def _address(folder: Path, name: str | None) -> str:
    return f"{quote(folder.name)}/{quote(name)}" if name else ""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_save(folder, error) from error


@contextlib.contextmanager
def _undone_on_failure(folder: Path, files: list[Path]) -> Iterator[None]:
    new_folder = not folder.exists()
    new_files = [file for file in files if not file.exists()]
    try:
        yield
    except BaseException:
        for file in new_files:
            with contextlib.suppress(OSError):
                file.unlink()
        if new_folder:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
