"""Painting one picture from a condition, as moments."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import torch

from engine.generate.diffusion import (
    Denoised,
    Scheduler,
    decode,
    denoise,
    draw_noise,
    make_scheduler,
    noise_generator,
    noised,
    steps_to_run,
)
from engine.generate.job import Job, Moment, Painted
from engine.generate.preview import Map, fit_preview, preview_jpeg, stand_in_pictures
from engine.generate.settings import PaintPlan
from engine.model.dreamllm import DreamLLM
from engine.model.picture import to_pictures
from engine.protocol.events import DreamStarted, DreamStep
from engine.protocol.values import Recipe

LONGEST_QUOTE = 400


@dataclass(frozen=True)
class Commission:
    """One picture to be painted.

    Attributes:
        index: which picture of the job, from 0.
        mode: which task wants it, for the recipe.
        seed: of this picture's noise.
        words: what the model had read last before it dreamed.
        start: clean latents [1, C, h, w] of a picture to repaint, or None to paint from nothing.
        strength: how much of it is repainted, (0, 1].
    """

    index: int
    mode: str
    seed: int
    plan: PaintPlan
    words: str = ""
    start: torch.Tensor | None = None
    strength: float = 1.0

    def recipe(self, model: str) -> Recipe:
        """How the picture came to be; `model` is the model's name."""
        plan = self.plan
        return Recipe(
            model=model,
            mode=self.mode,
            seed=self.seed,
            steps=plan.steps,
            guidance=plan.guidance,
            guidance_rescale=plan.guidance_rescale,
            negative=plan.negative,
            scheduler=plan.scheduler,
            width=plan.width,
            height=plan.height,
            conditioned_on=self.words.strip()[-LONGEST_QUOTE:],
            strength=None if self.start is None else self.strength,
        )


def paint(job: Job, condition: torch.Tensor, commission: Commission) -> Generator[Moment, None, Painted | None]:
    """Paint a picture from a condition [1, N, X].

    Returns:
        The picture (also yielded, last), or None when the job was cancelled on the way.
    """
    model, plan, index = job.reader.model, commission.plan, commission.index
    size = (plan.width, plan.height)
    scheduler = make_scheduler(model.scheduler_config, plan.scheduler)
    total = steps_to_run(plan.steps, commission.strength)
    yield DreamStarted(index, plan.width, plan.height, total)
    with job.tally.painting():
        job.reader.threads.use_wide()
        colours = _preview_map(job)
    state: Denoised | None = None
    for state in job.tally.painted_steps(_states(job, condition, commission, scheduler)):
        yield DreamStep(index, state.step, total, preview_jpeg(state.estimate[0], colours, size))
        if job.cancelled():
            return None
    assert state is not None
    with job.tally.painting():
        picture = to_pictures(decode(model.vae, state.latents))[0]
    job.tally.pictures += 1
    painted = Painted(index, picture, commission.recipe(model.config.card.name))
    yield painted
    return painted


def latent_shape(model: DreamLLM, plan: PaintPlan) -> tuple[int, int, int]:
    """Channels, height and width of a picture's latents."""
    return model.latent_channels, plan.height // model.vae_factor, plan.width // model.vae_factor


def _states(
    job: Job, condition: torch.Tensor, commission: Commission, scheduler: Scheduler
) -> Generator[Denoised, None, None]:
    model, plan = job.reader.model, commission.plan
    generator = noise_generator(commission.seed)
    latents = draw_noise([generator], latent_shape(model, plan))
    if commission.start is not None:
        latents = noised(scheduler, commission.start.cpu(), latents, plan.steps, commission.strength)
    yield from denoise(
        model.unet,
        condition,
        _unconditional(job, plan),
        scheduler,
        latents,
        steps=plan.steps,
        guidance=plan.guidance,
        guidance_rescale=plan.guidance_rescale,
        strength=commission.strength,
        generators=[generator],
    )


def _unconditional(job: Job, plan: PaintPlan) -> torch.Tensor | None:
    if plan.guidance <= 1:
        return None
    if not plan.negative.strip():
        return job.reader.unconditional()
    return job.reader.unconditional(job.loaded.tokenizer.encode(plan.negative, allow_added=False))


def _preview_map(job: Job) -> Map:
    """The model's own map, or for a model without one, a map fitted to its decoder once."""
    model, remembered = job.reader.model, job.reader.cache.remembered
    if model.config.preview:
        return model.config.preview
    fitted = remembered.get("preview")
    if fitted is None:
        pictures = stand_in_pictures(model.picture_size, model.vae_factor)
        fitted = remembered.put("preview", torch.tensor(fit_preview(model.vae, pictures)))
    return tuple(tuple(row) for row in fitted.tolist())
