"""A document as PDF: tagged, PDF/UA-1, with outline and embedded fonts, set by typst, offline."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps

import resources
from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document
from dreamwriter.errors import CannotExport
from dreamwriter.export.characters import printable
from dreamwriter.export.html import language_of
from dreamwriter.export.options import ExportOptions, ExportStopped
from dreamwriter.export.origin import colophon, source_of_whole
from dreamwriter.export.pdf_data import PageData
from dreamwriter.export.pdf_mark import mark_pdf
from dreamwriter.export.structure import structure_of
from dreamwriter.export.typesetter import Typesetter, TypesetterError, TypesetterStopped
from dreamwriter.export.web_fonts import covers

_SHARP = 600
"""Pixels of the longer side from which on a picture is taken as it is; viewers enlarge smaller ones coarsely."""
_NO_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True)
class Pdf:
    """A finished PDF.

    Attributes:
        data: the file.
        accessible: it keeps the promises of PDF/UA-1. Nearly always so.
        unset: characters that no font on this computer has; boxes stand in their place. Usually empty.
    """

    data: bytes
    accessible: bool = True
    unset: str = ""


def pdf_file(document: Document, options: ExportOptions | None = None, typesetter: Typesetter | None = None) -> Pdf:
    """The whole document, the same bytes each time.

    Fonts of the computer are looked at only when our own lack a sign that the text needs.

    Args:
        typesetter: sets it, and can be stopped meanwhile; one of its own if None.

    Raises:
        CannotExport: typst refused the document; nothing in a document should make it do so.
        ExportStopped: the typesetter was stopped.
    """
    options = options or ExportOptions()
    with _folder() as folder:
        _write_page(document, options, folder)
        pdf = _set(folder, typesetter or Typesetter())
    source = source_of_whole(document)
    if source is None:
        return pdf
    try:
        return replace(pdf, data=mark_pdf(pdf.data, source))
    except ValueError as error:
        raise _failed(str(error)) from error


def page_pictures(
    document: Document, options: ExportOptions | None = None, most: int = 8, typesetter: Typesetter | None = None
) -> tuple[bytes, ...]:
    """The first pages as they will be, as PNG, for a preview; marks for other programs are not in it.

    Args:
        most: how many pages at most. Give a document that is not much longer: all of it is set.
        typesetter: as for `pdf_file`.

    Raises:
        CannotExport: typst refused the document.
        ExportStopped: the typesetter was stopped.
    """
    with _folder() as folder:
        text = _write_page(document, options or ExportOptions(), folder)
        try:
            # To look through the fonts of a computer that has many takes longer than to set the pages.
            return (typesetter or Typesetter()).pictures(folder, _fonts(), most, system_fonts=not covers(text))
        except TypesetterError as error:
            raise _failed(str(error)) from error


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of its own for each page."""
    with TemporaryDirectory(prefix="dreamwriter-", ignore_cleanup_errors=True) as name:
        try:
            yield Path(name)
        except TypesetterStopped:
            raise ExportStopped from None


def _fonts() -> Path:
    return resources.folder() / "fonts"


def _write_page(document: Document, options: ExportOptions, folder: Path) -> str:
    """Everything that typst may read, into a folder of its own; returns all its signs."""
    structure = structure_of(document)
    page = PageData(document, structure)
    language, _, rest = language_of(document).partition("-")
    region = next((part.upper() for part in rest.split("-") if re.fullmatch("[A-Za-z]{2}", part)), None)
    data = {
        "title": structure.title,
        "adds-title": structure.adds_title,
        "author": printable(document.metadata.author),
        "description": structure.description,
        "lang": language.lower() if len(language) <= 3 else "en",
        "region": region,
        "paper": options.paper,
        "style": options.style,
        "colophon": colophon(document) if options.colophon else "",
        "blocks": page.blocks(),
    }
    (folder / "page.typ").write_bytes((resources.folder() / "export" / "article.typ").read_bytes())
    text = json.dumps(data, ensure_ascii=False)
    (folder / "document.json").write_text(text, encoding="utf-8")
    for file, asset in page.files.items():
        (folder / file).write_bytes(_printed(asset))
    return text


def _printed(asset: Asset) -> bytes:
    """A picture as it goes to print: small ones enlarged smoothly, kinds that are rare in print as PNG."""
    longer = max(asset.width, asset.height)
    if longer >= _SHARP and asset.media_type in ("image/png", "image/jpeg"):
        return asset.data
    with Image.open(io.BytesIO(asset.data)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA" if picture.has_transparency_data else "RGB")
    if longer < _SHARP:
        factor = -(-_SHARP // longer)
        size = (upright.width * factor, upright.height * factor)
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "PNG")
    return out.getvalue()


def _set(folder: Path, typesetter: Typesetter) -> Pdf:
    """With our fonts, then with those of the computer too, then without the promise that every sign can be read."""
    missing: list[str] = []
    for system_fonts in (False, True):
        try:
            return Pdf(typesetter.pdf(folder, _fonts(), True, system_fonts))
        except TypesetterError as error:
            missing = _NO_SIGN.findall(str(error))
            if not missing:
                break
    try:
        return Pdf(typesetter.pdf(folder, _fonts(), False, True), False, _signs(missing))
    except TypesetterError as error:
        raise _failed(str(error)) from error


def _signs(missing: Iterable[str]) -> str:
    """Each sign once, in order; typst writes those without a form as an escape."""
    text = "".join(missing)
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
    return "".join(dict.fromkeys(plain))


def _failed(detail: str) -> CannotExport:
    return CannotExport(
        "The document could not be set as a PDF.",
        "Export it as HTML and print that to PDF; please report what is in the details.",
        detail,
    )
