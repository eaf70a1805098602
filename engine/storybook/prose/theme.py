"""What a story is woven from: its six beats, and whom it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.storybook.scene import Action, Relation

Piece = tuple[str, ...]
"""A sentence or two, in several wordings that say the same."""
Beat = tuple[Piece, ...]
"""What may be told at one point of a text: pieces that say different things."""


@dataclass(frozen=True)
class Theme:
    """One story in six beats, each of which is a paragraph; shorter stories leave some of the inner ones out.

    Names in the templates:
        a_hero, hero, the: "a red fox", "the red fox", "the fox"; friend likewise: a_friend, friend, the_friend.
        kind, kinds, friend_kind; it, its, him, itself: pronouns of the hero; friend_it, friend_itself: of the friend.
        sound, friend_sound, love: facts about both; find, hear: facts about the place of the paragraph;
            was_hear: "was the surf", "were gulls".
        there, place, went: "in the snow", "the snow", "set off into the snow".
        goal, to_goal, at_goal: the place that the story goes to.
        thing, the_thing: what the story is about: "a silver button", "the silver button".
        the_rain: the weather of the first paragraph, "the falling snow".

    Attributes:
        name: for tests.
        titles: names for it, each with the kind in it.
        topics: ways to ask for just this story.
        beats: opening, road, middle, turn, joy, home.
        last: sentences that may close it.
        things: what the story may be about, as ("a map", "the map").
        friend: whether a second subject is met in the fourth beat.
        relation: how the hero stands to the friend; None for any way.
        travels: whether the story must leave its first place.
        roams: whether the hero has to move at all, which buildings do not.
        creature: whether only a creature can do what is told.
        by_night: whether it begins in the evening or at night and ends before the morning.
        weather: whether it begins in bad weather and ends in good.
        acts: what the hero does in some beats, where the place allows it.
    """

    name: str
    titles: tuple[str, ...]
    topics: tuple[str, ...]
    beats: tuple[Beat, Beat, Beat, Beat, Beat, Beat]
    last: tuple[str, ...]
    things: tuple[tuple[str, str], ...] = (("", ""),)
    friend: bool = False
    relation: Relation | None = None
    travels: bool = False
    roams: bool = True
    creature: bool = False
    by_night: bool = False
    weather: bool = False
    acts: Mapping[int, Action] = field(default_factory=dict)
