"""Alternative text of pictures: drafted by the model from the finished picture, and never the caption again."""

from __future__ import annotations

import re
from contextlib import suppress

from dreamwriter.errors import EngineFailed
from dreamwriter.session.jobs import Heard, Jobs
from engine.protocol.events import Finished, TextPiece
from engine.protocol.requests import Describe
from engine.protocol.values import PicturePart

MAX_CHARACTERS = 250
"""Longer alternative text belongs into the page."""
BESIDE_A_CAPTION = "An illustration of the scene that its caption names."
ALONE = "An illustration of the text around it."

_ARTICLES = frozenset({"a", "an", "the"})


def describe(jobs: Jobs, picture: bytes, caption: str, seed: int) -> str:
    """What a picture shows, for those who do not see it.

    A picture that the model cannot describe gets a plain sentence instead; a description that was cut says so by "…".

    Raises:
        EngineGone: the engine ended, hung or broke the protocol.
    """
    pieces: list[str] = []

    def listen(heard: Heard) -> None:
        if isinstance(heard, TextPiece):
            pieces.append(heard.text)

    described = ""
    with suppress(EngineFailed):
        end = jobs.do(Describe(PicturePart(picture), seed), listen)
        if isinstance(end, Finished):
            described = described_as("".join(pieces), end)
    return fitting_alt(described, caption)


def described_as(text: str, end: Finished) -> str:
    """What the model said that a picture shows, trimmed; "…" tells where it was cut."""
    described = text.strip()
    return f"{described}…" if described and end.reason == "length" else described


def fitting_alt(described: str, caption: str) -> str:
    """The description where it is one and says something else than the caption; else a plain sentence.

    Args:
        described: as the model wrote it; may be "".
        caption: plain text below the picture; "" for none.
    """
    words = " ".join(described.split())
    if len(words) > MAX_CHARACTERS:
        words = words[: MAX_CHARACTERS - 1].rpartition(" ")[0].rstrip(",;:") + "…"
    if words and not same_words(words, caption):
        return words
    return BESIDE_A_CAPTION if caption else ALONE


def same_words(one: str, other: str) -> bool:
    """Whether two sentences differ in nothing but articles, case and marks."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _ARTICLES]
