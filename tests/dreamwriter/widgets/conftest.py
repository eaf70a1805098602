"""Pictures to show in widgets."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage


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
