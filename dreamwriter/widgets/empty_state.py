"""What is shown where there is nothing yet: a picture, a line, a sentence, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TextRole

MARK = 40


class EmptyState(QWidget):
    """Nothing is here, and that is all right.

    Args:
        look: where the theme comes from.
        icon: name of an icon; "" for none.
        title: a few words.
        sentence: one or two sentences.
        on_page: lies on the page: the title in the page's own type.
    """

    def __init__(
        self, look: Look, icon: str, title: str, sentence: str, on_page: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.title = Label(look, title, TextRole.H2 if on_page else TextRole.STRONG, wrap=True)
        self.sentence = Label(
            look, sentence, TextRole.LEAD if on_page else TextRole.INTERFACE, colour="muted", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(SMALL)
        column.addStretch(1)
        if icon:
            column.addWidget(_Mark(look, icon))
            column.addSpacing(SMALL)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(MEDIUM)
        self._actions = FlowLayout(gap=SMALL, centred=True)
        column.addLayout(self._actions)
        column.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Set something to do below: a button, a sample prompt."""
        self._actions.addWidget(widget)


class _Mark(QWidget):
    """A large quiet icon in the middle."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Forty pixels, grown with the text."""
        side = self._look.theme.length(MARK)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        theme = self._look.theme
        size = theme.length(MARK)
        mark = self._look.icons.pixmap(self._icon, theme.palette.muted, size, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - size) // 2, 0, mark)
