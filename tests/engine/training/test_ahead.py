"""Drawing ahead: the same by whomever it is drawn."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.training.ahead import Ahead
from engine.training.clip_stage import ClipStage
from engine.training.latent_stage import LatentStage
from engine.training.pieces import Pieces
from engine.training.presets import TINY
from tests.engine.training.silence import say_nothing


@dataclass(frozen=True)
class Number:
    """Draws a number; says who drew it."""

    most: int

    def __call__(self, rng: random.Random) -> tuple[int, int]:
        return rng.randrange(self.most), os.getpid()


def refuse(rng: random.Random) -> int:
    raise ValueError("nothing to draw")


def test_it_is_the_same_with_and_without_workers() -> None:
    alone, two = Ahead(Number(10**9), "stage/1"), Ahead(Number(10**9), "stage/1", workers=2)
    steps = [0, 1, 2, 3, 4, 20, 21]  # a resumed run begins anywhere
    drawn = [two(step) for step in steps]
    assert [number for number, _ in drawn] == [alone(step)[0] for step in steps]
    assert len({number for number, _ in drawn}) == len(steps)
    assert os.getpid() not in {who for _, who in drawn}
    assert {who for _, who in map(alone, steps)} == {os.getpid()}
    before = set(multiprocessing.active_children())
    two.close()
    assert len(before - set(multiprocessing.active_children())) == 2


def test_other_keys_are_other_chance() -> None:
    assert Ahead(Number(10**9), "stage/1")(0) != Ahead(Number(10**9), "stage/2")(0)


def test_what_goes_wrong_there_is_told_here() -> None:
    ahead = Ahead(refuse, "stage/1", workers=1)
    with pytest.raises(ValueError, match="nothing to draw"):
        ahead(0)
    ahead.close()


@pytest.mark.parametrize("name", ["clip", "latent", "language", "reading", "instruct"])
def test_what_stages_draw_travels(name: str, complete_run: Path) -> None:
    pieces = Pieces(TINY, complete_run, say_nothing)
    stage = pieces.stage(name)
    rows = stage.batches if isinstance(stage, ClipStage | LatentStage) else stage.rows  # type: ignore[attr-defined]
    sent = pickle.loads(pickle.dumps(rows))
    assert repr(sent(3)) == repr(rows(3))
