"""Settings made definite."""

from __future__ import annotations

import math

import pytest

from engine.errors import BadRequest
from engine.generate.settings import check_seed, check_text, picture_seed, plan_painting
from engine.model.loaded import Loaded
from engine.protocol.values import PaintSettings, TextSettings
from tests.engine.tiny import tiny_model


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return tiny_model(steps=9)


def test_what_is_left_open_comes_from_the_card(loaded: Loaded) -> None:
    plan = plan_painting(PaintSettings(), loaded)
    assert (plan.steps, plan.guidance, plan.width, plan.height) == (9, 2.0, 16, 16)


def test_what_is_said_is_taken(loaded: Loaded) -> None:
    settings = PaintSettings(5, 1.5, 0.2, "ugly", "ddim", 32, 8)
    plan = plan_painting(settings, loaded)
    assert (plan.steps, plan.guidance, plan.guidance_rescale, plan.negative) == (5, 1.5, 0.2, "ugly")
    assert (plan.scheduler, plan.width, plan.height) == ("ddim", 32, 8)


@pytest.mark.parametrize(
    "settings",
    [
        PaintSettings(steps=0),
        PaintSettings(steps=1001),
        PaintSettings(guidance=math.nan),
        PaintSettings(guidance=-1),
        PaintSettings(guidance_rescale=1.1),
        PaintSettings(scheduler="euler"),  # type: ignore[arg-type]
        PaintSettings(width=15),
        PaintSettings(height=0),
        PaintSettings(width=4096),
        PaintSettings(negative="ugly " * 300),
    ],
)
def test_bad_numbers_for_painting_are_refused_with_advice(settings: PaintSettings, loaded: Loaded) -> None:
    with pytest.raises(BadRequest) as caught:
        plan_painting(settings, loaded)
    assert caught.value.advice.startswith(("Choose", "Name"))


@pytest.mark.parametrize(
    "settings",
    [
        TextSettings(temperature=-1),
        TextSettings(temperature=math.inf),
        TextSettings(top_p=0),
        TextSettings(top_p=1.5),
        TextSettings(top_k=-1),
        TextSettings(repetition_penalty=0.5),
        TextSettings(max_tokens=-5),
        TextSettings(min_tokens=-1),
    ],
)
def test_bad_numbers_for_writing_are_refused(settings: TextSettings) -> None:
    with pytest.raises(BadRequest):
        check_text(settings)


def test_seeds_are_counted_on_and_stay_in_range() -> None:
    assert [picture_seed(7, index) for index in range(3)] == [7, 8, 9]
    assert picture_seed(2**63 - 1, 1) == 0
    check_seed(2**63 - 1)
    with pytest.raises(BadRequest):
        check_seed(-1)
    with pytest.raises(BadRequest):
        check_seed(2**63)
