"""Stages I, II and III of DreamLLM (section 3 of the paper) on the storybook world.

I aligns: the vision projector learns from pictures with captions, the dream queries and the condition
projector learn from captions with pictures, everything else is frozen. II and III train the language model
too, on interleaved documents and on instructions. The vision encoder, the UNet and the VAE stay frozen
throughout; pictures are learned by denoising in the VAE's latent space, through the frozen UNet.

A stage of our own, "reading", stands between the halves of I: the language model learns the words of stages
II and III, with pictures to look at and none to paint. It needs no UNet, so it runs while the UNet is trained. Wherever
the language model learns, it also learns to look (`Looker`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.model.dreamllm import DreamLLM
from engine.sequence.layout import IGNORED, BlockSizes, Layout, collate
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.captions import canonical_caption
from engine.storybook.corpus import caption_example, describe_example, sample_example
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.example import Example, Turn
from engine.storybook.scene import Scene
from engine.training.ahead import Ahead
from engine.training.attention import fit_attention
from engine.training.bank import to_tensor
from engine.training.clip_stage import vision_pixels
from engine.training.example_layout import example_layout
from engine.training.latent_stage import SCHEDULER, sheet_scenes
from engine.training.looking import WEIGHT as LOOKING
from engine.training.looking import Looker
from engine.training.loop import Metrics, Schedule
from engine.training.losses import NoiseOptions, denoising_loss, draw, drop_conditions, encode_latents, total_loss
from engine.training.own import Own
from engine.training.presets import Sizes
from engine.training.sheets import save_captioned, to_image
from engine.training.teacher import WEIGHT as TEACHING
from engine.training.teacher import Teacher

GROUPS = 3
"""A batch is split by length into this many padded groups, so that little is spent on padding."""
MAX_TOKENS = 800
"""Longer examples are left out: of long articles with four pictures, which are the longest, about one in a hundred
where a picture takes 92."""
OPTIONS = NoiseOptions(snr_gamma=5.0, drop=0.1)
"""A tenth of the dreams gets the unconditional condition, for guidance."""


@dataclass(frozen=True)
class Loss:
    """Weights of the two losses (format notes, section 8)."""

    language: float
    vision: float


SMALLEST = 1e-6
"""What is divided by at least, where nothing is learned."""
Pixels = NDArray[np.uint8]
"""One picture: [size, size, 3]."""


@dataclass(frozen=True)
class Row:
    """One example as a sequence.

    Attributes:
        layout: with its pictures by number.
        denoised: which of them are denoised in this step.
        pictures: those that are looked at or denoised; no others are drawn.
        scenes: what is in each picture, whether drawn or not.
    """

    layout: Layout
    denoised: frozenset[int]
    pictures: dict[int, Pixels]
    scenes: tuple[Scene, ...]


@dataclass(frozen=True)
class Dreamed:
    """One picture that is dreamed.

    Attributes:
        states: what the language model makes of the dream queries, [N, H].
        caption: everything that is in the picture.
        pixels: where it is denoised.
    """

    states: Tensor
    caption: str
    pixels: Pixels | None


@dataclass(frozen=True)
class _Group:
    """What reading a few rows came to.

    Attributes:
        nats, learned: of all learned tokens, and how many they are, both weighed.
        looking, looked: what the looker's loss of all pictures adds up to, and how many they are.
        dreamed: the pictures that are dreamed.
    """

    nats: Tensor
    learned: Tensor
    looking: Tensor
    looked: int
    dreamed: list[Dreamed]


def _dreamed(states: Tensor, of: tuple[Row, int]) -> Dreamed:
    row, picture = of
    pixels = row.pictures[picture] if picture in row.denoised else None
    return Dreamed(states, canonical_caption(row.scenes[picture]), pixels)


def token_weights(learned: Tensor) -> Tensor:
    """What each learned token weighs, [tokens]: in a row of n of them n ** -0.5.

    Were all the same, the two hundred words of an article would drown the ten that say what an edit is to become; were
    all rows the same, a word of an article would hardly count.

    Args:
        learned: bool [rows, length].
    """
    each = learned.sum(1, keepdim=True).clamp_min(1) ** -0.5
    return each.expand(learned.shape)[learned]


@dataclass(frozen=True)
class DrawRows:
    """Draws the rows of a batch, short ones first; long examples are left out.

    Attributes:
        sample: draws one example.
        count: rows of a batch.
        dreams: how many pictures of a batch are denoised, at most.
        size: pixels a side of a picture.
        tokenizer, blocks, system: how an example becomes a sequence.
    """

    sample: Callable[[random.Random], Example]
    count: int
    dreams: int
    size: int
    tokenizer: Tokenizer
    blocks: BlockSizes
    system: str

    def __call__(self, rng: random.Random) -> list[Row]:
        laid: list[tuple[Layout, tuple[Scene, ...]]] = []
        while len(laid) < self.count:
            layout, scenes = example_layout(self.sample(rng), self.tokenizer, self.blocks, self.system)
            if len(layout) <= MAX_TOKENS:
                laid.append((layout, scenes))
        laid.sort(key=lambda row: len(row[0]))
        dreamed = [(row, number) for row, (layout, _) in enumerate(laid) for number in layout.dream_order]
        chosen = rng.sample(dreamed, min(self.dreams, len(dreamed)))
        rows = []
        for index, (layout, scenes) in enumerate(laid):
            denoised = frozenset(number for row, number in chosen if row == index)
            numbers = sorted(denoised.union(layout.image_order))
            pixels = scene_pixels([scenes[number] for number in numbers], self.size) if numbers else ()
            rows.append(Row(layout, denoised, dict(zip(numbers, pixels, strict=True)), scenes))
        return rows


class DreamStage:
    """One stage on a whole DreamLLM."""

    def __init__(
        self,
        name: str,
        model: DreamLLM,
        tokenizer: Tokenizer,
        sizes: Sizes,
        schedule: Schedule,
        trained: Sequence[nn.Parameter],
        rows: Callable[[int], list[Row]],
        weights: Loss,
        teacher: Teacher | None = None,
        looker: Looker | None = None,
    ) -> None:
        """`trained`: the parameters that learn. `rows`: those of each step, short ones first. `teacher`: of dreams.
        `looker`: of this model."""
        self.looker = looker
        self.name, self.model, self.tokenizer, self.sizes, self.schedule = name, model, tokenizer, sizes, schedule
        self.trained, self.rows, self.weights, self.teacher = list(trained), rows, weights, teacher
        for parameter in self.trained:
            parameter.requires_grad_(True)
        fit_attention(model.unet, model.language_model, model.vision_encoder)
        self.noise_schedule = DDPMScheduler.from_config(SCHEDULER)

    def modules(self) -> dict[str, nn.Module]:
        looker = {} if self.looker is None else {"looker": self.looker}
        return {"language_model": self.model.language_model, "own": Own(self.model), **looker}

    def parameters(self) -> Sequence[nn.Parameter]:
        return self.trained

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        rows = self.rows(step)
        size = -(-len(rows) // GROUPS)
        zero = torch.zeros((), device=self.model.device)
        with torch.autocast(self.model.device.type, torch.bfloat16):
            groups = [self._read(rows[start : start + size]) for start in range(0, len(rows), size)]
            learned = sum((group.learned for group in groups), zero)
            language = sum((group.nats for group in groups), zero) / learned.clamp_min(SMALLEST)
            looking = sum((group.looking for group in groups), zero) / max(1, sum(group.looked for group in groups))
            dreamed = [each for group in groups for each in group.dreamed]
            vision, taught = zero, zero
            if dreamed:
                vision, taught = self._denoise(dreamed, generator), self._taught(dreamed)
        loss = total_loss(language, vision + TEACHING * taught, self.weights.language, self.weights.vision)
        loss = loss + LOOKING * looking
        parts = {"loss": loss, "language": language, "looking": looking, "vision": vision, "taught": taught}
        return loss, {name: part.detach() for name, part in parts.items()}

    def _read(self, rows: Sequence[Row]) -> _Group:
        """Run the language model over rows that are padded to one length."""
        model = self.model
        batch = collate([row.layout for row in rows], self.tokenizer.pad_id)
        device = model.device
        shown = [rows[row].pictures[picture] for row, picture in batch.image_order]
        features = self._features(shown) if shown else None
        ids = batch.ids.to(device)
        embeddings = model.splice(ids, features)
        hidden = model.hidden(embeddings, batch.attention_mask.to(device), batch.position_ids.to(device))
        zero = torch.zeros((), device=device)
        group = _Group(zero, zero, zero, 0, [])
        if self.weights.language:
            targets = batch.labels[:, 1:].flatten()
            places = (targets != IGNORED).nonzero().squeeze(1)
            logits = model.logits(hidden[:, :-1].flatten(0, 1)[places.to(device)])
            nats = F.cross_entropy(logits.float(), targets[places].to(device), reduction="none")
            weights = token_weights(batch.labels[:, 1:] != IGNORED).to(device)
            group = replace(group, nats=(nats * weights).sum(), learned=weights.sum())
        if self.weights.language and self.looker is not None and shown:
            scenes = [rows[row].scenes[picture] for row, picture in batch.image_order]
            looking, _ = self.looker.loss(model, ids, scenes)
            group = replace(group, looking=looking * len(shown), looked=len(shown))
        if self.weights.vision and batch.dream_order:
            of = [(rows[row], picture) for row, picture in batch.dream_order]
            states = model.dream_states(hidden, ids)
            group = replace(group, dreamed=[_dreamed(*each) for each in zip(states, of, strict=True)])
        return group

    def _features(self, shown: Sequence[Pixels]) -> Tensor:
        pictures = to_tensor(np.stack(shown), self.model.device)
        return self.model.encode_pictures(vision_pixels(pictures, self.sizes.vision_picture))

    def _denoise(self, dreamed: Sequence[Dreamed], generator: torch.Generator) -> Tensor:
        """The loss of denoising the pictures that are."""
        model = self.model
        shown = [(each.states, each.pixels) for each in dreamed if each.pixels is not None]
        states = torch.stack([states for states, _ in shown])
        pictures = to_tensor(np.stack([pixels for _, pixels in shown]), model.device)
        side = self.sizes.picture // 8
        shape = (len(shown), self.sizes.latents, side, side)
        draws = draw(shape, self.noise_schedule.config["num_train_timesteps"], OPTIONS, generator).to(model.device)
        with torch.no_grad():
            latents = encode_latents(model.vae, pictures, draws.posterior).float()
        assert draws.drop is not None
        condition = model.condition(drop_conditions(states, model.unconditional(), draws.drop))
        return denoising_loss(model.unet, self.noise_schedule, latents, condition, draws, OPTIONS).loss

    def _taught(self, dreamed: Sequence[Dreamed]) -> Tensor:
        """How far all dreams, and the one of nothing, are from saying what the teacher says."""
        if self.teacher is None:
            return torch.zeros((), device=self.model.device)
        states = torch.cat([torch.stack([each.states for each in dreamed]), self.model.unconditional()])
        return self.teacher.loss(self.model.condition(states), [*(each.caption for each in dreamed), ""])

    @torch.no_grad()
    def sheet(self, path: Path) -> None:
        """Sixteen held-out captions, dreamed and painted in twenty steps."""
        model = self.model
        scenes = sheet_scenes()
        examples = [caption_example_of(scene) for scene in scenes]
        layouts = [example_layout(e, self.tokenizer, model.block_sizes, "")[0] for e in examples]
        batch = collate(layouts, self.tokenizer.pad_id)
        ids, mask, places = (t.to(model.device) for t in (batch.ids, batch.attention_mask, batch.position_ids))
        states = model.dream_states(model.hidden(model.splice(ids), mask, places), ids)
        condition = model.condition(torch.cat([model.unconditional().expand(len(scenes), -1, -1), states]))
        latents = torch.randn(
            (len(scenes), self.sizes.latents, self.sizes.picture // 8, self.sizes.picture // 8),
            generator=torch.Generator().manual_seed(0),
        ).to(model.device)
        scheduler = DDIMScheduler.from_config(SCHEDULER)
        scheduler.set_timesteps(20)
        for t in scheduler.timesteps:
            without, following = model.unet(torch.cat([latents] * 2), t, condition).sample.chunk(2)
            latents = scheduler.step(without + 3.0 * (following - without), t, latents).prev_sample
        pictures = model.vae.decode(latents / model.vae.config["scaling_factor"]).sample
        save_captioned([to_image(p) for p in pictures], [canonical_caption(s) for s in scenes], path)


def caption_example_of(scene: Scene) -> Example:
    """The creation pair of one scene with its canonical caption."""
    return Example("caption", (Turn("assistant", (canonical_caption(scene), scene)),))


def _shown_first(rng: random.Random) -> Example:
    """A comprehension pair: half plain pictures with captions, half requests to describe."""
    if rng.random() < 0.5:
        return describe_example(rng)
    while True:
        example = caption_example(rng)
        if not isinstance(example.turns[0].content[0], str):
            return example


def _dreamed_last(rng: random.Random) -> Example:
    """A creation pair."""
    while True:
        example = caption_example(rng)
        if isinstance(example.turns[0].content[0], str):
            return example


Draw = Callable[[random.Random], list[Row]]
Foresight = Callable[[Draw, str], Callable[[int], list[Row]]]
"""Makes the rows of each step of what draws them and a name for their chance; `Ahead` is one."""


def make_stage(
    name: str,
    model: DreamLLM,
    tokenizer: Tokenizer,
    sizes: Sizes,
    schedule: Schedule,
    dreams: int,
    foresight: Foresight = Ahead,
    teacher: Teacher | None = None,
    looker: Looker | None = None,
) -> DreamStage:
    """The dream stage called `name`; at most `dreams` pictures of a batch are denoised, with the teacher's help.

    "comprehension" and "creation" are the two halves of stage I: only the vision projector learns in the one,
    only the queries and the condition projector in the other. In "reading" the language model and the vision
    projector learn. "interleaved" is stage II, "instruct" stage III: the language model, both projectors and
    the queries learn.
    """
    model.requires_grad_(False)
    dreaming = [model.dream_queries, *model.condition_projector.parameters()]
    seeing = list(model.vision_projector.parameters())
    reading = [*seeing, *model.language_model.parameters(), *(looker.parameters() if looker else ())]
    everything = [*dreaming, *reading]
    kinds: dict[str, tuple[list[nn.Parameter], Callable[[random.Random], Example], Loss]] = {
        "comprehension": (seeing, _shown_first, Loss(1, 0)),
        "reading": (reading, _any_document, Loss(1, 0)),
        "creation": (dreaming, _dreamed_last, Loss(0, 1)),
        "interleaved": (everything, _document, Loss(1, 10)),
        "instruct": (everything, sample_example, Loss(1, 10)),
    }
    if name not in kinds:
        raise ValueError(f"no dream stage is called {name}")
    trained, sample, weights = kinds[name]
    blocks, system = model.block_sizes, model.config.card.system
    denoised = dreams if weights.vision else 0
    draw_rows = DrawRows(sample, schedule.batch, denoised, sizes.picture, tokenizer, blocks, system)
    rows = foresight(draw_rows, name)
    return DreamStage(name, model, tokenizer, sizes, schedule, trained, rows, weights, teacher, looker)


def _document(rng: random.Random) -> Example:
    """An example of stage II: interleaved documents, captions, pictures to describe."""
    return sample_example(rng, stage="pretraining")


def _any_document(rng: random.Random) -> Example:
    """Mostly an example of stage III, else one of stage II."""
    return sample_example(rng, stage="instruction" if rng.random() < 0.85 else "pretraining")
