"""Sampling pictures."""

from __future__ import annotations

import pytest
import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

from engine.generate.diffusion import (
    AncestralScheduler,
    clean_estimate,
    decode,
    denoise,
    draw_noise,
    encode,
    guided,
    initial_noise,
    make_scheduler,
    noise_generator,
    noised,
    set_steps,
    steps_to_run,
)
from engine.protocol.values import SchedulerName
from tests.engine.tiny import tiny_model

NAMES: tuple[SchedulerName, ...] = ("dpm++", "ddim", "ddpm")
SHAPE = (4, 8, 8)


def conditions() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(5)
    return torch.randn(1, 4, 24, generator=generator), torch.randn(1, 4, 24, generator=generator)


def sample(name: SchedulerName, seeds: list[int], steps: int = 3, prediction_type: str = "epsilon") -> torch.Tensor:
    model = tiny_model(prediction_type=prediction_type).model
    condition, unconditional = conditions()
    generators = [noise_generator(seed) for seed in seeds]
    states = denoise(
        model.unet,
        condition,
        unconditional,
        make_scheduler(model.scheduler_config, name),
        draw_noise(generators, SHAPE),
        steps=steps,
        guidance=3.0,
        guidance_rescale=0.3,
        generators=generators,
    )
    return list(states)[-1].latents


def test_noise_depends_on_the_seed_alone() -> None:
    assert torch.equal(initial_noise(3, SHAPE), initial_noise(3, SHAPE))
    assert not torch.equal(initial_noise(3, SHAPE), initial_noise(4, SHAPE))
    both = draw_noise([noise_generator(3), noise_generator(4)], SHAPE)
    assert torch.equal(both[:1], initial_noise(3, SHAPE))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prediction_type", ["epsilon", "v_prediction"])
