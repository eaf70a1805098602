"""The parts of the window, and how the keyboard goes from one to the next without passing everything between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Regions(QObject):
    """Goes round the parts that are visible. A part that was left is entered again where it was.

    Args:
        parts: in the order in which the keyboard goes round.
    """

    def __init__(self, parts: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._left: dict[QWidget, QWidget] = {}

    def go(self, by: int = 1) -> None:
        """Go to the next part (1) or to the one before (-1)."""
        here = QApplication.focusWidget()
        shown = [part for part in self._parts if part.isVisible() and next(_stops(part), None) is not None]
        if not shown:
            return
        at = next((number for number, part in enumerate(shown) if _is_inside(here, part)), -1 if by > 0 else 0)
        if here is not None and at >= 0 and _is_inside(here, shown[at]):
            self._left[shown[at]] = here
        part = shown[(at + by) % len(shown)]
        last = self._left.get(part)
        stops = list(_stops(part))
        target = last if last in stops else stops[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _is_inside(widget: QWidget | None, part: QWidget) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in a part, in its order."""
    widget: QWidget | None = part
    while widget is not None:
        if _is_inside(widget, part) and _takes_tab(widget):
            yield widget
        widget = widget.nextInFocusChain()
        if widget is part:
            return


def _takes_tab(widget: QWidget) -> bool:
    wanted = Qt.FocusPolicy.TabFocus.value
    can = bool(widget.focusPolicy().value & wanted) and widget.focusProxy() is None
    return can and widget.isVisible() and widget.isEnabled()
