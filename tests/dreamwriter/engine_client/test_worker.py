"""A busy window gets less, later, and nothing out of order; pictures come to it decoded."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.scripted import ScriptedChannel, Step
from dreamwriter.engine_client.worker import Arrival, EngineWorker
from dreamwriter.errors import EngineGone
from engine.protocol.events import (
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Failed,
    Finished,
    JobStarted,
    PictureReady,
    TextPiece,
)
from engine.protocol.requests import Request, WriteArticle
from tests.dreamwriter.scripts import RECIPE, png
from tests.dreamwriter.session.sample import WAIT

STEPS = 40


def burst(request: Request, played: threading.Event | None = None) -> Iterable[Step]:
    """Much at once."""
    yield from (TextPiece(f"{number} ") for number in range(300))
    yield DreamStarted(0, 16, 16, STEPS)
    yield from (DreamStep(0, step, STEPS, png(step) if step < STEPS else b"") for step in range(1, STEPS + 1))
    yield PictureReady(0, png(99), RECIPE)
    yield CaptionPiece(0, "A fox.")
    yield from (TextPiece(f"{number} ") for number in range(300, 400))
    if played is not None:
        played.set()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[EngineWorker]:
    made = EngineWorker(lambda: ScriptedChannel(burst))
    yield made
    made.close()
    assert made.wait(10)


def test_a_busy_window_is_not_flooded(qtbot: QtBot) -> None:
    arrivals: list[Arrival] = []
    played = threading.Event()
    worker = EngineWorker(lambda: ScriptedChannel(lambda request: burst(request, played)))
    job = worker.submit(WriteArticle("x"), arrivals.append)
    assert played.wait(30)  # the window is busy all the time
    assert arrivals == []
    qtbot.waitUntil(lambda: job.done, timeout=WAIT)
    assert job.listener is None
    events = [arrival.event for arrival in arrivals]
    kinds = [kind for kind, _ in groupby(map(type, events))]
    assert kinds == [
        JobStarted, TextPiece, DreamStarted, DreamStep, PictureReady, CaptionPiece, TextPiece, Finished,
    ]  # fmt: skip
    said = "".join(event.text for event in events if isinstance(event, TextPiece))
    assert said == "".join(f"{number} " for number in range(400))
    last = [arrival for arrival in arrivals if isinstance(arrival.event, DreamStep)][-1]
    assert isinstance(last.event, DreamStep)
    assert last.event.step == STEPS
    ready = next(arrival for arrival in arrivals if isinstance(arrival.event, PictureReady))
    assert ready.image is not None
    assert ready.asset is not None
    assert (ready.image.width(), ready.asset.data) == (16, png(99))
    assert len(events) < 50
    worker.close()
    assert worker.wait(10)


def test_an_engine_that_cannot_be_started_is_told(qtbot: QtBot) -> None:
    def refuse() -> ScriptedChannel:
        raise EngineGone("It could not be started.", "Install it anew.")

    worker = EngineWorker(refuse)
    arrivals: list[Arrival] = []
    job = worker.submit(WriteArticle("x"), arrivals.append)
    qtbot.waitUntil(lambda: job.done and worker.state.name == "failed", timeout=WAIT)
    failure = Failed("engine-gone", "It could not be started.", "Install it anew.")
    assert [arrival.event for arrival in arrivals] == [failure]
    assert worker.state.error is not None
    worker.close()
    assert worker.wait(10)


def test_a_listener_that_fails_harms_nobody(
    worker: EngineWorker, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(arrival: Arrival) -> None:
        raise ValueError("cannot show it")

    with qtbot.captureExceptions() as caught:
        job = worker.submit(WriteArticle("x"), fail)
        qtbot.waitUntil(lambda: job.done, timeout=WAIT)
    assert isinstance(job.end, Finished)
    assert "could not be read" in caplog.text
    assert {kind for kind, _error, _trace in caught} == {ValueError}


def test_a_request_that_takes_time_is_made_elsewhere(worker: EngineWorker, qtbot: QtBot) -> None:
    made: list[int] = []

    def make() -> Request:
        made.append(threading.get_ident())
        return WriteArticle("x")

    job = worker.submit(make, lambda _arrival: None)
    qtbot.waitUntil(lambda: job.done, timeout=WAIT)
    assert isinstance(job.end, Finished)
    assert made != [threading.get_ident()]


def test_a_request_that_cannot_be_made_ends_its_job(
    worker: EngineWorker, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def make() -> Request:
        raise ValueError("no words")

    job = worker.submit(make, lambda _arrival: None)
    qtbot.waitUntil(lambda: job.done, timeout=WAIT)
    assert isinstance(job.end, Failed)
    assert job.end.detail == "ValueError: no words"
    assert "could not be made" in caplog.text
