"""What the model reads, cut into blocks: words, pictures that it sees, and dreams.

A block is read in one pass and is the unit that the cache keeps or drops. Its key says what it holds,
so that two prompts can be compared without looking at a tensor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from engine.config import DREAM_START, IM_START
from engine.sequence.layout import BlockSizes, Layout
from engine.sequence.tokenizer import Tokenizer

BlockKey = tuple[int | str, ...]
"""Token ids for words; `("picture", hash)` or `("dream",)` for the blocks between markers."""

DREAM_KEY: BlockKey = ("dream",)


@dataclass(frozen=True)
class Words:
    """Text as token ids. May hold BOS and EOS, never the markers of pictures and dreams."""

    ids: tuple[int, ...]

    @property
    def key(self) -> BlockKey:
        """The ids themselves."""
        return self.ids


@dataclass(frozen=True, eq=False)
class Seen:
    """A picture that the model looks at: `<im_start>`, P image features, `<im_end>`.

    Attributes:
        digest: of the picture's content; equal pictures have equal digests.
        features: [P, H], as `DreamLLM.encode_pictures` gives them.
    """

    digest: str
    features: torch.Tensor

    @property
    def key(self) -> BlockKey:
        """Told by content: the same picture is the same block."""
        return ("picture", self.digest)


@dataclass(frozen=True)
class Dream:
    """A dream block: `<dream_start>`, N dream queries, `<dream_end>`."""

    @property
    def key(self) -> BlockKey:
        """All dream blocks read the same; what stands before them makes the difference."""
        return DREAM_KEY


Block = Words | Seen | Dream


def cut_layout(layout: Layout, tokenizer: Tokenizer, sizes: BlockSizes, pictures: Sequence[Seen]) -> list[Block]:
    """A prompt as blocks: words are cut after line ends, so that an edit leaves the paragraphs before it as they were.

    Args:
        pictures: what the layout's picture numbers stand for.
    """
    im_start, dream_start = tokenizer.token_id(IM_START), tokenizer.token_id(DREAM_START)
    seen = iter(layout.image_order)
    blocks: list[Block] = []
    words: list[int] = []
    place = 0
    while place < len(layout):
        token = layout.ids[place]
        if token not in (im_start, dream_start):
            words.append(token)
            place += 1
            continue
        blocks += _cut_words(words, tokenizer)
        words = []
        blocks.append(pictures[next(seen)] if token == im_start else Dream())
        place += 2 + (sizes.patches if token == im_start else sizes.queries)
    return [*blocks, *_cut_words(words, tokenizer)]


def _cut_words(ids: Sequence[int], tokenizer: Tokenizer) -> Iterator[Words]:
    start = 0
    ends_line = [b"\n" in tokenizer.piece_bytes(token) for token in ids]
    for place in range(1, len(ids)):
        if ends_line[place - 1] and not ends_line[place]:
            yield Words(tuple(ids[start:place]))
            start = place
    if start < len(ids):
        yield Words(tuple(ids[start:]))
