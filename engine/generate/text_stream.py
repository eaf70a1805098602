"""From token ids to pieces of text that may be shown: whole characters only, no stop string, no markers."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import Protocol

_UNSHOWABLE = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n"}
"""Control characters, which a model can spell in bytes but no page can hold."""


class PieceBytes(Protocol):
    """What a text stream needs of a tokenizer."""

    def piece_bytes(self, token: int) -> bytes:
        """The UTF-8 bytes that a token stands for (a word start is a space); b"" for special tokens."""
        ...


class TextStream:
    """Turns tokens into text as they come.

    A character that several byte tokens make up is released when it is complete; bytes that are no character
    become U+FFFD. Text that might be the beginning of a stop string is held back until that is decided.
    """

    def __init__(self, tokenizer: PieceBytes, stops: Sequence[str] = ()) -> None:
        if "" in stops:
            raise ValueError("a stop string must not be empty")
        self._tokenizer = tokenizer
        self._stops = tuple(stops)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self.stopped = False

    def push(self, token: int) -> str:
        """The text that a token allows to be shown; often "". Always "" after a stop string."""
        if self.stopped:
            return ""
        return self._release(self._decoder.decode(self._tokenizer.piece_bytes(token)))

    def flush(self) -> str:
        """The text still held back, when no more is to come for now. The stream begins anew after it."""
        text = "" if self.stopped else self._release(self._decoder.decode(b"", final=True)) + self._held
        self._decoder.reset()
        self._held = ""
        self.stopped = False
        return text

    def _release(self, text: str) -> str:
        text = self._held + text.translate(_UNSHOWABLE)
        places = [place for stop in self._stops if (place := text.find(stop)) >= 0]
        if places:
            self.stopped = True
            self._held = ""
            return text[: min(places)]
        kept = max((_overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - kept :]
        return text[: len(text) - kept]


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of `text` might be the beginning of `stop`."""
    for length in range(min(len(text), len(stop) - 1), 0, -1):
        if stop.startswith(text[-length:]):
            return length
    return 0
