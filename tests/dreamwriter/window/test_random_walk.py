"""A few hundred random actions in the whole window, several times over: nothing breaks, and nothing is lost.

Longer walks are asked for by the environment:

    DREAMWRITER_WALK_SEEDS=40-99      walks with these numbers, in front of an engine that plays
    DREAMWRITER_WALK_MODEL_SEEDS=5,6  walks with the real engine and the bundled model
    DREAMWRITER_WALK_ACTIONS=2000     actions in each of them
    DREAMWRITER_WALK_STEPS=3,17,18    only these, to repeat a walk that failed
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.dreamwriter.window.walk.walk import Walk, alarmed, seated


def numbers(words: str) -> list[int]:
    """The numbers that "1,5-7" names."""
    found: list[int] = []
    for piece in filter(None, words.split(",")):
        first, _, last = piece.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


SEEDS = numbers(os.environ.get("DREAMWRITER_WALK_SEEDS", "1-4"))
MODEL_SEEDS = numbers(os.environ.get("DREAMWRITER_WALK_MODEL_SEEDS", "1,2"))
STEPS = numbers(os.environ.get("DREAMWRITER_WALK_STEPS", ""))
ACTIONS, MODEL_ACTIONS = (int(os.environ.get("DREAMWRITER_WALK_ACTIONS", usual)) for usual in ("150", "40"))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_in_front_of_an_engine_that_plays(qapp: QApplication, qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    with alarmed() as alarm, seated(qapp, tmp_path, seed) as person:
        Walk(seed, person, alarm, tmp_path / "walk.txt").go(STEPS or range(ACTIONS))
        assert alarm.heard == []


@pytest.mark.parametrize("seed", MODEL_SEEDS)
def test_a_walk_with_the_bundled_model(qapp: QApplication, qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    with alarmed() as alarm, seated(qapp, tmp_path, None) as person:
        Walk(seed, person, alarm, tmp_path / "walk.txt").go(STEPS or range(MODEL_ACTIONS))
        assert alarm.heard == []
