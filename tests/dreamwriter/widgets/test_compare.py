"""Two pictures compared, by pointer and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.compare import STEPS, CompareMode, CompareView
from dreamwriter.widgets.drawing import fitted
from dreamwriter.widgets.look import Look

RED, BLUE = "#ff0000", "#0000ff"


@pytest.fixture
def view(look: Look, qtbot: QtBot, red: QImage, blue: QImage) -> CompareView:
    made = CompareView(look)
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.set_images(red, blue, "Original", "Take 2")
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(view: CompareView, x: int) -> str:
    return view.grab().toImage().pixelColor(x, 30).name()


def test_the_slider_divides(view: CompareView) -> None:
    assert (at(view, 60), at(view, 140)) == (RED, BLUE)
    view.divider.setValue(STEPS // 10)
    assert (at(view, 60), at(view, 140)) == (BLUE, BLUE)
    view.divider.setValue(STEPS)
    assert (at(view, 60), at(view, 140)) == (RED, RED)


def test_the_divider_follows_the_pointer(view: CompareView, qtbot: QtBot) -> None:
    qtbot.mousePress(view.divider, Qt.MouseButton.LeftButton, pos=QPoint(50, 20))
    assert view.divider.value() == STEPS // 4
    qtbot.mouseMove(view.divider, QPoint(150, 20))
    qtbot.mouseRelease(view.divider, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    assert view.divider.value() in (STEPS // 4, 3 * STEPS // 4)
    qtbot.mouseClick(view.divider, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    assert view.divider.value() == 3 * STEPS // 4


def test_the_divider_follows_the_keyboard(view: CompareView, qtbot: QtBot) -> None:
    values = []
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for key, with_shift in (
        (Qt.Key.Key_Right, none), (Qt.Key.Key_Left, none), (Qt.Key.Key_Left, shift), (Qt.Key.Key_Right, shift),
        (Qt.Key.Key_Home, none), (Qt.Key.Key_End, none),
    ):  # fmt: skip
        qtbot.keyClick(view.divider, key, with_shift)
        values.append(view.divider.value())
    assert values == [520, 500, 400, 500, 0, STEPS]


def test_the_divider_is_a_slider_with_a_name(view: CompareView) -> None:
    interface = QAccessible.queryAccessibleInterface(view.divider)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Divider between Original and Take 2"
    assert view.focusProxy() is view.divider


def test_side_by_side(view: CompareView) -> None:
    view.set_mode(CompareMode.SIDE_BY_SIDE)
    assert view.mode == CompareMode.SIDE_BY_SIDE
    assert not view.divider.isVisible()
    image = view.grab().toImage()
    assert (image.pixelColor(50, 100).name(), image.pixelColor(150, 100).name()) == (RED, BLUE)


def test_without_pictures_it_is_a_quiet_place(look: Look, qtbot: QtBot) -> None:
    view = CompareView(look)
    qtbot.addWidget(view)
    view.resize(100, 100)
    assert view.grab().toImage().pixelColor(20, 20).name() == look.theme.palette.hover.lower()


def test_pictures_are_scaled_once_to_the_pixels_of_the_screen() -> None:
    wide = QImage(400, 100, QImage.Format.Format_RGB32)
    wide.fill(0xFF00FF00)
    cover, whole = fitted(wide, 50, 50, 2.0, cover=True), fitted(wide, 50, 50, 2.0, cover=False)
    assert (cover.width(), cover.height(), cover.devicePixelRatio()) == (100, 100, 2.0)
    assert (whole.width(), whole.height()) == (100, 25)
    assert fitted(QImage(), 50, 50, 1.0, cover=True).isNull()
    assert fitted(wide, 0, 50, 1.0, cover=True).isNull()
