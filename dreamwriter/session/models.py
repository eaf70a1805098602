"""The models that are there: the one that ships with the program, and folders that a person added."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import resources
from dreamwriter.errors import BadUse
from dreamwriter.settings import Settings

DESCRIPTION_FILE = "dreamllm.json"
FORMAT = "dreamwriter-checkpoint"
INCLUDED_NAME = "Storybook"
MAX_DESCRIPTION_BYTES = 4 << 20


@dataclass(frozen=True)
class ModelEntry:
    """One model folder.

    Attributes:
        bytes: size of all its files.
        included: it ships with the program.
    """

    name: str
    path: Path
    bytes: int
    description: str = ""
    licence: str = ""
    included: bool = False


def bundled_folder() -> Path:
    """Where the model lies that ships with the program."""
    return resources.folder() / "storybook"


def model_name(settings: Settings) -> str:
    """What to call the model in use while the engine has not told its name; "" when nobody here knows."""
    if settings.engine_command:
        return ""
    return Path(settings.model).name or INCLUDED_NAME


def list_models(settings: Settings) -> list[ModelEntry]:
    """Every model that is there, the included one first, then by name. Folders that are no models are left out."""
    bundled = read_model(bundled_folder(), included=True)
    named = [Path(settings.model)] if settings.model else []
    shelves = (Path(folder) for folder in settings.model_folders)
    found = [read_model(folder) for folder in _unique([*named, *_subfolders(shelves)])]
    added = sorted((entry for entry in found if entry is not None), key=lambda entry: entry.name.casefold())
    return [*([bundled] if bundled else []), *added]


def choose_model(wanted: str, settings: Settings) -> Path:
    """The folder of the model to use: the one wanted, else the one set, else the included one.

    Where an engine of the person's own is set, that engine knows its model; nothing is looked at here.

    Raises:
        BadUse: the folder that was named is no model.
    """
    if settings.engine_command:
        if wanted:
            raise BadUse(
                "The settings name a command that starts the engine, so the model cannot be chosen here.",
                "Name the model in that command.",
            )
        return bundled_folder()
    folder = Path(wanted or settings.model or bundled_folder()).expanduser().absolute()
    if read_model(folder) is None:
        what = "is no folder" if not folder.is_dir() else "holds no DreamWriter model"
        raise BadUse(
            f"{folder} {what}.",
            "Name a folder that `python -m engine import` made, or leave the model out to use the included one.",
        )
    return folder


def read_model(folder: Path, included: bool = False) -> ModelEntry | None:
    """What a folder says about its model; None when it is no model of ours."""
    file = folder / DESCRIPTION_FILE
    try:
        if file.stat().st_size > MAX_DESCRIPTION_BYTES:
            return None
        data = json.loads(file.read_text(encoding="utf-8"))
        size = sum(part.stat().st_size for part in folder.rglob("*") if part.is_file())
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None
    card = data.get("card")
    said = {key: str(value) for key, value in card.items()} if isinstance(card, dict) else {}
    return ModelEntry(
        said.get("name") or folder.name, folder, size, said.get("description", ""), said.get("licence", ""), included
    )


def _subfolders(shelves: Iterable[Path]) -> Iterable[Path]:
    for shelf in shelves:
        if shelf.is_dir():
            yield from sorted(folder for folder in shelf.iterdir() if folder.is_dir())


def _unique(folders: Iterable[Path]) -> Iterable[Path]:
    return dict.fromkeys(folder.absolute() for folder in folders)
