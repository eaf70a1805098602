"""What a person brings by paste or drop: taken as it is at once, then read, which may take its time. Not trusted."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from dreamwriter.document.assets import MAX_PICTURE_BYTES, MAX_PIXELS, Asset, read_asset
from dreamwriter.document.blocks import Blocks, Figure, Link, Paragraph, Text
from dreamwriter.document.canonical import clean_lines
from dreamwriter.document.images import with_targets
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.package import document_from_files
from dreamwriter.document.textpack import read_packed
from dreamwriter.errors import BadDocument, DreamWriterError
from dreamwriter.manuscript.gallery import FigureRecord, Gallery
from dreamwriter.manuscript.html_reader import BROUGHT, read_html

MARKDOWN = "text/markdown"
OUR_FIGURES = "application/x-dreamwriter-figures"
"""Which figures of an open page were copied: {"page": its token, "records": numbers in reading order}."""
OUR_PACK = "application/x-dreamwriter-textpack"
"""What was copied with its pictures and takes, for a page in another window."""

AT_ONCE = 10_000
"""So many characters are read in the window's thread; more of them elsewhere."""
MAX_CHARACTERS = 4_000_000
"""Longer text is not pasted: it belongs into a file of its own."""
MAX_MARKUP = 64 * 1024 * 1024
"""Characters of HTML with pictures in it."""
MAX_WORD = 50_000
"""A longer word would make typing slow: finding the ends of its lines takes time that grows with its square."""
MAX_PICTURES = 200
PICTURE_KINDS = ("image/png", "image/jpeg", "image/webp", "image/gif")
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_DATA_IN_HTML = re.compile(r"(?i)\ssrc\s*=\s*([\"'])\s*data:image/[a-z.+-]+;base64,([A-Za-z0-9+/=\s]*)\1")
_DATA_IN_MARKDOWN = re.compile(r"\]\(data:image/[a-z.+-]+;base64,([A-Za-z0-9+/=]*)\)")
_TAG = re.compile(r"(?is)<(?:style|script|head|title)\b.*?</|<!--.*?-->|<[^>]*>")
_NAMED = 3

Brought = bytes | QImage | Path
"""A picture that came by paste or drop: encoded, as the system keeps it, or a file. Nobody has looked at it yet."""


@dataclass(frozen=True)
class Clip:
    """What a person brought.

    Attributes:
        text, markdown, html: words in the forms that there are.
        pictures: alone, without words.
        pack: a document that a DreamWriter window put there.
        records: of the figures in `markdown`, which come from the page that they go to.
        plain: of the words, the characters only.
    """

    text: str = ""
    markdown: str = ""
    html: str = ""
    pictures: tuple[Brought, ...] = ()
    pack: bytes = b""
    records: tuple[FigureRecord, ...] = ()
    plain: bool = False

    @property
    def light(self) -> bool:
        """Whether reading it takes no time."""
        size = max(len(self.text), len(self.markdown), len(self.html))
        return not self.pictures and not self.pack and size <= AT_ONCE and "data:image" not in self.html

    @property
    def address(self) -> str:
        """The address that it is and nothing else; "" when it is anything else."""
        words = self.text.strip()
        return words if _ADDRESS.fullmatch(words) and not self.pictures and not self.records else ""


@dataclass(frozen=True)
class Pasted:
    """What was brought, read.

    Attributes:
        text: the characters alone, for code.
        records: of figures in `blocks`, by `Figure.figure_id`; a figure without one comes as its words.
        assets: all pictures of the records.
        own: the records are of the page that they go to.
        refused: what could not be taken in, and why.
    """

    text: str = ""
    blocks: Blocks = ()
    records: Mapping[str, FigureRecord] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    own: bool = False
    refused: DreamWriterError | None = None


def clip_of(mime: QMimeData, gallery: Gallery, plain: bool = False) -> Clip:
    """What is there, in the form that says most; nothing is read yet.

    Args:
        gallery: of the page where it goes to.
    """
    text = mime.text() if mime.hasText() else ""
    if plain:
        return Clip(text=text, plain=True)
    if mime.hasFormat(OUR_FIGURES):
        records = _own_records(bytes(mime.data(OUR_FIGURES).data()), gallery)
        if records or not mime.hasFormat(OUR_PACK):
            return Clip(text, _text_of(mime, MARKDOWN), records=records)
        return Clip(text, pack=bytes(mime.data(OUR_PACK).data()))
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if files:
        return Clip(pictures=files[:MAX_PICTURES])
    html = mime.html() if mime.hasHtml() else ""
    if _has_words(html) or (not html and text):
        return Clip(text, _text_of(mime, MARKDOWN), html)
    picture = _picture_of(mime)
    return Clip(text, html=html, pictures=(picture,) if picture is not None else ())


