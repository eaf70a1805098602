"""What an empty page says: what this is, a few prompts to try, and which model is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import LARGE, SMALL, TextRole

SAMPLES = (
    "A bedtime story about a blue robot",
    "A red fox in the snow",
    "A guide to the city with its opera house",
    "Facts about dolphins",
)
"""Prompts that the included model does well with: of five articles each, all were about what was asked."""


FULL = 4
"""All of the welcome; less of it where there is less room, down to 0."""


class WelcomeHead(QWidget):
    """One line of what this is, above the card."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(look, "What shall it be about?", TextRole.TITLE, wrap=True)
        self._sentence = Label(
            look,
            "A few words are enough. The model writes the text and paints the pictures.",
            TextRole.LEAD,
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, 0, LARGE, 0)
        column.setSpacing(SMALL)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)

    def set_much(self, much: int) -> None:
        """Say all (`FULL`) or less."""
        self._title.set_role(TextRole.TITLE if much == FULL else TextRole.H2 if much == FULL - 1 else TextRole.H3)
        self._title.setVisible(much > 0)
        self._sentence.setVisible(much >= FULL - 1)


class WelcomeFoot(QWidget):
    """Prompts to try, and the model in use, below the card.

    Attributes:
        chosen: emitted with the words of the sample that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Label(look, "", TextRole.SMALL, "muted", wrap=True)
        self._model.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        samples = FlowLayout(gap=SMALL, centred=True)
        self._chips = [Chip(look, words) for words in SAMPLES]
        for chip, words in zip(self._chips, SAMPLES, strict=True):
            chip.clicked.connect(lambda _checked=False, words=words: self.chosen.emit(words))
            samples.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, 0, LARGE, 0)
        column.setSpacing(LARGE)
        column.addLayout(samples)
        column.addWidget(self._model)
        self.set_model(model)

    def set_much(self, much: int) -> None:
        """Offer all (`FULL`) or less."""
        self._model.setVisible(much >= FULL - 1)
        for chip in self._chips:
            chip.setVisible(much >= FULL - 2)
        self._chips[0].setVisible(much >= FULL - 3)

    def set_model(self, model: str, here: bool = True) -> None:
        """Which model writes.

        Args:
            here: it works on this computer; otherwise where the person's own settings say.
        """
        where = "Nothing leaves this computer." if here else "It works where your settings say."
        self._model.setText(f"{model} writes. {where}")
