"""The recipe as a whole: the order of stages, what is refused, and the model at the end."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from engine.checkpoint.folder import read_text_encoder
from engine.cli import main
from engine.errors import TrainingFailed
from engine.model.loaded import load_checkpoint
from engine.storybook.judge import load_judge
from engine.training.loop import Schedule
from engine.training.pieces import BEFORE, NEEDS, Pieces
from engine.training.presets import PRESETS, TINY, Preset
from engine.training.storybook import run_all, run_stage, save_model
from tests.engine.training.silence import say_nothing


def test_needs_have_no_circle() -> None:
    done: set[str] = set()
    for name, needs in NEEDS.items():  # in this order each stage finds what it needs
        assert done.issuperset(needs), name
        done.add(name)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_every_stage_has_a_schedule(preset: Preset) -> None:
    schedules = {name for name, value in vars(preset).items() if isinstance(value, Schedule)}
    assert schedules == set(NEEDS)


def test_a_stage_without_what_it_needs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailed, match="latent needs vae and sight first"):
        run_stage(TINY, tmp_path, "latent", say_nothing)


def test_what_stages_share_is_made_by_one_of_them(tmp_path: Path) -> None:
    heard: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        banks = list(pool.map(lambda _: Pieces(TINY, tmp_path, heard.append).bank, range(2)))
    assert heard == [f"pictures: {TINY.bank}/{TINY.bank} drawn"]
    assert banks[0].scenes == banks[1].scenes


def test_a_complete_run_is_not_run_again(complete_run: Path) -> None:
    heard: list[str] = []
    assert run_all(["storybook"], complete_run, 2, heard.append)
    assert all(run_stage(TINY, complete_run, name, heard.append) for name in NEEDS)
    assert heard == []


def test_every_stage_leaves_weights_a_curve_and_a_sheet(complete_run: Path) -> None:
    for name in NEEDS:
        folder = complete_run / name
        weights = load_file(folder / "final.safetensors")
        assert all(torch.isfinite(value).all() for value in weights.values()), name
        assert (folder / "curve.png").exists()
        assert (folder / "sheet.png").exists() or (folder / "sheet.txt").exists()


def test_a_failed_stage_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailed, match="stage vae failed") as caught:
        run_all(["storybook", "--preset", "huge"], tmp_path, 1, say_nothing)
    assert "vae.log" in caught.value.advice
    assert "invalid choice" in caught.value.detail


def test_each_stage_goes_on_where_the_one_before_it_stopped(complete_run: Path, tmp_path: Path) -> None:
    for stage, before in BEFORE.items():
        run = tmp_path / stage
        run.mkdir()
        for name in {*NEEDS, "tokenizer", "bank"} - {stage}:
            (run / name).symlink_to(complete_run / name)
        trained = Pieces(TINY, complete_run, say_nothing).finals(before)
        model = Pieces(TINY, run, say_nothing).model(stage)
        for key, value in model.own_state().items():
            assert torch.equal(value, trained[f"own.{key}"]), (stage, key)
        for key, value in model.language_model.state_dict().items():
            assert torch.equal(value, trained[f"language_model.{key}"]), (stage, key)
        for key, value in model.unet.state_dict().items():  # not the refined one: a resumed stage keeps its painter
            assert torch.equal(value, Pieces(TINY, complete_run, say_nothing).finals("latent")[f"unet.{key}"])


def test_the_model_opens(complete_run: Path, tmp_path: Path) -> None:
    save_model(TINY, complete_run, tmp_path / "model", say_nothing)
    loaded = load_checkpoint(tmp_path / "model")
    pieces = Pieces(TINY, complete_run, say_nothing)
    trained, trained_text = pieces.finals("instruct"), pieces.finals("latent")
    for key, value in loaded.model.own_state().items():
        assert torch.equal(value, trained[f"own.{key}"].half().float()), key
    for key, value in loaded.model.unet.state_dict().items():
        assert torch.equal(value, pieces.finals("refine")[f"unet.{key}"].half().float()), key
    for key, value in loaded.model.vae.decoder.state_dict().items():
        assert torch.equal(value, pieces.finals("decoder")[f"decoder.{key}"].half().float()), key
    assert loaded.model.picture_size == (TINY.sizes.picture, TINY.sizes.picture)
    assert len(loaded.config.preview) == 3
    assert loaded.config.card.name
    text = read_text_encoder(tmp_path / "model")
    assert text is not None
    for key, value in text.state_dict().items():
        assert torch.equal(value, trained_text[f"text.{key}"].half().float()), key
    load_judge(tmp_path / "model" / "judge")
    assert json.loads((tmp_path / "model" / "preset.json").read_text())["name"] == "tiny"


def test_stages_stop_and_save_when_the_time_is_over(tmp_path: Path) -> None:
    heard: list[str] = []
    assert not run_all(["storybook", "--preset", "tiny", "--out", str(tmp_path)], tmp_path, 2, heard.append, until=0)
    assert heard[-1].startswith("The time is over: vae and clip will be saved.")
    assert not (tmp_path / "vae" / "final.safetensors").exists()


def test_a_stage_without_time_saves_what_it_has(complete_run: Path, tmp_path: Path) -> None:
    (tmp_path / "bank").symlink_to(complete_run / "bank")
    assert not run_stage(TINY, tmp_path, "vae", say_nothing, until=0)
    assert (tmp_path / "vae" / "checkpoint.pt").exists()
    assert run_stage(TINY, tmp_path, "vae", say_nothing)


@pytest.mark.parametrize("words", [["--minutes", "0"], ["--minutes", "nan"], ["--scale", "0"], ["--scale", "101"]])
def test_bad_numbers_are_refused(words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["train", "storybook", "--out", str(tmp_path), *words]) == 1
    assert "Choose a number" in capsys.readouterr().err


def test_an_unknown_stage_is_bad_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["train", "storybook", "--only", "dessert", "--out", str(tmp_path)]) == 1
    assert "There is no stage called dessert. Choose one of: vae, clip" in capsys.readouterr().err
