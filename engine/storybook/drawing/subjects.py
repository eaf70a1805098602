"""Which function draws which subject."""

from __future__ import annotations

from collections.abc import Callable

from engine.storybook.drawing.canvas import Brush
from engine.storybook.drawing.creatures import CREATURES_DRAWN
from engine.storybook.drawing.others import OTHERS_DRAWN
from engine.storybook.drawing.palette import Light, Tones
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.scene import Kind

SubjectDrawing = Callable[[Brush, Tones, Pose, Light], Anchors]
"""Draws a subject with everything it wears and holds, in coordinates of its own; tones are already in the light."""

SUBJECTS_DRAWN: dict[Kind, SubjectDrawing] = {**CREATURES_DRAWN, **OTHERS_DRAWN}


def draw_subject(kind: Kind, brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
    """Draw one subject of a kind.

    Args:
        kind: which one.
        brush: in the subject's own coordinates (see `pose`).
        tones: of its colour, in the light of the scene.
        pose: what it does, wears and holds.
        light: of the scene, for what is not of the subject's colour.
    """
    return SUBJECTS_DRAWN[kind](brush, tones, pose, light)
