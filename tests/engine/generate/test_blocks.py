"""Prompts as blocks."""

from __future__ import annotations

import torch

from engine.generate.blocks import Dream, Seen, Words, cut_layout
from engine.sequence.layout import BlockSizes, Dreamed, Given, Start, Text, lay
from tests.engine.tiny import tiny_model


def test_a_layout_is_cut_at_pictures_dreams_and_line_ends() -> None:
    tokenizer = tiny_model().tokenizer
    sizes = BlockSizes(patches=4, queries=3)
    pictures = [Seen("one", torch.zeros(4, 8)), Seen("two", torch.zeros(4, 8))]
    layout = lay([Start(), Given(1), Text("A fox.\n\nIt ran."), Dreamed(0), Text("End")], tokenizer, sizes)
    blocks = cut_layout(layout, tokenizer, sizes, pictures)
    assert [type(block) for block in blocks] == [Words, Seen, Words, Words, Dream, Seen, Words]
    assert blocks[1] is pictures[1]
    assert blocks[5] is pictures[0]
    words = [block.ids for block in blocks if isinstance(block, Words)]
    assert tokenizer.decode(words[1]).endswith("\n\n")
    assert tokenizer.decode(words[2]) == "It ran."
    assert sum(map(len, words)) + 5 + 2 * 6 == len(layout)


def test_keys_tell_equal_blocks() -> None:
    assert Seen("one", torch.zeros(1)).key == Seen("one", torch.ones(1)).key
    assert len({Words((1, 2)).key, Words((1, 3)).key, Dream().key, Seen("one", torch.zeros(1)).key}) == 4
