"""The KV cache of a document: preallocated, rewound by a counter, and aware of what it holds.

What was read stays read: a new prompt reuses the blocks that it shares with the last one from the start.
Only whole blocks are reused, each of them computed as it would be again, so that a result never depends on
what was asked before (not even in the last bit), and no reuse can end inside a picture.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers.cache_utils import Cache, CacheLayerMixin

from engine.generate.blocks import Block, BlockKey
from engine.memory.plan import REMEMBERED_PICTURES

FIRST_CAPACITY = 256


class RewindableLayer(CacheLayerMixin):  # type: ignore[no-untyped-call]  # the stock class has no types
    """Keys and values of one layer in a tensor with room to grow: [1, kv heads, capacity, head width]."""

    is_sliding = False
    is_croppable = True

    def __init__(self, limit: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.limit = limit
        self.length = 0

    def lazy_initialization(self, key_states: torch.Tensor, value_states: torch.Tensor) -> None:
        """Allocate the first room, in the dtype and on the device of the given states."""
        self.dtype, self.device = key_states.dtype, key_states.device
        room = min(FIRST_CAPACITY, self.limit)
        self.keys = key_states.new_empty((*key_states.shape[:2], room, key_states.shape[3]))
        self.values = value_states.new_empty((*value_states.shape[:2], room, value_states.shape[3]))
        self.is_initialized = True

    def make_room(self, length: int) -> None:
        """Grow, by doubling, until `length` positions fit."""
        assert self.keys is not None
        assert self.values is not None
        capacity = self.keys.shape[2]
        if length <= capacity:
            return
        while capacity < length:
            capacity *= 2
        self.keys = _grown(self.keys, self.length, min(capacity, max(self.limit, length)))
        self.values = _grown(self.values, self.length, min(capacity, max(self.limit, length)))

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Append states [1, kv heads, n, head width]; returns all states so far, as views."""
        if not self.is_initialized:
            self.lazy_initialization(key_states, value_states)
        end = self.length + key_states.shape[2]
        self.make_room(end)
        assert self.keys is not None
        assert self.values is not None
        self.keys[:, :, self.length : end] = key_states
        self.values[:, :, self.length : end] = value_states
        self.length = end
        return self.keys[:, :, :end], self.values[:, :, :end]

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        """Length and offset of the keys that a query of that length will see."""
        return self.length + query_length, 0

    def get_seq_length(self) -> int:
        """Positions held."""
        return self.length

    def get_max_length(self) -> int:
        """No fixed shape: the layer grows."""
        return -1

    def reset(self) -> None:
        """Forget everything, keep the memory."""
        self.length = 0


@dataclass(frozen=True, eq=False)
class Held:
    """A block that the cache holds: its key, where it ends, and the final hidden state [H] at its end."""

    key: BlockKey
    end: int
    last: torch.Tensor


class DocumentCache(Cache):
    """One KV cache for a document, batch 1.

    Attributes:
        states: keys and values by layer; the same objects as the stock `layers`.
        held: the blocks held, in reading order.
        prefilled_tokens: positions run through the model so far, in all.
        reused_tokens: positions that did not have to be, because they were held already.
        remembered: what is dear to compute and needed again: features of pictures, conditions of negative words.
    """

    def __init__(self, layers: int, limit: int) -> None:
        """Args: the language model's number of layers, and its context in positions."""
        self.states = [RewindableLayer(limit) for _ in range(layers)]
        super().__init__(layers=list(self.states))
        self.limit = limit
        self.held: list[Held] = []
        self.prefilled_tokens = 0
        self.reused_tokens = 0
        self.remembered = Recent(REMEMBERED_PICTURES)

    @property
    def length(self) -> int:
        """Positions held."""
        return self.held[-1].end if self.held else 0

    @property
    def room(self) -> int:
        """Positions that still fit the model's context."""
        return self.limit - self.length

    def reuse(self, blocks: Sequence[Block]) -> int:
        """Keep the blocks that `blocks` begins with, drop the rest; returns how many blocks were kept."""
        kept = 0
        for block, held in zip(blocks, self.held, strict=False):
            if block.key != held.key:
                break
            kept += 1
        self.keep(kept)
        self.reused_tokens += self.length
        return kept

    def keep(self, blocks: int) -> None:
        """Rewind to the end of the first `blocks` blocks."""
        del self.held[blocks:]
        for layer in self.states:
            layer.length = self.length

    def note(self, key: BlockKey, count: int, last: torch.Tensor) -> None:
        """Write down that the `count` positions just read are the block `key`, ending in state `last` [H]."""
        self.prefilled_tokens += count
        self.held.append(Held(key, self.length + count, last))


class Recent:
    """A few tensors by name; the longest unused goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tensors: OrderedDict[str, torch.Tensor] = OrderedDict()

    def get(self, name: str) -> torch.Tensor | None:
        """The tensor of that name, if it is still there."""
        if name in self._tensors:
            self._tensors.move_to_end(name)
        return self._tensors.get(name)

    def put(self, name: str, tensor: torch.Tensor) -> torch.Tensor:
        """Remember a tensor; returns it."""
        self._tensors[name] = tensor
        self._tensors.move_to_end(name)
        while len(self._tensors) > self._size:
            self._tensors.popitem(last=False)
        return tensor


def _grown(states: torch.Tensor, length: int, capacity: int) -> torch.Tensor:
    grown = states.new_empty((*states.shape[:2], capacity, states.shape[3]))
    grown[:, :, :length] = states[:, :, :length]
    return grown
