"""Whether a picture, as the judge sees it, shows what it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from engine.storybook.edits import EditCase
from engine.storybook.judge import SUBJECT_HEADS, Seen, Verdict
from engine.storybook.reading import PartialScene, PartialSubject
from engine.storybook.scene import COLOURLESS_STYLES, Scene

HIDDEN = ""
"""Stands for a colour that a style does not show."""


def faultless(scene: Scene) -> Verdict:
    """What a judge without fault sees in a picture of the scene."""
    subjects = tuple(Seen(**{name: getattr(subject, name) for name in SUBJECT_HEADS}) for subject in scene.subjects)
    return Verdict(subjects, scene.relation, scene.place, scene.time, scene.weather, scene.style)


def same(verdict: Verdict, scene: Scene) -> bool:
    """Whether everything is as in the scene. Beside each other, either subject may be the left one; colours count
    where the style shows them."""
    return _comparable(verdict) == _comparable(faultless(scene))


def wished_and_kept(verdict: Verdict, case: EditCase) -> tuple[bool, bool]:
    """Whether what an edit was to change is as wished, and whether all else is as it should be.

    Both are true exactly where `same` is. A company that comes or goes brings all of itself and how the two stand.
    """
    asked = set[str]()
    for name in case.changed:
        if name == "company":
            asked |= {"relation", *(f"1 {head}" for head in SUBJECT_HEADS)}
        else:
            asked.add(f"{case.subject} {name}" if name in SUBJECT_HEADS else name)
    right = _details(faultless(case.result))
    turned = replace(verdict, subjects=verdict.subjects[::-1])
    views = [_details(view) for view in ((verdict, turned) if verdict.relation == "beside" else (verdict,))]
    seen = max(views, key=lambda view: sum(view.get(name) == value for name, value in right.items()))
    wrong = {name for name in seen.keys() | right.keys() if seen.get(name) != right.get(name)}
    return not wrong & asked, not wrong - asked


def same_pairs(verdict: Verdict, scene: Scene) -> bool:
    """Whether exactly the scene's subjects are there, each in its own colour, in any order. Colours count where the
    scene's style shows them."""
    hidden = scene.style in COLOURLESS_STYLES
    seen, there = (
        sorted((subject.kind, HIDDEN if hidden else subject.colour) for subject in subjects)
        for subjects in (verdict.subjects, scene.subjects)
    )
    return seen == there


def shows(verdict: Verdict, said: PartialScene | None) -> bool:
    """Whether everything that a text says is there: how two subjects stand to each other, too, but not whether there is
    more than it says. A text that says nothing agrees with no picture."""
    if said is None:
        return False
    if any(getattr(said, name) not in (None, getattr(verdict, name)) for name in ("place", "time", "weather", "style")):
        return False
    if len(said.subjects) > 1 and said.relation not in (None, verdict.relation):
        return False
    hidden = verdict.style in COLOURLESS_STYLES
    return all(any(_fits(subject, there, hidden) for there in verdict.subjects) for subject in said.subjects)


def answers(verdict: Verdict, scene: Scene) -> list[bool]:
    """The judge's single answers on a picture of the scene, right or wrong: the relation, place, time, weather and
    style, then all of each subject. A subject that it overlooks is wrong in everything."""
    right = faultless(scene)
    names = ("relation", "place", "time", "weather", "style")
    given = [getattr(verdict, name) == getattr(right, name) for name in names]
    hidden = scene.style in COLOURLESS_STYLES
    for index, subject in enumerate(right.subjects):
        seen = verdict.subjects[index] if index < len(verdict.subjects) else None
        asked = [field.name for field in fields(Seen) if not (hidden and field.name == "colour")]
        given += [seen is not None and getattr(seen, name) == getattr(subject, name) for name in asked]
    return given


def _details(verdict: Verdict) -> Mapping[str, str]:
    """All that a verdict says, by name; what a subject is by its place and its name: "0 kind"."""

    def told() -> Iterator[tuple[str, str]]:
        for name in ("relation", "place", "time", "weather", "style"):
            yield name, getattr(verdict, name)
        for index, subject in enumerate(verdict.subjects):
            for head in SUBJECT_HEADS:
                if not (head == "colour" and verdict.style in COLOURLESS_STYLES):
                    yield f"{index} {head}", getattr(subject, head)

    return dict(told())


def _comparable(verdict: Verdict) -> Verdict:
    """The verdict in a form in which equal scenes are equal."""
    subjects = verdict.subjects
    if verdict.style in COLOURLESS_STYLES:
        subjects = tuple(replace(subject, colour=HIDDEN) for subject in subjects)
    if verdict.relation == "beside":
        subjects = tuple(sorted(subjects, key=lambda subject: (subject.kind, subject.colour)))
    return replace(verdict, subjects=subjects)


def _fits(said: PartialSubject, there: Seen, hidden: bool) -> bool:
    asked = [field.name for field in fields(PartialSubject) if not (hidden and field.name == "colour")]
    return all(getattr(said, name) in (None, getattr(there, name)) for name in asked)
