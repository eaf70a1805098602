"""Which function draws which subject."""

from __future__ import annotations

from collections.abc import Callable

from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.palette import Light, Tones
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.scene import Kind

SubjectDrawing = Callable[[Brush, Tones, Pose, Light], Anchors]
"""Draws a subject with everything it wears and holds, in coordinates of its own; tones are already in the light."""

CREATURES_DRAWN: dict[Kind, SubjectDrawing] = {}
"""The twenty creatures and the three swimmers."""
OTHERS_DRAWN: dict[Kind, SubjectDrawing] = {}
"""Vehicles, buildings and things."""


def draw_subject(kind: Kind, brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """Draw one subject of a kind.

    Args:
        kind: which one.
        brush: in the subject's own coordinates (see `pose`).
        tones: of its colour, in the light of the scene.
        pose: what it does, wears and holds.
        light: of the scene, for what is not of the subject's colour.
    """
    drawing = CREATURES_DRAWN.get(kind) or OTHERS_DRAWN[kind]
    return drawing(brush, tones, pose, light)
