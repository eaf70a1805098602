"""One bar for all trouble: the words that fit, the most serious first, a button that does what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dreamwriter import errors
from dreamwriter.engine_client import gone
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.look import Look
from dreamwriter.window.notice_words import Occasion, Wish, error_said, recovered_said
from dreamwriter.window.notices import Notices

FULL = errors.CannotSave("fox.textpack could not be saved, because the disk is full.", "Make room.", "[Errno 28]")


@pytest.fixture
def notices(qtbot: QtBot, look: Look) -> Iterator[Notices]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Notices(look, window)
    window.show()
    yield made
    window.close()


def press(notices: Notices, words: str) -> None:
    next(button for button in notices.findChildren(Button) if button.text() == words).click()


def test_a_model_that_stopped_is_told_with_a_way_out(qtbot: QtBot, notices: Notices) -> None:
    notices.tell(gone.ended("exit status -9"))
    assert notices.notice is not None
    assert notices.notice.sentence == "The model stopped. Your text is safe."
    assert "exit status -9" in notices.notice.detail
    assert notices.isVisible()
    with qtbot.waitSignal(notices.wished) as heard:
        press(notices, "Start it again")
    assert heard.args == [Wish.START_ENGINE]
    assert not notices.isVisible()


@pytest.mark.parametrize(
    ("error", "occasion", "wishes"),
    [
        (errors.EngineFailed("It is full.", "Take less.", code="out-of-memory"), "", (Wish.SETTINGS,)),
        (errors.EngineFailed("No model.", "Choose.", code="bad-checkpoint"), "", (Wish.SETTINGS, Wish.START_ENGINE)),
        (errors.BadUse("It holds no model.", "Choose."), "model", (Wish.SETTINGS,)),
        (FULL, "save", (Wish.SAVE_AS, Wish.SAVE)),
        (FULL, "autosave", (Wish.SAVE,)),
        (FULL, "export", (Wish.EXPORT,)),
        (FULL, "settings", ()),
        (errors.ChangedElsewhere("It was changed.", "Save."), "save", (Wish.SAVE_AS, Wish.OVERWRITE)),
        (errors.BadDocument("It is damaged.", "Take another."), "open", (Wish.OPEN,)),
        (errors.OpenElsewhere("Another window has it.", "Go there."), "open", (Wish.OPEN,)),
        (errors.CannotExport("It could not be set.", "Try HTML."), "", (Wish.EXPORT,)),
        (errors.NothingWritten("Nothing came.", "Say it otherwise."), "", ()),
        (errors.DreamWriterError("Something is wrong.", "Try again."), "", ()),
    ],
)
def test_each_error_has_its_buttons(
    error: errors.DreamWriterError, occasion: Occasion, wishes: tuple[Wish, ...]
) -> None:
    said = error_said(error, occasion)
    assert said.wishes == wishes
    assert len(said.notice.actions) == len(wishes)
    assert said.notice.sentence.endswith(".")


def test_the_most_serious_comes_first_and_the_others_wait(notices: Notices) -> None:
    notices.say("A note.")
    notices.tell_changed("changed", "fox.textpack")
    notices.tell(gone.ended(""))
    shown = []
    while notices.notice is not None:
        shown.append(notices.notice.kind.value)
        notices._bar.closed.emit()
    assert shown == ["error", "warning", "info"]


def test_a_newer_one_about_the_same_takes_the_place(notices: Notices) -> None:
    notices.tell_changed("changed", "fox.textpack")
    notices.tell_changed("gone", "fox.textpack")
    assert notices.notice is not None
    assert notices.notice.sentence == "fox.textpack is not where it was."
    notices.withdraw("file")
    assert notices.notice is None
    assert not notices.isVisible()


def test_a_recovered_text_without_a_file_asks_for_a_name() -> None:
    assert recovered_said("").wishes == (Wish.SAVE_AS,)
    assert recovered_said("fox.textpack").wishes == (Wish.SAVE,)
