"""Questions about a picture, in many wordings, with exact answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.sequence import instructions
from engine.storybook.captions import description
from engine.storybook.chance import USUAL, Odds, random_scene
from engine.storybook.example import Example, Turn
from engine.storybook.phrases import HELD_NAME, WORN_NAME, colour_shows, joined, pronoun, with_article
from engine.storybook.question_wordings import (
    ACTION,
    COLOUR,
    COLOUR_OF_IT,
    COLOURS_OF_BOTH,
    DRESSED,
    HELD_QUESTIONS,
    KIND,
    KINDS_OF_BOTH,
    NUMBER,
    PLACE,
    RELATION,
    SIDE,
    STYLE,
    TIME,
    WEATHER,
    WORN_BY_IT,
    WORN_QUESTIONS,
)
from engine.storybook.scene import (
    CREATURES,
    HELD,
    KINDS,
    PLACES,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Scene,
    Style,
    Subject,
    allowed_actions,
    allowed_relations,
)
from engine.storybook.setting import AT_PLACE, IT_IS, STYLE_NOUNS, WEATHER_IS, at_place
from engine.storybook.verbs import related_verbs, verbs_of
from engine.storybook.wording import capital, choose, fill

Meant = Literal[
    "colour", "kind", "place", "time", "weather", "style", "worn", "held", "action", "number", "side", "relation",
    "dressed", "yes_no",
]  # fmt: skip
_OFTEN: tuple[Meant, ...] = (
    "colour", "colour", "colour", "kind", "kind", "place", "place", "place", "time", "time", "weather", "style", "worn",
    "worn", "held", "action", "number", "yes_no", "yes_no", "yes_no",
)  # fmt: skip
_OFTEN_OF_TWO: tuple[Meant, ...] = (*_OFTEN, "side", "side", "side", "relation", "relation", "relation", "dressed")
"""What is asked about, as often as it stands here."""
_INTERVIEW = 6
"""Questions of an interview. What is to be seen in a picture is learned from each of them."""
_ASKED = Odds(two=0.3, worn=0.4, held=0.25, action=0.35, weather=0.4, style=0.25)


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


class _Asker:
    """Words one question about one subject of a scene."""

    def __init__(self, scene: Scene, subject: Subject, rng: random.Random, held_out: bool) -> None:
        self.scene, self.subject, self.rng, self.held_out = scene, subject, rng, held_out
        self.alone = len(scene.subjects) == 1

    def worded(self, templates: tuple[str, ...], **slots: str) -> str:
        """One of the wordings, filled."""
        named = {"kind": self.subject.kind, "its": pronoun(self.subject.kind, "its"), **slots}
        return fill(choose(self.rng, templates, named, held_out=self.held_out), named)

    def colour(self) -> tuple[str, str]:
        subject, rng = self.subject, self.rng
        if not self.alone and rng.random() < 0.25:
            answer = joined([f"the {each.kind} is {each.colour}" for each in self.scene.subjects])
            return self.worded(COLOURS_OF_BOTH), f"{capital(answer)}."
        other = rng.choice(
            [colour for colour in ("red", "blue", "green", "white", "black") if colour != subject.colour]
        )
        pair = [subject.colour, other] if rng.random() < 0.5 else [other, subject.colour]
        templates = COLOUR + (COLOUR_OF_IT if self.alone else ())
        question = self.worded(templates, this=pair[0], other=pair[1])
        return question, f"The {subject.kind} is {subject.colour}."

    def kind(self) -> tuple[str, str]:
        kinds = [with_article(each.kind) for each in self.scene.subjects]
        if not self.alone:
            return self.worded(KINDS_OF_BOTH), f"The picture shows {joined(kinds)}."
        pair = [kinds[0], with_article(self.rng.choice([each for each in KINDS if each != self.subject.kind]))]
        self.rng.shuffle(pair)
        return self.worded(KIND, this=pair[0], other=pair[1]), f"It is {kinds[0]}."

    def place(self) -> tuple[str, str]:
        question = self.worded(PLACE)
        named = self.subject.kind in question or not self.alone
        where = at_place(self.scene) if self.alone else AT_PLACE[self.scene.place][0]
        return question, f"{f'The {self.subject.kind}' if named else 'It'} is {where}."

    def time(self) -> tuple[str, str]:
        return self.worded(TIME), f"{capital(IT_IS[self.scene.time])}."

    def weather(self) -> tuple[str, str]:
        return self.worded(WEATHER), f"{capital(WEATHER_IS[self.scene.weather])}."

    def style(self) -> tuple[str, str]:
        return self.worded(STYLE), f"It is {STYLE_NOUNS[self.scene.style][0]}."

    def worn(self) -> tuple[str, str]:
        subject = self.subject
        question = self.worded(WORN_QUESTIONS + (WORN_BY_IT if self.alone else ()))
        return question, f"The {subject.kind} wears {WORN_NAME.get(subject.worn, 'nothing')}."

    def held(self) -> tuple[str, str]:
        subject = self.subject
        return self.worded(HELD_QUESTIONS), f"The {subject.kind} holds {HELD_NAME.get(subject.held, 'nothing')}."

    def action(self) -> tuple[str, str]:
        verb = verbs_of(self.subject, self.scene.place)[0]
        return self.worded(ACTION), f"The {self.subject.kind} is {verb.participle}."

    def number(self) -> tuple[str, str]:
        kinds = joined([with_article(each.kind) for each in self.scene.subjects])
        return self.worded(NUMBER), f"There {'is one' if self.alone else 'are two'}: {kinds}."

    def side(self) -> tuple[str, str]:
        side = "left" if self.subject == self.scene.subjects[0] else "right"
        return self.worded(SIDE, side=side), f"The {self.subject.kind} is on the {side}."

    def relation(self) -> tuple[str, str]:
        first, second = (each.kind for each in self.scene.subjects)
        return self.worded(RELATION, first=first, second=second), f"{capital(related(self.scene))}."

    def dressed(self) -> tuple[str, str]:
        wearing = [f"the {each.kind}" for each in self.scene.subjects if each.worn != "none"]
        answer = ("None of them.", f"One of them: {joined(wearing)}.", "Both of them.")[len(wearing)]
        return self.worded(DRESSED), answer

    def yes_no(self) -> tuple[str, str]:
        question, right, true = _claim(self.scene, self.subject, self.rng)
        return question, f"{'Yes' if true else 'No'}, {right}."


def related(scene: Scene) -> str:
    """How the first of two stands to the second: "the fox is behind the owl", "the bear holds the salmon"."""
    first, second = (each.kind for each in scene.subjects)
    if scene.relation in ("on", "holding", "above"):
        return f"the {first} {related_verbs(scene)[0].finite('present')} the {second}"
    return f"the {first} is {scene.relation} the {second}"


def question_case(rng: random.Random, *, held_out: bool = False) -> QuestionCase:
    """A question about a random scene; if it is for measuring, a scene that is kept out of training, and half of the
    time a wording that is."""
    return question_about(random_scene(rng, held_out=held_out, odds=_ASKED), rng, held_out=held_out)


def question_cases(rng: random.Random, count: int, *, held_out: bool = True) -> Iterator[QuestionCase]:
    """Questions to measure with, by default about scenes kept out of training."""
    for _ in range(count):
        yield question_case(rng, held_out=held_out)


def question_about(scene: Scene, rng: random.Random, *, held_out: bool = False) -> QuestionCase:
    """A question about this scene, with the expected answer."""
    subject = rng.choice(scene.subjects)
    while True:
        meant = rng.choice(_OFTEN if len(scene.subjects) == 1 else _OFTEN_OF_TWO)
        if _askable(scene, subject, meant):
            break
    asker = _Asker(scene, subject, rng, held_out)
    ask: Mapping[Meant, Callable[[], tuple[str, str]]] = {
        "colour": asker.colour, "kind": asker.kind, "place": asker.place, "time": asker.time, "weather": asker.weather,
        "style": asker.style, "worn": asker.worn, "held": asker.held, "action": asker.action, "number": asker.number,
        "side": asker.side, "relation": asker.relation, "dressed": asker.dressed, "yes_no": asker.yes_no,
    }  # fmt: skip
    if meant == "colour" and not colour_shows(scene.style):
        return QuestionCase(
            scene, asker.worded(COLOUR), meant, f"No colour can be seen in {STYLE_NOUNS[scene.style][0]}."
        )
    question, answer = ask[meant]()
    return QuestionCase(scene, question, meant, answer)


def _askable(scene: Scene, subject: Subject, meant: Meant) -> bool:
    match meant:
        case "time" | "weather":
            return scene.place != "space"
        case "worn":
            return subject.kind in CREATURES
        case "held":
            return (
                len(scene.subjects) == 1
                and subject.kind in CREATURES
                and "stand" in allowed_actions(subject.kind, scene.place)
            )
        case "action":
            return len(scene.subjects) == 1 and (subject.kind in CREATURES or subject.action != "stand")
        case "side":
            return scene.relation == "beside"
        case "dressed":
            return all(each.kind in CREATURES for each in scene.subjects)
        case _:
            return True


def _claim(scene: Scene, subject: Subject, rng: random.Random) -> tuple[str, str, bool]:
    """A yes or no question, what is right, and whether the answer is yes."""
    kind, true = subject.kind, rng.random() < 0.5
    about = rng.choice([name for name in _CLAIMS if _claimable(scene, subject, name)])
    if about == "time":
        time = scene.time if true else rng.choice([each for each in TIMES if each != scene.time])
        return f"Is {IT_IS[time].replace('it is', 'it')}?", IT_IS[scene.time], true
    if about == "weather":
        weather = scene.weather if true else rng.choice([each for each in WEATHERS if each != scene.weather])
        return f"Is {WEATHER_IS[weather].replace('it is', 'it')}?", WEATHER_IS[scene.weather], true
    if about == "place":
        place = scene.place if true else rng.choice([each for each in PLACES if each != scene.place])
        alone = len(scene.subjects) == 1
        right = at_place(scene) if alone else AT_PLACE[scene.place][0]
        return f"Is the {kind} {right if true else AT_PLACE[place][0]}?", f"the {kind} is {right}", true
    if about == "style":
        style: Style = scene.style if true else rng.choice([each for each in STYLES if each != scene.style])
        return f"Is this {STYLE_NOUNS[style][0]}?", f"it is {STYLE_NOUNS[scene.style][0]}", true
    if about == "colour":
        others = [each for each in ("red", "orange", "yellow", "green", "blue", "purple") if each != subject.colour]
        return (
            f"Is the {kind} {subject.colour if true else rng.choice(others)}?",
            f"the {kind} is {subject.colour}",
            true,
        )
    if about == "relation":
        return _relation_claim(scene, true, rng)
    if about in ("worn", "held"):
        return _dress_claim(subject, about, true, rng)
    if about == "action":
        return _action_claim(scene, subject, true, rng)
    taken = {other.kind for other in scene.subjects}
    asked = kind if true else rng.choice([each for each in KINDS if each not in taken])
    question = f"Is there {with_article(asked)} in the picture?"
    return question, f"there is {with_article(asked)}" if true else f"there is no {asked}", true


_CLAIMS = ("time", "place", "colour", "kind", "worn", "weather", "style", "action", "held", "relation")


def _claimable(scene: Scene, subject: Subject, name: str) -> bool:
    if name == "colour":
        return colour_shows(scene.style)
    if name == "relation":
        return len(scene.subjects) == 2
    meant: Meant = next((each for each in _OFTEN if each == name), "kind")
    return _askable(scene, subject, meant)


def _relation_claim(scene: Scene, true: bool, rng: random.Random) -> tuple[str, str, bool]:
    first, second = (each.kind for each in scene.subjects)
    relations = [each for each in allowed_relations(first, second) if each != scene.relation]
    asked = scene.relation if true else rng.choice(relations)
    return f"Is the {first} {asked} the {second}?", related(scene), true


def _dress_claim(subject: Subject, about: str, true: bool, rng: random.Random) -> tuple[str, str, bool]:
    """A yes or no question about what a creature wears or holds."""
    worn = about == "worn"
    value = subject.worn if worn else subject.held
    names: Mapping[str, str] = {str(key): name for key, name in (WORN_NAME if worn else HELD_NAME).items()}
    true = true and value != "none"
    values = [str(each) for each in (WORN if worn else HELD) if each not in ("none", value)]
    asked = value if true else rng.choice(values)
    verb = "wear" if worn else "hold"
    return (
        f"Does the {subject.kind} {verb} {names[asked]}?",
        f"the {subject.kind} {verb}s {names.get(value, 'nothing')}",
        true,
    )


def _action_claim(scene: Scene, subject: Subject, true: bool, rng: random.Random) -> tuple[str, str, bool]:
    doing = verbs_of(subject, scene.place)[0].participle
    others = [each for each in ("sleeping", "running", "swimming", "flying", "lying") if each != doing]
    asked = doing if true else rng.choice(others)
    return f"Is the {subject.kind} {asked}?", f"the {subject.kind} is {doing}", true


def question_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """One question about a picture and its answer."""
    case = question_case(rng, held_out=held_out)
    return Example("question", (user_turn([case.scene], case.question), Turn("assistant", (case.expected,))))


def interview_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """Several questions about one picture, one after another, and their answers."""
    scene = random_scene(rng, held_out=held_out, odds=rng.choice((_ASKED, USUAL)))
    turns: list[Turn] = []
    asked: set[str] = set()
    while len(turns) < 2 * _INTERVIEW:
        if rng.random() < 0.15:
            question, answer = instructions.DESCRIBE, description(scene, rng, held_out=held_out)
        else:
            case = question_about(scene, rng, held_out=held_out)
            question, answer = case.question, case.expected
        if question not in asked:
            asked.add(question)
            turns += [user_turn([] if turns else [scene], question), Turn("assistant", (answer,))]
    return Example("interview", tuple(turns))


def user_turn(pictures: list[Scene], question: str) -> Turn:
    """A question about pictures, or about nothing in sight."""
    return Turn("user", instructions.ask(pictures, question))
