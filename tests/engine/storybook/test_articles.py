"""Articles: the format, the count of pictures, agreement of words and pictures, true facts, titles that name them."""

import dataclasses
import random
import re

import pytest

from engine.sequence.instructions import Length
from engine.storybook.articles import PARAGRAPHS, ArticleCase, article, article_case, random_article, story
from engine.storybook.chance import is_held_out
from engine.storybook.example import Example
from engine.storybook.facts import check_facts
from engine.storybook.phrases import colour_shows, plural
from engine.storybook.prose.friend_stories import FRIEND_THEMES
from engine.storybook.prose.solo_stories import SOLO_THEMES
from engine.storybook.reading import parse_caption
from engine.storybook.scene import Scene
from engine.storybook.setting import PLACE_NAME


def text_of(example: Example) -> str:
    return "".join(part for part in example.turns[-1].content if isinstance(part, str))


def scenes_of(example: Example) -> list[Scene]:
    return [part for part in example.turns[-1].content if isinstance(part, Scene)]


def cases(seed: int, count: int) -> list[ArticleCase]:
    rng = random.Random(seed)
    lengths: tuple[Length, ...] = ("short", "medium", "long")
    return [article_case(rng, rng.choice(lengths)) for _ in range(count)]


def test_every_picture_follows_its_paragraph_and_is_followed_by_its_caption():
    rng = random.Random(0)
    for _ in range(300):
        content = random_article(rng).turns[1].content
        assert isinstance(content[0], str)
        assert re.match(r"# \S.*\n\n", content[0])
        for before, scene, after in zip(content[::2], content[1::2], content[2::2], strict=False):
            assert isinstance(before, str)
            assert isinstance(scene, Scene)
            assert isinstance(after, str)
            paragraph = parse_caption(before.split("\n\n")[-1])
            assert paragraph is not None, before
            plain = dataclasses.replace(scene, style="storybook")
            agrees = paragraph.agrees_with(plain) if not colour_shows(scene.style) else paragraph.matches(plain)
            assert agrees, (before, scene)
            below = re.match(r"\*([^*\n]+\.)\*(\n\n\S|$)", after)
            assert below, after
            caption = parse_caption(below[1])
            assert caption is not None, after
            assert caption.matches(scene), after


@pytest.mark.parametrize("length", ["short", "medium", "long"])
@pytest.mark.parametrize("pictures", [None, 0, 1, 2, 3, 4])
def test_lengths_and_counts_of_pictures_are_honoured(length: Length, pictures: int | None):
    rng = random.Random(1)
    for _ in range(25):
        example = article(rng, length, pictures)
        drawn = len(scenes_of(example))
        assert drawn == pictures or (pictures is None and 0 <= drawn <= 4)
        blocks = [block for block in text_of(example).split("\n\n") if block[0] not in "#*"]
        possible = range(2, 7) if length == "medium" else PARAGRAPHS[length]
        assert len(blocks) in {max(count, pictures or drawn) for count in possible}
        asked = example.turns[0].content[0]
        assert isinstance(asked, str)
        assert f"Length: {length}." in asked
        assert 25 <= len(text_of(example).split()) <= 380


def test_counts_in_the_words_of_a_person_are_honoured():
    numbers = {"one picture": 1, "two pictures": 2, "three pictures": 3, "four pictures": 4, "without pictures": 0}
    heard = 0
    for case in cases(2, 500):
        for words, count in numbers.items():
            if words in case.topic.lower():
                assert sum(isinstance(part, Scene) for part in case.content) == count, case.topic
                heard += 1
    assert heard > 15


def test_impossible_counts_of_pictures_are_refused():
    with pytest.raises(ValueError, match="0 to 4 pictures, not 5"):
        article(random.Random(0), "long", 5)


def test_facts_in_articles_are_true():
    rng = random.Random(3)
    right = 0
    for _ in range(300):
        found = check_facts(text_of(random_article(rng)))
        assert found.wrong == 0
        right += found.right
    assert right > 600


def test_titles_name_what_the_article_is_about():
    for case in cases(4, 500):
        title = str(case.content[0]).split("\n")[0].lower()
        outline = case.outline
        if outline.about == "kind":
            assert outline.hero.kind in title or plural(outline.hero.kind) in title, title
        else:
            assert PLACE_NAME[outline.place] in title, title


def test_the_main_subject_stays_the_same():
    for case in cases(5, 300):
        if case.outline.about == "kind":
            mains = {(scene.main.kind, scene.main.colour, scene.main.worn) for scene in case.outline.scenes}
            assert len(mains) == 1


