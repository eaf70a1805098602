"""The page as it is shown on its desk: where it lies, how it is painted and scrolled. Nothing is typed in here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from dreamwriter.editor.page_hints import address_of, hint_at, link_at
from dreamwriter.editor.page_look import DESK_GAP, PagePlace, draw_desk, draw_figure_ring, page_style, place_page
from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.manuscript.insertions import other_end
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.widgets.drawing import page_shadow
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import PAGE_RADIUS

CARET, GAP_LINE = 2, 3
NOTCH = 120
"""Eighths of a degree that a wheel turns with one notch."""
BREATH = 24
"""Pixels between the line that is typed and what floats over the page."""


class PageCanvas(QTextEdit):
    """Shows a manuscript.

    Args:
        look: where the theme comes from.
        font_size: of the text in pixels, before scaling.

    Attributes:
        person_scrolled: emitted when a person moved the page.
        link_opened: emitted with the address (a `QUrl`) of a link that the person wants to follow.
        scale_wanted: emitted with 1 when the text should grow, with -1 when it should shrink.
    """

    person_scrolled = Signal()
    scale_wanted = Signal(int)
    link_opened = Signal(object)

    def __init__(self, look: Look, manuscript: Manuscript, font_size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._manuscript = manuscript
        self._font_size = font_size
        self._place = PagePlace(0, 0, 0, 0)
        self._shadow = page_shadow(look.theme, PAGE_RADIUS)
        self._ringed = ""
        self._gap: QTextCursor | None = None
        self._turned = 0
        self._head = 0
        self._foot = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Page")
        self.setAccessibleDescription("F6 goes to the other parts of the window.")
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        bar.actionTriggered.connect(lambda _action: self.person_scrolled.emit())
        look.changed.connect(self._dress)

    def set_font_size(self, pixels: int) -> None:
        """Another size of the page's text, before scaling."""
        self._font_size = pixels
        self._dress()

    def set_foot(self, pixels: int) -> None:
        """How much of the foot of the view is covered by what floats over it."""
        self._foot = pixels

    def set_head(self, pixels: int) -> None:
        """How much of the head of the view is covered by what floats over it."""
        self._head = pixels

    def go_to(self, position: int) -> None:
        """Put the cursor at a position, near the top of the view."""
        self.setTextCursor(self._manuscript.sheet.cursor(position))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - 2 * DESK_GAP)
        self.setFocus()

    def show_inserted(self, position: int) -> None:
        """Put the cursor behind something that was inserted, and bring that into view."""
        self.setTextCursor(self._manuscript.sheet.cursor(position))
        entry = self._manuscript.figure_at(position - 1)
        self.bring_into_view(self.cursorRect() if entry is None else self.figure_rect(entry).toRect())
        self.setFocus()

    def figure_rect(self, entry: FigureEntry) -> QRectF:
        """Where the picture of a figure is, in pixels of the viewport."""
        block = self.document().findBlock(entry.position)
        line = block.layout().lineForTextPosition(entry.position - block.position())
        if not line.isValid():
            return QRectF()
        top_left = self.document().documentLayout().blockBoundingRect(block).topLeft()
        rect = line.naturalTextRect().translated(top_left).translated(0, -self.verticalScrollBar().value())
        return QRectF(rect.topLeft(), QSizeF(rect.width(), line.ascent()))

    def position_under(self, point: QPointF) -> int:
        """Position of the character under a point of the viewport; -1 for none."""
        down = self.verticalScrollBar().value()
        place = point + QPointF(0, down)
        return int(self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit))

    def figure_under(self, point: QPointF) -> str | None:
        """Id of the figure whose picture is under a point of the viewport."""
        down = self.verticalScrollBar().value()
        place = self.document().documentLayout().hitTest(point + QPointF(0, down), Qt.HitTestAccuracy.FuzzyHit)
        entry = self._manuscript.figure_at(place) if place >= 0 else None
        if entry is None or not self.figure_rect(entry).contains(point):
            return None
        return entry.record.figure_id

    def gap_at(self, point: QPointF) -> QTextCursor | None:
        """Between which two blocks a figure would go at a point; None in tables."""
        cursor = self.cursorForPosition(point.toPoint())
        block = cursor.block()
        if cursor.currentTable() is not None:
            return None
        rect = self.document().documentLayout().blockBoundingRect(block)
        below = point.y() + self.verticalScrollBar().value() > rect.center().y()
        cursor.setPosition(block.position() + (block.length() - 1 if below else 0))
        return cursor

    def hint_under(self, point: QPointF) -> str:
        """What there is to say about a point of the viewport: where a link leads, what a footnote says."""
        position = self.position_under(point)
        return hint_at(self._manuscript, position) if position >= 0 else ""

    def follow(self, point: QPointF) -> bool:
        """Open the link under a point, or go to the other end of the footnote there. Whether there was one."""
        position = self.position_under(point)
        url = address_of(link_at(self._manuscript, position)) if position >= 0 else None
        if url is not None:
            self.link_opened.emit(url)
            return True
        there = other_end(self._manuscript.sheet, position + 1) if self.hint_under(point) else None
        if there is None:
            return False
        self.go_to(there)
        return True

    def bring_into_view(self, rect: QRect) -> None:
        """Scroll as little as needed to show a place of the viewport above what covers its foot."""
        head, foot = self._head + BREATH, self._foot + BREATH
        room = QRect(0, head, self.viewport().width(), max(self.viewport().height() - head - foot, 1))
        bar = self.verticalScrollBar()
        if rect.bottom() > room.bottom():
            bar.setValue(bar.value() + min(rect.bottom() - room.bottom(), max(rect.top() - room.top(), 0)))
        elif rect.top() < room.top():
            bar.setValue(bar.value() + rect.top() - room.top())

    def event(self, event: QEvent) -> bool:
        """The desk and the page are painted beside the lines too, and the wheel turns there."""
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self._paint_desk(event.rect())
            return True
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """The font of the page is its manuscript's; Qt would give it that of the window."""
        if event.type() not in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            super().changeEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say where a link leads and what a footnote says."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.hint_under(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), f"<p>{escape(words).replace(chr(10), '<br>')}</p>", self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies under the text, then the text, then the ring of the figure that is selected."""
        painter = QPainter(self.viewport())
        down = self.verticalScrollBar().value()
        painter.translate(0, -down)
        self._manuscript.paint_grounds(painter, QRectF(event.rect().translated(0, down)))
        painter.end()
        super().paintEvent(event)
        entry = self._manuscript.figure(self._ringed) if self._ringed else None
        if entry is not None:
            painter.begin(self.viewport())
            draw_figure_ring(painter, self.figure_rect(entry), self._look.theme)
            painter.end()
        if self._gap is not None:
            painter.begin(self.viewport())
            margin = page_style(self._look.theme, self._font_size).px(self.document().documentMargin())
            across = self.viewport().width() - 2 * margin
            painter.fillRect(
                QRectF(margin, self._gap_height(self._gap), across, GAP_LINE), self._look.theme.colour("accent")
            )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The person moves the page; with Ctrl the text grows or shrinks."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            if abs(self._turned) >= NOTCH:
                self.scale_wanted.emit(1 if self._turned > 0 else -1)
                self._turned = 0
            event.accept()
            return
        super().wheelEvent(event)
        self.person_scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page stays in the middle, and what is at the head of the view stays there."""
        with self._kept():
            super().resizeEvent(event)
            self._arrange()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """The page moves with its text."""
        super().scrollContentsBy(across, down)
        self.update()

    def _show(self, manuscript: Manuscript) -> None:
        """Show a manuscript from its beginning."""
        self._manuscript = manuscript
        self.setDocument(manuscript.text)
        manuscript.text.documentLayout().documentSizeChanged.connect(lambda _size: self.update())
        self._arrange()
        self.setCursorWidth(CARET)
        self.setTextCursor(QTextCursor(manuscript.text))
        self.verticalScrollBar().setValue(0)

    def _ring(self, figure_id: str) -> None:
        """Put the ring around a figure; "" for none."""
        self._ringed = figure_id
        colours = QPalette()
        if figure_id:  # its ring says enough
            colours.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(colours)
        self.viewport().update()

    def _show_gap(self, gap: QTextCursor | None) -> None:
        """Draw a line where something that is dragged would go; None for no line."""
        self._gap = gap
        self.viewport().update()

    def _gap_height(self, gap: QTextCursor) -> float:
        """Height in the viewport of the line between two blocks."""
        rect = self.document().documentLayout().blockBoundingRect(gap.block())
        above = gap.atBlockStart() and gap.block().length() > 1
        edge = rect.top() - GAP_LINE if above else rect.bottom() + GAP_LINE
        return edge - self.verticalScrollBar().value()

    def _show_caret(self, shown: bool) -> None:
        if self.cursorWidth() != (CARET if shown else 0):
            self.setCursorWidth(CARET if shown else 0)

    def _paint_desk(self, exposed: QRect) -> None:
        bar = self.verticalScrollBar()
        top = DESK_GAP - bar.value()
        tall = bar.maximum() + self.viewport().height()  # the document itself would lay all of it out to tell
        bottom = max(tall - DESK_GAP + top - DESK_GAP, self.height() + DESK_GAP)
        page = QRect(self._place.left, top, self._place.width, bottom - top)
        draw_desk(QPainter(self), self.rect(), page, self._shadow, self._look.theme, exposed)

    def _arrange(self) -> None:
        style = page_style(self._look.theme, self._font_size)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        self._place = place_page(room, style.px(style.measure))
        margin = style.px(self.document().documentMargin())
        right = room - self._place.text_left - self._place.text_width
        self.setViewportMargins(self._place.text_left - margin, 0, right - margin, 0)
        if self.lineWrapColumnOrWidth() != self._place.text_width + 2 * margin:
            self.setLineWrapColumnOrWidth(self._place.text_width + 2 * margin)
        self._manuscript.set_measure(self._place.text_width)
        self.update()

    def _dress(self) -> None:
        self._shadow = page_shadow(self._look.theme, PAGE_RADIUS)
        with self._kept():
            self._manuscript.set_style(page_style(self._look.theme, self._font_size))
            self._arrange()
            self.document().size()  # lays all of it out, so that the scroll bar knows how far it reaches

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """What is at the head of the view is there afterwards, too, however its lines break then."""
        bar = self.verticalScrollBar()
        if bar.value() == 0:
            yield
            bar.setValue(0)
            return
        place = self.cursorForPosition(QPoint(0, 0))
        before = self.cursorRect(place).top()
        yield
        bar.setValue(bar.value() + self.cursorRect(place).top() - before)
