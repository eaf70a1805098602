"""What the storybook world teaches with: turns of words and scenes in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.storybook.scene import Scene

ExampleKind = Literal[
    "caption", "describe", "article", "story", "edit", "same_subject", "compose", "question", "dialogue", "few_shot"
]
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
    """

    kind: ExampleKind
    turns: tuple[Turn, ...]
