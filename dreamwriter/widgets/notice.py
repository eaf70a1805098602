"""The notice bar: one sentence, one advice, and what can be done about it, above the page and never in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import Button, ButtonRole, IconButton
from dreamwriter.widgets.drawing import draw_ground
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import FIELD_RADIUS, ICON, MEDIUM, SMALL, TIGHT, TextRole

MOST_ACTIONS = 2
DETAIL_LINES = 7


class NoticeKind(StrEnum):
    """How serious it is."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class NoticeLook:
    """Roles of colour of a kind, its icon, and the word that a screen reader says first."""

    colour: Colour
    ground: Colour
    icon: str
    word: str


NOTICE_LOOKS: dict[NoticeKind, NoticeLook] = {
    NoticeKind.OK: NoticeLook("ok", "ok_ground", "circle-check", "Done"),
    NoticeKind.INFO: NoticeLook("info", "info_ground", "info", "Note"),
    NoticeKind.WARNING: NoticeLook("warning", "warning_ground", "triangle-alert", "Warning"),
    NoticeKind.ERROR: NoticeLook("danger", "danger_ground", "circle-alert", "Problem"),
}


@dataclass(frozen=True)
class Notice:
    """What is to be said.

    Attributes:
        kind: how serious it is.
        sentence: what happened.
        advice: what to do; may be empty.
        actions: words of up to two buttons; the first is the one to take.
        detail: technical text for a bug report, shown only when asked for; may be empty.
    """

    kind: NoticeKind
    sentence: str
    advice: str = ""
    actions: Sequence[str] = ()
    detail: str = ""

    def __post_init__(self) -> None:
        if len(self.actions) > MOST_ACTIONS:
            raise ValueError(f"a notice has at most {MOST_ACTIONS} buttons, not {len(self.actions)}")


class NoticeBar(QWidget):
    """Shows one notice at a time; hidden while there is none. Esc closes it when the keyboard is in it.

    Args:
        look: where the theme comes from.

    Attributes:
        acted: emitted with the number of the button that was pressed, from 0.
        closed: emitted when the person closed it.
    """

    acted = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._notice: Notice | None = None
        self._sentence = Label(look, role=TextRole.STRONG, wrap=True)
        self._advice = Label(look, colour="ink", wrap=True)
        self._buttons = [Button(look, "", ButtonRole.PLAIN) for _ in range(MOST_ACTIONS)]
        self._unfold = Button(look, "Details", ButtonRole.QUIET, "chevron-right")
        self._close = IconButton(look, "x", "Close", "Esc")
        self._detail = _Detail(look)
        self._lay_out()
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, number=number: self.acted.emit(number))
        self._unfold.clicked.connect(lambda: self.unfold(self._detail.isHidden()))
        self._close.clicked.connect(self._shut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown, if anything."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the last, and let screen readers say it."""
        self._notice = notice
        self._sentence.setText(notice.sentence)
        self._advice.setText(notice.advice)
        self._advice.setVisible(bool(notice.advice))
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(notice.actions))
            button.setText(notice.actions[number] if number < len(notice.actions) else "")
        self.unfold(False)
        self._unfold.setVisible(bool(notice.detail))
        self._detail.set_text(notice.detail)
        words = f"{NOTICE_LOOKS[notice.kind].word}: {notice.sentence} {notice.advice}".strip()
        self.setAccessibleName(words)
        self.show()
        self.updateGeometry()
        self.update()
        announce(self, words, urgent=notice.kind == NoticeKind.ERROR)

    def unfold(self, open_: bool) -> None:
        """Show the details, or put them away."""
        self._unfold.set_icon("chevron-down" if open_ else "chevron-right")
        self._unfold.setAccessibleDescription("Shown" if open_ else "Hidden")
        self._detail.setVisible(open_)
        self.updateGeometry()

    def clear(self) -> None:
        """Show nothing; emits nothing."""
        self._notice = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and icon."""
        if self._notice is None:
            return
        theme, kind = self._look.theme, NOTICE_LOOKS[self._notice.kind]
        painter = QPainter(self)
        draw_ground(painter, self.rect(), FIELD_RADIUS, theme.colour(kind.ground))
        size = theme.length(ICON + 2)
        mark = self._look.icons.pixmap(kind.icon, theme.palette.of(kind.colour), size, self.devicePixelRatioF())
        line = self._sentence.geometry().top() + (theme.line_height(TextRole.STRONG) - size) // 2
        painter.drawPixmap(theme.length(14), line, mark)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        actions = FlowLayout(gap=SMALL)
        for button in (*self._buttons, self._unfold):
            actions.addWidget(button)
        words.addSpacing(SMALL)
        words.addLayout(actions)
        words.addWidget(self._detail)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(SMALL)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _shut(self) -> None:
        self.clear()
        self.closed.emit()

    def _dress(self) -> None:
        theme = self._look.theme
        self._row.setContentsMargins(QMargins(theme.length(14 + ICON + 2 + 10), MEDIUM, SMALL, MEDIUM))
        self.update()


class _Detail(QWidget):
    """Technical text that can be selected and copied."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setAcceptRichText(False)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Details")
        self._text.setProperty("role", "field")
        copy = Button(look, "Copy", ButtonRole.QUIET, "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, TIGHT, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._text)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._text.setPlainText(text)

    def _dress(self) -> None:
        theme = self._look.theme
        self._text.setFont(theme.font(TextRole.CODE))
        self._text.setFixedHeight(DETAIL_LINES * theme.line_height(TextRole.CODE))
