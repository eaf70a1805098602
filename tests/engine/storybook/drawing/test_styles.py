"""Styles: real ones, each told from the others, with the scene still in it."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.storybook.drawing.render import render
from engine.storybook.scene import COLOURLESS_STYLES, STYLES, Scene, Style, Subject

_CAR = Scene((Subject("car", "red"),), "beach", "day", look=4)


def drawn(style: Style, scene: Scene = _CAR, size: int = 96) -> NDArray[np.float64]:
    return np.asarray(render(dataclasses.replace(scene, style=style), size)).astype(np.float64)


def test_styles_differ_from_each_other() -> None:
    pictures = {style: drawn(style) for style in STYLES}
    for first, second in itertools.combinations(STYLES, 2):
        assert np.abs(pictures[first] - pictures[second]).mean() > 8, (first, second)


@pytest.mark.parametrize("style", STYLES)
def test_the_colour_of_the_subject_is_seen_except_where_a_style_has_none(style: Style) -> None:
    red = drawn(style)
    blue = drawn(style, _CAR.with_main(colour="blue"))
    warm = (red - blue)[..., 0] - (red - blue)[..., 2]
    if style in COLOURLESS_STYLES:
        assert warm.max() < 60
    else:
        assert (warm > 150).mean() > 0.05


@pytest.mark.parametrize("style", STYLES)
def test_a_style_keeps_the_subject_where_it_is(style: Style) -> None:
    changed = np.abs(drawn(style) - drawn(style, _CAR.with_main(kind="teapot"))).max(axis=-1) > 30
    assert changed[30:84, 20:76].mean() > 2 * changed[:, :8].mean()


def test_charcoal_is_grey_and_gold_is_golden() -> None:
    charcoal, gold = drawn("charcoal"), drawn("gold relief")
    assert np.ptp(charcoal, axis=-1).max() < 24
    assert (gold[..., 0] >= gold[..., 1] - 1).all()
    assert (gold[..., 1] >= gold[..., 2] - 1).all()


def test_flat_has_larger_areas_of_one_colour() -> None:
    def plain(style: Style) -> float:
        picture = drawn(style)
        return float((np.abs(np.diff(picture, axis=1)).max(axis=-1) < 1).mean())

    assert plain("flat") > plain("storybook") + 0.2


def test_the_hour_is_seen_in_every_style() -> None:
    for style in STYLES:
        day, night = drawn(style), drawn(style, dataclasses.replace(_CAR, time="night"))
        assert day.mean() - night.mean() > 10, style
