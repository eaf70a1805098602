"""The facts of the storybook world, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.storybook.scene import Colour, Held, Kind, Place, Style, Time, Weather, Worn

FoodVerb = Literal["eat", "run on", "need"]
HomeVerb = Literal["live", "are kept", "stand", "hang", "wait"]


@dataclass(frozen=True)
class KindFacts:
    """What is true of one kind.

    Attributes:
        being: what one of them is, with its article: "a clever animal with a bushy tail".
        food: what they eat, run on or need, after `feeds`.
        home: where they are when nobody looks, after `stays`.
        size: "as long as an umbrella".
        sound: what they say.
        habit: what they do, to follow the plural: "walk on tiptoe".
        love: what they love.
    """

    being: str
    food: str
    home: str
    size: str
    sound: str
    habit: str
    love: str
    feeds: FoodVerb = "eat"
    stays: HomeVerb = "live"


KIND_FACTS: Mapping[Kind, KindFacts] = {
    "dog": KindFacts(
        "a loyal animal with a wet nose", "bones and biscuits", "in baskets by the door", "as high as a table",
        "woof", "bury old letters", "long walks",
    ),
    "corgi": KindFacts(
        "a small dog with short legs", "biscuits and cheese", "in warm kitchens", "no higher than a boot",
        "yap", "herd everyone they meet", "a good belly rub",
    ),
    "cat": KindFacts(
        "a quiet animal with soft paws", "fish and cream", "on warm window sills", "as long as a loaf of bread",
        "miaow", "always land on their feet", "soft cushions",
    ),
    "fox": KindFacts(
        "a clever animal with a bushy tail", "berries and mice", "in dens under old trees",
        "as long as a walking stick",
        "yip", "walk on tiptoe", "fresh tracks",
    ),
    "bear": KindFacts(
        "a strong animal with thick fur", "honey and nuts", "in dry caves", "as heavy as a piano",
        "grumble", "dance when nobody looks", "a good scratch",
    ),
    "polar bear": KindFacts(
        "a mighty bear with a warm coat", "fish and ice", "in the far north", "as tall as a door",
        "gruff", "never feel the cold", "cool mornings",
    ),
    "panda": KindFacts(
        "a round bear with dark eyes", "bamboo", "in bamboo groves", "as wide as a bathtub",
        "munch", "roll down hills", "lazy afternoons",
    ),
    "teddy bear": KindFacts(
        "a soft bear made of cloth", "imaginary biscuits", "on beds and shelves", "as big as a pillow",
        "squeak", "keep every secret", "a long hug",
    ),
    "koala": KindFacts(
        "a sleepy animal with big ears", "fresh leaves", "in tall gum trees", "as big as a backpack",
        "snuffle", "yawn before they speak", "a branch of their own",
    ),
    "rabbit": KindFacts(
        "a gentle animal with long ears", "carrots and clover", "in deep burrows", "as tall as a milk jug",
        "squeak squeak", "thump with their feet", "soft grass",
    ),
    "horse": KindFacts(
        "a proud animal with a long mane", "hay and apples", "in stables", "as high as a garden gate",
        "neigh", "rest on three legs", "a good gallop",
    ),
    "elephant": KindFacts(
        "a huge animal with a long trunk", "leaves and melons", "in large families", "as high as a barn door",
        "toot", "never forget a friend", "mud baths",
    ),
    "mammoth": KindFacts(
        "a shaggy animal with curved tusks", "grass and moss", "on the cold plains of long ago", "as high as a barn",
        "hroom", "comb their hair with twigs", "an icy wind",
    ),
    "owl": KindFacts(
        "a wise bird with round eyes", "moths and beetles", "in hollow trees", "as tall as a bottle",
        "hoo", "read old maps", "quiet hours",
    ),
    "duck": KindFacts(
        "a cheerful bird with flat feet", "bread and pondweed", "in nests among the reeds", "as big as a football",
        "quack", "walk in a line", "deep puddles",
    ),
    "penguin": KindFacts(
        "a polite bird that cannot rise into the air", "small fish", "in large noisy crowds",
        "as tall as a kitchen chair",
        "honk", "slide on their bellies", "smooth ice",
    ),
    "frog": KindFacts(
        "a small animal with long legs", "gnats and worms", "in quiet ponds", "as big as a teacup",
        "ribbit", "sing in choirs", "wet stones",
    ),
    "turtle": KindFacts(
        "a patient animal with a hard shell", "lettuce", "in their own shells", "as wide as a dinner plate",
        "hmm", "think before they speak", "flat warm stones",
    ),
    "robot": KindFacts(
        "a clever machine with blinking eyes", "sunlight", "in tidy workshops", "as tall as a fridge",
        "bip bop", "count everything twice", "hard puzzles", "need",
    ),
    "astronaut": KindFacts(
        "a brave traveller with a round helmet", "soup from tubes", "in very small cabins", "as tall as a wardrobe",
        "roger", "write letters to the planets", "a good view",
    ),
    "salmon": KindFacts(
        "a shining fish with a strong tail", "shrimps", "in cold streams", "as long as an arm",
        "blub", "always find the way home", "strong currents",
    ),
    "dolphin": KindFacts(
        "a playful animal with a smile", "herring", "in the wide bay", "as long as two beds",
        "click", "give each other names", "high waves",
    ),
    "whale": KindFacts(
        "the largest animal of all", "tiny shrimps", "in the deep ocean", "as long as a row of shops",
        "whoo", "sing for hours", "slow songs",
    ),
    "car": KindFacts(
        "a small machine with four wheels", "petrol", "in garages", "as long as a garden shed",
        "beep", "blink before they turn", "open roads", "run on", "are kept",
    ),
    "bus": KindFacts(
        "a long machine with many seats", "diesel", "in depots", "as long as a dance hall",
        "ding ding", "stop at every corner", "school trips", "run on", "are kept",
    ),
    "train": KindFacts(
        "a line of carriages on rails", "steam", "at stations", "as long as a village street",
        "choo choo", "arrive on the minute", "long bridges", "run on", "wait",
    ),
    "bicycle": KindFacts(
        "a light machine with two wheels", "strong legs", "in sheds", "as high as a fence",
        "ring ring", "lean against walls", "the way downhill", "need", "are kept",
    ),
    "boat": KindFacts(
        "a small wooden thing that rocks", "wind", "in harbours", "as long as a garden bench",
        "splash", "nod to every wave", "gentle waves", "run on", "wait",
    ),
    "ship": KindFacts(
        "a great vessel for long voyages", "coal", "in large ports", "as high as an office block",
        "hoot", "carry letters round the world", "deep water", "run on", "wait",
    ),
    "rocket": KindFacts(
        "a tall machine with fire at its tail", "rocket fuel", "on launch pads", "as tall as a church tower",
        "whoosh", "count down from ten", "a good start", "run on", "wait",
    ),
    "plane": KindFacts(
        "a fast machine with two long wings", "kerosene", "in hangars", "as wide as a town hall",
        "vroom", "draw lines across the sky", "clear runways", "run on", "are kept",
    ),
    "balloon": KindFacts(
        "a large bag of air with a basket", "warm air", "in wicker trunks", "as tall as an old oak",
        "fsss", "go where the wind goes", "calm weather", "run on", "are kept",
    ),
    "house": KindFacts(
        "a small building with a roof and a door", "firewood", "at the end of the lane", "as high as a pear tree",
        "creak", "keep the warmth in", "visitors", "need", "stand",
    ),
    "castle": KindFacts(
        "an old building with thick walls", "brave guards", "on steep hills", "as high as ten ladders",
        "clank", "keep an eye on the valley", "banquets", "need", "stand",
    ),
    "lighthouse": KindFacts(
        "a slim tower with a great light", "oil", "on rocky capes", "as high as two hundred steps",
        "booo", "wink at sailors", "stormy weather", "need", "stand",
    ),
    "opera house": KindFacts(
        "a grand hall with curved roofs", "singers", "by the harbour", "as wide as a market square",
        "la la la", "hold their breath before the music", "long applause", "need", "stand",
    ),
    "windmill": KindFacts(
        "a round tower with four sails", "a steady breeze", "on open hills", "as high as three barns",
        "swish", "grind corn into flour", "windy weeks", "need", "stand",
    ),
    "teapot": KindFacts(
        "a round pot with a spout", "hot water", "in kitchen cupboards", "as big as a melon",
        "gurgle", "grant one small wish", "good company", "need", "are kept",
    ),
    "lamp": KindFacts(
        "a bright thing with a shade", "a new bulb", "on bedside tables", "as tall as three books",
        "bzz", "stay up late with readers", "good books", "need", "are kept",
    ),
    "armchair": KindFacts(
        "a soft seat with two arms", "a cushion", "by the fireplace", "as wide as a hug",
        "oof", "swallow small coins", "heavy readers", "need", "stand",
    ),
    "espresso machine": KindFacts(
        "a shining machine with a steam pipe", "coffee beans", "on kitchen counters", "as heavy as a suitcase",
        "pssh", "wake everyone up", "early guests", "need", "stand",
    ),
    "clock": KindFacts(
        "a round thing with two hands", "a firm turn of the key", "on the wall", "as big as a pizza",
        "tick tock", "never stop counting", "punctual people", "need", "hang",
    ),
    "guitar": KindFacts(
        "a wooden thing with six strings", "gentle fingers", "in padded cases", "as long as an oar",
        "plonk", "remember every tune", "campfires", "need", "are kept",
    ),
    "cake": KindFacts(
        "a sweet thing with many layers", "flour and sugar", "in bakery windows", "as high as a stack of plates",
        "yum", "make people sing", "birthdays", "need", "wait",
    ),
}  # fmt: skip

_PAIRS: tuple[tuple[Kind, Kind], ...] = (
    ("dog", "cat"), ("corgi", "teddy bear"), ("fox", "rabbit"), ("bear", "salmon"), ("polar bear", "penguin"),
    ("panda", "koala"), ("horse", "astronaut"), ("elephant", "mammoth"), ("owl", "lighthouse"), ("duck", "frog"),
    ("turtle", "rocket"), ("robot", "espresso machine"), ("dolphin", "boat"), ("whale", "balloon"),
    ("ship", "windmill"), ("car", "bicycle"), ("bus", "train"), ("plane", "clock"), ("house", "armchair"),
    ("castle", "opera house"), ("teapot", "cake"), ("lamp", "guitar"),
)  # fmt: skip
FRIENDS: Mapping[Kind, Kind] = {a: b for first, second in _PAIRS for a, b in ((first, second), (second, first))}
"""Everyone's best friend, whose best friend they are."""


