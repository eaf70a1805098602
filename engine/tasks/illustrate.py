"""Pictures for a text, as the model was trained to paint them: the text, then the dream, without any chat."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from engine.errors import BadRequest
from engine.generate.blocks import Block
from engine.generate.job import Ending, Job, Moment
from engine.generate.painting import Commission
from engine.generate.settings import plan_painting
from engine.protocol.events import Notice
from engine.protocol.requests import Illustrate
from engine.sequence.layout import Segment, Start, Text
from engine.tasks.checks import check_takes, check_words
from engine.tasks.prompts import LEAST_TOKENS, check_room, to_blocks
from engine.tasks.takes import dream_takes
from engine.tasks.window import Extent, choose_window, window_notice


def illustrate(job: Job, request: Illustrate) -> Generator[Moment | Notice, None, Ending]:
    """Paint `count` pictures for a text; of a long one the title and the newest paragraphs are read."""
    text = check_words(request.text, "the text", job.loaded.tokenizer)
    count = check_takes(request.count)
    commission = Commission(0, "illustrate", request.seed, plan_painting(request.paint, job.loaded), text)
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    choices = choose_window(_extents(job, paragraphs), job.reader.cache.limit - job.reader.picture_cost - LEAST_TOKENS)
    kept = [paragraph for paragraph, choice in zip(paragraphs, choices, strict=True) if choice == "whole"]
    if choices[-1] == "left-out":
        raise BadRequest("This paragraph is longer than the model can read at once.", "Choose a shorter passage.")
    prompt = plain_prompt(job, "\n\n".join(kept))
    check_room(job, prompt, pictures=1)
    notice = window_notice(choices)
    if notice is not None:
        yield notice
    return (yield from dream_takes(job, prompt, commission, count))


def plain_prompt(job: Job, text: str) -> Sequence[Block]:
    """A text on its own, as before a dream block in training."""
    segments: list[Segment] = [Start(), Text(text)]
    return to_blocks(job, segments)


def _extents(job: Job, paragraphs: Sequence[str]) -> list[Extent]:
    tokenizer = job.loaded.tokenizer
    costs = [len(tokenizer.encode(f"\n\n{paragraph}", bos=False, allow_added=False)) for paragraph in paragraphs]
    return [
        Extent(cost, pinned=place == 0 and paragraph.startswith("#"))
        for place, (cost, paragraph) in enumerate(zip(costs, paragraphs, strict=True))
    ]
