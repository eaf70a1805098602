"""Introductions: warm, to the reader, in the present tense; one paragraph for each thing that there is to tell.

Names in the templates: a_kind, kind, kinds; place, there, place_is, to_place for a place.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.storybook.prose.theme import Beat

KIND_LEADS: Mapping[str, Beat] = {
    "being": (
        ("Let me introduce {a_kind} to you.", "Please meet {a_kind}."),
        ("You have surely heard of {kinds} before.", "Surely {kinds} are not new to you."),
        ("Some things deserve a second look, and {a_kind} is one of them.", "It is worth looking at {a_kind} twice."),
        ("What would this world be without {kinds}?", "This world would be poorer without {kinds}."),
    ),
    "food": (
        ("Do you want to invite one? Then you should know this.", "Before you invite one, you should know this."),
        ("Nobody can live on air alone.", "Air alone is not enough for anybody."),
        ("To stay well, everyone needs something.", "Everyone needs something to stay well."),
    ),
    "home": (
        ("Perhaps you wonder where they come from.", "You may ask yourself where they come from."),
        ("There is no place like home.", "Home is best, as they say."),
        ("If you want to visit one, here is the address.", "Here is the address, in case you want to visit one."),
    ),
    "sound": (
        ("Be quiet for a moment and listen.", "Listen for a moment."),
        ("You will know them by their voice.", "Their voice gives them away."),
        ("They do not say much, but what they say is clear.", "Few words are enough for them."),
    ),
    "habit": (
        ("And they have their own ways.", "They do some things in their own way."),
        ("Watch them long enough, and you will be surprised.", "Whoever watches them for long will be surprised."),
        ("There is more to know.", "That is not all."),
    ),
    "love": (
        ("What makes them happy is easily said.", "It is easy to make them happy."),
        ("A good life needs a little luxury.", "A little luxury belongs to a good life."),
        ("Everyone has a weakness.", "Nobody is without a weakness."),
    ),
    "friend": (
        ("Nobody should be alone.", "It is good to have somebody."),
        ("And then there is friendship.", "Friendship matters, too."),
        ("They have many neighbours, and one of them matters most.", "Of all their neighbours one matters most."),
    ),
}
"""First sentences, by the fact that follows."""
KIND_POINTERS = (
    "Look at this one.",
    "Here is one of them.",
    "This one shows it well.",
    "Here you can see it.",
    "Just look.",
)
"""Sentences that lead over to the picture."""
KIND_CLOSINGS: Beat = (
    ("Now you know each other.", "Now you have met."),
    ("The next time you meet {a_kind}, say hello.", "Say hello when you meet {a_kind}."),
    ("And that was {a_kind}, in a few words and pictures.", "So much for {a_kind} in a few words and pictures."),
    ("Is it not a fine thing to know {a_kind}?", "It is a fine thing to know {a_kind}."),
)
KIND_TITLES = (
    "Meet the {kind}", "Introducing the {kind}", "A portrait of the {kind}", "The {kind}: an introduction",
    "Say hello to the {kind}", "The {colour} {kind}: a portrait", "This is the {kind}",
)  # fmt: skip

PLACE_LEADS: Mapping[str, Beat] = {
    "being": (
        ("Welcome! Let me show you around {there}.", "Let me show you around {there}."),
        ("You should see {place} once.", "Everyone should see {place} once."),
        ("It is time to introduce {place}.", "Here is something that you should know: {place}."),
    ),
    "smell": (
        ("Close your eyes and breathe in.", "Breathe in with your eyes closed."),
        ("The nose arrives first.", "Your nose will know it first."),
    ),
    "find": (
        ("Look at the ground as you go.", "Keep your eyes on the ground."),
        ("There is always something to discover.", "You can always discover something."),
    ),
    "hear": (
        ("Stop and be quiet for a moment.", "Be quiet for a moment."),
        ("It is never completely silent.", "There is always something to listen to."),
    ),
    "good": (
        ("What can one do there?", "You may ask what there is to do."),
        ("Nobody needs to be bored.", "There is enough to do."),
    ),
    "sky": (
        ("It looks different at every hour.", "At every hour it looks different."),
        ("The light changes everything.", "Everything changes with the light."),
    ),
}
PLACE_POINTERS = (
    "And look who is there.", "Look who is there.", "You may meet somebody.", "Here is a view of it.",
    "You are not alone there.",
)  # fmt: skip
PLACE_CLOSINGS: Beat = (
    ("Come back soon.", "You are welcome to come back."),
    ("Now you know your way around.", "Now you can find your way."),
    ("Bring your friends when you come again.", "The next time, bring your friends."),
)
PLACE_TITLES = (
    "Welcome to {place}", "An introduction to {place}", "A portrait of {place}", "Let me show you {place}",
    "{Place}: an introduction",
)  # fmt: skip
LANDMARK_TITLES = ("{Place} and {place_its} {kind}", "The {kind} {there}", "{Place} with {place_its} {kind}")
"""For a place with something famous in it."""
LANDMARKS: Beat = (
    ("Everyone comes to see {place_its} {kind}.", "{Place_its} {kind} is what everyone comes to see."),
    ("{Place_its} pride is {a_kind}.", "{Place_is} proud of {place_its} {kind}."),
    ("You cannot miss {place_its} {kind}.", "{Place_its} {kind} is easy to find."),
)
