"""The teacher: dreams that say what a caption says have nothing to learn from it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engine.training.caption_conditions import caption_conditions
from engine.training.captioned import TextTokens
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from engine.training.teacher import Teacher
from tests.engine.training.silence import say_nothing

CAPTIONS = ["A red fox in the snow.", ""]


@pytest.fixture(scope="module")
def pieces(complete_run: Path) -> Pieces:
    return Pieces(TINY, complete_run, say_nothing)


def test_the_distance_from_the_caption_is_the_loss(pieces: Pieces) -> None:
    tokens, text, places = TextTokens(pieces.tokenizer, TINY.sizes.text_context), pieces.text(), TINY.sizes.queries
    teacher = Teacher(text, tokens, places)
    right = caption_conditions(text, torch.from_numpy(tokens(CAPTIONS)[0]), places)
    assert right.shape == (2, places, TINY.sizes.condition)
    assert not torch.equal(right[0], right[1])
    assert teacher.loss(right, CAPTIONS).item() == 0
    said = (right + 0.5).requires_grad_(True)
    loss = teacher.loss(said, CAPTIONS)
    assert loss.item() == pytest.approx(0.25)
    loss.backward()  # type: ignore[no-untyped-call]
    assert said.grad is not None
    assert all(parameter.grad is None for parameter in text.parameters())
