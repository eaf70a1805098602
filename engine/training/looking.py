"""Lessons in looking: halfway through the language model, right behind a picture, know what is in it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from engine.config import BOS, IM_END, IM_PATCH, IM_START
from engine.model.dreamllm import DreamLLM
from engine.storybook.judge import HEADS
from engine.storybook.scene import Scene
from engine.training.attention import fit_attention
from engine.training.attributes import attribute_loss
from engine.training.bank import Bank
from engine.training.loop import Metrics, Schedule
from engine.training.own import Own
from engine.training.sight_stage import to_be_seen

WEIGHT = 1.0
"""Of this loss beside that of language."""


class Looker(nn.Module):
    """Reads the language model's state at `<im_end>`, behind the first half of its layers, and names all attributes.

    Of what a model says about pictures only a word here and there depends on them, so that it learns to look very
    slowly. Asked for all attributes of every picture at once, at one place that all later words can look back to,
    it learns that in a fraction of the steps. The heads are left behind when the model is trained.
    """

    def __init__(self, model: DreamLLM) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(model.width)
        self.heads = nn.ModuleDict({name: nn.Linear(model.width, len(values)) for name, values in HEADS.items()})
        self._state: Tensor | None = None
        layers = model.language_model.model.layers
        self.watch(layers[half(len(layers)) - 1])

    def watch(self, layer: nn.Module) -> None:
        """Read the states behind this layer."""
        layer.register_forward_hook(self._keep)

    def _keep(self, module: nn.Module, given: object, output: Tensor | tuple[Tensor, ...]) -> None:
        self._state = output if isinstance(output, Tensor) else output[0]

    def loss(self, model: DreamLLM, ids: Tensor, scenes: Sequence[Scene]) -> tuple[Tensor, Tensor]:
        """Of what the language model knew in its last call.

        Args:
            model: the one that was given before.
            ids: int64 [B, L], what it read.
            scenes: of its pictures, in order of `<im_start>` over rows, then positions.

        Returns:
            The loss, and the share of the pictures whose subject is known.
        """
        assert self._state is not None
        known = self.norm(model.looked_states(self._state, ids).float())
        self._state = None
        logits = {name: head(known) for name, head in self.heads.items()}
        kinds = torch.tensor([HEADS["kind"].index(scene.main.kind) for scene in scenes], device=known.device)
        return attribute_loss(logits, scenes), (logits["kind"].detach().argmax(-1) == kinds).float().mean()


def half(layers: int) -> int:
    """How many of `layers` layers are the first half: at least one."""
    return max(1, layers // 2)


class LookingStage:
    """Trains the vision projector and the first half of the language model to look, with no words to read or say."""

    name = "looking"

    def __init__(self, model: DreamLLM, looker: Looker, bank: Bank, side: int, schedule: Schedule) -> None:
        """`looker`: of the model. `side`: pixels a side that the vision encoder sees."""
        self.model, self.looker, self.bank, self.side, self.schedule = model, looker, bank, side, schedule
        model.requires_grad_(False)
        layers = model.language_model.model.layers
        learning = [model.vision_projector, *layers[: half(len(layers))], looker]
        self.trained = [parameter for module in learning for parameter in module.parameters()]
        for parameter in self.trained:
            parameter.requires_grad_(True)
        fit_attention(model.language_model, model.vision_encoder)

    def modules(self) -> dict[str, nn.Module]:
        return {"language_model": self.model.language_model, "own": Own(self.model), "looker": self.looker}

    def parameters(self) -> Sequence[nn.Parameter]:
        return self.trained

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        model = self.model
        pixels, scenes = to_be_seen(self.bank, self.schedule.batch, self.side, rng, generator, model.device)
        token = model.config.token
        block = [token(BOS), token(IM_START), *[token(IM_PATCH)] * model.patches, token(IM_END)]
        ids = torch.tensor([block] * len(scenes), device=model.device)
        with torch.autocast(model.device.type, torch.bfloat16):
            model.hidden(model.splice(ids, model.encode_pictures(pixels)))
            loss, known = self.looker.loss(model, ids, scenes)
        return loss, {"loss": loss.detach(), "known": known}

    def sheet(self, path: Path) -> None:
        """The share of subjects that it knows in 256 pictures of the bank."""
        rng, generator, known = random.Random("sheet"), torch.Generator().manual_seed(0), []
        with torch.no_grad():
            for _ in range(max(1, 256 // self.schedule.batch)):
                known.append(self.loss(0, rng, generator)[1]["known"].item())
        path.with_suffix(".txt").write_text(f"subjects known: {sum(known) / len(known):.3f}\n")
