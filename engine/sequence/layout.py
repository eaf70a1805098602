"""Parts in reading order to token ids, labels and the places of pictures: written once, for prompts and training.

A picture that the model looks at is an *image block*: `<im_start>`, P places, `<im_end>`. A picture that it
dreams is a *dream block*: `<dream_start>`, N places, `<dream_end>`, and after it usually the image block of the
same picture, so that what follows can speak of it. All places hold the id of `<im_patch>`; the model puts image
features and dream queries there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from engine.config import DREAM_END, DREAM_START, IM_END, IM_PATCH, IM_START
from engine.sequence.tokenizer import Tokenizer

IGNORED = -100
"""The label of a token that is not learned."""

Mode = Literal["both", "comprehension", "creation"]


@dataclass(frozen=True)
class Start:
    """`<s>`. Nothing stands before it, so `learn` only marks it in the labels."""

    learn: bool = False


@dataclass(frozen=True)
class End:
    """`</s>`."""

    learn: bool = True


@dataclass(frozen=True)
class Text:
    """Ordinary words; special tokens written out in them are not recognised.

    Attributes:
        learn: whether the model is trained to write them.
        fresh: tokenised apart, with a word-start marker. Otherwise the words go on from the segment before
            as one string does, which is how chat prompts are tokenised.
    """

    text: str
    learn: bool = True
    fresh: bool = True


@dataclass(frozen=True)
class Given:
    """The image block of a picture that stands in the context. Never learned."""

    picture: int

    @property
    def learn(self) -> bool:
        return False


@dataclass(frozen=True)
class Dreamed:
    """The dream block of a picture.

    Attributes:
        read_back: whether its image block follows.
        learn: whether the model is trained to write `<dream_start>`, that is, when to dream.
    """

    picture: int
    read_back: bool = True
    learn: bool = True


Segment = Start | End | Text | Given | Dreamed
Chunk = tuple[str, int | None]
"""A stretch of text, and the picture that follows it, if any."""


@dataclass(frozen=True)
class BlockSizes:
    """How many places a picture takes: `patches` when it is looked at, `queries` when it is dreamed."""

    patches: int
    queries: int


@dataclass(frozen=True)
class Layout:
    """One sequence.

    Attributes:
        ids: token ids.
        labels: the same ids where they are learned, else `IGNORED`.
        image_order, dream_order: the pictures in order of `<im_start>` and of `<dream_start>`.
    """

    ids: tuple[int, ...]
    labels: tuple[int, ...]
    image_order: tuple[int, ...]
    dream_order: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def lay(segments: Iterable[Segment], tokenizer: Tokenizer, sizes: BlockSizes) -> Layout:
    """Write segments as one sequence."""
    ordered = list(segments)
    ids: list[int] = []
    labels: list[int] = []
    for run in _runs(ordered):
        for part_ids, part_labels in _lay_run(run, tokenizer, sizes):
            ids += part_ids
            labels += part_labels
    return Layout(
        ids=tuple(ids),
        labels=tuple(labels),
        image_order=tuple(
            segment.picture
            for segment in ordered
            if isinstance(segment, Given) or (isinstance(segment, Dreamed) and segment.read_back)
        ),
        dream_order=tuple(segment.picture for segment in ordered if isinstance(segment, Dreamed)),
    )


def _runs(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments that are tokenised as one string: a new run begins at each fresh text."""
    run: list[Segment] = []
    for segment in segments:
        if run and isinstance(segment, Text) and segment.fresh:
            yield run
            run = []
        run.append(segment)
    if run:
        yield run


def _lay_run(run: Sequence[Segment], tokenizer: Tokenizer, sizes: BlockSizes) -> Iterator[tuple[list[int], list[int]]]:
    """Ids and labels of each segment of a run."""
    blocks = [None if isinstance(segment, Text) else _block(segment, tokenizer, sizes) for segment in run]
    # while the text around it is tokenised, the first token of a block stands for all of it; <s> is no part of the text
    parts: list[str | int] = []
    for segment, block in zip(run, blocks, strict=True):
        if isinstance(segment, Text):
            parts.append(segment.text)
        elif block and not isinstance(segment, Start):
            parts.append(block[0])
    encoded = iter(tokenizer.encode_run(parts))
    for segment, block in zip(run, blocks, strict=True):
        ids = [] if isinstance(segment, Start) else next(encoded)
        if block is None:
            yield ids, ids if segment.learn else [IGNORED] * len(ids)
        else:
            yield block, [block[0] if segment.learn else IGNORED] + [IGNORED] * (len(block) - 1)


def _block(segment: Start | End | Given | Dreamed, tokenizer: Tokenizer, sizes: BlockSizes) -> list[int]:
    token = tokenizer.token_id
    image = [token(IM_START), *[token(IM_PATCH)] * sizes.patches, token(IM_END)]
    match segment:
        case Start():
            return [tokenizer.bos_id]
        case End():
            return [tokenizer.eos_id]
        case Given():
            return image
        case Dreamed():
            dream = [token(DREAM_START), *[token(IM_PATCH)] * sizes.queries, token(DREAM_END)]
            return dream + image if segment.read_back else dream


