"""The fixture's model, imported once for all tests of the engine. Tests must not change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.checkpoint.official import import_official
from engine.model.loaded import Loaded, load_checkpoint
from tests.engine.golden import FIXTURE


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's model in our folder format. Copy it before you change it."""
    folder = tmp_path_factory.mktemp("fixture") / "model"
    import_official(FIXTURE / "checkpoint", folder)
    return folder


@pytest.fixture(scope="session")
def loaded(model_folder: Path) -> Loaded:
    """The fixture's model, float32 on the CPU."""
    return load_checkpoint(model_folder)
