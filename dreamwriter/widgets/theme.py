"""The theme: colours by role, type by role, steps of space, radii, scale and motion, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont

from dreamwriter.widgets.palette import DARK, LIGHT, Colour, Palette

TIGHT, SMALL, MEDIUM, LARGE, WIDE, BROAD, VAST, HUGE = SPACE = (4, 8, 12, 16, 24, 32, 56, 72)
"""Steps of space in pixels. Space between things does not grow with the text; space inside a control does."""

PAGE_RADIUS, CONTROL_RADIUS, FIELD_RADIUS, CARD_RADIUS = 3, 6, 8, 14
TARGET = 28
"""Least width and height in pixels of whatever can be clicked."""
ICON = 16
HOVER_MS = 120
LEAST_SCALE, GREATEST_SCALE = 1.0, 2.0

SERIF, SANS, MONO = "Literata", "Inter", "JetBrains Mono"


@dataclass(frozen=True)
class TextStyle:
    """How the text of one role is set.

    Attributes:
        family: one of the bundled families.
        size: in pixels, at scale 1.
        line: height of a line in pixels, at scale 1.
        weight: 400 regular, 500 medium, 600 semibold.
        italic: slanted.
        capitals: in capitals, spaced.
    """

    family: str
    size: int
    line: int
    weight: int = 400
    italic: bool = False
    capitals: bool = False


class TextRole(StrEnum):
    """What a piece of text is."""

    TITLE = "title"
    H2 = "h2"
    H3 = "h3"
    BODY = "body"
    CAPTION = "caption"
    LEAD = "lead"
    INTERFACE = "interface"
    STRONG = "strong"
    BUTTON = "button"
    SMALL = "small"
    SECTION = "section"
    CODE = "code"


TYPE: dict[TextRole, TextStyle] = {
    TextRole.TITLE: TextStyle(SERIF, 34, 42, 600),
    TextRole.H2: TextStyle(SERIF, 24, 32, 600),
    TextRole.H3: TextStyle(SERIF, 19, 28, 600),
    TextRole.BODY: TextStyle(SERIF, 17, 29),
    TextRole.CAPTION: TextStyle(SERIF, 14, 20, italic=True),
    TextRole.LEAD: TextStyle(SANS, 15, 24),
    TextRole.INTERFACE: TextStyle(SANS, 13, 20),
    TextRole.STRONG: TextStyle(SANS, 13, 20, 600),
    TextRole.BUTTON: TextStyle(SANS, 13, 20, 500),
    TextRole.SMALL: TextStyle(SANS, 12, 18),
    TextRole.SECTION: TextStyle(SANS, 11, 16, 600, capitals=True),
    TextRole.CODE: TextStyle(MONO, 13, 20),
}


@dataclass(frozen=True)
class Theme:
    """Everything that decides how the window is drawn.

    Attributes:
        palette: the colours.
        text_scale: 1.0 to 2.0; text, icons and the inside of controls grow with it.
        reduced_motion: nothing moves that does not have to.
    """

    palette: Palette = LIGHT
    text_scale: float = 1.0
    reduced_motion: bool = False

    def length(self, pixels: float) -> int:
        """A length inside a control, in pixels, grown with the text."""
        return round(pixels * self.text_scale)

    def font(self, role: TextRole) -> QFont:
        """The font of a role, grown with the text."""
        style = TYPE[role]
        font = QFont(style.family)
        font.setPixelSize(self.length(style.size))
        font.setWeight(QFont.Weight(style.weight))
        font.setItalic(style.italic)
        if style.capitals:
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        if style.family == MONO:
            font.setStyleHint(QFont.StyleHint.Monospace)
            font.setFeature(QFont.Tag.fromString("calt"), 0)
        return font

    def line_height(self, role: TextRole) -> int:
        """Height of a line of a role in pixels, grown with the text."""
        return self.length(TYPE[role].line)

    def colour(self, role: Colour) -> QColor:
        """The colour of a role, for a painter."""
        return QColor(self.palette.of(role))

    @property
    def motion_ms(self) -> int:
        """How long a change of state takes to show, in milliseconds; 0 with reduced motion."""
        return 0 if self.reduced_motion else HOVER_MS


LIGHT_THEME = Theme(LIGHT)
DARK_THEME = Theme(DARK)
