"""The engine's command line: exit statuses, and sentences instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import cli
from engine.checkpoint.download import is_hub_name
from engine.cli import main
from engine.serve.command import gigabytes
from tests.engine.golden import FIXTURE


def test_import_and_a_second_one_onto_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(FIXTURE / "checkpoint"), str(tmp_path / "model")]
    assert main(words) == 0
    assert str(tmp_path / "model") in capsys.readouterr().out
    assert main(words) == 1
    error = capsys.readouterr().err
    assert "already something" in error
    assert "Choose a folder" in error


def test_a_program_is_told_how_an_import_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", "--json", str(FIXTURE / "checkpoint"), str(tmp_path / "model")]
    assert main(words) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[-1] == {"done": str(tmp_path / "model")}
    shares = [line["share"] for line in told[:-1]]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert main(words) == 1
    (error,) = [json.loads(line)["error"] for line in capsys.readouterr().out.splitlines()]
    assert error["code"] == "import-refused"
    assert "already something" in error["sentence"]
    assert error["advice"]


def test_the_network_is_only_used_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "someone/dreamllm", str(tmp_path / "model")]) == 1
    assert "--download" in capsys.readouterr().err
    assert not is_hub_name("no name")
    assert not is_hub_name("../up")
    assert not is_hub_name(str(tmp_path))


def test_bad_use_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["sing"]) == 2
    assert main(["import"]) == 2
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in cli.COMMANDS)


def test_a_folder_that_is_no_fixture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parity", str(tmp_path)]) == 1
    assert "no parity fixture" in capsys.readouterr().err


def test_memory_is_a_number_of_gigabytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert gigabytes("12.5") == 12_500_000_000
    for word in ("0", "-1", "nan", "inf", "much", ""):
        assert main(["serve", "--memory", word]) == 2
        assert "gigabytes above 0, such as 8" in capsys.readouterr().err


def test_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.importlib, "import_module", interrupted)
    assert main(["parity", "x"]) == 130


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["train", "storybook", "--preset", "tiny", "--out", str(tmp_path / "file" / "run")]) == 1
    assert capsys.readouterr().err.startswith("A file could not be read or written: ")
