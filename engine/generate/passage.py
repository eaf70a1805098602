"""The text between two pictures: its white space at the start, and the caption that it may begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from engine.protocol.events import CaptionPiece, TextPiece

Leading = Literal["keep", "strip", "new-paragraph"]
"""What becomes of white space before the first words: kept, dropped, or made one blank line."""

LONGEST_CAPTION = 400
_CAPTION = re.compile(r"\*([^*\n]+)\*\s*")


class Passage:
    """Takes released text, gives the events that it makes.

    Text right after a picture that begins with one line of emphasis (`*A red fox in the snow.*`) is that
    picture's caption, for models that were taught to write captions.
    """

    def __init__(self, leading: Leading, caption_of: int | None = None) -> None:
        """`caption_of`: the picture whose caption may come first; None when none can."""
        self._leading = leading
        self._started = leading == "keep"
        self._caption_of = caption_of
        self._first_line = ""

    @property
    def may_be_caption(self) -> bool:
        """Whether a caption may still come, or has begun and not ended."""
        return self._caption_of is not None

    def push(self, text: str) -> Iterator[TextPiece | CaptionPiece]:
        """What the next text makes known."""
        if self._caption_of is None:
            yield from self._words(text)
            return
        self._first_line += text
        line, end, _ = self._first_line.lstrip().partition("\n")
        could_be = _could_be_caption(line) and len(line) <= LONGEST_CAPTION
        if not could_be or end:
            yield from self._decide()

    def close(self) -> Iterator[TextPiece | CaptionPiece]:
        """What is known when no more text comes before the next picture or the end."""
        if self._caption_of is not None:
            yield from self._decide()

    def _decide(self) -> Iterator[TextPiece | CaptionPiece]:
        index, text = self._caption_of, self._first_line.lstrip()
        self._caption_of = None
        line, end, rest = text.partition("\n")
        caption = _CAPTION.fullmatch(line)
        if caption and index is not None:
            yield CaptionPiece(index, caption[1].strip())
            yield from self._words(end + rest)
        else:
            yield from self._words(self._first_line)

    def _words(self, text: str) -> Iterator[TextPiece]:
        if not self._started:
            text = text.lstrip()
            if not text:
                return
            self._started = True
            if self._leading == "new-paragraph":
                text = "\n\n" + text
        if text:
            yield TextPiece(text)


def _could_be_caption(line: str) -> bool:
    return not line or (line.startswith("*") and not line.startswith("**"))
