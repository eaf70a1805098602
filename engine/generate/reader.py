"""A model with a document's cache: it reads blocks, and tells what the model would say or paint next."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from engine.config import DREAM_END, DREAM_START, IM_END, IM_PATCH, IM_START
from engine.generate.blocks import Block, Dream, Seen, Words
from engine.generate.cache import DocumentCache
from engine.generate.stepper import Stepper, can_step
from engine.memory.threads import Threads
from engine.model.dreamllm import DreamLLM


class Reader:
    """Reads for one document at a time; made once for a loaded model.

    Attributes:
        model: whose eyes and voice this is.
        cache: what has been read.
        threads: how many CPU threads reading, painting and writing use.
    """

    def __init__(self, model: DreamLLM, threads: Threads | None = None) -> None:
        """`threads` None leaves torch's thread count as it is."""
        config = model.language_model.config
        self.model = model
        self.cache = DocumentCache(config.num_hidden_layers, model.context_tokens)
        self.threads = threads or Threads.unchanged()
        with torch.inference_mode():
            plain = isinstance(model.language_model.model.layers[0].self_attn.q_proj, torch.nn.Linear)
            self._stepper = Stepper(model.language_model, self.cache) if plain and can_step(config) else None

    def size(self, block: Block) -> int:
        """How many positions a block takes."""
        if isinstance(block, Words):
            return len(block.ids)
        return 2 + (self.model.patches if isinstance(block, Seen) else self.model.queries)

    @property
    def picture_cost(self) -> int:
        """Positions that one more picture takes: the dream block and the finished picture, read back."""
        return 4 + self.model.queries + self.model.patches

    def begin(self, blocks: Sequence[Block]) -> int:
        """Read a prompt, except for the blocks that the cache holds from its start; returns its positions."""
        for block in blocks[self.cache.reuse(blocks) :]:
            self.read(block)
        return self.cache.length

    @torch.inference_mode()
    def read(self, block: Block) -> torch.Tensor:
        """Read one block in one pass; returns its states [L, H] after the final norm."""
        self.threads.use_wide()
        ids = torch.tensor([self._ids(block)], device=self.model.device)
        features = block.features[None].to(self.model.device) if isinstance(block, Seen) else None
        embeddings = self.model.splice(ids, features) if not isinstance(block, Words) else self.model.embed(ids)
        states = self.model.hidden(embeddings, cache=self.cache)[0]
        self.cache.note(block.key, len(states), states[-1].clone())
        return states

    @torch.inference_mode()
    def step(self, token: int) -> None:
        """Read one token that was just written."""
        if self._stepper is None:
            self.read(Words((token,)))
            return
        self.threads.use_narrow()
        self.cache.note((token,), 1, self._stepper.step(token))

    @torch.inference_mode()
    def logits(self) -> torch.Tensor:
        """What comes next: [V]."""
        return self.model.logits(self.cache.held[-1].last)

    @torch.inference_mode()
    def dream(self) -> torch.Tensor:
        """Read a dream block; returns the painter's condition [1, N, X]."""
        return self.model.condition(self.read(Dream())[None, 1:-1])

    @torch.inference_mode()
    def unconditional(self, ids: Sequence[int] = ()) -> torch.Tensor:
        """The condition [1, N, X] of no words at all, or of a negative prompt's ids (with BOS). Remembered."""
        name = f"condition {' '.join(map(str, ids))}"
        known = self.cache.remembered.get(name)
        if known is not None:
            return known
        self.threads.use_wide()
        if not ids:
            return self.cache.remembered.put(name, self.model.condition(self.model.unconditional()))
        row = torch.tensor([[*ids, *self._ids(Dream())]], device=self.model.device)
        states = self.model.dream_states(self.model.hidden(self.model.splice(row)), row)
        return self.cache.remembered.put(name, self.model.condition(states))

    def _ids(self, block: Block) -> list[int]:
        token = self.model.config.token
        if isinstance(block, Words):
            return list(block.ids)
        if isinstance(block, Seen):
            return [token(IM_START), *[token(IM_PATCH)] * self.model.patches, token(IM_END)]
        return [token(DREAM_START), *[token(IM_PATCH)] * self.model.queries, token(DREAM_END)]
