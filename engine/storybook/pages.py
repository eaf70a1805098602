"""Whole pages: questions about one, pictures for one, and going on with one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from engine.sequence import instructions
from engine.sequence.instructions import Length
from engine.storybook.articles import ArticleCase, article_case
from engine.storybook.captions import description
from engine.storybook.dialogues import fact_exchange, shown
from engine.storybook.example import Content, Example, Turn
from engine.storybook.facts import place_slots
from engine.storybook.paragraphs import Writer
from engine.storybook.phrases import bare_noun, colour_needed, joined, plural, with_article
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene
from engine.storybook.setting import AT_PLACE, PLACE_NAME
from engine.storybook.wording import choose, fill

ABOUT = (
    "What is this page about?",
    "What is this page about?",
    "what is it about",
    "What is the topic?",
    "Who is it about?",
)
TITLE = (
    "Suggest a title.",
    "Suggest a title.",
    "another title please",
    "What else could it be called?",
    "a better title?",
)
PICTURE = ("What is in the picture?", "What is in the picture?", "describe the picture", "What does the picture show?")
LAST_PICTURE = ("What is in the last picture?", "describe the last picture", "What does the last picture show?")
COUNT = ("How many pictures are there?", "how many pictures does it have", "Count the pictures.")
WHERE = ("Where does it begin?", "where does the text begin", "In which place does it begin?")
SUMMARY = ("Summarise this page.", "in one sentence please", "What happens?", "sum it up", "give me the short version")
PAINT = (
    "Illustrate this.",
    "Paint a picture for this text.",
    "illustrate this:",
    "a picture for this paragraph, please",
)
TITLE_FOR = (
    "Suggest a title for a text about {x}.", "a title for something about {x}", "What could I call a text about {x}?",
    "title ideas: {x}", "I need a title about {x}",
)  # fmt: skip
PAGE_FAMILIES = (ABOUT, TITLE, PICTURE, LAST_PICTURE, COUNT, WHERE, SUMMARY, PAINT, TITLE_FOR)
LONGEST_TOPIC = 100
"""Of a document without a topic, so many characters of its beginning are its topic."""
_NUMBERS = ("no pictures", "one picture", "two pictures", "three pictures", "four pictures")


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, caption or title; or a picture, then `text` is its caption."""

    text: str
    scene: Scene | None = None


def blocks_of(content: Content) -> list[Block]:
    """The blocks of an article, each picture with its caption."""
    blocks: list[Block] = []
    for part in content:
        if isinstance(part, Scene):
            blocks.append(Block("", part))
            continue
        for text in part.strip().split("\n\n"):
            if blocks and blocks[-1].scene and not blocks[-1].text and text.startswith("*"):
                blocks[-1] = Block(text, blocks[-1].scene)
            else:
                blocks.append(Block(text))
    return blocks


def page_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A page with a question about it, or the wish for a title or a picture."""
    length: Length = rng.choice(("short", "short", "medium"))
    case = article_case(rng, length, rng.choice((0, 1, 1, 2)), held_out=held_out)
    if rng.random() < 0.15:
        return _painted(case, rng, held_out)
    question, answer = _asked(case, rng, held_out)
    return Example("page", (Turn("user", _page(case.content, question)), Turn("assistant", (answer,))))


def _page(content: Content, question: str) -> Content:
    """A page as it is read before a question: words and pictures on lines of their own, captions left out."""
    parts: list[str | Scene] = []
    for block in blocks_of(content):
        if block.scene:
            if parts and isinstance(parts[-1], str):
                parts[-1] = f"{parts[-1]}\n"
            parts.append(block.scene)
        elif parts and isinstance(parts[-1], str):
            parts[-1] = f"{parts[-1]}\n\n{block.text}"
        else:
            parts.append(f"\n{block.text}" if parts else block.text)
    if parts and isinstance(parts[-1], str):
        return (*parts[:-1], f"{parts[-1]}\n{question}")
    return (*parts, f"\n{question}")


def _asked(case: ArticleCase, rng: random.Random, held_out: bool) -> tuple[str, str]:
    """A question about a page, and its answer."""
    outline, scenes = case.outline, [part for part in case.content if isinstance(part, Scene)]
    families: list[tuple[str, ...] | None] = [ABOUT, ABOUT, TITLE, TITLE, COUNT, SUMMARY, None]
    families += [WHERE] if _tells_place(case) else []
    families += [PICTURE, PICTURE] if len(scenes) == 1 else [LAST_PICTURE] if scenes else []
    family = rng.choice(families)
    if family is None:
        return fact_exchange(outline.hero.kind, rng, held_out=held_out)
    question = choose(rng, family, held_out=held_out)
    if family is ABOUT:
        return question, f"It is about {subject_of(case)}."
    if family is TITLE:
        return question, _other_title(case, rng)
    if family is COUNT:
        many = len(scenes)
        return question, f"There {'is' if many == 1 else 'are'} {_NUMBERS[many]}."
    if family is WHERE:
        return question, f"It begins {AT_PLACE[outline.place][0]}."
    if family is SUMMARY:
        return question, _summary(case)
    return question, description(scenes[-1], rng)


def _other_title(case: ArticleCase, rng: random.Random) -> str:
    """A title for an article that is not the one it has."""
    old = blocks_of(case.content)[0].text.lstrip("# ")
    for _ in range(40):
        title = Writer(rng, case.outline, frozenset()).title()
        if title != old:
            break
    return title


def _tells_place(case: ArticleCase) -> bool:
    """Whether the first paragraph says where it begins."""
    first = next(block.text for block in blocks_of(case.content) if block.text and not block.text.startswith("#"))
    said = parse_caption(first)
    return said is not None and said.place == case.outline.place


def subject_of(case: ArticleCase) -> str:
    """What an article is about: "a red fox and an owl", "foxes", "the sea"."""
    outline = case.outline
    if outline.about == "place":
        return PLACE_NAME[outline.place]
    if outline.about == "landmark":
        return fill("{place} and {place_its} {kind}", place_slots(outline.place) | {"kind": outline.hero.kind})
    if outline.register != "story":
        return plural(outline.hero.kind)
    style = outline.scenes[0].style
    heroes = [outline.hero, *([outline.friend] if outline.friend else [])]
    return joined([with_article(bare_noun(hero, coloured=colour_needed(hero, style))) for hero in heroes])


def _summary(case: ArticleCase) -> str:
    kinds = {"story": "a story", "introduction": "an introduction", "guide": "a guide", "facts": "a fact piece"}
    join = "to" if case.outline.register in ("introduction", "guide") else "about"
    begins = f", and it begins {AT_PLACE[case.outline.place][0]}" if _tells_place(case) else ""
    return f"It is {kinds[case.outline.register]} {join} {subject_of(case)}{begins}."


def _painted(case: ArticleCase, rng: random.Random, held_out: bool) -> Example:
    """A paragraph, and the picture for it."""
    scene, paragraph = _illustrated(case, rng, held_out)
    question = f"{choose(rng, PAINT, held_out=held_out)}\n\n{paragraph}"
    return Example("page", (Turn("user", (question,)), shown(scene, rng)))


def _illustrated(case: ArticleCase, rng: random.Random, held_out: bool) -> tuple[Scene, str]:
    """A picture of an article (of another one if it has none) and the paragraph before it."""
    while not any(isinstance(part, Scene) for part in case.content):
        case = article_case(rng, "short", 1, held_out=held_out)
    blocks = blocks_of(case.content)
    at = rng.choice([index for index, block in enumerate(blocks) if block.scene])
    scene = blocks[at].scene
    assert scene is not None
    return scene, blocks[at - 1].text


def illustrate_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A paragraph of an article, sometimes with what stands before it, and its picture: a document of the two."""
    case = article_case(rng, rng.choice(("short", "medium")), rng.choice((1, 2)), held_out=held_out)
    blocks = blocks_of(case.content)
    at = rng.choice([index for index, block in enumerate(blocks) if block.scene])
    words = [block.text for block in blocks[:at] if not block.scene]
    odds = rng.random()
    kept = words[-1:] if odds < 0.6 else [words[0], words[-1]] if odds < 0.8 and len(words) > 1 else words
    scene = blocks[at].scene
    assert scene is not None
    return Example("illustrate", (Turn("assistant", ("\n\n".join(kept), scene)),))


