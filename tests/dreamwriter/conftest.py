"""A look to make widgets and dialogs with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.look import Look, ThemeChoice
from tests.undressed import undress


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look that the application wears for one test."""
    load_fonts()
    worn = Look(ThemeChoice.LIGHT, reduced_motion=True)
    worn.dress(qapp)
    yield worn
    undress(qapp)
