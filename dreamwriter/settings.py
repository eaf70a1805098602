"""Settings of one person on one machine: a small JSON file in the place where the system keeps such files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreamwriter.errors import BadUse


@dataclass(frozen=True)
class Settings:
    """What a person may set.

    Attributes:
        model: folder of the model to use; "" for the one that ships with the program.
        model_folders: further folders whose subfolders are models.
        engine_command: the words that start the engine, such as ["ssh", "host", "python", "-m", "engine", "serve"];
            empty for this machine's own.
    """

    model: str = ""
    model_folders: tuple[str, ...] = ()
    engine_command: tuple[str, ...] = ()


def config_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the settings file lies on this system; the folder need not exist."""
    home = Path(environment.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "DreamWriter"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "DreamWriter"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "dreamwriter"


def read_settings(folder: Path) -> Settings:
    """The settings in `folder`/settings.json; the defaults when there is no such file.

    Raises:
        BadUse: the file cannot be read, or holds something else than settings.
    """
    file = folder / "settings.json"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise _bad(file, "it cannot be read") from error
    if not isinstance(data, dict):
        raise _bad(file, "it holds no JSON object")
    unknown = sorted(set(data) - {"model", "model_folders", "engine_command"})
    if unknown:
        raise _bad(file, f"it names {', '.join(unknown)}, which is no setting")
    model = data.get("model", "")
    if not isinstance(model, str):
        raise _bad(file, '"model" is not a text')
    return Settings(model, _words(file, data, "model_folders"), _words(file, data, "engine_command"))


def _words(file: Path, data: dict[str, Any], key: str) -> tuple[str, ...]:
    words = data.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _bad(file, f'"{key}" is not a list of texts')
    return tuple(words)


def _bad(file: Path, why: str) -> BadUse:
    return BadUse(f"The settings in {file} cannot be used: {why}.", "Correct the file or remove it.")
