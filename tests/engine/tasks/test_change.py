"""What the model says that a changed picture shows."""

from __future__ import annotations

import pytest
import torch

from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, Finished, Notice, PictureReady
from engine.protocol.requests import EditPicture
from engine.tasks import change
from tests.engine.tasks.bench import Bench, of_kind, picture

EDIT = EditPicture(picture(caption="a fox"), "make it blue")


@pytest.mark.parametrize("limit", [1, 3])
def test_a_caption_that_is_cut_is_told_before_it_is_shown(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change, "CAPTION_TOKENS", limit)
    events = [event for event in Bench().run(EDIT) if not isinstance(event, DreamStep)]
    assert [type(event) for event in events] == [Notice, CaptionPiece, DreamStarted, PictureReady, Finished]
    assert [event.code for event in of_kind(events, Notice)] == ["cut"]
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.stats.text_tokens == limit


def test_a_model_that_says_nothing_paints_the_wish() -> None:
    bench = Bench()
    with torch.no_grad():
        bench.loaded.model.language_model.lm_head.weight.zero_()  # all tokens alike: the first that may come is </s>
    events = bench.run(EDIT)
    assert not of_kind(events, Notice)
    assert not of_kind(events, CaptionPiece)
    assert of_kind(events, PictureReady)[0].recipe.conditioned_on == EDIT.wish
