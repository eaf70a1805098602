"""The text of the page: typing, selecting, and pictures that are clicked and dragged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from dreamwriter.editor.page_canvas import PageCanvas
from dreamwriter.editor.page_keys import ENTER, is_foreign, press
from dreamwriter.manuscript.brought import brings_pictures
from dreamwriter.manuscript.clipboard import copied
from dreamwriter.manuscript.keyboard import Done
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.selection import caption_start, select, standing
from dreamwriter.widgets.look import Look

TELL_MILLISECONDS = 40
DOCUMENTS = (".textpack", ".textbundle", ".md", ".markdown", ".txt")
DRAGGED = 160
"""Width in pixels of the picture that goes along with the pointer."""


class PageText(PageCanvas):
    """Shows a manuscript and takes what a person does to it. What a key does, the manuscript's keyboard knows.

    Args:
        look: where the theme comes from.

    Attributes:
        figure_selected: emitted with the id of the figure that is selected now; "" for none.
        figure_menu_wanted: emitted with a figure's id and a global position.
        text_menu_wanted: emitted with a global position.
        standing_changed: emitted with a `Standing` after the cursor or what it stands on changed.
        escaped: emitted when Esc was pressed.
        figure_opened: emitted with the id of a figure on which Enter was pressed, or that was clicked twice.
        document_dropped: emitted with the path of a document that was dropped on the page.
    """

    figure_selected = Signal(str)
    figure_menu_wanted = Signal(str, QPoint)
    text_menu_wanted = Signal(QPoint)
    standing_changed = Signal(object)
    escaped = Signal()
    figure_opened = Signal(str)
    document_dropped = Signal(Path)

    def __init__(self, look: Look, manuscript: Manuscript, font_size: int, parent: QWidget | None = None) -> None:
        super().__init__(look, manuscript, font_size, parent)
        self._telling = QTimer(self, singleShot=True, interval=TELL_MILLISECONDS)
        self._telling.timeout.connect(self._tell)
        self._pressed: QPoint | None = None
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self._telling.start)
        self.set_manuscript(manuscript)

    @property
    def selected_figure(self) -> str:
        """Id of the figure that is selected; "" for none."""
        return self._ringed

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another manuscript from its beginning."""
        self._ring("")
        self._show(manuscript)
        manuscript.changed.connect(self._telling.start)
        manuscript.run_changed.connect(self._run_changed)
        self._telling.start()

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

    # What a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that change the text go through the manuscript's keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self._unselect()
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
        elif (self._ringed and self._leave_figure(event)) or self._typed(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # Tab alone is a key of the text
                QWidget.focusNextPrevChild(self, event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)  # moving, selecting, copying
            self._land()
            self.bring_into_view(self.cursorRect())
            self.person_scrolled.emit()

    def _leave_figure(self, event: QKeyEvent) -> bool:
        """What keys do to a figure that is selected: Enter opens it, arrows leave it. Whether it was one of these."""
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.figure_opened.emit(self._ringed)
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._unselect()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            cursor = self.textCursor()
            cursor.setPosition(max(cursor.block().position() - 1, 0))
            self.setTextCursor(cursor)
            self._show_caret(True)
        else:
            return False
        self.bring_into_view(self.cursorRect())
        return True

    def _unselect(self) -> None:
        """Stand in the caption of the figure that is selected."""
        if self._ringed:
            cursor = self.textCursor()
            cursor.setPosition(caption_start(cursor.block()))
            self.setTextCursor(cursor)
            self._set_selected("")

    def _land(self) -> None:
        """The cursor never stands beside a picture: there the figure is selected. Above a first one it may stand."""
        cursor = self.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or cursor.position() == 0:
            return
        entry = self._manuscript.figure_at(cursor.position())
        if entry is not None and cursor.position() < caption_start(block):
            self.select_figure(entry.record.figure_id)

    def _typed(self, event: QKeyEvent) -> bool:
        """Whether a key was one that changes the text; then it has."""
        self._show_caret(not self._ringed)
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
        words, cursor, keyboard = event.commitString(), self.textCursor(), self._manuscript.keyboard
        if event.replacementLength():
            cursor.setPosition(max(cursor.position() + event.replacementStart(), 0))
            cursor.setPosition(cursor.position() + event.replacementLength(), QTextCursor.MoveMode.KeepAnchor)
        elif not words and event.preeditString() and cursor.hasSelection():
            keyboard.begin_composing(cursor)
            self.setTextCursor(cursor)
        if words or event.replacementLength():
            super().inputMethodEvent(QInputMethodEvent())  # what was composed goes
            keyboard.compose(cursor, " ".join(words.splitlines()))
            self._take_over(cursor)
        # The first letter of the next word may be in the same event.
        super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))

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

    def insert(self, source: QMimeData | None, plain: bool = False) -> None:
        """Put what was brought in the place of the selection.

        Args:
            source: None where there is nothing, as on a clipboard that nobody has used.
            plain: the characters only.
        """
        if source is None:
            return
        cursor = self.textCursor()
        self._manuscript.intake.paste(cursor, source, plain)
        self._take_over(cursor)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which blocks a picture would go."""
        super().dragMoveEvent(event)
        own = event.source() in (self, self.viewport())
        between = bool(self._ringed) if own else brings_pictures(event.mimeData())
        self._show_gap(self.gap_at(event.position()) if between and event.isAccepted() else None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is dragged elsewhere."""
        super().dragLeaveEvent(event)
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dragged within the page moves; Qt would take it away without knowing about figures."""
        self._show_gap(None)
        keep = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.drop(event.mimeData(), event.position(), event.source() in (self, self.viewport()), keep)
        event.setDropAction(Qt.DropAction.CopyAction)  # nothing is left for Qt to remove
        event.accept()

    def drop(self, source: QMimeData, point: QPointF, own: bool = False, keep: bool = False) -> None:
        """Put what was dragged where it was dropped: one step of undo. Pictures go between blocks.

        Args:
            point: in the viewport.
            own: it is what is selected, which moves there.
            keep: it is copied instead.
        """
        target = self.cursorForPosition(point.toPoint())
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if len(files) == 1 and files[0].suffix.lower() in DOCUMENTS:
            self.document_dropped.emit(files[0])
            return
        if self._ringed if own else brings_pictures(source):
            target = self.gap_at(point) or target
        moved = self.textCursor()
        came: tuple[str, ...] = ()
        if not own or keep:
            self._manuscript.intake.paste(target, source)
        elif moved.selectionStart() <= target.position() <= moved.selectionEnd():
            return
        else:
            came = self._manuscript.intake.move(moved, target)
        self.setTextCursor(target)
        if len(came) == 1:
            self.select_figure(came[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a picture selects it."""
        self._pressed = None
        figure = self.figure_under(event.position())
        if figure is not None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.select_figure(figure)
            self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
            return
        self._set_selected("")
        self._show_caret(True)
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and self.follow(event.position()):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A picture is opened."""
        figure = self.figure_under(event.position())
        if figure is None:
            super().mouseDoubleClickEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.figure_opened.emit(figure)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over pictures; a picture that is held goes along."""
        if self._ringed and event.buttons():
            far = QApplication.startDragDistance()
            if self._pressed is not None and (event.position().toPoint() - self._pressed).manhattanLength() >= far:
                self._pressed = None
                self._drag_figure()
            return
        super().mouseMoveEvent(event)
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        over = self.figure_under(event.position()) is not None or (held and bool(self.hint_under(event.position())))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a picture is none on the text."""
        self._pressed = None
        if not self._ringed:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a picture or of the text."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        else:
            place = event.globalPos()
        if self._ringed:
            self.figure_menu_wanted.emit(self._ringed, place)
        else:
            self.text_menu_wanted.emit(place)

    def event(self, event: QEvent) -> bool:
        """A press beside the lines sets the cursor into the nearest one."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_foreign(event):
            return True  # the window's actions may have these keys
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = self.viewport().mapFromParent(event.position().toPoint())
            self._set_selected("")
            inside.setX(min(max(inside.x(), 0), self.viewport().width()))
            self.setTextCursor(self.cursorForPosition(inside))
            return True
        return super().event(event)

    def _run_changed(self, running: bool) -> None:
        """While the model writes, the caret would only run along; it is back when the person types or clicks."""
        self._show_caret(not running and not self._ringed)

    def _drag_figure(self) -> None:
        """Drag the figure that is selected; it is dropped by `dropEvent`."""
        entry = self._manuscript.figure(self._ringed)
        if entry is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        shown = self.viewport().grab(self.figure_rect(entry).toRect())
        drag.setPixmap(shown.scaledToWidth(DRAGGED, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def _set_selected(self, figure_id: str) -> None:
        if figure_id != self._ringed:
            self._show_caret(not figure_id)
            self._ring(figure_id)
            self.figure_selected.emit(figure_id)

    def _cursor_moved(self) -> None:
        cursor = self.textCursor()
        entry = self._manuscript.figure(self._ringed) if self._ringed else None
        stands = entry is not None and cursor.selectionStart() == entry.position and cursor.hasSelection()
        if self._ringed and not stands:
            self._set_selected("")
        self._telling.start()

    def _tell(self) -> None:
        self.standing_changed.emit(standing(self._manuscript.sheet, self.textCursor()))
