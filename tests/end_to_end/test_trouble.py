"""Trouble with the bundled model at work: stopped, killed, asked for what it cannot do. Nothing finished is lost."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import psutil
import pytest

from dreamwriter.document.files import open_document
from resources import folder as resources_folder
from tests.end_to_end.program import dreamwriter, started

LONG = ("write", "A red fox in the snow", "-o", "fox.textpack", "--length", "long", "--pictures", "3", "--seed", "5")


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    with started(tmp_path, *LONG) as running:
        running.wait_for("Painting picture 2")
        engine = running.engine()
        running.process.send_signal(signal.SIGINT)
        assert running.end() == 130, running.said
    assert "What was finished is kept in fox.textpack" in running.said
    document = open_document(tmp_path / "fox.textpack")
    assert document.title
    assert len(list(document.figures())) == 1
    assert all(figure.alt for figure in document.figures())
    assert not engine.is_running() or engine.status() == psutil.STATUS_ZOMBIE


def test_ctrl_c_before_anything_is_finished_leaves_no_file(tmp_path: Path) -> None:
    with started(tmp_path, *LONG) as running:
        running.engine()
        running.process.send_signal(signal.SIGINT)
        assert running.end() == 130, running.said
    assert "no file was made" in running.said
    assert not (tmp_path / "fox.textpack").exists()


@pytest.mark.parametrize(("moment", "figures"), [("Loading", None), ("Writing", 0), ("Painting picture 2", 1)])
def test_a_killed_engine_takes_nothing_with_it(tmp_path: Path, moment: str, figures: int | None) -> None:
    with started(tmp_path, *LONG) as running:
        running.wait_for(moment)
        running.engine().kill()
        assert running.end() == 1, running.said
    assert "The engine stopped unexpectedly." in running.said
    assert "Traceback" not in running.said
    if figures is None:
        assert not (tmp_path / "fox.textpack").exists()
    elif figures:
        assert "What was finished is kept in fox.textpack" in running.said
        assert len(list(open_document(tmp_path / "fox.textpack").figures())) == figures


def test_a_script_that_the_model_does_not_know_is_refused(tmp_path: Path) -> None:
    ran = dreamwriter(tmp_path, "write", "雪地里的一只红狐狸", "-o", "fox.html")
    assert ran.returncode == 1
    assert "English" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "fox.html").exists()


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(resources_folder() / "storybook", model)
    weights = next((model / "unet").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:5000])
    ran = dreamwriter(tmp_path, "illustrate", "A red fox.", "-o", "fox.png", "--model", model)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip().splitlines()[-1].count(". ") >= 1
    assert not (tmp_path / "fox.png").exists()
