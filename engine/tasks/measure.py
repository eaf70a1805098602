"""Measuring: how much of a document the model would read. The model itself is not used."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from engine.generate.job import Ending, Job
from engine.protocol.events import Measured
from engine.protocol.requests import Measure
from engine.tasks.document import (
    DocumentBlock,
    article_turns,
    document_blocks,
    extent_of,
    room_for_document,
    topic_of,
)
from engine.tasks.prompts import LENGTH_TOKENS
from engine.tasks.window import Choice, Extent, choose_window

WORDS_OF_BEGINNING = 8


def measure(job: Job, request: Measure) -> Generator[Measured, None, Ending]:
    """Tell how much of a document would be read, were it continued."""
    blocks = list(document_blocks(request.parts))
    turns = article_turns(topic_of(blocks), request.length, request.pictures)
    room = max(room_for_document(job, turns, request.pictures, LENGTH_TOKENS[request.length]), 0)
    extents = [extent_of(job, block) for block in blocks]
    choices = choose_window(extents, room)
    read = [(block, choice) for block, choice in zip(blocks, choices, strict=True) if choice != "left-out"]
    taken = sum(_taken(extent, choice) for extent, choice in zip(extents, choices, strict=True))
    yield Measured(
        words=sum(_words(block) for block in blocks),
        words_read=sum(_words(block) for block, _ in read),
        pictures=sum(block.figure is not None for block in blocks),
        pictures_read=sum(block.figure is not None and choice == "whole" for block, choice in read),
        share=min(taken / room, 1.0) if room else 1.0,
        begins=_beginning(blocks, choices),
    )
    return "stop"


def _words(block: DocumentBlock) -> int:
    return sum(any(map(str.isalnum, word)) for word in block.text.split())


def _taken(extent: Extent, choice: Choice) -> int:
    if choice == "left-out":
        return 0
    return extent.whole if choice == "whole" else extent.caption or 0


def _beginning(blocks: Sequence[DocumentBlock], choices: Sequence[Choice]) -> str:
    """How the first words go that are read behind what is left out."""
    if "left-out" not in choices:
        return ""
    rest = zip(blocks[choices.index("left-out") :], choices[choices.index("left-out") :], strict=True)
    text = next((block.text for block, choice in rest if choice != "left-out" and block.text), "")
    return " ".join(text.lstrip("#>-* ").split()[:WORDS_OF_BEGINNING])
