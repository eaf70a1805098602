"""Styles with a hand and a material: watercolour, charcoal, gold relief."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image

from engine.storybook.drawing.filters import Painted, edges, finished, luma, ramp, slopes, smooth_mean, soft, vivid
from engine.storybook.drawing.texture import Plane, cloudy, grain, spread

_PAPER = np.array((252, 248, 238), np.float32) / 255
_GOLD = ((38, 20, 4), (104, 60, 14), (178, 122, 34), (232, 186, 78), (255, 236, 160), (255, 252, 228))


_CELLS = 10
_Quad = tuple[tuple[int, int, int, int], tuple[float, ...]]


@lru_cache(maxsize=8)
def _tremble(size: int) -> tuple[_Quad, ...]:
    """A mesh that moves each piece of the picture a little, as a hand does that paints without a ruler."""
    ends = [round(size * index / _CELLS) for index in range(_CELLS + 1)]
    dice = np.random.default_rng(21).uniform(-1, 1, (_CELLS + 1, _CELLS + 1, 2)) * 0.011 * size
    dice[0], dice[-1], dice[:, 0], dice[:, -1] = 0, 0, 0, 0

    def corner(row: int, column: int) -> tuple[float, float]:
        return ends[column] + float(dice[row, column, 0]), ends[row] + float(dice[row, column, 1])

    mesh: list[_Quad] = []
    for row in range(_CELLS):
        for column in range(_CELLS):
            box = (ends[column], ends[row], ends[column + 1], ends[row + 1])
            around = ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
            mesh.append((box, tuple(value for place in around for value in corner(*place))))
    return tuple(mesh)


def _trembled(picture: Image.Image) -> Image.Image:
    mesh = list(_tremble(picture.width))
    return picture.transform(picture.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


@lru_cache(maxsize=8)
def _margin(size: int) -> Plane:
    """How much paint reaches each pixel: none at the rim of the paper, with a torn edge."""
    x, y = spread(size)
    inside = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    torn = 0.030 + 0.045 * (cloudy(size, 14, 23) - 0.5) + 0.012 * (cloudy(size, 40, 24) - 0.5)
    reached: Plane = np.clip((inside - torn) * size / (0.010 * size + 1), 0, 1).astype(np.float32)
    return reached


@lru_cache(maxsize=8)
def _wash(size: int) -> Plane:
    """How thick the paint lies: pools and pale runs, and the tooth of the paper."""
    pools = 0.90 + 0.50 * (cloudy(size, 7, 25) - 0.5) + 0.30 * (cloudy(size, 20, 26) - 0.5)
    wash: Plane = (pools * (1 + 0.10 * grain(size, 27))).astype(np.float32)
    return wash


def watercolour(painted: Painted) -> Image.Image:
    """Transparent washes that pool at their edges, on grained paper whose rim stays white."""
    size = painted.size
    colours = vivid(np.asarray(_trembled(painted.picture), dtype=np.float32) / 255, 1.25)
    bright = luma(colours)
    near = soft(bright, 0.022 * size)
    pigment = 1 - colours
    rim = np.clip(near - bright, 0, 0.3)
    thick = _wash(size) * (0.92 + 2.4 * rim)
    mask = np.asarray(_trembled(painted.figures), dtype=np.float32) / 255
    around = np.clip(soft(mask, 0.010 * size) * 2, 0, 1) - mask
    thick = thick * (1 - 0.55 * np.clip(around, 0, 1)) * _margin(size)
    flat = np.clip(pigment * thick[..., None], 0, 0.96)
    return finished(_PAPER * (1 - flat))


@lru_cache(maxsize=8)
def _hatching(size: int) -> tuple[Plane, Plane]:
    """Two fields of strokes: the darker a tone, the more of a field's low values it covers."""
    x, y = spread(size)
    bend = 0.05 * (cloudy(size, 8, 31) - 0.5)
    pitch = 24.0
    first = np.abs((((x + y + bend) * pitch) % 1.0) - 0.5) * 2
    second = np.abs((((x - 0.8 * y + bend) * pitch * 0.9) % 1.0) - 0.5) * 2
    rough = 0.30 * (cloudy(size, 44, 32) - 0.5) + 0.10 * grain(size, 33)
    return (first + rough).astype(np.float32), (second + rough).astype(np.float32)


