"""A real reader of a real tiny model whose wishes are scripted: which token it would like next."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from engine.config import DREAM_START, EOS
from engine.generate.reader import Reader
from engine.model.loaded import Loaded


class ScriptedReader(Reader):
    """Reads and dreams as always, but says `script` token by token, then `</s>` for ever.

    What it may not say at some place it offers again at the next, with `second` (a plain word) instead.
    """

    def __init__(self, loaded: Loaded, script: Sequence[int], second: int) -> None:
        super().__init__(loaded.model)
        self._script = list(script)
        self._second = second
        self._end = loaded.tokenizer.eos_id
        self.asked = 0

    def logits(self) -> torch.Tensor:
        row = torch.zeros(self.model.language_model.config.vocab_size)
        row[self._second] = 1.0
        row[self._script[self.asked] if self.asked < len(self._script) else self._end] = 2.0
        self.asked += 1
        return row


def script_of(loaded: Loaded, *parts: str) -> list[int]:
    """Token ids of texts, and of `<dream_start>` and `</s>` where a part is one of those."""
    ids: list[int] = []
    for part in parts:
        special = part in (DREAM_START, EOS)
        ids += [loaded.tokenizer.token_id(part)] if special else loaded.tokenizer.encode(part, bos=False)
    return ids
