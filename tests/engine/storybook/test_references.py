"""The same subject elsewhere, and two pictures brought together."""

import random

from engine.storybook.chance import is_held_out
from engine.storybook.example import Example
from engine.storybook.reading import parse_caption
from engine.storybook.references import compose_example, same_subject_example
from engine.storybook.scene import Scene


def shown(example: Example) -> list[Scene]:
    return [part for part in example.turns[0].content if isinstance(part, Scene)]


def result(example: Example) -> Scene:
    scene = example.turns[1].content[1]
    assert isinstance(scene, Scene)
    return scene


def wish(example: Example, mark: str) -> str:
    words = example.turns[0].content[-1]
    assert isinstance(words, str)
    return words.rpartition(mark)[2]


def test_the_same_subject_stays_the_same_elsewhere():
    rng = random.Random(0)
    counts = set()
    for _ in range(300):
        example = same_subject_example(rng)
        pictures, new = shown(example), result(example)
        counts.add(len(pictures))
        assert {(s.main.kind, s.main.colour) for s in pictures} == {(new.main.kind, new.main.colour)}
        assert not any(is_held_out(scene) for scene in (*pictures, new))
        said = parse_caption(wish(example, "The same subject: "))
        assert said is None or said.agrees_with(new), example.turns[0].content
    assert counts == {1, 2, 3}


def test_composing_keeps_both_subjects():
    rng = random.Random(1)
    relations = set()
    for _ in range(400):
        example = compose_example(rng)
        pictures, new = shown(example), result(example)
        relations.add(new.relation)
        sources = {(s.main.kind, s.main.colour, s.main.worn) for s in pictures}
        assert {(s.kind, s.colour, s.worn) for s in new.subjects} == sources
        said = parse_caption(wish(example, "Together: "))
        assert said is None or said.agrees_with(new), example.turns[0].content
        silent = said is None or said.time is None
        assert not silent or new.time == pictures[0].time or new.place == "space"
    assert relations == {"beside", "behind", "above", "on", "holding"}


def test_results_are_held_out_where_asked_for():
    rng = random.Random(2)
    assert all(is_held_out(result(same_subject_example(rng, held_out=True))) for _ in range(50))
    assert all(is_held_out(result(compose_example(rng, held_out=True))) for _ in range(50))
