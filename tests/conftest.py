"""What every test needs before Qt is loaded: no screen, and ends at the right time in the right thread."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _qt_objects_end_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test made of Qt ends with it, here: the interpreter collects in any thread, and what is to be deleted
    later waits for an event loop.

    Collecting stays off until a test without Qt begins, for what a module shares ends after the last of its tests.
    """
    if "qapp" not in request.fixturenames:
        if not gc.isenabled():
            gc.collect()
            gc.enable()
        yield
        return
    from tests.undressed import delete_now  # Qt is loaded for those who use it

    gc.disable()
    yield
    delete_now()
    gc.collect()
    gc.disable()
