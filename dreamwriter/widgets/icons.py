"""The icons: bundled Lucide drawings, coloured by the theme and sharp at every size and pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from dreamwriter.widgets.theme import ICON, Theme

STROKE = "1.75"
RATIOS = (1.0, 2.0, 3.0)
"""Device pixel ratios that an icon holds ready."""


class Icons:
    """The icons of one theme. Each is drawn once and kept."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float, filled: bool = False) -> QPixmap:
        """One icon as a pixmap.

        Args:
            name: of a file in resources/icons, without its ending.
            colour: "#rrggbb".
            size: side in pixels of the screen's own measure, already grown with the text.
            ratio: device pixels for each of them.
            filled: the shape is filled too, such as a star that is set.

        Raises:
            KeyError: there is no such icon.
        """
        key = (name, colour, size, ratio, filled)
        if key not in self._pixmaps:
            self._pixmaps[key] = _draw(*key)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str | None = None, size: int | None = None) -> QIcon:
        """One icon with all its states: at rest, under the pointer, and when it cannot be used.

        Args:
            name: as in `pixmap`.
            colour: "#rrggbb" at rest; muted when None.
            size: in pixels; 16 grown with the text when None.
        """
        palette = self._theme.palette
        side = size or self._theme.length(ICON)
        key = (name, colour or palette.muted, side)
        if key not in self._icons:
            icon = QIcon()
            states = (
                (QIcon.Mode.Normal, key[1]),
                (QIcon.Mode.Active, palette.ink),
                (QIcon.Mode.Selected, palette.ink),
                (QIcon.Mode.Disabled, palette.faint),
            )
            for mode, shade in states:
                for ratio in RATIOS:
                    icon.addPixmap(self.pixmap(name, shade, side, ratio), mode)
            self._icons[key] = icon
        return self._icons[key]


def icon_names() -> frozenset[str]:
    """Names of all icons that ship."""
    return frozenset(file.stem for file in (resources.folder() / "icons").glob("*.svg"))


def _draw(name: str, colour: str, size: int, ratio: float, filled: bool) -> QPixmap:
    file = resources.folder() / "icons" / f"{name}.svg"
    try:
        drawing = file.read_text(encoding="utf-8")
    except OSError:
        raise KeyError(f"no icon is called {name!r}") from None
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{STROKE}"').replace("currentColor", colour)
    if filled:
        drawing = drawing.replace('fill="none"', f'fill="{colour}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
