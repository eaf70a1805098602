"""The bar above everything: title, formatting, how the model is, share, and the panel switch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from dreamwriter.editor.model_words import state_words
from dreamwriter.engine_client.client import EngineState
from dreamwriter.widgets.button import IconButton
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.status_dot import Status, StatusDot
from dreamwriter.widgets.surface import Separator, Surface
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TIGHT, TextRole

HEIGHT = 40
TITLE_LETTERS = 30
LEAST_WORDS = 120
"""Pixels across that the title and the state of the model keep where there is little room."""


class TopBar(Surface):
    """Forty pixels of what is at hand. Its buttons are the window's actions.

    Args:
        look: where the theme comes from.
        left: icons and actions beside the title; None for a line between two groups.
        right: icons and actions at the far end.

    Attributes:
        title_pressed: emitted when the person clicked the title.
    """

    title_pressed = Signal()

    def __init__(
        self,
        look: Look,
        left: tuple[tuple[str, QAction] | None, ...],
        right: tuple[tuple[str, QAction] | None, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panel", "bottom", parent)
        self._look = look
        self._title = _Title(look)
        self._title.pressed.connect(self.title_pressed)
        self._state = StatusDot(look, Status.OFF, "")
        self._may_go: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(LARGE, 0, SMALL, 0)
        self._row.setSpacing(TIGHT)
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addSpacing(MEDIUM)
        self._add(left, self._may_go)
        self._row.addStretch(1)
        self._row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addSpacing(SMALL)
        self._add(right, [])
        look.changed.connect(self._dress)
        self._dress()

    def set_title(self, title: str, unsaved: bool) -> None:
        """Name the document, with a mark while something in it is not saved."""
        self._title.set_title(title, unsaved)

    def set_state(self, state: EngineState, model: str = "") -> None:
        """Tell how the model is.

        Args:
            model: its name, while the engine has not told it.
        """
        status, words = state_words(state, model)
        self._state.set_status(status, words)
        self._state.setToolTip(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit goes, the last first; the menus have it too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._least()
        for widget in self._may_go:
            room -= widget.sizeHint().width() + TIGHT
            widget.setVisible(room >= 0)
        shown = [widget for widget in self._may_go if not widget.isHidden()]
        if shown and isinstance(shown[-1], Separator):
            shown[-1].hide()

    def _least(self) -> int:
        """Pixels across of what always stays."""
        items = (self._row.itemAt(number) for number in range(self._row.count()))
        always = [item.widget() for item in items if item is not None]
        stays = [each for each in always if each is not None and each not in self._may_go]
        words = [min(each.sizeHint().width(), self._look.theme.length(LEAST_WORDS)) for each in stays]
        return sum(words) + (len(stays) + 6) * TIGHT + MEDIUM + SMALL

    def _add(self, items: tuple[tuple[str, QAction] | None, ...], added: list[QWidget]) -> None:
        for item in items:
            if item is None:
                line = Separator(self._look, upright=True)
                self._row.addWidget(line)
                added.append(line)
                continue
            icon, action = item
            button = IconButton(self._look, icon, action.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the text
            button.follow(action)
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            added.append(button)

    def _dress(self) -> None:
        self.setFixedHeight(max(self._look.theme.length(HEIGHT), HEIGHT))
        self._fit()


class _Title(Label):
    """The name of the document."""

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", TextRole.STRONG)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_title(self, title: str, unsaved: bool) -> None:
        """Show a name, not too long, and a dot behind it."""
        short = title if len(title) <= TITLE_LETTERS else f"{title[: TITLE_LETTERS - 1].rstrip()}…"
        self.setText(f"{short}  •" if unsaved else short)
        self.setToolTip(f"{title} (not saved yet)" if unsaved else title)
        self.setAccessibleName(f"{title}, not saved" if unsaved else title)
        self.setMinimumWidth(min(self.sizeHint().width(), self._look.theme.length(LEAST_WORDS)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press asks what this document is."""
        self.pressed.emit()
