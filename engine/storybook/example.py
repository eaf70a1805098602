"""What the storybook world teaches with: turns of words and scenes in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.storybook.scene import Scene

ExampleKind = Literal[
    "caption", "describe", "illustrate", "article", "story", "continue", "edit", "same_subject", "compose", "question",
    "interview", "dialogue", "few_shot", "page", "rewrite", "title",
]  # fmt: skip
Content = tuple[str | Scene, ...]


@dataclass(frozen=True)
class Turn:
    """What one side says. A scene in a user turn is a picture shown; in an assistant turn, one dreamed."""

    role: Literal["user", "assistant"]
    content: Content


@dataclass(frozen=True)
class Example:
    """One training example: a conversation, or a plain document of a single assistant turn.

    Attributes:
        kind: which ability it teaches.
        turns: for a document, one assistant turn that stands without any prompt.
        begun: how many parts of the last turn stand there already and are not learned: what is to be continued.
    """

    kind: ExampleKind
    turns: tuple[Turn, ...]
    begun: int = 0
