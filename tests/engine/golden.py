"""The fixture: a tiny model in the official format, and what the original code computed with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from safetensors import safe_open
from torch import Tensor

FIXTURE = Path(__file__).parents[1] / "data" / "fixture_a"
GOLDEN: dict[str, Any] = json.loads((FIXTURE / "golden.json").read_text("utf-8"))


def array(name: str) -> Tensor:
    """One golden array by its name."""
    with safe_open(FIXTURE / "golden.safetensors", "pt") as file:
        return file.get_tensor(name)  # type: ignore[no-any-return]
