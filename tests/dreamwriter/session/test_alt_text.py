"""Alternative text says something, and something else than the caption."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dreamwriter.engine_client.scripted import Script, ScriptedChannel, Step
from dreamwriter.session.alt_text import ALONE, BESIDE_A_CAPTION, MAX_CHARACTERS, describe, fitting_alt, same_words
from dreamwriter.session.jobs import Jobs, Stop
from engine.protocol.events import Failed, Finished, Notice, TextPiece
from engine.protocol.requests import Describe, Request
from engine.protocol.values import Stats
from tests.dreamwriter.scripts import png


def described(script: Script, stop: Stop | None = None) -> str:
    with Jobs(lambda: ScriptedChannel(script), stop or Stop()) as jobs:
        return describe(jobs, png(), "A red fox.", 0)


def test_the_models_words_are_taken() -> None:
    assert described({Describe: [TextPiece("An orange\nanimal "), TextPiece("stands there.")]}) == (
        "An orange animal stands there."
    )


def test_a_description_that_was_cut_says_so() -> None:
    cut = [Notice("cut", "It is cut short."), Finished("length", Stats())]
    assert described({Describe: [TextPiece("An orange animal stands "), *cut]}) == "An orange animal stands…"
    assert described({Describe: cut}) == BESIDE_A_CAPTION


def test_the_picture_goes_to_the_model() -> None:
    heard: list[Request] = []

    def script(request: Request) -> Iterable[Step]:
        heard.append(request)
        yield TextPiece("Something.")

    assert described(script) == "Something."
    assert isinstance(heard[0], Describe)
    assert heard[0].picture.data == png()


@pytest.mark.parametrize("words", ["a red fox", "The red fox!", "  A  red\nfox. ", ""])
def test_the_caption_again_is_not_taken(words: str) -> None:
    assert described({Describe: [TextPiece(words)] if words else []}) == BESIDE_A_CAPTION
    assert not same_words(BESIDE_A_CAPTION, "A red fox.")


def test_a_failure_or_a_wish_to_stop_leaves_a_plain_sentence() -> None:
    failure = Failed("bad-picture", "No.", "Go.")
    assert described({Describe: [TextPiece("A half"), failure]}) == BESIDE_A_CAPTION
    stop = Stop()
    stop.wish()
    assert described({Describe: [TextPiece("Whole.")]}, stop) == BESIDE_A_CAPTION


def test_without_a_caption_and_words() -> None:
    assert fitting_alt("", "") == ALONE


def test_long_words_are_cut_between_words() -> None:
    cut = fitting_alt("word, " * 200, "")
    assert len(cut) <= MAX_CHARACTERS
    assert cut.endswith("word…")
