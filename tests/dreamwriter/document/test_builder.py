"""The document grows with the events of a job, and can be taken at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamwriter.document.blocks import Figure, Heading, Paragraph, Text
from dreamwriter.document.builder import DocumentBuilder
from dreamwriter.document.files import open_document, save_document
from dreamwriter.errors import BadDocument
from tests.dreamwriter.document.pictures import RECIPE, asset, picture


def test_text_and_pictures_in_reading_order() -> None:
    builder = DocumentBuilder()
    assert builder.document().blocks == ()
    for piece in ("# A f", "ox\n\nIt runs", " far."):
        builder.add_text(piece)
    early = builder.document()
    builder.set_caption(1, "Told *before*")
    builder.add_picture(0, picture("red"), RECIPE)
    builder.add_text(" It sleeps.")
    builder.add_picture(1, picture("blue"), RECIPE)
    builder.set_caption(0, "A red fox")
    builder.set_alt(0, "An animal in snow")
    document = builder.document()
    assert early.blocks == (Heading(1, (Text("A fox"),)), Paragraph((Text("It runs far."),)))
    assert document.blocks == (
        *early.blocks,
        Figure(asset("red").target, "An animal in snow", (Text("A red fox"),)),
        Paragraph((Text("It sleeps."),)),
        Figure(asset("blue").target, "", (Text("Told *before*"),)),
    )
    take = document.take_of(next(document.figures()))
    assert take is not None
    assert (take.recipe, take.caption, take.alt, take.source) == (RECIPE, "A red fox", "An animal in snow", "generated")


def test_what_it_builds_can_be_saved_and_opened(tmp_path: Path) -> None:
    builder = DocumentBuilder(created="2026-01-02T03:04:05+00:00")
    builder.add_text("# Fox\n\n<script>alert(1)</script>\n\n- a\n")
    builder.add_picture(0, picture(), RECIPE)
    builder.add_text("*Not a caption*")
    path = tmp_path / "a.textpack"
    document = builder.document()
    save_document(document, path)
    again = open_document(path)
    assert (again.blocks, again.histories, again.assets) == (document.blocks, document.histories, document.assets)


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(BadDocument):
        DocumentBuilder().add_picture(0, b"", RECIPE)
