"""The benchmark runs, and compares like with like."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.benchmark import add_command, measure, table
from engine.model.loaded import save_checkpoint
from tests.engine.tiny import tiny_model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "tiny"
    save_checkpoint(tiny_model(), path)
    return path


def test_every_measure_is_taken_and_the_tokens_agree(folder: Path) -> None:
    speed = measure(folder, tokens=12, rounds=1)
    assert speed.same_tokens
    assert min(speed.tokens_per_second, speed.generate_tokens_per_second, speed.step_milliseconds) > 0
    assert speed.article_tokens > 0
    assert "the same tokens" in table(speed)
    assert "OTHER TOKENS" in table(replace(speed, same_tokens=False))


def test_the_command_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    arguments = parser.parse_args(["benchmark", "--json", "--model", str(folder)])
    assert arguments.run(arguments) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["same_tokens"] is True