def brings_pictures(mime: QMimeData) -> bool:
    """Whether files or pixels are brought, and no words. Looks at nothing that takes time."""
    return any(url.isLocalFile() for url in mime.urls()) or not mime.hasText()


def pictures_in(mime: QMimeData) -> tuple[Brought, ...]:
    """The pictures that were brought without words, to be looked at by another thread."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    pictures = tuple(file for file in files if file.suffix.lower() in PICTURE_SUFFIXES)
    if pictures or (mime.hasText() and not mime.hasHtml()) or _has_words(mime.html() if mime.hasHtml() else ""):
        return pictures
    picture = _picture_of(mime)
    return (picture,) if picture is not None else ()


def read_clip(clip: Clip) -> Pasted:
    """Read what was brought. What cannot be taken in is told in `refused`; raises nothing. Takes its time."""
    try:
        if clip.pictures:
            return _with_pictures(Pasted(), clip.pictures, _figures(len(clip.pictures)))
        if clip.pack:
            return _read_pack(clip)
        return _read_words(clip)
    except DreamWriterError as error:
        return Pasted(refused=error)


def read_picture(brought: Brought) -> Asset:
    """A picture that somebody brought. Takes as long as it is large: not for the window's thread.

    Raises:
        BadDocument: it cannot be read, is no picture, or is too large.
    """
    if isinstance(brought, Path):
        return read_asset(_file(brought), brought.name)
    if isinstance(brought, QImage):
        if brought.width() * brought.height() > MAX_PIXELS:
            raise BadDocument(
                f"The picture is larger than {MAX_PIXELS // 1024**2} megapixels.",
                "Make it smaller in a picture editor and try again.",
            )
        return read_asset(png_of(brought), "The picture")
    return read_asset(brought, "The picture")


def png_of(image: QImage) -> bytes:
    """An image as a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the name of the format
    data: QByteArray = buffer.data()
    return bytes(data.data())


def _own_records(data: bytes, gallery: Gallery) -> tuple[FigureRecord, ...]:
    """The records that were copied from the page of a gallery; () when they are of another one."""
    try:
        told: Any = json.loads(data)
        if told["page"] == gallery.token:
            return tuple(gallery.record(int(number)) for number in told["records"])
    except (ValueError, KeyError, TypeError, IndexError):
        pass
    return ()


def _text_of(mime: QMimeData, kind: str) -> str:
    return bytes(mime.data(kind).data()).decode("utf-8", "replace") if mime.hasFormat(kind) else ""


def _has_words(html: str) -> bool:
    """Whether HTML says more than pictures do. Long markup does."""
    return len(html) > MAX_CHARACTERS or "data:image" in html or bool(unescape(_TAG.sub("", html)).strip())


def _picture_of(mime: QMimeData) -> Brought | None:
    for kind in PICTURE_KINDS:
        if mime.hasFormat(kind):
            return bytes(mime.data(kind).data())
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _read_words(clip: Clip) -> Pasted:
    found: list[bytes] = []

    def take(data: str) -> str:
        found.append(_decoded(data))
        return f"{BROUGHT}{len(found) - 1}"

    html = _DATA_IN_HTML.sub(lambda match: f' src="{take(match[2])}"', clip.html if len(clip.html) < MAX_MARKUP else "")
    markdown = _DATA_IN_MARKDOWN.sub(lambda match: f"]({take(match[1])})", clip.markdown)
    for words in (clip.text if not html else "", html, markdown):
        _check_length(words)
    text = clean_lines(clip.text)
    if clip.plain:
        return Pasted(text, tuple(Paragraph((Text(line),)) for line in text.split("\n") if line.strip()))
    if clip.address:
        return Pasted(text, (Paragraph((Link((Text(clip.address),), clip.address),)),))
    blocks = read_blocks(markdown) if markdown else read_html(html) if html else ()
    if not blocks and html and "<img" in html.lower():
        raise BadDocument(
            "Of this picture only its address on the web was copied.", "Save it to a file, and insert the file."
        )
    blocks = blocks or read_blocks(clip.text)
    figures = [block for block in blocks if isinstance(block, Figure)]
    if clip.records and len(figures) == len(clip.records):
        return Pasted(text, *_numbered(blocks, clip.records), own=True)
    return _with_pictures(Pasted(text), tuple(found[:MAX_PICTURES]), blocks)


