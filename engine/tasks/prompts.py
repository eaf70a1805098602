"""Prompts as blocks: from segments and pictures to what the reader reads, within the model's context."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import BadRequest
from engine.generate.blocks import Block, Seen, cut_layout
from engine.generate.job import Job
from engine.protocol.values import Length, PictureCount, TextSettings
from engine.sequence.chat import Turn, chat_segments
from engine.sequence.layout import Segment, lay

LENGTH_TOKENS: dict[Length, int] = {"short": 256, "medium": 512, "long": 1024}
"""Text tokens at most, by the length asked for."""
ANSWER_TOKENS = 256
LEAST_TOKENS = 16
"""Room for words that a prompt must leave."""
STOPS = ("USER:",)
"""Where a chat model begins to write the person's side."""


def chat_prompt(
    job: Job, turns: Sequence[Turn], pictures: Sequence[Seen] = (), answer: Sequence[Segment] = ()
) -> list[Block]:
    """A dialogue as blocks, with the beginning of an answer in its open last turn."""
    return to_blocks(job, [*chat_segments(turns, job.loaded.config.card.system), *answer], pictures)


def to_blocks(job: Job, segments: Sequence[Segment], pictures: Sequence[Seen] = ()) -> list[Block]:
    """Segments as blocks; `pictures` are what their picture numbers stand for."""
    sizes = job.reader.model.block_sizes
    return cut_layout(lay(segments, job.loaded.tokenizer, sizes), job.loaded.tokenizer, sizes, pictures)


def size(job: Job, blocks: Sequence[Block]) -> int:
    """Positions that blocks take."""
    return sum(job.reader.size(block) for block in blocks)


def tokens_wished(settings: TextSettings, otherwise: int) -> int:
    """Text tokens at most: the settings' own number, or what the task has otherwise."""
    return settings.max_tokens or otherwise


def check_room(job: Job, blocks: Sequence[Block], pictures: PictureCount = 0) -> None:
    """Make sure that words, and the pictures asked for, fit behind a prompt.

    Raises:
        BadRequest: the prompt is too long, or the pictures are too many.
    """
    left = job.reader.cache.limit - size(job, blocks) - LEAST_TOKENS
    if left < 0:
        raise BadRequest("This is longer than the model can read at once.", "Shorten it, or take fewer pictures.")
    fitting = left // job.reader.picture_cost
    if pictures != "auto" and pictures > fitting:
        raise BadRequest(
            f"{pictures} pictures do not fit into what the model can hold at once.",
            f"Ask for at most {fitting}." if fitting else "Ask for a text without pictures.",
        )
