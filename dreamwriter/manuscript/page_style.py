"""How the page looks: sizes in pixels and colours, as one value that is handed in from outside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication, QImage

_INCH = 0.0254
"""Metres."""


@dataclass(frozen=True)
class PageStyle:
    """The look of a page.

    Attributes:
        serif: family of the text.
        sans: family of what the page says about itself (missing pictures, progress).
        mono: family of code.
        scale: text scale, 1.0 to 2.0; all sizes below are at 1.0.
        text, code, caption, small: pixel sizes of type.
        headings: pixel sizes of levels 1 to 6.
        line: line height of the text, in pixels.
        measure: width of a line of text, in pixels.
        ink, muted, rule, quiet, accent, soft_accent, error: colours by role, "#RRGGBB"; `quiet` is the ground of code
            and of pictures that are not there.
    """

    serif: str = "Literata"
    sans: str = "Inter"
    mono: str = "monospace"
    scale: float = 1.0
    text: int = 17
    code: int = 14
    caption: int = 14
    small: int = 12
    headings: tuple[int, int, int, int, int, int] = (34, 24, 19, 17, 17, 17)
    line: int = 29
    measure: int = 560
    ink: str = "#23211E"
    muted: str = "#6B665E"
    rule: str = "#DDD8CE"
    quiet: str = "#F3EFE7"
    accent: str = "#9A4F1E"
    soft_accent: str = "#F3E6DA"

    def px(self, size: float) -> int:
        """A size at this text scale, in whole pixels."""
        return round(size * self.scale)


LIGHT = PageStyle()
DARK = PageStyle(
    ink="#E9E5DD", muted="#A29B90", rule="#37342F", quiet="#2A2825", accent="#E0935A", soft_accent="#3A2C20"
)


def page_device(scale: float) -> QImage:
    """What a page at this text scale is laid out for: Qt makes the room around blocks as much larger as its inch."""
    device = QImage(1, 1, QImage.Format.Format_RGB32)
    dots = round(QGuiApplication.primaryScreen().logicalDotsPerInchY() * scale / _INCH)
    device.setDotsPerMeterX(dots)
    device.setDotsPerMeterY(dots)
    return device
