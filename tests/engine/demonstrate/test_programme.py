"""The programme: complete, and in words that the world knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.demonstrate.programme import (
    PROGRAMME,
    Assignment,
    Conversation,
    Edits,
    Elsewhere,
    Exhibit,
    Meeting,
    Repaints,
    Sketch,
    StyleList,
)
from engine.storybook.reading import parse_caption
from engine.storybook.scene import allowed_relations

EXHIBITS = [exhibit for demonstration in PROGRAMME for exhibit in demonstration.exhibits]


def whole_captions(exhibit: Exhibit) -> Iterator[str]:
    """What is to be painted from words alone."""
    match exhibit:
        case StyleList():
            yield from exhibit.wishes
        case Conversation():
            yield from (part.words for turn in exhibit.turns for part in turn if isinstance(part, Sketch))
        case Edits():
            yield exhibit.start.words
        case Elsewhere():
            yield from (sketch.words for sketch in exhibit.references)
        case Meeting():
            yield from (exhibit.first.words, exhibit.second.words)
        case Repaints():
            yield from (exhibit.start.words, *exhibit.words)


@pytest.mark.parametrize("words", [words for exhibit in EXHIBITS for words in whole_captions(exhibit)])
def test_the_world_has_what_is_to_be_painted(words: str) -> None:
    said = parse_caption(words)
    assert said is not None
    assert said.settled() is not None


def test_wishes_say_something_about_the_world() -> None:
    wishes = [wish for exhibit in EXHIBITS if isinstance(exhibit, Edits | Elsewhere) for wish in exhibit.wishes]
    wishes += [exhibit.wish for exhibit in EXHIBITS if isinstance(exhibit, Meeting)]
    assert [wish for wish in wishes if parse_caption(wish) is None] == []


def test_what_is_brought_together_can_be() -> None:
    for exhibit in EXHIBITS:
        if isinstance(exhibit, Meeting):
            said = parse_caption(exhibit.wish)
            assert said is not None
            first, second = (subject.kind for subject in said.subjects)
            assert first is not None
            assert second is not None
            assert (said.relation or "beside") in allowed_relations(first, second)


def test_every_kind_is_there() -> None:
    kinds = {type(exhibit) for exhibit in EXHIBITS}
    assert kinds == {StyleList, Conversation, Assignment, Edits, Elsewhere, Meeting, Repaints}
    assert len({demonstration.title for demonstration in PROGRAMME}) == len(PROGRAMME)


def test_the_demonstrations_of_the_talk_are_there() -> None:
    repainted = {exhibit.start.words.split()[2] for exhibit in EXHIBITS if isinstance(exhibit, Repaints)}
    assert repainted >= {"dog", "teapot", "car"}
    dog = next(exhibit for exhibit in EXHIBITS if isinstance(exhibit, Edits) and "black dog" in exhibit.start.words)
    assert all(any(where in wish for wish in dog.wishes) for where in ("swims", "beach", "snow", "sofa"))
    turns = [turn for exhibit in EXHIBITS if isinstance(exhibit, Conversation) for turn in exhibit.turns]
    assert {"introduce this", "show me a panda in a suit", "This is"} <= {part for turn in turns for part in turn}


def test_strengths_grow() -> None:
    for exhibit in EXHIBITS:
        if isinstance(exhibit, Repaints):
            assert list(exhibit.strengths) == sorted(exhibit.strengths)
            assert 0 < exhibit.strengths[0] <= exhibit.strengths[-1] <= 1
