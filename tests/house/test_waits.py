"""Tests wait for what they say they wait for."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
_NEVER_ENTERED = re.compile(r"^\s*qtbot\.(waitExposed|waitActive)\(", re.MULTILINE)


def test_a_wait_for_a_window_is_entered() -> None:
    """They are for `with`; called alone, they wait for nothing."""
    found = [str(file.relative_to(TESTS)) for file in TESTS.rglob("*.py") if _NEVER_ENTERED.search(file.read_text())]
    assert found == []
