"""Stage (a), second piece: a CLIP pair for this world, learned by contrast of pictures and captions."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPVisionConfig, CLIPVisionModel

from engine.storybook.scene import COLOURLESS_STYLES, Scene
from engine.training.attention import fit_attention
from engine.training.bank import Bank
from engine.training.captioned import Captioned
from engine.training.loop import Metrics, Schedule
from engine.training.presets import Sizes

CLIP_MEAN, CLIP_STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)
"""The storybook's vision encoder sees pixels in [-1, 1]."""


def build_vision(sizes: Sizes) -> CLIPVisionModel:
    """A fresh vision encoder."""
    config = CLIPVisionConfig(
        hidden_size=sizes.vision_width,
        intermediate_size=4 * sizes.vision_width,
        num_hidden_layers=sizes.vision_layers,
        num_attention_heads=max(1, sizes.vision_width // 48),
        image_size=sizes.vision_picture,
        patch_size=sizes.vision_patch,
        projection_dim=sizes.vision_width,
    )
    return CLIPVisionModel(config)


def build_text(sizes: Sizes, vocabulary: int, bos: int, eos: int, pad: int) -> CLIPTextModel:
    """A fresh text encoder; its last hidden states [n, t, condition] are what the UNet first learns to follow."""
    config = CLIPTextConfig(
        vocab_size=vocabulary,
        hidden_size=sizes.condition,
        intermediate_size=4 * sizes.condition,
        num_hidden_layers=sizes.text_layers,
        num_attention_heads=max(1, sizes.condition // 48),
        max_position_embeddings=sizes.text_context,
        projection_dim=sizes.condition,
        bos_token_id=bos,
        eos_token_id=eos,
        pad_token_id=pad,
    )
    return CLIPTextModel(config)


class ClipPair(nn.Module):
    """A vision and a text encoder with their projections into one space."""

    def __init__(self, vision: CLIPVisionModel, text: CLIPTextModel, sizes: Sizes) -> None:
        super().__init__()
        self.vision, self.text = vision, text
        self.vision_projection = nn.Linear(sizes.vision_width, 128, bias=False)
        self.text_projection = nn.Linear(sizes.condition, 128, bias=False)
        self.scale = nn.Parameter(torch.tensor(2.6592))

    def vision_vectors(self, pixels: Tensor) -> Tensor:
        """[n, 3, s, s] in [-1, 1] -> unit vectors [n, 128]; mean of the patches, so that each patch learns."""
        hidden = self.vision(pixel_values=pixels).last_hidden_state
        return F.normalize(self.vision_projection(hidden[:, 1:].mean(1)), dim=-1)

    def text_vectors(self, ids: Tensor, ends: Tensor) -> Tensor:
        """ids [n, t] and places of EOS [n] -> unit vectors [n, 128], taken at EOS."""
        hidden = self.text(input_ids=ids).last_hidden_state
        return F.normalize(self.text_projection(hidden[torch.arange(len(ids), device=ids.device), ends]), dim=-1)


def vision_pixels(pictures: Tensor, side: int) -> Tensor:
    """Pictures [n, 3, s, s] in [-1, 1], resized for the vision encoder (bicubic, antialiased)."""
    return F.interpolate(pictures, size=(side, side), mode="bicubic", antialias=True).clamp(-1, 1)


class ClipStage:
    """Trains both encoders with the symmetric contrastive loss of CLIP (Radford et al. 2021, figure 3).

    A batch is made of groups that share colour, place and time: colour, place and time alone would tell most
    random pictures apart, and what the subject is or wears would hardly be learned. Captions of one batch that
    describe the same attributes are no negatives of each other.
    """

    name = "clip"

    def __init__(
        self, pair: ClipPair, bank: Bank, side: int, batches: Callable[[int], Captioned], schedule: Schedule
    ) -> None:
        """`side`: pixels a side that the vision encoder sees. `batches`: the batch of each step."""
        self.pair, self.bank, self.side, self.batches, self.schedule = pair, bank, side, batches, schedule
        fit_attention(pair.vision, pair.text)
        self.meanings = meanings(bank.scenes).to(pair.scale.device)
        self.accuracy = torch.zeros(())

    def modules(self) -> dict[str, nn.Module]:
        return {"pair": self.pair}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.pair.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        device = self.pair.scale.device
        batch = self.batches(step)
        pixels = vision_pixels(self.bank.batch(batch.places).to(device), self.side)
        ids, ends = torch.from_numpy(batch.ids).to(device), torch.from_numpy(batch.ends).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            seen, said = self.pair.vision_vectors(pixels), self.pair.text_vectors(ids, ends)
        logits = self.pair.scale.clamp(max=4.6).exp() * seen.float() @ said.float().T
        meanings = self.meanings[torch.tensor(batch.places, device=device)]
        truth = torch.arange(len(meanings), device=device)
        same = (meanings[:, None] == meanings) & (truth[:, None] != truth)
        logits = logits.masked_fill(same, -1e4)
        loss = (F.cross_entropy(logits, truth) + F.cross_entropy(logits.T, truth)) / 2
        self.accuracy = (logits.argmax(1) == truth).float().mean()
        return loss, {"loss": loss.detach(), "accuracy": self.accuracy}

    def sheet(self, path: Path) -> None:
        path.with_suffix(".txt").write_text(f"right caption first in the last batch: {float(self.accuracy):.3f}\n")


def meanings(scenes: Sequence[Scene]) -> Tensor:
    """A number for each scene, int64 [n]; equal where captions cannot tell two scenes apart."""
    numbers: dict[Scene, int] = {}
    return torch.tensor([numbers.setdefault(_sayable(scene), len(numbers)) for scene in scenes])


def _sayable(scene: Scene) -> Scene:
    """The scene without what no caption says: its look, and colours where the style has none."""
    subjects = scene.subjects
    if scene.style in COLOURLESS_STYLES:
        subjects = tuple(dataclasses.replace(subject, colour="white") for subject in subjects)
    return dataclasses.replace(scene, subjects=subjects, look=0)
