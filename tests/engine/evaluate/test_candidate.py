"""The measured model, asked through the engine: with a tiny real model and a judge that has learned nothing."""

from __future__ import annotations

import io
import random

import pytest
import torch
from PIL import Image

from engine.evaluate.candidate import Candidate, last_paragraph
from engine.evaluate.cases import in_turn
from engine.evaluate.measures import MEASURES
from engine.evaluate.measuring import measure
from engine.storybook.chance import random_scene
from engine.storybook.drawing.render import render
from engine.storybook.judge import Judge, Verdict
from tests.engine.tiny import tiny_model

SCENE = random_scene(random.Random(0))


@pytest.fixture(scope="module")
def candidate() -> Candidate:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        judge = Judge(width=8).eval()
    return Candidate(tiny_model(steps=1, context=1024), judge)


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_pictures(candidate: Candidate) -> None:
    painted = candidate.paint("A red fox in the snow.", 1)
    assert (picture(painted).format, picture(painted).size) == ("PNG", (16, 16))
    assert picture(candidate.paint("A red fox in the snow.", 1)).tobytes() == picture(painted).tobytes()
    assert picture(candidate.paint("A red fox in the snow.", 2)).tobytes() != picture(painted).tobytes()
    edited = candidate.edit(painted, "A red fox.", "make it blue", 3)
    assert picture(edited).size == (16, 16)
    assert isinstance(candidate.judged(edited), Verdict)


def test_rendered_pictures_arrive_as_they_are(candidate: Candidate) -> None:
    assert picture(candidate.draw(SCENE)).convert("RGB").tobytes() == render(SCENE, 16).convert("RGB").tobytes()


def test_words(candidate: Candidate) -> None:
    assert isinstance(candidate.answer(candidate.draw(SCENE), "What is this?"), str)
    written = candidate.write("A red fox", "short", 4)
    assert written.text
    assert all(picture(data).size == (16, 16) for _, data in written.figures)


def test_psnr(candidate: Candidate) -> None:
    assert 0 < candidate.psnr(SCENE) < 60


def test_every_measure_runs(candidate: Candidate) -> None:
    found = measure(in_turn(candidate), 1, lambda trial, done, total: None)
    assert tuple(found) == MEASURES
    for name, estimate in found.items():
        assert estimate.low <= estimate.value <= estimate.high, name


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("# Title\n\nA fox ran.\n\nIt slept.\n\n", "It slept."),
        ("# Title\n\nA fox ran.\n\n*A red fox.*\n\n", "A fox ran."),
        ("A fox ran.\n\n## Home", "A fox ran."),
        ("# Title", ""),
        ("", ""),
    ],
)
def test_last_paragraph(text: str, paragraph: str) -> None:
    assert last_paragraph(text) == paragraph
