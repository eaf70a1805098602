"""The prose of the storybook world: what stories, field notes, guides and fact pieces are woven from.

Every piece is a template for `str.format`. The names in it:
    hero, a_hero, the: "the red fox", "a red fox", "the fox"; capitalised as Hero, A_hero, The.
    friend, a_friend, the_friend: the same for the second subject; capitalised as A_friend, The_friend.
    kind, kinds, a_kind, sound: "fox", "foxes", "a fox", "yip".
    place, there, went: "the snow", "in the snow", "travelled into the snow".
    goal, find, hear: the place that the story goes to; what can be found and heard in this place.
    thing, the_thing: what the story is about: "a silver button", "the silver button".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.storybook.scene import Time

Register = Literal["story", "field", "guide", "facts"]
Pieces = tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """One story in four beats; each beat is one paragraph with several wordings.

    Attributes:
        friend: whether a second subject is met in the third beat.
        travels: whether the story must leave its first place.
        titles: names for it.
        topics: ways to ask for just this story.
        things: what the story may be about.
        opening, road, turn, home: the beats. Short stories have the first and the third.
        last: sentences that may close it.
        by_night: whether it begins in the evening or at night and ends before the morning.
    """

    friend: bool
    travels: bool
    titles: Pieces
    topics: Pieces
    things: tuple[tuple[str, str], ...]
    opening: Pieces
    road: Pieces
    turn: Pieces
    home: Pieces
    last: Pieces
    by_night: bool = False


_TREASURES = (
    ("a silver button", "the silver button"), ("an old key", "the old key"), ("a small bell", "the small bell"),
    ("a paper star", "the paper star"), ("a letter", "the letter"), ("a lantern", "the lantern"),
    ("a favourite song", "the song"), ("a map", "the map"),
)  # fmt: skip
_GIFTS = (
    ("a cake", "the cake"), ("a paper crown", "the crown"), ("a jar of jam", "the jam"), ("a kite", "the kite"),
    ("a new song", "the song"), ("a little poem", "the poem"), ("a picture book", "the book"),
)  # fmt: skip

LOST = Theme(
    friend=False, travels=False, things=_TREASURES,
    titles=("The {kind} and {the_thing}", "The {kind} who lost {thing}", "Looking for {the_thing}"),
    topics=("{a_hero} looks for something", "how {a_hero} lost {thing}", "{a_hero} and {thing}"),
    opening=(
        "Once upon a time {a_hero} lost {thing}. It looked under every stone, but {the_thing} was gone.",
        "{A_hero} once had {thing}. One morning {the_thing} was not there any more.",
        "There was once {a_hero} who lost everything, and this time it was {thing}.",
    ),
    road=(
        "So {the} {went}. It found {find}, but not {the_thing}.",
        "\"I will not give up,\" said {the}. It {went} and looked again, and found only {find}.",
        "First {the} {went}. It asked the wind, but the wind had not seen {the_thing}.",
    ),
    turn=(
        "And then {the} saw something small. It was {the_thing}! It had been {there} all along.",
        "Just when {the} wanted to turn back, it found {the_thing}. \"There you are,\" it said.",
        "{The} {went}, looked once more, and there was {the_thing}. It laughed with joy.",
    ),
    home=(
        "{The} carried {the_thing} home very carefully. That was a long search, but a good one.",
        "Now {the_thing} has a safe place. Nobody was as happy as {the}.",
    ),
    last=("Lost things like to be looked for.", "It never lost {the_thing} again.", "And that was a happy end."),
)  # fmt: skip
JOURNEY = Theme(
    friend=False, travels=True, things=(("", ""),),
    titles=("The {kind} who wanted to see {goal}", "The long way to {goal}", "The journey of the {colour} {kind}"),
    topics=("{a_hero} who wants to see {goal}", "the journey of {a_hero}", "{a_hero} on a journey", "a long way"),
    opening=(
        "Once upon a time there was {a_hero} who wanted to see {goal}. It had heard so much about it.",
        "{A_hero} dreamed of {goal}. \"Today I will go,\" it said, and packed a small bag.",
        "All its life {hero} had wanted to see {goal}. Nobody it knew had ever been there.",
    ),
    road=(
        "The road was long, and {the} sang a little song on the way. It {went}.",
        "{The} {went}. Sometimes it was tired, but it never turned back.",
        "The first part of the way was easy. {The} {went} and felt very brave.",
    ),
    turn=(
        "At last it was there. {The} looked around and did not say a word for a long while.",
        "Then the journey was done. \"So this is how it looks,\" said {the} softly.",
        "{The} had arrived! It was even better than in its dreams.",
    ),
    home=(
        "\"The world is wide,\" said {the}, \"but it is good to be home again.\" It had so much to tell.",
        "Then {the} came home with tired feet and a full heart. It told everyone about {goal}.",
    ),
    last=("What a journey that was!", "Some dreams are only a few steps away.", "It still tells the story."),
)  # fmt: skip
SLEEP = Theme(
    friend=False, travels=False, things=(("", ""),),
    titles=("Good night, little {kind}", "The {kind} who could not sleep", "A quiet hour for the {kind}"),
    topics=("a bedtime story about {a_hero}", "{a_hero} cannot sleep", "a good-night story with {a_hero}"),
    opening=(
        "Once there was {a_hero} who could not sleep. It counted to ten, and then to ten again.",
        "{A_hero} was wide awake. \"If I cannot sleep,\" it said, \"I will look at the world.\"",
        "Everyone was tired, only {hero} was not. It had too many thoughts in its head.",
    ),
    road=(
        "So {the} {went}, very quietly. Everything was soft and still.",
        "On quiet feet {the} {went}. It said {sound}, but only to itself.",
    ),
    turn=(
        "{The} listened. Far away it heard {hear}, and its thoughts grew slow and soft.",
        "There {the} sat down to think of nothing at all. That is not easy, but it helps.",
        "\"How quiet the world can be,\" said {the}. It took one deep breath, and then one more.",
    ),
    home=(
        "At last {the} was tired. It went home, closed the door, and thought of sweet things.",
        "Then {the} yawned a great big yawn. It was time for a good dream.",
    ),
    last=("Good night, little {kind}.", "Sleep well, {colour} {kind}.", "And then it slept."), by_night=True,
)  # fmt: skip
LISTEN = Theme(
    friend=False, travels=True, things=(("", ""),),
    titles=("The {kind} who wanted to hear {goal_hear}", "The {kind} that listened", "What the {kind} heard"),
    topics=("{a_hero} who wants to hear {goal_hear}", "a story about {a_hero} that listens", "{a_hero} listens"),
    opening=(
        "There was once {a_hero} that could only say {sound}. It wanted to hear something new: {goal_hear}.",
        "{A_hero} had big dreams. Most of all, it wanted to hear {goal_hear}.",
    ),
    road=(
        "So {the} {went}. It stopped at every corner to listen.",
        "{The} {went}. There it heard {hear}, and that was a good start.",
    ),
    turn=(
        "{The} {went}. It waited without a sound, and then it heard {hear}. How lovely!",
        "It had to be very patient. But then, from far away, came the sound: {hear}!",
    ),
    home=(
        "{The} kept the sound in its heart and took it home. It sounded even better there.",
        "\"Now I can tell everyone,\" said {the}, and on the way home it said {sound} with joy.",
    ),
    last=("The best music is free.", "Listen well, and you will hear it too.", "It was a very good day."),
)  # fmt: skip
FRIENDS = Theme(
    friend=True, travels=False, things=(("", ""),),
    titles=("The {kind} and the {friend_kind}", "A friend for the {kind}", "Two friends", "How two became friends"),
    topics=(
        "{a_hero} and {a_friend} become friends", "{a_kind} and {a_friend_kind} become friends",
        "{a_hero} meets {a_friend}", "the friendship of {a_kind} and {a_friend_kind}", "{a_hero} finds a friend",
    ),
    opening=(
        "Once upon a time there was {a_hero} who wished for a friend. It said {sound}, but nobody answered.",
        "{A_hero} was often alone. It had a warm heart and a great deal of time.",
        "There was once {a_hero} with many stories and nobody to tell them to.",
    ),
    road=(
        "So {the} {went} to look for somebody. It asked the wind, but the wind only laughed.",
        "{The} {went}. \"Somewhere there must be a friend for me,\" it said.",
    ),
    turn=(
        "Then it met {a_friend}. \"I am looking for a friend,\" said {the}. \"So am I,\" said {the_friend}.",
        "There was {a_friend}, all by itself. \"Shall we play?\" asked {the_friend}. They played for hours.",
        "{A_friend} came along and said {friend_sound}. {The} said {sound}. They both laughed.",
    ),
    home=(
        "From then on they did everything together. They told each other all their stories.",
        "Now {the} was never alone again, and neither was {the_friend}.",
    ),
    last=("Two are better than one.", "They are friends to this day.", "That is how friends are made."),
)  # fmt: skip
GIFT = Theme(
    friend=True, travels=False, things=_GIFTS,
    titles=("A present for the {friend_kind}", "The {kind} and {the_thing}", "{thing} for a friend"),
    topics=("{a_hero} has a present for {a_friend}", "a present for {a_friend}", "{a_hero} visits {a_friend}"),
    opening=(
        "{A_hero} had made {thing} for a good friend. It had worked for a whole week.",
        "Once upon a time {a_hero} made {thing}. \"It is a present,\" it said and smiled.",
    ),
    road=(
        "It {went} with {the_thing}. Every few steps it stopped to look at it.",
        "{The} {went}, very slowly, so that nothing would happen to {the_thing}.",
    ),
    turn=(
        "The friend was {a_friend}. \"Is this for me?\" asked {the_friend}. \"Nobody ever gave me {thing}!\"",
        "{A_friend} was waiting already. \"Happy birthday!\" said {the}, and {the_friend} said {friend_sound}.",
    ),
    home=(
        "They shared everything that they had. {The_friend} would not let {the} go home.",
        "It was a wonderful party for two, and {the_thing} was the best part of it.",
    ),
    last=("The best presents are made with love.", "Next year there will be another one.", "What a party that was!"),
)  # fmt: skip
RACE = Theme(
    friend=True, travels=False, things=(("", ""),),
    titles=("The great race", "The {kind}, the {friend_kind} and the race", "Who is faster?"),
    topics=("{a_hero} and {a_friend} have a race", "a race between {a_kind} and {a_friend_kind}", "a funny race"),
    opening=(
        "{A_hero} was sure that it was the fastest of all. It told everyone, even the trees.",
        "\"Nobody is as fast as I am,\" said {a_hero}. It said it every morning.",
    ),
    road=(
        "To be ready, {the} {went} and back again, three times. Then it had to rest.",
        "{The} {went} as fast as it could. Even the wind was surprised.",
    ),
    turn=(
        "\"Let us see,\" said {a_friend}. They started together. Nobody won, because both stopped to laugh.",
        "Then {a_friend} asked for a race. One, two, three, go! In the end they were both first.",
    ),
    home=(
        "After the race they had a long rest. \"You are fast,\" said {the}. \"You are, too,\" said {the_friend}.",
        "Nobody speaks of who was faster now. They speak of how funny it was.",
    ),
    last=("It is more fun to run together.", "The next race is on Monday.", "Friends are always first."),
)  # fmt: skip
SOLO_THEMES: tuple[Theme, ...] = (LOST, JOURNEY, SLEEP, LISTEN)
FRIEND_THEMES: tuple[Theme, ...] = (FRIENDS, GIFT, RACE)

PASSAGE: Mapping[Time, Pieces] = {
    "day": ("Then a new morning came.", "The next morning was bright."),
    "sunset": ("Slowly the sun went down.", "The evening came."),
    "night": ("Then the moon came up.", "It grew dark.", "One by one the stars came out."),
}
"""How a new time of day is announced."""

FIELD: tuple[Pieces, ...] = (
    (
        "We {went} with a pencil and a notebook.", "This time we {went}, because we wanted to see {kinds}.",
        "Our walk was short. We {went} and waited.", "We {went}, and we had to wait for an hour. Then we were lucky.",
    ),
    (
        "It did not see us at first. We did not move.", "Twice we heard it say {sound}. It seemed to be happy.",
        "We wrote down everything that it did. It did not do much, and it did it very well.",
    ),
    (
        "Later we heard {hear}, and it listened too.", "We found {find} nearby and drew a picture of it.",
        "After a while it came a little closer. It looked at us as if we were the strange ones.",
    ),
    (
        "Then it was time to close the notebook. It looked after us as we left.",
        "We shall come back next week. We hope that it will be there again.",
    ),
)  # fmt: skip
"""Field notes, paragraph by paragraph, in the past tense."""

GUIDE: tuple[Pieces, ...] = (
    (
        "Do you want to meet {a_kind}? Then go where it is quiet, and keep your eyes open.",
        "It is not hard to find {a_kind} if you know where to look.",
        "To meet {a_kind} you need good shoes, a little time and some luck.",
    ),
    (
        "Do not come with empty hands. A small present makes friends.",
        "Bring something nice. It is a good way to say hello.",
    ),
    (
        "Be kind and do not hurry. If it says {sound}, just say {sound} as well.",
        "Sit down, wait and be still. After a while it will forget that you are there.",
    ),
    (
        "Do not stay too long. Say thank you, wave, and promise to come again.",
        "When you leave, leave everything as it was. Then you will be welcome next time.",
    ),
)  # fmt: skip
"""Guides, paragraph by paragraph, in the present tense."""
GUIDE_HEADINGS: tuple[Pieces, ...] = (
    ("Where to look", "Finding it"), ("What to bring", "A present"), ("What to do", "Be patient"),
    ("Saying goodbye", "The way home"),
)  # fmt: skip
FACT_HEADINGS: Mapping[str, Pieces] = {
    "food": ("Food", "What keeps them going"), "home": ("Home", "Where they live"),
    "love": ("What they love", "Small joys"), "say": ("Their voice", "What they say"),
    "secret": ("A secret", "What few people know"),
}  # fmt: skip
FACT_LEADS: Mapping[str, Pieces] = {
    "food": ("Everyone needs something to keep going.", "Let us begin with the most important thing."),
    "home": ("Everyone needs a place to rest.", "You may ask where to find them."),
    "love": ("A good life is more than food and sleep.", "Some things make them truly happy."),
    "say": ("You can know them by their voice.", "Close your eyes and listen."),
    "secret": ("There is one thing that they never talk about.", "Now for a small secret."),
}
"""First sentences of the paragraphs of a fact piece, by the fact that follows."""
FACT_POINTERS: Pieces = ("Look at this one.", "Here is one of them.", "Here you can see it.", "This one shows it well.")

TITLES: Mapping[Register, Pieces] = {
    "story": (),
    "field": ("Field notes: {a_hero}", "{a_kind} {there}", "A walk to {place}", "The {colour} {kind} {there}"),
    "guide": ("How to meet {a_kind}", "A small guide to {kinds}", "Looking for {a_kind}"),
    "facts": ("The life of {kinds}", "All about {kinds}", "What you should know about {kinds}", "A page about {kinds}"),
}
TOPICS: Mapping[Register, Pieces] = {
    "story": ("a story about {x}", "a little story about {x}", "tell me a story about {x}", "a fairy tale about {x}"),
    "field": ("field notes about {x}", "a walk to {place}", "watching {x}", "what we saw {there}", "a visit to {x}"),
    "guide": ("how to meet {a_kind}", "a guide to {kinds}", "how to find {x}", "where can I see {x}?"),
    "facts": ("the life of {kinds}", "all about {kinds}", "facts about {kinds}", "what are {kinds} like?", "{kinds}"),
}
"""Ways to ask for one register; x is the subject as far as it is named."""
OPEN_TOPICS: Pieces = (
    "{x}", "{x}", "{x}", "{x}", "write me something about {x}", "a short article about {x}", "write about {x}",
    "tell me about {x}", "an article about {x}", "something about {x}", "a page about {x}", "a picture book about {x}",
)  # fmt: skip
"""Ways to ask that leave the register open."""
PLACE_TOPICS: Pieces = ("{place} {when}", "{place}", "a day {there}", "something about {place}", "a trip to {place}")
"""Topics without any subject."""
