"""What is told where no window can be shown."""

from __future__ import annotations

import ctypes.util
import io
from pathlib import Path

import pytest

from dreamwriter.cli import open_engine, run
from dreamwriter.cli_console import Console
from dreamwriter.errors import NoWindow
from dreamwriter.screen import check_libraries, check_screen, missing_library, qt_folder
from dreamwriter.settings import Settings

MESSAGE = (
    "/opt/x/PySide6/../Qt/lib/libQt6XcbQpa.so.6: libxcb-cursor.so.0: cannot open shared object file: "
    "No such file or directory"
)


def test_no_screen_is_told_before_qt_ends_the_program() -> None:
    def show(_document: Path | None) -> int:
        check_screen({}, "linux")
        return 0

    out, err = io.StringIO(), io.StringIO()
    assert run([], Console(out, err, open_engine, Settings), show) == 1
    assert err.getvalue().startswith("There is no screen here")
    assert "dreamwriter write --help" in err.getvalue()
    assert err.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_where_there_is_a_screen_nothing_is_said(environment: dict[str, str], platform: str) -> None:
    check_screen(environment, platform)


def test_the_missing_library_is_named_with_what_to_do() -> None:
    error = missing_library(MESSAGE)
    assert isinstance(error, NoWindow)
    assert "libxcb-cursor.so.0" in error.sentence
    assert "sudo apt install" in error.advice
    assert "libxcb-cursor0" in error.advice
    assert error.detail == MESSAGE
    assert "libEGL.so.1" in missing_library("libEGL.so.1: cannot open shared object file").sentence


def test_a_part_that_cannot_be_loaded(tmp_path: Path) -> None:
    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"no library")
    with pytest.raises(NoWindow, match="cannot be loaded"):
        check_libraries(broken)
    check_libraries(tmp_path / "not-there.so")
    there = ctypes.util.find_library("c")
    if there and Path(there).exists():
        check_libraries(Path(there))


def test_qt_is_where_it_is_looked_for() -> None:
    assert (qt_folder() / "plugins" / "platforms").is_dir()