def fit(segments: Sequence[Segment], tokenizer: Tokenizer, sizes: BlockSizes, max_tokens: int) -> Layout | None:
    """Write segments, of which whole chunks are left out at the end until at most `max_tokens` remain.

    A chunk is a fresh text with all that follows it; a closing `</s>` stays. None when nothing fits.
    """
    closing: list[Segment] = [segments[-1]] if segments and isinstance(segments[-1], End) else []
    runs = list(_runs(segments[: len(segments) - len(closing)]))
    sizes_so_far = 0
    kept: list[Segment] = []
    for run in runs:
        sizes_so_far += len(lay(run, tokenizer, sizes))
        if sizes_so_far + len(closing) > max_tokens:
            break
        kept += run
    if all(isinstance(segment, Start) for segment in kept):
        return None
    return lay([*kept, *closing], tokenizer, sizes)


def chunks(texts: Sequence[str], matched: Sequence[int]) -> list[Chunk]:
    """Sentences and the indices of those that a picture belongs to, as chunks.

    Sentences up to and including a matched one are joined by a space; the picture, counted from 0 in the
    order of `matched`, follows. What is left at the end is a chunk without a picture.
    """
    result: list[Chunk] = []
    begin = 0
    for picture, index in enumerate(matched):
        result.append((" ".join(text.strip() for text in texts[begin : index + 1]), picture))
        begin = max(begin, index + 1)
    if begin < len(texts):
        result.append((" ".join(text.strip() for text in texts[begin:]), None))
    return result


def pair_comprehension(picture: int, caption: str) -> list[Segment]:
    """A picture, then its caption, which is learned."""
    return [Start(learn=True), Given(picture), Text(caption), End()]


def pair_creation(picture: int, caption: str) -> list[Segment]:
    """A caption, then its picture, dreamed. No token is learned."""
    dream = Dreamed(picture, read_back=False, learn=False)
    return [Start(), Text(caption, learn=False), dream, End(learn=False)]


def interleaved(document: Iterable[Chunk], mode: Mode = "both") -> list[Segment]:
    """A document of texts and pictures, all of it learned but the pictures' own places.

    Args:
        mode: "comprehension" shows the pictures, "creation" dreams them without reading them back,
            "both" dreams and reads them back.
    """
    return [Start(learn=True), *_body(document, mode)]


def instructed(prompt: Sequence[Segment], document: Iterable[Chunk], mode: Mode = "both") -> list[Segment]:
    """A chat prompt with an open assistant turn, of which nothing is learned, then a document as its answer."""
    return [*prompt, *_body(document, mode)]


def _body(document: Iterable[Chunk], mode: Mode) -> Iterator[Segment]:
    for text, picture in document:
        if text:
            yield Text(text)
        if picture is not None:
            yield Given(picture) if mode == "comprehension" else Dreamed(picture, read_back=mode == "both")
    yield End()


def image_to_image(given: int, dreamed: int) -> list[Segment]:
    """A picture, then another that is dreamed from it. No token is learned."""
    return [Start(), Given(given), Dreamed(dreamed, read_back=False, learn=False), End(learn=False)]


@dataclass(frozen=True)
class Batch:
    """Sequences padded on the right. All tensors are [B, L] int64.

    Attributes:
        ids: token ids; `[PAD]` in the padding.
        labels: `IGNORED` in the padding.
        attention_mask: 1 for tokens, 0 for padding.
        position_ids: each row counts its own tokens from 0, padding not counted.
        image_order, dream_order: (row, picture) in order of `<im_start>` and `<dream_start>`, row by row.
    """

    ids: Tensor
    labels: Tensor
    attention_mask: Tensor
    position_ids: Tensor
    image_order: tuple[tuple[int, int], ...]
    dream_order: tuple[tuple[int, int], ...]


def collate(layouts: Sequence[Layout], pad_id: int) -> Batch:
    """Sequences to one batch."""
    longest = max(len(layout) for layout in layouts)
    gaps = [longest - len(layout) for layout in layouts]
    rows = list(zip(layouts, gaps, strict=True))
    mask = torch.tensor([[1] * len(layout) + [0] * gap for layout, gap in rows])
    return Batch(
        ids=torch.tensor([[*layout.ids, *[pad_id] * gap] for layout, gap in rows]),
        labels=torch.tensor([[*layout.labels, *[IGNORED] * gap] for layout, gap in rows]),
        attention_mask=mask,
        position_ids=positions(mask),
        image_order=tuple((row, picture) for row, layout in enumerate(layouts) for picture in layout.image_order),
        dream_order=tuple((row, picture) for row, layout in enumerate(layouts) for picture in layout.dream_order),
    )


def positions(attention_mask: Tensor) -> Tensor:
    """Position ids [B, L] that count only the tokens of each row, so that padding changes nothing."""
    return (attention_mask.cumsum(-1) - 1).clamp(min=0)
