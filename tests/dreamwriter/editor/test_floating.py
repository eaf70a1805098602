"""What floats over the page has the size that its words need, whatever the window was before."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.editor.floating import Floating
from dreamwriter.editor.prompt_card import PromptCard
from dreamwriter.editor.welcome import WelcomeFoot, WelcomeHead
from dreamwriter.widgets.look import Look


def test_a_card_that_was_narrow_is_as_low_as_one_that_never_was(look: Look, qtbot: QtBot) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.resize(900, 600)
    card = PromptCard(look, desk)
    floating = Floating(look, card, WelcomeHead(look, desk), WelcomeFoot(look, "Storybook", desk))
    card.set_words("A bedtime story about a blue robot that looks for its hat")
    desk.show()
    qtbot.waitExposed(desk)
    wide, narrow = QRect(0, 0, 688, 520), QRect(0, 0, 220, 520)
    floating.place_card(wide, False)
    low = card.height()
    floating.place_card(narrow, False)
    assert card.height() > low
    floating.place_card(wide, False)
    assert card.height() == low
