"""Pictures of scenes: the same every time, recognisable by colour, place, time and side, and varied by look."""

from __future__ import annotations

import dataclasses
import itertools
import random

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.storybook.chance import random_scene
from engine.storybook.drawing.palette import LIGHTS, TONES
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.drawing.render import render
from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    KINDS,
    PLACES,
    SWIMMERS,
    TIMES,
    WEATHERS,
    WORN,
    Colour,
    Kind,
    Place,
    Relation,
    Scene,
    Subject,
    Time,
    allowed_actions,
)


def a(kind: Kind, colour: Colour, place: Place = "meadow") -> Subject:
    return Subject(kind, colour, action=allowed_actions(kind, place)[0])


def alone(kind: Kind, colour: Colour, place: Place = "meadow", time: Time = "day", look: int = 0) -> Scene:
    return Scene((a(kind, colour, place),), place, "night" if place == "space" else time, look=look)


def pixels(scene: Scene, size: int = 64) -> NDArray[np.int16]:
    return np.asarray(render(scene, size)).astype(np.int16)


def hue_near(picture: NDArray[np.int16], colour: Colour, time: Time = "day", reach: int = 60) -> NDArray[np.bool_]:
    """Where a picture is nearer to the main tone of a colour than to that of any other, and near enough."""
    mains = np.array([LIGHTS[time].tones(TONES[each]).main for each in COLOURS], dtype=np.int32)
    away = np.abs(picture[..., None, :].astype(np.int32) - mains).max(axis=-1)
    index = COLOURS.index(colour)
    mask: NDArray[np.bool_] = (away.argmin(axis=-1) == index) & (away[..., index] < reach)
    return mask


@pytest.mark.parametrize("size", [16, 64, 100, 128, 256])
def test_a_picture_is_rgb_of_the_size_asked_for(size: int) -> None:
    picture = render(alone("cat", "red"), size)
    assert picture.mode == "RGB"
    assert picture.size == (size, size)


def test_the_size_is_128_unless_told() -> None:
    assert render(alone("cat", "red")).size == (128, 128)


def test_a_picture_too_small_to_show_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        render(alone("cat", "red"), 15)


def test_every_random_scene_can_be_drawn_and_the_same_scene_gives_the_same_pixels() -> None:
    rng = random.Random(7)
    scenes = [random_scene(rng, held_out=None) for _ in range(120)]
    first = scene_pixels(scenes, 32)
    assert first.shape == (120, 32, 32, 3)
    assert first.dtype == np.uint8
    assert (first == scene_pixels(scenes, 32)).all()
    assert first.std(axis=(1, 2, 3)).min() > 8


def test_looks_differ() -> None:
    pictures = {render(alone("owl", "white", "city", "night", look), 64).tobytes() for look in range(8)}
    assert len(pictures) == 8


@pytest.mark.parametrize("kind", KINDS)
def test_the_main_colour_covers_much_of_every_kind(kind: Kind) -> None:
    for index, colour in enumerate(COLOURS):
        scene = alone(kind, colour, "desert", TIMES[index % 4], index)
        other = scene.with_main(colour="blue" if colour != "blue" else "red")
        shown, elsewhere = (hue_near(pixels(each), colour, scene.time) for each in (scene, other))
        assert (shown & ~elsewhere).mean() > 0.02, (kind, colour)


@pytest.mark.parametrize("time", TIMES)
def test_places_are_told_apart_at_every_time(time: Time) -> None:
    pictures = {place: pixels(alone("balloon", "red", place, time, 5), 32) for place in PLACES}
    for here, there in itertools.combinations(PLACES, 2):
        assert np.abs(pictures[here] - pictures[there]).mean() > 8, (here, there)


@pytest.mark.parametrize("place", [place for place in PLACES if place != "space"])
def test_times_and_weathers_are_told_apart_in_every_place(place: Place) -> None:
    scene = alone("balloon", "red", place, "day", 5)
    times = [pixels(dataclasses.replace(scene, time=time), 32) for time in TIMES]
    weathers = [pixels(dataclasses.replace(scene, weather=weather), 32) for weather in WEATHERS]
    least = 1.5 if place == "room" else 6
    for first, second in [*itertools.combinations(times, 2), *itertools.combinations(weathers, 2)]:
        assert np.abs(first - second).mean() > least


