"""The contact sheet: its size, and how varied its scenes are."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from engine.storybook.contact_sheet import main, varied_scenes
from engine.storybook.scene import KINDS, PLACES


def test_a_hundred_scenes_show_every_kind_and_every_place() -> None:
    scenes = varied_scenes(100, 3)
    assert {subject.kind for scene in scenes for subject in scene.subjects} == set(KINDS)
    assert {scene.place for scene in scenes} == set(PLACES)
    assert scenes == varied_scenes(100, 3)


def test_the_program_writes_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sheet.png"
    main(["-o", str(path), "--rows", "2", "--columns", "3", "--cell", "40"])
    with Image.open(path) as sheet:
        assert sheet.size == (2 * 11 + 3 * 40 + 2 * 3, 2 * 11 + 2 * 40 + 3)
