"""The reader on free English: synonyms, bound colours, wishes, paragraphs."""

import pytest

from engine.storybook.reading import PartialScene, PartialSubject, parse_caption
from engine.storybook.scene import Scene, Subject


def said(*subjects: PartialSubject, **setting: str) -> PartialScene:
    return PartialScene(subjects, **setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the dog swims in water", said(PartialSubject("dog", action="swim"), place="sea")),
        ("A dog swimming in a pool", said(PartialSubject("dog", action="swim"), place="pool")),
        ("make it night", said(time="night")),
        ("let it snow", said(weather="snowfall")),
        ("as a charcoal sketch", said(style="charcoal")),
        ("a foggy morning with a puppy in the woods",
         said(PartialSubject("dog"), place="forest", time="dawn", weather="fog")),
        ("paint it green", said(PartialSubject(None, "green"))),
        ("the teapot, in blue", said(PartialSubject("teapot", "blue"))),
        ("a car floating in water, painted green", said(PartialSubject("car", "green", action="float"), place="sea")),
        ("make the fox blue and the owl red", said(PartialSubject("fox", "blue"), PartialSubject("owl", "red"))),
        ("a white horse in the grass", said(PartialSubject("horse", "white"), place="meadow")),
        ("a black dog with a scarf and an umbrella", said(PartialSubject("dog", "black", "scarf", "umbrella"))),
        ("A small steamer on the ocean at dusk", said(PartialSubject("ship"), place="sea", time="sunset")),
        ("the dog lies on a sofa", said(PartialSubject("dog", action="lie"), place="room")),
        ("the fox without its hat", said(PartialSubject("fox", None, "none"))),
        ("take the sunglasses off", said(PartialSubject(None, None, "none"))),
        ("the life of owls", said(PartialSubject("owl"))),
        ("Good night, little bunny", said(PartialSubject("rabbit"))),
        ("an astronaut riding a horse", said(PartialSubject("astronaut"), PartialSubject("horse"), relation="on")),
        ("a cat in an armchair", said(PartialSubject("cat"), PartialSubject("armchair"), relation="on")),
        ("the bear holds the salmon", said(PartialSubject("bear"), PartialSubject("salmon"), relation="holding")),
        ("a plane over a castle", said(PartialSubject("plane"), PartialSubject("castle"), relation="above")),
        ("a teapot next to a cake", said(PartialSubject("teapot"), PartialSubject("cake"), relation="beside")),
        ("a panda in a suit", said(PartialSubject("panda", worn="suit"))),
        ("a polar bear in a rainforest, pop-art", said(PartialSubject("polar bear"), place="jungle", style="pop art")),
    ],
)  # fmt: skip
def test_free_english(text: str, expected: PartialScene):
    assert parse_caption(text) == expected


@pytest.mark.parametrize("text", ["", "Yes.", "The stock market fell.", "...", "# \n\n**"])
def test_text_about_anything_else_says_nothing(text: str):
    assert parse_caption(text) is None


def test_a_paragraph_is_read_by_its_fullest_sentence_and_without_facts():
    text = (
        "The fox travelled from the forest to the beach. There it met nobody. "
        "Few people know that foxes walk on tiptoe. In the forest you can find mushrooms. "
        "At sunset, the red fox waited on the beach in the rain. It still wore its scarf. It was happy."
    )
    scene = Scene((Subject("fox", "red", "scarf"),), "beach", "sunset", "rain")
    read = parse_caption(text)
    assert read is not None
    assert read.matches(scene)


def test_what_is_unsaid_is_as_usual():
    read = parse_caption("A fox in the sea at night.")
    assert read is not None
    assert read.settled() == Scene((Subject("fox", "orange", action="swim"),), "sea", "night")
    assert said(PartialSubject("fox")).settled() is None
    assert said(PartialSubject("fox", action="fly"), place="sea", time="day").settled() is None
    space = parse_caption("A teapot in space.")
    assert space is not None
    assert space.settled() == Scene((Subject("teapot", "blue", action="float"),), "space", "night")


def test_agreement_with_a_scene():
    scene = Scene((Subject("fox", "red"), Subject("owl", "blue")), "snow", "night", "fog", relation="behind")
    assert said(PartialSubject("owl", "blue"), place="snow").agrees_with(scene)
    assert not said(PartialSubject("owl", "red")).agrees_with(scene)
    assert not said(PartialSubject("fox", "red"), time="day").agrees_with(scene)
    assert not said(weather="rain").agrees_with(scene)
    both = PartialSubject("fox", "red"), PartialSubject("owl", "blue")
    assert not said(*both, relation="beside").agrees_with(scene)
    whole = said(*both, place="snow", time="night", weather="fog", relation="behind")
    assert whole.matches(scene)
    assert whole.count == 7


def test_a_colour_that_the_style_hides_always_agrees():
    sketch = Scene((Subject("fox", "red"),), "snow", "night", style="charcoal")
    assert said(PartialSubject("fox", "blue")).agrees_with(sketch)
    read = parse_caption("A charcoal sketch of a fox in the snow at night.")
    assert read is not None
    assert read.matches(sketch)
