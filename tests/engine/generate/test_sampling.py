"""Choosing the next token."""

from __future__ import annotations

import pytest
import torch

from engine.generate.sampling import choose, keep_best, keep_likely, penalise, text_generator
from engine.protocol.values import TextSettings

LOGITS = torch.tensor([0.0, 3.0, 1.0, 2.0])


def test_greedy_takes_the_largest_and_draws_nothing() -> None:
    generator = text_generator(0)
    before = generator.get_state()
    assert choose(LOGITS, TextSettings(temperature=0), generator) == 1
    assert torch.equal(generator.get_state(), before)


def test_banned_tokens_are_never_chosen() -> None:
    assert choose(LOGITS, TextSettings(temperature=0), text_generator(0), banned=torch.tensor([1, 3])) == 2


def test_top_k_keeps_the_best() -> None:
    assert keep_best(LOGITS, 2).isfinite().tolist() == [False, True, False, True]


@pytest.mark.parametrize(("mass", "kept"), [(0.01, 1), (0.6, 1), (0.7, 2), (0.9, 3), (1.0, 4)])
def test_top_p_keeps_the_smallest_set_that_reaches_the_mass(mass: float, kept: int) -> None:
    # probabilities 0.032, 0.644, 0.087, 0.237
    assert int(keep_likely(LOGITS, mass).isfinite().sum()) == kept


def test_repetition_penalty_lowers_positive_and_negative_logits() -> None:
    assert penalise(torch.tensor([2.0, -2.0, 1.0]), [0, 1, 1], 2.0).tolist() == [1.0, -4.0, 1.0]


def test_the_same_seed_gives_the_same_tokens_and_another_seed_others() -> None:
    logits = torch.randn(50, generator=torch.Generator().manual_seed(1))

    def draw(seed: int) -> list[int]:
        generator = text_generator(seed)
        return [choose(logits, TextSettings(temperature=1.0, top_p=1.0), generator) for _ in range(20)]

    assert draw(3) == draw(3)
    assert draw(3) != draw(4)


def test_sampling_follows_the_probabilities() -> None:
    generator = text_generator(0)
    settings = TextSettings(temperature=1.0, top_p=1.0)
    drawn = torch.tensor([choose(LOGITS, settings, generator) for _ in range(2000)])
    shares = drawn.bincount(minlength=4) / 2000
    assert torch.allclose(shares, LOGITS.softmax(0), atol=0.04)
