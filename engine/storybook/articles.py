"""Illustrated articles of the storybook world: stories, field notes, guides and fact pieces."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from engine.sequence import instructions
from engine.sequence.instructions import Length
from engine.storybook import prose
from engine.storybook.captions import canonical_caption, caption, plain_sentence
from engine.storybook.example import Content, Example, Turn
from engine.storybook.facts import (
    PLACE_FACTS,
    RELATIONS,
    Relation,
    kind_fact,
    kind_value,
    random_kind_fact,
    random_setting_fact,
)
from engine.storybook.phrases import (
    AT_PLACE,
    AT_TIME,
    PLACE_NAME,
    TO_PLACE,
    bare_noun,
    capital,
    joined,
    noun_phrase,
    plural,
    with_article,
)
from engine.storybook.prose import Register, Theme
from engine.storybook.scene import PLACES, TIMES, Place, Scene, Subject, Time, is_held_out, random_scene, random_subject

PARAGRAPHS: Mapping[Length, int] = {"short": 2, "medium": 3, "long": 4}
"""How many paragraphs each length has; more where more pictures are asked for."""
_BEATS: Mapping[int, tuple[tuple[int, ...], ...]] = {2: ((0, 2),), 3: ((0, 2, 3), (0, 1, 2)), 4: ((0, 1, 2, 3),)}
_SMALL_WORDS = frozenset(("a", "an", "the", "and", "of", "to", "in", "on", "at", "by", "for", "with"))


@dataclass(frozen=True)
class _Request:
    """What the topic names besides the main subject's kind."""

    colour: bool
    worn: bool
    place: bool
    time: bool
    friend: bool


@dataclass(frozen=True)
class _Course:
    """How place and time may go on from paragraph to paragraph."""

    fixed_place: bool
    fixed_time: bool
    travels: bool
    by_night: bool


@dataclass(frozen=True)
class _Outline:
    """An article before it is written.

    Attributes:
        beats: which beat each paragraph tells.
        scenes: one for each paragraph, drawn or not.
        goal: where a story leads to.
        thing: what a story is about, as ("a map", "the map").
    """

    register: Register
    theme: Theme | None
    beats: tuple[int, ...]
    scenes: tuple[Scene, ...]
    friend: Subject | None
    goal: Place
    thing: tuple[str, str]

    @property
    def hero(self) -> Subject:
        """The subject of every paragraph."""
        return self.scenes[0].main


@dataclass(frozen=True)
class ArticleCase:
    """An article, for training and for measuring.

    Attributes:
        topic: what a person may have typed.
        content: Markdown with scenes in reading order: a picture follows the paragraph that describes it, and its
            caption, an italic line, follows the picture.
    """

    topic: str
    content: Content


def article_case(
    rng: random.Random, length: Length = "medium", pictures: int | None = None, *, held_out: bool = False
) -> ArticleCase:
    """A topic and the illustrated article about it.

    Args:
        rng: the only source of chance.
        length: two, three or four paragraphs.
        pictures: exactly how many, 0 to 4; None for as many as the text needs (1 to 3).
        held_out: only scenes that are kept out of training, for measuring; otherwise none of them.

    Raises:
        ValueError: more than four pictures, or fewer than none.
    """
    if pictures is not None and not 0 <= pictures <= 4:
        raise ValueError(f"an article has 0 to 4 pictures, not {pictures}")
    paragraphs = max(PARAGRAPHS[length], pictures or 0)
    odds = {"colour": 0.75, "worn": 0.6, "place": 0.55, "time": 0.35, "friend": 0.5}
    request = _Request(**{name: rng.random() < chance for name, chance in odds.items()})
    outline, topic = _outline(rng, paragraphs, request, held_out)
    count = pictures
    if count is None:
        count = {"short": rng.choice((1, 1, 2)), "medium": 2, "long": 3}[length]
    return ArticleCase(topic, _written(outline, _pictured(rng, paragraphs, count), rng))


def article(
    rng: random.Random, length: Length = "medium", pictures: int | None = None, *, held_out: bool = False
) -> Example:
    """The request for an article, and the article. Arguments and errors as `article_case`."""
    case = article_case(rng, length, pictures, held_out=held_out)
    asked = instructions.article(case.topic, length, pictures)
    return Example("article", (Turn("user", asked), Turn("assistant", case.content)))


