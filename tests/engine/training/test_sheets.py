"""Sheets and curves, as pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from engine.training.sheets import LINE, PAPER, save_captioned, save_curve, save_sheet, to_image


def test_tensors_become_pictures() -> None:
    picture = torch.tensor([-2.0, -1.0, 0.0, 1.0]).repeat(3, 2, 1)
    image = to_image(picture)
    assert image.size == (4, 2)
    assert [image.getpixel((x, 1)) for x in range(4)] == [(0, 0, 0), (0, 0, 0), (128, 128, 128), (255, 255, 255)]


def test_a_sheet_holds_every_picture(tmp_path: Path) -> None:
    red, blue = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    save_sheet([[red, blue], [blue]], tmp_path / "sheet.png", ["first", "second"])
    sheet = Image.open(tmp_path / "sheet.png").convert("RGB")
    assert sheet.getpixel((4, 4)) == (255, 0, 0)
    assert sheet.getpixel((16, 4)) == (0, 0, 255)
    assert sheet.getpixel((4, 8 + 28 + 4)) == (0, 0, 255)
    assert sheet.size == (24, 72)


def test_captions_stand_below_their_pictures(tmp_path: Path) -> None:
    images = [Image.new("RGB", (60, 20), "red")] * 3
    save_captioned(images, ["A red fox in the snow.", "An owl.", ""], tmp_path / "sheet.png", columns=2)
    sheet = Image.open(tmp_path / "sheet.png").convert("RGB")
    assert sheet.size == (2 * 68, 2 * 54)
    below = {sheet.getpixel((x, y)) for x in range(4, 64) for y in range(24, 54)}
    assert len(below) > 1
    assert {sheet.getpixel((x, y)) for x in range(4, 64) for y in range(54 + 24, 108)} == {PAPER}


@pytest.mark.parametrize(("losses", "drawn"), [([4.0, 2.0, 0.0, 1.0], True), ([3.0], False), ([], False)])
def test_a_curve(losses: list[float], drawn: bool, tmp_path: Path) -> None:
    rows = [{"step": step + 1, "loss": loss} for step, loss in enumerate(losses)]
    (tmp_path / "curve.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    save_curve(tmp_path / "curve.jsonl", tmp_path / "curve.png")
    image = Image.open(tmp_path / "curve.png").convert("RGB")
    colours = {colour for _, colour in image.getcolors(image.width * image.height) or []}
    assert (LINE in colours) is drawn
