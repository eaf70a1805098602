"""Creatures and swimmers: every pose in every colour, in its box, with worn and held things where they belong."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from engine.storybook.drawing.canvas import Brush, Point
from engine.storybook.drawing.creatures import CREATURES_DRAWN
from engine.storybook.drawing.palette import LIGHTS, PAPER, TONES
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    HANDED,
    HELD,
    MOUNTS,
    PLACES,
    RIDERS,
    SWIMMERS,
    TIMES,
    WORN,
    Action,
    Colour,
    Kind,
    Time,
    allowed_actions,
)

UNIT = 60
LEFT, TOP, WIDTH, HEIGHT = 1.0, 1.7, 2.0, 2.4
DRAWN = CREATURES + SWIMMERS


def actions_of(kind: Kind) -> tuple[Action, ...]:
    """All that a kind does in any place."""
    return tuple(dict.fromkeys(action for place in PLACES for action in allowed_actions(kind, place)))


def pose_of(action: Action) -> Pose:
    return Pose(action, held="newspaper" if action == "read" else "none")


def draw(kind: Kind, pose: Pose, colour: Colour = "green", time: Time = "day") -> tuple[NDArray[np.uint8], Anchors]:
    """A subject on a transparent layer, uint8 [rows, columns, 4]."""
    layer = Image.new("RGBA", (round(WIDTH * UNIT), round(HEIGHT * UNIT)))
    brush = Brush(ImageDraw.Draw(layer), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    light = LIGHTS[time]
    own = brush.placed(LEFT * UNIT, TOP * UNIT, UNIT, up=True)
    anchors = CREATURES_DRAWN[kind](own, light.tones(TONES[colour]), pose, light)
    return np.asarray(layer), anchors


@cache
def standing(kind: Kind) -> NDArray[np.uint8]:
    return draw(kind, Pose(actions_of(kind)[0]))[0]


def box_of(pixels: NDArray[np.uint8]) -> tuple[float, float, float, float]:
    """Left, right, low and high end of what was drawn, in units."""
    drawn = pixels[..., 3] > 0
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return columns[0] / UNIT - LEFT, (columns[-1] + 1) / UNIT - LEFT, TOP - (rows[-1] + 1) / UNIT, TOP - rows[0] / UNIT


def patch(pixels: NDArray[np.uint8], point: Point, reach: float) -> NDArray[np.uint8]:
    """The pixels in the square of `reach` units about a point."""
    row, column, half = round((TOP - point[1]) * UNIT), round((LEFT + point[0]) * UNIT), max(1, round(reach * UNIT))
    return pixels[max(0, row - half) : row + half, max(0, column - half) : column + half]


def changed_near(first: NDArray[np.uint8], second: NDArray[np.uint8], point: Point, reach: float) -> float:
    """The share of pixels that differ in the square about a point."""
    return float((patch(first, point, reach) != patch(second, point, reach)).any(axis=-1).mean())


def test_all_of_the_vocabulary_is_drawn() -> None:
    assert set(CREATURES_DRAWN) == set(DRAWN)


@pytest.mark.parametrize("kind", DRAWN)
def test_every_action_in_every_colour_is_within_the_box(kind: Kind) -> None:
    for action, colour in itertools.product(actions_of(kind), COLOURS):
        left, right, low, high = box_of(draw(kind, pose_of(action), colour)[0])
        assert -0.85 < left < -0.2
        assert 0.2 < right < 0.9
        assert 0.5 < high < 1.35
        if action in ("stand", "lie", "sleep", "run", "read"):
            assert -0.08 < low < 0.03, f"{action}: feet at {low}"


@pytest.mark.parametrize("kind", DRAWN)
def test_its_colour_covers_more_of_it_than_any_other(kind: Kind) -> None:
    for colour in COLOURS:
        pixels = draw(kind, Pose(actions_of(kind)[0]), colour)[0]
        body = pixels[pixels[..., 3] > 0][:, :3].astype(int)
        shares = {
            name: sum((np.abs(body - np.array(tone)).max(axis=1) < 12).mean() for tone in (tones.main, tones.shade))
            for name, tones in TONES.items()
        }
        for name, share in shares.items():
            if name != colour and (kind, name) not in (("panda", "black"), ("penguin", "white")):
                assert share < 0.8 * shares[colour], f"{colour} with {share:.2f} {name}"


@pytest.mark.parametrize("kind", DRAWN)
def test_the_same_pose_gives_the_same_pixels_and_another_one_others(kind: Kind) -> None:
    action = actions_of(kind)[0]
    once, again = (draw(kind, Pose(action, 0.1, 0.1))[0] for _ in range(2))
    assert (once == again).all()
    assert (once != draw(kind, Pose(action, 0.9, 0.1))[0]).any()


@pytest.mark.parametrize("kind", DRAWN)
def test_every_time_of_day_has_its_light(kind: Kind) -> None:
    pictures = [draw(kind, Pose(actions_of(kind)[0]), time=time)[0] for time in TIMES]
    for first, second in itertools.combinations(pictures, 2):
        assert (first != second).any()


def test_no_two_kinds_look_alike() -> None:
    for first, second in itertools.combinations(DRAWN, 2):
        one, other = standing(first), standing(second)
        either = (one[..., 3] > 0) | (other[..., 3] > 0)
        assert (one != other).any(axis=-1)[either].mean() > 0.25, f"{first} and {second}"


def test_kinds_of_one_family_differ_in_silhouette() -> None:
    families: tuple[tuple[Kind, ...], ...] = (
        ("dog", "corgi", "fox", "cat"),
        ("bear", "polar bear", "teddy bear", "koala"),
        ("elephant", "mammoth", "horse"),
        ("owl", "duck", "penguin"),
        ("salmon", "dolphin", "whale"),
    )
    for family in families:
        for first, second in itertools.combinations(family, 2):
            one, other = standing(first)[..., 3] > 0, standing(second)[..., 3] > 0
            assert (one & other).sum() / (one | other).sum() < 0.86, f"{first} and {second}"


@pytest.mark.parametrize("kind", CREATURES)
def test_worn_things_are_at_their_anchors_in_every_action(kind: Kind) -> None:
    for action in actions_of(kind):
        pose = pose_of(action)
        bare, anchors = draw(kind, pose)
        assert anchors.wear is not None
        (x0, y0), (x1, y1) = anchors.wear.eyes
        crown_x, crown_y = anchors.wear.crown
        places: dict[str, tuple[Point, float]] = {
            "sunglasses": (((x0 + x1) / 2, (y0 + y1) / 2), 0.12),
            "top hat": ((crown_x, crown_y + 0.1), 0.1),
            "scarf": (anchors.wear.neck, 0.16),
            "suit": (anchors.wear.chest, 0.16),
        }
        for worn in WORN[1:]:
            dressed = draw(kind, Pose(pose.action, worn=worn, held=pose.held))[0]
            point, reach = places[worn]
            assert changed_near(bare, dressed, point, reach) > (0.3 if worn == "top hat" else 0.08), f"{action} {worn}"


@pytest.mark.parametrize("kind", CREATURES)
def test_every_worn_thing_goes_with_every_held_thing(kind: Kind) -> None:
    seen: list[NDArray[np.uint8]] = []
    for worn, held in itertools.product(WORN, HELD[1:]):
        pixels = draw(kind, Pose("read" if held == "newspaper" else "stand", worn=worn, held=held))[0]
        left, right, low, high = box_of(pixels)
        assert left > -0.8
        assert right < 0.9
        assert low > -0.1
        assert high < 1.65
        assert all((pixels != other).any(axis=-1).sum() > 0.004 * UNIT * UNIT for other in seen)
        seen.append(pixels)


@pytest.mark.parametrize("kind", CREATURES)
def test_who_sleeps_has_its_eyes_closed(kind: Kind) -> None:
    seen: list[int] = []
    actions: tuple[Action, ...] = ("lie", "sleep")
    for action in actions:
        pixels, anchors = draw(kind, Pose(action), "orange")
        assert anchors.wear is not None
        eyes = [patch(pixels, eye, 0.05)[..., :3].astype(int) for eye in anchors.wear.eyes]
        lit = (110, 244, 255) if kind == "robot" else PAPER
        seen.append(sum(int((np.abs(eye - np.array(lit)).max(axis=-1) < 8).sum()) for eye in eyes))
    opened, closed = seen
    assert closed < 0.85 * opened


def test_who_carries_whom() -> None:
    for kind in MOUNTS:
        if kind in DRAWN:
            for action in actions_of(kind):
                if action in ("stand", "swim", "leap", "float"):
                    saddle = draw(kind, Pose(action))[1].saddle
                    assert saddle is not None
                    assert 0.2 < saddle[1] < 0.9
    for kind in HANDED:
        for action in ("stand", "swim", "float"):
            hand = draw(kind, Pose(action, carrying=True))[1].hand
            assert hand is not None
            assert hand[0] > 0.2


@pytest.mark.parametrize("kind", [kind for kind in RIDERS if kind in CREATURES])
def test_a_rider_sits_with_a_leg_over_the_side(kind: Kind) -> None:
    low = box_of(draw(kind, Pose("stand", riding=True))[0])[2]
    assert -0.4 < low < -0.1
