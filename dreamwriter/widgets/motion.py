"""Motion: the fade of a hover, and the turning of what is busy. Both stand still with reduced motion."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QVariantAnimation
from PySide6.QtWidgets import QWidget

from dreamwriter.widgets.look import Look

TURN_MS = 1100


class Fade(QVariantAnimation):
    """A level between 0 and 1 that moves to where it is sent, and repaints its widget on the way."""

    def __init__(self, look: Look, widget: QWidget) -> None:
        super().__init__(widget)
        self._look = look
        self._widget = widget
        self.level = 0.0
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._moved)

    def send(self, level: float) -> None:
        """Move to a level; at once when nothing is to move or nobody sees it."""
        self.stop()
        if self._look.theme.reduced_motion or not self._widget.isVisible():
            self._moved(level)
            return
        self.setDuration(self._look.theme.motion_ms)
        self.setStartValue(self.level)
        self.setEndValue(float(level))
        self.start()

    def _moved(self, level: float) -> None:
        self.level = float(level)
        self._widget.update()


class Turn(QVariantAnimation):
    """A position that runs from 0 to 1 again and again while it is started, repainting its widget."""

    def __init__(self, look: Look, widget: QWidget) -> None:
        super().__init__(widget)
        self._look = look
        self._widget = widget
        self.level = 0.0
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(TURN_MS)
        self.setLoopCount(-1)
        self.valueChanged.connect(self._moved)
        self._wanted = False
        look.changed.connect(self._settle)
        widget.installEventFilter(self)

    def run(self, wanted: bool) -> None:
        """Start or stop turning."""
        self._wanted = wanted
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing turns that nobody sees."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._settle()
        return False

    def _settle(self) -> None:
        moving = self._wanted and self._widget.isVisible() and not self._look.theme.reduced_motion
        if moving and self.state() != QVariantAnimation.State.Running:
            self.start()
        elif not moving:
            self.stop()
            self._moved(0.0)

    def _moved(self, level: float) -> None:
        self.level = float(level)
        self._widget.update()
