"""Dialogues that alternate questions about a picture and wishes for one."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping

from engine.storybook.asking import wish
from engine.storybook.captions import CaptionLength, canonical_caption, caption, description
from engine.storybook.chance import Odds, is_held_out, random_scene
from engine.storybook.edits import edit_of
from engine.storybook.example import Content, Example, Turn
from engine.storybook.facts import (
    KIND_STATEMENTS,
    PLACE_STATEMENTS,
    Relation,
    kind_fact,
    kind_slots,
    place_slots,
)
from engine.storybook.outside import SHOWN_NOTICES, notice, outside_words
from engine.storybook.phrases import bare_noun, colour_shows, plural, with_article
from engine.storybook.questions import question_about, user_turn
from engine.storybook.requests import outside_x
from engine.storybook.scene import KINDS, PLACES, Kind, Scene
from engine.storybook.setting import AT_PLACE, at_place, at_time
from engine.storybook.wishes import glues
from engine.storybook.wording import capital, choose, fill, lowered

FACT_QUESTIONS: Mapping[Relation, tuple[str, ...]] = {
    "being": ("What is {a_kind}?", "what are {kinds}", "Tell me what {a_kind} is.", "Explain {a_kind} to me."),
    "food": ("What do {kinds} {feed}?", "what does {a_kind} {feed}", "Tell me what {kinds} {feed}."),
    "home": ("Where do {kinds} live?", "Where is the home of {kinds}?", "where can i find {kinds}"),
    "size": ("How big are {kinds}?", "How large is {a_kind}?", "what size is {a_kind}"),
    "sound": ("What do {kinds} say?", "What does {a_kind} say?", "how do {kinds} sound"),
    "habit": ("What do {kinds} do all day?", "What is special about {kinds}?", "do {kinds} have habits"),
    "love": ("What do {kinds} love?", "What do {kinds} love most?", "what makes {kinds} happy"),
    "friend": ("Who are the friends of {kinds}?", "Who is the best friend of {a_kind}?", "do {kinds} have friends"),
}
PLACE_QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "being": ("What is it like {there}?", "How is it {there}?"),
    "smell": ("What does it smell of {there}?", "what does it smell like {there}"),
    "find": ("What can I find {there}?", "what is there to find {there}"),
    "hear": ("What can I hear {there}?", "what does one hear {there}"),
    "good": ("What can one do {there}?", "what can i do {there}"),
}
SHOW = (
    "Show me {x}.", "show me {x}", "Show me a picture of {x}.", "Can you draw {x}?", "I would like to see {x}.",
    "Now show me {x}.", "An illustration of {x}, please.", "show me an illustration of {x}", "paint {x}",
    "draw me {x} pls",
    "Could you paint {x}?", "i want to see {x}", "a picture of {x}", "let me see {x}", "Please paint {x} for me.",
    "make an image of {x}",
)  # fmt: skip
HERE = ("Here is {x}", "Here you see {x}", "Here is {x}")
AGAIN = (
    "and {wish}",
    "{wish}",
    "now {wish}",
    "and now {wish}",
    "the same, but {wish}",
    "Nice. Now {wish}.",
    "ok, {wish}",
)
INTRODUCE = (
    "introduce this", "Introduce this to me.", "tell me about this", "What is this? Tell me more.",
    "Say something about it.",
    "introduce the picture", "Describe it and tell me more.", "an introduction, please",
)  # fmt: skip
TITLES = (
    "Give this picture a title.", "A title for this picture, please.", "What would be a good title?", "suggest a title",
    "name this picture", "How would you call this picture?",
)  # fmt: skip
CAPTIONS = ("What would be a good caption?", "a caption for this, please", "Write a caption.", "caption this")
ALT_TEXTS: Mapping[CaptionLength, tuple[str, ...]] = {
    "short": ("Describe this in a few words.", "a short alt text, please", "describe it briefly"),
    "medium": ("Describe this picture.", "Write an alternative text.", "what does it show, in one sentence"),
    "long": ("Describe this picture in detail.", "a long description, please", "describe everything you see"),
}
_OPENINGS: Mapping[str, tuple[str, ...]] = {
    "Hello. What would you like to read or see?": ("hello", "Hi!", "good morning", "hey there"),
    "I write and paint what is in my small world: animals, vehicles, buildings and things.": (
        "what can you do?", "who are you", "How does this work?", "help",
    ),
}  # fmt: skip
_CLOSINGS: Mapping[str, tuple[str, ...]] = {
    "You are welcome.": ("thank you", "Thanks!", "thx", "great, thank you"),
    "Goodbye. Come back soon.": ("bye", "Goodbye!", "see you"),
}
SMALL_TALK: Mapping[str, tuple[str, ...]] = {**_OPENINGS, **_CLOSINGS}
"""A few words that belong at the beginning or at the end of a dialogue."""
DIALOGUE_FAMILIES = (
    *FACT_QUESTIONS.values(), *PLACE_QUESTIONS.values(), SHOW, AGAIN, INTRODUCE, TITLES, CAPTIONS, *ALT_TEXTS.values(),
    *SMALL_TALK.values(),
)  # fmt: skip
_ODDS = Odds(two=0.25, worn=0.35, weather=0.3, style=0.2)


def title_of(scene: Scene, rng: random.Random) -> str:
    """A title for a picture: "The red fox in the snow"."""
    coloured = colour_shows(scene.style)
    named = [bare_noun(each, coloured=coloured and rng.random() < 0.6) for each in scene.subjects]
    if scene.relation in ("on", "behind", "above"):
        return f"The {named[0]} {scene.relation} the {named[1]}"
    where = rng.choice((at_place(scene), at_time(scene) or at_place(scene)))
    return f"The {' and the '.join(named)} {where}"


def shown(scene: Scene, rng: random.Random) -> Turn:
    """The answer that shows a picture: what it is, then the picture."""
    words = fill(rng.choice(HERE), {"x": lowered(canonical_caption(scene))})
    content: Content = (words, scene)
    return Turn("assistant", content)


def introduction(scene: Scene, rng: random.Random) -> str:
    """A few sentences that introduce what a picture shows, with a fact or two about it."""
    relations: list[Relation] = rng.sample([each for each in KIND_STATEMENTS if each != "being"], rng.choice((1, 2)))
    kind = scene.main.kind
    first = f"This is {lowered(canonical_caption(scene))}"
    return " ".join([first, kind_fact(kind, "being"), *(kind_fact(kind, relation) for relation in relations)])


class _Dialogue:
    """A dialogue as it grows, and the picture that it is about."""

    def __init__(self, rng: random.Random, held_out: bool) -> None:
        self.rng, self.held_out = rng, held_out
        self.turns: list[Turn] = []
        self.scene: Scene | None = None

    def exchange(self, question: str, answer: str, pictures: list[Scene] | None = None) -> None:
        """One question in words, and an answer in words."""
        self.turns += [user_turn(pictures or [], question), Turn("assistant", (answer,))]

    def ask(self, pictures: list[Scene]) -> None:
        """A question about the picture, or the wish for words about it."""
        rng, scene = self.rng, self.scene
        assert scene is not None
        odds = rng.random()
        if odds < 0.14:
            self.exchange(self.worded(INTRODUCE), introduction(scene, rng), pictures)
        elif odds < 0.22:
            self.exchange(self.worded(TITLES), title_of(scene, rng), pictures)
        elif odds < 0.27:
            self.exchange(self.worded(CAPTIONS), caption(scene, rng), pictures)
        elif odds < 0.36:
            length: CaptionLength = rng.choice(("short", "medium", "long"))
            self.exchange(self.worded(ALT_TEXTS[length]), description(scene, rng, length), pictures)
        else:
            case = question_about(scene, rng, held_out=self.held_out)
            self.exchange(case.question, case.expected, pictures)

    def look(self) -> None:
        """The person shows a picture and asks about it."""
        self.scene = random_scene(self.rng, held_out=self.held_out, odds=_ODDS)
        self.ask([self.scene])

    def show(self) -> None:
        """The person wishes to see something, which may not be in the world."""
        rng = self.rng
        scene = random_scene(rng, held_out=self.held_out, odds=_ODDS)
        outside = outside_words(rng, scene.main.kind) if rng.random() < 0.1 else ""
        if outside:
            question = self.worded(SHOW, x=outside_x(rng, outside, scene))
            alone = dataclasses.replace(scene, subjects=(scene.main,), relation="alone")
            first = notice(rng, scene.main.kind, SHOWN_NOTICES)
            answer: Content = (f"{first} Here is {lowered(canonical_caption(alone))}", alone)
            if is_held_out(alone) == self.held_out:
                self.turns += [user_turn([], question), Turn("assistant", answer)]
                self.scene = alone
                return
        whole = rng.random() < 0.5
        words = wish(scene, rng, (), held_out=self.held_out) if whole else wish(scene, rng, held_out=self.held_out)
        self.turns += [user_turn([], self.worded(SHOW, x=words)), shown(scene, rng)]
        self.scene = scene

    def change(self) -> None:
        """The person wishes the last picture to be otherwise."""
        assert self.scene is not None
        case = edit_of(self.scene, self.rng, held_out=self.held_out)
        if case is None:
            self.show()
            return
        wished = lowered(case.wish.rstrip("."))
        question = self.worded(AGAIN, wish=wished) if glues(wished) else case.wish
        self.turns += [user_turn([], question), shown(case.result, self.rng)]
        self.scene = case.result

    def tell(self) -> None:
        """A question about the world."""
        rng = self.rng
        if rng.random() < 0.25:
            place = self.scene.place if self.scene and rng.random() < 0.5 else rng.choice(PLACES)
            aspect = rng.choice(tuple(PLACE_QUESTIONS))
            slots = {"there": AT_PLACE[place][0]}
            self.exchange(self.worded(PLACE_QUESTIONS[aspect], **slots), place_answer(place, aspect))
            return
        kind: Kind = self.scene.main.kind if self.scene and rng.random() < 0.6 else rng.choice(KINDS)
        question, answer = fact_exchange(kind, rng, held_out=self.held_out)
        self.exchange(question, answer)

    def chat(self, talk: Mapping[str, tuple[str, ...]]) -> None:
        """A few words at the beginning or at the end."""
        answer = self.rng.choice(tuple(talk))
        self.exchange(self.worded(talk[answer]), answer)

    def worded(self, templates: tuple[str, ...], **slots: str) -> str:
        """One of the wordings, filled."""
        return fill(choose(self.rng, templates, slots or None, held_out=self.held_out), slots)


def place_answer(place: str, aspect: str) -> str:
    """The fact about a place that answers a question."""
    named = next(each for each in PLACES if each == place)
    return fill(PLACE_STATEMENTS[aspect][0], place_slots(named))


def fact_exchange(kind: Kind, rng: random.Random, *, held_out: bool = False) -> tuple[str, str]:
    """A question about a kind, and the fact that answers it."""
    relation: Relation = rng.choice(tuple(FACT_QUESTIONS))
    slots = {"kinds": plural(kind), "a_kind": with_article(kind), "feed": kind_slots(kind)["feed"]}
    templates = FACT_QUESTIONS[relation]
    return capital(fill(choose(rng, templates, slots, held_out=held_out), slots)), kind_fact(kind, relation)


def dialogue_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """Two to five exchanges: questions about a picture, wishes to see something and to change it, facts."""
    talk = _Dialogue(rng, held_out)
    start: Callable[[], None] = rng.choice((talk.look, talk.look, talk.show, talk.tell))
    if rng.random() < 0.06:
        talk.chat(_OPENINGS)
    start()
    for _ in range(rng.choice((1, 2, 2, 3, 3, 4))):
        odds = rng.random()
        if talk.scene is not None and odds < 0.45:
            talk.ask([])
        elif talk.scene is not None and odds < 0.65:
            talk.change()
        elif odds < 0.87:
            talk.show()
        else:
            talk.tell()
    if len(talk.turns) < 12 and rng.random() < 0.07:
        talk.chat(_CLOSINGS)
    return Example("dialogue", tuple(talk.turns))
