"""The real model at work on the page: what is stopped stays, the view follows, a run is one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.dreamwriter.window.hands import Person


def press_escape(person: Person) -> None:
    person.qtbot.keyClick(person.window.page.text, Qt.Key.Key_Escape)


def press_stop(person: Person) -> None:
    person.press(person.window.page.card, "Stop")


def choose_stop(person: Person) -> None:
    person.do("stop")


def test_stopped_while_the_model_wakes_up_it_leaves_nothing_but_the_wish(person: Person) -> None:
    before = person.files()
    assert person.program.worker.state.name not in ("ready", "busy"), "the first test of a program"
    person.write("An introduction to owls")
    press_escape(person)
    person.wait_for_run()
    assert person.files() == before
    assert not person.manuscript.can_undo
    assert person.window.page.card.field.text() == "An introduction to owls"


@pytest.mark.parametrize("stop", [press_escape, press_stop, choose_stop])
def test_stopped_in_the_text_it_keeps_the_words(person: Person, stop) -> None:
    before, words = person.files(), person.manuscript.words
    person.stand(5, len("They have never met."))
    person.write("An introduction to owls")
    person.wait_for_words()
    stop(person)
    person.wait_for_run()
    assert person.manuscript.words > words
    assert not any(entry.record.waiting for entry in person.manuscript.figures())
    assert person.window.toast.isVisible()
    assert person.notice is None
    written = person.files()
    assert person.undo_all() == 1
    assert person.files() == before
    assert person.redo_all() == 1
    assert person.files() == written


@pytest.mark.parametrize("stop", [press_escape, press_stop])
def test_stopped_in_a_picture_it_keeps_the_text_and_no_half_picture(person: Person, stop) -> None:
    before, pictures = person.files(), len(person.manuscript.figures())
    person.stand(5, len("They have never met."))
    person.write("A red fox in the snow")
    person.wait_for_preview()
    words = person.manuscript.words
    assert len(person.manuscript.figures()) == pictures + 1
    assert not person.window.acts["undo"].isEnabled()
    stop(person)
    person.wait_for_run()
    assert len(person.manuscript.figures()) == pictures
    assert person.manuscript.words == words
    assert person.manuscript._painter.previews == {}
    written = person.files()
    assert person.undo_all() == 1
    assert person.files() == before
    person.redo_all()
    assert person.files() == written


def test_the_page_only_goes_forward_while_the_model_writes(person: Person) -> None:
    person.stand(5, len("They have never met."))
    bar = person.window.page.text.verticalScrollBar()
    person.window.page.text.go_to(person.window.page.text.textCursor().position())
    went = [bar.value()]
    bar.valueChanged.connect(went.append)
    card = person.window.page.card
    person.set_options("2", "short")
    person.write("A red fox in the snow")
    person.wait_for_run()
    assert went == sorted(went)
    assert went[-1] > went[0]
    text, last = person.window.page.text, person.window.page.writing.position
    foot = person.window.page.card.geometry().top() + card.reach
    assert 0 < text.cursorRect(person.manuscript.sheet.cursor(last)).bottom() < foot
    assert [entry.record.alt for entry in person.manuscript.figures()[2:]] != ["", ""]


def test_a_person_who_types_elsewhere_is_left_alone(person: Person) -> None:
    person.stand(5, len("They have never met."))
    person.set_options("1", "short")
    person.write("A red fox in the snow")
    person.wait_for_words()
    text = person.window.page.text
    cursor = text.textCursor()
    cursor.setPosition(0)
    text.setTextCursor(cursor)
    person.type("Tales: ")
    top = text.verticalScrollBar().value()
    person.wait_for_run()
    assert text.verticalScrollBar().value() == top
    assert person.said()[0] == "Tales: The Fox and the Bear"
    person.do("undo")
    assert person.said()[0] == "The Fox and the Bear"


def test_a_run_ends_when_another_document_is_opened(person: Person) -> None:
    file = person.folder / "other.md"
    file.write_text("# Other\n\nWords.\n")
    person.write("An introduction to owls")
    person.wait_for_words()
    person.open(file)
    person.wait_for_run()
    assert person.said() == ["Other", "Words."]
    person.until(lambda: person.program.worker.state.name == "ready")
    assert person.said() == ["Other", "Words."]
