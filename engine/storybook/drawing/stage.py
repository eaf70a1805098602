"""What a place is drawn on, and what it tells the composition."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from engine.storybook.drawing.air import Air, Lamps
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.sky import SkyLook


@dataclass(frozen=True)
class Stage:
    """A picture that so far shows the sky, and all that a place may ask for.

    Attributes:
        canvas: what the brush paints on, several times larger than the picture will be.
        brush: (0, 0) is the top left corner, (1, 1) the bottom right one.
        rng: decides what stands where; it never sees the time or the weather.
    """

    canvas: Image.Image
    brush: Brush
    air: Air
    sky: SkyLook
    lamps: Lamps
    rng: random.Random


@dataclass(frozen=True)
class PlaceDrawing:
    """How one place is drawn.

    Attributes:
        back: everything behind the subjects, from far to near.
        near: a little that is before them, on a layer of its own; its stage's brush takes no tints.
        horizon: where the sky ends, from the top.
        water: height of the water's surface where subjects are in it, None on land.
        indoor: whether weather stays outside.
    """

    back: Callable[[Stage], None]
    near: Callable[[Stage], None]
    horizon: float
    water: float | None = None
    indoor: bool = False
