"""Bringing in a model: really, from a tiny official folder; refused and stopped without leaving anything behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.errors import EngineFailed
from dreamwriter.session.model_import import RELEASED, ModelImport, _environment, model_target
from dreamwriter.session.models import read_model
from tests.dreamwriter.session.sample import WAIT

OFFICIAL = Path(__file__).parents[2] / "data" / "fixture_a" / "checkpoint"


@pytest.fixture
def bringing(qtbot: QtBot) -> ModelImport:
    return ModelImport()


def test_a_model_is_brought_in_with_progress(bringing: ModelImport, qtbot: QtBot, tmp_path: Path) -> None:
    shares: list[float] = []
    bringing.progressed.connect(shares.append)
    with qtbot.waitSignal(bringing.finished, timeout=WAIT) as heard:
        bringing.start(str(OFFICIAL), tmp_path / "shelf" / "tiny")
        assert bringing.running
    assert heard.args == [tmp_path / "shelf" / "tiny"]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert read_model(tmp_path / "shelf" / "tiny") is not None


def test_what_is_no_official_folder_is_refused_in_words(bringing: ModelImport, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(bringing.failed, timeout=WAIT) as heard:
        bringing.start(str(tmp_path), tmp_path / "shelf" / "tiny")
    assert isinstance(heard.args[0], EngineFailed)
    assert heard.args[0].code == "import-refused"
    assert heard.args[0].advice
    assert not (tmp_path / "shelf" / "tiny").exists()


def test_without_leave_the_network_is_not_used(bringing: ModelImport, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(bringing.failed, timeout=WAIT) as heard:
        bringing.start(RELEASED[0], tmp_path / "shelf" / "seven")
    assert "looks like the name of a model on the hub" in heard.args[0].sentence
    assert _environment(download=False).value("HF_HUB_OFFLINE") == "1"
    assert not _environment(download=True).contains("HF_HUB_OFFLINE")


def test_it_is_stopped_and_leaves_nothing_behind(bringing: ModelImport, qtbot: QtBot, tmp_path: Path) -> None:
    half = tmp_path / ".tiny.importing"
    half.mkdir()
    with qtbot.waitSignal(bringing.stopped, timeout=WAIT):
        bringing.start(str(OFFICIAL), tmp_path / "tiny")
        bringing.stop()
    assert list(tmp_path.iterdir()) == []
    assert not bringing.running


def test_each_model_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    assert model_target(RELEASED[0], tmp_path) == tmp_path / "dreamllm-7b-chat-v1.0"
    (tmp_path / "dreamllm-7b-chat-v1.0").mkdir()
    assert model_target(RELEASED[0], tmp_path) == tmp_path / "dreamllm-7b-chat-v1.0-2"
    assert model_target("/some where/..", tmp_path).name == "model"
