"""Talk about pictures: questions with exact answers, patterns to go on with, and small dialogues."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.sequence import instructions
from engine.storybook.captions import canonical_caption, caption
from engine.storybook.example import Content, Example, Turn
from engine.storybook.facts import Relation, kind_fact
from engine.storybook.phrases import (
    AT_PLACE,
    AT_TIME,
    bare_noun,
    capital,
    joined,
    plural,
    with_article,
    worn_phrase,
)
from engine.storybook.reading import PartialScene, parse_caption
from engine.storybook.scene import (
    COLOURS,
    CREATURES,
    KINDS,
    PLACES,
    TIMES,
    WORN,
    Kind,
    Scene,
    Subject,
    Time,
    random_scene,
)

Meant = Literal["colour", "kind", "place", "time", "worn", "number", "side", "yes_no"]

_IT_IS: Mapping[Time, str] = {"day": "it is day", "sunset": "it is evening", "night": "it is night"}
_OFTEN: tuple[Meant, ...] = (
    "colour", "colour", "kind", "place", "place", "time", "time", "worn", "number", "yes_no", "yes_no",
)  # fmt: skip
"""What is asked about, as often as it stands here."""
_FACT_QUESTIONS: Mapping[Relation, tuple[str, ...]] = {
    "food": ("What do {kinds} eat?", "What do {kinds} need?"),
    "home": ("Where do {kinds} live?", "Where is the home of {kinds}?"),
    "love": ("What do {kinds} love?", "What do {kinds} love most?"),
    "say": ("What do {kinds} say?", "What does {a_kind} say?"),
    "secret": ("What is the secret of {kinds}?", "Do {kinds} have a secret?"),
}
_SHOW = (
    "Show me {x}.", "show me {x}", "Show me a picture of {x}.", "Can you draw {x}?", "I would like to see {x}.",
    "Now show me {x}.", "An illustration of {x}, please.", "show me an illustration of {x}",
)  # fmt: skip
_TITLE_QUESTIONS = ("Give this picture a title.", "A title for this picture, please.", "What would be a good title?")


_PATTERNS = (
    "This is {a_red_fox}.", "This is {a_red_fox}.", "This is {a_fox}.", "This is {a_red_fox} {there}.",
    "This is {there} {then}.",
)  # fmt: skip
"""What is said about each picture of a pattern."""


@dataclass(frozen=True)
class QuestionCase:
    """A question about one picture, and its answer in full.

    Attributes:
        meant: which attribute the question is about.
    """

    scene: Scene
    question: str
    meant: Meant
    expected: str


def question_case(rng: random.Random, *, held_out: bool = False) -> QuestionCase:
    """A question about a random scene."""
    return question_about(random_scene(rng, held_out=held_out, worn=0.45), rng)


def question_cases(rng: random.Random, count: int, *, held_out: bool = True) -> Iterator[QuestionCase]:
    """Questions to measure with, by default about scenes kept out of training."""
    for _ in range(count):
        yield question_case(rng, held_out=held_out)


def question_about(scene: Scene, rng: random.Random) -> QuestionCase:
    """A question about this scene, with the expected answer."""
    meant: Meant = rng.choice(_OFTEN)
    if len(scene.subjects) == 2 and rng.random() < 0.2:
        meant = "side"
    subject = rng.choice(scene.subjects)
    if meant == "worn" and subject.kind not in CREATURES:
        meant = "place"
    ask = {"colour": _colour, "kind": _kind, "place": _place, "time": _time, "worn": _worn, "number": _number,
           "side": _side, "yes_no": _yes_no}[meant]  # fmt: skip
    question, answer = ask(scene, subject, rng)
    return QuestionCase(scene, question, meant, answer)


def _colour(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    questions = [f"What colour is the {subject.kind}?", f"Which colour does the {subject.kind} have?"]
    if len(scene.subjects) == 1:
        questions.append("What colour is it?")
    return rng.choice(questions), f"The {subject.kind} is {subject.colour}."


def _kind(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    if len(scene.subjects) == 1:
        question = rng.choice(("What is this?", "What is in the picture?", "Who is this?", "What do you see?"))
        return question, f"It is {with_article(subject.kind)}."
    kinds = joined([with_article(other.kind) for other in scene.subjects])
    question = rng.choice(("Who is in the picture?", "What do you see?", "What is in the picture?"))
    return question, f"The picture shows {kinds}."


def _place(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    question = rng.choice((f"Where is the {subject.kind}?", "Where is this?", "What place is this?"))
    return question, f"{_it(scene, subject, question)} {AT_PLACE[scene.place][0]}."


def _it(scene: Scene, subject: Subject, question: str) -> str:
    return f"The {subject.kind} is" if subject.kind in question or len(scene.subjects) == 2 else "It is"


def _time(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    question = rng.choice(("What time of day is it?", "Is it day or night?", "When is this?", "What time is it?"))
    return question, f"{capital(_IT_IS[scene.time])}."


def _worn(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    question = rng.choice((f"What does the {subject.kind} wear?", f"What is the {subject.kind} wearing?"))
    return question, f"The {subject.kind} wears {'nothing' if subject.worn == 'none' else worn_phrase(subject.worn)}."


def _number(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    question = rng.choice(("How many are there?", "How many are in the picture?", "Is there one or are there two?"))
    kinds = joined([with_article(other.kind) for other in scene.subjects])
    return question, f"There {'is one' if len(scene.subjects) == 1 else 'are two'}: {kinds}."


def _side(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    side = "left" if subject == scene.subjects[0] else "right"
    question = rng.choice((f"Which one is on the {side}?", f"Who is on the {side}?", f"What is on the {side}?"))
    return question, f"The {subject.kind} is on the {side}."


def _yes_no(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str]:
    about = rng.choice(("time", "place", "colour", "worn" if subject.kind in CREATURES else "kind"))
    true = rng.random() < 0.5
    if about == "time":
        asked = scene.time if true else rng.choice([time for time in TIMES if time != scene.time])
        question, right = f"Is {_IT_IS[asked].replace('it is', 'it')}?", _IT_IS[scene.time]
    elif about == "place":
        place = scene.place if true else rng.choice([place for place in PLACES if place != scene.place])
        question = f"Is the {subject.kind} {AT_PLACE[place][0]}?"
        right = f"the {subject.kind} is {AT_PLACE[scene.place][0]}"
    elif about == "colour":
        colour = subject.colour if true else rng.choice([other for other in COLOURS if other != subject.colour])
        question, right = f"Is the {subject.kind} {colour}?", f"the {subject.kind} is {subject.colour}"
    elif about == "worn":
        return _wears(subject, true, rng)
    else:
        taken = {other.kind for other in scene.subjects}
        kind = subject.kind if true else rng.choice([kind for kind in KINDS if kind not in taken])
        question = f"Is there {with_article(kind)} in the picture?"
        right = f"there is {with_article(kind)}" if true else f"there is no {kind}"
    return question, f"{'Yes' if true else 'No'}, {right}."


def _wears(subject: Subject, true: bool, rng: random.Random) -> tuple[str, str]:
    """A yes or no question about what a creature wears."""
    true = true and subject.worn != "none"
    item = subject.worn if true else rng.choice([worn for worn in WORN[1:] if worn != subject.worn])
    has = "nothing" if subject.worn == "none" else worn_phrase(subject.worn)
    return f"Does the {subject.kind} wear {worn_phrase(item)}?", f"{'Yes' if true else 'No'}, it wears {has}."


def same_answer(expected: str, given: str) -> bool:
    """Whether a given answer says what the expected one means, however it is worded.

    Yes-or-no answers are compared by their first word, numbers by the number, others by the one
    attribute meant: what is worn, the side, the place, the time, the colour or, last, the kinds.
    """
    if expected.startswith(("Yes", "No,")):
        return _first_word(expected) == _first_word(given)
    if expected.startswith("There is one") or expected.startswith("There are two"):
        return _number_said(expected) == _number_said(given)
    if "nothing" in expected:
        return "nothing" in given.lower()
    wanted, said = parse_caption(expected), parse_caption(given)
    if wanted is None or said is None:
        return False
    if re.search(r"\bon the (left|right)\b", expected):
        return _kinds(wanted) == _kinds(said)
    for read in (_worn_things, _places, _times, _colours, _kinds):
        if read(wanted):
            return read(wanted) == read(said)
    return False


def _first_word(text: str) -> str:
    return next(iter(re.findall(r"[a-z]+", text.lower())), "")


def _number_said(text: str) -> str:
    return next(iter(re.findall(r"\b(one|two)\b", text.lower())), "")


def _worn_things(said: PartialScene) -> list[str]:
    return [subject.worn for subject in said.subjects if subject.worn is not None]


def _places(said: PartialScene) -> list[str]:
    return [said.place] if said.place else []


def _times(said: PartialScene) -> list[str]:
    return [said.time] if said.time else []


def _colours(said: PartialScene) -> list[str]:
    return [subject.colour for subject in said.subjects if subject.colour is not None]


def _kinds(said: PartialScene) -> list[str]:
    return [subject.kind for subject in said.subjects if subject.kind is not None]


def question_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """One question about a picture and its answer."""
    case = question_case(rng, held_out=held_out)
    return Example("question", (_user([case.scene], case.question), Turn("assistant", (case.expected,))))


def _user(pictures: list[Scene], question: str) -> Turn:
    return Turn("user", instructions.ask(pictures, question))


def few_shot_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A pattern of two pictures with what they are, and a third to go on with."""
    shown = [random_scene(rng, held_out=False, two=0.0) for _ in range(2)]
    shown.append(random_scene(rng, held_out=held_out, two=0.0))
    pattern = rng.choice(_PATTERNS)
    said = [pattern.format_map(_pattern_slots(scene)) for scene in shown]
    if rng.random() < 0.4:
        user: Content = instructions.ask(shown, f"{said[0]} {said[1]} This is")
    else:
        user = (shown[0], f"\n{said[0]}\n", shown[1], f"\n{said[1]}\n", shown[2], "\nThis is")
    answer = said[2].removeprefix("This is ")
    return Example("few_shot", (Turn("user", user), Turn("assistant", (answer,))))


