"""`python -m engine demonstrate` from end to end, on a tiny model that knows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main
from engine.demonstrate import command
from engine.demonstrate.programme import PROGRAMME


def test_a_whole_page(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "demo.html"
    target.write_text("what was there before")
    assert main(["demonstrate", "-o", str(target), "--model", str(folder), "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    assert str(target) in out
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    for demonstration in PROGRAMME:
        total = sum(exhibit.asks for exhibit in demonstration.exhibits)
        assert f"{demonstration.title}: {total}/{total}" in err
        assert demonstration.title in page
    assert "Plain, from the wish" in page
    assert [file.name for file in tmp_path.iterdir()] == ["demo.html"]


def test_stopping_leaves_what_was_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*news: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.evaluate.report.Progress.__call__", stopped)
    target = tmp_path / "demo.html"
    target.write_text("what was there before")
    assert main(["demonstrate", "-o", str(target), "--model", str(folder)]) == 130
    assert target.read_text() == "what was there before"
    assert [file.name for file in tmp_path.iterdir()] == ["demo.html"]


def test_half_a_page_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    target = tmp_path / "demo.html"
    command.write_whole(target, b"first")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        command.write_whole(target, b"second")
    assert target.read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["demo.html"]


@pytest.mark.parametrize("words", [["-o", "."], ["-o", "no/such/folder/demo.html"], ["-o", "x.html", "--seed", "-1"]])
def test_bad_use_is_found_before_any_work(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demonstrate", *words]) == 1
    error = capsys.readouterr().err
    assert error.strip()
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demonstrate", "-o", str(tmp_path / "demo.html"), "--model", str(tmp_path)]) == 1
    assert "holds no model" in capsys.readouterr().err
    assert main(["demonstrate"]) == 2
