"""The one place where trouble shows: a bar above the page, one notice at a time, the most serious first."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dreamwriter.errors import DreamWriterError
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.notice import Notice, NoticeBar, NoticeKind
from dreamwriter.widgets.theme import LARGE, MEDIUM
from dreamwriter.window.notice_words import (
    Occasion,
    Said,
    Subject,
    changed_elsewhere,
    error_said,
)

_MOST_WAITING = 8
_WEIGHT = {NoticeKind.ERROR: 3, NoticeKind.WARNING: 2, NoticeKind.INFO: 1, NoticeKind.OK: 0}


@dataclass
class _Waiting:
    """A notice that is shown or waits.

    Attributes:
        number: when it came; of two that are as serious the newer one is shown, for it answers what was just done.
    """

    said: Said
    number: int = field(compare=False)


class Notices(QWidget):
    """Shows what happened. There is one notice for each subject: a newer one takes the place of the older one.

    Args:
        look: where the theme comes from.

    Signals:
        wished(Wish): the person pressed a button; what it says is to be done now.
    """

    wished = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = NoticeBar(look)
        self._waiting: list[_Waiting] = []
        self._shown: _Waiting | None = None
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(QMargins(LARGE, MEDIUM, LARGE, 0))
        column.addWidget(self._bar)
        self._bar.acted.connect(self._act)
        self._bar.closed.connect(self._leave)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown, if anything."""
        return None if self._shown is None else self._shown.said.notice

    def tell(self, error: DreamWriterError, occasion: Occasion = "") -> None:
        """Show an error in words that fit to what was being done."""
        self.show_said(error_said(error, occasion))

    def tell_changed(self, difference: str, name: str) -> None:
        """The file of the document was "changed" by another program, or is "gone".

        Args:
            difference: as `OpenFile.changed_elsewhere` tells it.
            name: of the file.
        """
        self.show_said(changed_elsewhere(difference, name))

    def say(self, sentence: str, advice: str = "", kind: NoticeKind = NoticeKind.INFO) -> None:
        """Show something worth knowing that is no error."""
        self.show_said(Said("news", Notice(kind, sentence, advice)))

    def show_said(self, said: Said) -> None:
        """Show a notice with its buttons, now or after more serious ones; one that is told again is not told twice."""
        same = next((one for one in self._waiting if one.said.subject == said.subject), None)
        if same is not None and same.said == said and same is self._shown:
            return
        self._waiting = [one for one in self._waiting if one is not same]
        self._count += 1
        self._waiting.append(_Waiting(said, self._count))
        del self._waiting[:-_MOST_WAITING]
        self._show()

    def withdraw(self, subject: Subject) -> None:
        """What was told of a subject is over: the model is there again, the file was saved."""
        self._waiting = [one for one in self._waiting if one.said.subject != subject]
        self._show()

    def _show(self) -> None:
        first = max(self._waiting, key=lambda one: (_WEIGHT[one.said.notice.kind], one.number), default=None)
        if first is self._shown:
            return
        self._shown = first
        if first is None:
            self._bar.clear()
        else:
            self._bar.show_notice(first.said.notice)
        self.setVisible(first is not None)

    def _act(self, number: int) -> None:
        if self._shown is None:
            return
        wish = self._shown.said.wishes[number]
        self._leave()
        self.wished.emit(wish)

    def _leave(self) -> None:
        """Done with the one that is shown."""
        self._waiting = [one for one in self._waiting if one is not self._shown]
        self._show()
