"""Settings: defaults without a file, plain words for a broken one, the right folder on each system."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamwriter.errors import BadUse
from dreamwriter.settings import Settings, config_folder, read_settings


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nowhere") == Settings("", (), ())


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"model": "/m", "engine_command": ["ssh", "host"]}')
    assert read_settings(tmp_path) == Settings("/m", (), ("ssh", "host"))


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"modle": ""}', '{"model": 3}', '{"engine_command": "ssh host"}', '{"model_folders": [1]}', "\xff"],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadUse, match="cannot be used") as caught:
        read_settings(tmp_path)
    assert str(tmp_path) in caught.value.sentence


def test_the_folder_follows_the_system() -> None:
    assert config_folder({"HOME": "/h"}, "linux") == Path("/h/.config/dreamwriter")
    assert config_folder({"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "linux") == Path("/x/dreamwriter")
    assert config_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/DreamWriter")
    assert config_folder({"USERPROFILE": "/u", "APPDATA": "/a"}, "win32") == Path("/a/DreamWriter")
