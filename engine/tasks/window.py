"""The window: which parts of a document the model reads when not all of it fits.

What is pinned (instruction and title) always; then the newest blocks that fit. The pictures of older figures
are given up before any words are: their captions stand for them. Cuts are made at block borders only, and every
cut is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.protocol.events import Notice

Choice = Literal["whole", "caption", "left-out"]


@dataclass(frozen=True)
class Extent:
    """How many positions a block of the document takes.

    Attributes:
        whole: as it is.
        caption: of a figure, when its caption stands for it; None for other blocks.
        pinned: never left out.
    """

    whole: int
    caption: int | None = None
    pinned: bool = False


def choose_window(extents: Sequence[Extent], limit: int) -> list[Choice]:
    """What becomes of each block so that all together fit into `limit` positions, as far as pinned ones allow."""
    choices: list[Choice] = ["whole"] * len(extents)
    total = sum(extent.whole for extent in extents)
    for place, extent in enumerate(extents):
        if total > limit and extent.caption is not None:
            choices[place] = "caption"
            total -= extent.whole - extent.caption
    for place, extent in enumerate(extents):
        if total > limit and not extent.pinned:
            total -= extent.whole if choices[place] == "whole" else extent.caption or 0
            choices[place] = "left-out"
    return choices


def window_notice(choices: Sequence[Choice]) -> Notice | None:
    """What a person should know about the choices; None when everything is read."""
    captions, left_out = choices.count("caption"), choices.count("left-out")
    said = []
    if captions:
        said.append(f"{_counted(captions, 'older picture')} by {'its' if captions == 1 else 'their'} caption only")
    if left_out:
        said.append(f"not the {_counted(left_out, 'oldest block')}")
    if not said:
        return None
    sentence = f"The text is longer than the model can read at once: it reads {' and '.join(said)}."
    return Notice("context-trimmed", sentence)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
