"""Sample sheets and curves as pictures: what a person looks at to see how training goes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

LABEL_HEIGHT = 28
INK, PAPER, LINE = (35, 33, 30), (255, 253, 249), (154, 79, 30)


def to_image(picture: Tensor) -> Image.Image:
    """[3, h, w] in [-1, 1] -> an RGB picture."""
    array = (picture.detach().cpu().float().clamp(-1, 1).add(1).mul(127.5)).round().to(torch.uint8)
    return Image.fromarray(array.permute(1, 2, 0).contiguous().numpy())


def save_sheet(rows: list[list[Image.Image]], path: Path, labels: list[str] | None = None) -> None:
    """Write pictures as a grid, one list a row, with an optional line of words under each row."""
    width = max(sum(image.width + 4 for image in row) for row in rows)
    label_height = LABEL_HEIGHT if labels else 4
    height = sum(max(image.height for image in row) + label_height for row in rows)
    sheet = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(sheet)
    y = 0
    for index, row in enumerate(rows):
        x = 0
        for image in row:
            sheet.paste(image, (x, y))
            x += image.width + 4
        y += max(image.height for image in row)
        if labels:
            draw.text((2, y + 2), labels[index][: width // 6], fill=INK)
        y += label_height
    sheet.save(path)


def save_captioned(images: list[Image.Image], captions: list[str], path: Path, columns: int = 4) -> None:
    """Write pictures in a grid, each with its own words beneath, broken over two lines."""
    cell_w, cell_h = max(i.width for i in images) + 8, max(i.height for i in images) + 34
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (cell_w * columns, cell_h * rows), PAPER)
    draw = ImageDraw.Draw(sheet)
    for index, (image, caption) in enumerate(zip(images, captions, strict=True)):
        x, y = (index % columns) * cell_w, (index // columns) * cell_h
        sheet.paste(image, (x + 4, y + 2))
        limit = cell_w // 6
        for line in range(2):
            draw.text((x + 4, y + image.height + 4 + 13 * line), caption[line * limit : (line + 1) * limit], fill=INK)
    sheet.save(path)


def save_curve(curve: Path, path: Path, key: str = "loss") -> None:
    """Draw one column of a `curve.jsonl` over the steps (logarithmic height) as a picture."""
    rows = [json.loads(line) for line in curve.read_text(encoding="utf-8").splitlines()]
    points = [(row["step"], row[key]) for row in rows if row.get(key, 0) > 0]
    image = Image.new("RGB", (640, 320), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((8, 6), f"{curve.parent.name}: {key}", fill=INK)
    if len(points) > 1:
        steps = np.array([p[0] for p in points], dtype=float)
        logs = np.log10([p[1] for p in points])
        x = 48 + 584 * steps / steps.max()
        y = 300 - 264 * (logs - logs.min()) / max(1e-9, logs.max() - logs.min())
        draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=LINE, width=2)
        draw.text((4, 292), f"{10 ** logs.min():.3g}", fill=INK)
        draw.text((4, 30), f"{10 ** logs.max():.3g}", fill=INK)
    image.save(path)
