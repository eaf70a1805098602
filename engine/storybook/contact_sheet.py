"""A sheet of random scenes: `python -m engine.storybook.contact_sheet -o docs/world.png`."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from engine.storybook.chance import random_scene
from engine.storybook.drawing.render import render
from engine.storybook.scene import KINDS, PLACES, Scene

_PAPER = (246, 241, 231)
_LINE = (214, 205, 188)
_TRIES = 12


def varied_scenes(count: int, seed: int) -> list[Scene]:
    """Random scenes, each the one of a few tries whose subjects and place were seen least so far."""
    rng = random.Random(seed)
    seen: dict[str, int] = dict.fromkeys((*KINDS, *PLACES), 0)
    scenes: list[Scene] = []

    def often(scene: Scene) -> float:
        kinds = sum(seen[subject.kind] for subject in scene.subjects) / len(scene.subjects)
        return 3 * kinds + seen[scene.place]

    for _ in range(count):
        scene = min((random_scene(rng, held_out=None) for _ in range(_TRIES)), key=often)
        for name in (*(subject.kind for subject in scene.subjects), scene.place):
            seen[name] += 1
        scenes.append(scene)
    return scenes


def contact_sheet(scenes: Sequence[Scene], columns: int, cell: int) -> Image.Image:
    """The scenes in rows on paper, each `cell` pixels wide with round corners."""
    gap, margin = round(cell * 0.075), round(cell * 0.28)
    rows = -(-len(scenes) // columns)
    width = 2 * margin + columns * cell + (columns - 1) * gap
    height = 2 * margin + rows * cell + (rows - 1) * gap
    sheet = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    radius = round(cell * 0.05)
    corners = Image.new("L", (cell * 4, cell * 4), 0)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, cell * 4 - 1, cell * 4 - 1), radius * 4, fill=255)
    corners = corners.reduce(4)
    for index, scene in enumerate(scenes):
        x, y = margin + (index % columns) * (cell + gap), margin + (index // columns) * (cell + gap)
        draw.rounded_rectangle((x - 1, y - 1, x + cell, y + cell), radius, fill=_LINE)
        sheet.paste(render(scene, cell), (x, y), corners)
    return sheet


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the sheet that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m engine.storybook.contact_sheet", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="where the picture is written")
    parser.add_argument("--rows", type=int, default=10, help="rows of scenes (10)")
    parser.add_argument("--columns", type=int, default=10, help="scenes in a row (10)")
    parser.add_argument("--cell", type=int, default=160, help="width of a scene in pixels (160)")
    parser.add_argument("--seed", type=int, default=2024, help="which scenes (2024)")
    options = parser.parse_args(arguments)
    scenes = varied_scenes(options.rows * options.columns, options.seed)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    contact_sheet(scenes, options.columns, options.cell).save(options.output)


if __name__ == "__main__":
    main()
