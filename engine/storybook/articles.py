"""Illustrated articles of the storybook world: introductions, stories, guides and fact pieces."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping
from dataclasses import dataclass

from engine.sequence import instructions
from engine.sequence.instructions import Length
from engine.storybook import topics
from engine.storybook.captions import canonical_caption, caption
from engine.storybook.example import Content, Example, Turn
from engine.storybook.outline import Outline, random_outline
from engine.storybook.outside import notice
from engine.storybook.paragraphs import Writer
from engine.storybook.requests import Request, random_request
from engine.storybook.scene import Scene

PARAGRAPHS: Mapping[Length, tuple[int, ...]] = {"short": (2,), "medium": (3, 4), "long": (5, 6)}
"""How many paragraphs each length has; more where more pictures are asked for."""
MOST_PICTURES = 4
_SAID: Mapping[str, int] = {", two paragraphs": 2, ", five paragraphs": 5}
"""Wishes that say how many paragraphs."""


@dataclass(frozen=True)
class ArticleCase:
    """An article, for training and for measuring.

    Attributes:
        topic: what a person may have typed.
        content: Markdown with scenes in reading order: a picture follows the paragraph that describes it, and its
            caption, an italic line, follows the picture.
        outline: what it was written from.
        nearest: the kind or place that stands in for what the topic asks; "" where that is in the world.
    """

    topic: str
    content: Content
    outline: Outline
    nearest: str = ""


def article_case(
    rng: random.Random, length: Length = "medium", pictures: int | None = None, *, held_out: bool = False
) -> ArticleCase:
    """A topic and the illustrated article about it.

    Args:
        rng: the only source of chance.
        length: two, three or four, or five or six paragraphs. What the topic says of a length comes before "medium".
        pictures: exactly how many, 0 to 4; None for as many as the topic says or the text needs (1 to 4).
        held_out: only scenes that are kept out of training, for measuring; otherwise none of them. Topics may then be
            worded as in training or not.

    Raises:
        ValueError: more than four pictures, or fewer than none.
    """
    if pictures is not None and not 0 <= pictures <= MOST_PICTURES:
        raise ValueError(f"an article has 0 to {MOST_PICTURES} pictures, not {pictures}")
    said_length: Length = length
    if length == "medium" and rng.random() < 0.12:
        said_length = rng.choice(("short", "long"))
    says_length = said_length != length or (length != "medium" and rng.random() < 0.2)
    says_count = rng.random() < (0.15 if pictures is None else 0.3)
    count = _count(rng, said_length, pictures, says_count)
    extra = rng.choice(topics.LENGTHS[said_length]) if says_length else ""
    if count > 2 and "two paragraphs" in extra:
        extra = ", keep it short"
    paragraphs = _SAID.get(extra) or max(rng.choice(PARAGRAPHS[said_length]), count)
    outline, pictured = _planned(rng, paragraphs, count, held_out)
    request = random_request(rng, outline, held_out=held_out)
    extra += rng.choice(topics.COUNTS[count]) if says_count else ""
    content = written(rng, outline, pictured, request)
    return ArticleCase(request.topic(rng, extra), content, outline, request.nearest)


def _count(rng: random.Random, length: Length, pictures: int | None, says_count: bool) -> int:
    if pictures is not None:
        return pictures
    if says_count:
        return rng.choice((0, 1, 1, 2, 2, 3, 4))
    return {"short": rng.choice((1, 1, 2)), "medium": 2, "long": rng.choice((2, 3, 3, 4))}[length]


def article(
    rng: random.Random, length: Length = "medium", pictures: int | None = None, *, held_out: bool = False
) -> Example:
    """The request for an article, and the article. Arguments and errors as `article_case`."""
    case = article_case(rng, length, pictures, held_out=held_out)
    asked = instructions.article(case.topic, length, pictures)
    return Example("article", (Turn("user", asked), Turn("assistant", case.content)))


def random_article(rng: random.Random, *, held_out: bool = False) -> Example:
    """An article of any length, with pictures as needed or with a given number of them."""
    length: Length = rng.choice(("short", "medium", "medium", "medium", "long"))
    pictures = None if rng.random() < 0.6 else rng.choice((0, 1, 1, 2, 2, 3, 3, 4))
    return article(rng, length, pictures, held_out=held_out)


def story(rng: random.Random, *, held_out: bool = False) -> Example:
    """An article as a document that stands without any prompt."""
    return Example("story", (random_article(rng, held_out=held_out).turns[1],))


def _planned(rng: random.Random, paragraphs: int, count: int, held_out: bool) -> tuple[Outline, frozenset[int]]:
    """An outline, and which of its paragraphs get a picture: no two pictures show the same, and something changes."""
    while True:
        outline = random_outline(rng, paragraphs, held_out=held_out)
        seen = [dataclasses.replace(scene, look=0) for scene in outline.scenes]
        still = len({(scene.place, scene.time, scene.weather) for scene in seen}) == 1
        if still and paragraphs > 2 and not held_out and rng.random() < 0.9:
            continue
        for _ in range(8):
            pictured = _pictured(rng, paragraphs, count)
            if len({seen[index] for index in pictured}) == count:
                return outline, pictured


def _pictured(rng: random.Random, paragraphs: int, count: int) -> frozenset[int]:
    """Which paragraphs get a picture; the first one mostly does."""
    if count and rng.random() < 0.7:
        return frozenset({0, *rng.sample(range(1, paragraphs), count - 1)})
    return frozenset(rng.sample(range(paragraphs), count))


def written(rng: random.Random, outline: Outline, pictured: frozenset[int], request: Request) -> Content:
    """The whole article: title, headings, paragraphs, scenes, captions."""
    writer = Writer(rng, outline, pictured)
    parts: list[str | Scene] = []
    text = f"# {writer.title()}\n\n"
    last = len(outline.scenes) - 1
    headings = writer.headings()
    for index, scene in enumerate(outline.scenes):
        if headings:
            text += f"## {headings[index]}\n\n"
        if index == 0 and request.nearest:
            text += f"{notice(rng, request.nearest, request.notices)} "
        text += writer.paragraph(index)
        if index in pictured:
            below = canonical_caption(scene) if rng.random() < 0.35 else caption(scene, rng)
            parts += [text, scene]
            text = f"*{below}*"
        text += "" if index == last else "\n\n"
    return (*parts, text)
