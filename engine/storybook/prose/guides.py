"""Guides: advice to the reader, step by step, in the present tense.

Names in the templates: a_kind, kind, kinds; food, feed, sound, love, stay, home and friends, which are facts; it, him;
place, there, to_place, find, hear, smell for a place.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.storybook.facts import Relation
from engine.storybook.prose.theme import Beat

MEETING: tuple[Beat, ...] = (
    (
        ("Do you want to meet {a_kind}? It is easier than you think.", "It is easier than you think to meet {a_kind}."),
        (
            "To meet {a_kind} you need good shoes, a little time and some luck.",
            "Good shoes, a little time and some luck are all you need to meet {a_kind}.",
        ),
        (
            "Many people would like to meet {a_kind} and do not know how. Here is how.",
            "Here is how to meet {a_kind}, as many people would like to.",
        ),
    ),
    (
        ("First you have to know where to look.", "Begin by looking in the right place."),
        ("Do not search everywhere.", "Not every place is right."),
        ("Go slowly and keep your eyes open.", "Keep your eyes open and go slowly."),
    ),
    (
        ("Do not come with empty hands.", "Bring something."),
        ("A small present makes friends.", "Friendship begins with a small present."),
        ("Pack your bag with care.", "Take care when you pack your bag."),
    ),
    (
        ("Be kind and do not hurry.", "Take your time, and be kind."),
        ("When you are near, stop and wait.", "Stop when you are near, and wait."),
        ("A polite word opens every door.", "Every door opens for a polite word."),
    ),
    (
        ("Now you can become friends.", "It is time to become friends."),
        ("Talk about something nice.", "Choose something nice to talk about."),
        ("Find out what you both like.", "There must be something that you both like."),
    ),
    (
        (
            "Do not stay too long. Say thank you, wave, and promise to come again.",
            "Say thank you in good time, wave, and promise to come again.",
        ),
        ("When you leave, leave everything as it was.", "Leave everything as you found it."),
        ("Say goodbye, and do not be sad.", "There is no need to be sad when you say goodbye."),
    ),
)  # fmt: skip
"""How to meet one of a kind: welcome, where, what to bring, how to behave, friendship, goodbye."""
MEETING_FACTS: tuple[tuple[Relation, ...], ...] = (
    ("being",), ("home",), ("food",), ("sound", "habit"), ("love", "friend"), ("habit", "size"),
)  # fmt: skip
"""The facts that belong to each step; one of them is told."""
FITTING: Mapping[str, tuple[str, ...]] = {
    "Be kind and do not hurry.": ("habit",), "A polite word opens every door.": ("sound",),
    "Talk about something nice.": ("love",), "Find out what you both like.": ("love",),
    "Learn what every sound means.": ("sound",), "Do not worry about odd habits.": ("habit",),
    "Be generous now and then.": ("love",), "Think of joy as well.": ("love",),
    "When you leave, leave everything as it was.": ("habit",),
    "Do not only look. Listen.": ("hear",), "Use all your senses.": ("smell",),
    "Take only pictures home with you.": ("find", "good", "sky"),
    "Before you go, turn around once more.": ("good", "sky"),
}  # fmt: skip
"""The facts that fit some advice, where only some of its step's do."""
MEETING_HEADINGS: tuple[tuple[str, ...], ...] = (
    ("Before you begin", "Good to know"), ("Where to look", "The right place"), ("What to bring", "Your bag"),
    ("How to behave", "Be polite"), ("Making friends", "What to talk about"), ("Saying goodbye", "The way home"),
)  # fmt: skip
MEETING_TITLES = (
    "How to meet {a_kind}", "A small guide to {kinds}", "How to make friends with {a_kind}", "Visiting {a_kind}",
    "The {kind}: a guide for beginners",
)  # fmt: skip

CARING: tuple[Beat, ...] = (
    (
        ("So you have {a_kind} now. Congratulations!", "Congratulations! Now you have {a_kind}."),
        ("Looking after {a_kind} is not hard.", "It is not hard to look after {a_kind}."),
        (
            "Everyone who has {a_kind} should know a few things.",
            "There are a few things to know when you have {a_kind}.",
        ),
    ),
    (
        ("Give {him} a place to feel well.", "First of all, find a good place."),
        ("The right place is important.", "It is important to choose the right place."),
    ),
    (
        ("Every week, see to this.", "See to this every week."),
        ("Do not forget the most important thing.", "One thing you must not forget."),
    ),
    (
        ("Learn what every sound means.", "Every sound means something."),
        ("Do not worry about odd habits.", "Odd habits are no reason to worry."),
    ),
    (
        ("Be generous now and then.", "Now and then you should be generous."),
        ("Think of joy as well.", "Joy is important, too."),
    ),
    (
        ("If you are in doubt, be patient.", "Patience helps in every case."),
        ("That is all there is to it.", "There is no more to it than that."),
    ),
)  # fmt: skip
"""How to look after one of a kind, with the same facts as for meeting."""
CARING_HEADINGS: tuple[tuple[str, ...], ...] = (
    ("Congratulations", "Good to know"), ("The right place", "A good home"), ("Every week", "What is needed"),
    ("Sounds and habits", "What is normal"), ("A little joy", "Happiness"), ("Last advice", "If in doubt"),
)  # fmt: skip
CARING_TITLES = ("How to look after {a_kind}", "Caring for {a_kind}", "Your first {kind}", "Living with {a_kind}")

VISITING: tuple[Beat, ...] = (
    (
        (
            "Would you like to go {to_place}? Here is what you should know.",
            "This is what you should know before you go {to_place}.",
        ),
        ("A trip {to_place} is a good idea.", "It is a good idea to take a trip {to_place}."),
    ),
    (
        ("Choose the right hour.", "The right hour is important."),
        ("It depends on the light.", "Everything depends on the light."),
    ),
    (
        ("Keep your eyes open.", "Look around you."),
        ("Leave room in your bag.", "You will need some room in your bag."),
    ),
    (
        ("Do not only look. Listen.", "Listen as well as look."),
        ("Use all your senses.", "Do not forget your other senses."),
    ),
    (
        ("Now you can enjoy yourself.", "Then comes the best part."),
        ("Take your time.", "There is no hurry."),
    ),
    (
        ("Take only pictures home with you.", "Bring nothing home but pictures."),
        ("Before you go, turn around once more.", "Turn around once more before you go."),
    ),
)  # fmt: skip
"""How to visit a place: welcome, when, what to look for, what to listen for, what to do, goodbye."""
VISITING_FACTS = (("being",), ("sky",), ("find",), ("hear", "smell"), ("good",), ("smell", "sky"))
VISITING_HEADINGS: tuple[tuple[str, ...], ...] = (
    ("Before you go", "Good to know"), ("When to go", "The right hour"), ("What to look for", "Keep your eyes open"),
    ("What to listen for", "All your senses"), ("What to do", "The best part"), ("Saying goodbye", "The way back"),
)  # fmt: skip
VISITING_TITLES = ("A trip {to_place}", "A small guide to {place}", "How to visit {place}", "{Place}: what to see")
POINTERS = (
    "This is how it may look.", "Then you may see this.", "With some luck you will see this.",
    "Here is an example.",
)  # fmt: skip
"""Sentences that lead over to the picture."""
