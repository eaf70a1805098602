"""Variations: a picture repainted from a noised copy of itself."""

from __future__ import annotations

from collections.abc import Generator

from engine.errors import BadRequest
from engine.generate.diffusion import encode
from engine.generate.interleaved import Interleaved, Writing
from engine.generate.job import Ending, Job, Moment
from engine.generate.painting import Commission
from engine.generate.settings import PaintPlan, plan_painting
from engine.model.picture import to_pixels
from engine.protocol.events import Notice, TextPiece
from engine.protocol.requests import Vary
from engine.protocol.values import TextSettings
from engine.tasks.ask import DESCRIPTION_CUT, DESCRIPTION_TOKENS, description_prompt_turns
from engine.tasks.checks import check_takes, check_words
from engine.tasks.illustrate import plain_prompt
from engine.tasks.pictures import opened
from engine.tasks.prompts import STOPS, chat_prompt, check_room
from engine.tasks.takes import dream_takes


def vary(job: Job, request: Vary) -> Generator[Moment | Notice, None, Ending]:
    """Repaint a picture: from the words, or from what the model itself says that it shows.

    What the model said is told as each take's caption; words that a person gave are known already.
    """
    if not 0 < request.strength <= 1:
        raise BadRequest(f"The strength cannot be {request.strength:g}.", "Choose a number above 0 and up to 1.")
    count = check_takes(request.count)
    plan = plan_painting(request.paint, job.loaded)
    picture = opened(request.picture)
    words = request.words.strip() and check_words(request.words, "the description", job.loaded.tokenizer)
    said = ""
    if not words:
        prompt = chat_prompt(job, description_prompt_turns(), [job.see(picture)])
        check_room(job, prompt)
        said, ending = _written(Interleaved(job, _description(plan, request.seed)).run(prompt))
        if ending == "cancelled":
            return "cancelled"
        if ending == "length":
            yield DESCRIPTION_CUT
    with job.tally.painting():
        start = encode(job.reader.model.vae, to_pixels(picture, (plan.width, plan.height)))
    commission = Commission(0, "vary", request.seed, plan, words or said, start, request.strength)
    text = plain_prompt(job, words or said)
    check_room(job, text, pictures=1)
    return (yield from dream_takes(job, text, commission, count, said))


def _written(moments: Generator[Moment, None, Ending]) -> tuple[str, Ending]:
    """The words that are written in a run, and how it ends."""
    words = ""
    while True:
        try:
            moment = next(moments)
        except StopIteration as end:
            return words, end.value
        words += moment.text if isinstance(moment, TextPiece) else ""


def _description(plan: PaintPlan, seed: int) -> Writing:
    return Writing(
        mode="vary",
        text=TextSettings(temperature=0.0),
        paint=plan,
        pictures=0,
        max_tokens=DESCRIPTION_TOKENS,
        seed=seed,
        stops=(*STOPS, "\n"),
    )
