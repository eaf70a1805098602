"""What floats over the page: the card at its foot, the words of welcome on an empty page, the find bar at its head."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from dreamwriter.editor.find_bar import WIDTH as FIND_WIDTH
from dreamwriter.editor.find_bar import FindBar
from dreamwriter.editor.page_look import DESK_GAP
from dreamwriter.editor.prompt_card import WIDTH, PromptCard
from dreamwriter.editor.welcome import FULL, WelcomeFoot, WelcomeHead
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import BROAD, LARGE, WIDE

MORE = 320
"""How much wider than at scale 1 the card grows at most, in pixels."""
ABOVE_FOOT = 20
"""Desk between the card and the foot of the view, in pixels."""


class Floating:
    """Gives each its place.

    Args:
        head, foot: words of welcome above and below the card.
    """

    def __init__(self, look: Look, card: PromptCard, head: WelcomeHead, foot: WelcomeFoot) -> None:
        self._look = look
        self._card = card
        self._head = head
        self._foot = foot

    def card_width(self, across: int) -> int:
        """Pixels across of the card, without its shadow, in so much room."""
        return min(self._look.theme.length(WIDTH), WIDTH + MORE, across - 2 * DESK_GAP - 2 * ABOVE_FOOT)

    def place_card(self, room: QRect, empty: bool) -> int:
        """Put the card to the foot, or with an empty page into its middle among the words of welcome.

        Args:
            room: the view without its scroll bar.

        Returns:
            How many pixels of the foot are covered.
        """
        reach = self._card.reach
        across = self.card_width(room.width()) + 2 * reach
        self._card.resize(across, self._card.height())  # its field is as tall as its words at the width that it has
        tall = self._card.height_at(across)
        left = (room.width() - across) // 2
        self._head.setVisible(empty)
        self._foot.setVisible(empty)
        if not empty:
            self._card.setGeometry(left, room.height() - tall + reach + 8 - ABOVE_FOOT, across, tall)
            return tall - 2 * reach + ABOVE_FOOT
        inner = across - 2 * reach
        head, foot = self._choose_welcome(inner, room.height() - tall + 2 * reach)
        whole = head + tall - 2 * reach + foot
        top = max((room.height() - whole) * 2 // 5, 0)
        self._head.setGeometry(left + reach, top, inner, max(head - BROAD, 0))
        self._card.setGeometry(left, top + head - reach, across, tall)
        self._foot.setGeometry(left + reach, top + head + tall - 2 * reach + WIDE, inner, max(foot - WIDE, 0))
        for widget in (self._head, self._foot, self._card):
            widget.raise_()
        return 0

    def place_find(self, find: FindBar, room: QRect) -> int:
        """Put the find bar to the right of the head; returns how many pixels of the head it covers."""
        across = min(self._look.theme.length(FIND_WIDTH) + 2 * find.reach, room.width())
        tall = find.height_at(across)
        find.setGeometry(room.width() - across, 0, across, tall)
        return tall if find.isVisible() else 0

    def _choose_welcome(self, across: int, room: int) -> tuple[int, int]:
        """Say as much as there is room for; heights above and below the card, with the gaps."""
        for much in range(FULL, -1, -1):
            self._head.set_much(much)
            self._foot.set_much(much)
            head = _height(self._head, across, BROAD)
            foot = _height(self._foot, across, WIDE)
            if head + foot + 2 * LARGE <= room:
                return head, foot
        return head, foot


def _height(widget: QWidget, across: int, gap: int) -> int:
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()  # what is in it may just have got another size
    height = widget.heightForWidth(across) if not widget.isHidden() else 0
    return height + gap if height > 0 else 0
