"""Which keys change the text of the page, and what the manuscript's keyboard makes of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from dreamwriter.manuscript.keyboard import Done, Keyboard

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


def press(event: QKeyEvent, cursor: QTextCursor, keyboard: Keyboard) -> Done | None:
    """Do what a key means for the text, at a cursor that may move. None when it means nothing."""
    key, control = event.key(), bool(event.modifiers() & _CONTROL)
    if key in ENTER and not control:
        keyboard.enter(cursor, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    elif key == Qt.Key.Key_Backspace:
        if control:
            _reach(cursor, QTextCursor.MoveOperation.PreviousWord)
        return keyboard.backspace(cursor)
    elif key == Qt.Key.Key_Delete:
        if control:
            _reach(cursor, QTextCursor.MoveOperation.NextWord)
        return keyboard.delete(cursor)
    elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
        return Done.CHANGED if keyboard.tab(cursor, key == Qt.Key.Key_Backtab) else None
    elif _is_text(event):
        keyboard.type_text(cursor, event.text())
    else:
        return None
    return Done.CHANGED


def is_foreign(event: QKeyEvent) -> bool:
    """Whether Qt would change the text by itself at a key, without knowing about figures."""
    return event.matches(QKeySequence.StandardKey.DeleteEndOfLine) or event.matches(
        QKeySequence.StandardKey.DeleteCompleteLine
    )


def _reach(cursor: QTextCursor, move: QTextCursor.MoveOperation) -> None:
    """With Ctrl a whole word goes, but never more than the block."""
    if cursor.hasSelection():
        return
    reached = QTextCursor(cursor)
    reached.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
    if reached.blockNumber() == cursor.blockNumber():
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)


def _is_text(event: QKeyEvent) -> bool:
    text, modifiers = event.text(), event.modifiers()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    third_level = modifiers & both == both  # as some keyboards make more characters
    return bool(text) and text.isprintable() and (not modifiers & _CONTROL or third_level)
