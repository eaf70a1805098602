"""Whether a window can be shown on this computer, asked before Qt is: Qt itself would end the program without a word
that helps."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from dreamwriter.errors import NoWindow

LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*)(?=: cannot open|$)")
PACKAGES = "libegl1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libdbus-1-3"
INSTALL = f"On Debian and Ubuntu this helps: sudo apt install {PACKAGES}"


def check_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """See that there is a screen, and that what Qt needs to draw on it is installed. Only Linux may lack either.

    Args:
        environment: of this process.
        platform: as `sys.platform`.

    Raises:
        NoWindow: no window can be shown.
    """
    if platform != "linux":
        return
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if not chosen and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        raise NoWindow(
            "There is no screen here that a window could be shown on.",
            "Start DreamWriter on a desktop, or let it write without a window: `dreamwriter write --help`.",
        )
    # A Wayland desktop is taken where it is there, and needs less.
    if chosen.startswith("xcb") or (not chosen and not environment.get("WAYLAND_DISPLAY")):
        check_libraries(qt_folder() / "plugins" / "platforms" / "libqxcb.so")


def check_libraries(plugin: Path) -> None:
    """See that a part of Qt can be loaded.

    Raises:
        NoWindow: a library of the system is missing.
    """
    if not plugin.exists():  # a Qt of another make, which knows what it needs
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise missing_library(str(error)) from error


def missing_library(message: str) -> NoWindow:
    """What to tell of a loader's message, such as "libEGL.so.1: cannot open shared object file"."""
    found = LIBRARY.search(message)
    which = f": {found[1]}" if found else ""
    return NoWindow(f"The window needs a system library that cannot be loaded{which}.", f"{INSTALL}.", message)


def qt_folder() -> Path:
    """Where PySide6 keeps its Qt; PySide6 itself is not loaded."""
    spec = importlib.util.find_spec("PySide6")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else "") / "Qt"
