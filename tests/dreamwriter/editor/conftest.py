"""A page with a picture."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.blocks import Figure, Heading, Paragraph, Text
from dreamwriter.document.document import Document
from dreamwriter.editor.page_look import page_style
from dreamwriter.editor.page_text import PageText
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.widgets.look import Look


@pytest.fixture
def manuscript(look: Look) -> Manuscript:
    blocks = (
        Heading(1, (Text("The fox"),)),
        Paragraph((Text("It is red."),)),
        Figure("assets/none.png", "a fox", (Text("A red fox."),), "", "figure-1"),
        Paragraph((Text("It sleeps."),)),
    )
    return Manuscript(Document(blocks), page_style(look.theme), PictureCache())


@pytest.fixture
def page(look: Look, manuscript: Manuscript, qtbot: QtBot) -> PageText:
    text = PageText(look, manuscript, 17)
    qtbot.addWidget(text)
    text.resize(900, 800)
    with qtbot.waitExposed(text):
        text.show()
    return text
