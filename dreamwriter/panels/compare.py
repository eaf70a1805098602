"""Two takes compared, large, over the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.widgets.announce import announce
from dreamwriter.widgets.button import Button, ButtonRole, IconButton
from dreamwriter.widgets.compare import CompareMode, CompareView
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, WIDE, TextRole

MODES = (
    Option(CompareMode.SIDE_BY_SIDE.value, "Side by side"),
    Option(CompareMode.SLIDER.value, "Slider"),
)


class CompareSheet(Surface):
    """Lies over whatever it covers until the person uses the take or goes back.

    Args:
        look: where the theme comes from.

    Signals:
        used(): the person takes the second picture.
        closed(): it covers nothing any more.
    """

    used = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("desk", parent=parent)
        self._covered: QWidget | None = None
        self.setAccessibleName("Compare")
        self.view = CompareView(look, CompareMode.SIDE_BY_SIDE)
        self.modes = SegmentedControl(look, "How to compare", MODES, CompareMode.SIDE_BY_SIDE.value)
        self.use = Button(look, "Use this one", ButtonRole.PRIMARY, "check")
        self.words = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        back = IconButton(look, "x", "Back to the page", "Esc")
        head = QHBoxLayout()
        head.setSpacing(MEDIUM)
        head.addWidget(Label(look, "Compare", TextRole.STRONG))
        head.addStretch(1)
        head.addWidget(self.modes)
        head.addStretch(1)
        head.addWidget(back)
        foot = QHBoxLayout()
        foot.setSpacing(MEDIUM)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, MEDIUM, WIDE, LARGE)
        column.setSpacing(SMALL + 4)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.modes.chosen.connect(lambda key: self.view.set_mode(CompareMode(key)))
        self.use.clicked.connect(self._use)
        back.clicked.connect(self.leave)
        self.hide()

    def cover(self, widget: QWidget) -> None:
        """From now on it lies over this widget when it is shown."""
        if self._covered is not None:
            self._covered.removeEventFilter(self)
        self._covered = widget
        self.setParent(widget)
        widget.installEventFilter(self)
        self.hide()

    def show_pictures(self, before: QImage, after: QImage, name: str, words: str) -> None:
        """Compare what the page shows with another take.

        Args:
            before: on the page; decoded.
            after: the other one; decoded.
            name: of the other one.
            words: a sentence about it.
        """
        self.view.set_images(before, after, "On the page", name)
        self.words.setText(words)
        if self._covered is not None:
            self.setGeometry(self._covered.rect())
        if not self.isVisible():
            self.show()
            self.raise_()
            self.use.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"Compare: on the page, and {name}")

    def leave(self) -> None:
        """Go back to the page."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering what changes its size."""
        if watched is self._covered and event.type() == QEvent.Type.Resize and self._covered is not None:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def _use(self) -> None:
        self.leave()
        self.used.emit()
