"""Scenes as arrays of pixels. Loads no tensor library, so that many processes can draw from a quick start."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.storybook.drawing.render import render
from engine.storybook.scene import Scene


def scene_pixels(scenes: Sequence[Scene], size: int) -> NDArray[np.uint8]:
    """Draw scenes: uint8 [n, size, size, 3]."""
    return np.stack([np.asarray(render(scene, size)) for scene in scenes])
