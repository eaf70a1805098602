"""The wheel: everything that ships is in it, nothing else, and it runs where there is no checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("dreamwriter", "engine", "resources")


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


def test_it_runs_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "dreamwriter", "models", "--json"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    models = json.loads(ran.stdout)["models"]
    assert [Path(entry["path"]) for entry in models] == [unpacked / "resources" / "storybook"]
    assert models[0]["included"] is True
    engine = subprocess.run(
        [sys.executable, "-P", "-c", "import engine.protocol.wire, resources; print(resources.folder())"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(engine.stdout.strip()) == unpacked / "resources"
