"""The wordings of questions about a picture, family by family; what is in braces is filled in."""

from __future__ import annotations

COLOUR = (
    "What colour is the {kind}?", "Which colour does the {kind} have?", "what color is the {kind}",
    "Tell me the colour of the {kind}.", "What is the colour of the {kind}?", "Of which colour is the {kind}?",
    "which color has the {kind}", "The {kind}: what colour?", "Can you tell what colour the {kind} is?",
)  # fmt: skip
COLOUR_OF_IT = (
    "What colour is it?", "what color is this", "Which colour?", "Is it {this} or {other}?",
    "Which colour does it have?", "And its colour?", "what colour", "Can you tell me its colour?",
    "Would you call it {this} or {other}?",
)  # fmt: skip
COLOURS_OF_BOTH = (
    "What colours do they have?", "Which colours are they?", "What are their colours?", "what colors are they",
    "Tell me both colours.", "Of which colours are the two?",
)  # fmt: skip
KIND = (
    "What is this?", "What is in the picture?", "Who is this?", "What do you see?", "what is that", "Who is there?",
    "What can you see here?", "What does the picture show?", "Is it {this} or {other}?", "who or what is it?",
    "What is shown here?", "what do we see here", "Tell me what this is.", "What do you see in this picture?",
    "Can you name this?", "whats this", "What is painted here?", "What did you paint?",
    "What does this picture show us?", "Who can be seen?", "what is to be seen",
)  # fmt: skip
KINDS_OF_BOTH = (
    "Who is in the picture?", "What do you see?", "What is in the picture?", "Who are they?", "what can you see",
    "Which two are in the picture?", "What is shown here?", "Name the two.", "Who are the two?", "what do we see here",
    "What do you see in this picture?", "What does this picture show us?", "Tell me who is there.",
)  # fmt: skip
PLACE = (
    "Where is the {kind}?", "Where is this?", "What place is this?", "where is it", "Where was this painted?",
    "Tell me where this is.", "In which place are we?", "Where are we?", "where does this happen", "What is the place?",
    "Where was this drawn?", "At which place is this?", "Where was this seen?", "Which place does the picture show?",
    "Where did you paint it?", "What kind of place is it?", "Where does the {kind} stay?", "and where is that",
)  # fmt: skip
TIME = (
    "What time of day is it?", "Is it day or night?", "When is this?", "What time is it?", "at what time is this",
    "Is it morning or evening?", "Which part of the day is it?", "Is it night or day here?", "What time does it show?",
    "which time of day", "At what time of day was this painted?", "Is it early or late?", "When does this happen?",
    "Is the sun up?",
)  # fmt: skip
WEATHER = (
    "What is the weather like?", "How is the weather?", "what weather is it", "Is it raining or clear?",
    "Tell me about the weather.", "What kind of weather is that?", "What weather do they have?", "and the weather",
    "Which weather is it?", "What sort of weather is it?", "Is it clear, or does it rain or snow?",
    "how is the weather there", "What is the weather?",
)  # fmt: skip
STYLE = (
    "What style is this?", "How is the picture made?", "In what style is it drawn?", "what kind of picture is this",
    "Which technique is this?", "What sort of art is this?", "In which style is it painted?", "How is it painted?",
    "How was this made?", "what style is the picture in", "What kind of art is it?", "How is this drawn?",
    "Which style does the picture have?",
)  # fmt: skip
WORN_QUESTIONS = (
    "What does the {kind} wear?", "What is the {kind} wearing?", "what has the {kind} got on",
    "Does the {kind} wear anything?", "What are the clothes of the {kind}?", "What does the {kind} have on?",
    "Which clothes does the {kind} wear?", "Is the {kind} wearing something?", "how is the {kind} dressed",
    "Tell me what the {kind} wears.", "What clothes is the {kind} in?",
)  # fmt: skip
WORN_BY_IT = (
    "What is it wearing?", "what does it wear", "Is it wearing anything?", "How is it dressed?", "What has it got on?",
    "Does it wear something?",
)  # fmt: skip
HELD_QUESTIONS = (
    "What does the {kind} hold?", "What is the {kind} holding?", "what does the {kind} have in {its} hand",
    "Is the {kind} holding anything?", "What is in the hand of the {kind}?", "Does the {kind} hold something?",
    "Tell me what the {kind} holds.", "what has the {kind} in {its} hand",
)  # fmt: skip
ACTION = (
    "What does the {kind} do?", "What is the {kind} doing?", "what is it doing", "What is going on?",
    "What is happening here?", "what does it do", "What does the {kind} do here?", "What happens in the picture?",
    "Tell me what the {kind} does.", "And what is the {kind} doing?",
)  # fmt: skip
NUMBER = (
    "How many are there?", "How many are in the picture?", "Is there one or are there two?", "how many do you see",
    "Count them, please.", "How many subjects are there?", "how many can you count", "Are there two, or is there one?",
    "Is it one or two?", "What is their number?", "How many can be seen?",
)  # fmt: skip
SIDE = (
    "Which one is on the {side}?", "Who is on the {side}?", "What is on the {side}?", "what is the {side} one",
    "What is the one on the {side}?", "Who do you see on the {side}?", "On the {side}, who is that?",
    "what stands on the {side}", "Which of them is on the {side}?", "Name the one on the {side}.",
)  # fmt: skip
RELATION = (
    "Where is the {first} and where the {second}?", "How does the {first} stand to the {second}?",
    "What is the {first} doing with the {second}?", "Where is the {first}, seen from the {second}?",
    "how are the {first} and the {second} placed", "What has the {first} to do with the {second}?",
    "Where does the {second} stand, and where the {first}?", "How do the {first} and the {second} stand?",
    "what does the {first} do with the {second}",
)  # fmt: skip
DRESSED = (
    "How many of them wear something?", "How many of the two are dressed?", "how many of them have something on",
    "Are both dressed?", "Do both wear something?", "Which of the two is dressed?",
)  # fmt: skip
QUESTION_FAMILIES = (
    COLOUR, COLOUR_OF_IT, COLOURS_OF_BOTH, KIND, KINDS_OF_BOTH, PLACE, TIME, WEATHER, STYLE, WORN_QUESTIONS, WORN_BY_IT,
    HELD_QUESTIONS, ACTION, NUMBER, SIDE, RELATION, DRESSED,
)  # fmt: skip
