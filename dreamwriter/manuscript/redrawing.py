"""Drawing again what changed without being text: pictures on their way, and pictures that are decoded now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from dreamwriter.manuscript.index import Index
from dreamwriter.manuscript.painting import ObjectPainter, Preview


class Redrawing:
    """Tells the layout of a page which figures to draw again."""

    def __init__(self, text: QTextDocument, painter: ObjectPainter, index: Index) -> None:
        self._text = text
        self._painter = painter
        self._index = index

    def show_preview(self, figure_id: str, preview: Preview | None) -> None:
        """Put a preview over a figure; None takes it away."""
        if preview is None:
            self._painter.previews.pop(figure_id, None)
        else:
            self._painter.previews[figure_id] = preview
        record = self._painter.gallery.record
        self._redraw(number for number, known in self._index.figures() if record(known).figure_id == figure_id)

    def picture_arrived(self, sha256: str) -> None:
        """A picture can be drawn now, or never."""
        asset_of, record = self._painter.gallery.asset_of, self._painter.gallery.record
        shown = ((number, asset_of(record(known))) for number, known in self._index.figures())
        self._redraw(number for number, asset in shown if asset is not None and asset.sha256 == sha256)

    def _redraw(self, numbers: Iterable[int]) -> None:
        for number in list(numbers):
            self._redraw_block(self._text.findBlockByNumber(number))

    def _redraw_block(self, block: QTextBlock) -> None:
        layout = self._text.documentLayout()
        rect: QRectF = layout.blockBoundingRect(block)
        # The signal has a form with a place and one without; the stubs know only one of them.
        cast(Any, layout.update)[QRectF].emit(rect.adjusted(-4, -4, 4, 4))