def test_a_batch_equals_its_pictures_alone(name: SchedulerName, prediction_type: str) -> None:
    together = sample(name, [1, 2], prediction_type=prediction_type)
    apart = torch.cat([sample(name, [seed], prediction_type=prediction_type) for seed in (1, 2)])
    assert torch.allclose(together, apart, atol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_bits(name: SchedulerName) -> None:
    assert torch.equal(sample(name, [7]), sample(name, [7]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("steps", [1, 2, 20])
def test_any_number_of_steps_ends_in_finite_latents(name: SchedulerName, steps: int) -> None:
    assert sample(name, [0], steps).isfinite().all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("offset", [0, 1, 7])
def test_as_many_steps_as_possible_stay_within_the_schedule(name: SchedulerName, offset: int) -> None:
    config = {**tiny_model().model.scheduler_config, "num_train_timesteps": 30, "steps_offset": offset}
    scheduler = make_scheduler(config, name)
    set_steps(scheduler, 29)
    places = scheduler.timesteps.tolist()
    assert len(set(places)) == 29
    assert all(0 <= place < 30 for place in places)
    latents = torch.ones(1, *SHAPE)
    for place in places:
        assert clean_estimate(scheduler, latents, place, latents).isfinite().all()
        if isinstance(scheduler, AncestralScheduler):
            latents = scheduler.noisy_step(torch.zeros_like(latents), place, latents, torch.zeros_like(latents))
        else:
            latents = scheduler.step(torch.zeros_like(latents), place, latents, return_dict=False)[0]
    assert latents.isfinite().all()


@pytest.mark.parametrize("clip_sample", [False, True])
@pytest.mark.parametrize("prediction_type", ["epsilon", "v_prediction"])
def test_the_ancestral_sampler_is_ddpm(prediction_type: str, clip_sample: bool) -> None:
    config = tiny_model(prediction_type=prediction_type).model.scheduler_config | {"clip_sample": clip_sample}
    ours = make_scheduler(config, "ddpm")
    assert isinstance(ours, AncestralScheduler)
    stock = DDPMScheduler.from_config({key: value for key, value in config.items() if not key.startswith("_")})
    set_steps(ours, 10)
    stock.set_timesteps(10)
    assert ours.timesteps.tolist() == stock.timesteps.tolist() == list(range(901, 0, -100))
    generator = torch.Generator().manual_seed(0)
    latents = torch.randn(1, *SHAPE, generator=generator)
    for timestep in ours.timesteps.tolist():
        prediction = torch.randn(1, *SHAPE, generator=generator)
        state = generator.get_state()
        expected = stock.step(prediction, timestep, latents, generator=generator).prev_sample
        generator.set_state(state)
        noise = torch.randn(1, *SHAPE, generator=generator)
        latents = ours.noisy_step(prediction, timestep, latents, noise)
        assert torch.allclose(latents, expected, atol=1e-5)


def test_given_step_noise_replaces_the_generators() -> None:
    model = tiny_model().model
    condition, _ = conditions()
    generator = noise_generator(3)
    latents = draw_noise([generator], SHAPE)
    noise = [draw_noise([generator], SHAPE) for _ in range(3)]
    states = denoise(
        model.unet,
        condition,
        None,
        make_scheduler(model.scheduler_config, "ddpm"),
        latents,
        steps=3,
        guidance=1.0,
        step_noise=noise,
    )
    again = noise_generator(3)
    latents = draw_noise([again], SHAPE)
    others = denoise(
        model.unet,
        condition,
        None,
        make_scheduler(model.scheduler_config, "ddpm"),
        latents,
        steps=3,
        guidance=1.0,
        generators=[again],
    )
    assert torch.equal(list(states)[-1].latents, list(others)[-1].latents)


def test_guidance_and_its_rescale() -> None:
    positive, negative = torch.randn(2, 2, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(guided(positive, negative, 1.0), positive, atol=1e-6)
    full = guided(positive, negative, 7.5, rescale=1.0)
    assert torch.allclose(full.std(dim=(1, 2, 3)), positive.std(dim=(1, 2, 3)), rtol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_a_faithful_prediction_of_the_noise_leads_back_to_the_clean_picture(name: SchedulerName) -> None:
    config = tiny_model().model.scheduler_config
    clean, noise = torch.randn(2, 1, *SHAPE, generator=torch.Generator().manual_seed(0))
    scheduler = make_scheduler(config, name)
    start = noised(scheduler, clean, noise, steps=10, strength=0.5)
    first = int(scheduler.timesteps[5])
    assert torch.allclose(clean_estimate(scheduler, noise, first, start), clean, atol=1e-4)


def test_strength_runs_the_last_steps_and_keeps_at_least_one() -> None:
    assert [steps_to_run(10, strength) for strength in (0.01, 0.5, 0.96, 1.0)] == [1, 5, 10, 10]
    model = tiny_model().model
    condition, _ = conditions()
    scheduler = make_scheduler(model.scheduler_config, "dpm++")
    clean = torch.randn(1, *SHAPE, generator=torch.Generator().manual_seed(0))
    noise = initial_noise(9, SHAPE)
    weak = noised(scheduler, clean, noise, 10, 0.1)
    assert (weak - clean).abs().mean() < (noised(scheduler, clean, noise, 10, 0.8) - clean).abs().mean()
    assert torch.equal(noised(scheduler, clean, noise, 10, 1.0), noise)
    states = list(denoise(model.unet, condition, None, scheduler, weak, steps=10, guidance=1.0, strength=0.1))
    assert [(state.step, state.steps) for state in states] == [(1, 1)]


def test_decode_inverts_the_scale_of_encode() -> None:
    vae = tiny_model().model.vae
    pictures = torch.rand(2, 3, 16, 16, generator=torch.Generator().manual_seed(0)) * 2 - 1
    latents = encode(vae, pictures)
    assert latents.shape == (2, 4, 8, 8)
    with torch.inference_mode():
        expected = vae.decode(vae.encode(pictures).latent_dist.mean).sample
    assert torch.allclose(decode(vae, latents), expected, atol=1e-5)
