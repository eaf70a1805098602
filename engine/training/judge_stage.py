"""Training the judge: rendered scenes, softened at random as a painted picture may be."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from engine.storybook.chance import random_scene
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.judge import HEADS, SIDE, Judge, labels
from engine.storybook.scene import Scene
from engine.training.attributes import attribute_loss
from engine.training.bank import Bank, to_tensor
from engine.training.loop import Metrics, Schedule


class JudgeStage:
    """Cross-entropy on every head. Half of each batch is held-out scenes: the judge, unlike the model that it
    judges, must know every combination."""

    name = "judge"

    def __init__(self, judge: Judge, bank: Bank, kept: Bank, size: int, schedule: Schedule) -> None:
        """`kept`: a bank of scenes that are kept out of the training of everything else. `size`: pixels a side."""
        self.judge, self.bank, self.kept, self.size, self.schedule = judge, bank, kept, size, schedule

    def modules(self) -> dict[str, nn.Module]:
        return {"judge": self.judge}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.judge.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        device = next(self.judge.parameters()).device
        scenes: list[Scene] = []
        pictures: list[Tensor] = []
        unseen = self.schedule.batch // 2
        for bank, count in ((self.bank, self.schedule.batch - unseen), (self.kept, unseen)):
            places = sorted(rng.sample(range(len(bank.scenes)), count))
            scenes += [bank.scenes[place] for place in places]
            pictures.append(bank.batch(places).to(device))
        softened = soften(torch.cat(pictures), rng, generator)
        plain = sdpa_kernel(SDPBackend.MATH) if device.type == "cpu" else nullcontext()  # as `fit_attention` says
        with torch.autocast(device.type, torch.bfloat16), plain:
            logits = self.judge(softened)
        loss = attribute_loss(logits, scenes)
        return loss, {"loss": loss.detach()}

    def sheet(self, path: Path) -> None:
        scenes = [random_scene(random.Random(i), held_out=None) for i in range(300)]
        accuracy = judge_accuracy(self.judge, scenes, self.size)
        path.with_suffix(".txt").write_text("\n".join(f"{k}: {v:.4f}" for k, v in accuracy.items()) + "\n")


def soften(pictures: Tensor, rng: random.Random, generator: torch.Generator, size: int = SIDE) -> Tensor:
    """Down and up again by a random factor, shifted a little, with a little noise and change of light:
    [n, 3, size, size]."""
    side = pictures.shape[-1]
    small = max(size // 3, int(side * rng.uniform(0.4, 1.0)))
    soft = F.interpolate(pictures, size=(small, small), mode="bilinear", antialias=True)
    soft = F.interpolate(soft, size=(size, size), mode="bicubic")
    soft = torch.roll(soft, (rng.randint(-3, 3), rng.randint(-3, 3)), dims=(2, 3))
    soft = soft * rng.uniform(0.9, 1.1) + rng.uniform(-0.06, 0.06)
    noise = torch.randn(soft.shape, generator=generator, device=generator.device).to(soft.device)
    return soft + rng.uniform(0, 0.08) * noise


@torch.no_grad()
def judge_accuracy(judge: Judge, scenes: Sequence[Scene], size: int) -> dict[str, float]:
    """Share of right answers of each head on rendered scenes."""
    judge.eval()
    right: dict[str, list[bool]] = {name: [] for name in HEADS}
    for start in range(0, len(scenes), 50):
        chunk = list(scenes[start : start + 50])
        logits = judge(to_tensor(scene_pixels(chunk, size), next(judge.parameters()).device))
        best = {name: values.argmax(-1).tolist() for name, values in logits.items()}
        for index, scene in enumerate(chunk):
            for name, truth in labels(scene).items():
                if truth >= 0:
                    right[name].append(best[name][index] == truth)
    judge.train()
    return {name: sum(hits) / max(1, len(hits)) for name, hits in right.items()}
