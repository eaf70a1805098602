"""Articles: written from nothing, and continued."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from engine.errors import BadRequest
from engine.generate.interleaved import Interleaved, Writing
from engine.generate.job import Ending, Job, Moment
from engine.generate.passage import Leading
from engine.generate.settings import check_text, plan_painting
from engine.protocol.events import Notice
from engine.protocol.requests import Continue, WriteArticle
from engine.protocol.values import Part, PictureCount, PicturePart, TextPart
from engine.sequence import instructions
from engine.sequence.chat import Turn
from engine.sequence.layout import Dreamed, Segment, Text
from engine.tasks.checks import check_pictures, check_script, check_words
from engine.tasks.pictures import opened
from engine.tasks.prompts import LEAST_TOKENS, LENGTH_TOKENS, STOPS, chat_prompt, check_room, size, tokens_wished
from engine.tasks.window import Choice, Extent, choose_window, window_notice

LONGEST_TOPIC = 100


def write_article(job: Job, request: WriteArticle) -> Generator[Moment | Notice, None, Ending]:
    """Write an illustrated article about a topic."""
    topic = check_words(request.prompt, "the topic", job.loaded.tokenizer)
    writing = _writing(job, request, "strip")
    prompt = chat_prompt(job, _turns(topic, request))
    check_room(job, prompt, request.pictures)
    return (yield from Interleaved(job, writing).run(prompt))


def continue_document(job: Job, request: Continue) -> Generator[Moment | Notice, None, Ending]:
    """Go on writing after a document, of which the model reads as much as fits."""
    blocks = list(_document_blocks(request.parts))
    words = " ".join(block.text for block in blocks if block.text)
    if not blocks:
        raise BadRequest("There is nothing to continue.", "Write a sentence first, or ask for a new article.")
    if words:
        check_script(words, job.loaded.tokenizer)
    topic = request.topic.strip() and check_words(request.topic, "the topic", job.loaded.tokenizer)
    turns = _turns(topic or _topic(blocks), request)
    writing = _writing(job, request, _leading(request.parts))
    left = _room_for_document(job, turns, request.pictures, writing.max_tokens)
    choices = choose_window([_extent(job, block) for block in blocks], left)
    notice = window_notice(choices)
    if notice is not None:
        yield notice
    segments, figures = _answer(blocks, choices)
    prompt = chat_prompt(job, turns, [job.see(opened(figure)) for figure in figures], segments)
    check_room(job, prompt, request.pictures)
    return (yield from Interleaved(job, writing).run(prompt))


def _turns(topic: str, request: WriteArticle | Continue) -> list[Turn]:
    count = None if request.pictures == "auto" else request.pictures
    return [Turn("user", instructions.article(topic, request.length, count)), Turn("assistant", None)]


def _writing(job: Job, request: WriteArticle | Continue, leading: Leading) -> Writing:
    return Writing(
        mode="article",
        text=check_text(request.text),
        paint=plan_painting(request.paint, job.loaded),
        pictures=check_pictures(request.pictures),
        max_tokens=tokens_wished(request.text, LENGTH_TOKENS[request.length]),
        seed=request.seed,
        leading=leading,
        stops=STOPS,
        captions=job.loaded.config.card.writes_captions,
    )


@dataclass(frozen=True)
class _DocumentBlock:
    """A paragraph, heading or the like; or a figure, then `text` is its caption."""

    text: str
    figure: PicturePart | None = None
    pinned: bool = False

    @property
    def spoken(self) -> str:
        """The block as words: of a figure, its caption as one line of emphasis."""
        return f"*{self.text}*" if self.figure and self.text else self.text


def _document_blocks(parts: Sequence[Part]) -> Iterator[_DocumentBlock]:
    """Blocks in reading order; a heading that the document begins with is its title, and pinned."""
    first = True
    for part in parts:
        if isinstance(part, PicturePart):
            yield _DocumentBlock(" ".join(part.caption.split()), part)
            first = False
            continue
        for text in part.text.split("\n\n"):
            if text.strip():
                yield _DocumentBlock(text.strip(), pinned=first and text.lstrip().startswith("#"))
                first = False


def _extent(job: Job, block: _DocumentBlock) -> Extent:
    words = len(job.loaded.tokenizer.encode(f"\n\n{block.spoken}", bos=False, allow_added=False)) if block.spoken else 0
    if block.figure is None:
        return Extent(words, pinned=block.pinned)
    return Extent(words + job.reader.picture_cost, caption=words)


def _room_for_document(job: Job, turns: Sequence[Turn], pictures: PictureCount, max_tokens: int) -> int:
    """Positions for the document: the context less the instruction, the pictures to come, and room to write.

    At most half of the context is kept free for writing: more would throw away what is written already.
    """
    count = 1 if pictures == "auto" else pictures
    ahead = min(max_tokens + count * job.reader.picture_cost, job.reader.cache.limit // 2)
    return job.reader.cache.limit - size(job, chat_prompt(job, turns)) - ahead - LEAST_TOKENS


def _answer(blocks: Sequence[_DocumentBlock], choices: Sequence[Choice]) -> tuple[list[Segment], list[PicturePart]]:
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


def _leading(parts: Sequence[Part]) -> Leading:
    """The new text goes on in mid-line, on the new line that was begun, or below the figure at the end."""
    last = next((part for part in reversed(parts) if isinstance(part, PicturePart) or part.text), None)
    if isinstance(last, TextPart):
        return "strip" if last.text.endswith("\n") else "keep"
    return "new-paragraph"


def _topic(blocks: Sequence[_DocumentBlock]) -> str:
    """A topic for a document without one: its title, or how it begins."""
    text = next((block.text for block in blocks if block.text), "")
    return text.lstrip("# ").partition("\n")[0][:LONGEST_TOPIC]
