"""Answers are compared by what they mean."""

import pytest

from engine.storybook.answers import same_answer


@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("The fox is red.", "It is red.", True),
        ("The fox is red.", "The fox is blue.", False),
        ("The fox is red and the owl is blue.", "Red and blue: the fox is red, the owl is blue.", True),
        ("The fox is red and the owl is blue.", "The fox is blue and the owl is red.", False),
        ("It is a fox.", "A red fox.", True),
        ("It is a fox.", "It is a dog.", False),
        ("The fox is in the snow.", "in the snow", True),
        ("The fox is in the snow.", "The fox is in the sea.", False),
        ("It is evening.", "The sun is going down.", True),
        ("It is evening.", "It is day.", False),
        ("It is raining.", "There is rain.", True),
        ("It is raining.", "It is snowing.", False),
        ("It is clear.", "The weather is clear.", True),
        ("It is clear.", "It is foggy.", False),
        ("It is a charcoal sketch.", "charcoal", True),
        ("It is a charcoal sketch.", "It is a watercolour.", False),
        ("The fox wears a top hat.", "It wears a hat.", True),
        ("The fox wears a top hat.", "It wears nothing.", False),
        ("The fox wears nothing.", "Nothing at all.", True),
        ("The fox holds an umbrella.", "an umbrella", True),
        ("The fox holds an umbrella.", "The fox holds a glass.", False),
        ("The fox is sleeping.", "It sleeps.", True),
        ("The fox is sleeping.", "It is running.", False),
        ("The owl flies above the castle.", "The owl is above the castle.", True),
        ("The bear holds the salmon.", "The bear is beside the salmon.", False),
        ("Yes, it is night.", "Yes.", True),
        ("Yes, it is night.", "No, it is day.", False),
        ("No, it is day.", "No, it is dawn.", False),
        ("No, it is day.", "No, it is a sunny day.", True),
        ("No, there is no teapot.", "No, there is no clock.", True),
        ("No, there is no teapot.", "No, the fox is red.", False),
        ("There are two: a fox and an owl.", "Two.", True),
        ("There are two: a fox and an owl.", "There is one: a fox.", False),
        ("One of them: the fox.", "One.", True),
        ("None of them.", "Both of them.", False),
        ("The fox is on the left.", "The fox.", True),
        ("The fox is on the left.", "The owl is on the left.", False),
        ("No colour can be seen in a charcoal sketch.", "There is no colour in it.", True),
        ("No colour can be seen in a charcoal sketch.", "The fox is red.", False),
        ("The fox is red.", "I do not know.", False),
        ("The fox is red.", "", False),
    ],
)
def test_answers_are_compared_by_what_they_mean(expected: str, given: str, same: bool):
    assert same_answer(expected, given) is same