@pytest.mark.parametrize("kind", CREATURES)
def test_worn_things_show_on_every_creature(kind: Kind) -> None:
    looks = [pixels(Scene((Subject(kind, "black", worn),), "snow", "day", look=3)) for worn in WORN]
    for first, second in itertools.combinations(looks, 2):
        assert (np.abs(first - second).max(axis=-1) > 40).mean() > 0.006


@pytest.mark.parametrize("look", range(6))
def test_the_first_of_two_beside_each_other_is_on_the_left(look: int) -> None:
    for kinds in (("car", "bear"), ("dolphin", "house"), ("teapot", "elephant")):
        first, second = a(kinds[0], "red"), a(kinds[1], "purple")
        picture = pixels(Scene((first, second), "snow", "day", relation="beside", look=look))
        red, purple = (np.nonzero(hue_near(picture, colour))[1].mean() for colour in ("red", "purple"))
        assert red < 32 < purple


def _rows(picture: NDArray[np.int16], colour: Colour) -> float:
    return float(np.nonzero(hue_near(picture, colour))[0].mean())


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [("plane", "bus", "above"), ("owl", "car", "above"), ("dog", "horse", "on"), ("frog", "castle", "on")],
)
def test_who_is_above_or_on_another_is_higher_up(first: Kind, second: Kind, relation: Relation) -> None:
    for look in range(4):
        subjects = (a(first, "red", "snow"), a(second, "purple", "snow"))
        picture = pixels(Scene(subjects, "snow", "day", relation=relation, look=look))
        assert _rows(picture, "red") < _rows(picture, "purple") - 6


@pytest.mark.parametrize(("first", "second"), [("cat", "house"), ("house", "cat"), ("whale", "lamp"), ("lamp", "bus")])
def test_who_is_behind_another_is_partly_covered_and_still_seen(first: Kind, second: Kind) -> None:
    for look in range(4):
        subjects = (a(first, "red", "snow"), a(second, "purple", "snow"))
        both = pixels(Scene(subjects, "snow", "day", relation="behind", look=look))
        assert hue_near(both, "red").mean() > 0.015
        assert hue_near(both, "purple").mean() > 0.015


def test_a_held_subject_is_before_its_holder_and_smaller() -> None:
    for look in range(4):
        subjects = (a("panda", "blue"), a("teapot", "red"))
        picture = pixels(Scene(subjects, "meadow", "day", relation="holding", look=look))
        red, blue = hue_near(picture, "red"), hue_near(picture, "blue")
        assert 0.008 < red.mean() < blue.mean()


def test_only_the_subject_changes_when_its_colour_does() -> None:
    scene = alone("robot", "green", "forest", "night", 9)
    changed = np.abs(pixels(scene) - pixels(scene.with_main(colour="yellow"))).max(axis=-1) > 0
    assert not changed[:, :5].any()
    assert not changed[:, -5:].any()
    assert changed[20:56, 24:40].any()


@pytest.mark.parametrize("change", [{"weather": "fog"}, {"weather": "rain"}, {"time": "dawn"}])
def test_the_subject_stays_where_it_is_when_time_or_weather_changes(change: dict[str, str]) -> None:
    scene = alone("bus", "red", "beach", "day", 12)
    other = dataclasses.replace(scene, **change)  # type: ignore[arg-type]
    before, after = (hue_near(pixels(each), "red", each.time, 90) for each in (scene, other))
    assert (before & after).sum() > 0.7 * min(before.sum(), after.sum())


@pytest.mark.parametrize("place", ["sea", "pool", "river"])
def test_a_body_in_the_water_is_hidden_below_its_surface(place: Place) -> None:
    for kind in ("teapot", "castle", "horse"):
        wet = hue_near(pixels(alone(kind, "red", place)), "red", reach=40)
        assert wet.any()
        assert not wet[58:].any()


def test_swimmers_leap_from_water_even_on_land() -> None:
    assert {allowed_actions(kind, "desert")[0] for kind in SWIMMERS} == {"leap"}
    picture = pixels(alone("salmon", "red", "desert"))
    pond = (picture[44:, :, 2] > picture[44:, :, 0] + 40).mean()
    assert pond > 0.02
