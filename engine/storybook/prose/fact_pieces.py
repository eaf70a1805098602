"""Fact pieces: short and dry, with headings, in the present tense.

Names in the templates: a_kind, kind, kinds; place, there for a place.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.storybook.prose.theme import Beat

KIND_LEADS: Mapping[str, Beat] = {
    "being": (
        ("What is {a_kind}?", "Let us begin at the beginning."),
        ("First, the most important thing about {kinds}.", "The most important thing about {kinds} comes first."),
    ),
    "food": (
        ("What do they need?", "What is on their list?"),
        ("Now for the daily needs of {kinds}.", "The daily needs of {kinds} are modest."),
    ),
    "home": (
        ("Where are they to be found?", "Where should one look?"),
        ("Here is where {kinds} belong.", "This is where {kinds} belong."),
    ),
    "size": (
        ("How large are they?", "And their size?"),
        ("The size of {kinds} is well known.", "The size of {kinds} has been measured."),
    ),
    "sound": (
        ("What do they sound like?", "And their voice?"),
        ("The voice of {kinds} has been studied for years.", "For years people have studied the voice of {kinds}."),
    ),
    "habit": (
        ("What is special about them?", "Is there anything special?"),
        ("Few people know this about {kinds}.", "This is not widely known about {kinds}."),
    ),
    "love": (
        ("What makes them happy?", "And what do they enjoy?"),
        ("Even {kinds} have favourite things.", "There are favourite things even for {kinds}."),
    ),
    "friend": (
        ("Who is close to them?", "And their friends?"),
        ("The friendships of {kinds} are famous.", "Famous, too, are the friendships of {kinds}."),
    ),
}
"""First sentences, by the fact that follows."""
KIND_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "being": ("What they are", "At a glance"), "food": ("Needs", "What they need"), "home": ("Home",
        "Where to find them"),
    "size": ("Size", "How large they are"), "sound": ("Voice", "What they say"), "habit": ("Habits", "Little known"),
    "love": ("Favourite things", "What they enjoy"), "friend": ("Friends", "Good company"),
}  # fmt: skip
KIND_TITLES = (
    "All about {kinds}", "The life of {kinds}", "Facts about {kinds}", "What you should know about {kinds}",
    "{Kinds} in brief", "{Kinds}: the facts", "A page about {kinds}", "What is {a_kind}?",
)  # fmt: skip
PLACE_LEADS: Mapping[str, Beat] = {
    "being": (("What is it like?", "First of all, what is it like?"), ("Here are the facts.", "These are the facts.")),
    "smell": (("What does it smell of?", "And the smell?"), ("Its smell is well known.", "Everyone knows its smell.")),
    "find": (("What is there to find?", "Is there anything to find?"), ("Some things are found nowhere else.",
        "There are things that are found only there.")),
    "hear": (("What does it sound like?", "And the sound of it?"), ("It has a sound of its own.",
        "There is a sound that belongs to it.")),
    "good": (("What is it good for?", "And what is it good for?"), ("It has its uses.", "Of course it is of use.")),
    "sky": (("When is it at its best?", "And when should one come?"), ("Its looks depend on the hour.",
        "The hour makes a difference.")),
}  # fmt: skip
PLACE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "being": ("At a glance", "What it is like"), "smell": ("Smell", "For the nose"), "find": ("Finds", "What to find"),
    "hear": ("Sound", "For the ears"), "good": ("Uses", "What it is good for"), "sky": ("Light", "The hours"),
}  # fmt: skip
PLACE_TITLES = ("All about {place}", "{Place}: the facts", "Facts about {place}", "What you should know about {place}")
POINTERS = ("The picture shows it.", "See the picture.", "Here is an example.", "An example is shown here.")
"""Sentences that lead over to the picture."""
