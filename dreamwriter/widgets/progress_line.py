"""A thin line that tells how far something is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.motion import Turn

THICK = 3
STEPS = 1000


class ProgressLine(QProgressBar):
    """How far something is, or that it goes on when nobody knows how far.

    Args:
        look: where the theme comes from.
        name: what goes on, for screen readers.
        on_picture: drawn bright, for a picture below.
        quiet: without the accent, for what only informs.
    """

    def __init__(
        self, look: Look, name: str, on_picture: bool = False, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._on_picture = on_picture
        self._quiet = quiet
        self._turn = Turn(look, self)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(0.0)
        look.changed.connect(self.update)

    def set_share(self, share: float | None) -> None:
        """How much is done, 0 to 1; None when nobody knows."""
        self._turn.run(share is None)
        if share is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, STEPS)
            self.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        """Three pixels thick."""
        return QSize(self._look.theme.length(120), THICK)

    def minimumSizeHint(self) -> QSize:
        """Short, if it must."""
        return QSize(16, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and what is done."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bright = theme.colour("on_picture")
        track = QColor(bright)
        track.setAlphaF(0.45)
        whole = QRectF(self.rect())
        painter.setBrush(track if self._on_picture else theme.colour("line"))
        painter.drawRoundedRect(whole, THICK / 2, THICK / 2)
        painter.setBrush(bright if self._on_picture else theme.colour("muted" if self._quiet else "accent"))
        painter.setClipRect(whole)
        painter.drawRoundedRect(self._done(whole), THICK / 2, THICK / 2)

    def _done(self, whole: QRectF) -> QRectF:
        if self.maximum() > 0:
            return QRectF(whole.left(), whole.top(), whole.width() * self.value() / self.maximum(), whole.height())
        part = 0.35
        start = 0.325 if self._look.theme.reduced_motion else self._turn.level * (1 + part) - part
        return QRectF(whole.left() + whole.width() * start, whole.top(), whole.width() * part, whole.height())