def random_article(rng: random.Random, *, held_out: bool = False) -> Example:
    """An article of any length, with pictures as needed or with a given number of them."""
    length: Length = rng.choice(("short", "medium", "medium", "long"))
    pictures = None if rng.random() < 0.6 else rng.choice((0, 1, 1, 2, 2, 3, 3, 4))
    return article(rng, length, pictures, held_out=held_out)


def story(rng: random.Random, *, held_out: bool = False) -> Example:
    """An article as a document that stands without any prompt."""
    return Example("story", (random_article(rng, held_out=held_out).turns[1],))


def _pictured(rng: random.Random, paragraphs: int, count: int) -> frozenset[int]:
    """Which paragraphs get a picture; the first one mostly does."""
    if count and rng.random() < 0.75:
        return frozenset({0, *rng.sample(range(1, paragraphs), count - 1)})
    return frozenset(rng.sample(range(paragraphs), count))


def _outline(rng: random.Random, paragraphs: int, request: _Request, held_out: bool) -> tuple[_Outline, str]:
    """Choose register, subjects, places and times, and a topic that fits them."""
    first = random_scene(rng, held_out=held_out, two=0.0)
    register: Register = rng.choice(("story", "story", "story", "story", "field", "field", "guide", "facts"))
    about_place = register in ("story", "field") and rng.random() < 0.1
    kind_of_topic = "place" if about_place else rng.choice(("open", "open", "own"))
    fixed_place = about_place or (kind_of_topic == "open" and request.place and rng.random() < 0.7)
    fixed_time = request.time and kind_of_topic != "own" and rng.random() < 0.7
    theme: Theme | None = None
    friend: Subject | None = None
    if register == "story":
        friend = _friend(rng, first, held_out) if rng.random() < 0.4 else None
        themes = prose.FRIEND_THEMES if friend else prose.SOLO_THEMES
        theme = rng.choice([theme for theme in themes if not (theme.travels and fixed_place)])
    if theme and theme.by_night and first.time == "day":
        first = dataclasses.replace(first, time=rng.choice(("sunset", "night")))
    beats = rng.choice(_BEATS[paragraphs]) if theme else (0, *sorted(rng.sample((1, 2, 3), paragraphs - 1)))
    course = _Course(fixed_place, fixed_time, bool(theme and theme.travels), bool(theme and theme.by_night))
    scenes = _scenes(rng, first, friend, beats, course, held_out)
    goal = scenes[beats.index(2)].place if 2 in beats else first.place
    outline = _Outline(register, theme, beats, scenes, friend, goal, rng.choice(theme.things) if theme else ("", ""))
    return outline, _topic(rng, outline, request, kind_of_topic)


def _friend(rng: random.Random, first: Scene, held_out: bool) -> Subject | None:
    """A second subject for the story, whom the hero may meet in the first place."""
    for _ in range(20):
        friend = random_subject(rng, worn=0.15)
        together = dataclasses.replace(first, subjects=(first.main, friend))
        if friend.kind != first.main.kind and is_held_out(together) == held_out:
            return friend
    return None


def _scenes(
    rng: random.Random,
    first: Scene,
    friend: Subject | None,
    beats: tuple[int, ...],
    course: _Course,
    held_out: bool,
) -> tuple[Scene, ...]:
    """One scene for each paragraph: places come and go, time goes on, the hero stays the same."""
    scenes = [first]
    for beat in beats[1:]:
        time, place = scenes[-1].time, scenes[-1].place
        if not course.fixed_time and rng.random() < 0.45 and not (course.by_night and time == "night"):
            time = TIMES[(TIMES.index(time) + 1) % 3]
        meets = beat == 2 or (beat == 3 and rng.random() < 0.6)
        subjects = (first.main, friend) if friend and meets else (first.main,)
        moves = (beat == 3 and place != first.place) or rng.random() < 0.5 or (course.travels and beat == 2)
        if moves and not course.fixed_place:
            places = [first.place] if beat == 3 else [p for p in PLACES if not (course.travels and p == first.place)]
            rng.shuffle(places)
            drawn = [Scene(subjects, p, time) for p in places if is_held_out(Scene(subjects, p, time)) == held_out]
            place = drawn[0].place if drawn else first.place
        if is_held_out(Scene(subjects, place, time)) != held_out:
            place = first.place
        scenes.append(Scene(subjects, place, time, rng.getrandbits(31)))
    return tuple(scenes)


