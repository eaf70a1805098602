"""Which models are there, and which one is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dreamwriter.errors import BadUse
from dreamwriter.session.models import DESCRIPTION_FILE, FORMAT, choose_model, list_models, read_model
from dreamwriter.settings import Settings


def make_model(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True)
    card = {"name": name, "description": f"{name} knows things.", "licence": "MIT"}
    (folder / DESCRIPTION_FILE).write_text(json.dumps({"format": FORMAT, "version": 1, "card": card}))
    (folder / "weights").write_bytes(b"x" * 1000)
    return folder


def test_a_model_is_described_by_its_card(tmp_path: Path) -> None:
    entry = read_model(make_model(tmp_path / "m", "Dreamer"))
    assert entry is not None
    assert (entry.name, entry.description, entry.licence) == ("Dreamer", "Dreamer knows things.", "MIT")
    assert 1000 < entry.bytes < 1300


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"format": "something"}', "\x00"])
def test_other_folders_are_no_models(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / DESCRIPTION_FILE).write_text(text)
    assert read_model(tmp_path) is None
    assert read_model(tmp_path / "missing") is None


def test_added_models_are_listed_by_name(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    make_model(shelf / "1", "zebra")
    make_model(shelf / "2", "Ant")
    (shelf / "3").mkdir()
    single = make_model(tmp_path / "single", "mole")
    found = list_models(Settings(model=str(single), model_folders=(str(shelf), str(tmp_path / "gone"))))
    assert [entry.name for entry in found if not entry.included] == ["Ant", "mole", "zebra"]


def test_the_model_is_the_wanted_or_the_set_one(tmp_path: Path) -> None:
    wanted, named = make_model(tmp_path / "wanted", "w"), make_model(tmp_path / "named", "n")
    assert choose_model(str(wanted), Settings(model=str(named))) == wanted
    assert choose_model("", Settings(model=str(named))) == named


def test_a_folder_that_is_no_model_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="holds no DreamWriter model") as caught:
        choose_model(str(tmp_path), Settings())
    assert "engine import" in caught.value.advice
    with pytest.raises(BadUse, match="is no folder"):
        choose_model(str(tmp_path / "missing"), Settings())


def test_an_engine_of_ones_own_chooses_its_model(tmp_path: Path) -> None:
    settings = Settings(model=str(tmp_path), engine_command=("ssh", "host"))
    assert choose_model("", settings).name == "storybook"
    with pytest.raises(BadUse, match="cannot be chosen here"):
        choose_model(str(tmp_path), settings)
