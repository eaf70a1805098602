"""Attention that learns fast is attention."""

from __future__ import annotations

import pytest
import torch
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor, nn
from transformers import PreTrainedModel

from engine.training.attention import PLAIN, fit_attention, plain_attention
from engine.training.clip_stage import build_text, build_vision
from engine.training.language_stage import build_language
from engine.training.latent_stage import build_unet
from engine.training.presets import TINY

SIZES = TINY.sizes
IDS = torch.randint(3, 300, (2, 20), generator=torch.Generator().manual_seed(0))


def states(part: PreTrainedModel, **given: Tensor) -> Tensor:
    hidden: Tensor = part(**given).last_hidden_state
    return hidden


def both(part: PreTrainedModel, **given: Tensor) -> tuple[Tensor, Tensor]:
    """What a part says with the library's own attention, and with ours."""
    part.eval()
    usual = states(part, **given)
    fit_attention(part)
    assert part.config._attn_implementation == PLAIN
    return usual, states(part, **given)


def test_a_language_model_reads_the_same() -> None:
    torch.manual_seed(0)
    mask = torch.ones_like(IDS)
    mask[1, 15:] = 0
    usual, ours = both(build_language(SIZES, 400, 0).model, input_ids=IDS, attention_mask=mask)
    torch.testing.assert_close(ours[mask.bool()], usual[mask.bool()])


def test_it_does_not_look_ahead() -> None:
    torch.manual_seed(0)
    model = build_language(SIZES, 400, 0).model
    fit_attention(model)
    later = IDS.clone()
    later[:, 10:] = 7
    torch.testing.assert_close(states(model, input_ids=IDS)[:, :10], states(model, input_ids=later)[:, :10])


def test_encoders_see_and_read_the_same() -> None:
    torch.manual_seed(0)
    usual, ours = both(build_vision(SIZES), pixel_values=torch.randn(2, 3, 32, 32))
    torch.testing.assert_close(ours, usual)
    usual, ours = both(build_text(SIZES, 400, 1, 2, 0), input_ids=IDS)
    torch.testing.assert_close(ours, usual)


def test_a_unet_paints_the_same() -> None:
    torch.manual_seed(0)
    unet = build_unet(SIZES).eval()
    given = torch.randn(2, SIZES.latents, 4, 4), torch.tensor([5, 900]), torch.randn(2, 7, SIZES.condition)
    usual = unet(*given).sample
    fit_attention(unet)
    assert all(isinstance(processor, AttnProcessor) for processor in unet.attn_processors.values())
    torch.testing.assert_close(unet(*given).sample, usual)


def test_elsewhere_the_fused_one_stays() -> None:
    with torch.device("meta"):
        model = build_language(SIZES, 400, 0)
    before = model.config._attn_implementation
    fit_attention(model)
    assert model.config._attn_implementation == before != PLAIN


def test_no_dropout() -> None:
    some = torch.zeros(1, 1, 2, 4)
    with pytest.raises(ValueError, match="no dropout"):
        plain_attention(nn.Identity(), some, some, some, None, scaling=1.0, dropout=0.1)
