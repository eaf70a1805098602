"""Training the judge: rendered scenes, softened at random as a painted picture may be."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.storybook.chance import random_scene
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.judge import HEADS, SIDE, Judge, labels
from engine.storybook.scene import Scene
from engine.training.bank import Bank, to_tensor
from engine.training.loop import Metrics, Schedule


class JudgeStage:
    """Cross-entropy on every head. A third of each batch is freshly drawn held-out scenes: the judge, unlike
    the model that it judges, must know every combination."""

    name = "judge"

    def __init__(self, judge: Judge, bank: Bank, size: int, schedule: Schedule) -> None:
        self.judge, self.bank, self.size, self.schedule = judge, bank, size, schedule

    def modules(self) -> dict[str, nn.Module]:
        return {"judge": self.judge}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.judge.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        fresh = [random_scene(rng, held_out=True) for _ in range(self.schedule.batch // 3)]
        places = sorted(rng.sample(range(len(self.bank.scenes)), self.schedule.batch - len(fresh)))
        scenes = [*(self.bank.scenes[i] for i in places), *fresh]
        pictures = torch.cat([self.bank.batch(places), to_tensor(scene_pixels(fresh, self.size))])
        device = next(self.judge.parameters()).device
        pictures = soften(pictures, rng, generator).to(device)
        truth = [labels(scene) for scene in scenes]
        with torch.autocast(device.type, torch.bfloat16):
            logits = self.judge(pictures)
        losses = [
            F.cross_entropy(logits[name].float(), torch.tensor([t[name] for t in truth], device=device))
            for name in HEADS
            if any(t[name] >= 0 for t in truth)
        ]
        loss = torch.stack(losses).mean()
        return loss, {"loss": float(loss.detach())}

    def sheet(self, path: Path) -> None:
        scenes = [random_scene(random.Random(i), held_out=None) for i in range(300)]
        accuracy = judge_accuracy(self.judge, scenes, self.size)
        path.with_suffix(".txt").write_text("\n".join(f"{k}: {v:.4f}" for k, v in accuracy.items()) + "\n")


def soften(pictures: Tensor, rng: random.Random, generator: torch.Generator) -> Tensor:
    """Down and up again by a random factor, shifted a little, with a little noise and change of light."""
    side = pictures.shape[-1]
    small = max(SIDE // 3, int(side * rng.uniform(0.4, 1.0)))
    soft = F.interpolate(pictures, size=(small, small), mode="bilinear", antialias=True)
    soft = F.interpolate(soft, size=(SIDE, SIDE), mode="bicubic")
    soft = torch.roll(soft, (rng.randint(-3, 3), rng.randint(-3, 3)), dims=(2, 3))
    soft = soft * rng.uniform(0.9, 1.1) + rng.uniform(-0.06, 0.06)
    return soft + rng.uniform(0, 0.08) * torch.randn(soft.shape, generator=generator)


@torch.no_grad()
def judge_accuracy(judge: Judge, scenes: Sequence[Scene], size: int) -> dict[str, float]:
    """Share of right answers of each head on rendered scenes."""
    judge.eval()
    right: dict[str, list[bool]] = {name: [] for name in HEADS}
    for start in range(0, len(scenes), 50):
        chunk = list(scenes[start : start + 50])
        logits = judge(to_tensor(scene_pixels(chunk, size)).to(next(judge.parameters()).device))
        for index, scene in enumerate(chunk):
            for name, truth in labels(scene).items():
                if truth >= 0:
                    right[name].append(int(logits[name][index].argmax()) == truth)
    judge.train()
    return {name: sum(hits) / max(1, len(hits)) for name, hits in right.items()}
