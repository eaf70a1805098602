"""How pictures stand in a published page: how much room they get, and what is said instead of them."""

from __future__ import annotations

from typing import Literal

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import Figure
from dreamwriter.document.document import Document

Room = Literal["wide", "square", "tall", "small"]

_WIDE, _TALL = 1.3, 0.77
"""From these proportions of width to height on, a picture gets the whole measure, or less of it than a square."""
_SMALL = 320
"""A picture with fewer pixels on both sides would look coarse in full size."""


def room_of(asset: Asset) -> Room:
    """How much room a picture gets beside the text."""
    if max(asset.width, asset.height) < _SMALL:
        return "small"
    proportion = asset.width / asset.height
    return "wide" if proportion >= _WIDE else "tall" if proportion <= _TALL else "square"


def alt_of(document: Document, figure: Figure) -> str:
    """What a picture shows, for those who do not see it; never empty."""
    take = document.take_of(figure)
    return " ".join((figure.alt or (take.alt if take else "") or figure.title or "Picture").split())
