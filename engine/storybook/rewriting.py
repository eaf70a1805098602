"""Rewriting: a passage, how it should be otherwise, and the passage rewritten."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable, Mapping
from typing import Literal

from engine.sequence import instructions
from engine.storybook.captions import plain_sentence
from engine.storybook.chance import Odds, is_held_out, random_scene
from engine.storybook.details import WEATHER_CHANGES, details, time_changes
from engine.storybook.example import Content, Example, Turn
from engine.storybook.facts import KIND_STATEMENTS, PLACE_STATEMENTS, Relation, kind_slots, place_slots
from engine.storybook.phrases import Article, bare_noun, noun_phrase, outfit, pronoun, with_article
from engine.storybook.prose.introductions import KIND_LEADS
from engine.storybook.scene import KINDS, Kind, Scene, Subject, allowed_actions
from engine.storybook.setting import IT_IS, WEATHER_IS, at_place
from engine.storybook.verbs import Tense, scene_verb
from engine.storybook.wording import choose, fill, lowered

Manner = Literal["other", "shorter", "simpler", "longer", "past", "present", "instead", "correct"]
WISHES: Mapping[Manner, tuple[str, ...]] = {
    "other": (
        "Say this in other words.",
        "Say this in other words.",
        "Say this in other words.",
        "other words please",
        "Rewrite this.",
        "paraphrase this",
        "Put it differently.",
        "say it another way",
    ),
    "shorter": ("shorter", "Make it shorter.", "Say it in fewer words.", "too long, cut it", "Summarise this."),
    "simpler": ("simpler", "Make it simpler.", "in simple words", "for a small child", "easier please"),
    "longer": ("longer", "Make it longer.", "more detail please", "Tell more.", "add something"),
    "past": ("in the past tense", "Put it into the past tense.", "as if it was long ago"),
    "present": ("in the present tense", "Put it into the present tense.", "as if it happened now"),
    "instead": ("with {a_new} instead of the {kind}", "replace the {kind} by {a_new}", "make it about {a_new}"),
    "correct": ("Correct this.", "fix the grammar", "Correct the mistakes.", "check my grammar please"),
}
REWRITING_FAMILIES = tuple(WISHES.values())
_ODDS = Odds(two=0.25, worn=0.35, held=0.2, action=0.3, weather=0.3, style=0.0, natural=0.3)

_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"\ban (?=[aeiou])", "a "), (r"\ba (?=[bcdfghjklmnpqrstvwxyz])", "an "), (r"\bis\b", "are"), (r"\bare\b", "is"),
    (r"\bstands\b", "stand"), (r"\bswims\b", "swim"), (r"\bsleeps\b", "sleep"), (r"\bfloats\b", "float"),
    (r"\bin the\b", "in teh"), ("^", ""),
)  # fmt: skip
"""What people get wrong, and how: the last one is to begin a sentence small."""

Saying = Callable[[random.Random], str]
"""Something to be said, in another wording each time."""


def rewrite_example(rng: random.Random, *, held_out: bool = False) -> Example:
    """A passage with a wish, as one question, half of the time as the editor asks; the answer is the passage
    rewritten."""
    manner: Manner = rng.choice(
        ("other", "other", "other", "shorter", "simpler", "longer", "past", "instead", "correct")
    )
    if manner == "past" and rng.random() < 0.5:
        manner = "present"
    scene = random_scene(rng, held_out=held_out, odds=_ODDS)
    slots = {"kind": scene.main.kind, "a_new": ""}
    if manner == "instead":
        while (replaced := _with_another(scene, rng)) is None:
            scene = random_scene(rng, held_out=held_out, odds=_ODDS)
        passage, answer, a_new = replaced
        slots = {"kind": scene.main.kind, "a_new": a_new}
    else:
        passage, answer = _MANNERS[manner](scene, rng)
    wish = fill(choose(rng, WISHES[manner], held_out=held_out), slots)
    asked: Content = (f"{wish}\n\n{passage}",)
    if rng.random() < 0.5:
        asked = instructions.rewrite(passage, "" if manner == "other" else lowered(wish.rstrip(".!?")))
    return Example("rewrite", (Turn("user", asked), Turn("assistant", (answer,))))


def _seen(scene: Scene, tense: Tense, article: Article = "a") -> Saying:
    return lambda rng: plain_sentence(scene, rng, tense, article=article)


def _one_of(wordings: tuple[str, ...], slots: Mapping[str, str]) -> Saying:
    return lambda rng: fill(rng.choice(wordings), slots)


def _sayings(scene: Scene, rng: random.Random, tense: Tense) -> list[Saying]:
    """What a passage about a scene may say, what is to be seen first."""
    kind = scene.main.kind
    others: list[Saying] = []
    relations: list[Relation] = rng.sample(list(KIND_STATEMENTS), 2)
    others += [_one_of(KIND_STATEMENTS[relation], kind_slots(kind)) for relation in relations]
    others.append(_one_of(rng.choice(tuple(PLACE_STATEMENTS.values())), place_slots(scene.place)))
    if tense == "past" and scene.place != "space":
        others.append(_one_of(time_changes(scene), {}))
        if scene.weather != "clear" and scene.place != "room":
            others.append(_one_of(WEATHER_CHANGES[scene.weather], {}))
    else:
        leads = KIND_LEADS.get(relations[0], KIND_LEADS["being"])
        others.append(_one_of(rng.choice(leads), kind_slots(kind)))
    chosen = rng.sample(others, rng.choice((0, 1, 1, 2, 2)))
    return [_seen(scene, tense), *chosen]


def _joined(sayings: list[Saying], order: list[int], rng: random.Random) -> str:
    return " ".join(sayings[index](rng) for index in order)


def _order(rng: random.Random, count: int) -> list[int]:
    """What is to be seen comes last or first."""
    return [*range(1, count), 0] if rng.random() < 0.7 else list(range(count))


def _other(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """The same in other words, sentence by sentence."""
    sayings = _sayings(scene, rng, rng.choice(("present", "past")))
    order = _order(rng, len(sayings))
    passage = [sayings[index](rng) for index in order]
    answer = []
    for index, said in zip(order, passage, strict=True):
        again = said
        for _ in range(12):
            again = sayings[index](rng)
            if again != said:
                break
        answer.append(again)
    return " ".join(passage), " ".join(answer)


def _shorter(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """Only what is to be seen."""
    tense: Tense = rng.choice(("present", "past"))
    sayings = _sayings(scene, rng, tense)
    if len(sayings) == 1:
        sayings.append(_one_of(KIND_STATEMENTS["being"], kind_slots(scene.main.kind)))
    extra = details(scene, rng, rng.choice((1, 2))) if tense == "present" else []
    passage = _joined(sayings, _order(rng, len(sayings)), rng)
    return " ".join([passage, *extra]), min((plain_sentence(scene, rng, tense) for _ in range(4)), key=len)


def _simpler(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """One thing in each sentence."""
    relation: Relation = rng.choice(tuple(KIND_STATEMENTS))
    slots = kind_slots(scene.main.kind)
    fact = rng.random() < 0.6
    passage = [plain_sentence(scene, rng), fill(rng.choice(KIND_STATEMENTS[relation]), slots) if fact else ""]
    answer = [*simple_sentences(scene), fill(KIND_STATEMENTS[relation][0], slots) if fact else ""]
    return " ".join(filter(None, passage)), " ".join(filter(None, answer))


def simple_sentences(scene: Scene) -> list[str]:
    """A scene in sentences that say one thing each: "Here is a red fox. It is wearing a scarf. It is night."."""
    main = scene.main
    bare = dataclasses.replace(main, worn="none", held="none", action="stand")
    found = [f"Here is {noun_phrase(bare)}."]
    it = pronoun(main.kind).capitalize()
    if main.worn != "none":
        found.append(f"{it} is {outfit(dataclasses.replace(bare, worn=main.worn))}.")
    if main.held not in ("none", "newspaper"):
        found.append(f"{it} is {outfit(dataclasses.replace(bare, held=main.held))}.")
    other = noun_phrase(scene.subjects[1]) if len(scene.subjects) == 2 else ""
    found.append(f"{it} {scene_verb(scene, None, other).finite('present')} {at_place(scene)}.")
    if scene.place != "space":
        found.append(f"{IT_IS[scene.time].capitalize()}.")
        if scene.weather != "clear" and scene.place != "room":
            found.append(f"{WEATHER_IS[scene.weather].capitalize()}.")
        elif scene.weather != "clear":
            found[-1] = found[-1].rstrip(".") + f", and {WEATHER_IS[scene.weather]} outside."
    return found


def _longer(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """The same, and what else can be seen and known."""
    passage = plain_sentence(scene, rng)
    relation: Relation = rng.choice(tuple(KIND_STATEMENTS))
    more = [*details(scene, rng, 2, passage), fill(KIND_STATEMENTS[relation][0], kind_slots(scene.main.kind))]
    return passage, " ".join([passage, *more])


def _tense(scene: Scene, rng: random.Random, wanted: Tense) -> tuple[str, str]:
    """The same sentence in either tense; nothing but its verbs differs."""
    present = past = ""
    for _ in range(100):
        seed = rng.random()
        present = plain_sentence(scene, random.Random(seed), "present")
        past = plain_sentence(scene, random.Random(seed), "past")
        if _only_a_few_words(present, past):
            break
    return (past, present) if wanted == "present" else (present, past)


def _only_a_few_words(one: str, two: str) -> bool:
    """Whether two sentences are the same but for up to two words in the same places."""
    first, second = one.split(), two.split()
    return len(first) == len(second) and 0 < sum(a != b for a, b in zip(first, second, strict=True)) <= 2


def _correct(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """A passage with mistakes in it, and without."""
    sayings = _sayings(scene, rng, "present")
    right = _joined(sayings, _order(rng, len(sayings)), rng)
    return with_mistakes(right, rng), right


def with_mistakes(text: str, rng: random.Random) -> str:
    """The text with one or two mistakes that people make: articles, agreement, capitals, full stops."""
    mistakes = list(_MISTAKES)
    rng.shuffle(mistakes)
    wrong, made = text, 0
    for found, put in mistakes:
        changed = re.sub(found, put, wrong, count=1)
        if found == "^":
            changed = wrong[:1].lower() + wrong[1:]
        if changed in (wrong, text):
            continue
        wrong, made = changed, made + 1
        if made == 2:
            break
    return wrong


def _with_another(scene: Scene, rng: random.Random) -> tuple[str, str, str] | None:
    """A passage about one kind, the same about another, and the other's name; colour and frame stay as they are.
    None where no other would be told in the same frame."""
    single = dataclasses.replace(scene, relation="alone", subjects=(_usual(scene, scene.main.kind),))
    relation: Relation = rng.choice(tuple(KIND_STATEMENTS))
    wording = rng.randrange(len(KIND_STATEMENTS[relation]))
    for _ in range(80):
        kind = rng.choice([each for each in KINDS if each != scene.main.kind])
        other = dataclasses.replace(single, subjects=(_usual(single, kind),))
        if is_held_out(other) and not is_held_out(single):
            continue
        seed, texts, frames = rng.random(), [], []
        for each in (single, other):
            seen = plain_sentence(each, random.Random(seed), natural=1.0)
            frames.append(re.sub(rf"\b(?:an?|the) {bare_noun(each.main)}\b", "", seen, flags=re.IGNORECASE).strip())
            texts.append(f"{fill(KIND_STATEMENTS[relation][wording], kind_slots(each.main.kind))} {seen}")
        same_verb = frames[0] == frames[1]
        if same_verb or (rng.random() < 0.1 and _only_a_few_words(*frames)):
            return texts[0], texts[1], with_article(kind)
    return None


def _usual(scene: Scene, kind: Kind) -> Subject:
    """One of the kind in the scene's place, with nothing on it, in the colour of the scene's own subject."""
    return Subject(kind, scene.main.colour, action=allowed_actions(kind, scene.place)[0])


_MANNERS: Mapping[Manner, Callable[[Scene, random.Random], tuple[str, str]]] = {
    "other": _other, "shorter": _shorter, "simpler": _simpler, "longer": _longer, "correct": _correct,
    "past": lambda scene, rng: _tense(scene, rng, "past"), "present": lambda scene, rng: _tense(scene, rng, "present"),
}  # fmt: skip
