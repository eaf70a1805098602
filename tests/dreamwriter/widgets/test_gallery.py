"""The gallery shows every widget, in both themes and at twice the size, and nothing in it is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSlider, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.button import Pressable
from dreamwriter.widgets.gallery import Gallery, main
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import TARGET
from dreamwriter.widgets.toast import Toast

SPOKEN = (QAbstractButton, QAbstractSlider, QLineEdit)


def shown(gallery: Gallery) -> list[QWidget]:
    return [widget for widget in gallery.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize(("theme", "scale"), [(ThemeChoice.LIGHT, 1.0), (ThemeChoice.DARK, 2.0)])
def test_nothing_is_cut_and_everything_has_a_name(look: Look, qtbot: QtBot, theme: ThemeChoice, scale: float) -> None:
    look.choose(theme)
    look.set_text_scale(scale)
    gallery = Gallery(look)
    qtbot.addWidget(gallery)
    gallery.resize(gallery.whole())
    with qtbot.waitExposed(gallery):
        gallery.show()
    cut = [
        f"{type(widget).__name__} {widget.size()} {widget.minimumSizeHint()}"
        for widget in shown(gallery)
        if isinstance(widget, Pressable | Label | SegmentedControl)
        and (widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.minimumSizeHint().height())
    ]
    low = [
        f"{type(widget).__name__} {widget.height()} of {widget.heightForWidth(widget.width())}"
        for widget in shown(gallery)
        if isinstance(widget, Label) and widget.wordWrap() and widget.height() < widget.heightForWidth(widget.width())
    ]
    small = [
        f"{type(widget).__name__} {widget.size()}"
        for widget in shown(gallery)
        if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < TARGET
    ]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shown(gallery)
        if isinstance(widget, SPOKEN)
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parent(), QAbstractScrollArea)
        and not (widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName().startswith("qt_"))
    ]
    assert (cut, low, small, nameless) == ([], [], [], [])
    assert gallery.findChild(Toast) is not None


def test_it_changes_while_it_is_open(look: Look, qtbot: QtBot) -> None:
    gallery = Gallery(look)
    qtbot.addWidget(gallery)
    theme, scale, *_ = gallery.findChildren(SegmentedControl)
    theme.set_value("dark")
    theme.chosen.emit("dark")
    scale.chosen.emit("150")
    assert look.theme.palette.dark
    assert look.theme.text_scale == 1.5


def test_a_picture_of_it_is_saved(look: Look, tmp_path: Path) -> None:
    file = tmp_path / "gallery.png"
    assert main(["--theme", "dark", "--shot", str(file)]) == 0
    picture = QImage(str(file))
    assert picture.width() >= 1000
    assert picture.height() > 2000
