"""The real model with what is there already: other words for a selection, a picture for a paragraph, more of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint

from tests.dreamwriter.window.hands import Person

END = len("They have never met.")


def test_other_words_are_proposed_and_taken_or_left(person: Person) -> None:
    card, before, said = person.window.page.card, person.manuscript.snapshot().blocks, person.said()
    person.stand(1, 0, len(said[1]))
    assert card.mode == "rewrite"
    person.press(card, "Rewrite")
    person.wait_for_run()
    assert card.proposal.isVisible()
    assert card.proposal.words
    assert person.manuscript.snapshot().blocks == before
    person.press(card, "Keep mine")
    assert not card.proposal.isVisible()
    assert person.manuscript.snapshot().blocks == before
    assert not person.manuscript.can_undo

    assert person.window.page.text.textCursor().hasSelection()
    person.do("rewrite")
    person.wait_for_run()
    proposed = card.proposal.words
    person.press(card, "Use these words")
    assert person.said() == [said[0], proposed, *said[2:]]
    assert person.undo_all() == 1
    assert person.manuscript.snapshot().blocks == before


def test_a_proposal_stands_beside_its_passage_until_something_else_begins(person: Person, tmp_path: Path) -> None:
    card, text, said = person.window.page.card, person.window.page.text, person.said()
    person.stand(1, 0, len(said[1]))
    person.do("rewrite")
    person.wait_for_run()
    passage = text.cursorRect(text.textCursor()).translated(text.viewport().mapToGlobal(QPoint()))
    assert passage.bottom() < card.mapToGlobal(QPoint()).y() + card.reach
    assert "not taught to rephrase" in card.proposal.note
    person.stand(1, len(said[1]))
    person.do("continue")
    assert not card.proposal.isVisible()
    person.window.page.stop()
    person.wait_for_run()
    person.undo_all()

    person.stand(1, 0, len(said[1]))
    person.do("rewrite")
    person.wait_for_run()
    assert card.proposal.isVisible()
    person.open(tmp_path / "page.textpack")
    assert not card.proposal.isVisible()


def test_a_stopped_proposal_leaves_nothing(person: Person) -> None:
    card, said = person.window.page.card, person.said()
    person.stand(1, 0, len(said[1]))
    person.do("rewrite")
    person.until(lambda: card.proposal.isVisible())
    person.press(card, "Keep mine")
    person.wait_for_run()
    assert not card.proposal.isVisible()
    assert person.said() == said
    assert not person.manuscript.can_undo


def test_the_paragraph_is_illustrated(person: Person) -> None:
    before = person.manuscript.snapshot().blocks
    person.stand(3, 5)
    person.do("illustrate")
    person.wait_for_preview()
    person.wait_for_run()
    blocks = person.manuscript.snapshot().blocks
    assert (*blocks[:4], *blocks[5:]) == before
    new = person.manuscript.figures()[1]
    assert new.asset is not None
    assert new.record.alt
    assert new.record.history is not None
    assert new.record.history.shown is not None
    assert new.record.history.shown.alt_drafted
    assert person.undo_all() == 1
    assert person.manuscript.snapshot().blocks == before


def test_it_goes_on_at_the_cursor(person: Person) -> None:
    before, said = person.manuscript.snapshot().blocks, person.said()
    person.stand(5, END)
    person.window.page.set_mode("continue")
    person.set_options("1", "short")
    person.press(person.window.page.card, "Continue")
    person.wait_for_run()
    now = person.said()
    assert now[:5] == said[:5]
    assert now[5].startswith(said[5])
    assert len(" ".join(now)) > len(" ".join(said))
    assert person.undo_all() == 1
    assert person.manuscript.snapshot().blocks == before


def test_in_the_middle_of_a_paragraph_what_follows_stays_behind_it(person: Person) -> None:
    before, said = person.manuscript.snapshot().blocks, person.said()
    begun = len("A white bear lives in the forest.")
    person.stand(3, begun)
    person.set_options("0", "short")
    person.do("continue")
    person.wait_for_run()
    now = person.said()
    assert now[3].startswith(said[3][:begun])
    assert now[-3].endswith(said[3][begun:].strip())
    assert now[-2:] == said[-2:]
    assert person.undo_all() == 1
    assert person.manuscript.snapshot().blocks == before
