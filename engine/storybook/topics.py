"""What people type to get an article: wordings for every register, polite, clipped and sloppy ones."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Literal

from engine.storybook.lexicon import COLOUR_WORDS, KIND_WORDS
from engine.storybook.scene import COLOURS, KINDS
from engine.storybook.wording import capital, choose, fill

Register = Literal["introduction", "story", "guide", "facts"]

OPEN = (
    "{x}", "{x}", "{x}", "{x}", "{x}", "{x} pls", "{x} please", "{x}?", "something about {x}", "something with {x}",
    "write about {x}", "write me something about {x}", "Write something about {x}.", "Write about {x}, please.",
    "tell me about {x}", "Tell me something about {x}.", "an article about {x}", "article on {x}", "a page about {x}",
    "Write a {short} article about {x}.", "Write an article about {x} with pictures.", "a[ {short}] text about {x}",
    "can u make me something with {x}?", "can you write about {x}", "Could you write something about {x}, please?",
    "i want {x}", "I would like to read about {x}.", "id like a text with {x}", "please write an article on {x}",
    "a blog post on {x}", "a post about {x} for my blog", "blog post, {x}", "a picture book about {x}",
    "make a page with {x}", "something nice about {x} for my kids", "do {x}", "hi, can you do {x}?", "give me {x}",
    "Please make a[ {short}] text with pictures about {x}.", "a magazine article about {x}", "my topic is {x}",
    "we need a text about {x}", "how about {x}", "An essay on {x}", "a[ {short}] piece on {x}",
    "text with pictures: {x}",
    "I have to write about {x}", "some lines about {x}", "let us write about {x}", "new article: {x}",
)  # fmt: skip
"""Wordings that leave the register open; x is the subject, as far as it is named."""
OWN: Mapping[Register, tuple[str, ...]] = {
    "introduction": (
        "introduce {x}", "an introduction to {x}", "Introduce {kinds} to me.", "a portrait of {x}", "present {x}",
        "an introduction to {kinds}", "Introduce {a_kind} to my readers.", "say hello to {x}", "who is {x}?",
        "Write an introduction to {kinds}.", "introducing {x}", "an introduction to {x}, please",
    ),
    "story": (
        "a story about {x}", "a[ {short}] story about {x}", "tell me a story about {x}",
        "Tell me a[ {short}] story about {x}.",
        "a bedtime story with {x}", "a fairy tale about {x}", "story with {x}", "make up a story about {x}",
        "Once upon a time there was {x}", "a tale of {x}", "write a story for children about {x}",
        "can you tell a story about {x}?", "an adventure with {x}", "story time! {x}", "a story for my son: {x}",
    ),
    "guide": (
        "how to meet {a_kind}", "a guide to {kinds}", "how do I find {a_kind}?", "where can I see {kinds}",
        "a beginner's guide to {kinds}", "tips for meeting {kinds}", "How can I make friends with {a_kind}?",
        "a how-to about {kinds}", "advice on {kinds}", "Write a[ {short}] guide to {kinds}.",
    ),
    "facts": (
        "facts about {kinds}", "all about {kinds}", "the life of {kinds}", "what are {kinds} like?", "{kinds}",
        "what do you know about {kinds}?", "a fact sheet on {kinds}", "a school report about {kinds}", "{kinds} facts",
        "Everything about {kinds}.", "explain {kinds}", "what is {a_kind}?",
        "Write a[ {short}] fact piece about {kinds}.",
    ),
}  # fmt: skip
"""Wordings for one register."""
CARE = (
    "how do I look after {a_kind}?", "how to care for {a_kind}", "my first {kind}", "we got {a_kind}, what now?",
    "living with {a_kind}", "help, I have {a_kind}", "Advice for people who have {a_kind}.",
)  # fmt: skip
PLACE_OPEN = (
    "{place}", "{place}", "{place} {then}", "something about {place}", "write about {place}", "tell me about {place}",
    "an article about {place}", "Write a {short} article about {place}.", "a day {there}", "{there}",
    "a trip {to_place}",
    "what is it like {there}?", "a page about {place}", "life {there}", "a walk {there}", "a blog post on {place}",
)  # fmt: skip
PLACE_OWN: Mapping[Register, tuple[str, ...]] = {
    "introduction": ("an introduction to {place}", "introduce {place}", "Introduce {place} to me.",
        "a portrait of {place}"),
    "guide": ("a guide to {place}", "how to visit {place}", "a day trip {to_place}", "tips for a trip {to_place}"),
    "facts": ("facts about {place}", "all about {place}", "what do you know about {place}?", "explain {place}"),
}  # fmt: skip
LANDMARK = (
    "{place} with {place_its} {kind}", "{place} and {place_its} {kind}",
    "an introduction to {place} with {place_its} {kind}",
    "Write a {short} article about {place} with {place_its} {kind}.",
    "Write an article about {place} with {place_its} {kind}.",
    "the {kind} {there}", "the famous {kind} {there}",
    "introduce {place} and {place_its} {kind}", "a visit to the {kind} {there}",
)  # fmt: skip
COUNTS: Mapping[int, tuple[str, ...]] = {
    0: (", no pictures", " without pictures", ", just text"),
    1: (" with one picture", ", one picture", " with a picture", ", 1 picture please"),
    2: (" with two pictures", ", two pictures", " with 2 pictures", " and two pictures"),
    3: (" with three pictures", ", three pictures", " with 3 pictures"),
    4: (" with four pictures", ", 4 pictures", " and four pictures"),
}
"""How the wish for so many pictures is added."""
LENGTHS: Mapping[str, tuple[str, ...]] = {
    "short": (", keep it short", ", two paragraphs", ", very short", ", short please"),
    "long": (", a long one", ", make it long", ", as long as you can", ", five paragraphs"),
}
STYLES: Mapping[str, tuple[str, ...]] = {
    "storybook": (), "flat": (", flat drawings", " in flat style"),
    "watercolour": (", in watercolours", " with watercolour pictures"),
    "charcoal": (", charcoal sketches", " with charcoal drawings"),
    "pop art": (", pop art pictures", " in pop art style"), "synthwave": (", synthwave pictures",
        " in synthwave style"),
    "gold relief": (", as gold reliefs", " with golden reliefs"),
}  # fmt: skip
"""How the wish for a style is added to a topic."""
TOPIC_FAMILIES = (OPEN, *OWN.values(), CARE, PLACE_OPEN, *PLACE_OWN.values(), LANDMARK)


def worded(
    rng: random.Random, templates: tuple[str, ...], slots: Mapping[str, str], extra: str = "", *, held_out: bool = False
) -> str:
    """A topic as people type it: one of the templates filled, `extra` added, sometimes with other words, in lower case,
    or as a whole sentence."""
    topic = fill(choose(rng, templates, slots, held_out=held_out), slots)
    if extra:
        topic = f"{topic.rstrip('.?')}{extra}"
    if rng.random() < 0.12:
        topic = with_synonyms(topic, rng)
    odds = rng.random()
    if odds < 0.15:
        return topic.lower()
    if odds < 0.5:
        return capital(topic)
    if odds < 0.58:
        return topic.rstrip(".?").lower().replace("'", "")
    return topic if topic[-1] in ".?!" or odds < 0.92 else f"{capital(topic)}."


_KIND_PATTERN = re.compile(rf"\b(?:a|an) ([a-z ]*?)({'|'.join(sorted(KINDS, key=len, reverse=True))})(?![\w-])")
_COLOUR_PATTERN = re.compile(rf"\b({'|'.join(COLOURS)})\b(?= [a-z])")


def with_synonyms(text: str, rng: random.Random) -> str:
    """The text with one kind, or else one colour, called by another name that people use."""
    found = _KIND_PATTERN.search(text)
    if found:
        others = next(words for kind, words in KIND_WORDS.items() if kind == found[2])
        if others:
            noun = f"{found[1]}{rng.choice(others)}"
            return f"{text[: found.start()]}{'an' if noun[0] in 'aeiou' else 'a'} {noun}{text[found.end() :]}"
    coloured = _COLOUR_PATTERN.search(text)
    if coloured:
        names = next(words for colour, words in COLOUR_WORDS.items() if colour == coloured[1])
        before = text[: coloured.start()]
        if names and not before.endswith(("a ", "an ")):
            return f"{before}{rng.choice(names)}{text[coloured.end() :]}"
    return text
