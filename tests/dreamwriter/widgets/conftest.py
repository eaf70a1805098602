"""A look to make widgets with, and pictures to show in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.look import Look, ThemeChoice


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look that the application wears for one test."""
    load_fonts()
    worn = Look(ThemeChoice.LIGHT, reduced_motion=True)
    worn.dress(qapp)
    yield worn
    qapp.setStyleSheet("")


@pytest.fixture
def red() -> QImage:
    return plain("#FF0000")


@pytest.fixture
def blue() -> QImage:
    return plain("#0000FF")


def plain(colour: str) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
