"""Where the outline, the page and the panel stand for the room there is, and what of it is remembered."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from dreamwriter.panels.outline import OutlinePanel
from dreamwriter.widgets.look import Look
from dreamwriter.window.actions import Actions
from dreamwriter.window.side import Side

Key = Literal["outline", "panel"]
PAGE_ALONE, PAGE_BESIDE_BOTH, PAGE_GROWS = 564, 648, 480
"""Room that the page wants beside the panel, and beside panel and outline, and how that grows with the text scale."""
MOST_OUTLINE = 320
LEAST, LEAST_GROWS = QSize(560, 420), 0.6
"""Least size of the window, and how much of it is added at text scale 2."""
LEFT_OVER = 40
"""So much of the page stays in view beside a panel that lies over it."""


class Arrangement(QObject):
    """Keeps the outline and the panel beside the page; where there is no room for one, it comes over the page.

    What a person wants beside the page is not forgotten while there is no room for it.

    Args:
        across: lays out outline, page and panel; they are in it.
        inside: the widget with that layout.
    """

    def __init__(
        self,
        look: Look,
        acts: Actions,
        outline: OutlinePanel,
        side: Side,
        across: QHBoxLayout,
        inside: QWidget,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._acts = acts
        self._outline = outline
        self._side = side
        self._across = across
        self._inside = inside
        self._window = window
        self._wanted: dict[Key, bool] = {"outline": True, "panel": True}
        self._beside: dict[Key, bool] = {"outline": True, "panel": True}
        self._over: Key | None = None
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._place_over)
        keys: tuple[Key, ...] = ("outline", "panel")
        for key in keys:
            acts[key].toggled.connect(partial(self._toggled, key))
        look.changed.connect(self.fit)
        inside.installEventFilter(self)

    @property
    def wanted(self) -> dict[str, bool]:
        """What the person wants beside the page."""
        return {str(key): wanted for key, wanted in self._wanted.items()}

    def want(self, key: Key, wanted: bool) -> None:
        """Want something beside the page, or not; it comes where there is room."""
        self._wanted[key] = wanted
        self.fit()

    def bring(self, key: Key) -> None:
        """Show something now, over the page if it must be."""
        self._acts[key].setChecked(True)

    def leave(self) -> bool:
        """What lies over the page goes; whether something did."""
        if self._over is None:
            return False
        self._acts[self._over].setChecked(False)
        return True

    def fit(self) -> None:
        """Arrange everything for the width that there is."""
        scale = self._look.theme.text_scale
        grown = round((scale - 1) * PAGE_GROWS)
        room, side = self._inside.width(), self._side.wanted_width
        self._window.setMinimumSize(LEAST * (1 + (scale - 1) * LEAST_GROWS))
        self._beside["panel"] = room - side >= PAGE_ALONE + grown
        if self._beside["panel"] and self._wanted["panel"]:
            room -= side
        self._outline.setFixedWidth(min(self._outline.sizeHint().width(), MOST_OUTLINE))
        self._beside["outline"] = room - self._outline.width() >= PAGE_BESIDE_BOTH + grown
        if self._over is not None and self._beside[self._over]:
            self._over = None
        self._put("outline", self._outline, 0)
        self._put("panel", self._side, self._across.count())
        self._settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size of the window."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def _toggled(self, key: Key, on: bool) -> None:
        if self._beside[key]:
            self._wanted[key] = on
        else:
            self._over = key if on else None
        self.fit()

    def _put(self, key: Key, widget: QWidget, at: int) -> None:
        """Beside the page, over it, or away."""
        laid_out = self._across.indexOf(widget) >= 0
        if self._beside[key] and not laid_out:
            self._across.insertWidget(min(at, self._across.count()), widget)
        elif not self._beside[key] and laid_out:
            self._across.removeWidget(widget)
        if key == "panel":
            self._side.set_width(None if self._beside[key] else self._inside.width() - LEFT_OVER)
        shown = self._wanted[key] if self._beside[key] else self._over == key
        widget.setVisible(shown)
        self._acts.check(key, shown)

    def _place_over(self) -> None:
        """Lay what lies over the page at its end of it, once the page has its place."""
        if self._over is None:
            return
        widget: QWidget = self._side if self._over == "panel" else self._outline
        place = QRect(self._across.geometry())
        place.setWidth(min(widget.sizeHint().width(), place.width() - LEFT_OVER))
        if self._over == "panel":
            place.moveRight(self._across.geometry().right())
        widget.setGeometry(place)
        widget.raise_()
