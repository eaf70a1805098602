"""Whole pages: questions about them, pictures for them, and how they go on."""

import random

from engine.storybook.articles import article_case
from engine.storybook.pages import (
    TITLE,
    blocks_of,
    continue_example,
    illustrate_example,
    page_example,
    subject_of,
    title_example,
    topic_and_title,
)
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene


def test_blocks_hold_all_of_an_article():
    rng = random.Random(0)
    for _ in range(100):
        content = article_case(rng, "medium").content
        blocks = blocks_of(content)
        assert [b.scene for b in blocks if b.scene] == [p for p in content if isinstance(p, Scene)]
        assert all(block.text.startswith("*") for block in blocks if block.scene)
        words = "\n\n".join(block.text for block in blocks)
        assert words.split() == "".join(f"{p}\n\n" for p in content if isinstance(p, str)).split()


def test_a_page_is_read_before_the_question():
    rng = random.Random(1)
    painted = 0
    for _ in range(300):
        user, answer = page_example(rng).turns
        first, last = user.content[0], user.content[-1]
        assert isinstance(last, str)
        assert isinstance(first, str)
        if isinstance(answer.content[-1], Scene):
            painted += 1
            continue
        assert first.startswith("# ")
        question = last.rpartition("\n")[2]
        assert question
        assert len(answer.content) == 1
        if question == "What is in the picture?":
            scene = next(part for part in user.content if isinstance(part, Scene))
            said = parse_caption(str(answer.content[0]))
            assert said is not None
            assert said.matches(scene)
    assert 20 < painted < 80


def test_answers_name_the_subject():
    rng = random.Random(2)
    for _ in range(200):
        case = article_case(rng, "short")
        text = "".join(part for part in case.content if isinstance(part, str)).lower()
        assert subject_of(case).split()[-1].removesuffix("es").rstrip("s") in text


def test_a_paragraph_and_its_picture():
    rng = random.Random(3)
    for _ in range(300):
        (turn,) = illustrate_example(rng).turns
        text, scene = turn.content
        assert isinstance(scene, Scene)
        said = parse_caption(str(text).split("\n\n")[-1])
        assert said is not None
        assert said.place == scene.place
        assert said.subjects[0].kind == scene.main.kind


def test_what_is_begun_goes_on():
    rng = random.Random(4)
    whole = captions_only = 0
    for _ in range(300):
        example = continue_example(rng)
        given = example.turns[1].content[: example.begun]
        learned = example.turns[1].content[example.begun :]
        assert str(given[0]).startswith("# ")
        assert learned
        assert isinstance(learned[0], Scene) or str(learned[0])[:1] in (" ", "\n")
        words = "".join(part for part in given if isinstance(part, str))
        pictures = sum(isinstance(part, Scene) for part in given)
        whole += pictures == words.count("\n*")
        captions_only += pictures < words.count("\n*") + str(given[1:]).count("'*")
    assert captions_only > 20


def test_titles_for_topics():
    rng = random.Random(5)
    for _ in range(100):
        answer = title_example(rng).turns[1].content[0]
        assert isinstance(answer, str)
        assert answer[0].isupper()
        topic, title = topic_and_title(rng).split("\n")
        assert topic.startswith("Topic: ")
        assert title.startswith("# ")


def test_another_title_is_another_one():
    rng = random.Random(6)
    asked = 0
    for _ in range(500):
        user, answer = page_example(rng).turns
        if str(user.content[-1]).endswith(TITLE):
            asked += 1
            assert f"# {answer.content[0]}\n" not in str(user.content[0])
    assert asked > 40
