"""What the cache keeps, and what it drops."""

from __future__ import annotations

import torch

from engine.generate.blocks import Block, Dream, Seen, Words
from engine.generate.cache import FIRST_CAPACITY, DocumentCache, Recent
from engine.generate.reader import Reader
from tests.engine.tiny import tiny_model


def prompt(fox: str = "fox", tail: tuple[int, ...] = (9, 8, 7)) -> list[Block]:
    features = torch.full((4, 48), float(len(fox)))
    return [Words((1, 5, 6)), Seen(fox, features), Words(tail)]


def test_an_equal_prompt_is_not_read_again() -> None:
    reader = Reader(tiny_model().model)
    first = reader.begin(prompt())
    logits = reader.logits()
    assert reader.cache.prefilled_tokens == first == 3 + 6 + 3
    assert reader.begin(prompt()) == first
    assert reader.cache.prefilled_tokens == first
    assert reader.cache.reused_tokens == first
    assert torch.equal(reader.logits(), logits)


def test_only_what_follows_a_change_is_read_again() -> None:
    reader = Reader(tiny_model().model)
    reader.begin(prompt())
    reader.begin(prompt(tail=(9, 8, 6, 5)))
    assert reader.cache.prefilled_tokens == 12 + 4
    reader.begin(prompt(fox="another", tail=(9, 8, 6, 5)))
    assert reader.cache.prefilled_tokens == 12 + 4 + 6 + 4
    assert reader.cache.length == 3 + 6 + 4


def test_reuse_gives_the_very_bits_of_a_fresh_reading() -> None:
    used = Reader(tiny_model().model)
    used.begin(prompt(tail=(4,)))
    used.step(11)
    used.begin(prompt())
    fresh = Reader(tiny_model().model)
    fresh.begin(prompt())
    assert torch.equal(used.logits(), fresh.logits())


def test_a_rewound_cache_reads_as_if_the_rest_had_never_been() -> None:
    reader = Reader(tiny_model().model)
    reader.begin(prompt())
    before = reader.read(Dream())
    reader.step(20)
    reader.cache.keep(3)
    assert reader.cache.length == 12
    assert torch.equal(reader.read(Dream()), before)


def test_room_grows_up_to_the_context() -> None:
    reader = Reader(tiny_model(context=600).model)
    many = tuple(3 + place % 400 for place in range(FIRST_CAPACITY + 50))
    reader.read(Words(many))
    keys = reader.cache.states[0].keys
    assert keys is not None
    assert keys.shape[2] == 2 * FIRST_CAPACITY
    split = Reader(tiny_model(context=600).model)
    split.read(Words(many[:100]))
    split.read(Words(many[100:]))
    assert torch.allclose(split.logits(), reader.logits(), atol=1e-3)
    assert reader.cache.room == 600 - len(many)


def test_an_empty_cache_has_all_its_room() -> None:
    cache = DocumentCache(2, 64)
    assert (cache.length, cache.room, cache.get_seq_length()) == (0, 64, 0)


def test_recent_forgets_the_longest_unused() -> None:
    recent = Recent(2)
    for name in "ab":
        recent.put(name, torch.tensor(1))
    assert recent.get("a") is not None
    recent.put("c", torch.tensor(2))
    assert recent.get("b") is None
    assert recent.get("a") is not None
