"""The card says what it will do, and asks for just that."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from dreamwriter.editor.prompt_card import PromptCard
from dreamwriter.editor.writing import Wish
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.look import Look


def test_an_illustration_is_never_no_picture(look: Look, qtbot: QtBot) -> None:
    card = PromptCard(look)
    qtbot.addWidget(card)
    card.show()
    wishes: list[Wish] = []
    card.wished.connect(wishes.append)
    card.offer(("continue", "illustrate", "write"))
    card.begin()
    card.set_mode("illustrate")
    chips = [chip for chip in card.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["Illustrate", "1 picture"]
    card.begin()
    chips[1].set_value("3")
    card.begin()
    assert chips[1].text() == "3 pictures"
    assert [wish.pictures for wish in wishes] == ["auto", 1, 3]
    card.set_running(True)
    assert not chips[1].isVisible()
    card.set_running(False)
    assert chips[1].isVisible()
