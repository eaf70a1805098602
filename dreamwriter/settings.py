"""Settings of one person on one machine: a small JSON file in the place where the system keeps such files.

Keys that this version does not know are another version's: they are passed over when reading and kept when writing.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from dreamwriter.document.saving import cannot_save, write_file
from dreamwriter.errors import BadUse

Theme = Literal["system", "light", "dark"]
MAX_SETTINGS_BYTES = 1 << 20
LEAST_TEXT_SCALE, MOST_TEXT_SCALE = 1.0, 2.0
LEAST_PAGE_FONT, MOST_PAGE_FONT = 10, 40


@dataclass(frozen=True)
class Settings:
    """What a person may set.

    Attributes:
        model: folder of the model to use; "" for the one that ships with the program.
        model_folders: further folders whose subfolders are models.
        engine_command: the words that start the engine, such as ["ssh", "host", "python", "-m", "engine", "serve"];
            empty for this machine's own.
        theme: "system" follows the system.
        text_scale: size of everything that is read in the window, 1 to 2.
        page_font_size: of the text on the page before scaling, in pixels, 10 to 40.
        documents_folder: where file dialogs begin; "" for the system's own place.
        memory_gigabytes: what the engine may use at most; 0 to let it decide.
        offline: nothing may use the network.
        reduced_motion: nothing moves that does not have to.
        last_export: the last choices of the export dialog, by their names.
    """

    model: str = ""
    model_folders: tuple[str, ...] = ()
    engine_command: tuple[str, ...] = ()
    theme: Theme = "system"
    text_scale: float = 1.0
    page_font_size: int = 17
    documents_folder: str = ""
    memory_gigabytes: float = 0.0
    offline: bool = True
    reduced_motion: bool = False
    last_export: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WindowPlace:
    """How the window stood when it was closed; of this machine, and no setting.

    Attributes:
        geometry, panels: as Qt gives them, in base 64; "" when not known.
    """

    geometry: str = ""
    panels: str = ""


def config_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the settings file lies on this system; the folder need not exist."""
    home = _home(environment, platform)
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "DreamWriter"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "DreamWriter"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "dreamwriter"


def state_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where this machine's own notes lie: recovery, recent files, locks, window; the folder need not exist."""
    home = _home(environment, platform)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "DreamWriter" / "State"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "DreamWriter" / "State"
    return Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state") / "dreamwriter"


def models_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where models are kept that a person brings in; the folder need not exist."""
    home = _home(environment, platform)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "DreamWriter" / "Models"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "DreamWriter" / "Models"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "dreamwriter" / "models"


def read_settings(folder: Path) -> Settings:
    """The settings in `folder`/settings.json; the defaults when there is no such file.

    Values of the window that cannot be used are passed over: another version may know better. What decides which
    model and engine are started is not guessed about.

    Raises:
        BadUse: the file cannot be read, or names the model, its folders or the engine in a wrong way.
    """
    file = folder / "settings.json"
    return _parsed(file, _read_object(file))


def write_settings(folder: Path, settings: Settings) -> None:
    """Write what is different from the file's own settings into `folder`/settings.json; the rest of it is kept.

    A file that cannot be read as settings is put aside as settings-unreadable.json first.

    Raises:
        CannotSave: it could not be written; what was there is unharmed.
    """
    file = folder / "settings.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            data = _read_object(file)
            before = _parsed(file, data)
        except BadUse:
            file.replace(folder / "settings-unreadable.json")
            data, before = {}, Settings()
    except OSError as error:
        raise cannot_save(file, error) from error
    for setting in fields(Settings):
        value = getattr(settings, setting.name)
        if value != getattr(before, setting.name):
            data[setting.name] = dict(value) if isinstance(value, Mapping) else value
    write_file(file, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def read_window_place(folder: Path) -> WindowPlace:
    """How the window stood, from `folder`/window.json; the defaults for anything that cannot be read."""
    try:
        data = _read_object(folder / "window.json")
    except BadUse:
        return WindowPlace()
    words = [word if isinstance(word, str) else "" for word in (data.get("geometry"), data.get("panels"))]
    return WindowPlace(*words)


def write_window_place(folder: Path, place: WindowPlace) -> None:
    """Write how the window stands.

    Raises:
        CannotSave: it could not be written.
    """
    file = folder / "window.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_save(file, error) from error
    write_file(file, json.dumps({"geometry": place.geometry, "panels": place.panels}).encode("utf-8"))


def _home(environment: Mapping[str, str], platform: str) -> Path:
    return Path(environment.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())


def _read_object(file: Path) -> dict[str, Any]:
    """The JSON object in a file; empty when there is no such file."""
    try:
        with file.open("rb") as stream:
            data = json.loads(stream.read(MAX_SETTINGS_BYTES + 1).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _bad(file, "it cannot be read") from error
    if not isinstance(data, dict):
        raise _bad(file, "it holds no JSON object")
    return data


def _parsed(file: Path, data: Mapping[str, Any]) -> Settings:
    model = data.get("model", "")
    if not isinstance(model, str):
        raise _bad(file, '"model" is not a text')
    folders, command = _words(file, data, "model_folders"), _words(file, data, "engine_command")
    usable = {key: data[key] for key, fits in _FITS.items() if key in data and fits(data[key])}
    return Settings(model, folders, command, **usable)


def _words(file: Path, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    words = data.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _bad(file, f'"{key}" is not a list of texts')
    return tuple(words)


def _is_number(value: object, least: float, most: float) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return math.isfinite(value) and least <= value <= most


def _is_words_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


_FITS: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: isinstance(value, str) and value in get_args(Theme),
    "text_scale": lambda value: _is_number(value, LEAST_TEXT_SCALE, MOST_TEXT_SCALE),
    "page_font_size": lambda value: isinstance(value, int) and _is_number(value, LEAST_PAGE_FONT, MOST_PAGE_FONT),
    "documents_folder": lambda value: isinstance(value, str),
    "memory_gigabytes": lambda value: _is_number(value, 0, 1 << 20),
    "offline": lambda value: isinstance(value, bool),
    "reduced_motion": lambda value: isinstance(value, bool),
    "last_export": _is_words_by_name,
}
"""Which values of the window's settings can be used."""


def _bad(file: Path, why: str) -> BadUse:
    return BadUse(f"The settings in {file} cannot be used: {why}.", "Correct the file or remove it.")
