"""The dialogue: questions about the page or a picture, answers that go into the page, examples, stop."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.panels.dialogue import DialoguePanel
from dreamwriter.panels.modes import Reference
from dreamwriter.panels.picture_view import PictureView
from dreamwriter.panels.said import Said
from dreamwriter.widgets.button import Button
from engine.protocol.requests import Ask, Illustrate
from engine.protocol.values import PicturePart, TextPart
from tests.dreamwriter.scripts import png
from tests.dreamwriter.session.sample import WAIT, asset


@pytest.fixture
def panel(room, qtbot: QtBot) -> DialoguePanel:
    made = DialoguePanel(
        room.look, room.manuscript, room.worker, room.images, room.background, room.cursor, new_seed=lambda: 7
    )
    qtbot.addWidget(made)
    made.resize(336, 900)
    made.show()
    return made


def ask(panel: DialoguePanel, qtbot: QtBot, question: str) -> Said:
    panel.form.field.set_text(question)
    panel.form.send.click()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT)
    return panel.findChildren(Said)[-1]


def button(said: Said, words: str) -> Button:
    return next(each for each in said.findChildren(Button) if each.text() == words)


def test_an_answer_about_the_page_goes_into_the_page(panel, room, qtbot: QtBot) -> None:
    before = room.manuscript.snapshot()
    assert panel.none.isVisible()
    said = ask(panel, qtbot, "What does it eat?")
    assert not panel.none.isVisible()
    request = room.asked[-1]
    assert isinstance(request, Ask)
    assert isinstance(request.turns[0].parts[0], TextPart)
    assert request.turns[0].parts[-1] == TextPart("What does it eat?")
    assert not button(said, "As caption").isVisible()
    button(said, "Insert as paragraph").click()
    assert "It eats mice and berries." in room.manuscript.text.toPlainText()
    room.manuscript.undo()
    button(said, "Insert as figure").click()
    assert len(room.manuscript.figures()) == 3
    room.manuscript.undo()
    assert room.manuscript.snapshot().blocks == before.blocks
    ask(panel, qtbot, "And in summer?")
    assert room.asked[-1].turns[-1].parts == (TextPart("And in summer?"),)
    button(said, "More takes").click()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT)
    assert isinstance(room.asked[-1], Illustrate)


def test_an_answer_about_a_picture_becomes_its_words(panel, room, qtbot: QtBot) -> None:
    panel.show_figure("figure-1")
    said = ask(panel, qtbot, "What is it?")
    assert room.asked[-1].turns[0].parts == (PicturePart(png(1), "A fox."), TextPart("What is it?"))
    button(said, "As caption").click()
    button(said, "As alt text").click()
    assert room.manuscript.caption("figure-1") == "It eats mice and berries."
    assert room.manuscript.figure("figure-1").record.alt == "It eats mice and berries."


def test_examples_come_before_the_question(panel, room, qtbot: QtBot) -> None:
    panel.form.about.chosen.emit("nothing")
    panel.form.about.set_value("nothing")
    panel.form.examples.box.add(Reference(asset(5), "This is a corgi."))
    panel.form.examples.box.add(Reference(asset(6), "This is a koala."))
    assert panel.form.reads.text() == "The model reads your examples and your question."
    panel.form.show_me.click()
    assert panel.form.picture_count == 1
    ask(panel, qtbot, "This is")
    assert room.asked[-1].turns[0].parts == (
        PicturePart(png(5)),
        TextPart("This is a corgi."),
        PicturePart(png(6)),
        TextPart("This is a koala."),
        TextPart("This is"),
    )
    assert panel.form.examples.parts == ()
    told = panel.findChildren(Said)[0]
    assert [view.accessibleName() for view in told.findChildren(PictureView) if view.isVisible()] == [
        "This is a corgi.",
        "This is a koala.",
    ]
    assert panel.form.reads.text() == "The model reads what was said and your question."


def test_it_begins_anew(panel, room, qtbot: QtBot) -> None:
    ask(panel, qtbot, "Why?")
    panel.new.click()
    assert panel.none.isVisible()
    ask(panel, qtbot, "How?")
    assert len(room.asked[-1].turns) == 1
