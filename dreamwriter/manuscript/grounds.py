"""What lies under the text of a page: bars of quotes, grounds of code, labels of footnotes, new words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlock, QTextDocument

from dreamwriter.manuscript.containers import Path
from dreamwriter.manuscript.formats import INDENT, block_form
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.properties import NEW, Kind


class Grounds:
    """Draws under the blocks that can be seen, in the coordinates of the page."""

    def __init__(self, text: QTextDocument, style: PageStyle) -> None:
        self.style = style
        self._text = text

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Draw what lies under the text in `clip`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._text.documentLayout()
        place = layout.hitTest(clip.topLeft(), Qt.HitTestAccuracy.FuzzyHit)
        block = self._text.findBlock(max(place, 0))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > clip.bottom():
                break
            self._paint_block(painter, block, rect)
            block = block.next()
        painter.restore()

    def _paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        form, px = block_form(block.blockFormat()), self.style.px
        painter.setPen(Qt.PenStyle.NoPen)
        left = self._text.documentMargin()
        before = self._path_of(block.previous())
        for depth, container in enumerate(form.path):
            x = left + px(INDENT) * depth
            if container.kind == "quote":
                below = block.next()
                goes_on = container in self._path_of(below)
                layout = self._text.documentLayout()
                bottom = layout.blockBoundingRect(below).top() if goes_on else rect.bottom()
                painter.setBrush(QColor(self.style.rule))
                painter.drawRoundedRect(QRectF(x + px(8), rect.top(), 3, bottom - rect.top()), 1.5, 1.5)
            elif container.kind == "note" and container not in before:
                self._paint_label(painter, QRectF(x, rect.top(), px(INDENT) - 6, rect.height()), container.label)
        if block.userState() == NEW and form.kind is not Kind.FIGURE:
            self._paint_new(painter, block, rect)
        if form.kind in (Kind.CODE, Kind.UNKNOWN):
            inner = left + px(INDENT) * len(form.path)
            ground = QRectF(inner, rect.top() - px(4), rect.right() - inner + px(16), rect.height() + px(8))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.style.quiet))
            painter.drawRoundedRect(ground, 6, 6)

    def _paint_new(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """A soft band under each line of words that are new."""
        painter.setBrush(QColor(self.style.soft_accent))
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            words = line.naturalTextRect().translated(rect.topLeft())
            base = words.top() + line.ascent() + line.descent()
            painter.drawRect(QRectF(words.left(), base - self.style.px(9), words.width(), self.style.px(9)))

    def _paint_label(self, painter: QPainter, rect: QRectF, label: str) -> None:
        font = QFont(self.style.sans)
        font.setPixelSize(self.style.px(self.style.small))
        painter.setFont(font)
        painter.setPen(QColor(self.style.muted))
        words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(rect.translated(0, 4), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)

    def _path_of(self, block: QTextBlock) -> Path:
        return block_form(block.blockFormat()).path if block.isValid() else ()