def continue_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """An article that stands there up to some point, older pictures by their captions only, and how it goes on."""
    case = article_case(rng, rng.choice(("medium", "medium", "long")), held_out=held_out)
    blocks = blocks_of(case.content)
    at = rng.randrange(2, len(blocks)) if len(blocks) > 2 else 1
    before, after = blocks[:at], blocks[at:]
    sentence = ""
    if not before[-1].scene and rng.random() < 0.3:
        before[-1], sentence = _cut(before[-1], rng)
    given = _written(before, rng.random() < 0.4)
    going_on = _written(after, False)
    opening = f" {sentence}" if sentence else ""
    first, *rest = going_on or [""]
    begun = len(given)
    if isinstance(first, Scene):
        learned: list[str | Scene] = [*([opening] if opening else []), first, *rest]
    else:
        learned = [f"{opening}\n\n{first}" if first else opening, *rest]
    topic = case.topic if rng.random() < 0.3 else _first_words(before)
    asked = instructions.article(topic, rng.choice(("short", "short", "medium")), None)
    turns = (Turn("user", asked), Turn("assistant", (*given, *learned)))
    return Example("continue", turns, begun)


def _cut(block: Block, rng: random.Random) -> tuple[Block, str]:
    """A paragraph cut after one of its sentences, and the rest of it."""
    ends = [
        index + 1 for index, letter in enumerate(block.text[:-1]) if letter in ".!?" and block.text[index + 1] == " "
    ]
    if not ends or block.text.startswith(("#", "*")):
        return block, ""
    end = rng.choice(ends)
    return Block(block.text[:end]), block.text[end + 1 :]


def _written(blocks: Sequence[Block], captions_only: bool) -> list[str | Scene]:
    """Blocks as words and pictures in turn; of the pictures, perhaps only the newest one is there."""
    newest = max((index for index, block in enumerate(blocks) if block.scene), default=-1)
    parts: list[str | Scene] = []
    for index, block in enumerate(blocks):
        if block.scene and (index == newest or not captions_only):
            parts.append(block.scene)
            if block.text:
                parts.append(block.text)
        elif block.text and parts and isinstance(parts[-1], str):
            parts[-1] = f"{parts[-1]}\n\n{block.text}"
        elif block.text:
            parts.append(block.text)
    return parts


def _first_words(blocks: Sequence[Block]) -> str:
    return blocks[0].text.lstrip("# ").partition("\n")[0][:LONGEST_TOPIC]


def title_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A topic and a title for it."""
    case = article_case(rng, "short", 0, held_out=held_out)
    title = blocks_of(case.content)[0].text.lstrip("# ")
    question = choose(rng, TITLE_FOR, held_out=held_out).replace("{x}", subject_of(case))
    return Example("title", (Turn("user", (question,)), Turn("assistant", (title,))))


def topic_and_title(rng: random.Random) -> str:
    """A line of a topic and a line of its title, for the language model's first lessons."""
    case = article_case(rng, "short", 0)
    title = blocks_of(case.content)[0].text
    return f"Topic: {case.topic}\n{title}"
