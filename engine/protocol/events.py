"""Events: what the engine tells. Frozen values, sent up the pipe. Standard library only.

A job's events come in this order: `JobStarted`, then any of `Notice`, `TextPiece`, `CaptionPiece`,
`DreamStarted`, `DreamStep`, `PictureReady`, `Measured`, and at the end exactly one of `Finished`, `Cancelled`,
`Failed`. `ModelState` belongs to no job and may come at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.protocol.values import Recipe, Stats


@dataclass(frozen=True)
class ModelState:
    """The state of the engine's model.

    Attributes:
        state: what it is doing.
        name: the model's name, "" before it is known.
        progress: 0 to 1 while loading.
        context_tokens: how many tokens the model can read at once; 0 before it is known.
        failure: why it could not be loaded, with the state "failed".
    """

    state: Literal["starting", "loading", "ready", "busy", "failed"]
    name: str = ""
    progress: float = 0.0
    context_tokens: int = 0
    failure: Failed | None = None


@dataclass(frozen=True)
class JobStarted:
    """The job left the queue and began."""


@dataclass(frozen=True)
class Notice:
    """Something that the person should know, though the job goes on.

    Attributes:
        code: a stable word, such as "context-trimmed".
        sentence: what is the case, in plain words.
    """

    code: str
    sentence: str


@dataclass(frozen=True)
class TextPiece:
    """A piece of text; always whole characters. Pieces joined in order are the text."""

    text: str


@dataclass(frozen=True)
class CaptionPiece:
    """The whole caption that the model wrote for a picture.

    Attributes:
        index: which picture of this job, from 0. Comes after its `PictureReady` in articles, before its
            `DreamStarted` in edits.
        text: plain text in one line.
    """

    index: int
    text: str


@dataclass(frozen=True)
class DreamStarted:
    """The model decided (or was asked) to paint a picture here in the text.

    Attributes:
        index: which picture of this job, from 0.
        width, height: pixels of the picture to come.
        steps: denoising steps to come.
    """

    index: int
    width: int
    height: int
    steps: int


@dataclass(frozen=True)
class DreamStep:
    """One denoising step is done.

    Attributes:
        step: 1 to `steps`.
        preview: a small encoded picture (JPEG) of how it looks by now, or b"" for none at this step.
    """

    index: int
    step: int
    steps: int
    preview: bytes = b""


@dataclass(frozen=True)
class PictureReady:
    """A finished picture: an encoded PNG that carries its recipe and its mark of being made by a model."""

    index: int
    data: bytes
    recipe: Recipe


@dataclass(frozen=True)
class Measured:
    """How much of a document the model reads at once: of the newest of it, as much as there is room for.

    Attributes:
        words, words_read: of the text, captions included; how many there are, and how many of them are read.
        pictures, pictures_read: how many there are, and how many the model looks at; of the others it reads at
            most the caption.
        share: of the room that there is for the document, how much what is read takes, 0 to 1.
        begins: the first words that are read behind what is left out; "" when nothing is left out.
    """

    words: int
    words_read: int
    pictures: int
    pictures_read: int
    share: float
    begins: str = ""


@dataclass(frozen=True)
class Finished:
    """The job came to its end.

    Attributes:
        reason: "stop" when the model ended by itself, "length" when it ran into a limit.
    """

    reason: Literal["stop", "length"]
    stats: Stats


@dataclass(frozen=True)
class Cancelled:
    """The job was stopped on request; what it had made so far stands."""

    stats: Stats


@dataclass(frozen=True)
class Failed:
    """The job could not be done.

    Attributes:
        code, sentence, advice, detail: as in `engine.errors.EngineError`.
    """

    code: str
    sentence: str
    advice: str
    detail: str = ""


JobEvent = (
    JobStarted
    | Notice
    | TextPiece
    | CaptionPiece
    | DreamStarted
    | DreamStep
    | PictureReady
    | Measured
    | Finished
    | Cancelled
    | Failed
)
Event = ModelState | JobEvent
