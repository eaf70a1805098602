"""What lies under the text of a page: bars of quotes, grounds of code, bullets, labels of footnotes, new words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from dreamwriter.manuscript.containers import Path
from dreamwriter.manuscript.formats import CODE_INDENT, INDENT, block_form, form_of
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.properties import NEW, Kind

_BULLET, _BULLET_GAP, _NUMBER_GAP = 5.0, 11.0, 7.0
"""Width of a bullet, from its middle to the words, and from a number to the words."""


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
        form = block_form(block.blockFormat())
        painter.setPen(Qt.PenStyle.NoPen)
        if form.path:
            self._paint_containers(painter, block, rect, form.path)
        if block.userState() == NEW and form.kind is not Kind.FIGURE:
            self._paint_new(painter, block, rect)
        if form.kind in (Kind.CODE, Kind.UNKNOWN):
            self._paint_code(painter, block, rect)
        else:
            self._paint_short_code(painter, block, rect)

    def _paint_containers(self, painter: QPainter, block: QTextBlock, rect: QRectF, path: Path) -> None:
        px = self.style.px
        before = self._path_of(block.previous())
        for depth, container in enumerate(path):
            column = self._column(block, depth)
            if container.kind == "quote":
                below = block.next()
                goes_on = container in self._path_of(below)
                layout = self._text.documentLayout()
                bottom = layout.blockBoundingRect(below).top() + px(3) if goes_on else rect.bottom()
                painter.setBrush(QColor(self.style.rule))
                bar = QRectF(column.left() + px(8), rect.top(), px(3), bottom - rect.top())
                if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                    bar.moveRight(column.right() - px(8))
                painter.drawRoundedRect(bar, px(1.5), px(1.5))
            elif container.kind == "note" and container not in before:
                label = QRectF(column.left(), rect.top(), column.width() - px(6), rect.height())
                self._paint_label(painter, label, container.label)
        items = block.textList()
        if items is not None:
            inner = next(each for each in reversed(path) if each.is_list)
            if inner.kind == "numbers":
                self._paint_number(painter, block, rect, f"{items.format().start() + items.itemNumber(block)}.")
            else:
                self._paint_bullet(painter, block, rect, sum(each.kind == "bullets" for each in path))

    def _column(self, block: QTextBlock, depth: int) -> QRectF:
        """Where the indent of one container is, across the page."""
        px = self.style.px
        width, margin = self._text.textWidth(), px(self._text.documentMargin())
        at = float(margin + px(INDENT) * depth)
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            at = width - at - px(INDENT)
        return QRectF(at, 0, px(INDENT), 0)

    def _paint_bullet(self, painter: QPainter, block: QTextBlock, rect: QRectF, depth: int) -> None:
        """A disc, in it a ring, in that a square."""
        line = block.layout().lineAt(0)
        size, gap = self.style.scale * _BULLET, self.style.scale * _BULLET_GAP
        left, right = rect.left() + line.x() - gap, rect.left() + line.x() + line.width() + gap
        x = right if block.textDirection() == Qt.LayoutDirection.RightToLeft else left
        y = rect.top() + line.y() + line.ascent() - self.style.scale * self.style.text * 0.27
        spot = QRectF(x - size / 2, y - size / 2, size, size)
        painter.setBrush(QColor(self.style.ink))
        if depth % 3 == 1:
            painter.drawEllipse(spot)
        elif depth % 3 == 0:
            painter.drawRect(spot.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.style.ink), self.style.scale))
            painter.drawEllipse(spot)
            painter.setPen(Qt.PenStyle.NoPen)

    def _paint_number(self, painter: QPainter, block: QTextBlock, rect: QRectF, number: str) -> None:
        line = block.layout().lineAt(0)
        painter.setFont(self._text.defaultFont())
        painter.setPen(QColor(self.style.ink))
        width, gap = painter.fontMetrics().horizontalAdvance(number), self.style.scale * _NUMBER_GAP
        x = rect.left() + line.x() - gap - width
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            x = rect.left() + line.x() + line.width() + gap
        painter.drawText(QPointF(x, rect.top() + line.y() + line.ascent()), number)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_code(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        line = block.layout().lineAt(0)
        if line.isValid():
            pad = self.style.px(8)
            ground = QRectF(rect.left() + line.x(), rect.top() - pad, line.width(), rect.height() + 2 * pad)
            painter.setBrush(QColor(self.style.quiet))
            leading, trailing = self.style.px(CODE_INDENT), CODE_INDENT
            if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                leading, trailing = trailing, leading
            painter.drawRoundedRect(ground.adjusted(-leading, 0, trailing, 0), 6, 6)

    def _paint_short_code(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """A ground under each piece of code in a line, as tall as its letters."""
        painter.setBrush(QColor(self.style.quiet))
        across = self.style.scale * 1.5
        for start, end in _code_in(block):
            for line, first, last in _lines_of(block, start, end):
                left, right = sorted((line.cursorToX(first)[0], line.cursorToX(last)[0]))  # type: ignore[index]
                size = self.style.scale * self.style.text
                base = rect.top() + line.y() + line.ascent()
                ground = QRectF(rect.left() + left, base - size * 0.9, right - left, size * 1.2)
                painter.drawRoundedRect(ground.adjusted(-across, 0, across, 0), 3, 3)

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
        painter.setPen(Qt.PenStyle.NoPen)

    def _path_of(self, block: QTextBlock) -> Path:
        return block_form(block.blockFormat()).path if block.isValid() else ()


def _code_in(block: QTextBlock) -> Iterator[tuple[int, int]]:
    """The stretches of short code in a block, by positions in it."""
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        place += 1
        if form_of(fragment.charFormat()).has("code"):
            start = fragment.position() - block.position()
            yield start, start + fragment.length()


def _lines_of(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextLine, int, int]]:
    """The lines that a stretch of a block stands in, each with the part that is in it."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            yield line, first, last
