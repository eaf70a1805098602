"""Which function draws which place."""

from __future__ import annotations

from engine.storybook.drawing.places_built import BUILT_PLACES
from engine.storybook.drawing.places_green import GREEN_PLACES
from engine.storybook.drawing.places_open import OPEN_PLACES
from engine.storybook.drawing.places_space import SPACE_PLACES
from engine.storybook.drawing.places_water import WATER_PLACES
from engine.storybook.drawing.stage import PlaceDrawing
from engine.storybook.scene import Place

PLACES: dict[Place, PlaceDrawing] = {**GREEN_PLACES, **OPEN_PLACES, **WATER_PLACES, **BUILT_PLACES, **SPACE_PLACES}
"""The fourteen places."""