def _slots(outline: _Outline, index: int) -> dict[str, str]:
    """The values of all names that a template of paragraph `index` may use."""
    hero, scene = outline.hero, outline.scenes[index]
    moved = index > 0 and outline.scenes[index - 1].place != scene.place
    goes = f"travelled {TO_PLACE[scene.place]}" if moved else f"went a little further {AT_PLACE[scene.place][0]}"
    slots = {
        "hero": f"the {bare_noun(hero)}", "a_hero": with_article(bare_noun(hero)), "the": f"the {hero.kind}",
        "kind": hero.kind, "kinds": plural(hero.kind), "a_kind": with_article(hero.kind), "colour": hero.colour,
        "sound": kind_value(hero.kind, "say"), "place": PLACE_NAME[scene.place], "there": AT_PLACE[scene.place][0],
        "went": goes if outline.register == "story" else f"went {TO_PLACE[scene.place]}",
        "goal": PLACE_NAME[outline.goal], "goal_hear": PLACE_FACTS[outline.goal][2],
        "find": PLACE_FACTS[scene.place][1], "hear": PLACE_FACTS[scene.place][2],
        "thing": outline.thing[0], "the_thing": outline.thing[1],
    }  # fmt: skip
    if outline.friend:
        friend = outline.friend
        slots |= {
            "friend": f"the {bare_noun(friend)}", "a_friend": with_article(bare_noun(friend)),
            "the_friend": f"the {friend.kind}", "friend_kind": friend.kind,
            "a_friend_kind": with_article(friend.kind), "friend_sound": kind_value(friend.kind, "say"),
        }  # fmt: skip
    return slots | {capital(name): capital(value) for name, value in slots.items()}


def _topic(rng: random.Random, outline: _Outline, request: _Request, kind_of_topic: str) -> str:
    """What a person may have typed to get this article."""
    hero, scene = outline.hero, outline.scenes[0]
    slots = _slots(outline, 0)
    who = [_named(subject, request, rng) for subject in (hero, outline.friend) if subject]
    named = joined(who if request.friend else who[:1])
    when = AT_TIME[scene.time][0]
    slots["when"] = when
    slots["x"] = named
    if request.place and kind_of_topic == "open":
        slots["x"] += f" {rng.choice(AT_PLACE[scene.place])}"
    if request.time and kind_of_topic == "open":
        slots["x"] += f" {rng.choice(AT_TIME[scene.time])}"
    if not request.colour:
        slots["a_hero"], slots["a_friend"] = slots["a_kind"], slots.get("a_friend_kind", "")
    own = outline.theme.topics + prose.TOPICS["story"] if outline.theme else prose.TOPICS[outline.register]
    wordings = {"place": prose.PLACE_TOPICS, "open": prose.OPEN_TOPICS, "own": own}[kind_of_topic]
    if kind_of_topic == "place" and not request.time:
        wordings = wordings[1:]
    topic = rng.choice(wordings).format_map(slots)
    if kind_of_topic == "open" and outline.register == "story" and rng.random() < 0.4:
        topic = rng.choice(prose.TOPICS["story"]).format_map(slots)
    topic = capital(topic) if rng.random() < 0.5 else topic
    return f"{topic}." if topic[-1] != "?" and rng.random() < 0.1 else topic


def _named(subject: Subject, request: _Request, rng: random.Random) -> str:
    """A subject as far as the topic names it."""
    bare = subject if request.worn else dataclasses.replace(subject, worn="none")
    phrase = noun_phrase(bare, rng)
    return phrase if request.colour else with_article(phrase.split(" ", 2)[2])


def _title(rng: random.Random, outline: _Outline) -> str:
    """The title in title case."""
    wordings = outline.theme.titles if outline.theme else prose.TITLES[outline.register]
    words = capital(rng.choice(wordings).format_map(_slots(outline, 0))).split(" ")
    return " ".join(
        word if index and word in _SMALL_WORDS and not words[index - 1].endswith(":") else capital(word)
        for index, word in enumerate(words)
    )


def _written(outline: _Outline, pictured: frozenset[int], rng: random.Random) -> Content:
    """The whole article: title, paragraphs, scenes, captions."""
    relations = rng.sample(RELATIONS, len(outline.scenes))
    headings = _headings(outline, relations, rng)
    said: set[str] = set()
    parts: list[str | Scene] = []
    text = f"# {_title(rng, outline)}\n\n"
    last = len(outline.scenes) - 1
    for index, scene in enumerate(outline.scenes):
        if headings:
            text += f"## {headings[index]}\n\n"
        text += _paragraph(outline, index, relations[index], said, rng)
        if index in pictured:
            parts += [text, scene]
            below = canonical_caption(scene) if rng.random() < 0.4 else caption(scene, rng)
            text = f"*{below}*"
        text += "" if index == last else "\n\n"
    return (*parts, text)


