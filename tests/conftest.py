"""What every test needs before Qt is loaded: no screen, values that stay alive, and ends in the right thread."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if sys.version_info < (3, 12):
    # PySide6 6.12 takes one reference too many from True with each signal that Python sends and from None with each
    # event. From Python 3.12 on these values cannot die; before, the interpreter ends itself when the count is used up.
    for value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(value)).value += 1 << 40


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
