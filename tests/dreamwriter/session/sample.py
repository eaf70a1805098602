"""Documents and waiting for the tests of this room."""

from __future__ import annotations

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.blocks import Block, Figure, Heading, Paragraph, Text
from dreamwriter.document.document import Document
from dreamwriter.document.takes import FigureHistory, Take
from tests.dreamwriter.scripts import RECIPE, png

WAIT = 30_000
"""Milliseconds to wait for what comes at once on a machine that is not busy."""


def asset(shade: int = 0, size: int = 16) -> Asset:
    """A small picture, looked at."""
    return read_asset(png(shade, size))


def document(words: str = "A red fox lives in the snow.", pictures: int = 1, size: int = 16) -> Document:
    """A title, a paragraph, and figures that have a take each."""
    assets = [asset(shade, size) for shade in range(pictures)]
    figures = [Figure(a.target, "An animal.", (Text("A fox."),), "", f"figure-{i}") for i, a in enumerate(assets)]
    blocks: tuple[Block, ...] = (Heading(1, (Text("The Fox"),)), Paragraph((Text(words),)), *figures)
    histories = {
        f"figure-{i}": FigureHistory((Take(a.sha256, "generated", "A fox.", recipe=RECIPE),), 0)
        for i, a in enumerate(assets)
    }
    return Document(blocks, {a.target: a for a in assets}, {a.sha256: a for a in assets}, histories)
