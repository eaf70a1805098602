"""Icons are coloured, sharp, kept, and all there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

import resources
from dreamwriter.widgets.icons import Icons, icon_names
from dreamwriter.widgets.palette import DARK
from dreamwriter.widgets.theme import Theme

WIDGETS = Path(__file__).resolve().parents[3] / "dreamwriter" / "widgets"


def colours(image: QImage) -> set[str]:
    """Colours of the pixels that are not transparent at all."""
    shown = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return {colour.name() for colour in shown}


def test_an_icon_has_the_colour_asked_for(qapp: QApplication) -> None:
    image = Icons(Theme()).pixmap("square", "#ff0000", 64, 1.0).toImage()
    assert colours(image) == {"#ff0000"}
    assert image.pixelColor(32, 32).alpha() == 0


def test_a_filled_icon_is_filled(qapp: QApplication) -> None:
    image = Icons(Theme()).pixmap("star", "#00ff00", 64, 1.0, filled=True).toImage()
    assert image.pixelColor(32, 32).name() == "#00ff00"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_at_the_pixels_of_the_screen(qapp: QApplication, ratio: float) -> None:
    pixmap = Icons(Theme()).pixmap("bold", "#000000", 16, ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert pixmap.devicePixelRatio() == ratio


def test_states_differ_and_icons_are_kept(qapp: QApplication) -> None:
    icons = Icons(Theme(DARK))
    icon = icons.icon("bold")
    shades = [
        colours(icon.pixmap(QSize(32, 32), mode).toImage())
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Disabled)
    ]
    assert len({frozenset(shade) for shade in shades}) == 3
    assert icons.icon("bold") is icon
    assert icons.pixmap("bold", "#000000", 16, 1.0) is icons.pixmap("bold", "#000000", 16, 1.0)


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no icon is called 'dragon'"):
        Icons(Theme()).pixmap("dragon", "#000000", 16, 1.0)


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    image = Icons(Theme()).pixmap(name, "#123456", 16, 1.0).toImage()
    assert any(bytes(image.convertToFormat(QImage.Format.Format_Alpha8).constBits()))


def test_icons_come_with_their_licence() -> None:
    assert "ISC License" in (resources.folder() / "icons" / "Lucide-ISC.txt").read_text(encoding="utf-8")


def test_the_icons_that_the_widgets_name_are_there() -> None:
    words = {
        node.value
        for file in WIDGETS.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "-" in node.value
    }
    assert {"circle-check", "chevron-down", "move-horizontal"} <= words & icon_names()
