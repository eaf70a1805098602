"""Requests: what can be asked of the engine. Frozen values, sent down the pipe. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.protocol.values import Length, PaintSettings, Part, PictureCount, PicturePart, TextSettings, Turn

MAX_PROMPT_CHARACTERS = 20_000
"""A wish or topic longer than this is refused: it is no wish but a document."""


@dataclass(frozen=True)
class WriteArticle:
    """Write an illustrated article about a topic, from nothing."""

    prompt: str
    pictures: PictureCount = "auto"
    length: Length = "medium"
    seed: int = 0
    text: TextSettings = field(default_factory=TextSettings)
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Continue:
    """Go on writing after the given parts of a document."""

    parts: tuple[Part, ...]
    topic: str = ""
    pictures: PictureCount = "auto"
    length: Length = "short"
    seed: int = 0
    text: TextSettings = field(default_factory=TextSettings)
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Rewrite:
    """Other words for a passage of a document.

    A model that was not taught to say a given text in other words writes the passage anew, from what stands before
    it; the notice "written-anew" tells so.

    Attributes:
        passage: Markdown, such as a sentence or some paragraphs.
        before: what stands before it in the document.
        wish: how it should be, such as "shorter"; "" for just other words.
    """

    passage: str
    before: tuple[Part, ...] = ()
    wish: str = ""
    seed: int = 0
    text: TextSettings = field(default_factory=TextSettings)


@dataclass(frozen=True)
class Illustrate:
    """Paint `count` pictures for a text; several share one condition and differ in their seeds."""

    text: str
    count: int = 1
    seed: int = 0
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class EditPicture:
    """Edit in context: picture, what it shows, and a wish; the model says the new caption and paints it.

    Without a caption this is image to image by words.
    """

    picture: PicturePart
    wish: str
    count: int = 1
    seed: int = 0
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class SameSubject:
    """The subject of one or more reference pictures, as the wish says."""

    references: tuple[PicturePart, ...]
    wish: str
    count: int = 1
    seed: int = 0
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Compose:
    """Two pictures brought together as the wish says."""

    first: PicturePart
    second: PicturePart
    wish: str
    count: int = 1
    seed: int = 0
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Vary:
    """Repaint a picture from a noised copy of itself.

    Attributes:
        strength: (0, 1]; how much of the way back to noise the repainting starts. 1 forgets the picture.
        words: what it should show; "" to let the model describe the picture first.
    """

    picture: PicturePart
    strength: float = 0.5
    words: str = ""
    count: int = 1
    seed: int = 0
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Ask:
    """A dialogue that ends with a user turn; the answer may hold pictures when `pictures` allows it."""

    turns: tuple[Turn, ...]
    pictures: PictureCount = 0
    seed: int = 0
    text: TextSettings = field(default_factory=lambda: TextSettings(temperature=0.0))
    paint: PaintSettings = field(default_factory=PaintSettings)


@dataclass(frozen=True)
class Describe:
    """One plain sentence that says what a picture shows: a draft of its alternative text."""

    picture: PicturePart
    seed: int = 0
    text: TextSettings = field(default_factory=lambda: TextSettings(temperature=0.0))


@dataclass(frozen=True)
class Measure:
    """How much of a document the model would read, were it to go on writing after these parts.

    Nothing is read: the model is not used, and the pictures may come without their data. Answered with `Measured`.
    """

    parts: tuple[Part, ...]
    length: Length = "medium"
    pictures: PictureCount = "auto"


@dataclass(frozen=True)
class LoadModel:
    """Load another model folder (an absolute path). The events `ModelState` tell how it goes."""

    path: str


Request = (
    WriteArticle
    | Continue
    | Rewrite
    | Illustrate
    | EditPicture
    | SameSubject
    | Compose
    | Vary
    | Ask
    | Describe
    | Measure
    | LoadModel
)