@dataclass(frozen=True)
class PlaceFacts:
    """What is true of one place.

    Attributes:
        being: what it is like.
        smell: what it smells of.
        find: what one can find there.
        hear: what one can hear there.
        good: what it is a good place for.
    """

    being: str
    smell: str
    find: str
    hear: str
    good: str


PLACE_FACTS: Mapping[Place, PlaceFacts] = {
    "meadow": PlaceFacts("wide and full of bees", "clover", "daisies", "crickets", "picnics"),
    "forest": PlaceFacts("cool and full of shade", "pine needles", "mushrooms", "a woodpecker", "hide and seek"),
    "jungle": PlaceFacts("warm and full of vines", "wet leaves", "orchids", "parrots", "explorers"),
    "beach": PlaceFacts("bright and full of shells", "salt", "driftwood", "gulls", "digging holes"),
    "sea": PlaceFacts("deep and never quite still", "seaweed", "starfish", "the surf", "long voyages"),
    "pool": PlaceFacts("square and perfectly clear", "sun cream", "a rubber ring", "laughter", "learning to dive"),
    "river": PlaceFacts("long and always on its way", "wet stones", "smooth pebbles", "a gentle murmur",
        "skipping stones"),
    "snow": PlaceFacts("cold and very quiet", "nothing but cold air", "small footprints", "soft steps",
        "building igloos"),
    "desert": PlaceFacts("hot and almost empty", "warm dust", "an old cactus", "the dry wind", "deep thoughts"),
    "mountains": PlaceFacts("steep and hard to climb", "cold stone", "wild goats", "a far echo", "long hikes"),
    "wheat field": PlaceFacts("flat and full of grain", "fresh straw", "poppies", "rustling ears", "kites"),
    "city": PlaceFacts("busy and never bored", "fresh bread", "a famous square", "bells", "window shopping"),
    "space": PlaceFacts("endless and very calm", "nothing at all", "a lost glove", "nothing but a heartbeat",
        "slow dances"),
    "room": PlaceFacts("small and very cosy", "polish and old books", "a forgotten sock", "a humming stove",
        "long talks"),
}  # fmt: skip


