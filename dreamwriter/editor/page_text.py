"""The text of the page on its desk: typing, selecting, pictures that are clicked, and how all of it is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from dreamwriter.editor.page_keys import is_foreign, press
from dreamwriter.editor.page_look import DESK_GAP, PagePlace, draw_desk, draw_figure_ring, page_style, place_page
from dreamwriter.manuscript.clipboard import copied
from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.manuscript.keyboard import Done
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.selection import select, standing
from dreamwriter.widgets.drawing import page_shadow
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import PAGE_RADIUS

TELL_MILLISECONDS = 40
CARET = 2
BREATH = 24
"""Pixels between the line that is typed and what floats over the page."""


class PageText(QTextEdit):
    """Shows a manuscript and takes what a person does to it. What a key does, the manuscript's keyboard knows.

    Args:
        look: where the theme comes from.

    Attributes:
        figure_selected: emitted with the id of the figure that is selected now; "" for none.
        figure_menu_wanted: emitted with a figure's id and a global position.
        text_menu_wanted: emitted with a global position.
        standing_changed: emitted with a `Standing` after the cursor or what it stands on changed.
        escaped: emitted when Esc was pressed.
        person_scrolled: emitted when a person moved the page.
    """

    figure_selected = Signal(str)
    figure_menu_wanted = Signal(str, QPoint)
    text_menu_wanted = Signal(QPoint)
    standing_changed = Signal(object)
    escaped = Signal()
    person_scrolled = Signal()

    def __init__(self, look: Look, manuscript: Manuscript, font_size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._manuscript = manuscript
        self._font_size = font_size
        self._place = PagePlace(0, 0, 0, 0)
        self._shadow = page_shadow(look.theme, PAGE_RADIUS)
        self._selected = ""
        self._foot = 0
        self._telling = QTimer(self, singleShot=True, interval=TELL_MILLISECONDS)
        self._telling.timeout.connect(self._tell)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Page")
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self._telling.start)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        bar.actionTriggered.connect(lambda _action: self.person_scrolled.emit())
        look.changed.connect(self._dress)
        self.set_manuscript(manuscript)

    @property
    def selected_figure(self) -> str:
        """Id of the figure that is selected; "" for none."""
        return self._selected

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another manuscript from its beginning."""
        self._manuscript = manuscript
        self._selected = ""
        self.setDocument(manuscript.text)
        manuscript.text.documentLayout().documentSizeChanged.connect(lambda _size: self.update())
        manuscript.changed.connect(self._telling.start)
        manuscript.run_changed.connect(self._run_changed)
        self._arrange()
        self.setCursorWidth(CARET)
        self.setTextCursor(QTextCursor(manuscript.text))
        self._telling.start()

    def set_font_size(self, pixels: int) -> None:
        """Another size of the page's text, before scaling."""
        self._font_size = pixels
        self._dress()

    def set_foot(self, pixels: int) -> None:
        """How much of the foot of the view is covered by what floats over it."""
        self._foot = pixels

    def select_figure(self, figure_id: str) -> None:
        """Select a figure as a click does, and bring it into view; "" for none."""
        entry = self._manuscript.figure(figure_id) if figure_id else None
        if entry is None:
            self._set_selected("")
            return
        cursor = select(self._manuscript.sheet, entry.position, entry.position + 1)
        self._set_selected(figure_id)
        self.setTextCursor(cursor)
        self.bring_into_view(self.figure_rect(entry).toRect())

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

    def bring_into_view(self, rect: QRect) -> None:
        """Scroll as little as needed to show a place of the viewport above what covers its foot."""
        room = QRect(0, BREATH, self.viewport().width(), self.viewport().height() - self._foot - 2 * BREATH)
        bar = self.verticalScrollBar()
        if rect.bottom() > room.bottom():
            bar.setValue(bar.value() + min(rect.bottom() - room.bottom(), max(rect.top() - room.top(), 0)))
        elif rect.top() < room.top():
            bar.setValue(bar.value() + rect.top() - room.top())

    # What a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that change the text go through the manuscript's keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self._set_selected("")
            self.escaped.emit()
        elif is_foreign(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._manuscript.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._manuscript.redo()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif self._typed(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)  # moving, selecting, copying
            self.bring_into_view(self.cursorRect())
            self.person_scrolled.emit()

    def _typed(self, event: QKeyEvent) -> bool:
        """Whether a key was one that changes the text; then it has."""
        self._show_caret(not self._selected)
        cursor = self.textCursor()
        done = press(event, cursor, self._manuscript.keyboard)
        if done is not None:
            self._take_over(cursor, done)
        return done is not None

    def _take_over(self, cursor: QTextCursor, done: Done = Done.CHANGED) -> None:
        if done is Done.SELECTED:
            entry = self._manuscript.figure_at(cursor.selectionStart())
            self._set_selected(entry.record.figure_id if entry else "")
        self.setTextCursor(cursor)
        self.bring_into_view(self.cursorRect())
        self.person_scrolled.emit()
        self._telling.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words of an input method come like typed ones; while they are composed, Qt shows them."""
        words = event.commitString()
        if not words:
            super().inputMethodEvent(event)
            return
        super().inputMethodEvent(QInputMethodEvent())  # what was composed goes
        cursor = self.textCursor()
        self._manuscript.keyboard.type_text(cursor, " ".join(words.splitlines()))
        self._take_over(cursor)

    def cut(self) -> None:
        """Copy and take away; one step of undo."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self.copy()
            self._manuscript.keyboard.backspace(cursor)
            self._take_over(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged."""
        return copied(self._manuscript.sheet.gallery, self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words and pictures can be dropped here."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste."""
        self.insert(source)

    def insert(self, source: QMimeData, plain: bool = False) -> None:
        """Put what was brought in the place of the selection.

        Args:
            plain: the characters only.
        """
        cursor = self.textCursor()
        self._manuscript.paste(cursor, source, plain)
        self._take_over(cursor)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dragged within the page moves; Qt would take it away without knowing about figures."""
        target = self.cursorForPosition(event.position().toPoint())
        own, moved = event.source() in (self, self.viewport()), self.textCursor()
        if own and moved.selectionStart() <= target.position() <= moved.selectionEnd():
            event.ignore()
            return
        with self._manuscript.sheet.step():
            self._manuscript.paste(target, event.mimeData())
            if own and event.dropAction() == Qt.DropAction.MoveAction:
                self._manuscript.keyboard.remove_selection(moved)
        event.setDropAction(Qt.DropAction.CopyAction)  # nothing is left for Qt to remove
        event.accept()
        self.setTextCursor(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a picture selects it."""
        figure = self._figure_under(event.position())
        if figure is not None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.select_figure(figure)
            return
        self._set_selected("")
        self._show_caret(True)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A picture is no word."""
        if self._figure_under(event.position()) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over pictures."""
        if self._selected and event.buttons():
            return
        super().mouseMoveEvent(event)
        over = self._figure_under(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a picture or of the text."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        else:
            place = event.globalPos()
        if self._selected:
            self.figure_menu_wanted.emit(self._selected, place)
        else:
            self.text_menu_wanted.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The person moves the page."""
        super().wheelEvent(event)
        self.person_scrolled.emit()

    def event(self, event: QEvent) -> bool:
        """Beside the lines: paint the desk and the page, scroll, and set the cursor into the nearest line."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_foreign(event):
            return True  # the window's actions may have these keys
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self._paint_desk()
            return True
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = self.viewport().mapFromParent(event.position().toPoint())
            self._set_selected("")
            inside.setX(min(max(inside.x(), 0), self.viewport().width()))
            self.setTextCursor(self.cursorForPosition(inside))
            return True
        return super().event(event)

    # What is shown

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies under the text, then the text, then the ring of the figure that is selected."""
        painter = QPainter(self.viewport())
        down = self.verticalScrollBar().value()
        painter.translate(0, -down)
        self._manuscript.paint_grounds(painter, QRectF(event.rect().translated(0, down)))
        painter.end()
        super().paintEvent(event)
        entry = self._manuscript.figure(self._selected) if self._selected else None
        if entry is not None:
            painter.begin(self.viewport())
            draw_figure_ring(painter, self.figure_rect(entry), self._look.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page stays in the middle."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """The page moves with its text."""
        super().scrollContentsBy(across, down)
        self.update()

    def _paint_desk(self) -> None:
        top = DESK_GAP - self.verticalScrollBar().value()
        bottom = max(round(self.document().size().height()) - DESK_GAP + top - DESK_GAP, self.height() + DESK_GAP)
        page = QRect(self._place.left, top, self._place.width, bottom - top)
        draw_desk(QPainter(self), self.rect(), page, self._shadow, self._look.theme)

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
        self._manuscript.set_style(page_style(self._look.theme, self._font_size))
        self._arrange()

    def _show_caret(self, shown: bool) -> None:
        if self.cursorWidth() != (CARET if shown else 0):
            self.setCursorWidth(CARET if shown else 0)

    def _run_changed(self, running: bool) -> None:
        """While the model writes, the caret would only run along; it is back when the person types or clicks."""
        self._show_caret(not running and not self._selected)

    def _figure_under(self, point: QPointF) -> str | None:
        down = self.verticalScrollBar().value()
        place = self.document().documentLayout().hitTest(point + QPointF(0, down), Qt.HitTestAccuracy.FuzzyHit)
        entry = self._manuscript.figure_at(place) if place >= 0 else None
        if entry is None or not self.figure_rect(entry).contains(point):
            return None
        return entry.record.figure_id

    def _set_selected(self, figure_id: str) -> None:
        if figure_id != self._selected:
            self._selected = figure_id
            self._show_caret(not figure_id)
            colours = QPalette()
            if figure_id:  # its ring says enough
                colours.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
            self.setPalette(colours)
            self.viewport().update()
            self.figure_selected.emit(figure_id)

    def _cursor_moved(self) -> None:
        cursor = self.textCursor()
        entry = self._manuscript.figure(self._selected) if self._selected else None
        stands = entry is not None and cursor.selectionStart() == entry.position and cursor.hasSelection()
        if self._selected and not stands:
            self._set_selected("")
        self._telling.start()

    def _tell(self) -> None:
        self.standing_changed.emit(standing(self._manuscript.sheet, self.textCursor()))
