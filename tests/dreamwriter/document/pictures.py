"""Small pictures and documents for the tests of this room."""

from __future__ import annotations

import io

from PIL import Image

from dreamwriter.document.assets import Asset, read_asset
from engine.protocol.values import Recipe

RECIPE = Recipe(
    model="storybook",
    mode="article",
    seed=7,
    steps=25,
    guidance=5.0,
    guidance_rescale=0.0,
    negative="",
    scheduler="dpm++",
    width=8,
    height=6,
    conditioned_on="A red fox",
)


def picture(colour: str = "red", size: tuple[int, int] = (8, 6), kind: str = "PNG") -> bytes:
    """An encoded picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def asset(colour: str = "red") -> Asset:
    """The same, looked at."""
    return read_asset(picture(colour))
