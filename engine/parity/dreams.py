"""Parity of dreams: their states after prompts and pictures, and in the layout of training."""

from __future__ import annotations

from functools import partial

import torch

from engine.config import DREAM_START, IM_START
from engine.generate.blocks import Block
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import ABSOLUTE, Report
from engine.parity.speech import Speech

OPTIONAL = ("dream.train_uncond", "dream.quirk_")
"""Beginnings of the names that the fixtures' README calls optional."""

_TRAINED = "dream.train_layout"


@torch.inference_mode()
def check_dreams(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Every array under `dream.`: `<context>`, or `<context>.<kind>`; contexts are prompts, or given as ids."""
    report.given_under(f"{JSON}prompts")
    prompts = {"uncond": "", **fixture.facts.get("prompts", {})}
    for name, text in prompts.items():
        speech.dreams[name] = speech.dreams_of(text)
    speech.dreams["uncond"] = speech.model.unconditional()
    for name in fixture.under("dream."):
        full = f"dream.{name}"
        context, _, kind = name.rpartition(".")
        if full.startswith(OPTIONAL):
            report.skipped(full, "a peculiarity of the official code")
        elif name in prompts:
            report.close(full, speech.dreams[name], fixture.arrays[full])
        elif kind == "input_ids":
            report.given(full)
            report.attempt(f"dream.{context}", partial(_check_context, fixture, report, speech, context))
        elif context in prompts:
            _check_block(fixture, report, speech, full, [speech.words(prompts[context])])


def _check_context(fixture: Fixture, report: Report, speech: Speech, context: str) -> None:
    """A context given as ids: the dream after it, or (where it holds one itself) all of it in one pass."""
    ids = fixture.arrays[f"dream.{context}.input_ids"]
    pictures = _pictures(fixture, report, speech, context)
    states = speech.one_pass(ids, pictures)
    trained = bool((ids == speech.model.config.token(DREAM_START)).any())
    blocks = speech.blocks(ids[0].tolist(), pictures)
    if trained:
        speech.dreams[context] = speech.model.dream_states(states, ids)
    else:
        speech.dreams[context] = speech.dream_after(blocks)[None, 1:-1]
    for kind in fixture.under(f"dream.{context}."):
        full = f"dream.{context}.{kind}"
        if kind == "embeds":
            report.close(full, speech.dreams[context], fixture.arrays[full])
        elif kind == "last_hidden":
            report.close(full, states, fixture.arrays[full])
        elif kind == "logits":
            report.close(full, speech.logits(states), fixture.arrays[full])
        elif not trained:
            _check_block(fixture, report, speech, full, blocks)


def _check_block(fixture: Fixture, report: Report, speech: Speech, full: str, blocks: list[Block]) -> None:
    """What the model says of a whole dream block after a context, its two markers included."""
    kind = full.rpartition(".")[2]
    if kind in ("all_hidden", "all_logits"):
        states = speech.dream_after(blocks)[None]
        report.close(full, states if kind == "all_hidden" else speech.logits(states), fixture.arrays[full])


def _pictures(fixture: Fixture, report: Report, speech: Speech, context: str) -> list[int]:
    """Which input pictures stand in a context: as an array says, or its note; else the first ones."""
    if f"dream.{context}.image_index" in fixture.arrays:
        report.given_under(f"dream.{context}.image_index")
        return [int(picture) for picture in fixture.arrays[f"dream.{context}.image_index"]]
    name = f"dream.{context}.input_ids"
    count = int((fixture.arrays[name] == speech.model.config.token(IM_START)).sum())
    named = fixture.named_pictures(name)
    return (named * count if len(named) == 1 else named) or list(range(count))


@torch.inference_mode()
def check_differences(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Differences that the official code measured between two ways to the same states: ours must vanish as well."""
    name = "dream_train_layout_vs_cached_maxdiff"
    if name in fixture.facts:
        ids = fixture.arrays[f"{_TRAINED}.input_ids"]
        pictures = _pictures(fixture, report, speech, _TRAINED.removeprefix("dream."))
        rows = speech.model.dream_states(speech.one_pass(ids, pictures), ids)[:1]
        start = ids[0].tolist().index(speech.model.config.token(DREAM_START))
        cached = speech.dream_after(speech.blocks(ids[0, :start].tolist(), pictures))[None, 1:-1]
        report.number(f"{JSON}{name}", float((rows - cached).abs().max()), fixture.facts[name], absolute=ABSOLUTE)
    name = "uncond_infer_vs_queries_in_train_seq_maxdiff"
    if name in fixture.facts:
        ids = torch.tensor([[speech.tokenizer.bos_id, *speech.dream_ids(), speech.tokenizer.eos_id]])
        rows = speech.model.dream_states(speech.one_pass(ids, []), ids)
        gap = float((rows - speech.dreams["uncond"]).abs().max())
        report.number(f"{JSON}{name}", gap, fixture.facts[name], absolute=ABSOLUTE)
