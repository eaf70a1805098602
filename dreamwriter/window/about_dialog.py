"""About DreamWriter: its version, whose work it stands on, and the card of the model in use."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dreamwriter.session.background import Background
from dreamwriter.session.models import ModelEntry
from dreamwriter.widgets.button import ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import MEDIUM, SMALL, TextRole
from dreamwriter.window.card_text import CardText, read_card
from dreamwriter.window.credits import credits_text
from dreamwriter.window.dialog import Dialog

_WIDTH, _HEIGHT = 600, 380
CARD_FILE = "MODEL_CARD.md"


class AboutDialog(Dialog):
    """Three pages: the program, the licences, the model.

    Args:
        look: where the theme comes from.
        model: the one in use; None when there is none.
    """

    def __init__(self, look: Look, model: ModelEntry | None, parent: QWidget | None = None) -> None:
        super().__init__(look, "DreamWriter", _WIDTH, parent)
        self._background = Background("cards", self)
        self.licences = CardText(look, "Licences")
        self.card = CardText(look, "Model card")
        pages = [Option("program", "Program"), Option("licences", "Licences"), Option("model", "Model")]
        self.pages = SegmentedControl(look, "Page", pages, "program")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._program(look, model))
        self._stack.addWidget(self.licences)
        self._stack.addWidget(self.card)
        self._stack.setMinimumHeight(_HEIGHT)
        self.pages.chosen.connect(lambda key: self._stack.setCurrentIndex([page.key for page in pages].index(key)))
        self.body.addWidget(self.pages)
        self.body.addWidget(self._stack, 1)
        self.close_button = self.add_button("Close", ButtonRole.PRIMARY)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(lambda _: self._background.close())
        self.licences.show_plain("Looking …")
        self.card.show_plain("No model was found.")
        if model is not None:
            self._background.do(lambda: card_of(model), self.card.show_markdown)
        self._background.do(credits_text, self.licences.show_markdown)

    def _program(self, look: Look, model: ModelEntry | None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, MEDIUM, 0, 0)
        column.setSpacing(SMALL)
        about = (
            "Words and pictures, written together by a model on your own computer. What you write stays here: "
            "nothing is sent anywhere."
        )
        column.addWidget(Label(look, about, TextRole.LEAD, wrap=True))
        column.addSpacing(MEDIUM)
        for line in (f"Version {program_version()}", f"Model: {_model_words(model)}", f"Qt {qVersion()}"):
            column.addWidget(Label(look, line, colour="muted", wrap=True))
        column.addStretch(1)
        return page


def program_version() -> str:
    """The version of the program that runs."""
    try:
        return version("dreamwriter")
    except PackageNotFoundError:
        return "from a checkout"


def card_of(model: ModelEntry) -> str:
    """The card of a model: its file where it has one, else what its description says. Blocks."""
    size = f"{model.bytes / 1e9:.1f} GB" if model.bytes >= 1e9 else f"{model.bytes / 1e6:.0f} MB"
    said = [f"# {model.name}", model.description, f"Licence: {model.licence or 'not said'} · {size}"]
    return read_card(model.path / CARD_FILE) or "\n\n".join(filter(None, said))


def _model_words(model: ModelEntry | None) -> str:
    if model is None:
        return "none was found"
    return f"{model.name}, which comes with DreamWriter" if model.included else model.name
