"""Takes: several pictures from one condition, which differ in their seeds."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from engine.generate.blocks import Block
from engine.generate.interleaved import begin_prompt
from engine.generate.job import Ending, Job, Moment
from engine.generate.painting import Commission, paint
from engine.generate.settings import picture_seed
from engine.protocol.events import CaptionPiece


def dream_takes(
    job: Job, prompt: Sequence[Block], commission: Commission, count: int, caption: str = ""
) -> Generator[Moment, None, Ending]:
    """Read a prompt, dream once, and paint `count` takes, one after another so that each can be watched.

    One after another also keeps every take a matter of its own recipe: in a batch, the last bits of a picture
    would depend on its neighbours.

    Args:
        commission: of the first take; its seed is counted on for the others.
        caption: what all takes show, told before each of them.
    """
    begin_prompt(job, prompt)
    return (yield from paint_takes(job, commission, count, caption))


def paint_takes(job: Job, commission: Commission, count: int, caption: str = "") -> Generator[Moment, None, Ending]:
    """As `dream_takes`, from what the reader has read so far."""
    with job.tally.painting():
        condition = job.reader.dream()
    for index in range(count):
        if job.cancelled():
            return "cancelled"
        if caption:
            yield CaptionPiece(index, caption)
        take = replace(commission, index=index, seed=picture_seed(commission.seed, index))
        if (yield from paint(job, condition, take)) is None:
            return "cancelled"
    return "stop"
