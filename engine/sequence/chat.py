"""The chat prompt (vicuna v1.1): turns to segments.

`<system> USER: <question> ASSISTANT: <answer></s>USER: ...`, tokenised as one string.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.config import BOS, DREAM, EOS, IMAGE, VICUNA_SYSTEM
from engine.sequence.layout import Dreamed, End, Given, Segment, Start, Text


@dataclass(frozen=True)
class Turn:
    """One side's contribution.

    Attributes:
        content: words and pictures in reading order; None for an assistant's turn that is still to come.
    """

    role: Literal["user", "assistant"]
    content: tuple[str | Given | Dreamed, ...] | None


def chat_segments(turns: Sequence[Turn], system: str = VICUNA_SYSTEM) -> list[Segment]:
    """A dialogue as segments, `<s>` first. Answers and the `</s>` behind them are learned, nothing else.

    Args:
        system: the system sentence; "" for none, then no space stands before the first turn either.

    Raises:
        ValueError: a turn without content that is not an assistant's last one.
    """
    if any(turn.content is None and (turn.role == "user" or turn is not turns[-1]) for turn in turns):
        raise ValueError("only the last turn can be open, and only an assistant's")
    opening = Text(f"{system} " if system else "", learn=False)
    return [Start(), opening, *(segment for turn in turns for segment in _turn(turn))]


def _turn(turn: Turn) -> Iterator[Segment]:
    if turn.role == "user":
        yield Text("USER: ", learn=False, fresh=False)
        yield from _content(turn.content or (), learn=False)
        yield Text(" ", learn=False, fresh=False)
        return
    yield Text("ASSISTANT:", learn=False, fresh=False)
    if turn.content is not None:
        yield Text(" ", fresh=False)
        yield from _content(turn.content, learn=True)
        yield End()


def _content(content: Sequence[str | Given | Dreamed], learn: bool) -> Iterator[Segment]:
    for part in content:
        yield Text(part, learn=learn, fresh=False) if isinstance(part, str) else part


def chat_text(turns: Sequence[Turn], system: str = VICUNA_SYSTEM) -> str:
    """The dialogue as one string without `<s>`: `<image>` and `<dream>` stand for pictures."""
    return "".join(_written(segment) for segment in chat_segments(turns, system)).removeprefix(BOS)


def _written(segment: Segment) -> str:
    match segment:
        case Text():
            return segment.text
        case Start():
            return BOS
        case End():
            return EOS
        case Given():
            return IMAGE
        case Dreamed():
            return DREAM
