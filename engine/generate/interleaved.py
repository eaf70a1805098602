"""The interleaved loop: text, and pictures where the text wants them, from one model in one pass.

The model writes token after token. Where it writes `<dream_start>` (or has to, because pictures were
asked for), the dream queries are read, their states condition the painter, the finished picture is looked at, and
the text goes on, knowing what was painted:

    words ... <dream_start> queries <dream_end>  <im_start> picture <im_end>  words ... </s>

which is exactly the layout of training. Each block is read once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from engine.generate.blocks import Block
from engine.generate.job import Ending, Job, Moment
from engine.generate.painting import Commission, paint
from engine.generate.passage import Leading, Passage
from engine.generate.pen import Pen
from engine.generate.settings import PaintPlan, picture_seed
from engine.generate.text_stream import TextStream
from engine.protocol.events import CaptionPiece, TextPiece
from engine.protocol.values import PictureCount, TextSettings

GRACE = 64
"""Tokens that a text may run over its length to reach the end of a paragraph or caption."""
MOST_PICTURES = 16
"""Pictures at most where the text itself decides how many."""


@dataclass(frozen=True)
class Writing:
    """What is to be written.

    Attributes:
        mode: which task wants it, for the recipes of its pictures.
        text: how words are chosen.
        paint: how pictures are painted.
        pictures: none (0), exactly that many, or as the text needs ("auto").
        max_tokens: text tokens at most.
        min_tokens: text tokens at least. Where the model would end before, a paragraph break is put down instead, and
            it goes on from there (as in the budget forcing of Muennighoff et al. 2025): only to forbid `</s>` would
            make it go on in the middle of what it had finished.
        seed: of the words; the pictures' seeds are counted on from it.
        leading: what becomes of white space at the start.
        stops: strings that end the text and are not shown.
        captions: whether text right after a picture may be its caption.
    """

    mode: str
    text: TextSettings
    paint: PaintPlan
    pictures: PictureCount
    max_tokens: int
    seed: int
    leading: Leading = "strip"
    stops: tuple[str, ...] = ()
    captions: bool = False
    min_tokens: int = 0


class Interleaved:
    """One run of the loop."""

    def __init__(self, job: Job, writing: Writing) -> None:
        self._job = job
        self._writing = writing
        self._reader = job.reader
        self._pen = Pen(job.reader, job.loaded.tokenizer, writing.text, writing.seed)
        self._stream = TextStream(job.loaded.tokenizer, writing.stops)
        self._passage = Passage(writing.leading)
        self._left = writing.max_tokens
        self._painted = 0
        self._recent = ""
        self._break = job.loaded.tokenizer.encode_run(["a", "\n\n"])[1]
        self._forced: list[int] = []
        self._begun = False

    def run(self, prompt: Sequence[Block]) -> Generator[Moment, None, Ending]:
        """Read the prompt and write; yields moments, returns how it ended."""
        begin_prompt(self._job, prompt)
        while not self._job.cancelled():
            if not self._due and self._exhausted:
                yield from self._close_passage()
                return "length"
            with self._job.tally.writing():
                token = self._next()
            if token == self._pen.dream:
                yield from self._close_passage()
                if not (yield from self._picture()):
                    return "cancelled"
                continue
            if token == self._pen.end:
                yield from self._close_passage()
                return "stop"
            yield from self._word(token)
        yield from self._close_passage()
        return "cancelled"

    @property
    def _due(self) -> int:
        """Pictures that still have to be painted."""
        return 0 if self._writing.pictures == "auto" else self._writing.pictures - self._painted

    @property
    def _room(self) -> int:
        """Positions for words, besides those that the pictures to come will take."""
        return self._reader.cache.room - self._due * self._reader.picture_cost

    @property
    def _exhausted(self) -> bool:
        """Whether no more words may come. After a picture, its caption still may."""
        allowed = -GRACE if self._passage.may_be_caption else 0
        return self._left <= allowed or self._room < 1

    def _next(self) -> int:
        """The token that comes next: the model's choice, unless a picture has to come now."""
        pen = self._pen
        if self._forced:
            return self._forced.pop(0)
        if self._due and (self._stream.stopped or self._room < 1 or self._left <= -GRACE):
            return pen.dream
        if self._stream.stopped:
            return pen.end
        token = pen.choose(self._may_dream(), may_end=not self._begun)
        self._begun = False
        line_ends = self._job.loaded.tokenizer.piece_bytes(token).lstrip(b" ").startswith(b"\n")
        if self._due and (token == pen.end or (self._left <= 0 and line_ends)):
            return pen.dream
        if token == pen.end and pen.count < self._writing.min_tokens:
            return self._new_paragraph()
        return token

    def _new_paragraph(self) -> int:
        """The first token of a paragraph break; the others come next, and then anything but the end."""
        first, *self._forced = self._break
        self._begun = True
        return first

    def _may_dream(self) -> bool:
        if self._writing.pictures == "auto":
            return self._painted < MOST_PICTURES and self._reader.cache.room > self._reader.picture_cost
        return self._due > 0

    def _word(self, token: int) -> Iterator[Moment]:
        """Show what a token makes known, and let the model read it."""
        tally = self._job.tally
        tally.text_tokens += 1
        self._left -= 1
        yield from self._shown(self._passage.push(self._stream.push(token)))
        with tally.writing():
            self._pen.write(token)

    def _shown(self, moments: Iterator[TextPiece | CaptionPiece]) -> Iterator[Moment]:
        for moment in moments:
            if isinstance(moment, TextPiece):
                if self._left < 0 and not self._due:
                    continue  # beyond the length only a caption was waited for
                self._recent += moment.text
            self._job.tally.text_shown()
            yield moment

    def _close_passage(self) -> Iterator[Moment]:
        yield from self._shown(self._passage.push(self._stream.flush()))
        yield from self._shown(self._passage.close())

    def _picture(self) -> Generator[Moment, None, bool]:
        """Dream, paint and look at a picture; False when cancelled on the way."""
        job, writing, index = self._job, self._writing, self._painted
        with job.tally.painting():
            condition = self._reader.dream()
        words = self._recent.strip().rpartition("\n")[2]
        seed = picture_seed(writing.seed, index)
        painted = yield from paint(job, condition, Commission(index, writing.mode, seed, writing.paint, words))
        if painted is None:
            return False
        with job.tally.painting():
            self._reader.read(job.see(painted.picture))
        self._painted += 1
        self._left = max(self._left, -GRACE // 2)
        self._passage = Passage("new-paragraph", index if writing.captions else None)
        return True


def begin_prompt(job: Job, prompt: Sequence[Block]) -> None:
    """Read a prompt, and count what it cost."""
    reused = job.reader.cache.reused_tokens
    with job.tally.writing():
        job.tally.prompt_tokens += job.reader.begin(prompt)
    job.tally.reused_tokens += job.reader.cache.reused_tokens - reused
