"""The joined model against golden numbers, and batches against single rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from transformers.cache_utils import DynamicCache

from engine.model.dreamllm import DreamLLM
from engine.model.loaded import Loaded
from engine.sequence.layout import Dreamed, Given, Layout, Segment, Start, Text, collate, lay
from tests.engine.golden import GOLDEN, array

TOLERANCE = 1e-4


@pytest.fixture(autouse=True)
def _no_gradients() -> Iterator[None]:
    with torch.no_grad():
        yield


@pytest.fixture
def model(loaded: Loaded) -> DreamLLM:
    return loaded.model


def close(value: torch.Tensor, golden: torch.Tensor) -> bool:
    return torch.allclose(value, golden, rtol=0, atol=TOLERANCE)


def test_sizes_come_from_the_parts(model: DreamLLM) -> None:
    assert (model.patches, model.queries, model.width, model.cross_attention_width) == (4, 8, 64, 32)
    assert (model.latent_channels, model.vae_factor, model.picture_size) == (4, 2, (16, 16))
    assert model.context_tokens == 512


def test_picture_features(model: DreamLLM) -> None:
    assert close(model.encode_pictures(array("image.pixel_values")), array("image.features"))


@pytest.mark.parametrize("name", GOLDEN["lm_sequences"])
def test_hidden_states_and_logits(model: DreamLLM, name: str) -> None:
    pictures = GOLDEN["lm_sequences"][name]["images"]
    features = None if pictures is None else array("image.features")[pictures]
    hidden = model.hidden(model.splice(array(f"lm.{name}.input_ids"), features))
    assert close(hidden, array(f"lm.{name}.last_hidden"))
    assert close(model.logits(hidden), array(f"lm.{name}.logits"))


def test_dreams(model: DreamLLM) -> None:
    ids = array("dream.train_layout.input_ids")
    hidden = model.hidden(model.splice(ids, array("image.features")[[1]]))
    assert close(hidden, array("dream.train_layout.last_hidden"))
    states = model.dream_states(hidden, ids)
    assert close(states, array("dream.p0"))
    assert close(model.condition(states), array("sd.cond_p0_projected"))
    assert close(model.unconditional(), array("dream.uncond"))


def test_a_cache_changes_nothing(model: DreamLLM) -> None:
    ids = array("lm.chat.input_ids")
    cache = DynamicCache(config=model.language_model.config)
    first = model.hidden(model.splice(ids[:, :60]), cache=cache)
    rest = model.hidden(model.splice(ids[:, 60:]), cache=cache)
    assert close(torch.cat([first, rest], 1), array("lm.chat.last_hidden"))


def rows(loaded: Loaded) -> list[Layout]:
    documents: list[list[Segment]] = [
        [
            Start(),
            Text("A dog."),
            Dreamed(0),
            Text("It runs and runs, until it is tired."),
            Dreamed(1, read_back=False),
        ],
        [Start(), Text("A much longer text that has no picture at all, only words and words and more words, many.")],
        [Start(), Given(2), Text("Hm."), Dreamed(0)],
    ]
    return [lay(document, loaded.tokenizer, loaded.model.block_sizes) for document in documents]


def test_a_padded_batch_equals_its_rows_alone(loaded: Loaded) -> None:
    model, layouts = loaded.model, rows(loaded)
    features = array("image.features")
    batch = collate(layouts, loaded.tokenizer.pad_id)
    together = model.hidden(
        model.splice(batch.ids, features[[picture for _, picture in batch.image_order]]),
        batch.attention_mask,
        batch.position_ids,
    )
    states = list(model.dream_states(together, batch.ids))
    for row, layout in enumerate(layouts):
        ids = torch.tensor([layout.ids])
        alone = model.hidden(model.splice(ids, features[list(layout.image_order)] if layout.image_order else None))
        assert close(together[row, : len(layout)], alone[0])
        for dream in model.dream_states(alone, ids):
            assert close(states.pop(0), dream)
    assert states == []


def test_left_padding_changes_nothing_either(loaded: Loaded) -> None:
    from engine.sequence.layout import positions

    model, (short, *_) = loaded.model, rows(loaded)
    features = array("image.features")[[0]]
    alone_ids = torch.tensor([short.ids])
    padded = torch.tensor([[loaded.tokenizer.pad_id] * 7 + list(short.ids)])
    mask = torch.tensor([[0] * 7 + [1] * len(short)])
    alone = model.dream_states(model.hidden(model.splice(alone_ids, features)), alone_ids)
    hidden = model.hidden(model.splice(padded, features), mask, positions(mask))
    assert close(model.dream_states(hidden, padded), alone)


def test_pictures_and_blocks_must_match(model: DreamLLM) -> None:
    ids = array("lm.img1.input_ids")
    features = array("image.features")
    with pytest.raises(ValueError, match="1 image blocks, but 2 pictures"):
        model.splice(ids, features[:2])
    with pytest.raises(ValueError, match="1 image blocks, but 0 pictures"):
        model.splice(ids)
    with pytest.raises(ValueError, match="cut"):
        model.splice(ids[:, :4], features[:1])
    with pytest.raises(ValueError, match="cut"):
        model.dream_states(torch.zeros(1, 3, 64), torch.tensor([[1, model.config.token("<dream_start>"), 5]]))


def test_gradients_reach_queries_and_projectors(loaded: Loaded) -> None:
    model = loaded.model
    with torch.enable_grad():
        layout = rows(loaded)[2]
        ids = torch.tensor([layout.ids])
        features = model.encode_pictures(array("image.pixel_values")[list(layout.image_order)])
        loss = model.condition(model.dream_states(model.hidden(model.splice(ids, features)), ids)).square().sum()
        names = ["dream_queries", "vision_projector.0.weight", "condition_projector.0.weight"]
        parameters = dict(model.named_parameters())
        gradients = torch.autograd.grad(loss, [parameters[name] for name in names])
    assert all(bool(gradient.abs().sum() > 0) for gradient in gradients)
