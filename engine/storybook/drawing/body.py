"""What tells one creature's body from another's: its measures, its colours, and the parts of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.storybook.drawing.canvas import Brush, Colour, Point
from engine.storybook.drawing.figure import Figure, Frame, HeadDrawing, PartDrawing
from engine.storybook.drawing.palette import Tones
from engine.storybook.drawing.pose import Wear
from engine.storybook.drawing.worn import draw_headwear


@dataclass(frozen=True)
class Upright:
    """Measures of a body on two legs, in units of the creature.

    Attributes:
        leg: height of the hips.
        tall: height of the trunk.
        broad: half the width of the trunk.
        arm, thigh: thickness of an arm, of a leg.
        head: middle of the head above the hips.
    """

    leg: float = 0.13
    tall: float = 0.42
    broad: float = 0.22
    arm: float = 0.12
    thigh: float = 0.15
    head: Point = (0.02, 0.60)


@dataclass(frozen=True)
class Fourfooted:
    """Measures of a body on four legs.

    Attributes:
        leg: height of the middle of the trunk.
        long: half the distance between the shoulders and the hips.
        girth: half the height of the trunk.
        limb: thickness of a leg.
        neck: thickness of the neck.
        head: middle of the head as it stands.
        collar: where scarf and tie are, if a great head hides the usual place.
    """

    leg: float = 0.36
    long: float = 0.24
    girth: float = 0.16
    limb: float = 0.115
    neck: float = 0.22
    head: Point = (0.27, 0.70)
    collar: Point | None = None


def _main(figure: Figure) -> Colour:
    return figure.tones.main


def _nothing(figure: Figure) -> Colour | None:
    return None


def _fur(figure: Figure) -> Tones:
    return figure.tones


Arm = Callable[[Figure, Brush, tuple[Point, Point, Point]], None]
"""Draws an arm along shoulder, elbow and hand."""


@dataclass(frozen=True)
class Breed:
    """A kind of creature.

    Attributes:
        head: draws its head; what it wears on it is drawn after.
        tail: draws its tail from its root towards the left.
        paws: colour of hands and feet.
        belly: colour of belly and chest.
        limbs: tones of arms and legs.
        hands: colour of the hands, if it is not that of the feet.
        markings: drawn on the level trunk, whose middle is the origin; a jacket goes over them.
        cover: drawn on the level trunk over legs and jacket: long hair, a shell, a pack.
        low_cover: the same for one who lies or swims.
        trunk: draws the trunk on two legs from the hips up, instead of a pear of fur.
        arm: draws an arm, instead of a limb of fur.
        size: of the head, where it is not drawn as it is.
        chin: how far the head reaches below its middle.
        lying: how far its hips are from the middle as it lies, of what is usual.
        low_trunk: draws the trunk of one who lies or swims, instead of a body of fur.
        sits: whether it sits where others stand.
        toes: whether its feet have toes.
        hanging_tail: whether its tail hangs down from the root.
    """

    head: HeadDrawing
    tail: PartDrawing | None = None
    paws: Callable[[Figure], Colour] = _main
    belly: Callable[[Figure], Colour | None] = _nothing
    limbs: Callable[[Figure], Tones] = _fur
    hands: Callable[[Figure], Colour] | None = None
    markings: PartDrawing | None = None
    cover: PartDrawing | None = None
    low_cover: PartDrawing | None = None
    trunk: PartDrawing | None = None
    arm: Arm | None = None
    upright: Upright = field(default_factory=Upright)
    fourfooted: Fourfooted = field(default_factory=Fourfooted)
    size: float = 1.0
    chin: float = 0.24
    lying: float = 1.0
    low_trunk: PartDrawing | None = None
    sits: bool = False
    toes: bool = True
    hanging_tail: bool = False


def draw_head(figure: Figure, breed: Breed, at: Frame, neck: Point, chest: Point) -> Wear:
    """Draw a head, with what is worn on it, in its frame; tell where things worn are."""
    frame = Frame(at.x, at.y, at.scale * breed.size, at.angle)
    brush = frame.on(figure.brush)
    headwear = breed.head(figure, brush)
    draw_headwear(figure, brush, headwear)
    first, second = headwear.eyes
    return Wear(frame.out(headwear.crown), (frame.out(first), frame.out(second)), neck, chest)


def draw_tail(figure: Figure, breed: Breed, at: Frame) -> None:
    """Draw the tail, where there is one, in its frame."""
    if breed.tail is not None:
        breed.tail(figure, at.on(figure.brush))
