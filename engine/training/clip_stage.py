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

from engine.storybook.captions import caption
from engine.storybook.scene import COLOURLESS_STYLES, Scene
from engine.training.bank import Bank
from engine.training.loop import Metrics, Schedule
from engine.training.presets import Sizes

Encode = Callable[[str], list[int]]
CLIP_MEAN, CLIP_STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)
"""The storybook's vision encoder sees pixels in [-1, 1]."""
GROUP = 16
"""Pictures of a batch that share colour, place and time."""


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


class TextTokens:
    """Captions -> padded ids for the text encoder: BOS, words, EOS, then padding, [n, text context]."""

    def __init__(self, encode: Encode, bos: int, eos: int, pad: int, context: int) -> None:
        self.encode, self.bos, self.eos, self.pad, self.context = encode, bos, eos, pad, context

    def __call__(self, captions: Sequence[str]) -> tuple[Tensor, Tensor]:
        """ids int64 [n, text context], and where EOS stands in each row, int64 [n]."""
        rows = [[self.bos, *self.encode(c)[: self.context - 2], self.eos] for c in captions]
        ids = torch.full((len(rows), self.context), self.pad)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = torch.tensor(row)
        return ids, torch.tensor([len(row) - 1 for row in rows])


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

    def __init__(self, pair: ClipPair, tokens: TextTokens, bank: Bank, side: int, schedule: Schedule) -> None:
        self.pair, self.tokens, self.bank, self.side, self.schedule = pair, tokens, bank, side, schedule
        self.accuracy = 0.0
        self.groups = alike(bank.scenes)

    def modules(self) -> dict[str, nn.Module]:
        return {"pair": self.pair}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.pair.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        places = self._places(rng)
        scenes = [self.bank.scenes[i] for i in places]
        device = self.pair.scale.device
        pixels = vision_pixels(self.bank.batch(places), self.side).to(device)
        ids, ends = (t.to(device) for t in self.tokens([caption(s, rng) for s in scenes]))
        with torch.autocast(device.type, torch.bfloat16):
            seen, said = self.pair.vision_vectors(pixels), self.pair.text_vectors(ids, ends)
        logits = self.pair.scale.clamp(max=4.6).exp() * seen.float() @ said.float().T
        logits = logits.masked_fill(_same_meaning(scenes).to(device), -1e4)
        truth = torch.arange(len(scenes), device=device)
        loss = (F.cross_entropy(logits, truth) + F.cross_entropy(logits.T, truth)) / 2
        self.accuracy = float((logits.argmax(1) == truth).float().mean())
        return loss, {"loss": float(loss.detach()), "accuracy": self.accuracy}

    def _places(self, rng: random.Random) -> list[int]:
        """A batch's places in the bank: whole groups, the last one cut."""
        places: list[int] = []
        while len(places) < self.schedule.batch:
            group = rng.choice(self.groups)
            places += [i for i in rng.sample(group, min(GROUP, len(group))) if i not in places]
        return places[: self.schedule.batch]

    def sheet(self, path: Path) -> None:
        path.with_suffix(".txt").write_text(f"right caption first in the last batch: {self.accuracy:.3f}\n")


def alike(scenes: Sequence[Scene]) -> list[list[int]]:
    """Places of scenes that share their first subject's colour, the place and the time."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, scene in enumerate(scenes):
        groups.setdefault((scene.main.colour, scene.place, scene.time), []).append(index)
    return list(groups.values())


def _same_meaning(scenes: Sequence[Scene]) -> Tensor:
    """bool [n, n], true off the diagonal where captions cannot tell two scenes apart."""
    keys = [_sayable(scene) for scene in scenes]
    return torch.tensor([[i != j and a == b for j, b in enumerate(keys)] for i, a in enumerate(keys)])


def _sayable(scene: Scene) -> Scene:
    """The scene without what no caption says: its look, and colours where the style has none."""
    subjects = scene.subjects
    if scene.style in COLOURLESS_STYLES:
        subjects = tuple(dataclasses.replace(subject, colour="white") for subject in subjects)
    return dataclasses.replace(scene, subjects=subjects, look=0)