@dataclass(frozen=True)
class TimeFacts:
    """What is true of one time of day: what the light is like, who is awake, what it is a good time for."""

    light: str
    awake: str
    good: str


TIME_FACTS: Mapping[Time, TimeFacts] = {
    "dawn": TimeFacts("pale and new", "bakers", "making plans"),
    "day": TimeFacts("clear and strong", "bees", "hard work"),
    "sunset": TimeFacts("long and warm", "swallows", "telling stories"),
    "night": TimeFacts("thin and silver", "moths", "sharing secrets"),
}
WEATHER_FACTS: Mapping[Weather, tuple[str, str]] = {
    "clear": ("shows the hills far away", "hanging out the washing"),
    "rain": ("makes the snails happy", "staying in with a book"),
    "snowfall": ("makes everything quiet", "catching flakes with your tongue"),
    "fog": ("hides the tops of the towers", "playing ghosts"),
}
"""For each weather: what it does, and what it is good for."""
COLOUR_FACTS: Mapping[Colour, str] = {
    "red": "ripe cherries", "orange": "pumpkins", "yellow": "lemons", "green": "young leaves",
    "blue": "forget-me-nots", "purple": "plums", "pink": "strawberry ice cream", "brown": "chestnuts",
    "white": "fresh milk", "black": "liquorice",
}  # fmt: skip
"""For each colour: what has it."""
WORN_FACTS: Mapping[Worn, str] = {
    "top hat": "great occasions", "scarf": "cold throats", "sunglasses": "bright afternoons",
        "suit": "important meetings",
}  # fmt: skip
HELD_FACTS: Mapping[Held, str] = {
    "umbrella": "wet walks", "glass": "lemonade", "newspaper": "slow breakfasts", "flowers": "saying thank you",
}  # fmt: skip
"""For each thing worn or held: what it is made for."""
STYLE_FACTS: Mapping[Style, str] = {
    "storybook": "Storybook pictures are painted with patience.",
    "flat": "Flat drawings do without shadows.",
    "watercolour": "Watercolours need a wet brush.",
    "charcoal": "Charcoal is made from burnt wood.",
    "pop art": "Pop art is fond of big dots.",
    "synthwave": "Synthwave is fond of neon lines.",
    "gold relief": "Gold reliefs are made with a small hammer.",
}
