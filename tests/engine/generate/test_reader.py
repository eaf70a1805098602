"""Reading step by step equals reading in one pass, as in training."""

from __future__ import annotations

import pytest
import torch

from engine.generate.blocks import Seen, Words
from engine.generate.reader import Reader
from engine.sequence.layout import Dreamed, End, Segment, Start, Text, collate, lay
from tests.engine.tiny import tiny_model


@pytest.mark.parametrize("kv_heads", [2, 4])
def test_dreams_from_the_cache_equal_the_training_layout_in_one_pass(kv_heads: int) -> None:
    loaded = tiny_model(kv_heads=kv_heads)
    model, tokenizer = loaded.model, loaded.tokenizer
    features = torch.randn(2, model.patches, model.width, generator=torch.Generator().manual_seed(0))
    segments: list[Segment] = [Start(), Text("A fox."), Dreamed(0), Text("*It ran.*"), Dreamed(1), Text("End."), End()]
    batch = collate([lay(segments, tokenizer, model.block_sizes)], tokenizer.pad_id)
    with torch.inference_mode():
        hidden = model.hidden(model.splice(batch.ids, features), batch.attention_mask, batch.position_ids)
        expected = model.condition(model.dream_states(hidden, batch.ids))

    reader = Reader(model)
    reader.read(Words(tuple(tokenizer.encode("A fox."))))
    conditions = [reader.dream()]
    reader.read(Seen("one", features[0]))
    for token in tokenizer.encode("*It ran.*", bos=False):
        reader.step(token)
    conditions.append(reader.dream())
    reader.read(Seen("two", features[1]))
    for token in [*tokenizer.encode("End.", bos=False), tokenizer.eos_id]:
        reader.step(token)
    assert torch.allclose(torch.cat(conditions), expected, atol=1e-4)
    assert torch.allclose(reader.cache.held[-1].last, hidden[0, -1], atol=1e-4)
    assert reader.cache.prefilled_tokens == reader.cache.length == batch.ids.shape[1]


def test_the_condition_of_negative_words_is_computed_once() -> None:
    loaded = tiny_model()
    reader = Reader(loaded.model)
    ids = loaded.tokenizer.encode("ugly")
    first = reader.unconditional(ids)
    assert reader.unconditional(ids) is first
    assert first.shape == (1, loaded.model.queries, loaded.model.cross_attention_width)
    assert not torch.equal(first, reader.unconditional())
    assert reader.cache.length == 0
    # <s> alone is what no words at all are
    assert torch.allclose(reader.unconditional([loaded.tokenizer.bos_id]), reader.unconditional(), atol=1e-5)
