"""Articles: the format, the count of pictures, agreement of words and pictures, true facts."""

import random
import re

import pytest

from engine.sequence.instructions import Length
from engine.storybook.articles import PARAGRAPHS, article, random_article, story
from engine.storybook.example import Example
from engine.storybook.facts import check_facts
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene, is_held_out


def text_of(example: Example) -> str:
    return "".join(part for part in example.turns[-1].content if isinstance(part, str))


def scenes_of(example: Example) -> list[Scene]:
    return [part for part in example.turns[-1].content if isinstance(part, Scene)]


def test_every_picture_follows_its_paragraph_and_is_followed_by_its_caption():
    rng = random.Random(0)
    for _ in range(400):
        content = random_article(rng).turns[1].content
        assert isinstance(content[0], str)
        assert re.match(r"# \S.*\n\n", content[0])
        for before, scene, after in zip(content[::2], content[1::2], content[2::2], strict=False):
            assert isinstance(before, str)
            assert isinstance(scene, Scene)
            assert isinstance(after, str)
            paragraph = parse_caption(before.split("\n\n")[-1])
            assert paragraph is not None, before
            assert paragraph.matches(scene), before
            below = re.match(r"\*([^*\n]+\.)\*(\n\n\S|$)", after)
            assert below, after
            caption = parse_caption(below[1])
            assert caption is not None, after
            assert caption.matches(scene), after


@pytest.mark.parametrize("length", ["short", "medium", "long"])
@pytest.mark.parametrize("pictures", [None, 0, 1, 2, 3, 4])
def test_lengths_and_counts_of_pictures_are_honoured(length: Length, pictures: int | None):
    rng = random.Random(1)
    for _ in range(40):
        example = article(rng, length, pictures)
        drawn = len(scenes_of(example))
        assert drawn == pictures or (pictures is None and 1 <= drawn <= 3)
        blocks = [block for block in text_of(example).split("\n\n") if block[0] not in "#*"]
        assert len(blocks) == max(PARAGRAPHS[length], pictures or 0)
        asked = example.turns[0].content[0]
        assert isinstance(asked, str)
        assert f"Length: {length}." in asked
        assert 50 <= len(text_of(example).split()) <= 240


def test_impossible_counts_of_pictures_are_refused():
    with pytest.raises(ValueError, match="0 to 4 pictures, not 5"):
        article(random.Random(0), "long", 5)


def test_facts_in_articles_are_true():
    rng = random.Random(2)
    right = 0
    for _ in range(400):
        found = check_facts(text_of(random_article(rng)))
        assert found.wrong == 0
        right += found.right
    assert right > 400


def test_the_main_subject_stays_the_same():
    rng = random.Random(3)
    for _ in range(400):
        assert len({scene.main for scene in scenes_of(random_article(rng))}) <= 1


@pytest.mark.parametrize("held_out", [False, True])
def test_held_out_scenes_only_where_asked_for(held_out: bool):
    rng = random.Random(4)
    scenes = [scene for _ in range(300) for scene in scenes_of(random_article(rng, held_out=held_out))]
    assert {is_held_out(scene) for scene in scenes} == {held_out}


def test_who_the_topic_names_is_in_the_article():
    rng = random.Random(5)
    for _ in range(400):
        example = article(rng, "medium", 3)
        asked = example.turns[0].content[0]
        assert isinstance(asked, str)
        topic = parse_caption(asked.split("\n")[1].removeprefix("Topic: "))
        for subject in topic.subjects if topic else ():
            assert str(subject.kind) in text_of(example).lower(), asked


def test_a_story_stands_without_a_prompt():
    example = story(random.Random(6))
    assert example.kind == "story"
    assert [turn.role for turn in example.turns] == ["assistant"]


def test_grammar_of_articles():
    rng = random.Random(7)
    for _ in range(300):
        text = text_of(random_article(rng))
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n [bcdfgjklmnpqrstvwxyz]|  | [.,]|[{}]|\bthe the\b", text), text
        assert not re.search(r"(?:^|[.!?] )[a-z]", text, re.MULTILINE), text
