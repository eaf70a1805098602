"""Pictures are found and renamed at any depth."""

from __future__ import annotations

import pytest

from dreamwriter.document.blocks import Emphasis, Figure, InlineImage, ListBlock, Paragraph, Quote, Text
from dreamwriter.document.images import image_targets, path_of, with_targets

BLOCKS = (
    Figure("a.png", "A", (Text("c"), InlineImage("b.png"))),
    Quote((ListBlock(((Paragraph((Emphasis((InlineImage("c.png"),)),)),),)),)),
)


def test_all_pictures_are_found_in_reading_order() -> None:
    assert list(image_targets(BLOCKS)) == ["a.png", "b.png", "c.png"]


def test_renaming_changes_nothing_else() -> None:
    renamed = with_targets(BLOCKS, lambda target: "x/" + target)
    assert list(image_targets(renamed)) == ["x/a.png", "x/b.png", "x/c.png"]
    assert with_targets(renamed, lambda target: target.removeprefix("x/")) == BLOCKS


@pytest.mark.parametrize(("target", "path"), [("./a%20b.png", "a b.png"), ("assets/a.png", "assets/a.png")])
def test_paths(target: str, path: str) -> None:
    assert path_of(target) == path
