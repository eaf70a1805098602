"""The dialogue with the real model: about the page, about a picture, with examples; answers go into the page."""

from __future__ import annotations

from dreamwriter.panels.modes import Reference
from dreamwriter.session.run import Candidate
from engine.protocol.values import PicturePart, TextPart
from engine.storybook.scene import Scene, Subject
from tests.dreamwriter.window.hands import BEAR, FOX, Person, picture


def test_about_the_page_and_into_the_page(person: Person) -> None:
    dialogue, before = person.window.dialogue, person.said()
    person.stand(1, 0)
    assert dialogue.form.about.value == "page"
    person.ask("What is this page about?")
    answer = dialogue._dialogue.turns[-1].parts[0]
    assert isinstance(answer, TextPart)
    assert answer.text
    assert dialogue.form.field.edit.hasFocus()
    person.press(dialogue, "Insert as paragraph")
    assert person.said() == [*before[:2], answer.text, *before[2:]]
    assert person.window.toast.isVisible()
    person.press(person.window.toast, "Undo")
    assert person.said() == before
    assert not person.manuscript.can_undo


def test_about_the_selected_picture_and_onto_it(person: Person) -> None:
    dialogue, before = person.window.dialogue, person.manuscript.snapshot()
    figure_id = person.click_picture(0)
    person.window.show_panel("dialogue")
    assert dialogue.form.about.value == "picture"
    person.ask("What is in the picture?")
    question = dialogue._dialogue.turns[0]
    assert [type(part) for part in question.parts] == [PicturePart, TextPart]
    answer = dialogue._dialogue.turns[-1].parts[0]
    assert isinstance(answer, TextPart)
    person.press(dialogue, "As caption")
    assert person.manuscript.caption(figure_id) == answer.text
    person.press(dialogue, "As alt text")
    entry = person.manuscript.figure(figure_id)
    assert entry is not None
    assert entry.record.alt == answer.text
    assert person.undo_all() == 2
    assert person.manuscript.snapshot() == before


def test_a_picture_that_was_asked_for_becomes_a_figure(person: Person) -> None:
    dialogue, before, pictures = person.window.dialogue, person.said(), len(person.manuscript.figures())
    person.stand(3, 0)
    person.press(dialogue, "Show me …")
    assert dialogue.form.field.text() == "Show me"
    person.ask("a blue robot in the forest")
    assert dialogue.form.picture_count == "auto"
    shown = [part for part, _ in dialogue._said[-1]._parts if isinstance(part, Candidate)]
    assert len(shown) == 1
    person.press(dialogue, "Insert as figure")
    assert len(person.manuscript.figures()) == pictures + 1
    inserted = person.manuscript.figures()[1]
    assert inserted.asset == shown[0].asset
    assert person.window.side.shown == "dialogue"
    seen = person.window.page.text.figure_rect(inserted)
    assert seen.top() >= 0
    assert seen.bottom() <= person.window.page.card.geometry().top() + person.window.page.card.reach
    person.do("undo")
    assert person.said() == before

    person.press(dialogue, "More takes")
    person.until(lambda: not dialogue.running)
    more = [part for part, _ in dialogue._said[-1]._parts if isinstance(part, Candidate)]
    assert len({candidate.asset.sha256 for candidate in (*shown, *more)}) == 3


def test_examples_come_before_the_question(person: Person) -> None:
    dialogue, form = person.window.dialogue, person.window.dialogue.form
    person.press(form, "Examples")
    form.about.set_value("nothing")
    owl = picture(Scene((Subject("owl", "white"),), "forest", "night", look=2))
    for asset, words in ((picture(FOX), "This is a fox."), (picture(BEAR), "This is a bear."), (owl, "")):
        form.examples.box.add(Reference(asset, words))
    person.ask("This is")
    question, answer = dialogue._dialogue.turns
    kinds = [type(part) for part in question.parts]
    assert kinds == [PicturePart, TextPart, PicturePart, TextPart, PicturePart, TextPart]
    assert isinstance(answer.parts[0], TextPart)
    assert form.examples.parts == ()
    assert not form.examples.isVisible()


def test_stopped_and_begun_anew_nothing_of_it_is_left(person: Person) -> None:
    dialogue = person.window.dialogue
    person.press(dialogue, "Show me …")
    person.type("a red fox on the beach", dialogue.form.field.edit)
    person.press(dialogue.form, "Ask")
    person.until(lambda: dialogue._said[-1]._preview.isVisible())
    person.press(dialogue.form, "Stop")
    person.until(lambda: not dialogue.running)
    assert dialogue.form.field.edit.hasFocus()
    person.press(dialogue.form, "Show me …")
    person.type("an owl", dialogue.form.field.edit)
    person.press(dialogue.form, "Ask")
    person.until(lambda: dialogue.running)
    dialogue.forget()
    assert not dialogue.running
    assert dialogue._dialogue.turns == ()
    person.until(lambda: person.program.worker.state.name == "ready")
    assert dialogue._dialogue.turns == ()
    assert dialogue.none.isVisible()
