"""Takes stay, whatever is applied, and go through JSON unharmed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dreamwriter.document.takes import FigureHistory, Take, history_from_json, history_to_json
from tests.dreamwriter.document.pictures import RECIPE

ONE = Take("a" * 64, "generated", "A fox", "2026-01-02T03:04:05+00:00", True, RECIPE, "A red animal in snow")
TWO = Take("b" * 64, "imported")


def test_applying_another_take_keeps_the_rest() -> None:
    history = FigureHistory().with_take(ONE, apply=True).with_take(TWO, apply=False)
    assert history.shown == ONE
    other = history.with_applied(1)
    assert other.shown == TWO
    assert other.takes == (ONE, TWO)
    assert other.with_changed(1, replace(TWO, starred=True)).takes[1].starred
    with pytest.raises(IndexError):
        history.with_applied(2)


def test_there_and_back_through_json() -> None:
    strong = replace(ONE, recipe=replace(RECIPE, mode="vary", strength=0.5), source="edited")
    history = FigureHistory((ONE, TWO, strong), applied=2)
    assert history_from_json(json.loads(json.dumps(history_to_json(history)))) == history


def test_fields_of_later_versions_are_passed_over() -> None:
    value = history_to_json(FigureHistory((ONE,), 0))
    value["takes"][0]["mood"] = "calm"
    assert history_from_json(value) == FigureHistory((ONE,), 0)


@pytest.mark.parametrize(
    "change",
    [
        {"takes": "none"},
        {"takes": [3]},
        {"applied": 5},
        {"applied": True},
        {"takes": [{"asset": 3, "source": "generated"}]},
        {"takes": [{"asset": "a", "source": "stolen"}]},
        {"takes": [{"source": "generated"}]},
        {"takes": [{"asset": "a", "source": "generated", "recipe": {"model": "m"}}]},
        {"takes": [{"asset": "a", "source": "generated", "recipe": {**vars(RECIPE), "scheduler": "os.system"}}]},
        {"takes": [{"asset": "a", "source": "generated", "recipe": {**vars(RECIPE), "guidance": float("nan")}}]},
    ],
)
def test_damaged_histories_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        history_from_json(history_to_json(FigureHistory((ONE,), 0)) | change)
