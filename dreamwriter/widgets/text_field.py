"""A field for words: one line that grows with its text."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)  # fmt: skip
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextEdit, QWidget

from dreamwriter.widgets.drawing import RING, draw_ground
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import FIELD_RADIUS, ICON, TARGET, TextRole, Theme

LONGEST = 20_000
"""Letters that a field takes at most."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QWidget):
    """A field that grows with its text up to a number of lines, then scrolls.

    Enter submits; Shift+Enter starts a line where there may be more than one. Tab leaves the field.

    Args:
        look: where the theme comes from.
        name: what it holds, for screen readers.
        placeholder: words shown while it is empty.
        most_lines: how tall it may grow; 1 keeps it to one line.
        role: role of type of the text.
        icon: name of an icon before the text; "" for none.
        framed: draw ground and border; without, it lies on a card that has them.

    Attributes:
        edited: emitted with the text when it changed, by whomever.
        submitted: emitted with the text at Enter.
        left: emitted when the keyboard goes elsewhere.
    """

    edited = Signal(str)
    submitted = Signal(str)
    left = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        placeholder: str = "",
        most_lines: int = 1,
        role: TextRole = TextRole.INTERFACE,
        icon: str = "",
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._icon = icon
        self._framed = framed
        self._most_lines = most_lines
        self._wrong = False
        self.edit = _Words(look, most_lines > 1, placeholder)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self._changed)
        self.edit.entered.connect(lambda: self.submitted.emit(self.text()))
        self.edit.focused.connect(self._focus_moved)
        self.setFocusProxy(self.edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.edit)
        look.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """What stands in it, without space around."""
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Put another text into it; Ctrl+Z brings the old one back."""
        if text != self.edit.toPlainText():
            cursor = self.edit.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(text[:LONGEST])
            self.edit.setTextCursor(cursor)

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")

    def set_placeholder(self, text: str) -> None:
        """Show other words while it is empty."""
        self.edit.set_placeholder(text)

    def set_wrong(self, wrong: bool, why: str = "") -> None:
        """Mark the text as one that cannot be used, and say why to screen readers."""
        self._wrong = wrong
        self.edit.setAccessibleDescription(why if wrong else self.edit.placeholder)
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as its text, from one line to the most."""
        lines = min(max(round(self.edit.document().size().height() / max(self._line(), 1)), 1), self._most_lines)
        margins = self._row.contentsMargins()
        height = round(lines * self._line()) + margins.top() + margins.bottom()
        return QSize(self._look.theme.length(240), max(height, TARGET))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide."""
        return QSize(self._look.theme.length(96), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean another number of lines."""
        super().resizeEvent(event)
        self._grow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the text is meant for it."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border or ring, and the icon."""
        theme = self._look.theme
        painter = QPainter(self)
        if self._framed:
            strong = self.edit.hasFocus() or self._wrong
            colour: Colour = "danger" if self._wrong else "focus" if strong else "line"
            fill = theme.colour("page" if self.isEnabled() else "panel")
            draw_ground(painter, self.rect(), FIELD_RADIUS, fill, theme.colour(colour), RING if strong else 1)
        if self._icon:
            size = theme.length(ICON)
            mark = self._look.icons.pixmap(self._icon, theme.palette.muted, size, self.devicePixelRatioF())
            below = self._row.contentsMargins().top() + self._row.contentsMargins().bottom()
            top = below // 2 + (round(self._line()) - size) // 2
            painter.drawPixmap(theme.length(10), top, mark)

    def _line(self) -> float:
        return max(self._look.theme.line_height(self._role), QFontMetricsF(self.edit.font()).lineSpacing())

    def _changed(self) -> None:
        self._grow()
        self.edited.emit(self.text())

    def _grow(self) -> None:
        lines = round(self.edit.document().size().height() / max(self._line(), 1))
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.edit.setVerticalScrollBarPolicy(needed if lines > self._most_lines > 1 else off)
        self.updateGeometry()

    def _focus_moved(self, here: bool) -> None:
        self.update()
        if not here:
            self.left.emit()

    def _dress(self) -> None:
        theme = self._look.theme
        side, above = (theme.length(11), theme.length(8)) if self._framed else (0, 0)
        before = theme.length(10 + ICON + 8) if self._icon else side
        colours = self.edit.palette()
        colours.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        self.edit.setPalette(colours)
        self.edit.set_lines(theme, self._role)
        # Qt sets what a fixed line height adds above the letters; half of it belongs below
        lift = round(max(self._line() - QFontMetricsF(self.edit.font()).lineSpacing(), 0) / 2)
        self._row.setContentsMargins(QMargins(before, max(above - lift, 0), side, above + min(lift, above)))
        self._grow()
        self.update()


class _Words(QTextEdit):
    """The text itself: plain words without a frame."""

    entered = Signal()
    focused = Signal(bool)

    def __init__(self, look: Look, many: bool, placeholder: str) -> None:
        super().__init__()
        self._look = look
        self.placeholder = placeholder
        self._many = many
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth if many else QTextEdit.LineWrapMode.NoWrap)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setMinimumSize(1, 1)
        self.setAccessibleDescription(placeholder)

    def set_placeholder(self, words: str) -> None:
        """Show words while there is no text. Qt's own placeholder knows no line height, and none without wrapping."""
        self.placeholder = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or the placeholder in its first line."""
        super().paintEvent(event)
        if not self.placeholder or not self.document().isEmpty():
            return
        theme = self._look.theme
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setPen(theme.colour("muted" if self.isEnabled() else "faint"))
        rect = self.cursorRect()
        place = QRect(0, rect.top(), self.viewport().width(), rect.height())
        words = painter.fontMetrics().elidedText(self.placeholder, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)

    def set_lines(self, theme: Theme, role: TextRole) -> None:
        """Set type and line height; lines that are typed later keep them."""
        self.setFont(theme.font(role))
        undo = self.isUndoRedoEnabled()
        self.setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(theme.line_height(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(form)
        self.setUndoRedoEnabled(undo)

    def minimumSizeHint(self) -> QSize:
        """The field around it decides."""
        return QSize(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits, Shift+Enter starts a line."""
        if event.key() in ENTER:
            new_line = self._many and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not new_line:
                self.entered.emit()
                return
            self.textCursor().insertBlock()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only, in one line where there may be one, and not without end."""
        text = source.text()[:LONGEST]
        self.textCursor().insertText(text if self._many else " ".join(text.split()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusOutEvent(event)
        self.focused.emit(False)
