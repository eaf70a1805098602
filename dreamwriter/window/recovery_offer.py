"""What was kept when DreamWriter ended unexpectedly: shown once at the start, to be opened, thrown away or left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.session.recovery import Recovered
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TextRole
from dreamwriter.window.dialog import Dialog, scrolled
from dreamwriter.window.document_picture import DocumentPicture
from dreamwriter.window.when import when

_WIDTH = 600
_ROWS_SHOWN = 3


class RecoveryOffer(Dialog):
    """Offers documents that were kept. Each is told of exactly once; what is neither opened nor discarded is left.

    Args:
        look: where the theme comes from.
        found: at least one, newest first.

    Signals:
        opened(Recovered): go on with this one.
        discarded(Recovered): throw this one away for good.
        left(Recovered): decide about this one later.
    """

    opened = Signal(object)
    discarded = Signal(object)
    left = Signal(object)

    def __init__(self, look: Look, found: Sequence[Recovered], parent: QWidget | None = None) -> None:
        super().__init__(look, "Your text was kept" if len(found) == 1 else "Your texts were kept", _WIDTH, parent)
        self._rows: dict[RecoveredRow, Recovered] = {}
        one = len(found) == 1
        words = f"DreamWriter ended before {'this was' if one else 'these were'} saved. Nothing is lost: open "
        words += "it and go on." if one else "one and go on; the others wait."
        self.body.addWidget(Label(look, words, colour="muted", wrap=True))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL)
        for at, recovered in enumerate(found):
            row = RecoveredRow(look, recovered, first=at == 0)
            row.open.clicked.connect(lambda _checked=False, row=row: self._open(row))
            row.discard_wanted.connect(lambda row=row: self._discard(row))
            self._rows[row] = recovered
            self._column.addWidget(row)
        self._column.addStretch(1)
        area = scrolled(inside, "Texts that were kept")
        rows = min(len(found), _ROWS_SHOWN)
        area.setMinimumHeight(rows * next(iter(self._rows)).sizeHint().height() + (rows - 1) * SMALL)
        self.body.addWidget(area, 1)
        self.later = self.add_button("Decide later")
        self.later.clicked.connect(self.reject)
        self.finished.connect(self._leave_rest)

    def _open(self, row: RecoveredRow) -> None:
        recovered = self._rows.pop(row)
        self.accept()
        self.opened.emit(recovered)

    def _discard(self, row: RecoveredRow) -> None:
        recovered = self._rows.pop(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.discarded.emit(recovered)
        if not self._rows:
            self.accept()

    def _leave_rest(self, _: int) -> None:
        for recovered in self._rows.values():
            self.left.emit(recovered)
        self._rows.clear()


class RecoveredRow(QFrame):
    """One of them: its picture, its first words, and what to do with it. Discarding takes two presses.

    Signals:
        discard_wanted(): pressed twice.
    """

    discard_wanted = Signal()

    def __init__(self, look: Look, recovered: Recovered, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        preview = recovered.preview
        title = preview.title or "A text without a title"
        words = preview.first_words.removeprefix(preview.title).strip()
        self.open = Button(look, "Open", ButtonRole.PRIMARY if first else ButtonRole.PLAIN)
        self.discard = Button(look, "Discard", ButtonRole.QUIET)
        self.open.setAccessibleName(f"Open {title}")
        self.discard.setAccessibleName(f"Discard {title}")
        for button in (self.open, self.discard):
            button.setAutoDefault(False)
        self.open.setDefault(first)
        self.discard.clicked.connect(self._ask)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Label(look, title, TextRole.STRONG))
        text.addWidget(Label(look, words or "No words yet.", TextRole.SMALL, "muted"))
        text.addWidget(Label(look, _facts(recovered), TextRole.SMALL, "muted"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.open)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        text.addSpacing(SMALL)
        text.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(LARGE)
        row.addWidget(DocumentPicture(look, preview.thumbnail), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self._asked = False

    def _ask(self) -> None:
        if self._asked:
            self.discard_wanted.emit()
            return
        self._asked = True
        self.discard.setText("Discard for good")
        self.discard.set_role(ButtonRole.DANGER)


def _facts(recovered: Recovered) -> str:
    """When it was kept, how many pictures it has, and which file it belongs to."""
    preview = recovered.preview
    pictures = f"{preview.pictures} picture{'' if preview.pictures == 1 else 's'}" if preview.pictures else ""
    kept = when(preview.written)
    name = recovered.origin.path.name if recovered.origin.path is not None else "not in a file yet"
    return " · ".join(filter(None, (f"Kept {kept}" if kept else "", pictures, name)))
