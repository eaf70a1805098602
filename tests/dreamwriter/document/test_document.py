"""What a document says about itself."""

from __future__ import annotations

from dreamwriter.document.blocks import Figure, Heading, Paragraph, Strong, Text
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.takes import FigureHistory, Take
from tests.dreamwriter.document.pictures import asset


def test_the_title_is_what_was_said_or_the_highest_heading() -> None:
    blocks = (Heading(2, (Text("Small"),)), Heading(1, (Text("Big "), Strong((Text("fox"),)))), Paragraph((Text("a"),)))
    assert Document(blocks).title == "Big fox"
    assert Document(blocks, metadata=Metadata("Said")).title == "Said"
    assert Document().title == ""


def test_a_take_is_told_only_for_the_picture_that_is_shown() -> None:
    red, blue = asset("red"), asset("blue")
    figure = Figure("a.png", figure_id="f")
    histories = {"f": FigureHistory((Take(red.sha256, "generated"),), 0)}
    assert Document((figure,), {"a.png": red}, histories=histories).take_of(figure) == histories["f"].takes[0]
    assert Document((figure,), {"a.png": blue}, histories=histories).take_of(figure) is None
    assert Document((figure,)).take_of(figure) is None
