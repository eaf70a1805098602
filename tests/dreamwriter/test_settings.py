"""Settings: defaults without a file, plain words for a broken one, other versions' keys kept, the right folders."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from dreamwriter.errors import BadUse, CannotSave
from dreamwriter.settings import (
    Settings,
    WindowPlace,
    config_folder,
    models_folder,
    read_settings,
    read_window_place,
    state_folder,
    write_settings,
    write_window_place,
)

OTHERS = {"aura": {"from": "a later version"}, "theme": "sepia", "page_font_size": 20}


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nowhere") == Settings("", (), ())
    assert Settings().offline


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"model": "/m", "engine_command": ["ssh", "host"], "theme": "dark"}')
    assert read_settings(tmp_path) == Settings("/m", (), ("ssh", "host"), "dark")


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"model": 3}', '{"engine_command": "ssh host"}', '{"model_folders": [1]}', "\xff"]
)
def test_a_broken_file_is_named_and_put_aside_when_settings_are_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadUse, match="cannot be used") as caught:
        read_settings(tmp_path)
    assert str(tmp_path) in caught.value.sentence
    write_settings(tmp_path, Settings(offline=False))
    assert read_settings(tmp_path) == Settings(offline=False)
    assert (tmp_path / "settings-unreadable.json").read_bytes() == text.encode("latin-1")


@pytest.mark.parametrize(
    "values",
    [
        {"theme": "sepia", "aura": 1},
        {"theme": ["dark"], "text_scale": 9, "page_font_size": 17.5, "offline": "no", "last_export": {"kind": 1}},
        {"text_scale": True, "memory_gigabytes": -1, "documents_folder": None, "reduced_motion": 1, "last_export": []},
        {"text_scale": float("nan")},
    ],
)
def test_what_another_version_wrote_is_no_trouble(tmp_path: Path, values: dict[str, object]) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(values))
    assert read_settings(tmp_path) == Settings()


def test_writing_keeps_what_this_version_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(OTHERS))
    before = read_settings(tmp_path)
    write_settings(tmp_path, replace(before, text_scale=1.5, last_export={"kind": "pdf"}))
    assert json.loads((tmp_path / "settings.json").read_text()) == {
        **OTHERS,
        "text_scale": 1.5,
        "last_export": {"kind": "pdf"},
    }


def test_everything_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    settings = Settings("/m", ("/a",), ("ssh",), "light", 1.25, 19, "/home", 7.5, False, True, {"paper": "a4"})
    write_settings(folder, settings)
    assert read_settings(folder) == settings
    write_settings(folder, Settings())
    assert read_settings(folder) == Settings()


def test_a_full_disk_keeps_the_old_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(tmp_path, Settings(theme="dark"))

    def fail(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotSave, match="disk is full"):
        write_settings(tmp_path, Settings(theme="light"))
    monkeypatch.undo()
    assert read_settings(tmp_path) == Settings(theme="dark")


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for write in (
        lambda folder: write_settings(folder, Settings()),
        lambda folder: write_window_place(folder, WindowPlace()),
    ):
        with pytest.raises(CannotSave):
            write(tmp_path / "file" / "folder")


def test_the_window_s_place_comes_back_and_damage_is_no_trouble(tmp_path: Path) -> None:
    assert read_window_place(tmp_path) == WindowPlace()
    write_window_place(tmp_path / "state", WindowPlace("AAAA", "BBBB"))
    assert read_window_place(tmp_path / "state") == WindowPlace("AAAA", "BBBB")
    (tmp_path / "window.json").write_text('{"geometry": 3')
    assert read_window_place(tmp_path) == WindowPlace()


def test_the_folders_follow_the_system() -> None:
    assert config_folder({"HOME": "/h"}, "linux") == Path("/h/.config/dreamwriter")
    assert config_folder({"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "linux") == Path("/x/dreamwriter")
    assert config_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/DreamWriter")
    assert config_folder({"USERPROFILE": "/u", "APPDATA": "/a"}, "win32") == Path("/a/DreamWriter")
    assert state_folder({"HOME": "/h"}, "linux") == Path("/h/.local/state/dreamwriter")
    assert state_folder({"HOME": "/h", "XDG_STATE_HOME": "/x"}, "linux") == Path("/x/dreamwriter")
    assert state_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/DreamWriter/State")
    assert state_folder({"USERPROFILE": "/u", "LOCALAPPDATA": "/l"}, "win32") == Path("/l/DreamWriter/State")
    assert models_folder({"HOME": "/h"}, "linux") == Path("/h/.local/share/dreamwriter/models")
    assert models_folder({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "linux") == Path("/x/dreamwriter/models")
    assert models_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/DreamWriter/Models")
    assert models_folder({"USERPROFILE": "/u", "LOCALAPPDATA": "/l"}, "win32") == Path("/l/DreamWriter/Models")
