"""The text between two pictures."""

from __future__ import annotations

import pytest

from engine.generate.passage import Leading, Passage
from engine.protocol.events import CaptionPiece, TextPiece


def run(passage: Passage, text: str, size: int = 1) -> tuple[str, str]:
    """The caption and the words that come out."""
    events = [event for place in range(0, len(text), size) for event in passage.push(text[place : place + size])]
    events += list(passage.close())
    caption = "".join(event.text for event in events if isinstance(event, CaptionPiece))
    return caption, "".join(event.text for event in events if isinstance(event, TextPiece))


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_line_of_emphasis_after_a_picture_is_its_caption(size: int) -> None:
    text = " *A red fox.*\n\nThe fox ran."
    assert run(Passage("new-paragraph", 0), text, size) == ("A red fox.", "\n\nThe fox ran.")


def test_a_caption_may_be_the_end() -> None:
    assert run(Passage("new-paragraph", 0), "*A red fox.*") == ("A red fox.", "")


@pytest.mark.parametrize("text", ["The fox.", "**Bold** words.", "*Very* red.\nMore.", "*open", "*" + "x" * 500])
def test_other_text_after_a_picture_is_text(text: str) -> None:
    assert run(Passage("new-paragraph", 0), text) == ("", "\n\n" + text)


def test_without_captions_emphasis_is_text() -> None:
    assert run(Passage("new-paragraph"), "*A fox.*\n\nIt ran.") == ("", "\n\n*A fox.*\n\nIt ran.")


@pytest.mark.parametrize(
    ("leading", "expected"), [("strip", "A fox"), ("keep", " \n A fox"), ("new-paragraph", "\n\nA fox")]
)
def test_white_space_at_the_start(leading: Leading, expected: str) -> None:
    assert run(Passage(leading), " \n A fox") == ("", expected)


def test_nothing_but_white_space_shows_nothing() -> None:
    assert run(Passage("new-paragraph", 0), " \n\n") == ("", "")
