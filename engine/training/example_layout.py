"""Storybook examples as sequences: which pictures are shown, which are dreamed, and what is learned."""

from __future__ import annotations

from collections.abc import Sequence

from engine.sequence.chat import Turn as ChatTurn
from engine.sequence.chat import chat_segments
from engine.sequence.layout import BlockSizes, Dreamed, End, Given, Layout, Segment, Start, Text, lay
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.example import Content, Example
from engine.storybook.scene import Scene


def example_layout(
    example: Example, tokenizer: Tokenizer, sizes: BlockSizes, system: str
) -> tuple[Layout, tuple[Scene, ...]]:
    """One example as a sequence.

    A document becomes layout 1, 2 or 3 of the format notes, a conversation layout 4 or 5; in answers
    `<dream_start>` is learned, so that the model knows when to dream. A dreamed picture is read back where
    text follows it, and at the end of articles. Of the last answer, what is begun already is not learned.

    Returns:
        The layout, whose picture numbers are places in the returned scenes.
    """
    scenes: list[Scene] = []
    *earlier, last = example.turns
    if last.role != "assistant":
        raise ValueError("an example ends with an answer")
    opening: list[Segment] = [Start()]
    if earlier:
        turns = [_chat_turn(turn.role, turn.content, scenes) for turn in earlier]
        opening = chat_segments([*turns, ChatTurn("assistant", None)], system)
    long = example.kind in ("article", "story", "continue")
    closing = _answer(last.content, scenes, read_last=long, document=not earlier, begun=example.begun)
    return lay([*opening, *closing, End()], tokenizer, sizes), tuple(scenes)


def _chat_turn(role: str, content: Content, scenes: list[Scene]) -> ChatTurn:
    parts: list[str | Given | Dreamed] = []
    for part in content:
        if isinstance(part, str):
            parts.append(part)
            continue
        scenes.append(part)
        parts.append(Given(len(scenes) - 1) if role == "user" else Dreamed(len(scenes) - 1))
    return ChatTurn("user" if role == "user" else "assistant", tuple(parts))


def _answer(
    content: Sequence[str | Scene], scenes: list[Scene], read_last: bool, document: bool, begun: int
) -> list[Segment]:
    segments: list[Segment] = []
    for index, part in enumerate(content):
        learned = index >= begun
        if isinstance(part, str):
            # what goes on in the middle of a text is tokenised as one string with what stands there
            goes_on = index == begun > 0 and isinstance(content[index - 1], str)
            segments.append(Text(part, learn=learned, fresh=not goes_on))
            continue
        scenes.append(part)
        last = index == len(content) - 1
        if document and index == 0 and not last:
            segments.append(Given(len(scenes) - 1))
        else:
            segments.append(Dreamed(len(scenes) - 1, read_back=read_last or not last, learn=learned))
    return segments
