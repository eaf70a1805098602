"""The pen: chooses one token after another and lets the model read what was written."""

from __future__ import annotations

import torch

from engine.config import BOS, DREAM_START, UNK
from engine.generate.reader import Reader
from engine.generate.sampling import choose, text_generator
from engine.protocol.values import TextSettings
from engine.sequence.tokenizer import Tokenizer


class Pen:
    """Writes with one model, for one job. Never writes a special token except `</s>` and `<dream_start>`."""

    def __init__(self, reader: Reader, tokenizer: Tokenizer, settings: TextSettings, seed: int) -> None:
        self.end = tokenizer.eos_id
        self.dream = tokenizer.token_id(DREAM_START)
        self._reader = reader
        self._settings = settings
        self._generator = text_generator(seed)
        self._written: list[int] = []
        specials = {tokenizer.token_id(name) for name in (BOS, UNK)} | set(tokenizer.added.values())
        specials -= {self.end}
        # A model's vocabulary may be rounded up beyond its tokenizer's: nobody could read those tokens.
        beyond = range(len(tokenizer), reader.model.language_model.config.vocab_size)
        self._banned = torch.tensor(sorted({*specials, *beyond}))
        self._banned_but_dream = torch.tensor(sorted({*specials, *beyond} - {self.dream}))

    @property
    def count(self) -> int:
        """Tokens of text that were written so far."""
        return len(self._written)

    def choose(self, may_dream: bool, may_end: bool = True) -> int:
        """The next token; `<dream_start>` and `</s>` only when they may be."""
        banned = self._banned_but_dream if may_dream else self._banned
        if not may_end:
            banned = torch.cat([banned, torch.tensor([self.end])])
        return choose(self._reader.logits(), self._settings, self._generator, self._written, banned)

    def write(self, token: int) -> None:
        """Put a token of text down: the model reads it."""
        self._reader.step(token)
        self._written.append(token)
