"""Stage (a), between contrast and the language model: the vision encoder learns to tell what a scene consists of."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPVisionModel

from engine.storybook.judge import HEADS, labels
from engine.storybook.scene import Scene
from engine.training.attention import fit_attention
from engine.training.attributes import attribute_loss
from engine.training.bank import Bank
from engine.training.clip_stage import vision_pixels
from engine.training.judge_stage import soften
from engine.training.loop import Metrics, Schedule

LEAST_SIZE, MOST_SIZE = 0.85, 1.15
"""How much of a picture's side is seen when it is nearer or farther."""
SHIFT = 0.15
"""How far it is shifted at most, in halves of its side."""


class AttributeReader(nn.Module):
    """Names attributes from patches: for each a learned query attends to them, and a linear layer says its value.

    The attentional pooler of CoCa (Yu et al. 2022, section 3.2). A language model reads patches by attention too: what
    this reader finds, it can find. It is left behind when the encoder is trained.
    """

    def __init__(self, width: int, heads: int) -> None:
        """`width`: of the patches; `heads`: of the attention."""
        super().__init__()
        self.queries = nn.Parameter(0.02 * torch.randn(len(HEADS), width))
        self.norm = nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(values)) for name, values in HEADS.items()})

    def forward(self, patches: Tensor) -> dict[str, Tensor]:
        """[n, patches, width] -> logits of each attribute in `HEADS`, [n, values]."""
        normal = self.norm(patches)
        found, _ = self.attention(self.queries.expand(len(patches), -1, -1), normal, normal, need_weights=False)
        return {name: head(found[:, place]) for place, (name, head) in enumerate(self.heads.items())}


class SightStage:
    """Trains the vision encoder, at the layer that the vision projector reads, on all attributes of a scene.

    Contrast with captions alone leaves most of what a scene consists of in no patch of that layer: answers and edits
    then confuse kinds and miss what is worn. Every picture is moved a little, so that shapes are learned and not
    places; half of them are softened, as painted ones are.
    """

    name = "sight"

    def __init__(self, vision: CLIPVisionModel, layer: int, bank: Bank, side: int, schedule: Schedule) -> None:
        """`layer`: of the hidden states that is read. `side`: pixels a side that the vision encoder sees."""
        self.vision, self.layer, self.bank, self.side, self.schedule = vision, layer, bank, side, schedule
        fit_attention(vision)
        config = vision.config
        self.reader = AttributeReader(config.hidden_size, config.num_attention_heads).to(vision.device)
        self.last: tuple[dict[str, Tensor], list[Scene]] | None = None

    def modules(self) -> dict[str, nn.Module]:
        return {"vision": self.vision, "reader": self.reader}

    def parameters(self) -> Sequence[nn.Parameter]:
        return [*self.vision.parameters(), *self.reader.parameters()]

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        pixels, scenes = to_be_seen(self.bank, self.schedule.batch, self.side, rng, generator, self.vision.device)
        logits = self._read(pixels)
        self.last = {name: values.detach() for name, values in logits.items()}, scenes
        loss = attribute_loss(logits, scenes)
        return loss, {"loss": loss.detach()}

    def _read(self, pixels: Tensor) -> dict[str, Tensor]:
        with torch.autocast(pixels.device.type, torch.bfloat16):
            seen = self.vision(pixel_values=pixels, output_hidden_states=True)
            logits: dict[str, Tensor] = self.reader(seen.hidden_states[self.layer][:, 1:])
        return logits

    def sheet(self, path: Path) -> None:
        rows = [f"{name}: {share:.3f}" for name, share in (shares_right(*self.last) if self.last else {}).items()]
        path.with_suffix(".txt").write_text("right in the last batch\n" + "\n".join(rows) + "\n")


def to_be_seen(
    bank: Bank, count: int, side: int, rng: random.Random, generator: torch.Generator, device: torch.device
) -> tuple[Tensor, list[Scene]]:
    """Pictures of the bank as CLIP pixel values [count, 3, side, side], and their scenes.

    Every picture is moved a little; half of the batches are softened.
    """
    places = sorted(rng.sample(range(len(bank.scenes)), count))
    pixels = vision_pixels(nudged(bank.batch(places).to(device), generator), side)
    if rng.random() < 0.5:
        pixels = soften(pixels, rng, generator, side).clamp(-1, 1)
    return pixels, [bank.scenes[place] for place in places]


def nudged(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Each of the pictures [n, 3, s, s] a little nearer or farther, and shifted; what comes in is mirrored."""
    chance = torch.rand(len(pictures), 3, generator=generator, device=generator.device).to(pictures.device)
    size = LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) * chance[:, 0]
    shift = SHIFT * (2 * chance[:, 1:] - 1)
    zoom = torch.eye(2, device=pictures.device) * size[:, None, None]
    grid = F.affine_grid(torch.cat([zoom, shift[..., None]], -1), list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def shares_right(logits: dict[str, Tensor], scenes: Sequence[Scene]) -> dict[str, float]:
    """Share of right answers of each attribute that any of the scenes has."""
    rows = [labels(scene) for scene in scenes]
    found = {}
    for name, values in logits.items():
        pairs = [
            (best, row[name]) for best, row in zip(values.argmax(-1).tolist(), rows, strict=True) if row[name] >= 0
        ]
        if pairs:
            found[name] = sum(best == truth for best, truth in pairs) / len(pairs)
    return found
