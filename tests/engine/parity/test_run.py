"""The parity run: the fixture agrees; a changed weight, an unknown quantity, or one left out fails."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.parity.report import Report
from engine.parity.run import run_parity
from tests.engine.checkpoint.officials import copied, edit_bin
from tests.engine.golden import FIXTURE, GOLDEN
from tests.engine.parity.second import build


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture of other kinds and sizes, whose numbers come from stock modules."""
    folder = tmp_path_factory.mktemp("second")
    build(folder)
    return folder


def failures(out: io.StringIO) -> set[str]:
    """The names on the lines that say FAIL."""
    return {line.split()[0] for line in out.getvalue().splitlines() if "FAIL" in line}


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


def test_a_fixture_of_other_kinds_agrees(second: Path) -> None:
    out = io.StringIO()
    status = run_parity(second, out)
    assert failures(out) == set()
    assert status == 0
    verdicts = {line.split()[0]: line.split(None, 1)[1] for line in out.getvalue().splitlines()}
    arrays = load_file(second / "golden.safetensors")
    assert set(arrays) <= set(verdicts)
    assert {name for name in arrays if "skipped" in verdicts[name]} == {"dream.train_uncond"}
    compared = {name for name in arrays if verdicts[name].endswith("ok")}
    drawn = ("noise", "noise_eps", "timesteps", "drop_mask", "init_latents", "vae_in", "latents2", "sd.latents")
    assert all(name.endswith((".input_ids", *drawn)) for name in arrays.keys() - compared - {"dream.train_uncond"})


def test_each_changed_number_fails(second: Path, tmp_path: Path) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(second, folder)
    arrays = load_file(folder / "golden.safetensors")
    changed = {
        "image.clip_hidden_last",
        "lm.sea.hidden_1",
        "lm.rows.logits",
        "gen.pair.new_ids",
        "dream.looked.embeds",
        "sd.cond_bad_projected",
        "sd.unet_t640",
        "pipe.two.trajectory",
        "pipe.walk.latent",
        "train.blend.model_pred",
        "train.looks.grad.model.clip_vision_embedding.projector.projector.2.weight",
    }
    for name in changed:
        arrays[name].flatten()[-1] += 1
    save_file(arrays, folder / "golden.safetensors")
    facts = json.loads((folder / "golden.json").read_text())
    facts["train"]["blend"]["lm_loss"] *= 1.001
    facts["train"]["blend"]["grad_norms"]["model.norm.weight"] *= 1.01
    facts["pipeline"]["plain"]["timesteps"][0] += 1
    facts["ddim_config"]["beta_end"] = 0.03
    facts["tokenizer"][1]["decoded"] += " "
    facts["layouts"]["boats"]["labels"][-1] += 1
    facts["layouts"]["tale"]["n_images"] = 4
    facts["special_ids"]["<dream>"] = 481
    facts["generation"]["sea"]["min_top2_margin"] += 0.001
    (folder / "golden.json").write_text(json.dumps(facts))
    out = io.StringIO()
    assert run_parity(folder, out) == 1
    words = {
        "train.blend.lm_loss",
        "train.blend.grad_norms.model.norm.weight",
        "pipeline.plain.timesteps",
        "ddim_config.beta_end",
        "tokenizer.1.decoded",
        "layouts.boats.labels",
        "layouts.tale.n_images",
        "special_ids.<dream>",
        "generation.sea.min_top2_margin",
    }
    assert failures(out) == changed | {f"json:{name}" for name in words}


def test_each_unknown_name_fails(second: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    shutil.copytree(second, folder)
    unknown = {"image.halo", "lm.sea.attentions", "dream.nobody", "sd.unet_t7_twice", "pipe.walk.colours"}
    arrays = load_file(folder / "golden.safetensors") | {name: torch.zeros(2) for name in unknown}
    save_file(arrays, folder / "golden.safetensors")
    facts = json.loads((folder / "golden.json").read_text())
    facts["train"]["looks"]["warmth"] = 1.0
    facts["pipeline"]["plain"]["churn"] = 0.1
    (folder / "golden.json").write_text(json.dumps(facts))
    out = io.StringIO()
    assert run_parity(folder, out) == 1
    assert failures(out) == unknown | {"json:train.looks.warmth", "json:pipeline.plain.churn"}
