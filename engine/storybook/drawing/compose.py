"""Where the subjects of a scene are, how large, and how they stand to each other."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.storybook.drawing.places_built import SEAT
from engine.storybook.drawing.pose import Pose
from engine.storybook.drawing.sprite import Sprite, cut
from engine.storybook.scene import ALWAYS_FLYING, SWIMMERS, Action, Scene, Subject

GROUND = 0.885
"""Where feet stand, from the top of the picture."""
_LYING: tuple[Action, ...] = ("lie", "sleep")
_LEAST_SEEN = 0.64
"""How much of a subject behind another one is seen at least."""


@dataclass(frozen=True)
class Chance:
    """What chance says of one subject, whatever it is and does.

    Attributes:
        shift, grow, tilt: -1 to 1.
        mirror: whether it faces left.
        variant, mood: 0 to 1.
    """

    shift: float
    grow: float
    tilt: float
    mirror: bool
    variant: float
    mood: float


def chance_of(scene: Scene, index: int) -> Chance:
    """The chance of a scene's first or second subject."""
    rng = random.Random(scene.look * 16 + 5 + index)
    shift, grow, tilt = (rng.uniform(-1, 1) for _ in range(3))
    return Chance(shift, grow, tilt, rng.random() < 0.5, rng.random(), rng.random())


@dataclass(frozen=True)
class Placed:
    """A subject in its place.

    Attributes:
        sprite: where it is to be seen.
        water: the water's surface about it, in pixels from the top; None where it is in none.
        ground: where its shadow lies, in pixels from the top; None where it throws none.
        resting: whether it touches the ground there.
        pond: whether it leaps from a pond of its own.
    """

    sprite: Sprite
    water: float | None = None
    ground: float | None = None
    resting: bool = True
    pond: bool = False


Draw = Callable[[Subject, Pose, float, bool, float], Sprite]
"""Draws a subject in a pose, of a size in pixels, mirrored or not, turned by an angle."""


