"""Answers compared by what they mean, however they are worded."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.storybook.reading import PartialScene, parse_caption

_Read = Callable[[PartialScene], list[str]]


def same_answer(expected: str, given: str) -> bool:
    """Whether a given answer says what the expected one means.

    Yes-or-no answers are compared by their first word and, where more is said, by that; numbers by the number, others
    by the one attribute meant: how two stand to each other, what is worn or held, the side, what goes on, the place,
    the weather, the time, the style, the colours or, last, the kinds.
    """
    if expected.startswith(("None of", "One of", "Both of")):
        return _first_word(expected) == _first_word(given)
    if expected.startswith(("Yes", "No,")):
        return _first_word(expected) == _first_word(given) and _said_alike(expected, given)
    if expected.startswith(("There is one", "There are two")):
        return _number_said(expected) == _number_said(given)
    if expected.startswith("No colour"):
        return re.search(r"\b(?:no colours?|cannot|can not)\b", given.lower()) is not None
    if "nothing" in expected:
        return "nothing" in given.lower()
    wanted, said = parse_caption(expected), parse_caption(given)
    if wanted is None or said is None:
        return False
    if re.search(r"\bon the (left|right)\b", expected):
        return _kinds(wanted) == _kinds(said)
    if len(wanted.subjects) == 2 and wanted.relation:
        return wanted.relation == said.relation and _kinds(wanted) == _kinds(said)
    readers: tuple[_Read, ...] = (_worn, _held, _actions, _places, _weathers, _times, _styles, _colours, _kinds)
    for read in readers:
        if read(wanted):
            return read(wanted) == read(said)
    return False


def _said_alike(expected: str, given: str) -> bool:
    """Whether what follows a yes or no means the same; one who says no more than that is not wrong."""
    wanted, said = (text.partition(",")[2].strip() for text in (expected, given))
    if not wanted or not said:
        return True
    return "there is no" in said if "there is no" in wanted else same_answer(wanted, said)


def _first_word(text: str) -> str:
    return next(iter(re.findall(r"[a-z]+", text.lower())), "")


def _number_said(text: str) -> str:
    return next(iter(re.findall(r"\b(one|two)\b", text.lower())), "")


def _worn(said: PartialScene) -> list[str]:
    return [subject.worn for subject in said.subjects if subject.worn is not None]


def _held(said: PartialScene) -> list[str]:
    return [subject.held for subject in said.subjects if subject.held not in (None, "newspaper")]


def _actions(said: PartialScene) -> list[str]:
    return [subject.action for subject in said.subjects if subject.action is not None]


def _places(said: PartialScene) -> list[str]:
    return [said.place] if said.place else []


def _weathers(said: PartialScene) -> list[str]:
    return [said.weather] if said.weather else []


def _times(said: PartialScene) -> list[str]:
    return [said.time] if said.time else []


def _styles(said: PartialScene) -> list[str]:
    return [said.style] if said.style else []


def _colours(said: PartialScene) -> list[str]:
    """Colours in the order of mention."""
    return [subject.colour for subject in said.subjects if subject.colour is not None]


def _kinds(said: PartialScene) -> list[str]:
    return [subject.kind for subject in said.subjects if subject.kind is not None]
