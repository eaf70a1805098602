"""What every test needs before Qt is loaded: no screen, and ends in the right thread."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _qt_objects_end_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """The interpreter collects in any thread; an object of Qt that ends in another one leaves its timers behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()
