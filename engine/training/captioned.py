"""Batches of the bank's pictures, by their places, with captions as the text encoder reads them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sequence.tokenizer import Tokenizer
from engine.storybook.captions import caption
from engine.storybook.scene import Scene

GROUP = 16
"""Pictures of a batch that share colour, place and time, where it is made of groups."""


@dataclass(frozen=True)
class Captioned:
    """One batch.

    Attributes:
        places: which pictures of the bank.
        ids: int64 [n, text context]: BOS, the words of a caption, EOS, then padding.
        ends: int64 [n], where EOS stands.
    """

    places: list[int]
    ids: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True)
class TextTokens:
    """Turns captions into rows of `context` ids for the text encoder. What is too long is cut."""

    tokenizer: Tokenizer
    context: int

    def __call__(self, captions: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """ids [n, context] and where EOS stands in each row [n]; see `Captioned`."""
        tokenizer = self.tokenizer
        ids = np.full((len(captions), self.context), tokenizer.pad_id)
        ends = np.empty(len(captions), dtype=np.int64)
        for index, text in enumerate(captions):
            words = tokenizer.encode(text, bos=False, allow_added=False)[: self.context - 2]
            row = [tokenizer.bos_id, *words, tokenizer.eos_id]
            ids[index, : len(row)] = row
            ends[index] = len(row) - 1
        return ids, ends


@dataclass(frozen=True)
class DrawAny:
    """Draws batches of any pictures.

    Attributes:
        scenes: of the bank.
        tokens: how captions become ids.
        count: pictures of a batch.
        drop: share of captions that are left empty.
    """

    scenes: Sequence[Scene]
    tokens: TextTokens
    count: int
    drop: float

    def __call__(self, rng: random.Random) -> Captioned:
        places = rng.sample(range(len(self.scenes)), self.count)
        captions = ["" if rng.random() < self.drop else caption(self.scenes[i], rng) for i in places]
        return Captioned(places, *self.tokens(captions))


@dataclass(frozen=True)
class DrawAlike:
    """Draws batches made of groups whose pictures share colour, place and time.

    Attributes:
        scenes: of the bank.
        groups: places in the bank, from `alike`.
        tokens: how captions become ids.
        count: pictures of a batch.
    """

    scenes: Sequence[Scene]
    groups: Sequence[Sequence[int]]
    tokens: TextTokens
    count: int

    def __call__(self, rng: random.Random) -> Captioned:
        places: dict[int, None] = {}
        while len(places) < self.count:
            group = rng.choice(self.groups)
            places.update(dict.fromkeys(rng.sample(group, min(GROUP, len(group)))))
        chosen = list(places)[: self.count]
        return Captioned(chosen, *self.tokens([caption(self.scenes[i], rng) for i in chosen]))


def alike(scenes: Sequence[Scene]) -> list[list[int]]:
    """Places of scenes that share their first subject's colour, the place and the time."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, scene in enumerate(scenes):
        groups.setdefault((scene.main.colour, scene.place, scene.time), []).append(index)
    return list(groups.values())
