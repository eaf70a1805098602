"""The words of an article: its title, its headings and its paragraphs, from an outline."""

from __future__ import annotations

import random
from collections.abc import Callable

from engine.storybook.captions import plain_sentence
from engine.storybook.details import WEATHER_CHANGES, time_changes
from engine.storybook.facts import (
    KIND_STATEMENTS,
    Relation,
    kind_slots,
    opened_kind_fact,
    place_slots,
    random_kind_fact,
    random_place_fact,
    random_sky_fact,
)
from engine.storybook.outline import Outline
from engine.storybook.phrases import bare_noun, colour_needed, colour_shows, plural, pronoun, with_article
from engine.storybook.prose import fact_pieces, guides, introductions
from engine.storybook.prose.theme import Beat
from engine.storybook.scene import Kind, Place, Scene, Subject, Weather
from engine.storybook.setting import AT_PLACE, PLACE_NAME, TO_PLACE
from engine.storybook.wording import capital, fill

RAIN: dict[Weather, str] = {"rain": "the rain", "snowfall": "the falling snow", "fog": "the fog", "clear": ""}
STORY_HEADINGS = (
    ("The beginning", "How it began"), ("On the way", "The first steps"), ("In between", "A pause"),
    ("The turn", "And then"), ("Joy", "A good moment"), ("The end", "Home"),
)  # fmt: skip
STEPS_ON = ("went a little further", "went on {its} way")
SETS_OFF = ("set off {to_place}", "travelled {to_place}", "made {its} way {to_place}")
COMES = ("came {to_place}",)


