"""Each measure on a model that does everything right, and on models that get one thing wrong."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from engine.evaluate import measures
from engine.evaluate.candidate import Written
from engine.evaluate.cases import in_turn
from engine.evaluate.measures import MEASURES, TRIALS
from engine.evaluate.measuring import measure
from engine.protocol.values import Length
from engine.storybook.chance import is_held_out
from engine.storybook.edits import EditCase, edit_case, held_out_edits
from engine.storybook.judge import Seen, Verdict
from engine.storybook.questions import QuestionCase, question_case
from engine.storybook.scene import (
    ACTIONS,
    COLOURLESS_STYLES,
    COLOURS,
    HELD,
    KINDS,
    PLACES,
    RELATIONS,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
)
from tests.engine.evaluate.oracle import Oracle, Slip, other

CASES = 12
PAINTED = (
    "subject", "colour", "place", "time", "weather", "style", "action", "edit", "two_subjects", "relation", "worn",
)  # fmt: skip


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Oracle]:
    """Whoever is put in here learns the right answer of each case before being asked."""
    listeners: list[Oracle] = []

    def known_edit(rng: random.Random, *, held_out: bool = False) -> EditCase:
        case = edit_case(rng, held_out=held_out)
        listeners[0].expected.append(case.result)
        kinds = {subject.kind for subject in case.scene.subjects}
        changes = {(name, kind) for name in case.changed for kind in kinds}
        assert is_held_out(case.result) or changes & held_out_edits()
        return case

    def known_question(rng: random.Random, *, held_out: bool = False) -> QuestionCase:
        case = question_case(rng, held_out=held_out)
        listeners[0].answers.append(case.expected)
        assert is_held_out(case.scene)
        return case

    monkeypatch.setattr(measures, "edit_case", known_edit)
    monkeypatch.setattr(measures, "question_case", known_question)
    return listeners


def values(oracle: Oracle, told: list[Oracle], *only: str) -> dict[str, float]:
    told[:] = [oracle]
    found = measure(in_turn(oracle), CASES, lambda trial, done, total: None, only or MEASURES)
    return {name: estimate.value for name, estimate in found.items()}


def test_everything_right(told: list[Oracle]) -> None:
    oracle = Oracle()
    found = values(oracle, told)
    assert found == {**dict.fromkeys(MEASURES, 1.0), "vae_psnr": 30.0}


def test_all_wishes_are_held_out(told: list[Oracle]) -> None:
    oracle = Oracle()
    values(oracle, told, "subject", "two_subjects", "worn", "judge")
    assert len(oracle.scenes) == 4 * CASES
    assert all(is_held_out(scene) for scene in oracle.scenes)
    counts = [{len(scene.subjects) for scene in oracle.scenes[i * CASES : (i + 1) * CASES]} for i in range(3)]
    assert counts == [{1}, {2}, {1}]
    dressed = [scene.main for scene in oracle.scenes[2 * CASES : 3 * CASES]]
    assert all(subject.worn != "none" or subject.held != "none" for subject in dressed)
    assert not {scene.style for scene in oracle.scenes[CASES : 2 * CASES]} & set(COLOURLESS_STYLES)


def with_main(seen: Verdict, **changes: str) -> Verdict:
    return replace(seen, subjects=(replace(seen.main, **changes), *seen.subjects[1:]))


def lonely(seen: Verdict) -> Verdict:
    return replace(seen, subjects=seen.subjects[:1], relation="alone")


def crowded(seen: Verdict) -> Verdict:
    return replace(seen, subjects=(seen.main, Seen(other(KINDS, seen.main.kind), "pink", "none", "none", "stand")))


@pytest.mark.parametrize(
    ("slip", "wrong", "some"),
    [
        (lambda seen: with_main(seen, kind=other(KINDS, seen.main.kind)), "subject two_subjects edit", ""),
        (lambda seen: with_main(seen, colour=other(COLOURS, seen.main.colour)), "colour two_subjects", "edit"),
        (lambda seen: with_main(seen, worn=other(WORN, seen.main.worn)), "edit", "worn"),
        (lambda seen: with_main(seen, held=other(HELD, seen.main.held)), "edit", "worn"),
        (lambda seen: with_main(seen, action=other(ACTIONS, seen.main.action)), "action edit", ""),
        (lambda seen: replace(seen, place=other(PLACES, seen.place)), "place edit", ""),
        (lambda seen: replace(seen, time=other(TIMES, seen.time)), "time edit", ""),
        (lambda seen: replace(seen, weather=other(WEATHERS, seen.weather)), "weather edit", ""),
        (lambda seen: replace(seen, style=other(STYLES, seen.style)), "style edit", ""),
        (lambda seen: replace(seen, relation=other(RELATIONS, seen.relation)), "relation edit", ""),
        (lonely, "two_subjects relation", "edit"),
        (crowded, "subject edit", "two_subjects"),
    ],
    ids=[
        "kind",
        "colour",
        "worn",
        "held",
        "action",
        "place",
        "time",
        "weather",
        "style",
        "relation",
        "lonely",
        "crowded",
    ],
)
def test_one_thing_wrong(slip: Slip, wrong: str, some: str, told: list[Oracle]) -> None:
    """Sometimes right are measures whose cases do not all show what goes wrong, such as a colour in charcoal."""
    found = values(Oracle(slip), told, *PAINTED)
    for name in some.split():
        assert found.pop(name) < 1, name
    assert found == {name: 0.0 if name in wrong.split() else 1.0 for name in found}


def test_an_edit_is_right_where_the_wish_and_the_rest_are(told: list[Oracle]) -> None:
    names = ("edit", "edit_wished", "edit_kept")
    assert values(Oracle(), told, *names) == dict.fromkeys(names, 1.0)
    found = values(Oracle(lambda seen: replace(seen, place=other(PLACES, seen.place))), told, *names)
    assert found["edit"] == 0
    assert 0 < found["edit_wished"] < 1
    assert found["edit_wished"] + found["edit_kept"] == 1


def test_articles_that_should_have_pictures_and_have_none(told: list[Oracle]) -> None:
    class Wordy(Oracle):
        def write(self, topic: str, length: Length, seed: int) -> Written:
            return Written(super().write(topic, length, seed).text, ())

    assert values(Wordy(), told, "article_agreement") == {"article_agreement": 0.0}


def test_figures_that_do_not_agree(told: list[Oracle]) -> None:
    elsewhere = Oracle(lambda seen: replace(seen, place=other(PLACES, seen.place)))
    assert values(elsewhere, told, "article_agreement")["article_agreement"] < 0.2


def test_wrong_answers(told: list[Oracle]) -> None:
    assert values(Oracle(said=lambda text: "I do not know."), told, "questions") == {"questions": 0.0}


def test_wrong_facts(told: list[Oracle]) -> None:
    lies = Oracle(
        said=lambda text: "Foxes eat stones. Foxes eat berries and mice. The fox was happy. Owls say moo. Owls say hoo."
    )
    assert values(lies, told, "facts") == {"facts": 0.5}


def test_bad_grammar(told: list[Oracle]) -> None:
    muddled = Oracle(said=lambda text: "The fox stands in the snow at night. An fox stand the snow.")
    assert values(muddled, told, "grammar") == {"grammar": 0.5}


def test_fewer_cases_are_the_first_ones(told: list[Oracle]) -> None:
    few, many = Oracle(), Oracle()
    told[:] = [few]
    measure(in_turn(few), 3, lambda trial, done, total: None, ["colour"])
    values(many, told, "time")
    assert many.scenes[:3] == few.scenes


def test_it_tells_how_it_goes(told: list[Oracle]) -> None:
    heard: list[tuple[str, int, int]] = []
    found = measure(in_turn(Oracle()), 5, lambda *news: heard.append(news), ["facts", "vae_psnr"])
    assert heard == [("article_agreement", i + 1, 3) for i in range(3)] + [("vae_psnr", i + 1, 5) for i in range(5)]
    assert list(found) == ["facts", "vae_psnr"]


def test_every_measure_is_there() -> None:
    assert set(MEASURES) == {
        *PAINTED, "edit_wished", "edit_kept", "questions", "article_agreement", "facts", "grammar", "vae_psnr", "judge",
        "judge_whole",
    }  # fmt: skip
    assert len(MEASURES) == sum(len(trial.measures) for trial in TRIALS)
