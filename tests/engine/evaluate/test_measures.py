"""Each measure on a model that does everything right, and on models that get one thing wrong."""

from __future__ import annotations

import dataclasses
import random

import pytest

from engine.evaluate import measures
from engine.evaluate.measures import MEASURES, TRIALS, measure
from engine.storybook.edits import EditCase, edit_case
from engine.storybook.questions import QuestionCase, question_case
from engine.storybook.scene import COLOURS, KINDS, PLACES, TIMES, Scene, is_held_out
from tests.engine.evaluate.oracle import Oracle, Slip, other

CASES = 12
PAINTED = ("subject", "colour", "place", "time", "edit", "two_subjects", "worn")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Oracle]:
    """Whoever is put in here learns the right answer of each case before being asked."""
    listeners: list[Oracle] = []

    def known_edit(rng: random.Random, *, held_out: bool = False) -> EditCase:
        case = edit_case(rng, held_out=held_out)
        listeners[0].expected.append(case.result)
        assert is_held_out(case.result)
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
    found = measure(oracle, CASES, lambda trial, done, total: None, only or MEASURES)
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
    assert {len(scene.subjects) for scene in oracle.scenes[CASES : 2 * CASES]} == {2}
    assert all(scene.main.worn != "none" for scene in oracle.scenes[2 * CASES : 3 * CASES])


def recolour(scene: Scene) -> Scene:
    return scene.with_main(colour=other(COLOURS, scene.main.colour))


def elsewhere(scene: Scene) -> Scene:
    return dataclasses.replace(scene, place=other(PLACES, scene.place))


def later(scene: Scene) -> Scene:
    return dataclasses.replace(scene, time=other(TIMES, scene.time))


def another(scene: Scene) -> Scene:
    return scene.with_main(kind=other(KINDS, scene.main.kind), worn="none")


def undressed(scene: Scene) -> Scene:
    bare = tuple(dataclasses.replace(subject, worn="none") for subject in scene.subjects)
    return dataclasses.replace(scene, subjects=bare)


def lonely(scene: Scene) -> Scene:
    return dataclasses.replace(scene, subjects=scene.subjects[:1])


@pytest.mark.parametrize(
    ("slip", "wrong"),
    [
        (recolour, {"colour", "two_subjects", "edit"}),
        (elsewhere, {"place", "edit"}),
        (later, {"time", "edit"}),
        (another, {"subject", "two_subjects", "edit", "worn"}),
        (undressed, {"worn"}),
        (lonely, {"two_subjects"}),
    ],
)
def test_one_thing_wrong(slip: Slip, wrong: set[str], told: list[Oracle]) -> None:
    found = values(Oracle(slip), told, *PAINTED)
    if "edit" not in wrong:  # only some edits are about what is dropped here
        assert 0 < found.pop("edit") < 1
    assert found == {name: 0.0 if name in wrong else 1.0 for name in found}


def test_figures_that_do_not_agree(told: list[Oracle]) -> None:
    assert values(Oracle(elsewhere), told, "article_agreement") == {"article_agreement": 0.0}


def test_wrong_answers(told: list[Oracle]) -> None:
    assert values(Oracle(said=lambda text: "I do not know."), told, "questions") == {"questions": 0.0}


def test_wrong_facts(told: list[Oracle]) -> None:
    lies = Oracle(
        said=lambda text: "Foxes eat stones. Foxes eat berries. The fox was happy. Owls say moo. Owls say hoo."
    )
    assert values(lies, told, "facts") == {"facts": 0.5}


def test_fewer_cases_are_the_first_ones(told: list[Oracle]) -> None:
    few, many = Oracle(), Oracle()
    told[:] = [few]
    measure(few, 3, lambda trial, done, total: None, ["colour"])
    values(many, told, "time")
    assert many.scenes[:3] == few.scenes


def test_it_tells_how_it_goes(told: list[Oracle]) -> None:
    heard: list[tuple[str, int, int]] = []
    found = measure(Oracle(), 5, lambda *news: heard.append(news), ["facts", "vae_psnr"])
    assert heard == [("article_agreement", i + 1, 2) for i in range(2)] + [("vae_psnr", i + 1, 5) for i in range(5)]
    assert list(found) == ["facts", "vae_psnr"]


def test_every_measure_of_the_plan_is_there() -> None:
    assert set(MEASURES) == {
        "subject", "colour", "place", "time", "edit", "two_subjects", "worn", "questions", "article_agreement",
        "facts", "vae_psnr", "judge",
    }  # fmt: skip
    assert len(MEASURES) == sum(len(trial.measures) for trial in TRIALS)
