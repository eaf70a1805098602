"""How a subject is posed, and where on it others sit, hang on or touch the water.

Every subject is drawn in coordinates of its own: facing right, standing on y = 0, y upwards, about one unit tall and
at most about 1.2 wide. What it wears and holds may reach up to y = 1.6 and x = 0.85. The caller mirrors, moves and
sizes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.storybook.drawing.canvas import Point
from engine.storybook.scene import Action, Held, Worn


@dataclass(frozen=True)
class Pose:
    """What a subject does and has on.

    Attributes:
        action: what it does. In "swim" and "float" a part of the subject may be below y = 0.
        variant: 0 to 1, the small things: where the head and the tail are, which leg is in front.
        mood: 0 (calm) to 1 (merry), seen in eyes and mouth.
        worn, held: drawn together with a creature, since an arm is in front of a suit and a head above it.
        riding: it sits on another subject: y = 0 is the seat, and legs may hang below it.
        carrying: its hands hold another subject up (see `Anchors.hand`).
    """

    action: Action = "stand"
    variant: float = 0.5
    mood: float = 0.5
    worn: Worn = "none"
    held: Held = "none"
    riding: bool = False
    carrying: bool = False


@dataclass(frozen=True)
class Wear:
    """Where worn things are on a creature, as it was drawn.

    Attributes:
        crown: middle of the brim of a hat.
        eyes: the two eyes, the one further from the nose first.
        neck: middle of a scarf.
        chest: middle of a suit's shirt front.
    """

    crown: Point
    eyes: tuple[Point, Point]
    neck: Point
    chest: Point


@dataclass(frozen=True)
class Anchors:
    """What the composition of a scene must know of a subject that was drawn.

    Attributes:
        saddle: where the seat of a rider comes to be; None for who carries nobody.
        seat: width of a rider's room at the saddle; a rider is drawn at about 1.6 times this size.
        rim: a rider is seen only above this height (the side of a boat), None where it is seen whole.
        hand: where the foot of a held subject rests, None for who holds nobody.
        room: size at which a held subject is drawn.
        water: height of the water's surface on a subject that swims or floats.
        shadow: left and right end of where the subject meets the ground.
        wear: where worn things are; creatures only.
    """

    saddle: Point | None = None
    seat: float = 0.36
    rim: float | None = None
    hand: Point | None = None
    room: float = 0.4
    water: float = 0.22
    shadow: tuple[float, float] = (-0.35, 0.35)
    wear: Wear | None = None

    def within(self, out: Callable[[Point], Point], size: float) -> Anchors:
        """The same in the coordinates of a whole, in which this subject is drawn `size` times as large.

        Args:
            out: a point of the subject in those coordinates.
        """
        (left, low), (right, _) = out((self.shadow[0], self.water)), out((self.shadow[1], 0))
        wear = self.wear
        return Anchors(
            saddle=None if self.saddle is None else out(self.saddle),
            seat=self.seat * size,
            rim=None if self.rim is None else out((0, self.rim))[1],
            hand=None if self.hand is None else out(self.hand),
            room=self.room * size,
            water=low,
            shadow=(left, right),
            wear=wear
            and Wear(out(wear.crown), (out(wear.eyes[0]), out(wear.eyes[1])), out(wear.neck), out(wear.chest)),
        )
