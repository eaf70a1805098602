"""How each style wants a scene drawn, before its own filter."""

from __future__ import annotations

from dataclasses import dataclass

from engine.storybook.drawing.canvas import Colour
from engine.storybook.scene import Style


@dataclass(frozen=True)
class Manner:
    """What of the drawing a style wants.

    Attributes:
        outline: width of the line around subjects in parts of the picture, 0 for none.
        line: its colour, None for the subject's own.
        volume: how round bodies look, 0 to 1.
        glow: whether light glows and corners darken.
        shadow: whether subjects throw shadows.
        plain: whether the scenery has one tone a thing.
    """

    outline: float = 0.0105
    line: Colour | None = None
    volume: float = 1.0
    glow: bool = True
    shadow: bool = True
    plain: bool = False


MANNERS: dict[Style, Manner] = {
    "storybook": Manner(),
    "flat": Manner(outline=0.0, volume=0.0, glow=False, shadow=False, plain=True),
    "watercolour": Manner(outline=0.007, volume=0.7),
    "charcoal": Manner(line=(24, 22, 24), volume=1.0),
    "pop art": Manner(outline=0.017, line=(16, 14, 20), volume=0.5, glow=False, shadow=False),
    "synthwave": Manner(outline=0.0, volume=0.9),
    "gold relief": Manner(outline=0.0, volume=0.6),
}
