"""A document as the model reads it: its blocks, the room they take, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.generate.job import Job
from engine.protocol.values import Length, Part, PictureCount, PicturePart
from engine.sequence import instructions
from engine.sequence.chat import Turn
from engine.sequence.layout import Dreamed, Segment, Text
from engine.tasks.prompts import LEAST_TOKENS, chat_prompt, size
from engine.tasks.window import Choice, Extent

LONGEST_TOPIC = 100


@dataclass(frozen=True)
class DocumentBlock:
    """A paragraph, heading or the like; or a figure, then `text` is its caption.

    Attributes:
        pinned: always read: the title.
    """

    text: str
    figure: PicturePart | None = None
    pinned: bool = False

    @property
    def spoken(self) -> str:
        """The block as words: of a figure, its caption as one line of emphasis."""
        return f"*{self.text}*" if self.figure and self.text else self.text


def document_blocks(parts: Sequence[Part]) -> Iterator[DocumentBlock]:
    """Blocks in reading order; a heading that the document begins with is its title, and pinned."""
    first = True
    for part in parts:
        if isinstance(part, PicturePart):
            yield DocumentBlock(" ".join(part.caption.split()), part)
            first = False
            continue
        for text in part.text.split("\n\n"):
            if text.strip():
                yield DocumentBlock(text.strip(), pinned=first and text.lstrip().startswith("#"))
                first = False


def extent_of(job: Job, block: DocumentBlock) -> Extent:
    """How many positions a block takes."""
    words = len(job.loaded.tokenizer.encode(f"\n\n{block.spoken}", bos=False, allow_added=False)) if block.spoken else 0
    if block.figure is None:
        return Extent(words, pinned=block.pinned)
    return Extent(words + job.reader.picture_cost, caption=words)


def room_for_document(job: Job, turns: Sequence[Turn], pictures: PictureCount, max_tokens: int) -> int:
    """Positions for the document: the context less the instruction, the pictures to come, and room to write.

    At most half of the context is kept free for writing: more would throw away what is written already.
    """
    count = 1 if pictures == "auto" else pictures
    ahead = min(max_tokens + count * job.reader.picture_cost, job.reader.cache.limit // 2)
    return job.reader.cache.limit - size(job, chat_prompt(job, turns)) - ahead - LEAST_TOKENS


def article_turns(topic: str, length: Length, pictures: PictureCount) -> list[Turn]:
    """The question for an article, with its answer still open."""
    count = None if pictures == "auto" else pictures
    return [Turn("user", instructions.article(topic, length, count)), Turn("assistant", None)]


def answer_so_far(
    blocks: Sequence[DocumentBlock], choices: Sequence[Choice]
) -> tuple[list[Segment], list[PicturePart]]:
    """The document as the beginning of an answer, and its figures in order."""
    segments: list[Segment] = []
    figures: list[PicturePart] = []
    words: list[str] = []
    for block, choice in zip(blocks, choices, strict=True):
        if choice == "left-out":
            continue
        if block.figure is not None and choice == "whole":
            if words:
                segments.append(Text("\n\n".join(words)))
            segments.append(Dreamed(len(figures)))
            figures.append(block.figure)
            words = []
        if block.spoken:
            words.append(block.spoken)
    if words:
        segments.append(Text("\n\n".join(words)))
    return segments, figures


def topic_of(blocks: Sequence[DocumentBlock]) -> str:
    """A topic for a document without one: its title, or how it begins."""
    text = next((block.text for block in blocks if block.text), "")
    return text.lstrip("# ").partition("\n")[0][:LONGEST_TOPIC]
