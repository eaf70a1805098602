"""The documents that were open lately, each with its first picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dreamwriter.session.recent_files import RecentFile
from dreamwriter.widgets.button import ButtonRole, IconButton, Pressable
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import LARGE, SMALL, TIGHT, TextRole
from dreamwriter.window.dialog import Dialog, scrolled
from dreamwriter.window.document_picture import DocumentPicture
from dreamwriter.window.when import when

_WIDTH = 600
_ROWS_SHOWN = 5
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OpenRecent(Dialog):
    """Lists documents; a press opens one. Up and down walk, Delete takes one from the list.

    Args:
        look: where the theme comes from.
        entries: newest first.

    Signals:
        chosen(Path): open this document.
        other_wanted(): choose another one from the disk.
        forget_wanted(Path | None): take it, or all of them, from the list; `set_entries` shows the list afterwards.
    """

    chosen = Signal(object)
    other_wanted = Signal()
    forget_wanted = Signal(object)

    def __init__(self, look: Look, entries: Sequence[RecentFile] = (), parent: QWidget | None = None) -> None:
        super().__init__(look, "Open", _WIDTH, parent)
        self.rows: list[RecentRow] = []
        self._empty = EmptyState(look, "file-text", "Nothing here yet", "What you open or save is listed here.")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TIGHT)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        area = scrolled(inside, "Documents")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(min(_ROWS_SHOWN, max(len(entries), 2)) * (look.theme.length(70) + 2 * SMALL + TIGHT))
        self.body.addWidget(area, 1)
        self.forget_all = self.add_button("Clear the list", ButtonRole.QUIET, leading=True)
        self.cancel = self.add_button("Cancel")
        self.other = self.add_button("Choose a file …", ButtonRole.PRIMARY)
        self.forget_all.clicked.connect(lambda: self.forget_wanted.emit(None))
        self.cancel.clicked.connect(self.reject)
        self.other.clicked.connect(self._other)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[RecentFile]) -> None:
        """Show another list."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(entry) for entry in entries]
        for at, row in enumerate(self.rows):
            self._column.insertWidget(at, row)
        self._empty.setVisible(not entries)
        self.forget_all.setVisible(bool(entries))
        if self.rows:
            self.rows[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the list."""
        step = _STEPS.get(Qt.Key(event.key()))
        here = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        self.rows[min(max(here + step, 0), len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, entry: RecentFile) -> RecentRow:
        row = RecentRow(self._look, entry)
        if not entry.missing:
            row.clicked.connect(lambda: self._choose(entry.path))
        row.forget_wanted.connect(lambda: self.forget_wanted.emit(entry.path))
        return row

    def _choose(self, path: Path) -> None:
        self.accept()
        self.chosen.emit(path)

    def _other(self) -> None:
        self.accept()
        self.other_wanted.emit()


class RecentRow(Pressable):
    """One document: picture, title, where it lies and when it was open. One that is missing can only be forgotten.

    Signals:
        forget_wanted(): take it from the list.
    """

    forget_wanted = Signal()

    def __init__(self, look: Look, entry: RecentFile, parent: QWidget | None = None) -> None:
        super().__init__(look, "", ButtonRole.QUIET, "", parent)
        self._row = QHBoxLayout(self)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        opened = when(entry.opened)
        state = "Not there any more" if entry.missing else f"Opened {opened}" if opened else ""
        self.setAccessibleName(entry.title)
        self.setAccessibleDescription(f"{state}. {entry.path}")
        self.setToolTip(str(entry.path))
        self.forget = IconButton(look, "x", "Take it from the list")
        self.forget.setAutoDefault(False)
        self.forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.forget.clicked.connect(self.forget_wanted)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        lines = (
            Label(look, entry.title, TextRole.STRONG, "muted" if entry.missing else "ink"),
            Label(look, f"{entry.path.name}  ·  {_short(entry.path.parent)}", TextRole.SMALL, "muted"),
            Label(look, state, TextRole.SMALL, "danger" if entry.missing else "muted"),
        )
        for line in lines:
            text.addWidget(line)
        text.addStretch(1)
        self._row.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        self._row.setSpacing(LARGE)
        picture = DocumentPicture(look, None if entry.missing else entry.thumbnail)
        self._row.addWidget(picture)
        self._row.addLayout(text, 1)
        self._row.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in (picture, *lines):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.ArrowCursor if entry.missing else Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As large as what lies in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Names may be shortened."""
        return QSize(self._look.theme.length(240), self.sizeHint().height())

    def nextCheckState(self) -> None:
        """It has none."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete forgets."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forget_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under what lies in it."""
        self._paint_ground(QPainter(self))


def _short(folder: Path) -> str:
    """A folder with "~" for the person's own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
