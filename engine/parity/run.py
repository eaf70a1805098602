"""The parity run: import a fixture's checkpoint, compute every golden quantity again, compare."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TextIO

import torch

from engine.checkpoint.folder import STEMS, TOKENIZER
from engine.checkpoint.official import Official, examine, import_official
from engine.checkpoint.official_weights import IN_MODEL
from engine.checkpoint.stored import open_language_model, open_torch
from engine.checkpoint.weights import read_tensors
from engine.model.loaded import load_checkpoint
from engine.model.picture import open_picture
from engine.parity import dreams, language, learning, painter, words
from engine.parity.fixture import JSON, Fixture
from engine.parity.learning import Learner
from engine.parity.report import Report
from engine.parity.speech import Speech


def run_parity(folder: Path, out: TextIO) -> int:
    """Compare the engine with a fixture, one line for each quantity.

    Args:
        folder: the fixture, with `checkpoint/`, `inputs/`, `golden.json` and `golden.safetensors`.
        out: where the lines go: name, largest absolute difference, tolerance, verdict.

    Returns:
        The exit status: 0 when every quantity agrees, 1 when any does not or is not known.

    Raises:
        BadRequest: the folder is no fixture.
        ImportRefused: its checkpoint is not what it says it is.
    """
    fixture = Fixture(folder)
    report = Report(out, fixture.quantities())
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "model"
        import_official(fixture.checkpoint, target)
        official = examine(fixture.checkpoint)
        _check_notes(fixture, report)
        report.attempt("reload_check", partial(_check_reload, fixture, report, official, target))
        _check_all(fixture, report, official, target)
    return report.finish()


def _check_all(fixture: Fixture, report: Report, official: Official, target: Path) -> None:
    loaded = load_checkpoint(target, dtype=torch.float32)
    tokenizer, sizes = loaded.tokenizer, loaded.model.block_sizes
    pixels = loaded.preprocessor([open_picture(path.read_bytes()) for path in fixture.pictures])
    speech = Speech(fixture, loaded.model, tokenizer, pixels)
    facts = fixture.facts
    report.attempt("tokenizer", partial(words.check_tokenizer, fixture, report, tokenizer, target / TOKENIZER))
    report.attempt("padding", partial(words.check_padding, fixture, report, tokenizer))
    report.attempt("chat prompts", partial(words.check_chat_prompts, fixture, report))
    for name in facts.get("layouts", {}):
        report.attempt(f"layout {name}", partial(words.check_layout, fixture, report, tokenizer, sizes, name))
    for name in facts.get("train_batches", {}):
        report.attempt(f"batch {name}", partial(words.check_batch, fixture, report, tokenizer, sizes, name))
    report.attempt("pictures", partial(language.check_pictures, fixture, report, speech))
    for name in facts.get("lm_sequences", {}):
        report.attempt(f"sequence {name}", partial(language.check_sequence, fixture, report, speech, name))
    for name in fixture.with_kind("lm.", "attention_mask"):
        report.attempt(f"batch {name}", partial(language.check_batch, fixture, report, speech, name))
    for name in facts.get("generation", {}):
        report.attempt(f"generation {name}", partial(language.check_generation, fixture, report, speech, name))
    report.attempt("dreams", partial(dreams.check_dreams, fixture, report, speech))
    report.attempt("differences of dreams", partial(dreams.check_differences, fixture, report, speech))
    for name in fixture.under("sd."):
        report.attempt(f"call sd.{name}", partial(painter.check_single_call, fixture, report, speech, f"sd.{name}"))
    report.attempt("influence", partial(painter.check_influence, fixture, report, speech))
    report.attempt("schedules", partial(painter.check_schedules, fixture, report, speech))
    for run in facts.get("pipeline", {}):
        report.attempt(f"run {run}", partial(painter.check_run, fixture, report, speech, run))
    learner = Learner(fixture, speech, official)
    report.attempt("learner", partial(learning.check_learner, fixture, report, learner))
    for run in facts.get("train", {}):
        report.attempt(f"step {run}", partial(learning.check_step, fixture, report, learner, run))


def _check_notes(fixture: Fixture, report: Report) -> None:
    """What only describes: library versions, probes of the official code's defects, notes on arrays."""
    report.given_under(f"{JSON}versions")
    report.given_under(f"{JSON}gen_text")
    report.skipped_under(f"{JSON}quirk_probes", "tells of a defect of the official code")
    for name, note in fixture.notes.items():
        if name in fixture.arrays and list(fixture.arrays[name].shape) != note.get("shape"):
            report.exact(f"{name} (shape)", list(fixture.arrays[name].shape), note.get("shape"))


def _check_reload(fixture: Fixture, report: Report, official: Official, target: Path) -> None:
    """How many tensors the official folder holds, and which of them changed on the way into ours: none."""
    source = fixture.checkpoint
    plugins = [source / f"{plugin}.bin" for plugin in IN_MODEL]
    count = len(open_language_model(source)) + sum(len(open_torch(path)) for path in plugins)
    changed = []
    for part in official.weights:
        ours = dict(read_tensors(target / part.component, STEMS[part.component]))
        changed += [name for name, tensor in part.tensors.items() if not torch.equal(ours[name], tensor.read())]
    golden = fixture.facts.get("reload_check", {})
    if "n_tensors" in golden:
        report.exact(f"{JSON}reload_check.n_tensors", count, golden["n_tensors"])
    if "mismatching" in golden:
        report.exact(f"{JSON}reload_check.mismatching", changed, golden["mismatching"])
