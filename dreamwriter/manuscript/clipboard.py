"""What is copied: Markdown, clean HTML, the figures themselves for pages of our own, pixels of a single picture."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import nh3
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment

from dreamwriter.document.blocks import Blocks, Figure
from dreamwriter.document.canonical import canonical
from dreamwriter.document.document import Document
from dreamwriter.document.images import image_targets
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.package import files_from_document
from dreamwriter.document.textpack import packed
from dreamwriter.manuscript.brought import MARKDOWN, OUR_FIGURES, OUR_PACK
from dreamwriter.manuscript.gallery import Gallery
from dreamwriter.manuscript.index import Index
from dreamwriter.manuscript.page_reader import read_block, runs_in
from dreamwriter.manuscript.properties import Thing
from dreamwriter.manuscript.selection import is_object, select
from dreamwriter.manuscript.sheet import Sheet

MAX_EMBEDDED_BYTES = 16 * 1024 * 1024
"""Pictures of more than this in all are not put into the HTML for other programs."""


@dataclass(frozen=True)
class Selected:
    """What is selected.

    Attributes:
        blocks: in canonical form.
        records: numbers of the records of the figures in them, in order.
    """

    blocks: Blocks
    records: tuple[int, ...]

    def figures(self) -> Iterator[tuple[str, int]]:
        """Id and record number of each figure."""
        figures = (block for block in self.blocks if isinstance(block, Figure))
        return ((figure.figure_id, number) for figure, number in zip(figures, self.records, strict=True))


class Copied(QMimeData):
    """What was copied. Everything but the Markdown is made when somebody asks for it."""

    def __init__(self, selected: Selected, gallery: Gallery) -> None:
        super().__init__()
        self._selected = selected
        self._gallery = gallery
        self._source = write_markdown(selected.blocks)
        self._makers: dict[str, Callable[[], Any]] = {"text/html": self._html}
        self.setText(self._source)
        self.setData(MARKDOWN, self._source.encode())
        if selected.records:
            told = {"page": gallery.token, "records": selected.records}
            self.setData(OUR_FIGURES, json.dumps(told).encode())
            self._makers[OUR_PACK] = self._pack
        if len(selected.blocks) == 1 and isinstance(selected.blocks[0], Figure):
            asset = gallery.assets.get(selected.blocks[0].target)
            if asset is not None:
                self.setData(asset.media_type, asset.data)

    def formats(self) -> list[str]:
        """What it can be had as."""
        return [*super().formats(), *self._makers]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether it can be had as this."""
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferredType: Any) -> Any:
        """Called by Qt."""
        make = self._makers.get(mimetype)
        return super().retrieveData(mimetype, preferredType) if make is None else make()

    def _html(self) -> str:
        html = html_of(self._source)
        assets = {
            target: self._gallery.assets[target]
            for target in image_targets(self._selected.blocks)
            if target in self._gallery.assets
        }
        if sum(len(asset.data) for asset in assets.values()) <= MAX_EMBEDDED_BYTES:
            for target, asset in assets.items():
                data = base64.b64encode(asset.data).decode("ascii")
                html = html.replace(f'src="{target}"', f'src="data:{asset.media_type};base64,{data}"')
        return html

    def _pack(self) -> QByteArray:
        gallery = self._gallery
        records = [gallery.record(number) for number in self._selected.records]
        histories = {record.figure_id: record.history for record in records if record.history is not None}
        targets = dict.fromkeys(image_targets(self._selected.blocks))
        document = Document(self._selected.blocks, gallery.shown(targets), gallery.taken(histories), histories)
        return QByteArray(packed(files_from_document(document)))


def copied(gallery: Gallery, cursor: QTextCursor) -> Copied:
    """What is selected, for the clipboard."""
    return Copied(selected(gallery, cursor), gallery)


def selected(gallery: Gallery, cursor: QTextCursor) -> Selected:
    """What is selected; a picture comes with its caption."""
    if is_object(cursor):  # a part of one block is copied without what the block is
        block = cursor.document().findBlock(cursor.selectionStart())
        blocks = canonical(read_block(block, gallery))
        return Selected(blocks, tuple(run.figure for run in runs_in(block) if run.thing is Thing.FIGURE and blocks))
    text = QTextDocument()
    text.setUndoRedoEnabled(False)
    QTextCursor(text).insertFragment(QTextDocumentFragment(cursor))
    index = Index(text, gallery)
    records = tuple(number for _, number in index.figures() if not gallery.record(number).waiting)
    return Selected(index.blocks(), records)


def blocks_before(sheet: Sheet, index: Index, position: int) -> Blocks:
    """What a page says before a position, in canonical form; for the model to read.

    Args:
        index: of the page, which knows nearly all of it.
    """
    above, start = index.blocks_above(position)  # a selection within one block would not know what block it is
    return (*above, *selected_blocks(sheet.gallery, select(sheet, start, position)))


def selected_blocks(gallery: Gallery, cursor: QTextCursor) -> Blocks:
    """What is selected, in canonical form; also for the model to read."""
    return selected(gallery, cursor).blocks


def html_of(source: str) -> str:
    """Markdown as HTML for other programs, clean."""
    import markdown  # a page can be shown without

    return nh3.clean(markdown.markdown(source, extensions=["tables", "fenced_code", "footnotes", "sane_lists"]))