class Writer:
    """Writes one article, and remembers what it has told."""

    def __init__(self, rng: random.Random, outline: Outline, pictured: frozenset[int]) -> None:
        """`pictured`: the paragraphs that a picture follows; each of them plainly says what is to be seen."""
        self._rng, self._outline, self._pictured = rng, outline, pictured
        self._said: set[str] = set()
        self._aspects: set[str] = set()
        self._placed: set[Place] = set()
        self._coloured = self._names_colour(outline.hero)

    def title(self) -> str:
        """The title, with the name of what the article is about in it."""
        return capital(fill(self._rng.choice(self._titles()), self._slots(0)))

    def _titles(self) -> tuple[str, ...]:
        outline = self._outline
        if outline.theme:
            return outline.theme.titles
        if outline.about == "landmark":
            return introductions.LANDMARK_TITLES
        if outline.about == "place":
            return {
                "introduction": introductions.PLACE_TITLES, "guide": guides.VISITING_TITLES,
                "facts": fact_pieces.PLACE_TITLES,
            }[outline.register]  # fmt: skip
        if outline.register == "guide":
            return guides.CARING_TITLES if outline.guide == "caring" else guides.MEETING_TITLES
        titles = introductions.KIND_TITLES if outline.register == "introduction" else fact_pieces.KIND_TITLES
        return titles if colour_shows(outline.scenes[0].style) else tuple(t for t in titles if "{colour}" not in t)

    def headings(self) -> list[str]:
        """A heading for each paragraph, where the article has any."""
        outline, rng = self._outline, self._rng
        odds = {"facts": 0.75, "guide": 0.6, "introduction": 0.2, "story": 0.15}[outline.register]
        if len(outline.steps) < (5 if outline.register == "story" else 3) or rng.random() >= odds:
            return []
        if outline.register in ("story", "guide"):
            return [rng.choice(self._headings_by_beat()[int(step)]) for step in outline.steps]
        about_kind = outline.about == "kind"
        table = fact_pieces.KIND_HEADINGS if about_kind else fact_pieces.PLACE_HEADINGS
        return [rng.choice(table[str(step)]) for step in outline.steps]

    def _headings_by_beat(self) -> tuple[tuple[str, ...], ...]:
        if self._outline.register == "story":
            return STORY_HEADINGS
        return {
            "meeting": guides.MEETING_HEADINGS, "caring": guides.CARING_HEADINGS, "visiting": guides.VISITING_HEADINGS,
        }[self._outline.guide]  # fmt: skip

    def paragraph(self, index: int) -> str:
        """One paragraph: what there is to tell, something true, and a sentence that plainly says what is to be seen."""
        outline = self._outline
        if outline.register == "story":
            sentences = self._story(index)
        elif outline.about == "kind":
            sentences = self._guide(index) if outline.register == "guide" else self._about_kind(index)
        else:
            sentences = self._guide(index) if outline.register == "guide" else self._about_place(index)
        return " ".join(sentence for sentence in sentences if sentence)

    def _story(self, index: int) -> list[str]:
        outline, rng = self._outline, self._rng
        beat, theme = int(outline.steps[index]), outline.theme
        assert theme is not None
        told = self._piece(theme.beats[beat], index)
        more = ""
        if rng.random() < 0.3:
            more = self._aside(index)
        elif index not in self._pictured and beat not in (0, 3) and rng.random() < 0.6:
            more = self._piece(theme.beats[beat], index)
        last = index == len(outline.scenes) - 1 and rng.random() < 0.7
        ending = fill(rng.choice(theme.last), self._slots(index)) if last else ""
        return [*self._changes(index), told, more, self._seen(index), ending]

    def _aside(self, index: int) -> str:
        """A fact that the teller of a story throws in; "" where none is left to tell."""
        outline, rng = self._outline, self._rng
        scene = outline.scenes[index]
        relations: tuple[Relation, ...] = ("food", "home", "habit", "love", "friend")
        if rng.random() < 0.3 and scene.place in self._placed:
            return self._fresh(lambda: random_place_fact(scene.place, rng, rng.choice(("being", "find", "hear"))))
        kinds = [outline.hero.kind, *([outline.friend.kind] if outline.friend and len(scene.subjects) == 2 else [])]
        return self._fresh(lambda: opened_kind_fact(rng.choice(kinds), rng.choice(relations), rng))

    def _changes(self, index: int) -> list[str]:
        """Sentences on a new time of day and on new weather, where they have come."""
        scene, rng = self._outline.scenes[index], self._rng
        if not index or scene.place == "space":
            return []
        before, changes = self._outline.scenes[index - 1], []
        if scene.time != before.time and rng.random() < 0.7 and before.place != "space":
            changes.append(rng.choice(time_changes(scene)))
        if scene.weather != before.weather and scene.place != "room" and rng.random() < 0.8:
            changes.insert(0 if scene.weather == "clear" else 1, rng.choice(WEATHER_CHANGES[scene.weather]))
        return changes

    def _about_kind(self, index: int) -> list[str]:
        """A paragraph of an introduction or a fact piece about a kind."""
        outline, rng, dry = self._outline, self._rng, self._outline.register == "facts"
        kind, aspect = outline.hero.kind, str(outline.steps[index])
        relation: Relation = next(each for each in KIND_STATEMENTS if each == aspect)
        leads = fact_pieces.KIND_LEADS if dry else introductions.KIND_LEADS
        facts = [random_kind_fact(kind, rng, relation)]
        self._said.add(facts[0])
        if aspect == "being" and "size" not in outline.steps:
            facts.append(random_kind_fact(kind, rng, "size"))
        around = rng.random() < 0.3
        pointers = fact_pieces.POINTERS if dry else introductions.KIND_POINTERS
        closing = ""
        if not dry and index == len(outline.scenes) - 1 and rng.random() < 0.7:
            closing = self._piece(introductions.KIND_CLOSINGS, index)
        lead = self._piece(leads[aspect], index) if not dry or rng.random() < 0.75 else ""
        seen = self._seen(index)
        setting = self._fresh(lambda: self._setting_fact(outline.scenes[index])) if around and seen else ""
        return [lead, *facts, self._pointer(pointers) if seen and rng.random() < 0.5 else "", seen, setting, closing]

    def _about_place(self, index: int) -> list[str]:
        """A paragraph of an introduction or a fact piece about a place."""
        outline, rng, dry = self._outline, self._rng, self._outline.register == "facts"
        scene, aspect = outline.scenes[index], str(outline.steps[index])
        leads = fact_pieces.PLACE_LEADS if dry else introductions.PLACE_LEADS
        fact = random_sky_fact(scene.time, scene.weather, rng) if aspect == "sky" else ""
        fact = fact or random_place_fact(outline.place, rng, aspect)
        famous = ""
        if outline.about == "landmark" and index == 0:
            famous = self._piece(introductions.LANDMARKS, index)
        pointers = fact_pieces.POINTERS if dry else introductions.PLACE_POINTERS
        seen = self._seen(index)
        pointer = self._pointer(pointers) if seen and rng.random() < 0.5 and not famous else ""
        closing = ""
        if not dry and index == len(outline.scenes) - 1 and rng.random() < 0.7:
            closing = self._piece(introductions.PLACE_CLOSINGS, index)
        return [self._piece(leads[aspect], index), fact, famous, pointer, seen, closing]

    def _guide(self, index: int) -> list[str]:
        """A paragraph of a guide: advice, the fact behind it, and how it may look."""
        outline, rng = self._outline, self._rng
        beat = int(outline.steps[index])
        beats = {"meeting": guides.MEETING, "caring": guides.CARING, "visiting": guides.VISITING}[outline.guide]
        piece = self._chosen(beats[beat])
        told = fill(rng.choice(piece), self._slots(index))
        if outline.guide == "visiting":
            aspect = self._aspect(guides.FITTING.get(piece[0], guides.VISITING_FACTS[beat]))
            scene = outline.scenes[index]
            sky = aspect == "sky"
            fact = (
                random_sky_fact(scene.time, scene.weather, rng)
                if sky
                else random_place_fact(outline.place, rng, aspect)
            )
        else:
            fitting = guides.FITTING.get(piece[0], guides.MEETING_FACTS[beat])
            aspect = self._aspect(fitting)
            relation: Relation = next(each for each in KIND_STATEMENTS if each == aspect)
            fact = self._fresh(lambda: random_kind_fact(outline.hero.kind, rng, relation))
        seen = self._seen(index)
        return [told, fact, self._pointer(guides.POINTERS) if seen and rng.random() < 0.4 else "", seen]

    def _aspect(self, fitting: tuple[str, ...]) -> str:
        """One of the sorts of fact, not one that was told before if there is another."""
        chosen = self._rng.choice([each for each in fitting if each not in self._aspects] or fitting)
        self._aspects.add(chosen)
        return chosen

    def _seen(self, index: int) -> str:
        """What is to be seen; paragraphs without a picture leave it out half of the time."""
        outline, rng = self._outline, self._rng
        if index not in self._pictured and rng.random() < 0.5:
            return ""
        self._placed.add(outline.scenes[index].place)
        if outline.register == "story":
            return plain_sentence(outline.scenes[index], rng, "past", article="the", natural=0.5)
        again = index > 0 and outline.about == "kind" and rng.random() < 0.6
        return plain_sentence(outline.scenes[index], rng, article="the" if again else "a")

    def _setting_fact(self, scene: Scene) -> str:
        if self._rng.random() < 0.7 or scene.place == "space":
            return random_place_fact(scene.place, self._rng)
        return random_sky_fact(scene.time, scene.weather, self._rng)

    def _fresh(self, draw: Callable[[], str]) -> str:
        """A fact that was not told yet; "" where none was found in a few tries."""
        for _ in range(4):
            fact = draw()
            core = " ".join(fact.lower().split()[-2:])
            if core not in self._said:
                self._said.add(core)
                return fact
        return ""

    def _piece(self, beat: Beat, index: int) -> str:
        """One of a beat's pieces in one of its wordings, not the one that was told before."""
        slots = self._slots(index)
        return fill(self._rng.choice(self._chosen(beat)), slots)

    def _chosen(self, beat: Beat) -> tuple[str, ...]:
        """One of a beat's pieces, not one that was told before if there is another."""
        piece = self._rng.choice([piece for piece in beat if piece[0] not in self._said] or list(beat))
        self._said.add(piece[0])
        return piece

    def _pointer(self, pointers: tuple[str, ...]) -> str:
        """A sentence that leads over to the picture, as long as there is one that was not used."""
        fresh = [pointer for pointer in pointers if pointer not in self._said]
        if not fresh:
            return ""
        pointer = self._rng.choice(fresh)
        self._said.add(pointer)
        return pointer

    def _names_colour(self, subject: Subject) -> bool:
        style = self._outline.scenes[0].style
        return colour_needed(subject, style) or (colour_shows(style) and self._rng.random() < 0.6)

    def _slots(self, index: int) -> dict[str, str]:
        """The values of all names that a template of paragraph `index` may use."""
        outline = self._outline
        hero, scene = outline.hero, outline.scenes[index]
        noun = bare_noun(hero, coloured=self._coloured)
        slots = kind_slots(hero.kind) | {
            key: value for key, value in place_slots(scene.place).items() if key not in ("being", "good")
        }
        slots |= {
            "hero": f"the {noun}", "a_hero": with_article(noun), "the": f"the {hero.kind}", "colour": hero.colour,
            "it": pronoun(hero.kind), "its": pronoun(hero.kind, "its"), "him": pronoun(hero.kind, "him"),
            "itself": _itself(hero.kind),
            "to_place": TO_PLACE[scene.place], "thing": outline.thing[0], "the_thing": outline.thing[1],
            "goal": PLACE_NAME[outline.goal], "to_goal": TO_PLACE[outline.goal], "at_goal": AT_PLACE[outline.goal][0],
            "the_rain": RAIN[outline.scenes[0].weather],
        }  # fmt: skip
        slots["was_hear"] = f"{'were' if slots['hear'].endswith('s') else 'was'} {slots['hear']}"
        slots["went"] = fill(self._went(index), slots)
        if outline.friend:
            friend = outline.friend
            slots |= {
                "a_friend": with_article(bare_noun(friend, coloured=colour_needed(friend, scene.style))),
                "the_friend": f"the {friend.kind}", "friend_kind": friend.kind,
                "friend_kinds": plural(friend.kind), "friend_sound": kind_slots(friend.kind)["sound"],
                "friend_it": pronoun(friend.kind), "friend_itself": _itself(friend.kind),
            }  # fmt: skip
        return slots

    def _went(self, index: int) -> str:
        """What the hero did between two paragraphs."""
        scenes = self._outline.scenes
        if index == 0 or scenes[index - 1].place == scenes[index].place:
            return self._rng.choice(STEPS_ON)
        return self._rng.choice(COMES if scenes[index].place in ("room", "pool") else SETS_OFF)


def _itself(kind: Kind) -> str:
    """The reflexive pronoun of one of a kind."""
    return "herself" if kind == "astronaut" else "itself"
