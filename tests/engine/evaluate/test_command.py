"""`python -m engine evaluate` from end to end, on a tiny model that knows nothing."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from engine.cli import main
from engine.evaluate import cases
from engine.model.loaded import save_checkpoint
from engine.storybook.judge import Judge, save_judge
from tests.engine.tiny import tiny_model

QUICK = ["questions", "vae_psnr", "subject", "judge"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluate") / "model"
    save_checkpoint(tiny_model(steps=1, context=1024), folder)
    save_judge(Judge(width=8), folder / "judge")
    return folder


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(folder), "--cases", "2", "--only", *QUICK, "--json", "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert set(found) == set(QUICK)
    for estimate in found.values():
        assert set(estimate) == {"value", "low", "high", "n"}
        assert estimate["low"] <= estimate["value"] <= estimate["high"]
    assert found["subject"]["n"] == 2
    assert "questions: 2/2" in err


def test_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(folder), "--cases", "1", "--only", "vae_psnr"]) == 0
    assert "dB" in capsys.readouterr().out.splitlines()[1]


def test_several_processes_find_what_one_finds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["evaluate", "--model", str(folder), "--cases", "3", "--only", "vae_psnr", "judge", "--json", "--jobs"]
    found = []
    for jobs in ("1", "2"):
        assert main([*words, jobs]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0]["judge"] == found[1]["judge"]
    assert found[0]["vae_psnr"]["value"] == pytest.approx(found[1]["vae_psnr"]["value"])


def test_a_process_that_dies_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cases, "_case_of", _die)
    assert main(["evaluate", "--model", str(folder), "--cases", "2", "--only", "judge", "--jobs", "2"]) == 1
    assert "ended by itself" in capsys.readouterr().err


def _die(folder: Path, trial: str, index: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_model_without_a_judge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(tmp_path)]) == 1
    assert "There is no judge" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--only", "beauty"], ["--cases", "0"], ["--jobs", "-1"]])
def test_bad_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *words]) == 1
    assert "Choose" in capsys.readouterr().err
