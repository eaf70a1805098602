"""Losses against the golden training runs, and their options one by one."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

from engine.model.loaded import Loaded
from engine.training.losses import (
    Draws,
    NoiseOptions,
    denoising_loss,
    draw,
    drop_conditions,
    encode_latents,
    language_loss,
    snr_weights,
    total_loss,
)
from tests.engine.golden import GOLDEN, array

RUNS: dict[str, dict[str, Any]] = GOLDEN["train"]
DREAMING = [name for name, run in RUNS.items() if run["vm_loss"]]


def options_of(name: str) -> NoiseOptions:
    run = RUNS[name]
    return NoiseOptions(run["noise_offset"], run["input_perturbation"], run["snr_gamma"], run["drop_prob"])


def draws_of(name: str) -> Draws:
    options = options_of(name)
    return Draws(
        array(f"train.{name}.posterior_noise"),
        array(f"train.{name}.noise_eps"),
        array(f"train.{name}.offset_noise") if options.noise_offset else None,
        array(f"train.{name}.perturb_noise") if options.input_perturbation else None,
        array(f"train.{name}.timesteps"),
        array(f"train.{name}.drop_mask") if options.drop is not None else None,
    )


@pytest.mark.parametrize("name", DREAMING)
def test_golden_denoising(loaded: Loaded, name: str) -> None:
    draws = draws_of(name)
    scheduler = DDPMScheduler.from_config(loaded.model.scheduler_config)
    states = array(f"train.{name}.cond")
    if draws.drop is not None:
        states = drop_conditions(states, array(f"train.{name}.uncond"), draws.drop)
    with torch.no_grad():
        latents = encode_latents(
            loaded.model.vae, array(f"train.batch_{RUNS[name]['batch']}.images_dm"), draws.posterior
        )
        condition = loaded.model.condition(states)
        result = denoising_loss(loaded.model.unet, scheduler, latents, condition, draws, options_of(name))
    for value, golden in (
        (latents, "latents"),
        (condition, "unet_cond"),
        (result.noisy, "noisy_latents"),
        (result.prediction, "model_pred"),
    ):
        assert torch.allclose(value, array(f"train.{name}.{golden}"), rtol=0, atol=1e-4)
    assert float(result.loss) == pytest.approx(RUNS[name]["vm_loss"], rel=1e-4)


@pytest.mark.parametrize("name", ["mix", "compr", "create_stage1"])
def test_golden_language_and_total(loaded: Loaded, name: str) -> None:
    run = RUNS[name]
    batch = f"train.batch_{run['batch']}"
    model = loaded.model
    with torch.no_grad():
        features = None if name == "create_stage1" else model.encode_pictures(array(f"{batch}.images"))
        hidden = model.hidden(model.splice(array(f"{batch}.input_ids"), features), array(f"{batch}.attention_mask"))
        language = language_loss(hidden, array(f"{batch}.labels"), model.logits)
    assert float(language) == pytest.approx(run["lm_loss"], rel=1e-4)
    total = total_loss(language, torch.tensor(run["vm_loss"]), run["loss_weight_lm"], run["loss_weight_vm"])
    assert float(total) == pytest.approx(run["loss"], rel=1e-4)


def test_nothing_learned_is_zero_and_still_differentiable() -> None:
    hidden = torch.randn(1, 3, 4, requires_grad=True)
    loss = language_loss(hidden, torch.full((1, 3), -100), torch.nn.Linear(4, 5))
    (gradient,) = torch.autograd.grad(loss, hidden)
    assert float(loss.detach()) == 0
    assert float(gradient.abs().sum()) == 0


def test_each_token_predicts_the_next() -> None:
    hidden = torch.eye(3)[None]
    labels = torch.tensor([[-100, 1, 2]])
    sharp = language_loss(hidden, labels, lambda state: 50 * state.roll(1, dims=-1))
    assert float(sharp) == pytest.approx(0, abs=1e-6)


def test_draws_follow_the_documented_order() -> None:
    options = NoiseOptions(noise_offset=0.1, input_perturbation=0.1, drop=0.5)
    shape = (3, 4, 2, 2)
    draws = draw(shape, 1000, options, torch.Generator().manual_seed(5))
    generator = torch.Generator().manual_seed(5)
    assert draws.posterior.equal(torch.randn(shape, generator=generator))
    assert draws.noise.equal(torch.randn(shape, generator=generator))
    assert draws.offset is not None
    assert draws.offset.equal(torch.randn((3, 4, 1, 1), generator=generator))
    assert draws.perturbation is not None
    assert draws.perturbation.equal(torch.randn(shape, generator=generator))
    assert draws.timesteps.equal(torch.randint(0, 1000, (3,), generator=generator))
    assert draws.drop is not None
    assert draws.drop.equal(torch.bernoulli(torch.full((3,), 0.5), generator=generator))
    plain = draw(shape, 1000, NoiseOptions(), torch.Generator().manual_seed(5))
    assert (plain.offset, plain.perturbation, plain.drop) == (None, None, None)
    assert plain.to("cpu").noise.equal(draws.noise)


def test_dropped_conditions() -> None:
    states, empty = torch.ones(2, 3, 4), torch.zeros(1, 3, 4)
    assert drop_conditions(states, empty, torch.tensor([0.0, 1.0])).sum(dim=(1, 2)).tolist() == [12, 0]


@pytest.mark.parametrize(("kind", "shift"), [("epsilon", 0), ("v_prediction", 1)])
def test_min_snr_weights(kind: str, shift: int) -> None:
    scheduler = DDPMScheduler(prediction_type=kind)
    steps = torch.tensor([0, 500, 999])
    snr = scheduler.alphas_cumprod[steps] / (1 - scheduler.alphas_cumprod[steps]) + shift
    expected = torch.minimum(snr, torch.tensor(5.0)) / snr
    assert torch.allclose(snr_weights(scheduler, steps, 5.0), expected)


class _Perfect(torch.nn.Module):
    """A UNet that answers with what it was told to."""

    def __init__(self, answer: torch.Tensor) -> None:
        super().__init__()
        self.answer = answer

    def forward(self, *_: torch.Tensor) -> Any:
        return type("Output", (), {"sample": self.answer})


def test_velocity_is_the_target_of_v_prediction() -> None:
    scheduler = DDPMScheduler(prediction_type="v_prediction")
    draws = draw((2, 4, 2, 2), 1000, NoiseOptions(), torch.Generator().manual_seed(1))
    latents = torch.randn(2, 4, 2, 2)
    kept = scheduler.alphas_cumprod[draws.timesteps][:, None, None, None]
    velocity = kept.sqrt() * draws.noise - (1 - kept).sqrt() * latents
    unet: Any = _Perfect(velocity)
    result = denoising_loss(unet, scheduler, latents, torch.zeros(2, 1, 1), draws)
    assert float(result.loss) == pytest.approx(0, abs=1e-10)


def test_other_prediction_types_are_refused() -> None:
    scheduler = DDPMScheduler(prediction_type="sample")
    draws = draw((1, 4, 2, 2), 1000, NoiseOptions(), torch.Generator().manual_seed(1))
    unet: Any = _Perfect(draws.noise)
    with pytest.raises(ValueError, match="sample"):
        denoising_loss(unet, scheduler, draws.noise, torch.zeros(1, 1, 1), draws)


def test_scaled_totals() -> None:
    language, denoising = torch.tensor(2.0), torch.tensor(3.0)
    assert float(total_loss(language, denoising, 3, 4)) == 18
    assert float(total_loss(language, denoising, 3, 4, "l1_norm")) == pytest.approx(18 / 7)
    assert float(total_loss(language, denoising, 3, 4, "l2_norm")) == pytest.approx(18 / 5)
