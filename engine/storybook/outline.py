"""Articles before they are written: register, subject, and one scene for each paragraph."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.storybook.chance import Odds, is_held_out, random_scene
from engine.storybook.fact_table import FRIENDS
from engine.storybook.prose.friend_stories import FRIEND_THEMES
from engine.storybook.prose.solo_stories import SOLO_THEMES
from engine.storybook.prose.theme import Theme
from engine.storybook.scene import (
    BUILDINGS,
    COLOURLESS_STYLES,
    CREATURES,
    KINDS,
    NATURAL,
    PLACES,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Action,
    Place,
    Relation,
    Scene,
    Style,
    Subject,
    Time,
    Weather,
    allowed_actions,
    allowed_relations,
)
from engine.storybook.topics import Register

About = Literal["kind", "place", "landmark"]
GuideTo = Literal["meeting", "caring", "visiting"]
STEPS: dict[int, tuple[tuple[int, ...], ...]] = {
    2: ((0, 3),), 3: ((0, 3, 5), (0, 1, 3), (0, 2, 3)), 4: ((0, 1, 3, 5), (0, 2, 3, 5), (0, 1, 3, 4)),
    5: ((0, 1, 2, 3, 5), (0, 1, 3, 4, 5)), 6: ((0, 1, 2, 3, 4, 5),),
}  # fmt: skip
"""Which of the six beats an article of so many paragraphs tells."""
KIND_ASPECTS = ("food", "home", "size", "sound", "habit", "love", "friend")
PLACE_ASPECTS = ("smell", "find", "hear", "good", "sky")
ALONE = Odds(two=0.0, worn=0.15, held=0.0, action=0.0, weather=0.2, style=0.0, natural=0.55)


@dataclass(frozen=True)
class Outline:
    """An article before it is written.

    Attributes:
        about: one kind, one place, or a place with something famous in it.
        guide: what a guide guides to.
        theme: of a story.
        steps: what each paragraph tells: a beat from 0 to 5, or the aspect of a kind or a place.
        scenes: one for each paragraph, drawn or not.
        friend: whom the hero of a story meets.
        goal: where a story leads to.
        thing: what a story is about, as ("a map", "the map").
    """

    register: Register
    about: About
    guide: GuideTo
    theme: Theme | None
    steps: tuple[int | str, ...]
    scenes: tuple[Scene, ...]
    friend: Subject | None
    goal: Place
    thing: tuple[str, str]

    @property
    def hero(self) -> Subject:
        """The subject that the article is about, as its first scene shows it."""
        return self.scenes[0].main

    @property
    def place(self) -> Place:
        """Where the article begins."""
        return self.scenes[0].place


def random_outline(rng: random.Random, paragraphs: int, *, held_out: bool = False) -> Outline:
    """An article of so many paragraphs, 2 to 6, about anything.

    Args:
        rng: the only source of chance.
        paragraphs: how many.
        held_out: only scenes that are kept out of training; otherwise none of them.
    """
    odds = rng.random()
    if odds < 0.15:
        return _about_place(rng, paragraphs, held_out)
    style: Style = rng.choice(STYLES[1:]) if rng.random() < 0.12 else "storybook"
    first = random_scene(rng, held_out=held_out, odds=ALONE)
    if style in COLOURLESS_STYLES:
        natural = first.with_main(colour=NATURAL[first.main.kind])
        if is_held_out(natural) == held_out:
            first = natural
        else:
            style = "storybook"  # what is held out is its colour alone, which nobody would see in this style
    first = dataclasses.replace(first, style=style)
    if odds < 0.6:
        return _story(rng, paragraphs, first, held_out)
    register: Register = rng.choice(("introduction", "guide", "facts"))
    return _about_kind(rng, paragraphs, first, register, held_out)


def _story(rng: random.Random, paragraphs: int, first: Scene, held_out: bool) -> Outline:
    themes = [theme for theme in SOLO_THEMES + FRIEND_THEMES if _suits(theme, first)]
    if held_out:
        themes = [theme for theme in themes if not theme.travels]
    theme = rng.choice(themes)
    friend = _friend(rng, first, theme.relation, held_out) if theme.friend else None
    if theme.friend and friend is None:
        theme = rng.choice([each for each in themes if not each.friend])
    first = _beginning(rng, first, theme)
    steps = rng.choice(STEPS[paragraphs])
    goals = [place for place in PLACES if place not in (first.place, "room")]
    goals = [place for place in goals if held_out or not is_held_out(_at(first, place))] or goals
    goal = rng.choice(goals)
    scenes = _story_scenes(rng, first, friend, theme, steps, goal, held_out)
    if theme.travels and 3 in steps:
        goal = scenes[steps.index(3)].place
    return Outline("story", "kind", "meeting", theme, steps, scenes, friend, goal, rng.choice(theme.things))


def _suits(theme: Theme, first: Scene) -> bool:
    kind = first.main.kind
    if theme.weather and first.place == "space":
        return False
    if theme.roams and kind in BUILDINGS:
        return False
    if theme.relation == "on" and not any("on" in allowed_relations(kind, other) for other in KINDS if other != kind):
        return False
    return not theme.creature or kind in CREATURES


def _beginning(rng: random.Random, first: Scene, theme: Theme) -> Scene:
    """The first scene with the time or weather that the theme begins with, where the place has any."""
    if first.place == "space":
        return first
    if theme.by_night and first.time in ("dawn", "day"):
        first = dataclasses.replace(first, time=rng.choice(("sunset", "night")))
    if theme.weather and first.weather == "clear":
        first = dataclasses.replace(first, weather=rng.choice(WEATHERS[1:]))
    return first


def _friend(rng: random.Random, first: Scene, relation: Relation | None, held_out: bool) -> Subject | None:
    """A second subject for a story, whom the hero may meet in the first place; None where none was found."""
    for _ in range(60):
        kind = FRIENDS[first.main.kind] if rng.random() < 0.2 else rng.choice(KINDS)
        if kind == first.main.kind or (relation and relation not in allowed_relations(first.main.kind, kind)):
            continue
        colour = NATURAL[kind] if rng.random() < 0.5 else random_scene(rng, held_out=None, odds=ALONE).main.colour
        worn = rng.choice(WORN[1:]) if kind in CREATURES and rng.random() < 0.12 else "none"
        friend = Subject(kind, colour, worn, action=allowed_actions(kind, first.place)[0])
        together = dataclasses.replace(first, subjects=(first.main, friend), relation=relation or "beside")
        if is_held_out(together) == held_out:
            return friend
    return None


def _at(
    scene: Scene, place: Place | None = None, time: Time | None = None, weather: Weather | None = None, look: int = 0
) -> Scene:
    """The scene at another place, time or in another weather: its subjects do what is usual there."""
    place = place or scene.place
    subjects = tuple(
        dataclasses.replace(subject, held="none", action=allowed_actions(subject.kind, place)[0])
        for subject in scene.subjects
    )
    time, weather = time or scene.time, weather or scene.weather
    if place == "space":
        time, weather = "night", "clear"
    return Scene(subjects, place, time, weather, scene.style, scene.relation, look)


def _story_scenes(
    rng: random.Random,
    first: Scene,
    friend: Subject | None,
    theme: Theme,
    steps: Sequence[int],
    goal: Place,
    held_out: bool,
) -> tuple[Scene, ...]:
    """One scene for each paragraph: places come and go, time goes on, the hero stays the same."""
    scenes: list[Scene] = []
    for index, beat in enumerate(steps):
        before = scenes[-1] if scenes else first
        place = before.place
        if index and theme.roams and theme.travels and beat in (3, 4):
            place = goal
        elif index and theme.roams and rng.random() < 0.45:
            place = rng.choice([each for each in PLACES if each not in (goal if theme.travels else place, "room")])
        time, weather = before.time, before.weather
        if index and rng.random() < 0.4 and not (theme.by_night and time == "night"):
            time = TIMES[(TIMES.index(time) + 1) % 4]
        if index and theme.weather:
            weather = "clear" if beat == 5 else weather
        elif index and rng.random() < 0.2:
            weather = rng.choice(WEATHERS)
        place, time, weather = _allowed(first, place, time, weather, before, held_out)
        scene = _at(first, place, time, weather, rng.getrandbits(31))
        if friend and beat >= 3:
            for there in (place, before.place, first.place):
                scene = _together(rng, _at(scene, there, look=scene.look), friend, theme.relation, held_out)
                if len(scene.subjects) == 2:
                    break
        if len(scene.subjects) == 1:
            scene = _acting(rng, scene, theme.acts.get(beat))
        scenes.append(scene)
    return tuple(scenes)


def _allowed(
    first: Scene, place: Place, time: Time, weather: Weather, before: Scene, held_out: bool
) -> tuple[Place, Time, Weather]:
    """The wished place, or the last one where the wished one would bring in (or leave) what is held out."""
    if is_held_out(_at(first, place, time, weather)) != held_out:
        place = before.place
    if place == "space":
        return place, "night", "clear"
    return place, time, weather


def _together(rng: random.Random, scene: Scene, friend: Subject, relation: Relation | None, held_out: bool) -> Scene:
    """The scene with the friend in it, where the two may be seen together."""
    relations = allowed_relations(scene.main.kind, friend.kind)
    usual: Relation = rng.choice(relations) if rng.random() < 0.4 else "beside"
    chosen = usual if relation is None else relation
    there = dataclasses.replace(friend, action=allowed_actions(friend.kind, scene.place)[0])
    both = dataclasses.replace(_at(scene, look=scene.look), subjects=(_at(scene).main, there), relation=chosen)
    return both if is_held_out(both) == held_out else scene


def _acting(rng: random.Random, scene: Scene, action: Action | None) -> Scene:
    """The scene with its hero doing what the story says, or now and then something unusual, where it can."""
    actions = allowed_actions(scene.main.kind, scene.place)
    rained_on = scene.weather == "rain" and scene.main.kind in CREATURES and actions[0] == "stand"
    if action is None and rained_on and rng.random() < 0.35:
        return scene.with_main(held="umbrella")
    if action is None and rng.random() < 0.1:
        action = rng.choice(actions)
    if action is None or action not in actions:
        return scene
    return scene.with_main(action=action, held="newspaper" if action == "read" else "none")


def _about_kind(rng: random.Random, paragraphs: int, first: Scene, register: Register, held_out: bool) -> Outline:
    """An introduction, a guide or a fact piece about a kind: one and the same, seen in many places."""
    aspects = ["being", *rng.sample(KIND_ASPECTS, paragraphs - 1)]
    if register == "introduction" and "size" in aspects:
        aspects[aspects.index("size")] = next(each for each in KIND_ASPECTS if each not in aspects)
    scenes: list[Scene] = []
    for aspect in aspects:
        before = scenes[-1] if scenes else first
        place = before.place if rng.random() < 0.4 else rng.choice(PLACES)
        time = before.time if rng.random() < 0.4 else rng.choice(TIMES)
        weather: Weather = rng.choice(WEATHERS[1:]) if rng.random() < 0.2 else "clear"
        place, time, weather = _allowed(first, place, time, weather, first, held_out)
        scene = _at(first, place, time, weather, rng.getrandbits(31))
        if aspect == "friend" and register != "guide":
            kind = FRIENDS[first.main.kind]
            friend = Subject(kind, NATURAL[kind], action=allowed_actions(kind, scene.place)[0])
            scene = _together(rng, scene, friend, None, held_out)
        if len(scene.subjects) == 1:
            scene = _varied(rng, scene)
        scenes.append(scene)
    steps: tuple[int | str, ...] = tuple(aspects) if register != "guide" else rng.choice(STEPS[paragraphs])
    guide: GuideTo = rng.choice(("meeting", "meeting", "caring"))
    return Outline(register, "kind", guide, None, steps, tuple(scenes), None, scenes[0].place, ("", ""))


def _varied(rng: random.Random, scene: Scene) -> Scene:
    """The scene with its subject doing or holding something now and then."""
    actions = allowed_actions(scene.main.kind, scene.place)
    if len(actions) > 1 and rng.random() < 0.3:
        return _acting(rng, scene, rng.choice(actions[1:]))
    if scene.main.kind in CREATURES and actions[0] == "stand" and rng.random() < 0.12:
        return scene.with_main(held=rng.choice(("umbrella", "glass", "flowers")))
    return scene


def _famous(scene: Scene, landmark: bool, city: bool) -> bool:
    """Whether people would come to see the scene's subject, if that is what the article is about."""
    return (not landmark or scene.main.kind in BUILDINGS) and (not city or scene.place == "city")


