"""A proposal: it can be taken when it is whole and says something else."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from dreamwriter.editor.proposal import ANEW, COMING, READY, SAME, Proposal
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.look import Look


def button(proposal: Proposal, words: str) -> Button:
    return next(each for each in proposal.findChildren(Button) if each.text() == words)


def test_it_can_be_taken_once_it_is_whole(qtbot: QtBot, look: Look) -> None:
    proposal = Proposal(look)
    qtbot.addWidget(proposal)
    proposal.show()
    proposal.show_words("Its fur", 400)
    assert not proposal.ready
    assert proposal._heading.text() == COMING
    proposal.show_words("Its fur is red.", 400)
    proposal.set_ready("It was written anew.")
    assert proposal._heading.text() == ANEW
    assert proposal.note == "It was written anew."
    with qtbot.waitSignal(proposal.accepted):
        button(proposal, "Use these words").click()


def test_the_same_words_cannot_be_taken_but_asked_for_again(qtbot: QtBot, look: Look) -> None:
    proposal = Proposal(look)
    qtbot.addWidget(proposal)
    proposal.show_words("It is red.", 400)
    proposal.set_ready(same=True)
    assert proposal._heading.text() == SAME
    assert not proposal.ready
    for words, wish in (("Try again", ""), ("Shorter", "Shorter"), ("Longer", "Longer")):
        with qtbot.waitSignal(proposal.again) as heard:
            button(proposal, words).click()
        assert heard.args == [wish]
    proposal.set_ready()
    assert (proposal._heading.text(), proposal.ready) == (READY, True)
    proposal.clear()
    assert proposal.words == ""
    assert not button(proposal, "Try again").isEnabled()