def _read_pack(clip: Clip) -> Pasted:
    document = document_from_files(read_packed(clip.pack, "What was copied"))
    names = {target: asset.target for target, asset in document.assets.items()}
    blocks = with_targets(document.blocks, lambda target: names.get(target, target))
    records = {
        figure.figure_id: FigureRecord(
            figure.figure_id, figure.target, figure.alt, figure.title, document.histories.get(figure.figure_id)
        )
        for figure in blocks
        if isinstance(figure, Figure) and figure.target in names.values()
    }
    return Pasted(clip.text, blocks, records, (*document.assets.values(), *document.pictures.values()))


def _with_pictures(pasted: Pasted, pictures: tuple[Brought, ...], blocks: Blocks) -> Pasted:
    """Put pictures into the figures with the targets "brought:0", "brought:1", ..."""
    read: dict[str, Asset] = {}
    refused: list[tuple[Brought, BadDocument]] = []
    for number, picture in enumerate(pictures):
        try:
            read[f"{BROUGHT}{number}"] = read_picture(picture)
        except BadDocument as error:
            refused.append((picture, error))
    marked, records = [], {}
    for number, block in enumerate(blocks):
        if isinstance(block, Figure) and block.target in read:
            asset = read[block.target]
            block = replace(block, target=asset.target, figure_id=f"brought-{number}")
            records[block.figure_id] = FigureRecord(block.figure_id, asset.target, block.alt, block.title)
        elif isinstance(block, Figure) and pictures and block.target.startswith(BROUGHT):
            block = replace(block, figure_id="")
        marked.append(block)
    why = _all_refused(refused, len(pictures)) if refused else None
    return replace(pasted, blocks=tuple(marked), records=records, assets=tuple(read.values()), refused=why)


def _all_refused(refused: list[tuple[Brought, BadDocument]], of: int) -> BadDocument:
    if of == 1:
        return refused[0][1]
    names = [picture.name for picture, _ in refused if isinstance(picture, Path)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    which = f": {', '.join(names[:_NAMED])}{more}" if names else ""
    return BadDocument(
        f"{len(refused)} of {of} pictures could not be taken in{which}.",
        f"Use PNG, JPEG, WebP or GIF files of up to {MAX_PIXELS // 1024**2} megapixels.",
        "\n".join(str(error) for _, error in refused),
    )


def _numbered(blocks: Blocks, records: tuple[FigureRecord, ...]) -> tuple[Blocks, dict[str, FigureRecord]]:
    """Figures that know their records, one after another."""
    waiting = iter(records)
    marked, known = [], {}
    for number, block in enumerate(blocks):
        if isinstance(block, Figure):
            known[f"own-{number}"] = next(waiting)
            block = replace(block, figure_id=f"own-{number}")
        marked.append(block)
    return tuple(marked), known


def _figures(count: int) -> Blocks:
    return tuple(Figure(f"{BROUGHT}{number}") for number in range(count))


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode("".join(data.split()))
    except (binascii.Error, ValueError):
        return b""


def _check_length(words: str) -> None:
    if len(words) > MAX_CHARACTERS:
        raise BadDocument(
            f"What was copied is longer than {MAX_CHARACTERS // 1_000_000} million characters.",
            "Open it as a file of its own, or copy a part of it.",
        )
    if len(words) > MAX_WORD and max(map(len, words.split()), default=0) > MAX_WORD:
        raise BadDocument(
            f"There is a word of more than {MAX_WORD:,} letters in what was copied.",
            "Copy only what is meant to be read.",
        )


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
            if head not in _HEADS and head[:3] not in _HEADS:
                raise BadDocument(
                    f"{path.name} is no picture that can be opened.", "Use a PNG, JPEG, WebP or GIF file."
                )
            return head + stream.read(MAX_PICTURE_BYTES + 1)
    except OSError as error:
        raise BadDocument(
            f"{path.name} cannot be read.", "See whether it is still there and whether you may open it.", str(error)
        ) from error
