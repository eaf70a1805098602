"""The notice bar and the toast say what happened, to eyes and ears, and offer what to do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.notice import NOTICE_LOOKS, Notice, NoticeBar, NoticeKind
from dreamwriter.widgets.palette import LIGHT
from dreamwriter.widgets.toast import Toast

GONE = Notice(
    NoticeKind.ERROR, "The model stopped. Your text is safe.", "Start it again to go on writing.",
    ("Start it again", "Not now"), "status -9",
)  # fmt: skip


def bar_with(look: Look, qtbot: QtBot, notice: Notice) -> NoticeBar:
    bar = NoticeBar(look)
    qtbot.addWidget(bar)
    bar.resize(600, 10)
    bar.show_notice(notice)
    bar.adjustSize()
    return bar


def visible(bar: QWidget) -> list[str]:
    return [button.text() for button in bar.findChildren(QPushButton) if button.isVisible() and button.text()]


def button(bar: QWidget, words: str) -> QPushButton:
    return next(found for found in bar.findChildren(QPushButton) if words in (found.text(), found.accessibleName()))


def test_it_shows_one_notice(look: Look, qtbot: QtBot) -> None:
    bar = NoticeBar(look)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_notice(GONE)
    assert bar.isVisible()
    assert visible(bar) == ["Start it again", "Not now", "Details"]
    assert bar.accessibleName() == "Problem: The model stopped. Your text is safe. Start it again to go on writing."
    bar.show_notice(Notice(NoticeKind.OK, "Saved."))
    assert visible(bar) == []
    assert bar.accessibleName() == "Done: Saved."


def test_its_buttons_are_numbered(look: Look, qtbot: QtBot) -> None:
    bar = bar_with(look, qtbot, GONE)
    heard: list[int] = []
    bar.acted.connect(heard.append)
    for words in ("Start it again", "Not now"):
        qtbot.mouseClick(button(bar, words), Qt.MouseButton.LeftButton)
    assert heard == [0, 1]


def test_details_unfold_and_can_be_copied(look: Look, qtbot: QtBot) -> None:
    bar = bar_with(look, qtbot, GONE)
    text = bar.findChild(QTextEdit)
    assert isinstance(text, QTextEdit)
    assert not text.isVisible()
    folded = bar.sizeHint().height()
    qtbot.mouseClick(button(bar, "Details"), Qt.MouseButton.LeftButton)
    assert text.isVisible()
    assert text.isReadOnly()
    assert bar.sizeHint().height() > folded
    qtbot.mouseClick(button(bar, "Copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "status -9"
    qtbot.mouseClick(button(bar, "Details"), Qt.MouseButton.LeftButton)
    assert not text.isVisible()


@pytest.mark.parametrize("by_keys", [True, False])
def test_it_can_be_closed(look: Look, qtbot: QtBot, by_keys: bool) -> None:
    bar = bar_with(look, qtbot, GONE)
    with qtbot.waitSignal(bar.closed):
        if by_keys:
            qtbot.keyClick(bar, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(button(bar, "Close"), Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    assert bar.notice is None


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_each_kind_has_its_ground(look: Look, qtbot: QtBot, kind: NoticeKind) -> None:
    bar = bar_with(look, qtbot, Notice(kind, "So it is."))
    ground = bar.grab().toImage().pixelColor(bar.width() // 2, 3).name()
    assert ground == LIGHT.of(NOTICE_LOOKS[kind].ground).lower()


def test_long_sentences_wrap_at_twice_the_size(look: Look, qtbot: QtBot) -> None:
    bar = bar_with(look, qtbot, GONE)
    bar.resize(600, bar.heightForWidth(600))
    before = bar.heightForWidth(600)
    look.set_text_scale(2.0)
    assert bar.heightForWidth(600) > 1.5 * before


def test_more_than_two_buttons_are_too_many() -> None:
    with pytest.raises(ValueError, match="at most 2 buttons, not 3"):
        Notice(NoticeKind.INFO, "Choose.", actions=("One", "Two", "Three"))


def test_a_toast_offers_a_way_back(look: Look, qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(600, 300)
    below.show()
    toast = Toast(look, below)
    toast.show_words("Take deleted", "Undo")
    assert toast.accessibleName() == "Take deleted"
    assert below.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.acted):
        qtbot.mouseClick(button(toast, "Undo"), Qt.MouseButton.LeftButton)
    assert toast.isHidden()


def test_a_toast_goes_by_itself_but_not_under_the_pointer(look: Look, qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(600, 300)
    below.show()
    page = QLineEdit(below)
    page.show()
    page.setFocus()
    toast = Toast(look, below, shown_ms=30)
    toast.show_words("Saved")
    QApplication.sendEvent(toast, QEnterEvent(QPointF(), QPointF(), QPointF()))
    qtbot.wait(90)
    assert toast.isVisible()
    with qtbot.waitSignal(toast.gone):
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.isHidden()


def test_a_toast_keeps_its_place(look: Look, qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(600, 300)
    below.show()
    toast = Toast(look, below)
    toast.show_words("Saved")
    below.resize(400, 200)
    assert below.rect().contains(toast.geometry())
    assert abs(toast.geometry().center().x() - below.rect().center().x()) <= 1
    with qtbot.waitSignal(toast.gone):
        qtbot.keyClick(toast, Qt.Key.Key_Escape)
