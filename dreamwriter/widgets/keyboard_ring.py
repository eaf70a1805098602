"""When the ring of the keyboard is shown: for a widget that was reached by keys, not by the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class KeyboardRing(QObject):
    """Watches how the focus came to a widget.

    Attributes:
        posed: show the ring in any case, for a gallery.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._by_keys = False
        self.posed = False
        widget.installEventFilter(self)

    @property
    def shown(self) -> bool:
        """Whether the widget is to draw the ring."""
        return self.posed or (self._by_keys and self._widget.hasFocus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window or menu that gives the focus back changes nothing; a press of the mouse takes the ring away."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            if event.reason() not in COMES_BACK:
                self._by_keys = event.reason() != Qt.FocusReason.MouseFocusReason
            self._widget.update()
        return False