def _pattern_slots(scene: Scene) -> dict[str, str]:
    return {
        "a_red_fox": with_article(bare_noun(scene.main)), "a_fox": with_article(scene.main.kind),
        "there": AT_PLACE[scene.place][0], "then": AT_TIME[scene.time][0],
    }  # fmt: skip


def title_of(scene: Scene, rng: random.Random) -> str:
    """A title for a picture: "The Red Fox in the Snow"."""
    named = [bare_noun(subject) if rng.random() < 0.6 else subject.kind for subject in scene.subjects]
    subjects = " and the ".join(named)
    place = rng.choice((AT_PLACE[scene.place][0], AT_TIME[scene.time][0]))
    small = {"in", "on", "the", "and", "at", "by"}
    words = f"the {subjects} {place}".split(" ")
    return " ".join(word if index and word in small else capital(word) for index, word in enumerate(words))


def dialogue_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """Two to four exchanges: questions about a picture, titles, facts, and wishes to see something."""
    turns: list[Turn] = []
    scene: Scene | None = None
    for index in range(rng.choice((2, 3, 3, 4))):
        if scene is None and (index or rng.random() < 0.6):
            scene = random_scene(rng, held_out=held_out)
            turns += _about(scene, [scene], rng)
        elif scene is not None and rng.random() < 0.55:
            turns += _about(scene, [], rng)
        elif index and rng.random() < 0.55:
            scene = random_scene(rng, held_out=held_out)
            turns += _shown(scene, rng)
        else:
            kind = scene.main.kind if scene else rng.choice(KINDS)
            turns += _fact_exchange(kind, rng)
    return Example("dialogue", tuple(turns))


