"""Other words for a passage: asked for, or, by models that were never taught that, written anew in its place."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from engine.generate.interleaved import Interleaved, Writing
from engine.generate.job import Ending, Job, Moment
from engine.generate.settings import MOST_SEED, check_text, plan_painting
from engine.protocol.events import Notice, TextPiece
from engine.protocol.requests import Rewrite
from engine.protocol.values import PaintSettings, TextPart
from engine.sequence import instructions
from engine.sequence.chat import Turn
from engine.sequence.layout import Text
from engine.tasks.checks import check_script, check_words
from engine.tasks.document import (
    LONGEST_TOPIC,
    answer_so_far,
    article_turns,
    document_blocks,
    extent_of,
    room_for_document,
)
from engine.tasks.pictures import opened
from engine.tasks.prompts import STOPS, chat_prompt, check_room, tokens_wished
from engine.tasks.window import choose_window

WRITTEN_ANEW = Notice(
    "written-anew", "This model was not taught to rephrase: it writes the passage anew, from what stands before it."
)
LENGTHS = {"shorter": 0.6, "longer": 2.0}
"""Wishes that are about the length alone: how long other words may be, in proportion to the passage."""
USUAL_LENGTH = 1.5
TRIES = 4
SPARE_TOKENS = 24
"""Text tokens that other words may take beyond that, and for a title that is not shown."""
_SENTENCE_END = re.compile(r"[.!?…][\"')*_\u201d\u2019]*(?=\s|$)")


def rewrite(job: Job, request: Rewrite) -> Generator[Moment | Notice, None, Ending]:
    """Say a passage in other words."""
    passage = check_words(request.passage, "the passage", job.loaded.tokenizer)
    wish = request.wish.strip()
    if job.loaded.config.card.rewrites:
        turns = [Turn("user", instructions.rewrite(passage, wish)), Turn("assistant", None)]
        prompt = chat_prompt(job, turns)
        check_room(job, prompt)
        return (yield from Interleaved(job, _writing(job, request, 2.0)).run(prompt))
    yield WRITTEN_ANEW
    return (yield from _anew(job, request, passage, wish))


def _anew(job: Job, request: Rewrite, passage: str, wish: str) -> Generator[Moment, None, Ending]:
    """Go on from what stands before the passage, with the passage itself as the topic.

    Of several tries the one is told that shares most words with the passage.
    """
    proportion = LENGTHS.get(wish.lower(), USUAL_LENGTH)
    blocks = list(document_blocks(request.before))
    check_script(" ".join(block.text for block in blocks), job.loaded.tokenizer)
    turns = article_turns(_topic(passage, "" if wish.lower() in LENGTHS else wish), "short", 0)
    writing = _writing(job, request, proportion)
    room = room_for_document(job, turns, 0, writing.max_tokens)
    segments, figures = answer_so_far(blocks, choose_window([extent_of(job, block) for block in blocks], room))
    border = _border(request, passage) if blocks else ""
    pictures = [job.see(opened(figure)) for figure in figures]
    prompt = chat_prompt(job, turns, pictures, [*segments, *([Text(border)] if border else [])])
    check_room(job, prompt)
    shape = _Shape.of(passage, proportion)
    tries: list[str] = []
    for number in range(TRIES):
        once = replace(writing, seed=(request.seed * TRIES + number) % MOST_SEED)
        words, ending = _one_try(Interleaved(job, once).run(prompt), border.lstrip("\n"), shape)
        if ending == "cancelled":
            return ending
        tries.append(words)
    best = max(tries, key=lambda words: _likeness(words, passage))
    if best:
        yield TextPiece(best)
    return "stop"


@dataclass(frozen=True)
class _Shape:
    """What a new passage has to look like.

    Attributes:
        titled: it may begin with a heading, as the old one does.
        most: paragraphs at most, headings included.
        longest: characters at most; None for no limit.
    """

    titled: bool
    most: int
    longest: int | None

    @staticmethod
    def of(passage: str, proportion: float) -> _Shape:
        """The shape of a passage that is to be shorter, as long, or longer."""
        most = passage.count("\n\n") + 1
        longest = round(len(passage) * (1 + proportion) / 2) if proportion < 1 else None
        return _Shape(passage.startswith("#"), most * 2 if proportion > USUAL_LENGTH else most, longest)

    def blocks(self, text: str) -> list[str]:
        """The paragraphs of a text, without a title that the passage does not have."""
        blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
        return blocks[1:] if blocks and blocks[0].startswith("#") and not self.titled else blocks

    def fit(self, text: str, cut: bool) -> str:
        """The paragraphs that can be shown, in whole sentences where the text was cut or is too long."""
        words = "\n\n".join(self.blocks(text)[: self.most])
        longest = len(words) if self.longest is None else self.longest
        if self.titled and self.most == 1:
            line = words.partition("\n")[0].rstrip()
            return line if line.strip("#") else ""
        if self.titled or not (cut or len(words) > longest):
            return words
        ends = [end.end() for end in _SENTENCE_END.finditer(words)]
        fitting = [end for end in ends if end <= longest] or ends[:1]
        return words[: fitting[-1]] if fitting else words


def _one_try(moments: Iterator[Moment], begun: str, shape: _Shape) -> tuple[str, Ending]:
    """What is written until there is more than can be shown, and how it ended."""
    text = begun
    ending: Ending = "stop"
    while len(shape.blocks(text)) <= shape.most:
        try:
            moment = next(moments)
        except StopIteration as end:
            ending = end.value
            break
        text += moment.text if isinstance(moment, TextPiece) else ""
    return shape.fit(text, cut=ending == "length"), ending


def _likeness(words: str, passage: str) -> float:
    """Jaccard's index of the words of two texts, 0 to 1; -1 for nothing, and for the passage itself."""
    ours, theirs = (set(re.findall(r"\w+", text.lower())) for text in (words, passage))
    return -1.0 if not words or words == passage else len(ours & theirs) / len(ours | theirs)


def _border(request: Rewrite, passage: str) -> str:
    """What stands between the document and the passage: nothing in mid-line, else a paragraph break."""
    marks = passage.partition(" ")[0] if passage.startswith("#") else ""
    last = request.before[-1]
    in_line = isinstance(last, TextPart) and not last.text.endswith("\n") and not marks
    return "" if in_line else f"\n\n{marks}"


def _topic(passage: str, wish: str) -> str:
    """The passage without its marks, and how it should be."""
    words = " ".join(re.sub(r"[#>*_]+", " ", passage).split())[:LONGEST_TOPIC]
    return f"{words} {wish}".strip()


def _writing(job: Job, request: Rewrite, proportion: float) -> Writing:
    own = len(job.loaded.tokenizer.encode(request.passage, bos=False, allow_added=False))
    least = round(own * 1.2) if proportion > USUAL_LENGTH else 0
    return Writing(
        mode="rewrite",
        text=check_text(request.text),
        paint=plan_painting(PaintSettings(), job.loaded),
        pictures=0,
        max_tokens=tokens_wished(request.text, SPARE_TOKENS + round(own * proportion)),
        min_tokens=request.text.min_tokens or least,
        seed=request.seed,
        leading="keep",
        stops=STOPS,
    )
