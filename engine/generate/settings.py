"""Settings made definite: what a request leaves open comes from the model's card, and bad numbers are refused."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import get_args

from engine.errors import BadRequest
from engine.model.loaded import Loaded
from engine.protocol.values import PaintSettings, SchedulerName, TextSettings

MOST_PIXELS = 2048
MOST_SEED = 2**63


@dataclass(frozen=True)
class PaintPlan:
    """How pictures are painted, with nothing left open. Width and height are pixels."""

    steps: int
    guidance: float
    guidance_rescale: float
    negative: str
    scheduler: SchedulerName
    width: int
    height: int


def picture_seed(seed: int, index: int) -> int:
    """The seed of a job's picture number `index`: the job's seed counted on, within 63 bits.

    So a picture's recipe, which holds this number, tells its noise without the job that it came from.
    """
    return (seed + index) % MOST_SEED


def plan_painting(settings: PaintSettings, loaded: Loaded) -> PaintPlan:
    """Fill in what the settings leave open.

    Raises:
        BadRequest: a number out of its range, or too many negative words; says which and what is possible.
    """
    model, card = loaded.model, loaded.config.card
    width, height = model.picture_size
    plan = PaintPlan(
        steps=card.steps if settings.steps is None else settings.steps,
        guidance=card.guidance if settings.guidance is None else settings.guidance,
        guidance_rescale=settings.guidance_rescale,
        negative=settings.negative,
        scheduler=settings.scheduler,
        width=width if settings.width is None else settings.width,
        height=height if settings.height is None else settings.height,
    )
    # Fewer than the schedule has: with as many, some spacings take one place twice, and DPM-Solver++ divides by zero.
    most_steps = min(1000, int(model.scheduler_config.get("num_train_timesteps", 1000))) - 1
    _require_between("number of steps", plan.steps, 1, most_steps)
    _require_between("guidance", plan.guidance, 0, 100)
    _require_between("guidance rescale", plan.guidance_rescale, 0, 1)
    if plan.scheduler not in get_args(SchedulerName):
        names = ", ".join(get_args(SchedulerName))
        raise BadRequest(f"There is no sampler called {plan.scheduler!r}.", f"Choose one of these: {names}.")
    _require_size("width", plan.width, model.vae_factor)
    _require_size("height", plan.height, model.vae_factor)
    negative = loaded.tokenizer.encode(plan.negative, allow_added=False)
    if len(negative) + model.queries + 2 > model.context_tokens:
        raise BadRequest("The words for what a picture should not be are too many.", "Name only the most important.")
    return plan


def check_text(settings: TextSettings) -> TextSettings:
    """The settings, if every number is in its range.

    Raises:
        BadRequest: a number out of its range.
    """
    _require_between("temperature", settings.temperature, 0, 10)
    _require_between("top-p", settings.top_p, 0, 1, above=True)
    _require_between("top-k", settings.top_k, 0, 10**6)
    _require_between("repetition penalty", settings.repetition_penalty, 1, 10)
    _require_between("number of words", settings.max_tokens, 0, 10**6)
    _require_between("least number of words", settings.min_tokens, 0, 10**6)
    return settings


def check_seed(seed: int) -> None:
    """Refuse a seed that a recipe cannot hold.

    Raises:
        BadRequest: not a whole number from 0 to 2**63 - 1.
    """
    if not 0 <= seed < MOST_SEED:
        raise BadRequest(f"The seed {seed} is out of range.", "Choose a whole number from 0 to 2**63 - 1.")


def _require_between(name: str, value: float, low: float, high: float, above: bool = False) -> None:
    if not math.isfinite(value) or value < low or value > high or (above and value == low):
        start = f"above {low:g}" if above else f"from {low:g}"
        raise BadRequest(f"The {name} cannot be {value:g}.", f"Choose a number {start} to {high:g}.")


def _require_size(name: str, value: int, factor: int) -> None:
    if not factor <= value <= MOST_PIXELS or value % factor:
        advice = f"Choose a multiple of {factor} from {factor} to {MOST_PIXELS}."
        raise BadRequest(f"The {name} of a picture cannot be {value} pixels.", advice)
