"""The model as the parity run speaks with it: pictures looked at, sequences in one pass, dreams from the cache."""

from __future__ import annotations

import torch

from engine.config import DREAM_START, IM_START
from engine.generate.blocks import Block, Dream, Seen, Words
from engine.generate.reader import Reader
from engine.model.dreamllm import DreamLLM
from engine.parity.fixture import Fixture
from engine.sequence import layout
from engine.sequence.tokenizer import Tokenizer


class Speech:
    """The model with its reader, and what was computed on the way.

    Attributes:
        pixels: the input pictures, as the vision encoder sees them [n, 3, S, S].
        features: their features [n, P, H].
        dreams: states [1, N, H] by the name that the fixture gives to a context.
    """

    def __init__(self, fixture: Fixture, model: DreamLLM, tokenizer: Tokenizer, pixels: torch.Tensor) -> None:
        self.fixture = fixture
        self.model = model
        self.tokenizer = tokenizer
        self.reader = Reader(model)
        self.pixels = pixels
        with torch.inference_mode():
            self.features = model.encode_pictures(pixels)
        self.dreams: dict[str, torch.Tensor] = {}

    def words(self, text: str) -> Words:
        """Plain words as the official code reads a prompt, `<s>` first."""
        return Words(tuple(self.tokenizer.encode(text)))

    def blocks(self, ids: list[int], pictures: list[int]) -> list[Block]:
        """Ids cut at the markers; the pictures go to the image blocks in order.

        Raises:
            ValueError: there are more image blocks than pictures.
        """
        blocks: list[Block] = []
        waiting = iter(pictures)
        markers = {self.model.config.token(IM_START), self.model.config.token(DREAM_START)}
        place = 0
        while place < len(ids):
            if ids[place] not in markers:
                end = next((later for later in range(place, len(ids)) if ids[later] in markers), len(ids))
                blocks.append(Words(tuple(ids[place:end])))
            elif ids[place] == self.model.config.token(DREAM_START):
                blocks.append(Dream())
            else:
                picture = next(waiting, None)
                if picture is None:
                    raise ValueError(f"only {len(pictures)} pictures for more image blocks")
                blocks.append(Seen(str(picture), self.features[picture]))
            place += self.reader.size(blocks[-1])
        return blocks

    def dream_after(self, blocks: list[Block]) -> torch.Tensor:
        """States [N + 2, H] of a dream block after a context, from the cache as in use."""
        self.reader.begin(blocks)
        return self.reader.read(Dream())

    def dreams_of(self, texts: str | list[str]) -> torch.Tensor:
        """Dream states [n, N, H] after one text or several, each alone."""
        listed = [texts] if isinstance(texts, str) else texts
        return torch.stack([self.dream_after([self.words(text)])[1:-1] for text in listed])

    def dream_ids(self) -> list[int]:
        """The ids of a dream block."""
        block = [layout.Dreamed(0, read_back=False, learn=False)]
        return list(layout.lay(block, self.tokenizer, self.model.block_sizes).ids)

    def embeddings(self, ids: torch.Tensor, pictures: list[int]) -> torch.Tensor:
        """Embeddings [B, L, H] with the pictures' features and the dream queries in their places."""
        return self.model.splice(ids, self.features[pictures] if pictures else None)

    @torch.inference_mode()
    def one_pass(self, ids: torch.Tensor, pictures: list[int]) -> torch.Tensor:
        """States [1, L, H] after the final norm, the whole sequence at once."""
        return self.model.hidden(self.embeddings(ids, pictures))

    @torch.inference_mode()
    def logits(self, states: torch.Tensor) -> torch.Tensor:
        """Scores of the next token."""
        return self.model.logits(states)
