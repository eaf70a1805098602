"""The programme: every kind of demonstration of the original talk, in the words of this world, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.protocol.values import Length, PictureCount
from engine.storybook.scene import STYLES


@dataclass(frozen=True)
class Sketch:
    """A picture that the model paints for these words beforehand, so that it can be given to it."""

    words: str


@dataclass(frozen=True)
class StyleList:
    """Each wish in every style of the world, all from the same noise."""

    wishes: tuple[str, ...]

    @property
    def asks(self) -> int:
        """How often the model is asked; so for every kind of exhibit."""
        return len(self.wishes) * len(STYLES)


@dataclass(frozen=True)
class Conversation:
    """What a person says, turn by turn; each is answered before the next one is said."""

    turns: tuple[tuple[str | Sketch, ...], ...]

    @property
    def asks(self) -> int:
        return len(self.turns) + sum(isinstance(part, Sketch) for turn in self.turns for part in turn)


@dataclass(frozen=True)
class Assignment:
    """An illustrated article about a topic."""

    topic: str
    length: Length = "medium"
    pictures: PictureCount = "auto"
    asks: ClassVar[int] = 1


@dataclass(frozen=True)
class Edits:
    """A picture with its caption, and wishes for it; each wish is for the picture as it was."""

    start: Sketch
    wishes: tuple[str, ...]

    @property
    def asks(self) -> int:
        return 1 + len(self.wishes)


@dataclass(frozen=True)
class Elsewhere:
    """The subject of one or more pictures, somewhere else or otherwise."""

    references: tuple[Sketch, ...]
    wishes: tuple[str, ...]

    @property
    def asks(self) -> int:
        return len(self.references) + len(self.wishes)


@dataclass(frozen=True)
class Meeting:
    """Two pictures with their captions brought together, beside what the plain diffusion model does with words."""

    first: Sketch
    second: Sketch
    wish: str
    asks: ClassVar[int] = 3


@dataclass(frozen=True)
class Repaints:
    """A picture painted over with other words, row by row, each time from more noise.

    Attributes:
        strengths: ascending, (0, 1].
    """

    start: Sketch
    words: tuple[str, ...]
    strengths: tuple[float, ...] = (0.5, 0.7, 0.9)

    @property
    def asks(self) -> int:
        return 1 + len(self.words) * len(self.strengths)


Exhibit = StyleList | Conversation | Assignment | Edits | Elsewhere | Meeting | Repaints


@dataclass(frozen=True)
class Demonstration:
    """One kind of demonstration.

    Attributes:
        lead: what it shows, in a sentence or two.
    """

    title: str
    lead: str
    exhibits: tuple[Exhibit, ...]


PROGRAMME: tuple[Demonstration, ...] = (
    Demonstration(
        "Text to image",
        "One sentence, one picture. Along a row only the style changes: words and noise stay the same.",
        (
            StyleList(
                (
                    "An astronaut riding a horse in the desert at sunset",
                    "A panda wearing a suit in the city at night",
                    "A polar bear in the forest at dawn",
                    "A blue teapot on the beach by day",
                )
            ),
        ),
    ),
    Demonstration(
        "A dialogue about pictures",
        "Questions and wishes in one conversation. The model decides by itself when an answer is a picture, and reads "
        "its own pictures before it goes on.",
        (
            Conversation(
                (
                    (Sketch("A white opera house in the city at sunset."), "introduce this"),
                    ("show me a panda in a suit",),
                    ("What does the panda wear?",),
                    ("and now on the beach",),
                )
            ),
        ),
    ),
    Demonstration(
        "Learning from examples",
        "A few pictures with a few words are a pattern. The model goes on with it, though nobody said what to do.",
        (
            Conversation(
                (
                    (
                        Sketch("An orange corgi in the meadow by day."),
                        "This is a Corgi.",
                        Sketch("A blue koala in the forest by day."),
                        "This is a Koala.",
                        Sketch("A brown mammoth in the snow by day."),
                        "This is",
                    ),
                    ("show me an illustration of a mammoth in the jungle",),
                )
            ),
            Conversation(
                (
                    (
                        Sketch("An orange fox in the meadow by day, as a watercolour."),
                        "This is a watercolour of a fox.",
                        Sketch("A black cat in the room by day, as a charcoal sketch."),
                        "This is a charcoal sketch of a cat.",
                        Sketch("A brown owl in the forest at night, in pop art style."),
                        "This is",
                    ),
                )
            ),
        ),
    ),
    Demonstration(
        "An article on request",
        "From one line the model writes a whole page. Where a picture belongs it paints one, looks at it, and goes on.",
        (
            Assignment("an introduction to Sydney with its opera house", pictures=2),
            Assignment("a bedtime story with a blue robot in space"),
        ),
    ),
    Demonstration(
        "Editing in context",
        "A picture, its caption, and a wish. The model says what the new picture shows, then paints it; what nobody "
        "wished for stays.",
        (
            Edits(
                Sketch("A black dog in the meadow by day."),
                (
                    "the dog swims in water",
                    "the dog is on the beach",
                    "the dog is in the snow",
                    "the dog lies on a sofa",
                ),
            ),
            Edits(
                Sketch("A brown teddy bear in the forest by day."),
                ("give it sunglasses", "at night", "as a watercolour", "let it rain"),
            ),
        ),
    ),
    Demonstration(
        "The same subject elsewhere",
        "One or more pictures of somebody, and a wish where to see it next. The words below the given pictures are for "
        "the reader only.",
        (
            Elsewhere(
                (Sketch("A white dog wearing sunglasses in the meadow by day."),),
                ("in the jungle", "swimming in the pool", "in the mountains at sunset", "in space"),
            ),
            Elsewhere(
                (
                    Sketch("A purple robot wearing a scarf in the city by day."),
                    Sketch("A purple robot wearing a scarf in the snow by day."),
                ),
                ("on the beach", "reading a newspaper in the room", "in the wheat field at night"),
            ),
        ),
    ),
    Demonstration(
        "Composition",
        "Two pictures become one. Beside it stands what the plain diffusion model paints, which shares the painter but "
        "reads words only: first the words of the wish, then the caption that DreamLLM thought of.",
        (
            Meeting(
                Sketch("A brown bear in the forest by day."),
                Sketch("A pink salmon in the river by day."),
                "the bear holds the salmon",
            ),
            Meeting(
                Sketch("A white ship on the sea by day."),
                Sketch("A blue dolphin in the sea by day."),
                "the ship and the dolphin together at sunset",
            ),
            Meeting(
                Sketch("A white rabbit wearing a scarf in the meadow by day."),
                Sketch("A blue elephant in the desert by day."),
                "the rabbit rides the elephant in the desert",
            ),
        ),
    ),
    Demonstration(
        "Image to image",
        "A picture is covered with noise and painted again with other words. The more noise, the less of it is left.",
        (
            Repaints(
                Sketch("A brown dog in the meadow by day."),
                (
                    "A brown dog swimming in the pool by day.",
                    "A brown dog wearing sunglasses in the meadow by day.",
                    "A brown dog wearing a top hat in the meadow by day.",
                    "A brown dog in the jungle by day.",
                ),
            ),
            Repaints(
                Sketch("A white teapot in the room by day."),
                (
                    "A white teapot on the beach by day.",
                    "A blue teapot in the room by day.",
                    "A white teapot in the jungle by day.",
                ),
            ),
            Repaints(
                Sketch("A red car in the city by day."),
                (
                    "A red car floating in the sea by day.",
                    "A green car in the city by day.",
                    "A red car in the mountains by day.",
                    "A red car in front of a wheat field by day.",
                ),
            ),
        ),
    ),
)
