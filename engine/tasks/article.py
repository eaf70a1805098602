"""Articles: written from nothing, and continued."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from engine.errors import BadRequest
from engine.generate.interleaved import Interleaved, Writing
from engine.generate.job import Ending, Job, Moment
from engine.generate.passage import Leading
from engine.generate.settings import check_text, plan_painting
from engine.protocol.events import Notice
from engine.protocol.requests import Continue, WriteArticle
from engine.protocol.values import Length, Part, PicturePart, TextPart
from engine.tasks.checks import check_pictures, check_script, check_words
from engine.tasks.document import (
    answer_so_far,
    article_turns,
    document_blocks,
    extent_of,
    room_for_document,
    topic_of,
)
from engine.tasks.pictures import opened
from engine.tasks.prompts import LENGTH_TOKENS, STOPS, chat_prompt, check_room, tokens_wished
from engine.tasks.window import choose_window, window_notice

LEAST_MORE: dict[Length, int] = {"short": 24, "medium": 48, "long": 96}
"""Text tokens at least, where a document is continued: one that seems finished would get no word more."""


def write_article(job: Job, request: WriteArticle) -> Generator[Moment | Notice, None, Ending]:
    """Write an illustrated article about a topic."""
    topic = check_words(request.prompt, "the topic", job.loaded.tokenizer)
    writing = _writing(job, request, "strip")
    prompt = chat_prompt(job, article_turns(topic, request.length, request.pictures))
    check_room(job, prompt, request.pictures)
    return (yield from Interleaved(job, writing).run(prompt))


def continue_document(job: Job, request: Continue) -> Generator[Moment | Notice, None, Ending]:
    """Go on writing after a document, of which the model reads as much as fits."""
    blocks = list(document_blocks(request.parts))
    words = " ".join(block.text for block in blocks if block.text)
    if not blocks:
        raise BadRequest("There is nothing to continue.", "Write a sentence first, or ask for a new article.")
    if words:
        check_script(words, job.loaded.tokenizer)
    topic = request.topic.strip() and check_words(request.topic, "the topic", job.loaded.tokenizer)
    turns = article_turns(topic or topic_of(blocks), request.length, request.pictures)
    least = min(request.text.min_tokens or LEAST_MORE[request.length], request.text.max_tokens or 10**6)
    writing = replace(_writing(job, request, _leading(request.parts)), min_tokens=least)
    room = room_for_document(job, turns, request.pictures, writing.max_tokens)
    choices = choose_window([extent_of(job, block) for block in blocks], room)
    notice = window_notice(choices)
    if notice is not None:
        yield notice
    segments, figures = answer_so_far(blocks, choices)
    prompt = chat_prompt(job, turns, [job.see(opened(figure)) for figure in figures], segments)
    check_room(job, prompt, request.pictures)
    return (yield from Interleaved(job, writing).run(prompt))


def _writing(job: Job, request: WriteArticle | Continue, leading: Leading) -> Writing:
    return Writing(
        mode="article",
        text=check_text(request.text),
        paint=plan_painting(request.paint, job.loaded),
        pictures=check_pictures(request.pictures),
        max_tokens=tokens_wished(request.text, LENGTH_TOKENS[request.length]),
        min_tokens=request.text.min_tokens,
        seed=request.seed,
        leading=leading,
        stops=STOPS,
        captions=job.loaded.config.card.writes_captions,
    )


def _leading(parts: Sequence[Part]) -> Leading:
    """The new text goes on in mid-line, on the new line that was begun, or below the figure at the end."""
    last = next((part for part in reversed(parts) if isinstance(part, PicturePart) or part.text), None)
    if isinstance(last, TextPart):
        return "strip" if last.text.endswith("\n") else "keep"
    return "new-paragraph"