def charcoal(painted: Painted) -> Image.Image:
    """Grey strokes on paper: smudged tones, hatching where it is dark, drawn contours, chalk in the lights."""
    size = painted.size
    bright = luma(painted.colours())
    low, high = np.percentile(bright[::4, ::4], (3, 97))
    bright = np.clip((bright - low) / max(0.25, high - low), 0, 1) * min(1.0, 0.55 + high * 0.5)
    dark = 1 - bright
    smudge = np.clip(soft(dark, 0.011 * size), 0, 1)
    first, second = _hatching(size)
    strokes = np.clip((dark * 1.05 - 0.10 - first) * 2.6, 0, 1)
    crossed = np.clip((dark * 1.25 - 0.52 - second) * 2.4, 0, 1)
    mask = painted.mask()
    lines = np.clip(edges(bright) * 3.2 - 0.10, 0, 1) * (1 - 0.55 * mask)
    contour = np.clip(edges(soft(mask, 0.005 * size)) * 4.0, 0, 1)
    deep = smudge * smudge * (3 - 2 * smudge)
    fine = dark - soft(dark, 0.03 * size)
    tone = (0.32 * smudge + 0.44 * deep + 0.13 * strokes + 0.08 * crossed * (1 - 0.7 * mask)) * (0.82 + 0.18 * mask)
    tone += fine * (0.35 + 0.40 * mask)
    tone = np.maximum(tone, 0.88 * lines)
    tone = np.maximum(tone, 0.92 * contour)
    tone *= 0.96 + 0.12 * grain(size, 34) + 0.16 * (cloudy(size, 50, 35) - 0.5)
    tone *= 0.45 + 0.55 * _margin(size)
    lit = np.clip(bright - 0.80, 0, 1) * mask * 3
    paper = np.array((238, 233, 224), np.float32) / 255
    coal = np.array((28, 26, 28), np.float32) / 255
    tone = np.clip(tone, 0, 1)[..., None]
    return finished(paper * (1 - tone) + coal * tone + lit[..., None] * (1 - paper))


@lru_cache(maxsize=8)
def _frame(size: int) -> Plane:
    """The height of a raised frame around the plate, and of hammer marks all over."""
    x, y = spread(size)
    inside = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    rim = np.clip(1 - np.abs(inside - 0.022) / 0.020, 0, 1)
    hammered = 0.10 * cloudy(size, 26, 41) + 0.02 * grain(size, 42)
    height: Plane = (0.55 * rim * rim * (3 - 2 * rim) + hammered).astype(np.float32)
    return height


def gold_relief(painted: Painted) -> Image.Image:
    """A plate of beaten gold: subjects stand out, the scenery is cut flat."""
    size = painted.size
    bright = luma(painted.colours())
    mask = painted.mask()
    inner = smooth_mean(mask, 0.010 * size)
    body = 0.55 * inner + 0.45 * smooth_mean(inner, 0.022 * size)
    detail = np.clip(bright - smooth_mean(bright, 0.035 * size), -0.30, 0.30)
    height = 0.95 * body + detail * (0.62 + 0.34 * mask) + _frame(size)
    right, down = slopes(height)
    lit = (-0.62 * right - 0.78 * down) * (size / 128)
    tone = 0.34 + 0.26 * (smooth_mean(bright, 0.02 * size) - 0.45) + mask * (0.13 + 0.16 * (bright - 0.45))
    groove = np.clip(smooth_mean(mask, 0.014 * size) * 1.6, 0, 1) - mask
    shade = tone + 0.50 * np.tanh(lit * 4.6) + 0.35 * np.clip(lit - 0.10, 0, 0.5) - 0.20 * np.clip(groove, 0, 1)
    return finished(ramp(shade, _GOLD))
