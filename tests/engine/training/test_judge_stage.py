"""Training the judge."""

from __future__ import annotations

import random

import torch
from torch import Tensor

from engine.storybook.chance import Odds, random_scene
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.judge import HEADS, SIDE, Judge, labels
from engine.storybook.scene import Scene
from engine.training.bank import Bank, to_tensor
from engine.training.judge_stage import JudgeStage, judge_accuracy, soften
from engine.training.loop import Schedule

SCENES = [random_scene(random.Random(i), held_out=None) for i in range(6)]

UNSEEN = [random_scene(random.Random(i), held_out=True) for i in range(6)]
KEPT = Bank(UNSEEN, scene_pixels(UNSEEN, 32))


class Stubborn(Judge):
    """A judge that always answers as for the first scene."""

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        right = labels(SCENES[0])
        return {
            name: torch.eye(len(values))[max(0, right[name])].expand(len(pictures), -1)
            for name, values in HEADS.items()
        }


def test_every_head_learns(bank: Bank) -> None:
    judge = Judge(width=8)
    stage = JudgeStage(judge, bank, KEPT, 32, Schedule(steps=1, batch=9, learning_rate=1e-3))
    loss, metrics = stage.loss(0, random.Random(1), torch.Generator().manual_seed(1))
    assert 1 < metrics["loss"] < 4
    loss.backward()  # type: ignore[no-untyped-call]
    assert all(parameter.grad is not None and parameter.grad.abs().sum() > 0 for parameter in stage.parameters())


def test_softened_pictures_stay_recognisable() -> None:
    pictures = to_tensor(scene_pixels(SCENES, 64))
    soft = soften(pictures, random.Random(0), torch.Generator().manual_seed(0))
    assert soft.shape == (6, 3, SIDE, SIDE)
    same = torch.nn.functional.interpolate(pictures, size=(SIDE, SIDE), mode="bicubic")
    assert 0.01 < (soft - same).abs().mean() < 0.35
    again = soften(pictures, random.Random(0), torch.Generator().manual_seed(0))
    assert torch.equal(soft, again)


def test_accuracy() -> None:
    stubborn = Stubborn(width=8)

    def expected(name: str) -> float:
        truths = [labels(scene)[name] for scene in SCENES if labels(scene)[name] >= 0]
        said = max(0, labels(SCENES[0])[name])
        return sum(truth == said for truth in truths) / max(1, len(truths))

    assert judge_accuracy(stubborn, SCENES, 32) == {name: expected(name) for name in HEADS}
    assert stubborn.training


def test_one_subject_everywhere_leaves_the_second_heads_alone() -> None:
    alone: list[Scene] = [random_scene(random.Random(i), odds=Odds(two=0.0)) for i in range(4)]
    bank = Bank(alone, scene_pixels(alone, 32))
    judge = Judge(width=8)
    stage = JudgeStage(judge, bank, bank, 32, Schedule(steps=1, batch=3, learning_rate=1e-3))
    loss, _ = stage.loss(0, random.Random(0), torch.Generator().manual_seed(1))
    loss.backward()  # type: ignore[no-untyped-call]
    assert judge.heads["second_kind"].weight.grad is None
    assert judge.heads["kind"].weight.grad is not None
