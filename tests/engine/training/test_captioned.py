"""Batches of pictures with captions as ids."""

from __future__ import annotations

import random

import numpy as np

from engine.sequence.tokenizer import Tokenizer
from engine.training.bank import Bank
from engine.training.captioned import GROUP, DrawAlike, DrawAny, TextTokens, alike


def test_captions_as_padded_ids(tokenizer: Tokenizer) -> None:
    ids, ends = TextTokens(tokenizer, 12)(["", "a fox", "a red fox and a blue owl in the snow at night"])
    assert ids.shape == (3, 12)
    assert ids[:, 0].tolist() == [tokenizer.bos_id] * 3
    assert [ids[row, end] for row, end in enumerate(ends)] == [tokenizer.eos_id] * 3
    assert ends[0] == 1
    assert ends[2] == 11
    assert all((ids[row, end + 1 :] == tokenizer.pad_id).all() for row, end in enumerate(ends))
    assert tokenizer.decode(ids[1, 1 : ends[1]].tolist()) == "a fox"


def test_some_captions_are_dropped(tokenizer: Tokenizer, bank: Bank) -> None:
    tokens = TextTokens(tokenizer, 40)
    batch = DrawAny(bank.scenes, tokens, 20, 0.5)(random.Random(0))
    assert len(set(batch.places)) == 20
    assert 2 <= (batch.ends == 1).sum() <= 18
    everything = DrawAny(bank.scenes, tokens, 20, 0.0)(random.Random(0))
    assert (everything.ends > 4).all()
    for place, row in zip(everything.places, everything.ids, strict=True):
        words = tokenizer.decode(row.tolist(), skip_special=True).lower()
        assert bank.scenes[place].main.kind.split()[-1][:3] in words
    again = DrawAny(bank.scenes, tokens, 20, 0.5)(random.Random(0))
    assert again.places == batch.places
    assert np.array_equal(again.ids, batch.ids)


def test_groups_share_colour_place_and_time(tokenizer: Tokenizer, bank: Bank) -> None:
    groups = alike(bank.scenes)
    assert sorted(place for group in groups for place in group) == list(range(len(bank.scenes)))
    for group in groups:
        scenes = [bank.scenes[place] for place in group]
        assert len({(scene.main.colour, scene.place, scene.time) for scene in scenes}) == 1
    two = [list(range(20)), [20, 21]]
    batch = DrawAlike(bank.scenes, two, TextTokens(tokenizer, 40), 18)(random.Random(1))
    assert len(set(batch.places)) == len(batch.ids) == 18
    assert sum(place < 20 for place in batch.places) >= GROUP
