"""Wishes that can be joined, and those that cannot."""

import pytest

from engine.storybook.wishes import both, glues


@pytest.mark.parametrize("wish", ["now at night", "the same at night", "at sunrise, please", "could it be white?"])
def test_some_wishes_stand_alone(wish: str):
    assert not glues(wish)
    assert both(["make it red", wish]) == ""


def test_wishes_of_one_sort_are_joined():
    assert both(["make it red", "let it snow"]) == "make it red and let it snow"
    assert both(["on a mountain", "at dawn"]) == "on a mountain, at dawn"
    assert both(["make it red", "at dawn"]) == ""
