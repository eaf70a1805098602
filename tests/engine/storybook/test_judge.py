"""The judge: labels there and back, and files that are no judge."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor

from engine.errors import BadCheckpoint
from engine.storybook.chance import Odds, random_scene
from engine.storybook.judge import (
    HEADS,
    SIDE,
    SUBJECT_HEADS,
    UNKNOWN,
    Judge,
    Seen,
    labels,
    load_judge,
    save_judge,
)
from engine.storybook.scene import COLOURLESS_STYLES, Scene

SCENES = [random_scene(random.Random(i), held_out=None) for i in range(40)]


class Told(Judge):
    """A judge that is told what is in the pictures."""

    scenes: list[Scene]

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        truth = {name: torch.tensor([max(0, labels(scene)[name]) for scene in self.scenes]) for name in HEADS}
        return {name: F.one_hot(places, len(HEADS[name])).float() for name, places in truth.items()}


@pytest.fixture
def judge() -> Judge:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Judge(width=8).eval()


def test_labels_and_verdict_there_and_back() -> None:
    told = Told(width=8)
    told.scenes = SCENES
    verdicts = told.read(torch.zeros(len(SCENES), 3, SIDE, SIDE))
    assert {len(scene.subjects) for scene in SCENES} == {1, 2}
    assert {scene.style in COLOURLESS_STYLES for scene in SCENES} == {True, False}
    for scene, verdict in zip(SCENES, verdicts, strict=True):
        assert len(verdict.subjects) == len(scene.subjects)
        for seen, subject in zip(verdict.subjects, scene.subjects, strict=True):
            colour = seen.colour if scene.style in COLOURLESS_STYLES else subject.colour
            assert seen == Seen(subject.kind, colour, subject.worn, subject.held, subject.action)
        for name in ("relation", "place", "time", "weather", "style"):
            assert getattr(verdict, name) == getattr(scene, name)
        assert verdict.main == verdict.subjects[0]


def test_a_missing_second_subject_is_not_learned() -> None:
    alone = next(s for s in SCENES if len(s.subjects) == 1 and s.style not in COLOURLESS_STYLES)
    unknown = [name for name, value in labels(alone).items() if value == UNKNOWN]
    assert unknown == [f"second_{name}" for name in SUBJECT_HEADS]


def test_a_colour_that_cannot_be_seen_is_not_learned() -> None:
    odds = Odds(two=1.0, style=1.0)
    hidden = random_scene(random.Random(0), odds=odds, accept=lambda scene: scene.style in COLOURLESS_STYLES)
    assert [name for name, value in labels(hidden).items() if value == UNKNOWN] == ["colour", "second_colour"]


def test_pictures_of_any_size(judge: Judge) -> None:
    for side in (32, SIDE, 128):
        logits = judge(torch.zeros(2, 3, side, side))
        assert {name: tuple(values.shape) for name, values in logits.items()} == {
            name: (2, len(values)) for name, values in HEADS.items()
        }


def test_there_and_back(judge: Judge, tmp_path: Path) -> None:
    save_judge(judge, tmp_path)
    read = load_judge(tmp_path)
    assert not read.training
    assert (tmp_path / "judge.safetensors").stat().st_mode == (tmp_path / "judge.json").stat().st_mode
    for name, value in judge.state_dict().items():
        assert torch.equal(read.state_dict()[name], value.half().float())
    pictures = torch.rand(3, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(0)) * 2 - 1
    assert len(read.read(pictures)) == 3


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadCheckpoint, match="There is no judge"):
        load_judge(tmp_path)


def test_another_world(judge: Judge, tmp_path: Path) -> None:
    save_judge(judge, tmp_path)
    (tmp_path / "judge.json").write_text(json.dumps({"kind": ["dog", "cat"]}))
    with pytest.raises(BadCheckpoint, match="another world"):
        load_judge(tmp_path)


@pytest.mark.parametrize(("name", "content"), [("judge.json", b"{"), ("judge.safetensors", b"damaged")])
def test_a_damaged_file(name: str, content: bytes, judge: Judge, tmp_path: Path) -> None:
    save_judge(judge, tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadCheckpoint, match="cannot be read"):
        load_judge(tmp_path)


@pytest.mark.parametrize("missing", ["body.0.weight", "heads.kind.weight"])
def test_a_missing_tensor(missing: str, judge: Judge, tmp_path: Path) -> None:
    save_judge(judge, tmp_path)
    state = load_file(tmp_path / "judge.safetensors")
    del state[missing]
    save_file(state, tmp_path / "judge.safetensors")
    with pytest.raises(BadCheckpoint, match="does not fit together"):
        load_judge(tmp_path)
