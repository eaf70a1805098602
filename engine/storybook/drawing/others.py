"""Which function draws which vehicle, building or thing."""

from __future__ import annotations

from collections.abc import Callable

from engine.storybook.drawing import buildings, things, vehicles, vessels
from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import Light, Tones
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.scene import Kind

OTHERS_DRAWN: dict[Kind, Callable[[Brush, Tones, Pose, Light], Anchors]] = {
    "car": vehicles.draw_car,
    "bus": vehicles.draw_bus,
    "train": vehicles.draw_train,
    "bicycle": vehicles.draw_bicycle,
    "boat": vessels.draw_boat,
    "ship": vessels.draw_ship,
    "rocket": vessels.draw_rocket,
    "plane": vessels.draw_plane,
    "balloon": vessels.draw_balloon,
    "house": buildings.draw_house,
    "castle": buildings.draw_castle,
    "lighthouse": buildings.draw_lighthouse,
    "opera house": buildings.draw_opera_house,
    "windmill": buildings.draw_windmill,
    "teapot": things.draw_teapot,
    "lamp": things.draw_lamp,
    "armchair": things.draw_armchair,
    "espresso machine": things.draw_espresso_machine,
    "clock": things.draw_clock,
    "guitar": things.draw_guitar,
    "cake": things.draw_cake,
}
"""Vehicles, buildings and things."""
