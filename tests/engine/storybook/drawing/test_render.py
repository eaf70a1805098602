"""Pictures of scenes: the same every time, recognisable by colour and side, and varied by look."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.storybook.drawing.palette import LIGHTS, TONES
from engine.storybook.drawing.render import render
from engine.storybook.scene import COLOURS, CREATURES, KINDS, PLACES, TIMES, WORN, Colour, Kind, Scene, Subject, Time


def pixels(scene: Scene, size: int = 64) -> NDArray[np.int16]:
    return np.asarray(render(scene, size)).astype(np.int16)


def near(picture: NDArray[np.int16], colour: Colour, time: Time = "day") -> NDArray[np.bool_]:
    """Where a picture has the main tone of a colour."""
    main = LIGHTS[time].tones(TONES[colour]).main
    mask: NDArray[np.bool_] = np.abs(picture - np.array(main)).max(axis=-1) <= 6
    return mask


@pytest.mark.parametrize("size", [16, 64, 128])
def test_a_picture_is_rgb_of_the_size_asked_for(size: int) -> None:
    picture = render(Scene((Subject("cat", "red"),), "meadow", "day"), size)
    assert picture.mode == "RGB"
    assert picture.size == (size, size)


def test_the_size_is_128_unless_told() -> None:
    assert render(Scene((Subject("cat", "red"),), "meadow", "day")).size == (128, 128)


def test_a_picture_too_small_to_show_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        render(Scene((Subject("cat", "red"),), "meadow", "day"), 15)


def test_the_same_scene_gives_the_same_pixels() -> None:
    scene = Scene((Subject("fox", "orange", "scarf"), Subject("boat", "blue")), "sea", "sunset", 77)
    assert render(scene, 64).tobytes() == render(scene, 64).tobytes()


def test_looks_differ() -> None:
    pictures = {render(Scene((Subject("owl", "white"),), "city", "night", look), 64).tobytes() for look in range(8)}
    assert len(pictures) == 8


@pytest.mark.parametrize("kind", KINDS)
def test_the_main_colour_covers_much_of_every_kind(kind: Kind) -> None:
    for index, colour in enumerate(COLOURS):
        time = TIMES[index % 3]
        scene = Scene((Subject(kind, colour),), "desert", time, index)
        shown = near(pixels(scene), colour, time)
        elsewhere = near(pixels(scene.with_main(colour="blue" if colour != "blue" else "red")), colour, time)
        assert (shown & ~elsewhere).mean() > 0.025, (kind, colour)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_can_be_told_at_every_time(place: str) -> None:
    for time in TIMES:
        here = pixels(Scene((Subject("balloon", "red"),), place, time, 5))  # type: ignore[arg-type]
        for other in PLACES:
            if other != place:
                there = pixels(Scene((Subject("balloon", "red"),), other, time, 5))
                assert np.abs(here - there).mean() > 4, (place, other, time)


@pytest.mark.parametrize("kind", CREATURES)
def test_worn_things_show_on_every_creature(kind: Kind) -> None:
    looks = [pixels(Scene((Subject(kind, "black", worn),), "snow", "night", 3)) for worn in WORN]
    for first, second in itertools.combinations(looks, 2):
        assert (np.abs(first - second).max(axis=-1) > 40).mean() > 0.008


@pytest.mark.parametrize("look", range(6))
def test_the_first_of_two_subjects_is_on_the_left(look: int) -> None:
    for kinds in (("car", "bear"), ("dolphin", "house"), ("teapot", "elephant")):
        first, second = Subject(kinds[0], "red"), Subject(kinds[1], "purple")
        picture = pixels(Scene((first, second), "snow", "day", look))
        red, purple = (np.nonzero(near(picture, colour))[1].mean() for colour in ("red", "purple"))
        assert red < 32 < purple


def test_only_the_subject_changes_when_its_colour_does() -> None:
    scene = Scene((Subject("robot", "green"),), "forest", "night", 9)
    changed = np.abs(pixels(scene) - pixels(scene.with_main(colour="yellow"))).max(axis=-1) > 0
    assert not changed[:, :6].any()
    assert not changed[:, -6:].any()
    assert changed[20:56, 24:40].any()


def test_a_body_in_the_sea_is_hidden_below_the_waterline() -> None:
    horse = (Subject("horse", "red"),)
    dry, wet = (near(pixels(Scene(horse, place, "day", 4)), "red") for place in ("desert", "sea"))
    assert dry[52:].any()
    assert not wet[52:].any()
