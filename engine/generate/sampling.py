"""How the next token is chosen: pure functions on one row of logits."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from engine.protocol.values import TextSettings


def text_generator(seed: int) -> torch.Generator:
    """The source of chance for a job's words: on the CPU, so that it is the same beside any device."""
    return torch.Generator("cpu").manual_seed(seed)


def choose(
    logits: torch.Tensor,
    settings: TextSettings,
    generator: torch.Generator,
    written: Sequence[int] = (),
    banned: torch.Tensor | None = None,
) -> int:
    """The next token.

    Args:
        logits: [V], any dtype and device; not changed.
        settings: temperature (0 is greedy), top-k, top-p, repetition penalty, applied in the usual order:
            penalty, temperature, top-k, top-p.
        generator: on the CPU; not touched when greedy.
        written: ids that the repetition penalty holds against.
        banned: ids [n] that must not be chosen.
    """
    row = logits.detach().float().cpu()
    if settings.repetition_penalty != 1.0 and written:
        row = penalise(row, written, settings.repetition_penalty)
    if banned is not None:
        row = row.index_fill(0, banned, float("-inf"))
    if settings.temperature == 0:
        return int(row.argmax())
    row = row / settings.temperature
    if 0 < settings.top_k < row.shape[0]:
        row = keep_best(row, settings.top_k)
    if settings.top_p < 1:
        row = keep_likely(row, settings.top_p)
    return int(torch.multinomial(row.softmax(0), 1, generator=generator))


def penalise(logits: torch.Tensor, written: Sequence[int], penalty: float) -> torch.Tensor:
    """Make tokens that were written less likely (Keskar et al. 2019): positive logits / penalty, negative * penalty."""
    ids = torch.tensor(sorted(set(written)))
    chosen = logits[ids]
    return logits.index_copy(0, ids, torch.where(chosen > 0, chosen / penalty, chosen * penalty))


def keep_best(logits: torch.Tensor, count: int) -> torch.Tensor:
    """Only the `count` largest logits; the rest become -inf."""
    threshold = logits.topk(count).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))


def keep_likely(logits: torch.Tensor, mass: float) -> torch.Tensor:
    """The smallest set of largest logits whose probability reaches `mass` (Holtzman et al. 2020); at least one."""
    ordered, order = logits.sort(descending=True)
    before = ordered.softmax(0).cumsum(0) - ordered.softmax(0)
    return logits.index_fill(0, order[before >= mass], float("-inf")) if bool((before >= mass).any()) else logits