def _about_place(rng: random.Random, paragraphs: int, held_out: bool) -> Outline:
    """An introduction, a guide or a fact piece about a place, with somebody else in each picture."""
    landmark = rng.random() < 0.4
    famous_city = landmark and not held_out and rng.random() < 0.4
    first = random_scene(
        rng,
        held_out=held_out,
        odds=ALONE,
        accept=lambda scene: _famous(scene, landmark, famous_city),
    )
    register: Register = "introduction" if landmark else rng.choice(("introduction", "guide", "facts"))
    aspects: tuple[int | str, ...] = ("being", *rng.sample(PLACE_ASPECTS, min(paragraphs - 1, 5)))
    steps = rng.choice(STEPS[paragraphs]) if register == "guide" else aspects
    scenes = [dataclasses.replace(first, look=rng.getrandbits(31))]
    while len(scenes) < paragraphs:
        other = random_scene(rng, held_out=None, odds=ALONE)
        scene = _varied(rng, _at(other, first.place, look=rng.getrandbits(31)))
        known = {each.main.kind for each in scenes}
        if scene.main.kind not in known and is_held_out(scene) == held_out:
            scenes.append(scene)
        elif held_out and rng.random() < 0.02:
            scenes.append(dataclasses.replace(first, look=rng.getrandbits(31)))
    about: About = "landmark" if landmark else "place"
    return Outline(register, about, "visiting", None, steps, tuple(scenes), None, first.place, ("", ""))