@pytest.mark.parametrize("held_out", [False, True])
def test_held_out_scenes_only_where_asked_for(held_out: bool):
    rng = random.Random(6)
    scenes = [scene for _ in range(200) for scene in scenes_of(random_article(rng, held_out=held_out))]
    assert {is_held_out(scene) for scene in scenes} == {held_out}


def test_who_the_topic_names_is_in_the_article():
    for case in cases(7, 300):
        topic = parse_caption(case.topic)
        text = "".join(part for part in case.content if isinstance(part, str)).lower()
        for subject in topic.subjects if topic and not case.nearest else ():
            assert subject.kind is not None
            assert str(subject.kind) in text or plural(subject.kind) in text, case.topic


def test_every_theme_and_register_is_told():
    found = [case.outline for case in cases(8, 900)]
    assert {o.register for o in found} == {"introduction", "story", "guide", "facts"}
    assert {o.about for o in found} == {"kind", "place", "landmark"}
    themes = {o.theme.name for o in found if o.theme}
    assert themes == {theme.name for theme in SOLO_THEMES + FRIEND_THEMES}


def test_a_story_stands_without_a_prompt():
    example = story(random.Random(9))
    assert example.kind == "story"
    assert [turn.role for turn in example.turns] == ["assistant"]


def test_marks_of_articles():
    rng = random.Random(10)
    for _ in range(300):
        text = text_of(random_article(rng))
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n [bcdfgjklmnpqrstvwxyz]|  | [.,]|[{}\[\]]|\bthe the\b", text), text
        assert not re.search(r"(?:^|[.!?] )[a-z]", text, re.MULTILINE), text


def test_the_pictures_of_an_article_differ():
    for case in cases(11, 500):
        seen = [dataclasses.replace(part, look=0) for part in case.content if isinstance(part, Scene)]
        assert len(set(seen)) == len(seen)


def test_stories_do_not_stand_still():
    still = several = 0
    for case in cases(12, 400):
        places = {(scene.place, scene.time, scene.weather) for scene in case.outline.scenes}
        several += len(case.outline.scenes) > 2
        still += len(case.outline.scenes) > 2 and len(places) == 1
    assert several > 200
    assert still < 0.03 * several


def test_the_number_of_paragraphs_that_is_asked_for_is_given():
    rng = random.Random(13)
    heard = 0
    for _ in range(2500):
        case = article_case(rng, rng.choice(("short", "medium", "long")), rng.choice((None, 3, 4)))
        for words, count in (("two paragraphs", 2), ("five paragraphs", 5)):
            if words in case.topic.lower():
                heard += 1
                assert len(case.outline.scenes) == count, case.topic
    assert heard > 40


def test_the_sky_fits_the_weather():
    clear = r"stars came out|day was bright|sun climbed|sun went down|grew pale|shadows grew"
    bad = r"[^.]*\.(?: Then it began to| Soon the first| The clouds opened| The first snow| Soon there was fog)"
    for case in cases(14, 600):
        text = "".join(part for part in case.content if isinstance(part, str))
        assert not re.search(rf"(?:{clear}){bad}", text), text


def test_advice_and_the_fact_after_it_fit():
    wrong = (
        r"odd habits[^.]*\. [^.]*\bsays?\b|(?:what every sound means|Every sound means something)\. "
        r"(?![^.]*\bsays?\b)|Do not only look\. Listen\. [^.]*smell"
    )
    guides = [case for case in cases(15, 900) if case.outline.register == "guide"]
    assert len(guides) > 100
    for case in guides:
        text = "".join(part for part in case.content if isinstance(part, str))
        assert not re.search(wrong, text), text
        assert len(re.findall(r"smells? of", text)) <= 1 or case.outline.about == "kind", text


def test_a_place_is_told_before_what_is_said_of_it():
    for case in cases(16, 500):
        if case.outline.register not in ("introduction", "facts") or case.outline.about != "kind":
            continue
        for block in "".join(p for p in case.content if isinstance(p, str)).split("\n\n"):
            first = re.search(
                r"[Tt]he (?:city|sea|beach|desert|forest) (?:smells|is (?:busy|deep|bright|hot|cool))", block
            )
            assert not first or re.search(r"\b(?:in|on|out in|over|among) ", block[: first.start()]), block


def test_mountains_are_many():
    for case in cases(17, 1200):
        text = "".join(part for part in case.content if isinstance(part, str))
        assert not re.search(r"mountains (?:and|with) its", text + case.topic), text