def _about(scene: Scene, pictures: list[Scene], rng: random.Random) -> list[Turn]:
    """A question about the picture, or the wish for a title."""
    if rng.random() < 0.2:
        return [_user(pictures, rng.choice(_TITLE_QUESTIONS)), Turn("assistant", (title_of(scene, rng),))]
    case = question_about(scene, rng)
    return [_user(pictures, case.question), Turn("assistant", (case.expected,))]


def _shown(scene: Scene, rng: random.Random) -> list[Turn]:
    """A wish to see something, and the picture of it."""
    wished = caption(scene, rng, complete=rng.random() < 0.6)
    words = wished[:1].lower() + wished[1:].rstrip(".")
    answer: Content = (f"{rng.choice(('Here is', 'Here you see'))} {_lowered(canonical_caption(scene))}", scene)
    return [_user([], rng.choice(_SHOW).format(x=words)), Turn("assistant", answer)]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fact_exchange(kind: Kind, rng: random.Random) -> list[Turn]:
    relation: Relation = rng.choice(("food", "home", "love", "say", "secret"))
    slots = {"kinds": plural(kind), "a_kind": with_article(kind)}
    question = rng.choice(_FACT_QUESTIONS[relation]).format_map(slots)
    return [_user([], question), Turn("assistant", (kind_fact(kind, relation),))]
