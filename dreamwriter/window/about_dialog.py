"""About DreamWriter: its version, whose work it stands on, and the card of the model in use."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

import resources
from dreamwriter.session.background import Background
from dreamwriter.session.models import ModelEntry
from dreamwriter.widgets.button import ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import MEDIUM, SMALL, TextRole
from dreamwriter.window.card_text import CardText, read_card
from dreamwriter.window.dialog import Dialog

_WIDTH, _HEIGHT = 600, 380
CARD_FILE = "MODEL_CARD.md"
LICENCES = """\
DreamWriter is free software under the Apache License 2.0. It stands on the work of many others:

| what | licence |
|---|---|
| Qt and PySide6, the window | LGPL 3 |
| PyTorch, the engine | BSD-3-Clause |
| Transformers, Diffusers, Accelerate, safetensors | Apache-2.0 |
| SentencePiece | Apache-2.0 |
| Typst and Python-Markdown, publishing | Apache-2.0, BSD-3-Clause |
| nh3 (ammonia), clean HTML | MIT |
| Pillow, pictures | MIT-CMU |
| Literata, Inter, JetBrains Mono, the fonts | SIL Open Font License 1.1 |
| Lucide, the icons | ISC |

The way in which words and pictures are dreamed together is that of DreamLLM (Dong et al., ICLR 2024).
"""
FONT_LICENCES: Mapping[str, str] = {
    "Literata": "fonts/Literata-OFL.txt",
    "Inter": "fonts/Inter-OFL.txt",
    "JetBrains Mono": "fonts/JetBrainsMono-OFL.txt",
    "Lucide": "icons/Lucide-ISC.txt",
}
"""Texts that have to go with what they are about, by their places in the resources."""


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
        self.licences.show_markdown(LICENCES)
        self.card.show_plain("No model was found.")
        if model is not None:
            self._background.do(lambda: card_of(model), self.card.show_markdown)
        self._background.do(_licence_texts, lambda texts: self.licences.show_markdown(LICENCES + texts))

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


def _licence_texts() -> str:
    folder: Path = resources.folder()
    texts = ((name, read_card(folder / file)) for name, file in FONT_LICENCES.items())
    return "".join(f"\n\n## {name}\n\n{text}" for name, text in texts if text)
