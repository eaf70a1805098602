"""The reader on free English: synonyms, bound colours, wishes, paragraphs."""

import pytest

from engine.storybook.reading import PartialScene, PartialSubject, parse_caption
from engine.storybook.scene import Scene, Subject


def said(*subjects: PartialSubject, **setting: str) -> PartialScene:
    return PartialScene(subjects, **setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the dog swims in water", said(PartialSubject("dog"), place="sea")),
        ("A dog swimming in a pool", said(PartialSubject("dog"), place="sea")),
        ("make it night", said(time="night")),
        ("a winter evening with a puppy in the woods", said(PartialSubject("dog"), place="forest", time="sunset")),
        ("paint it green", said(PartialSubject(None, "green"))),
        ("the teapot, in blue", said(PartialSubject("teapot", "blue"))),
        ("a car floating in water, painted green", said(PartialSubject("car", "green"), place="sea")),
        ("make the fox blue and the owl red", said(PartialSubject("fox", "blue"), PartialSubject("owl", "red"))),
        ("a white horse in the green grass", said(PartialSubject("horse", "white"), place="meadow")),
        ("a black dog with a red scarf", said(PartialSubject("dog", "black", "scarf"))),
        ("A small ship on the ocean at dusk", said(PartialSubject("boat"), place="sea", time="sunset")),
        ("a red fox on a beach by the sea", said(PartialSubject("fox", "red"), place="beach")),
        ("the fox without its hat", said(PartialSubject("fox", None, "none"))),
        ("take the sunglasses off", said(PartialSubject(None, None, "none"))),
        ("the life of owls", said(PartialSubject("owl"))),
        ("Good night, little bunny", said(PartialSubject("rabbit"))),
    ],
)
def test_free_english(text: str, expected: PartialScene):
    assert parse_caption(text) == expected


@pytest.mark.parametrize("text", ["", "Yes.", "The stock market fell.", "...", "# \n\n**"])
def test_text_about_anything_else_says_nothing(text: str):
    assert parse_caption(text) is None


def test_a_paragraph_is_read_by_its_fullest_sentence_and_without_facts():
    text = (
        "The fox travelled from the forest to the beach. There it met nobody. "
        "In secret, foxes collect shiny buttons. In the forest you can find mushrooms. "
        "At sunset, the red fox sat on the beach. It still wore its scarf. It was happy."
    )
    assert parse_caption(text) == said(PartialSubject("fox", "red", "scarf"), place="beach", time="sunset")


def test_agreement_with_a_scene():
    scene = Scene((Subject("fox", "red"), Subject("owl", "blue")), "snow", "night")
    assert said(PartialSubject("owl", "blue"), place="snow").agrees_with(scene)
    assert not said(PartialSubject("owl", "red")).agrees_with(scene)
    assert not said(PartialSubject("fox", "red"), time="day").agrees_with(scene)
    whole = said(PartialSubject("fox", "red"), PartialSubject("owl", "blue"), place="snow", time="night")
    assert whole.matches(scene)
    assert whole.count == 6
