"""The row of small pictures: choosing, walking, opening, deleting, changing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import LIGHT
from dreamwriter.widgets.thumbnail import Thumbnail
from dreamwriter.widgets.thumbnail_strip import ThumbnailStrip


@pytest.fixture
def strip(look: Look, qtbot: QtBot, red: QImage) -> ThumbnailStrip:
    made = ThumbnailStrip(look, "Takes")
    qtbot.addWidget(made)
    for key in "abcdef":
        made.add(key, f"Take {key}", red)
    made.resize(220, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_chooses(strip: ThumbnailStrip, qtbot: QtBot) -> None:
    heard: list[str] = []
    strip.chosen.connect(heard.append)
    qtbot.mouseClick(strip.thumbnail("b"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(strip.thumbnail("b"), Qt.MouseButton.LeftButton)
    assert heard == ["b"]
    assert strip.value == "b"
    assert [key for key in strip.order() if strip.thumbnail(key).isChecked()] == ["b"]


def test_keys_walk_and_scroll(strip: ThumbnailStrip, qtbot: QtBot) -> None:
    heard: list[str] = []
    strip.chosen.connect(heard.append)
    strip.thumbnail("a").setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert heard == ["b", "c", "b", "f", "a"]
    strip.set_value("f")
    assert strip.horizontalScrollBar().value() == strip.horizontalScrollBar().maximum() > 0
    assert heard[-1] == "a"


def test_it_is_one_stop_for_tab(strip: ThumbnailStrip) -> None:
    strip.set_value("c")
    stops = [key for key in strip.order() if strip.thumbnail(key).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["c"]


def test_it_asks_to_open_and_to_delete(strip: ThumbnailStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip.thumbnail("b"), Qt.Key.Key_Return)
    with qtbot.waitSignal(strip.opened) as twice:
        qtbot.mouseDClick(strip.thumbnail("c"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(strip.delete_wanted) as deleted:
        qtbot.keyClick(strip.thumbnail("b"), Qt.Key.Key_Delete)
    assert (opened.args, twice.args, deleted.args) == (["b"], ["c"], ["b"])
    assert "b" in strip.order()


def test_it_asks_for_a_menu(strip: ThumbnailStrip, qtbot: QtBot) -> None:
    thumbnail = strip.thumbnail("b")
    with qtbot.waitSignal(strip.menu_wanted) as heard:
        place = QPoint(5, 6)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, thumbnail.mapToGlobal(place))
        QApplication.sendEvent(thumbnail, event)
    assert heard.args == ["b", thumbnail.mapToGlobal(QPoint(5, 6))]


def test_pictures_come_and_go(strip: ThumbnailStrip) -> None:
    strip.set_value("c")
    strip.remove("c")
    assert strip.value == ""
    assert strip.order() == ("a", "b", "d", "e", "f")
    with pytest.raises(ValueError, match="with the key 'a'"):
        strip.add("a", "again")
    with pytest.raises(KeyError):
        strip.remove("c")
    strip.clear()
    assert strip.order() == ()


def test_a_thumbnail_shows_its_picture(look: Look, qtbot: QtBot, red: QImage, blue: QImage) -> None:
    thumbnail = Thumbnail(look, "A fox")
    qtbot.addWidget(thumbnail)
    middle = thumbnail.sizeHint().width() // 2
    thumbnail.resize(thumbnail.sizeHint())
    assert thumbnail.grab().toImage().pixelColor(12, 12).name() == LIGHT.hover.lower()
    thumbnail.set_image(red)
    assert thumbnail.grab().toImage().pixelColor(middle, middle).name() == "#ff0000"
    thumbnail.set_image(blue)
    assert thumbnail.grab().toImage().pixelColor(middle, middle).name() == "#0000ff"
    thumbnail.setChecked(True)
    assert thumbnail.grab().toImage().pixelColor(middle, 1).name() == LIGHT.accent.lower()


def test_a_thumbnail_says_how_it_is(look: Look, qtbot: QtBot, red: QImage) -> None:
    thumbnail = Thumbnail(look, "A fox", red)
    qtbot.addWidget(thumbnail)
    thumbnail.setChecked(True)
    thumbnail.set_starred(True)
    thumbnail.set_share(0.5)
    assert thumbnail.accessibleName() == "A fox"
    assert thumbnail.accessibleDescription() == "chosen, starred, 50 % there"
    thumbnail.set_share(None)
    thumbnail.set_name("A bear")
    assert (thumbnail.toolTip(), thumbnail.accessibleDescription()) == ("A bear", "chosen, starred")


def test_it_grows_with_the_text(look: Look, strip: ThumbnailStrip) -> None:
    before = strip.sizeHint().height()
    look.set_text_scale(2.0)
    assert strip.sizeHint().height() > 1.7 * before
