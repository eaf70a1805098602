"""The parity run: the fixture agrees; a changed weight, an unknown quantity, or one left out fails."""

from __future__ import annotations

import io
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from engine.parity.report import Report
from engine.parity.run import run_parity
from tests.engine.checkpoint.officials import copied, edit_bin
from tests.engine.golden import FIXTURE, GOLDEN


def test_the_fixture_agrees() -> None:
    out = io.StringIO()
    status = run_parity(FIXTURE, out)
    lines = out.getvalue().splitlines()
    assert [line for line in lines if "FAIL" in line] == []
    assert status == 0
    arrays = load_file(FIXTURE / "golden.safetensors")
    assert set(arrays) <= {line.split()[0] for line in lines}
    skipped = {line.split()[0] for line in lines if "skipped" in line and not line.startswith("json:")}
    assert {name for name in skipped if name in arrays} == {"dream.train_uncond", "dream.quirk_batch_p0_p1"}


def test_a_changed_weight_and_the_unknown_fail(tmp_path: Path) -> None:
    source = copied(tmp_path)
    edit_bin(source / "clip_vision_embedding.bin", lambda tensors: tensors["projector.projector.bias"].add_(0.01))
    arrays = load_file(FIXTURE / "golden.safetensors")
    kept = {name: tensor for name, tensor in arrays.items() if name.startswith("image.")}
    save_file(kept | {"image.unheard_of": torch.zeros(1)}, tmp_path / "golden.safetensors")
    facts = {"num_dream_queries": 8, "prophecy": {"weather": "snow"}}
    facts["arrays"] = {name: GOLDEN["arrays"][name] for name in kept}
    (tmp_path / "golden.json").write_text(json.dumps(facts))
    (tmp_path / "inputs").symlink_to(FIXTURE / "inputs")
    out = io.StringIO()
    assert run_parity(tmp_path, out) == 1
    verdicts = {line.split()[0]: line.split(None, 3) for line in out.getvalue().splitlines()}
    assert "ok" in verdicts["image.pixel_values"]
    assert "ok" in verdicts["image.clip_hidden_m2"]
    assert "ok" in verdicts["json:num_dream_queries"]
    failed = {name for name, words in verdicts.items() if any("FAIL" in word for word in words)}
    assert failed == {"image.features", "image.unheard_of", "json:prophecy.weather"}


def test_a_check_that_breaks_fails_what_it_did_not_reach() -> None:
    out = io.StringIO()
    report = Report(out, ["first", "second"])

    def check() -> None:
        report.number("first", 1.0, 1.0)
        raise ValueError("no such scheduler")

    report.attempt("group", check)
    assert report.finish() == 1
    assert "no such scheduler" in out.getvalue()
    assert "1 compared, 0 inputs, 0 skipped, 2 failed" in out.getvalue()


def test_nothing_passes_by_being_no_number() -> None:
    report = Report(io.StringIO(), [])
    report.close("broken", torch.tensor([float("nan")]), torch.zeros(1))
    report.exact("flag", True, 1)
    report.close("shape", torch.zeros(2), torch.zeros(1))
    assert report.failed == 3