@dataclass(frozen=True)
class Composer:
    """Places the subjects of one scene.

    Attributes:
        size: of the picture in pixels.
        water: the water's surface of the place, None on land.
    """

    scene: Scene
    size: int
    water: float | None
    draw: Draw

    def placed(self) -> list[Placed]:
        """The subjects in the order in which they are laid into the picture."""
        relation = self.scene.relation
        if relation == "alone":
            return [self._alone()]
        if relation == "on":
            return self._riding()
        if relation == "holding":
            return self._holding()
        if relation == "behind":
            return self._behind()
        if relation == "above":
            return [self._at(1, 0.5, 0.42, GROUND + 0.015), self._above()]
        return [self._at(0, 0.262, 0.425, GROUND), self._at(1, 0.738, 0.425, GROUND)]

    def _pose(self, index: int, *, riding: bool = False, carrying: bool = False, held: bool = False) -> Pose:
        subject, chance = self.scene.subjects[index], chance_of(self.scene, index)
        action = subject.action
        if riding:
            action = "stand"
        elif index == 0 and self.scene.relation == "above":
            action = "fly"
        elif held:
            action = "swim" if subject.kind in SWIMMERS else "fly" if subject.kind in ALWAYS_FLYING else "stand"
        return Pose(action, chance.variant, chance.mood, subject.worn, subject.held, riding, carrying)

    def _sprite(self, index: int, unit: float, pose: Pose | None = None, *, mirror: bool | None = None) -> Sprite:
        """A subject at (0, 0), `unit` in parts of the picture."""
        chance = chance_of(self.scene, index)
        pose = pose or self._pose(index)
        angle = 13 * chance.tilt if self.scene.place == "space" and not pose.riding else 0.0
        turned = chance.mirror if mirror is None else mirror
        return self.draw(self.scene.subjects[index], pose, unit * self.size, turned, angle)

    def _alone(self) -> Placed:
        chance = chance_of(self.scene, 0)
        return self._at(0, 0.5 + 0.045 * chance.shift, 0.575 + 0.02 * chance.grow, GROUND)

    def _at(self, index: int, x: float, unit: float, foot: float, pose: Pose | None = None) -> Placed:
        """A subject where its action and the place put it: in the water, in the air, on the sofa, or on its feet."""
        subject, size = self.scene.subjects[index], self.size
        sprite = self._sprite(index, unit, pose)
        x *= size
        if self.scene.place == "space":
            middle = 0.69 if self.scene.relation == "above" else 0.49
            return Placed(sprite.moved(x, (middle + 0.5 * unit + 0.02 * chance_of(self.scene, index).grow) * size))
        if subject.action == "fly":
            lift = 0.15 if len(self.scene.subjects) == 1 else 0.19
            sprite = sprite.moved(x, (foot - lift) * size)
            return Placed(sprite, ground=(self.water or foot) * size, resting=False)
        if self.water is not None:
            line = (self.water + foot - GROUND) * size
            return Placed(sprite.moved(x, line + sprite.anchors.water * sprite.unit), water=line)
        if self.scene.place == "room" and subject.action in _LYING:
            seat = (SEAT + 0.008) * size
            return Placed(sprite.moved(x, seat), ground=seat)
        if subject.action == "leap":
            return Placed(
                sprite.moved(x, (foot - 0.10 * unit / 0.57) * size), ground=foot * size, resting=False, pond=True
            )
        return Placed(sprite.moved(x, foot * size), ground=foot * size)

    def _above(self) -> Placed:
        chance = chance_of(self.scene, 0)
        sprite = self._sprite(0, 0.385)
        place = self.water or GROUND
        foot = 0.43 if self.scene.place != "space" else 0.42
        return Placed(sprite.moved((0.5 + 0.08 * chance.shift) * self.size, foot * self.size), ground=place * self.size,
            resting=False)  # fmt: skip

    def _behind(self) -> list[Placed]:
        """The first further up and a little aside, moved until enough of it is seen, and not all."""
        chance = chance_of(self.scene, 0)
        side = -1.0 if chance.shift < 0 else 1.0
        back_unit, front_unit = 0.46, 0.425
        back = self._at(0, 0.5, back_unit, GROUND - 0.055)
        front = self._at(1, 0.5, front_unit, GROUND + 0.015)
        behind, before = (np.asarray(each.sprite.mask(self.size)) > 127 for each in (back, front))
        whole = max(1, int(behind.sum()))
        gap = 0
        for gap in range(0, round(0.46 * self.size), max(1, self.size // 64)):
            covered = _shifted(before, round(-side * gap))
            seen = 1 - int((behind & covered).sum()) / whole
            if seen >= _LEAST_SEEN + 0.12 * abs(chance.shift):
                break
        return [_moved(back, side * gap * 0.5, 0), _moved(front, -side * gap * 0.5, 0)]

    def _riding(self) -> list[Placed]:
        """The second carries the first; both together fill the picture's height."""
        chance = chance_of(self.scene, 1)
        probe = self._sprite(1, 0.56)
        saddle = probe.anchors.saddle or (0.0, 1.0)
        seat = probe.anchors.seat
        rider_unit = max(0.52, 1.65 * seat)
        drowned = probe.anchors.water if self.water is not None else 0.0
        unit = min(0.62, 0.86 / (saddle[1] - drowned + 1.02 * rider_unit))
        mount = self._at(1, 0.5 + 0.03 * chance.shift, unit, GROUND + 0.01)
        if self.scene.place == "space":
            mount = _moved(mount, 0, 0.4 * rider_unit * unit * self.size)
        pose = self._pose(0, riding=True)
        rider = self._sprite(0, rider_unit * unit, pose, mirror=mount.sprite.mirror)
        rider = rider.moved(*mount.sprite.spot(mount.sprite.anchors.saddle or saddle))
        rim = mount.sprite.anchors.rim
        if rim is not None:
            rider = cut(rider, mount.sprite.spot((0.0, rim))[1], keep_above=True)
        return [mount, Placed(rider)]

    def _holding(self) -> list[Placed]:
        chance = chance_of(self.scene, 0)
        holder = self._at(0, 0.5 + 0.03 * chance.shift, 0.60, GROUND + 0.005, self._pose(0, carrying=True))
        unit = holder.sprite.anchors.room * holder.sprite.unit / self.size
        held = self._sprite(1, unit, self._pose(1, held=True), mirror=holder.sprite.mirror)
        return [holder, Placed(held.moved(*holder.sprite.spot(holder.sprite.anchors.hand or (0.25, 0.35))))]


def _moved(placed: Placed, right: float, down: float) -> Placed:
    sprite = placed.sprite
    return dataclasses.replace(placed, sprite=sprite.moved(sprite.x + right, sprite.y + down))


def _shifted(mask: NDArray[np.bool_], right: int) -> NDArray[np.bool_]:
    """A mask moved sideways; what leaves the picture is gone."""
    moved = np.zeros_like(mask)
    if right >= 0:
        moved[:, right:] = mask[:, : mask.shape[1] - right]
    else:
        moved[:, :right] = mask[:, -right:]
    return moved