def _headings(outline: _Outline, relations: list[Relation], rng: random.Random) -> list[str]:
    """A heading for each paragraph of some long guides and fact pieces; none otherwise."""
    if len(outline.scenes) < 4 or outline.register not in ("guide", "facts") or rng.random() < 0.3:
        return []
    if outline.register == "facts":
        return [rng.choice(prose.FACT_HEADINGS[relation]) for relation in relations]
    return [rng.choice(prose.GUIDE_HEADINGS[beat]) for beat in outline.beats]


def _paragraph(outline: _Outline, index: int, relation: Relation, said: set[str], rng: random.Random) -> str:
    """One paragraph: what happens, something true, and a sentence that plainly says what is to be seen.

    Facts that are already in `said` are not told again.
    """
    if outline.theme:
        sentences = _story_sentences(outline, outline.theme, index, said, rng)
    elif outline.register == "field":
        sentences = _field_sentences(outline, index, said, rng)
    else:
        sentences = _present_sentences(outline, index, relation, said, rng)
    return " ".join(sentence for sentence in sentences if sentence)


def _passage(outline: _Outline, index: int, rng: random.Random) -> str:
    """A sentence on a new time of day, where one has begun."""
    time: Time = outline.scenes[index].time
    if not index or time == outline.scenes[index - 1].time or rng.random() < 0.3:
        return ""
    return rng.choice(prose.PASSAGE[time])


def _fresh_fact(draw: Callable[[], str], said: set[str]) -> str:
    """A fact that was not told yet; "" where none was found in a few tries."""
    for _ in range(4):
        fact = draw()
        core = " ".join(fact.split()[-2:])
        if core not in said:
            said.add(core)
            return fact
    return ""


def _story_sentences(outline: _Outline, theme: Theme, index: int, said: set[str], rng: random.Random) -> list[str]:
    scene, beat = outline.scenes[index], outline.beats[index]
    slots = _slots(outline, index)
    told = rng.choice((theme.opening, theme.road, theme.turn, theme.home)[beat]).format_map(slots)
    fact = ""
    if rng.random() < 0.5:
        who = outline.friend.kind if outline.friend and beat == 2 and rng.random() < 0.5 else outline.hero.kind
        of_setting = partial(random_setting_fact, scene.place, scene.time, rng)
        fact = _fresh_fact(of_setting if rng.random() < 0.35 else partial(random_kind_fact, who, rng), said)
    ending = rng.choice(theme.last).format_map(slots) if index == len(outline.scenes) - 1 and rng.random() < 0.7 else ""
    seen = plain_sentence(scene, rng, "past", article="the")
    return [_passage(outline, index, rng), told, fact, seen, ending]


def _field_sentences(outline: _Outline, index: int, said: set[str], rng: random.Random) -> list[str]:
    scene, beat = outline.scenes[index], outline.beats[index]
    told = rng.choice(prose.FIELD[beat]).format_map(_slots(outline, index))
    about_kind = index > 0 and rng.random() < 0.7
    of_kind = partial(random_kind_fact, outline.hero.kind, rng)
    of_setting = partial(random_setting_fact, scene.place, scene.time, rng)
    fact = _fresh_fact(of_kind if about_kind else of_setting, said)
    seen = plain_sentence(scene, rng, "past", article="the" if index else "a")
    passage = _passage(outline, index, rng)
    return [passage, fact, seen, told] if beat == 3 else [passage, told, fact, seen]


def _present_sentences(
    outline: _Outline, index: int, relation: Relation, said: set[str], rng: random.Random
) -> list[str]:
    """A paragraph of a guide or of a fact piece."""
    scene, kind = outline.scenes[index], outline.hero.kind
    pointer = "" if index else rng.choice(prose.FACT_POINTERS)
    seen = plain_sentence(scene, rng, article="the" if index else "a")
    here = _fresh_fact(partial(random_setting_fact, scene.place, scene.time, rng), said)
    if outline.register == "guide":
        beat = outline.beats[index]
        told = rng.choice(prose.GUIDE[beat]).format_map(_slots(outline, index))
        if beat == 1:
            return [told, kind_fact(kind, "food"), pointer, seen]
        return [told, pointer, seen, here]
    told = rng.choice(prose.FACT_LEADS[relation])
    return [told, kind_fact(kind, relation, rng.randrange(2)), pointer, seen, here if rng.random() < 0.4 else ""]
