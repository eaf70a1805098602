"""The wheel: everything that ships is in it, nothing else, and it runs where there is no checkout."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from engine.protocol.mark import read_mark

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("dreamwriter", "engine", "resources")
COMMAND = """
import sys
from importlib.metadata import entry_points
(command,) = entry_points(group="console_scripts", name="dreamwriter")
sys.exit(command.load()())
"""
"""What the script `dreamwriter` that an installer writes does."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of this checkout, built from a copy so that nothing is left behind here."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for part in PARTS:
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", folder, source],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def files_in(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for part in PARTS
        for file in (folder / part).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_everything_that_ships_is_in_it(unpacked: Path) -> None:
    assert files_in(unpacked) == files_in(ROOT)
    assert sorted(entry.name for entry in unpacked.iterdir() if not entry.name.endswith(".dist-info")) == list(PARTS)


def python(unpacked: Path, elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder from which only the unpacked wheel is found, with the settings of nobody."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "HOME": str(elsewhere), "XDG_CONFIG_HOME": str(elsewhere)}
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=elsewhere, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_runs_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    ran = python(unpacked, tmp_path, "-m", "dreamwriter", "models", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    models = json.loads(ran.stdout)["models"]
    assert [Path(entry["path"]) for entry in models] == [unpacked / "resources" / "storybook"]
    assert models[0]["included"] is True


def test_it_paints_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    ran = python(unpacked, tmp_path, "-m", "dreamwriter", "illustrate", "A red fox.", "-o", "fox.png", "--seed", "5")
    assert ran.returncode == 0, ran.stderr
    data = (tmp_path / "fox.png").read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "PNG"
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 100
    mark = read_mark(data)
    assert mark is not None
    assert "Seed: 5" in mark.parameters


def test_its_command_is_the_program(unpacked: Path, tmp_path: Path) -> None:
    ran = python(unpacked, tmp_path, "-c", COMMAND, "models", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [Path(entry["path"]) for entry in json.loads(ran.stdout)["models"]] == [unpacked / "resources" / "storybook"]
