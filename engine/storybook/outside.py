"""What people ask for that the storybook world does not have, and the nearest thing in it."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from functools import cache
from importlib import resources

from engine.storybook.phrases import with_article
from engine.storybook.scene import PLACES, Kind, Place
from engine.storybook.setting import PLACE_NAME
from engine.storybook.wording import choose, fill

NEAREST_KIND: Mapping[Kind, tuple[str, ...]] = {
    "dog": ("a wolf", "wolves", "a hyena", "a dalmatian", "my best friend", "loyalty", "a shepherd", "a coyote",
        "a poodle"),
    "corgi": ("the Queen", "a dachshund", "the royal family", "a beagle"),
    "cat": ("a tiger", "tigers", "a lion", "the lion king", "a leopard", "a jaguar", "a lynx", "yoga", "Mondays"),
    "fox": ("a squirrel", "a raccoon", "Robin Hood", "a badger", "a detective", "a spy", "a hedgehog"),
    "bear": ("a gorilla", "a wild boar", "King Kong", "a lumberjack", "a monster", "Bigfoot", "a bison"),
    "polar bear": ("the North Pole", "a snowman", "a yeti", "global warming", "Greenland", "an iceberg",
        "Santa Claus"),
    "panda": ("China", "Shanghai", "a sloth", "kung fu", "the Great Wall", "a tapir"),
    "teddy bear": ("a baby", "my little sister", "Christmas", "a doll", "kindergarten", "a doctor", "a hospital",
        "a puppet"),
    "koala": ("Australia", "a kangaroo", "a wombat", "a platypus", "sleep science"),
    "rabbit": ("a mouse", "a hamster", "Easter", "a guinea pig", "magic tricks", "vegetables"),
    "horse": ("a zebra", "a unicorn", "a donkey", "a camel", "a cow", "a cowboy", "Napoleon", "a giraffe",
        "knights"),
    "elephant": ("a rhino", "a hippo", "Africa", "India", "the circus", "memory", "Hannibal"),
    "mammoth": ("a dinosaur", "dinosaurs", "the stone age", "a buffalo", "fossils", "evolution", "the ice age"),
    "owl": ("an eagle", "a bat", "Harry Potter", "philosophy", "Socrates", "my teacher", "a library", "mathematics",
        "exams"),
    "duck": ("a goose", "a chicken", "a swan", "a flamingo", "bath time", "a pelican", "an ostrich"),
    "penguin": ("a seal", "a walrus", "Antarctica", "a waiter", "a wedding", "the South Pole", "politics"),
    "frog": ("a snake", "a lizard", "a crocodile", "a prince", "an insect", "a butterfly"),
    "turtle": ("a crab", "old age", "my grandfather", "slow food", "retirement", "a tank"),
    "robot": ("a tax return", "artificial intelligence", "a computer", "my boss", "programming", "a vacuum cleaner",
        "the stock market", "bitcoin", "a spreadsheet", "my job interview", "the internet", "economics", "physics"),
    "astronaut": ("my uncle", "a pilot", "a scientist", "Neil Armstrong", "a fireman", "a girl", "a boy", "a man",
        "a woman", "Albert Einstein", "Marie Curie", "my neighbour", "a superhero", "an alien"),
    "salmon": ("a goldfish", "a trout", "sushi", "an eel", "fishing", "Norway"),
    "dolphin": ("a shark", "surfing", "a mermaid", "Hawaii", "a dive instructor"),
    "whale": ("an octopus", "Moby Dick", "a squid", "Jonah", "a sea monster"),
    "car": ("a taxi", "a racing driver", "traffic", "a motorway", "a tractor", "a jeep", "my driving test"),
    "bus": ("a lorry", "a truck", "a fire engine", "an ambulance", "commuting", "a caravan", "a minivan"),
    "train": ("a tram", "the underground", "a conductor", "Switzerland", "the Orient Express"),
    "bicycle": ("a scooter", "a motorbike", "the Tour de France", "fitness", "Amsterdam", "losing weight",
        "a skateboard"),
    "boat": ("a canoe", "Venice", "a raft", "rowing", "a kayak", "a gondola"),
    "ship": ("a pirate", "pirates", "the Titanic", "Columbus", "a submarine", "a ferry", "the navy", "Vikings",
        "war"),
    "rocket": ("Mars", "a satellite", "Elon Musk", "fireworks", "a comet", "science fiction", "NASA", "an asteroid"),
    "plane": ("a helicopter", "an airport", "a holiday in Spain", "a drone", "jet lag", "New York", "Japan"),
    "balloon": ("a kite festival", "a zeppelin", "the weather forecast", "a parachute", "a hang glider"),
    "house": ("my flat", "a school", "rent", "a hotel", "an architect", "my family", "a tent"),
    "castle": ("the French revolution", "a king", "a princess", "a dragon", "the Middle Ages", "a ghost", "history",
        "a witch", "Dracula", "the Roman Empire", "Versailles", "King Arthur"),
    "lighthouse": ("the Eiffel tower", "a skyscraper", "a candle", "Cornwall", "the Statue of Liberty", "a chimney"),
    "opera house": ("Mozart", "a theatre", "an orchestra", "Sydney", "a museum", "the Oscars", "a ballet", "Vienna"),
    "windmill": ("Holland", "Don Quixote", "climate change", "electricity", "a factory", "wind power", "tulips"),
    "teapot": ("a cup of tea", "England", "a kettle", "my aunt", "Alice in Wonderland", "a spoon", "a ladle"),
    "lamp": ("Aladdin", "Thomas Edison", "a torch", "an idea", "Ikea", "darkness", "a chandelier"),
    "armchair": ("a throne", "television", "laziness", "furniture", "a hammock"),
    "espresso machine": ("Italy", "a cappuccino", "a bar", "George Clooney", "a toaster"),
    "clock": ("a calendar", "being late", "Big Ben", "my deadline", "a watch", "the year 2050", "an hourglass"),
    "guitar": ("a violin", "the Beatles", "rock music", "a concert", "Elvis", "a drum", "jazz", "a trumpet"),
    "cake": ("chocolate", "cooking", "a recipe", "lunch", "a waffle", "spaghetti"),
}  # fmt: skip
NEAREST_PLACE: Mapping[Place, tuple[str, ...]] = {
    "meadow": ("my balcony", "a golf course", "a park", "spring", "a vineyard"),
    "forest": ("camping", "the Black Forest", "a national park", "autumn"),
    "jungle": ("the Amazon", "Brazil", "a zoo", "Tarzan", "the tropics"),
    "beach": ("a holiday", "summer", "California", "an island", "vacation", "sunscreen", "Mallorca"),
    "sea": ("the Pacific", "the Atlantic", "a coral reef", "Greece", "Atlantis"),
    "pool": ("a spa", "the Olympic games", "a water park", "a fountain"),
    "river": ("a waterfall", "the Nile", "the Rhine", "a lake", "a canal"),
    "snow": ("skiing", "Finland", "January", "Lapland", "a sledge"),
    "desert": ("Egypt", "the pyramids", "the Sahara", "Arizona", "Timbuktu"),
    "mountains": ("a volcano", "Mount Everest", "Austria", "climbing", "the Alps", "Nepal"),
    "wheat field": ("a farm", "agriculture", "a farmer", "Kansas", "a harvest"),
    "city": ("London", "Paris", "Berlin", "Tokyo", "a shopping mall", "Chicago", "a supermarket", "a tunnel"),
    "space": ("a black hole", "the big bang", "the Milky Way", "Star Wars", "infinity", "the universe"),
    "room": ("my desk", "homework", "a prison", "a bathroom", "quarantine", "interior design"),
}  # fmt: skip
CITIES = (
    "Sydney", "London", "Paris", "Vienna", "Oslo", "Copenhagen", "Hamburg", "New York", "Milan", "Shanghai", "Prague",
    "Lisbon",
)  # fmt: skip
"""Cities that people have heard of; each of them is just the city here."""
NOTICES = (
    "My world has nothing like that, so this is about {nearest}.",
    "I do not know that, so here is something about {nearest}.",
    "That is not in my world; the nearest thing in it is {nearest}.",
    "There is nothing of that kind in my world, but there is {nearest}.",
)
"""The one short sentence that says so, before an article."""
CITY_NOTICES = (
    "There is only one city in my world, so this is about that one.",
    "I know just one city, and here it is.",
    "My world has a single city; this is about it.",
)
"""The same for a city that people have heard of."""
SHOWN_NOTICES = (
    "I do not know that; the nearest thing in my world is {nearest}.",
    "My world has nothing like that, but it has {nearest}.",
    "That is not in my world; the nearest thing is {nearest}.",
)
"""The same before a picture."""


@cache
def _kept() -> frozenset[str]:
    """What is kept out of training: "outside" in `held_out.json`."""
    data = json.loads((resources.files("engine.storybook") / "held_out.json").read_text(encoding="utf-8"))
    return frozenset(data["outside"])


@cache
def _table(held_out: bool) -> tuple[tuple[str, str], ...]:
    rows = [(words, str(kind)) for kind, many in NEAREST_KIND.items() for words in many]
    rows += [(words, str(place)) for place, many in NEAREST_PLACE.items() for words in many]
    return tuple(row for row in rows if (row[0] in _kept()) == held_out)


def outside_words(rng: random.Random, nearest: str, *, held_out: bool = False) -> str:
    """Something that is not in the world; `nearest` is the kind or place nearest to it. "" where there is none."""
    words = [words for words, near in _table(held_out) if near == nearest]
    return rng.choice(words) if words else ""


_MANY = {
    "wolf": "wolves", "mouse": "mice", "goose": "geese", "walrus": "walruses", "man": "men", "woman": "women",
    "fireman": "firemen", "snowman": "snowmen", "superhero": "superheroes",
}  # fmt: skip


def outside_plural(words: str) -> str:
    """Many of what is one of many: "dragons" for "a dragon"; "" for all else."""
    article, _, noun = words.partition(" ")
    if article not in ("a", "an") or " of " in noun:
        return ""
    before, _, last = noun.rpartition(" ")
    regular = f"{last}es" if last.endswith(("s", "x", "ch", "sh")) else f"{last}s"
    if last.endswith("y") and last[-2] not in "aeiou":
        regular = f"{last[:-1]}ies"
    return f"{before} {_MANY.get(last, regular)}".strip()


def outside_coloured(words: str, colour: str) -> str:
    """One of many with its colour: "a red dragon" for "a dragon"; all else as it is."""
    return with_article(f"{colour} {words.partition(' ')[2]}") if outside_plural(words) else words


def nearest_named(nearest: str) -> str:
    """The kind or place in a sentence: "a castle", "the city"."""
    place = next((place for place in PLACES if place == nearest), None)
    return PLACE_NAME[place] if place else with_article(nearest)


def notice(rng: random.Random, nearest: str, wordings: tuple[str, ...] = NOTICES) -> str:
    """One short sentence: what was asked for is not in the world, and what stands in for it."""
    return fill(choose(rng, wordings), {"nearest": nearest_named(nearest)})
